package normalize

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/label"
	"github.com/nianbao/nianbao/normalize/number"
)

// cell is a cell of a table, or a piece of a paragraph that may be one.
type cell struct {
	text    string
	printed string // text on one line, see labelText
	pos     source.Pos
	// lo and hi are the grid columns covered, [lo, hi); top and bottom the grid
	// rows. They mean something in tables whose geometry is known.
	lo, hi, top, bottom int
	fold                label.Folded
	refs                []ref // what the text means as a label
	guessed             bool  // refs are of a near spelling
	bare                bool  // refs were found without the text's remark
	blank               bool
	value               bool // may be a value: a number, dash, blank, 无
	unit                bool // a measure word alone, as in a column of units
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
	parEnd   int // last paragraph of the row, if it has one
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
		if b.Level == 0 && strings.Count(b.Text, "\n") >= manyLines {
			return m.appendLines(out, b.Text, source.AtBlock(i))
		}
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
			out = m.appendLines(out, c.Text[at:min(n.Offset, len(c.Text))], pos)
			at = min(n.Offset, len(c.Text))
			out = m.appendBlock(out, doc, n.Block)
		}
		out = m.appendLines(out, c.Text[at:], pos)
	}
	return out
}

// manyLines is the number of line breaks from which a paragraph is none, but a page
// whose lines are parted by breaks alone.
const manyLines = 8

func (m *matcher) appendLines(out []element, text string, pos source.Pos) []element {
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) != "" {
			m.work.text("")
			out = append(out, element{text: line, pos: pos})
		}
	}
	return out
}

// longText is the number of characters from which a cell's text is running
// text. The longest label of a form is well below.
const longText = 120

func (m *matcher) isLayout(t *document.Table) bool {
	held := false
	for i := range t.Cells {
		c := &t.Cells[i]
		if len(c.Nested) > 0 || len(c.Text) > longText && utf8.RuneCountInString(c.Text) > longText {
			held = true
			break
		}
	}
	return held && m.knownCells(t) < minKnown
}

// minKnown is the number of cells with known labels from which a table is one
// of a form, whatever else its cells hold.
const minKnown = 3

func (m *matcher) knownCells(t *document.Table) (known int) {
	for i := range t.Cells {
		if text := t.Cells[i].Text; text != "" && len(text) <= 4*longText && !number.Plausible(text) {
			if refs, _ := m.lookup(label.Fold(text)); refs != nil {
				known++
			}
		}
	}
	return known
}

// newCell looks the text up.
func (m *matcher) newCell(text string, pos source.Pos) *cell {
	c := &cell{}
	m.setCell(c, text, pos)
	return c
}

func (m *matcher) setCell(c *cell, text string, pos source.Pos) {
	m.work.text(text)
	c.text, c.pos = text, pos
	if text == "" {
		c.value, c.blank = true, true
		return
	}
	if plainNumber(text) {
		c.value = true
		return
	}
	x := m.meaningOf(text)
	c.fold, c.refs, c.bare, c.blank, c.value, c.unit = x.fold, x.refs, x.bare, x.blank, x.value, x.unit
}

// isNumeral tells whether a text starts with an ASCII digit and is short: the
// common value, which needs no look-up as a label.
func isNumeral(s string) bool {
	return len(s) > 0 && len(s) < 12 && s[0] >= '0' && s[0] <= '9'
}

// tableRows are the rows of a table's grid.
func (m *matcher) tableRows(t *document.Table, blockIndex, grid int) []row {
	cells := m.scratch.takeCells(len(t.Cells))
	refs := make([]*cell, len(t.Cells)) // the rows' lists, one after another
	out := make([]row, t.Rows)
	for i := range out {
		out[i] = row{grid: grid, geometry: t.Geometry, par: -1}
	}
	for i := range t.Cells {
		dc := &t.Cells[i]
		c := &cells[i]
		refs[i] = c
		m.setCell(c, dc.Text, source.AtCell(blockIndex, dc.Row, dc.Col))
		c.lo, c.hi, c.top, c.bottom = dc.Col, dc.Col+dc.ColSpan, dc.Row, dc.Row+dc.RowSpan
		// Cells come row by row, so those of a row lie side by side.
		if r := &out[dc.Row]; r.cells == nil {
			r.cells = refs[i : i+1 : i+1]
		} else {
			r.cells = refs[i-len(r.cells) : i+1 : i+1]
		}
		for r := c.top + 1; r < c.bottom; r++ {
			out[r].over = append(out[r].over, c)
		}
	}
	out = m.splitRows(out)
	if t.Geometry != document.Ruled {
		out = m.splitBands(out)
	}
	switch t.Geometry {
	case document.Aligned:
		m.unwrap(out)
		m.addBlanks(out, t.Cols)
	case document.Ragged:
		m.unwrapRagged(out)
		if t.Cols == 2 { // a label and one value in each row
			m.addBlanks(out, t.Cols)
		}
	}
	return out
}

