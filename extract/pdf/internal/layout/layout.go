// Package layout makes running text and tables of what stands on the pages of a
// document: paragraphs of lines, tables that go on overleaf, and, apart from them,
// page numbers, running heads and footnotes.
package layout

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/nianbao/nianbao/extract/pdf/internal/content"
	"github.com/nianbao/nianbao/extract/pdf/internal/grid"
	"github.com/nianbao/nianbao/extract/pdf/internal/lines"
	"github.com/nianbao/nianbao/extract/source"
)

// Document is what the pages hold, in reading order.
type Document struct {
	Blocks []Block
	// Heads, Feet and Footnotes stand apart from the running text.
	Heads, Feet, Footnotes []string
	// Overprinted is the number of characters that are printed over others.
	Overprinted int
}

// Block is a paragraph or a table.
type Block struct {
	// Level is 1 for a heading, 0 for other text.
	Level int
	Text  string
	Table *Table
}

// Table is a table, put together of its parts on several pages.
type Table struct {
	Rows, Cols int
	// Aligned tells that no ruling lines were there, and the cells were told by the
	// places of their text.
	Aligned bool
	Cells   []Cell
}

// Cell is a cell. Box is that of the first part with text of a cell that a page cut.
type Cell struct {
	Row, Col, RowSpan, ColSpan int
	Text                       string
	Box                        source.Box

	head, tail lines.Line // the first and the last line, for a cell that may go on overleaf
	width      float64
}

// sheet is a page being laid out.
type sheet struct {
	number        int
	width, height float64
	lines         []lines.Line
	tables        []*piece
	// marginal tells which lines are page numbers or running heads.
	marginal []bool
	note     float64 // the height of the rule above footnotes, or +Inf
	turned   content.Direction
}

// piece is the part of a table that stands on one page.
type piece struct {
	Table
	xs             []float64
	x0, x1, y0, y1 float64
	first, last    int // pages
	open           bool
	openTop        bool
}

// composer lays out a document.
type composer struct {
	doc         Document
	sheets      []*sheet
	left, right float64 // of the running text
	body        float64 // the size of its font
}

// Compose lays out pages. It is the error of ctx if that ends.
func Compose(ctx context.Context, pages []*content.Page) (*Document, error) {
	c := &composer{}
	for i, p := range pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c.sheets = append(c.sheets, c.sheet(i+1, p))
	}
	c.measure()
	c.margins()
	for _, s := range c.sheets {
		c.footnotes(s)
	}
	c.flow()
	return &c.doc, nil
}

// sheet puts the characters of a page into the cells of its tables and into lines.
func (c *composer) sheet(number int, p *content.Page) *sheet {
	s := &sheet{number: number, width: p.Width, height: p.Height, note: math.Inf(1)}
	if s.turned = mostly(p.Glyphs); s.turned != content.Right {
		turn(p, s.turned)
		s.width, s.height = p.Width, p.Height
	}
	glyphs := slices.DeleteFunc(p.Glyphs, func(g content.Glyph) bool { return g.Shade == content.Covered })
	tables, rest := grid.Find(p.Rules)
	if n := len(c.sheets); n > 0 && len(tables) > 0 {
		if prev := c.sheets[n-1].tables; len(prev) > 0 {
			tables[0].Widen(prev[len(prev)-1].xs)
		}
	}
	strike(glyphs, rest)
	c.doc.Overprinted += crossing(glyphs, tables)
	free := assign(glyphs, tables)
	for i := range tables {
		if t := c.piece(s, &tables[i]); t != nil {
			s.tables = append(s.tables, t)
		}
	}
	s.lines = lines.Of(slices.DeleteFunc(free, func(g content.Glyph) bool { return g.Toward != content.Right }))
	for _, r := range rest {
		if s.notesBelow(r) {
			s.note = min(s.note, r.Y0)
		}
	}
	return s
}

// crossing marks the digits of numbers that run across the border of a cell, where it
// is uncertain in which they are meant to stand: the widths of a damaged font put them there.
func crossing(glyphs []content.Glyph, tables []grid.Table) (n int) {
	if len(tables) == 0 {
		return 0
	}
	digit := func(g *content.Glyph) bool { return g.R >= '0' && g.R <= '9' && g.Toward == content.Right }
	place := func(g *content.Glyph) [2]int {
		for i := range tables {
			if k := tables[i].At(g.MidX(), g.MidY()); k >= 0 {
				return [2]int{i, k}
			}
		}
		return [2]int{-1, -1}
	}
	for i := 1; i < len(glyphs); i++ {
		a, b := &glyphs[i-1], &glyphs[i]
		if !digit(a) || !digit(b) || math.Abs(a.Base-b.Base) > 0.1*a.Size || math.Abs(b.X0-a.X1) > 0.15*a.Size {
			continue
		}
		if place(a) != place(b) {
			n++
			a.Doubt, b.Doubt = true, true
		}
	}
	for i := range glyphs {
		if glyphs[i].Doubt {
			glyphs[i].R = content.Unknown
		}
	}
	return n
}

