// Package lines puts the characters of a part of a page into lines of text.
package lines

import (
	"cmp"
	"math"
	"slices"
	"unicode"

	"github.com/nianbao/nianbao/extract/pdf/internal/content"
)

// Line is a line of text, its characters from the left. White space at its ends is
// not part of it.
type Line struct {
	Glyphs []content.Glyph
	// X0 to Y1 is the box around the line, Base its base line, Size that of its font.
	X0, Y0, X1, Y1, Base, Size float64
}

// small is how much smaller than the others a character is that stands beside a
// line as an index, or that has a tight box.
const small = 0.78

// Of puts characters into lines, from the top. Those of about the usual size make the
// lines; smaller ones join the line that they stand beside.
func Of(glyphs []content.Glyph) []Line {
	usual := usualSize(glyphs)
	if usual == 0 {
		return nil
	}
	order := make([]int, 0, len(glyphs))
	var little []int
	for i, g := range glyphs {
		if g.Size < small*usual {
			little = append(little, i)
		} else {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Compare(math.Round(glyphs[i].Base*16), math.Round(glyphs[j].Base*16))
	})
	var out []Line
	for _, i := range order {
		out = join(out, glyphs[i])
	}
	out = joinLittle(out, glyphs, little)
	out = slices.DeleteFunc(out, func(l Line) bool { return !l.finish() })
	for i := range out {
		out[i].finish()
	}
	slices.SortStableFunc(out, func(a, b Line) int { return cmp.Or(cmp.Compare(a.Base, b.Base), cmp.Compare(a.X0, b.X0)) })
	return out
}

// usualSize is the size that is not less than those of three quarters of the characters.
func usualSize(glyphs []content.Glyph) float64 {
	var sizes []float64
	for _, g := range glyphs {
		if !IsSpace(g.R) {
			sizes = append(sizes, g.Size)
		}
	}
	if len(sizes) == 0 {
		return 0
	}
	slices.Sort(sizes)
	return sizes[(len(sizes)-1)*3/4]
}

// join adds a character, which is not above the last line, to it or to a new one.
func join(out []Line, g content.Glyph) []Line {
	if n := len(out); n > 0 && math.Abs(g.Base-out[n-1].Base) < 0.4*min(g.Size, out[n-1].Size) {
		l := &out[n-1]
		l.add(g)
		l.Size = max(l.Size, g.Size)
		return out
	}
	return append(out, begin(g))
}

// joinLittle adds small characters to the line in whose height most of them stand.
func joinLittle(out []Line, glyphs []content.Glyph, little []int) []Line {
	n := len(out)
	var apart []content.Glyph
	for _, i := range little {
		g := glyphs[i]
		best, most := -1, 0.0
		from, _ := slices.BinarySearchFunc(out[:n], g.Y0-g.Size, func(l Line, y float64) int { return cmp.Compare(l.Base, y) })
		for k := from; k < n && out[k].Base-out[k].Size < g.Y1; k++ {
			l := &out[k]
			shared := min(g.Y1, l.Base+0.2*l.Size) - max(g.Y0, l.Base-l.Size)
			if shared > most && shared > 0.5*(g.Y1-g.Y0) && l.near(g) {
				best, most = k, shared
			}
		}
		if best >= 0 {
			out[best].add(g)
		} else {
			apart = append(apart, g)
		}
	}
	slices.SortStableFunc(apart, func(a, b content.Glyph) int {
		return cmp.Compare(math.Round(a.Base*16), math.Round(b.Base*16))
	})
	for i, g := range apart {
		if i == 0 {
			out = append(out, begin(g))
		} else {
			out = join(out, g)
		}
	}
	return out
}

// begin is a line of one character.
func begin(g content.Glyph) Line {
	return Line{Glyphs: []content.Glyph{g}, Base: g.Base, Size: g.Size, X0: g.X0, X1: g.X1}
}

func (l *Line) add(g content.Glyph) {
	l.Glyphs = append(l.Glyphs, g)
	l.X0, l.X1 = min(l.X0, g.X0), max(l.X1, g.X1)
}

// near tells whether a character stands within the line or next to it.
func (l *Line) near(g content.Glyph) bool {
	reach := 1.5 * l.Size
	return g.X0 < l.X1+reach && l.X0 < g.X1+reach
}

// finish sorts the characters, takes white space off the ends, and measures; it is
// false for a line of nothing but white space.
func (l *Line) finish() bool {
	slices.SortStableFunc(l.Glyphs, func(a, b content.Glyph) int { return cmp.Compare(a.X0, b.X0) })
	blank := func(g content.Glyph) bool { return !IsSpace(g.R) }
	from := slices.IndexFunc(l.Glyphs, blank)
	if from < 0 {
		return false
	}
	to := len(l.Glyphs)
	for IsSpace(l.Glyphs[to-1].R) {
		to--
	}
	l.Glyphs = l.Glyphs[from:to]
	l.X0, l.Y0, l.X1, l.Y1 = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, g := range l.Glyphs {
		l.X0, l.Y0, l.X1, l.Y1 = min(l.X0, g.X0), min(l.Y0, g.Y0), max(l.X1, g.X1), max(l.Y1, g.Y1)
	}
	return true
}

// IsSpace tells whether a character is white space.
func IsSpace(r rune) bool {
	const beforeCJK = 0x2E80
	return r == ' ' || r == 0x3000 || r == 0x200B || r == 0xFEFF || r > 0x7F && r < beforeCJK && unicode.IsSpace(r)
}