// addBlanks adds a blank to lines that have a row's label and nothing else. In
// columns told by alignment nothing is printed for a blank cell. If any line of
// values has no label, the label may stand on a line of its own, and nothing is
// added.
func (m *matcher) addBlanks(rows []row, width int) {
	var lines []*row
	for i := range rows {
		r := &rows[i]
		named, printed := false, false
		for _, c := range r.cells {
			is := m.meaning(c)
			named = named || is.row && (!is.heading || is.keyed)
			printed = printed || c.value && !c.blank && !isWord(c)
		}
		switch {
		case printed && !named:
			return
		case !printed && named:
			lines = append(lines, r)
		}
	}
	for _, r := range lines {
		c := r.cells[len(r.cells)-1]
		k := len(r.cells) - 1 // of the label, which a measure word may follow
		for k > 0 && r.cells[k].unit {
			k--
		}
		if is := m.meaning(r.cells[k]); !is.row || is.heading && !is.keyed || is.other || is.col && r.cells[k].fold.Level == label.NoIndex || c.hi >= width {
			continue
		}
		b := m.newCell("", c.pos)
		b.lo, b.hi, b.top, b.bottom = c.hi, width, c.top, c.bottom
		r.cells = append(slices.Clip(r.cells), b)
	}
}

// splitBands cuts header cells that hold a band and a label below it, as where
// both stand alone in their lines, one over the other. The band gets a row of its
// own.
func (m *matcher) splitBands(rows []row) []row {
	for i := 0; i < len(rows); i++ {
		for k, c := range rows[i].cells {
			if c.refs != nil || c.value || !strings.Contains(c.text, "\n") {
				continue
			}
			upper, lower := m.stacked(c)
			if upper == nil || !m.meaning(upper).other {
				continue
			}
			lower.lo, lower.hi, lower.top, lower.bottom = c.lo, c.hi, c.top, c.bottom
			upper.top, upper.bottom = c.top, c.bottom
			above := rows[i]
			above.cells, above.over = []*cell{upper}, nil
			rows[i] = *with(&rows[i], k, lower)
			rows = slices.Insert(rows, i, above)
			i++
			break
		}
	}
	return rows
}

// splitRows cuts rows in which a label that can only name a row follows a
// value: a table printed in two halves side by side, or lines that were put
// together.
func (m *matcher) splitRows(rows []row) []row {
	var out []row
	for i, r := range rows {
		at := m.splitAt(r.cells)
		if at == 0 {
			if out != nil {
				out = append(out, r)
			}
			continue
		}
		if out == nil {
			out = append(out, rows[:i]...)
		}
		for at > 0 {
			left := r
			left.cells = r.cells[:at:at]
			out = append(out, left)
			r.cells, r.over = r.cells[at:], nil
			at = m.splitAt(r.cells)
		}
		out = append(out, r)
	}
	if out == nil {
		return rows
	}
	return out
}

// splitAt is the index of the first label that can only name a row and stands
// behind a label with a value, or 0. A number in front of the first label is a
// serial number.
func (m *matcher) splitAt(cells []*cell) int {
	labelled, value := false, false
	for i, c := range cells {
		if c.refs != nil {
			now := m.meaning(c)
			if value && now.row && !now.col && !now.other {
				return i
			}
			labelled = labelled || now.row
		}
		value = value || labelled && c.value && !c.blank
	}
	return 0
}
