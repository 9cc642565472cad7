package content

import (
	"math"
	"unicode/utf8"

	"github.com/nianbao/nianbao/extract/pdf/internal/font"
	"github.com/nianbao/nianbao/extract/pdf/internal/lex"
)

// Text rendering modes (ISO 32000-1 §9.3.6).
const (
	invisible = 3
	clipOnly  = 7
)

func (r *run) named(name string) *font.Font {
	f, ok := r.names[name]
	if !ok {
		f = r.font(r.res.Key("Font").Key(name))
		r.names[name] = f
	}
	return f
}

func (r *run) nextLine(x, y float64) {
	r.line = matrix{1, 0, 0, 1, x, y}.times(r.line)
	r.tm = r.line
}

// showAll shows strings, and moves by the numbers between them.
func (r *run) showAll(items []lex.Token) {
	t := &r.g.text
	if t.font == nil {
		return
	}
	for _, it := range items {
		switch it.Kind {
		case lex.String:
			r.show(it.Bytes)
		case lex.Number:
			r.advance(-it.Num / 1000 * t.size)
		}
	}
}

// advance moves along the line of text.
func (r *run) advance(by float64) {
	if r.g.text.font.Vertical {
		r.tm = matrix{1, 0, 0, 1, 0, by}.times(r.tm)
	} else {
		r.tm = matrix{1, 0, 0, 1, by * r.g.text.scale, 0}.times(r.tm)
	}
}

func (r *run) show(s []byte) {
	t := &r.g.text
	for len(s) > 0 {
		g, n := t.font.Next(s)
		s = s[n:]
		r.glyph(g)
		by := t.char
		if g.Blank {
			by += t.word
		}
		if t.font.Vertical {
			r.advance(-t.size + by) // one em down, the default of §9.7.4.3
		} else {
			r.advance(g.Width*t.size + by)
		}
	}
}

// glyph puts a character on the page.
func (r *run) glyph(g font.Glyph) {
	t := &r.g.text
	m := matrix{t.size * t.scale, 0, 0, t.size, 0, t.raise}.times(r.tm).times(r.g.ctm)
	if !m.sane() {
		return
	}
	b := m.around(0, t.font.Descent, max(g.Width, 0.05), t.font.Ascent)
	if t.font.Vertical {
		b = m.around(-0.5, t.font.Descent-t.font.Ascent, 0.5, 0)
	}
	out := Glyph{X0: b.x0, Y0: b.y0, X1: b.x1, Y1: b.y1, Toward: toward(m), Size: math.Hypot(m[2], m[3])}
	_, out.Base = m.at(0, 0)
	if t.font.Vertical {
		out.Base = b.y1 + t.font.Descent*out.Size
	}
	if !r.g.clip.holds(out.MidX(), out.MidY()) {
		r.page.Clipped++
		return
	}
	if t.mode == invisible || t.mode == clipOnly || r.g.fillClear && t.mode == 0 {
		out.Shade = Invisible
	}
	r.put(g.Text, out)
}

// put adds the characters that a glyph stands for; several share its box.
func (r *run) put(text string, g Glyph) {
	if text == "" {
		r.page.Unknown++
		if set := r.g.text.font.Set; set != "" {
			if r.page.Sets == nil {
				r.page.Sets = map[string]bool{}
			}
			r.page.Sets[set] = true
		}
		text = string(Unknown)
	}
	n := utf8.RuneCountInString(text)
	if r.rd.glyphs += n; r.rd.glyphs > r.rd.limits.Glyphs {
		r.rd.over(r.rd.limits.Glyphs, "characters")
		return
	}
	x0, step, i := g.X0, (g.X1-g.X0)/float64(n), 0
	for _, c := range text {
		g.R = c
		if n > 1 {
			g.X0, g.X1 = x0+step*float64(i), x0+step*float64(i+1)
		}
		r.page.Glyphs = append(r.page.Glyphs, g)
		i++
	}
}

// toward tells where text runs that is shown with a matrix.
func toward(m matrix) Direction {
	x, y := m[0], m[1]
	switch {
	case math.Abs(y) <= 0.02*math.Abs(x) && x > 0:
		return Right
	case math.Abs(y) <= 0.02*math.Abs(x) && x < 0:
		return Left
	case math.Abs(x) <= 0.02*math.Abs(y) && y > 0:
		return Down
	case math.Abs(x) <= 0.02*math.Abs(y) && y < 0:
		return Up
	}
	return Slanted
}