// assign gives characters to the cells that hold their middle, of tables within
// one another to those of the smallest; the rest is returned.
func assign(glyphs []content.Glyph, tables []grid.Table) (free []content.Glyph) {
	order := make([]*grid.Table, len(tables))
	for i := range tables {
		order[i] = &tables[i]
	}
	area := func(t *grid.Table) float64 {
		return (t.Xs[len(t.Xs)-1] - t.Xs[0]) * (t.Ys[len(t.Ys)-1] - t.Ys[0])
	}
	slices.SortStableFunc(order, func(a, b *grid.Table) int { return cmp.Compare(area(a), area(b)) })
next:
	for _, g := range glyphs {
		for _, t := range order {
			if i := t.At(g.MidX(), g.MidY()); i >= 0 {
				t.Cells[i].Glyphs = append(t.Cells[i].Glyphs, g)
				continue next
			}
		}
		free = append(free, g)
	}
	return free
}

// strike marks the characters that a line goes through.
func strike(glyphs []content.Glyph, rest []content.Rule) {
	const most = 64
	if len(rest) > most {
		rest = rest[:most]
	}
	for _, l := range rest {
		if !l.Horizontal() {
			continue
		}
		for i := range glyphs {
			g := &glyphs[i]
			reach := 0.3 * (g.X1 - g.X0)
			if l.Y0 < g.Base-0.18*g.Size && l.Y0 > g.Base-0.6*g.Size && l.X0 <= g.X0+reach && l.X1 >= g.X1-reach && g.Toward == content.Right {
				g.Struck = true
			}
		}
	}
}

// piece makes the part of a table of a grid; nil if nothing stands in it.
func (c *composer) piece(s *sheet, t *grid.Table) *piece {
	out := &piece{xs: t.Xs, x0: t.Xs[0], x1: t.Xs[t.Cols()], y0: t.Ys[0], y1: t.Ys[t.Rows()],
		first: s.number, last: s.number, open: t.OpenBottom, openTop: t.OpenTop}
	out.Rows, out.Cols = t.Rows(), t.Cols()
	empty := true
	for i := range t.Cells {
		g := &t.Cells[i]
		cell := Cell{Row: g.Row, Col: g.Col, RowSpan: g.RowSpan, ColSpan: g.ColSpan, Box: s.box(g.X0, g.Y0, g.X1, g.Y1)}
		c.fill(&cell, g)
		empty = empty && cell.Text == ""
		out.Table.Cells = append(out.Table.Cells, cell)
	}
	if empty {
		return nil
	}
	return out
}

// box is a box on the page as it is shown.
func (s *sheet) box(x0, y0, x1, y1 float64) source.Box {
	if s.turned != content.Right {
		x0, y0, x1, y1 = back(s, x0, y0, x1, y1)
	}
	return source.BoxOf(s.number, x0, y0, x1, y1)
}

// fill writes the text of a cell. A line that fills the cell goes on in the next;
// after one with room for more, the next is a paragraph of its own.
func (c *composer) fill(cell *Cell, g *grid.Cell) {
	width := g.X1 - g.X0
	if d := mostly(g.Glyphs); d != content.Right {
		upright(g.Glyphs, d)
		if d != content.Left && d != content.Slanted {
			width = g.Y1 - g.Y0
		}
	}
	list := lines.Of(g.Glyphs)
	var w lines.Writer
	for i, l := range list {
		if i > 0 {
			if fills(list[i-1], l.Glyphs[0], width) {
				joint(&w, list[i-1], l)
			} else {
				w.Break()
			}
		}
		w.Line(l)
	}
	c.doc.Overprinted += w.Overprinted
	cell.Text = w.String()
	cell.width = width
	if n := len(list); n > 0 {
		cell.head, cell.tail = list[0], list[n-1]
	}
}

func joint(w *lines.Writer, a, b lines.Line) {
	if lines.Joint(a, b) != "" {
		w.Blank()
	}
}

// fills tells whether there is no room for a character behind a line in a cell.
func fills(l lines.Line, next content.Glyph, width float64) bool {
	const padding = 5.7 // the usual distance to the border, left and right, is a tenth of an inch or less
	room := width - 2*padding - (l.X1 - l.X0)
	if next.R < 0x80 && next.R != 0 {
		return room < next.X1-next.X0-0.2
	}
	return room < 1.6*l.Size
}
