package lines

import (
	"math"
	"strings"
	"unicode"

	"github.com/nianbao/nianbao/extract/internal/raised"
	"github.com/nianbao/nianbao/extract/internal/struck"
	"github.com/nianbao/nianbao/extract/pdf/internal/content"
)

// Writer writes lines as text.
type Writer struct {
	text  []byte
	marks struct {
		from int
		on   bool
	}
	strikes struck.Marks
	// Overprinted counts characters that stand over others.
	Overprinted int
}

// String is what was written.
func (w *Writer) String() string {
	w.endStrike()
	return string(w.strikes.Apply(w.text))
}

// Len is the number of bytes written.
func (w *Writer) Len() int { return len(w.text) }

// Break ends a paragraph.
func (w *Writer) Break() {
	w.endStrike()
	w.text = append(w.text, '\n')
}

// Blank writes a blank.
func (w *Writer) Blank() { w.text = append(w.text, ' ') }

func (w *Writer) endStrike() {
	if w.marks.on {
		w.strikes.Add(w.marks.from, len(w.text))
		w.marks.on = false
	}
}

// Line writes a line.
func (w *Writer) Line(l Line) {
	at := raised.OnLine
	from := len(w.text) // where the run at this height begins
	var last *content.Glyph
	blank := false
	for i := range l.Glyphs {
		g := &l.Glyphs[i]
		if IsSpace(g.R) {
			blank = true
			continue
		}
		if last != nil {
			if narrow(last) && last.R == g.R {
				w.Overprinted++
				w.text = append(w.text, string(content.Unknown)...)
			} else if same(last, g) {
				continue // printed twice to look bold
			}
			if over(last, g) {
				w.Overprinted++
				w.text = append(w.text, string(content.Unknown)...)
			}
		}
		if p := l.position(g); p != at {
			w.raise(at, from)
			at, from = p, len(w.text)
		}
		if last != nil && apart(last, g, blank) {
			w.text = append(w.text, ' ')
		}
		if g.Struck != w.marks.on {
			w.endStrike()
			if g.Struck {
				w.marks.from, w.marks.on = len(w.text), true
			}
		}
		w.text = append(w.text, string(g.R)...)
		last, blank = g, false
	}
	w.raise(at, from)
}

// raise writes what was written from byte from on above or below the line.
func (w *Writer) raise(at raised.Position, from int) {
	if at == raised.OnLine {
		return
	}
	w.endStrike()
	before := len(w.text)
	w.text = at.Replace(w.text, from)
	w.strikes.Shift(from+1, len(w.text)-before)
}

// position tells whether a character is an index above or below the line.
func (l *Line) position(g *content.Glyph) raised.Position {
	switch {
	case g.Size >= small*l.Size:
		return raised.OnLine
	case g.Base < l.Base-0.15*l.Size:
		return raised.Superscript
	case g.Base > l.Base+0.08*l.Size:
		return raised.Subscript
	}
	return raised.OnLine
}

// narrow tells whether a digit takes less room than one does: the width that a damaged
// font states would make one 8 of two.
func narrow(g *content.Glyph) bool {
	return g.R >= '0' && g.R <= '9' && g.X1-g.X0 < 0.25*g.Size
}

// same tells whether two glyphs are one that is printed twice.
func same(a, b *content.Glyph) bool {
	near := 0.15 * a.Size
	return a.R == b.R && math.Abs(a.X0-b.X0) < near && math.Abs(a.Base-b.Base) < near
}

// over tells whether two characters are printed over one another, so that it is
// uncertain what a reader sees. What is no digit may stand close to its neighbour.
func over(a, b *content.Glyph) bool {
	if a.R > 0x7F && b.R > 0x7F {
		return false
	}
	shared := min(a.X1, b.X1) - max(a.X0, b.X0)
	return shared > 0.35*min(a.X1-a.X0, b.X1-b.X0) && math.Abs(a.Base-b.Base) < 0.5*min(a.Size, b.Size)
}

// apart tells whether a blank stands between two characters.
func apart(a, b *content.Glyph, blank bool) bool {
	gap := b.X0 - a.X1
	if blank {
		return true
	}
	if isWord(a.R) && isWord(b.R) {
		return gap > 0.6*b.Size
	}
	return gap > 1.5*b.Size
}

func isWord(r rune) bool { return r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// Text is a line as text.
func (l Line) Text() string {
	var w Writer
	w.Line(l)
	return w.String()
}

// Joint says how a line goes on in the next: with nothing between, or with a blank
// between words of letters.
func Joint(a, b Line) string {
	x, y := a.Glyphs[len(a.Glyphs)-1].R, b.Glyphs[0].R
	if isWord(x) && isWord(y) && (unicode.IsLetter(x) || unicode.IsLetter(y)) {
		return " "
	}
	if x < 0x80 && y < 0x80 && strings.ContainsRune(",.;:)", x) && unicode.IsLetter(y) {
		return " "
	}
	return ""
}
