package document

import (
	"bytes"
	"math"
	"sync"
)

// openTable is a table under construction.
type openTable struct {
	model Model
	block int
	cells []Cell
	merge []VMerge // of each cell, in the model GridColumns
	until []int    // of each cell, in the model Flow: see covered

	row, col      int // row and next column of the open row
	rowStart      int // index in cells of the open row's first cell
	groupRow      int // first row of the open row group
	cur           int // index in cells of the open cell
	text          []byte
	paragraphs    int
	inRow, inCell bool
	discard       bool // the open cell is past a limit
	hidden        bool // the open cell continues one above: its text does not print
	wide          width

	// above is, column by column, the cell that a vertical merge or a span
	// would continue in the row being built.
	above []above
}

// above is what stands over a column.
type above struct {
	cell int // index in cells plus one, 0 for none
	row  int // GridColumns: the last row in which the cell was met
}

// width says whether a table is wider than the limit, and whether that was
// told.
type width uint8

const (
	fits width = iota
	tooWide
	wideTold
)

// overflows notes that the table is too wide.
func (t *openTable) overflows() {
	if t.wide == fits {
		t.wide = tooWide
	}
}

// openTables keep the memory of tables from one document to the next.
var openTables = sync.Pool{New: func() any { return new(openTable) }}

// giveBack ends the use of a table. Nothing of the document is kept, nor the
// memory of a very large table.
func (t *openTable) giveBack() {
	const most = 4096
	if cap(t.cells) > most || cap(t.text) > 64*most || cap(t.above) > most {
		return
	}
	clear(t.cells[:cap(t.cells)])
	openTables.Put(t)
}

func (t *openTable) reset(m Model) {
	*t = openTable{model: m, cells: t.cells[:0], merge: t.merge[:0], until: t.until[:0],
		text: t.text[:0], above: t.above[:0]}
}

func (t *openTable) beginRow() {
	if t.inRow {
		t.inRow = false
	}
	t.row++
	t.col = 0
	t.inRow = true
	t.rowStart = len(t.cells)
}

func (t *openTable) dropRow() {
	// Cells of this row that continue one above did not enter t.cells; taking
	// their rows back is enough.
	for i := range t.above {
		a := &t.above[i]
		if a.cell > t.rowStart {
			*a = above{}
		} else if a.cell > 0 && t.model == GridColumns && a.row == t.row {
			c := &t.cells[a.cell-1]
			c.RowSpan = max(1, t.row-1-c.Row)
			a.row = t.row - 1
		}
	}
	t.cells = t.cells[:t.rowStart]
	t.merge = t.merge[:t.rowStart]
	t.until = t.until[:t.rowStart]
	t.row--
	t.inRow = false
}

// beginCell places a cell in the open row. Rows are counted from 1 while the
// table is open, so that 0 is "no row yet".
func (t *openTable) beginCell(p CellProps, maxCols int) {
	t.inCell, t.discard, t.hidden = true, false, false
	t.text, t.paragraphs = t.text[:0], 0
	if p.HContinue && len(t.cells) > t.rowStart {
		t.joinLeft(p.ColSpan, maxCols)
		return
	}
	if t.model == Flow {
		for t.col < len(t.above) && t.covered(t.col) {
			t.col++
		}
	}
	if t.col+p.ColSpan > maxCols {
		// Past the last column: what stands here is kept in the last place.
		// There it overlaps others, so it stands in its own row only: spans of
		// many such cells would cost the square of their number.
		t.overflows()
		p.ColSpan, p.RowSpan = max(1, maxCols-t.col), 1
		t.col = min(t.col, maxCols-1)
	}
	t.growAbove(t.col + p.ColSpan)
	if t.model == GridColumns && p.VMerge == VMergeContinue && t.extendAbove(p.ColSpan) {
		t.col += p.ColSpan
		return
	}
	t.cells = append(t.cells, Cell{Row: t.row - 1, Col: t.col, RowSpan: 1, ColSpan: p.ColSpan, Header: p.Header, Box: p.Box})
	t.merge = append(t.merge, p.VMerge)
	until := t.row + max(p.RowSpan, 1)
	if p.RowSpan == ToGroupEnd {
		until = toGroupEnd
	}
	t.until = append(t.until, until)
	t.cur = len(t.cells) - 1
	a := above{cell: t.cur + 1, row: t.row}
	for c := t.col; c < t.col+p.ColSpan; c++ {
		if t.model == Flow && t.covered(c) {
			continue // the standard lets cells overlap here; the first keeps the place
		}
		t.above[c] = a
	}
	t.col += p.ColSpan
}

