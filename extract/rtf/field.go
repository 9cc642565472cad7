package rtf

import (
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/extract/internal/attached"
	"github.com/nianbao/nianbao/extract/internal/symbolfont"
)

// field is a field: its code, and where its result starts in the text.
type field struct {
	code []byte
	from int // -1 while there is none
}

// maxCode bounds the code that is kept of a field.
const maxCode = 4 << 10

func (r *reader) beginField() {
	f := &field{from: -1}
	r.field = f
	r.leave = func() { r.endField(f) }
}

func (r *reader) fieldResult() {
	r.endRun()
	if r.field != nil {
		r.field.from = len(r.cur.text)
	}
	r.leave = r.endRun
}

// endField notes a link to a document, and gives a symbol that has no result.
func (r *reader) endField(f *field) {
	r.endRun()
	if r.look.sink != body || r.look.hidden || r.look.deleted {
		return
	}
	text := r.cur.text[min(max(f.from, 0), len(r.cur.text)):]
	name, rest, _ := strings.Cut(strings.TrimSpace(string(f.code)), " ")
	switch strings.ToUpper(name) {
	case "HYPERLINK":
		if target := argument(rest); attached.IsDocument(target) && f.from >= 0 {
			r.b.AddLink(string(text), target)
		}
	case "SYMBOL":
		if f.from < 0 || len(text) == 0 {
			r.putSymbol(rest)
		}
	}
}

// argument is the first argument of a field, "" if a switch stands first.
func argument(s string) string {
	s = strings.TrimSpace(s)
	if rest, ok := strings.CutPrefix(s, `"`); ok {
		s, _, _ = strings.Cut(rest, `"`)
		return s
	}
	s, _, _ = strings.Cut(s, " ")
	return strings.TrimLeft(s, `\`)
}

// putSymbol gives the sign of a field SYMBOL ("252 \f Wingdings").
func (r *reader) putSymbol(code string) {
	parts := strings.Fields(code)
	if len(parts) == 0 {
		return
	}
	n, err := strconv.ParseUint(parts[0], 0, 16)
	if err != nil || n < ' ' {
		return
	}
	f := symbolfont.None
	for i, p := range parts[:len(parts)-1] {
		if strings.EqualFold(p, `\f`) {
			name := strings.Join(parts[i+1:], " ")
			name, _, _ = strings.Cut(strings.TrimLeft(name, `"`), `"`)
			name, _, _ = strings.Cut(name, ` \`)
			f = symbolfont.Named([]byte(name))
		}
	}
	r.put(f.Glyph(rune(n)))
}
