package normalize

import (
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/label"
	"github.com/nianbao/nianbao/normalize/number"
)

// cell is a cell of a table, or a piece of a paragraph that may be one.
type cell struct {
	text string
	pos  source.Pos
	// lo and hi are the grid columns covered, [lo, hi); top and bottom the grid
	// rows. They mean something in tables whose geometry is known.
	lo, hi, top, bottom int
	fold                label.Folded
	refs                []ref // what the text means as a label
	bare                bool  // refs were found without the text's remark
	blank               bool
	value               bool // may be a value: a number, dash, blank, 无
	taken               bool // became a fact or served as a label
}

// row is one row of cells: of a table's grid, or read from paragraphs.
type row struct {
	cells []*cell // that start in this row, from the left
	// over are the cells that reach into the row from above.
	over     []*cell
	grid     int // the physical table, -1 for paragraphs
	geometry document.Geometry
	par      int // first paragraph of the row, -1 for tables
}

// element is a paragraph or a table, in reading order, with layout tables
// dissolved.
type element struct {
	text  string
	pos   source.Pos
	level int // of a heading, else 0
	table *document.Table
	block int
}

// elements lists a document's content. A table that holds other tables, or
// whose cells hold running text, is there for the layout of the page: its
// cells' contents come one after another. A table that the forms know is never
// dissolved.
func (m *matcher) elements(doc *document.Document) []element {
	out := make([]element, 0, len(doc.Blocks))
	for i := range doc.Blocks {
		if doc.Blocks[i].Parent.IsZero() {
			out = m.appendBlock(out, doc, i)
		}
	}
	return out
}

func (m *matcher) appendBlock(out []element, doc *document.Document, i int) []element {
	b := &doc.Blocks[i]
	if b.Table == nil {
		return append(out, element{text: b.Text, pos: source.AtBlock(i), level: b.Level})
	}
	if !m.isLayout(b.Table) {
		out = append(out, element{pos: source.AtBlock(i), table: b.Table, block: i})
		for _, c := range b.Table.Cells {
			for _, n := range c.Nested {
				out = m.appendBlock(out, doc, n.Block)
			}
		}
		return out
	}
	for _, c := range b.Table.Cells {
		at := 0
		pos := source.AtCell(i, c.Row, c.Col)
		for _, n := range c.Nested {
			out = appendLines(out, c.Text[at:min(n.Offset, len(c.Text))], pos)
			at = min(n.Offset, len(c.Text))
			out = m.appendBlock(out, doc, n.Block)
		}
		out = appendLines(out, c.Text[at:], pos)
	}
	return out
}

func appendLines(out []element, text string, pos source.Pos) []element {
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) != "" {
			out = append(out, element{text: line, pos: pos})
		}
	}
	return out
}

// longText is the number of characters from which a cell's text is running
// text. The longest label of a form is well below.
const longText = 120

func (m *matcher) isLayout(t *document.Table) bool {
	nested, long, known := false, false, 0
	for i := range t.Cells {
		c := &t.Cells[i]
		nested = nested || len(c.Nested) > 0
		if len(c.Text) > longText {
			long = long || utf8.RuneCountInString(c.Text) > longText
			continue
		}
		if c.Text != "" && !number.Plausible(c.Text) {
			if refs, _ := m.lookup(label.Fold(c.Text)); refs != nil {
				known++
			}
		}
	}
	switch {
	case nested:
		return known < 3
	case long:
		return known < 3
	}
	return false
}

// newCell looks the text up.
func (m *matcher) newCell(text string, pos source.Pos) *cell {
	c := &cell{text: text, pos: pos}
	c.value = number.Plausible(text)
	c.blank = strings.TrimSpace(text) == "" || c.value && label.Flat(text) == ""
	if !c.blank && (!c.value || !isNumeral(text)) {
		c.fold = label.Fold(text)
		c.refs, c.bare = m.lookup(c.fold)
		if c.refs != nil {
			c.value = false
		}
	}
	return c
}

// isNumeral tells whether a text starts with an ASCII digit and is short: the
// common value, which needs no look-up as a label.
func isNumeral(s string) bool {
	return len(s) > 0 && len(s) < 12 && s[0] >= '0' && s[0] <= '9'
}

// tableRows are the rows of a table's grid.
func (m *matcher) tableRows(out []row, t *document.Table, blockIndex, grid int) []row {
	cells := make([]cell, len(t.Cells))
	list := make([]*cell, 0, len(t.Cells))
	first := len(out)
	for r := range t.Rows {
		_ = r
		out = append(out, row{grid: grid, geometry: t.Geometry, par: -1})
	}
	for i := range t.Cells {
		dc := &t.Cells[i]
		cells[i] = *m.newCell(dc.Text, source.AtCell(blockIndex, dc.Row, dc.Col))
		c := &cells[i]
		c.lo, c.hi, c.top, c.bottom = dc.Col, dc.Col+dc.ColSpan, dc.Row, dc.Row+dc.RowSpan
		list = append(list, c)
		rw := &out[first+dc.Row]
		rw.cells = append(rw.cells, c)
		for r := c.top + 1; r < c.bottom; r++ {
			below := &out[first+r]
			below.over = append(below.over, c)
		}
	}
	return out
}