// toGroupEnd as the end of a span is the end of the row group, wherever that
// will be.
const toGroupEnd = math.MaxInt

// covered tells whether a cell from a row above spans down over the column:
// whether the open row comes before the first that the cell does not cover.
func (t *openTable) covered(col int) bool {
	a := t.above[col]
	return a.cell > 0 && t.cells[a.cell-1].Row < t.row-1 && t.row < t.until[a.cell-1]
}

func (t *openTable) growAbove(n int) {
	if n > len(t.above) {
		t.above = append(t.above, make([]above, n-len(t.above))...)
	}
}

// joinLeft widens the cell before by span columns; its text goes on there.
func (t *openTable) joinLeft(span, maxCols int) {
	t.cur = len(t.cells) - 1
	c := &t.cells[t.cur]
	if span > maxCols-t.col {
		t.overflows()
		span = maxCols - t.col
	}
	if span > 0 {
		c.ColSpan += span
		t.growAbove(t.col + span)
		for i := t.col; i < t.col+span; i++ {
			t.above[i] = above{cell: t.cur + 1, row: t.row}
		}
		t.col += span
	}
	t.text = append(t.text, c.Text...)
	if c.Text != "" {
		t.paragraphs = 1
	}
}

// extendAbove continues the merge of the cell above, if it has the same edges
// and stood in the row before.
func (t *openTable) extendAbove(span int) bool {
	a := t.above[t.col]
	if a.cell == 0 || a.row != t.row-1 {
		return false
	}
	c := &t.cells[a.cell-1]
	if c.Col != t.col || c.ColSpan != span || t.merge[a.cell-1] == VMergeNone {
		return false
	}
	c.RowSpan = t.row - c.Row
	for i := t.col; i < t.col+span; i++ {
		t.above[i].row = t.row
	}
	t.cur = a.cell - 1
	t.hidden = true
	return true
}

func (t *openTable) discardCell() { t.inCell, t.discard = true, true }

// addText adds a paragraph in one or two pieces.
func (t *openTable) addText(s string, more []byte) {
	if t.discard {
		return
	}
	if t.paragraphs > 0 {
		t.text = append(t.text, '\n')
	}
	t.text = append(append(t.text, s...), more...)
	t.paragraphs++
}

// endCell keeps the open cell's text, or tells that there was text in a cell
// of which Word shows none.
func (t *openTable) endCell() (hidden bool) {
	t.inCell = false
	// Trailing empty paragraphs print as nothing.
	text := bytes.TrimRight(t.text, "\n")
	switch {
	case t.discard:
	case t.hidden:
		return len(bytes.TrimSpace(text)) > 0
	default:
		t.cells[t.cur].Text = string(text)
	}
	return false
}

// endGroup ends all spans of the model Flow at the last row of the group.
func (t *openTable) endGroup() {
	if t.model == Flow {
		for i := range t.cells {
			if c := &t.cells[i]; c.Row >= t.groupRow {
				c.RowSpan = max(1, min(t.until[i], t.row+1)-(c.Row+1))
			}
		}
		clear(t.above)
	}
	t.groupRow = t.row
}

// into moves the finished cells to tab.
func (t *openTable) into(tab *Table) {
	tab.Rows = t.row
	switch t.model {
	case Loose:
		tab.Geometry = Ragged
	case Placed:
		tab.Geometry = Aligned
	}
	tab.Cells = append([]Cell(nil), t.cells...) // nil for none, also where t was used before
	for i := range tab.Cells {
		c := &tab.Cells[i]
		c.RowSpan = min(c.RowSpan, tab.Rows-c.Row)
		tab.Cols = max(tab.Cols, c.Col+c.ColSpan)
	}
}

// lay fills the grid and tells whether cells overlap. Of two cells that claim a
// place, the first keeps it; a cell that lost places is cut to what it has, and
// keeps at least its anchor's text.
func (t *Table) lay() (overlap bool) {
	t.grid = make([]int32, t.Rows*t.Cols)
	for i := range t.Cells {
		c := &t.Cells[i]
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			line := t.grid[r*t.Cols : (r+1)*t.Cols]
			for k := c.Col; k < c.Col+c.ColSpan; k++ {
				if line[k] != 0 {
					overlap = true
					continue
				}
				line[k] = int32(i) + 1
			}
		}
	}
	return overlap
}
