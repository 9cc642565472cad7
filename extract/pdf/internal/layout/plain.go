package layout

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/nianbao/nianbao/extract/pdf/internal/content"
	"github.com/nianbao/nianbao/extract/pdf/internal/lines"
)

// Plain is the text of pages with columns that blanks align, as printers of lines
// write it: a character of the East takes two places, others one. Pages end in form feeds. It is
// "" unless some lines hold several numbers apart, as rows of a table do.
func Plain(ctx context.Context, pages []*content.Page) (string, error) {
	var b strings.Builder
	rows := 0
	for _, p := range pages {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		list := lines.Of(slices.DeleteFunc(slices.Clone(p.Glyphs), func(g content.Glyph) bool {
			return g.Toward != content.Right || g.Shade == content.Covered
		}))
		unit := pitch(list)
		for i, l := range list {
			if i > 0 && l.Base-list[i-1].Base > 1.8*l.Size {
				b.WriteByte('\n')
			}
			at := 0
			numbers := 0
			for _, s := range segments(l) {
				to := int(math.Round(s.X0 / unit))
				if at > 0 {
					to = max(to, at+2)
				}
				b.WriteString(strings.Repeat(" ", max(0, min(to-at, 400))))
				text := s.Text()
				b.WriteString(text)
				at = max(to, at) + width(text)
				if isValue(text) {
					numbers++
				}
			}
			b.WriteByte('\n')
			if numbers >= 3 {
				rows++
			}
		}
		b.WriteByte('\f')
	}
	const few = 3
	if rows < few {
		return "", nil
	}
	return b.String(), nil
}

// pitch is the width of a place: half of the size of most characters in lines with gaps.
func pitch(list []lines.Line) float64 {
	sizes := map[float64]int{}
	for _, l := range list {
		if len(segments(l)) > 1 {
			sizes[math.Round(l.Size*4)/4] += len(l.Glyphs)
		}
	}
	best, most := 12.0, 0
	for size, n := range sizes {
		if n > most || n == most && cmp.Less(size, best) {
			best, most = size, n
		}
	}
	return max(best/2, 1)
}

// segments are the parts of a line between gaps.
func segments(l lines.Line) (out []lines.Line) {
	from := 0
	cut := func(to int) {
		part := l
		part.Glyphs = l.Glyphs[from:to]
		for len(part.Glyphs) > 0 && lines.IsSpace(part.Glyphs[0].R) {
			part.Glyphs = part.Glyphs[1:]
		}
		for n := len(part.Glyphs); n > 0 && lines.IsSpace(part.Glyphs[n-1].R); n-- {
			part.Glyphs = part.Glyphs[:n-1]
		}
		if n := len(part.Glyphs); n > 0 {
			part.X0, part.X1 = part.Glyphs[0].X0, part.Glyphs[n-1].X1
			out = append(out, part)
		}
		from = to
	}
	for i := 1; i < len(l.Glyphs); i++ {
		if l.Glyphs[i].X0-l.Glyphs[i-1].X1 > 0.45*l.Size {
			cut(i)
		}
	}
	cut(len(l.Glyphs))
	return out
}

// width is the number of places that a text takes.
func width(s string) (n int) {
	for _, r := range s {
		if n++; unicode.Is(unicode.Han, r) || r >= 0x2E80 && r < 0xA4D0 || r >= 0xFF00 && r < 0xFF61 || r >= 0x2018 && r <= 0x201D || r == '—' || r == '…' {
			n++
		}
	}
	return n
}
