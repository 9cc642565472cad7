package msdoc

import (
	"strconv"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/internal/edges"
	"github.com/nianbao/nianbao/extract/internal/listnum"
)

// maxNested is how many tables may stand within one another here; Word's own
// limit is lower.
const maxNested = 32

// item is a paragraph or a table.
type item struct {
	level     int // of a heading, or 0
	text      string
	list      *listnum.List // or nil
	listLevel int
	table     *tableRows
}

type tableRows struct{ rows []tableRow }

type tableRow struct {
	row
	texts [][]item
}

// layout gathers tables, whose columns are known only when all rows are, and
// hands everything to the builder.
type layout struct {
	b        *document.Builder
	counters *listnum.Counters
	stack    []*openRows
	// boxed is how many text boxes are around; in one, all is kept in items.
	boxed int
	items []item
}

// openRows is a table being gathered.
type openRows struct {
	tableRows
	cells [][]item // of the row being read
	cell  []item
}

func newLayout(b *document.Builder, c *listnum.Counters) *layout {
	return &layout{b: b, counters: c}
}

// paragraph takes the next paragraph, which ends in a mark, and the text boxes
// that are anchored in it.
func (l *layout) paragraph(p paraProps, mark uint16, it item, boxes []item) {
	depth := p.tables()
	for len(l.stack) > depth {
		l.pop()
	}
	for len(l.stack) < depth {
		l.stack = append(l.stack, new(openRows))
	}
	if depth == 0 {
		l.emit(it)
		for _, x := range boxes {
			l.emit(x)
		}
		return
	}
	t := l.stack[depth-1]
	rowEnd := depth == 1 && mark == cellMark && p.rowEnd || depth > 1 && p.innerEnd
	if rowEnd {
		t.endRow(p)
		return
	}
	t.cell = append(append(t.cell, it), boxes...)
	if depth == 1 && mark == cellMark || depth > 1 && p.innerCell {
		t.cells = append(t.cells, t.cell)
		t.cell = nil
	}
}

func (t *openRows) endRow(p paraProps) {
	if len(t.cell) > 0 { // a cell without its mark
		t.cells = append(t.cells, t.cell)
	}
	if !p.dropped && len(t.cells) > 0 {
		t.rows = append(t.rows, tableRow{p.row, t.cells})
	}
	t.cells, t.cell = nil, nil
}

// pop ends the innermost table.
func (l *layout) pop() {
	t := l.stack[len(l.stack)-1]
	l.stack = l.stack[:len(l.stack)-1]
	if len(t.cell) > 0 || len(t.cells) > 0 { // a row without its end
		t.endRow(paraProps{})
	}
	it := item{table: &t.tableRows}
	if n := len(l.stack); n > 0 {
		l.stack[n-1].cell = append(l.stack[n-1].cell, it)
	} else {
		l.emit(it)
	}
}

// end ends the story.
func (l *layout) end() {
	for len(l.stack) > 0 {
		l.pop()
	}
}

// emit hands an item to the builder.
func (l *layout) emit(it item) {
	if l.boxed > 0 {
		l.items = append(l.items, it)
		return
	}
	if it.table == nil {
		marker, text := l.number(it)
		l.b.Append(it.level, marker, []byte(text))
		return
	}
	if len(it.table.rows) == 0 {
		return
	}
	columns := it.table.columns()
	l.b.BeginTable(document.GridColumns)
	for _, r := range it.table.rows {
		l.row(r, columns)
	}
	l.b.EndTable()
}

// number finds the list number of a paragraph, and puts what separates it from
// the text before the text. What a vertical merge covers does not count.
func (l *layout) number(it item) (marker, text string) {
	if it.list == nil || l.b.Covered() {
		return "", it.text
	}
	marker = string(l.counters.Next(nil, it.list, it.listLevel))
	if marker == "" || it.text == "" {
		return marker, it.text
	}
	return marker, it.list.Levels[it.listLevel].Suffix.String() + it.text
}

func (l *layout) row(r tableRow, columns []int) {
	l.b.BeginRow()
	sound := len(r.cells) == len(r.texts)
	if !sound {
		l.b.AddFinding(diag.New("X129", l.b.Here(), "found", strconv.Itoa(len(r.texts)), "stated", strconv.Itoa(len(r.cells))))
	}
	at := 0
	for i, content := range r.texts {
		props := document.CellProps{ColSpan: 1, Header: r.header}
		if sound {
			from, to := edges.Column(columns, r.edges[i]), edges.Column(columns, r.edges[i+1])
			l.b.SkipCols(from - at)
			props.ColSpan = max(1, to-max(from, at))
			at = max(from, at) + props.ColSpan
			props.HContinue = r.continues(i)
			switch r.cells[i].vertical {
			case 1:
				props.VMerge = document.VMergeContinue
			case 2, 3:
				props.VMerge = document.VMergeRestart
			}
		}
		l.b.BeginCell(props)
		for _, it := range content {
			l.emit(it)
		}
		l.b.EndCell()
	}
	l.b.EndRow()
}

// continues tells whether a cell is merged into the one before. Word's versions
// write the first of merged cells as 1 or as 2; in either the others differ from
// it, and the first of a run is one.
func (r *tableRow) continues(i int) bool {
	first := i
	for first > 0 && r.cells[first-1].horizontal != 0 {
		first--
	}
	h := r.cells[i].horizontal
	return h != 0 && i > first && h != r.cells[first].horizontal
}

// columns are the edges of the table's columns.
func (t *tableRows) columns() []int {
	all := make([][]int, len(t.rows))
	for i := range t.rows {
		all[i] = t.rows[i].edges
	}
	return edges.Columns(all)
}
