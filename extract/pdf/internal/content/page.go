// Package content runs the content streams of pages (ISO 32000-1 §8, §9) and tells
// what stands on them: characters with their places, ruling lines, pictures.
//
// Places are in points from the left and the upper edge of the page as it is
// shown; y grows downwards.
package content

// Glyph is a character on a page.
type Glyph struct {
	R rune
	// X0 to Y1 is the box of its advance, from the descent to the ascent of the font.
	X0, Y0, X1, Y1 float64
	// Base is the height of the base line, Size the size of the font.
	Base, Size float64
	// Toward is where the text runs.
	Toward Direction
	// Shade tells that a reader of the page does not see it, and why.
	Shade Shade
	// Struck tells that a line goes through it, Doubt that its place is uncertain.
	Struck, Doubt bool
}

// MidX and MidY are the middle of the box.
func (g *Glyph) MidX() float64 { return (g.X0 + g.X1) / 2 }

// MidY is the middle of the box.
func (g *Glyph) MidY() float64 { return (g.Y0 + g.Y1) / 2 }

// Unknown is the character of a glyph of which the file does not say what it is.
const Unknown = '�'

// Direction is where text runs on the page.
type Direction uint8

// The directions.
const (
	Right Direction = iota
	Down
	Left
	Up
	Slanted
)

// Shade says why a character is not seen.
type Shade uint8

// The reasons. An invisible text is what OCR lays behind a picture.
const (
	Seen Shade = iota
	Invisible
	Covered
)

// Rule is a ruling line that is parallel to an edge of the page: X0 == X1 or Y0 == Y1.
type Rule struct{ X0, Y0, X1, Y1 float64 }

// Horizontal tells whether the line lies.
func (r Rule) Horizontal() bool { return r.Y0 == r.Y1 }

// Length is that of the line.
func (r Rule) Length() float64 { return r.X1 - r.X0 + r.Y1 - r.Y0 }

// Page is what stands on a page.
type Page struct {
	Width, Height float64
	Glyphs        []Glyph
	Rules         []Rule
	// Images is the number of pictures, ImageShare the part of the page that the largest covers.
	Images     int
	ImageShare float64
	// Curves is the number of filled shapes with curves, as outlined text has them.
	Curves int
	// Unknown is the number of glyphs of which it is unknown what they print.
	Unknown int
	// Sets are the character sets of fonts that are not embedded and state no map.
	Sets map[string]bool
	// Clipped is the number of characters outside of what is shown.
	Clipped int
}

const (
	// thin is the most that a filled shape may measure across to be a ruling line.
	thin = 3.0
	// thickStroke is the most that a stroked line may.
	thickStroke = 6.0
	// maxRules is how many ruling lines of a page are kept.
	maxRules = 40_000
)

func (p *Page) addRule(r Rule) {
	if len(p.Rules) < maxRules {
		p.Rules = append(p.Rules, r)
	}
}

// line adds a line, if it is parallel to an edge and lies within the clip box.
func (p *Page) line(x0, y0, x1, y1 float64, clip box) {
	const straight = 0.7 // how far the ends may differ
	x0, x1 = min(x0, x1), max(x0, x1)
	y0, y1 = min(y0, y1), max(y0, y1)
	switch {
	case y1-y0 <= straight && x1-x0 > y1-y0:
		y := (y0 + y1) / 2
		x0, x1 = max(x0, clip.x0), min(x1, clip.x1)
		if x1-x0 > 0.5 && y >= clip.y0-1 && y <= clip.y1+1 {
			p.addRule(Rule{x0, y, x1, y})
		}
	case x1-x0 <= straight && y1-y0 > x1-x0:
		x := (x0 + x1) / 2
		y0, y1 = max(y0, clip.y0), min(y1, clip.y1)
		if y1-y0 > 0.5 && x >= clip.x0-1 && x <= clip.x1+1 {
			p.addRule(Rule{x, y0, x, y1})
		}
	}
}

// bar adds a filled rectangle that is thin enough to be a line, and tells whether it is.
func (p *Page) bar(b box) bool {
	w, h := b.x1-b.x0, b.y1-b.y0
	switch {
	case h <= thin && w > 2*h:
		y := (b.y0 + b.y1) / 2
		p.addRule(Rule{b.x0, y, b.x1, y})
	case w <= thin && h > 2*w:
		x := (b.x0 + b.x1) / 2
		p.addRule(Rule{x, b.y0, x, b.y1})
	case w <= thin && h <= thin: // where two lines cross
		x, y := (b.x0+b.x1)/2, (b.y0+b.y1)/2
		p.addRule(Rule{b.x0, y, b.x1, y})
		p.addRule(Rule{x, b.y0, x, b.y1})
	default:
		return false
	}
	return true
}

// cover hides the characters that a filled rectangle is painted over.
func (r *run) cover(b box, why Shade) {
	p := r.page
	r.rd.operators += len(p.Glyphs) / 32 // it costs as much as some operators
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		if x, y := g.MidX(), g.MidY(); g.Shade == Seen && x > b.x0 && x < b.x1 && y > b.y0 && y < b.y1 {
			g.Shade = why
		}
	}
}
