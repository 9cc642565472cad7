package content

import (
	"github.com/nianbao/nianbao/extract/pdf/internal/font"
	"github.com/nianbao/nianbao/extract/pdf/internal/lex"
	"github.com/nianbao/nianbao/extract/pdf/internal/object"
)

// state is the graphics state (ISO 32000-1 §8.4), as far as it matters.
type state struct {
	ctm  matrix
	clip box
	text textState
	// width is that of stroked lines.
	width float64
	// White is what prints nothing on paper, clear what is wholly transparent.
	fillWhite, strokeWhite, fillClear, strokeClear bool
	// opaque tells that what is filled hides what is beneath.
	opaque bool
}

// textState is that of text (§9.3).
type textState struct {
	font                                    *font.Font
	size, char, word, scale, leading, raise float64
	mode                                    int
}

func start(ctm matrix, clip box) state {
	return state{ctm: ctm, clip: clip, width: 1, opaque: true, text: textState{scale: 1}}
}

// dict sets what an ExtGState dictionary states (§8.4.5).
func (g *state) dict(r *run, d object.Value) {
	if w := d.Key("LW"); w.IsNumber() {
		g.width = w.Number()
	}
	const clear = 0.02
	if a := d.Key("ca"); a.IsNumber() {
		g.fillClear = a.Number() < clear
		g.opaque = a.Number() > 1-clear
	}
	if a := d.Key("CA"); a.IsNumber() {
		g.strokeClear = a.Number() < clear
	}
	if b := d.Key("BM"); b.Name() != "" {
		g.opaque = g.opaque && (b.Name() == "Normal" || b.Name() == "Compatible")
	}
	if d.Has("SMask") && d.Key("SMask").Name() != "None" {
		g.opaque = false
	}
	if f := d.Key("Font"); f.Len() == 2 {
		g.text.font, g.text.size = r.font(f.Index(0)), f.Index(1).Number()
	}
}

// white tells whether colour components are those of white: of gray, RGB or CMYK by
// their number; a pattern is none.
func white(args []lex.Token) bool {
	const nearly = 0.97
	for _, a := range args {
		if a.Kind != lex.Number || len(args) != 4 && a.Num < nearly || len(args) == 4 && a.Num > 1-nearly {
			return false
		}
	}
	return len(args) > 0
}

// white1 is white for one component, which in a colour space of inks is none: only
// the operators of gray and RGB are trusted to say white.
func (g *state) colour(op string, args []lex.Token) {
	switch op {
	case "g", "rg", "k":
		g.fillWhite = white(args)
	case "G", "RG", "K":
		g.strokeWhite = white(args)
	case "sc", "scn":
		g.fillWhite = len(args) == 3 && white(args)
	case "SC", "SCN":
		g.strokeWhite = len(args) == 3 && white(args)
	case "cs":
		g.fillWhite = false
	case "CS":
		g.strokeWhite = false
	}
}
