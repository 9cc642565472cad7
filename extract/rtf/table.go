package rtf

import (
	"strconv"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/internal/edges"
)

// rowDef is what \trowd begins: the cells of a row.
type rowDef struct {
	left   int
	right  []int // of each cell, in twips
	cells  []cellDef
	next   cellDef // the cell whose \cellx is still to come
	header bool
}

type cellDef struct {
	horizontal, vertical document.VMerge // VMerge has the three states of both
}

// maxCells is how many cells a row may have; Word's limit is 63.
const maxCells = 4096

// cell ends the definition of a cell at its right edge.
func (d *rowDef) cell(right int) {
	if len(d.cells) < maxCells {
		d.cells, d.right = append(d.cells, d.next), append(d.right, right)
	}
	d.next = cellDef{}
}

// item is a paragraph or a table.
type item struct {
	level  int // of a heading, or 0
	marker string
	text   string
	table  *rows
}

type rows struct{ list []row }

type row struct {
	def   *rowDef // nil where there is none
	texts [][]item
}

// isSound tells whether the row has the cells that its definition says.
func (r *row) isSound() bool { return r.def != nil && len(r.def.cells) == len(r.texts) }

// edges are those of the row's cells, one more than cells; nil if they are not
// known.
func (r *row) edges() []int {
	if !r.isSound() {
		return nil
	}
	return append([]int{r.def.left}, r.def.right...)
}

// openRows is a table being gathered.
type openRows struct {
	rows
	cells [][]item // of the row being read
	cell  []item
}

// layout gathers tables, whose columns are known only when all rows are, and
// hands everything to the builder.
type layout struct {
	b     *document.Builder
	stack []*openRows
	// boxed tells that this is a text box: all is kept in items.
	boxed bool
	items []item
	// defining tells that a row is defined and has not ended. Paragraphs in it that
	// do not say that they stand in a table are loose: if the end of a cell
	// follows, they stand in that.
	defining bool
	loose    []item
}

// mark is what ends a paragraph.
type mark uint8

const (
	endParagraph mark = iota
	endCell
)

// paragraph takes the next paragraph at a depth of tables, and the text boxes
// that are anchored in it.
func (l *layout) paragraph(depth int, end mark, it item, boxes []item) {
	items := append([]item{it}, boxes...)
	if depth == 0 && end == endParagraph {
		l.outside(items)
		return
	}
	if end == endCell && depth <= 1 {
		items, l.loose, depth = append(l.loose, items...), nil, 1
	}
	l.flush()
	l.reach(depth)
	t := l.stack[depth-1]
	t.cell = append(t.cell, items...)
	if end == endCell {
		t.cells = append(t.cells, t.cell)
		t.cell = nil
	}
}

// reach opens and ends tables until so many are open.
func (l *layout) reach(depth int) {
	for len(l.stack) > depth {
		l.pop()
	}
	for len(l.stack) < depth {
		l.stack = append(l.stack, new(openRows))
	}
}

func (l *layout) outside(items []item) {
	if l.defining {
		l.loose = append(l.loose, items...)
		return
	}
	l.reach(0)
	for _, it := range items {
		l.emit(it)
	}
}

// flush gives the loose paragraphs as what they seem to be.
func (l *layout) flush() {
	if len(l.loose) == 0 {
		return
	}
	l.reach(0)
	for _, it := range l.loose {
		l.emit(it)
	}
	l.loose = nil
}

// endRow ends the row at a depth. One whose mark is deleted does not print.
func (l *layout) endRow(depth int, def *rowDef, deleted bool) {
	if depth == 1 {
		l.defining = false
	}
	l.flush()
	if len(l.stack) < depth {
		return // a row without cells
	}
	l.reach(depth)
	t := l.stack[depth-1]
	if len(t.cell) > 0 { // a cell without its mark
		t.cells = append(t.cells, t.cell)
	}
	if len(t.cells) > 0 && !deleted {
		t.list = append(t.list, row{def, t.cells})
	}
	t.cells, t.cell = nil, nil
}

// pop ends the innermost table. Paragraphs that no end of a cell follows stand
// behind it.
func (l *layout) pop() {
	t := l.stack[len(l.stack)-1]
	l.stack = l.stack[:len(l.stack)-1]
	behind := t.cell
	if len(t.cells) > 0 { // a row without its end
		if len(t.cell) > 0 {
			t.cells, behind = append(t.cells, t.cell), nil
		}
		t.list = append(t.list, row{nil, t.cells})
	}
	items := behind
	if len(t.list) > 0 {
		items = append([]item{{table: &t.rows}}, behind...)
	}
	if n := len(l.stack); n > 0 {
		l.stack[n-1].cell = append(l.stack[n-1].cell, items...)
		return
	}
	for _, it := range items {
		l.emit(it)
	}
}

// end ends the story.
func (l *layout) end() {
	l.flush()
	l.reach(0)
}

// emit hands an item to the builder.
func (l *layout) emit(it item) {
	if l.boxed {
		l.items = append(l.items, it)
		return
	}
	l.build(it)
}

func (l *layout) build(it item) {
	if it.table == nil {
		l.b.Append(it.level, it.marker, []byte(it.text))
		return
	}
	all := make([][]int, len(it.table.list))
	for i := range all {
		all[i] = it.table.list[i].edges()
	}
	columns := edges.Columns(all)
	l.b.BeginTable(document.GridColumns)
	for i := range it.table.list {
		l.row(&it.table.list[i], all[i], columns)
		if l.b.Err() != nil {
			break
		}
	}
	l.b.EndTable()
}

// row builds a row: each cell covers the columns between its edges.
func (l *layout) row(r *row, x, columns []int) {
	l.b.BeginRow()
	if x == nil {
		stated := 0
		if r.def != nil {
			stated = len(r.def.cells)
		}
		l.b.AddFinding(diag.New("X129", l.b.Here(), "found", strconv.Itoa(len(r.texts)), "stated", strconv.Itoa(stated)))
	}
	at := 0
	for i, content := range r.texts {
		props := document.CellProps{ColSpan: 1, Header: r.def != nil && r.def.header}
		if x != nil {
			from, to := edges.Column(columns, x[i]), edges.Column(columns, x[i+1])
			if x[i+1] <= x[i] && isEmpty(content) {
				continue // it has no width
			}
			l.b.SkipCols(from - at)
			props.ColSpan = max(1, to-max(from, at))
			at = max(from, at) + props.ColSpan
			props.HContinue = r.def.cells[i].horizontal == document.VMergeContinue && i > 0
			props.VMerge = r.def.cells[i].vertical
		}
		l.b.BeginCell(props)
		for _, it := range content {
			l.build(it)
		}
		l.b.EndCell()
	}
	l.b.EndRow()
}

func isEmpty(content []item) bool {
	for _, it := range content {
		if it.table != nil || it.text != "" || it.marker != "" {
			return false
		}
	}
	return true
}
