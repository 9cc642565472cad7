package layout

import "github.com/nianbao/nianbao/extract/pdf/internal/content"

// mostly is the direction of more than half of the characters, or Right.
func mostly(glyphs []content.Glyph) content.Direction {
	var n [5]int
	for _, g := range glyphs {
		n[g.Toward]++
	}
	for _, d := range []content.Direction{content.Down, content.Left, content.Up} {
		if 2*n[d] > len(glyphs) {
			return d
		}
	}
	return content.Right
}

// turn turns a page so that text in the direction runs to the right.
func turn(p *content.Page, d content.Direction) {
	for i := range p.Glyphs {
		turnGlyph(&p.Glyphs[i], d, p.Width, p.Height)
	}
	for i := range p.Rules {
		r := &p.Rules[i]
		r.X0, r.Y0, r.X1, r.Y1 = turned(d, p.Width, p.Height, r.X0, r.Y0, r.X1, r.Y1)
	}
	if d != content.Left {
		p.Width, p.Height = p.Height, p.Width
	}
}

// upright turns characters that run in a direction so that they run to the right.
func upright(glyphs []content.Glyph, d content.Direction) {
	for i := range glyphs {
		turnGlyph(&glyphs[i], d, 0, 0)
	}
}

func turnGlyph(g *content.Glyph, d content.Direction, w, h float64) {
	g.X0, g.Y0, g.X1, g.Y1 = turned(d, w, h, g.X0, g.Y0, g.X1, g.Y1)
	// The box reaches from 0.88 of the size above the base line to 0.12 below.
	g.Base = g.Y1 - 0.12*g.Size
	switch g.Toward {
	case d:
		g.Toward = content.Right
	case content.Slanted:
	default:
		g.Toward = (g.Toward - d) & 3
	}
}

// turned is a box on a page of that size, turned.
func turned(d content.Direction, w, h, x0, y0, x1, y1 float64) (a, b, c, e float64) {
	switch d {
	case content.Down:
		return y0, w - x1, y1, w - x0
	case content.Up:
		return h - y1, x0, h - y0, x1
	case content.Left:
		return w - x1, h - y1, w - x0, h - y0
	}
	return x0, y0, x1, y1
}

// back is a box of a turned sheet on the page as it is shown.
func back(s *sheet, x0, y0, x1, y1 float64) (a, b, c, d float64) {
	w, h := s.height, s.width // of the page, for a quarter
	switch s.turned {
	case content.Down:
		return w - y1, x0, w - y0, x1
	case content.Up:
		return y0, h - x1, y1, h - x0
	case content.Left:
		return s.width - x1, s.height - y1, s.width - x0, s.height - y0
	}
	return x0, y0, x1, y1
}
