package text

import (
	"cmp"
	"slices"

	"github.com/nianbao/nianbao/extract/document"
)

// alignedTables makes tables of a block: one, if all values fall into the same
// columns and these are sure; else one for each header.
func alignedTables(rows []textRow, m metric) []table {
	whole := alignedTable(rows, m)
	if whole.geometry == document.Aligned {
		return []table{whole}
	}
	if parts := gridTables(rows, m); parts != nil {
		return parts
	}
	return []table{whole}
}

// alignedTable makes a table of a block. Its columns are those of the values,
// with the labels left of them. Where a value or a header cannot be placed for
// certain, the table is Ragged, and its rows are the segments of the lines.
func alignedTable(rows []textRow, m metric) table {
	set := valueColumns(rows)
	split := splitHeaders(rows, set, m)
	p := placer{rows: split, set: set, labelEnd: labelEnd(rows, set)}
	if p.place() {
		return table{geometry: document.Aligned, rows: p.cells(p.placeLabels())}
	}
	p = placer{rows: likeRows(rows, split), set: set, labelEnd: p.labelEnd}
	p.markHeaders()
	p.joinUnplaced()
	return table{geometry: document.Ragged, rows: p.unplaced(), finding: "X173"}
}

// likeRows is rows, but with the split text of lines that have as many words
// then as the rows of values have cells.
func likeRows(rows, split []textRow) []textRow {
	width := 0 // cells of the longest row of values
	for _, r := range rows {
		if r.values() > 0 {
			width = max(width, len(r))
		}
	}
	out := slices.Clone(rows)
	for i, r := range split {
		if len(r) == width {
			out[i] = r
		}
	}
	return out
}

// placer gives each segment of a block its column. Column numbers count from
// the first column of values; those of labels are below 0.
type placer struct {
	rows     []textRow
	set      columnSet
	labelEnd int       // the column where headers of values may begin
	at       [][]place // of each segment
	heads    []head
}

// place is where a segment goes.
type place struct {
	col, span int
	joined    bool // it is part of a head
}

// head is a cell of a header that was joined of segments.
type head struct {
	row    int
	x0, x1 int // columns of the text from x0 to before x1
	cell   cell
}

// labelEnd is where the labels of rows with values end. Labels that push values
// do not count: they are longer than their column.
func labelEnd(rows []textRow, set columnSet) (end int) {
	for _, r := range rows {
		if k := slices.IndexFunc(r, func(s segment) bool { return s.value }); k > 0 && !r[k].glued {
			end = max(end, r[k-1].x1)
		}
	}
	if len(set.columns) > 0 && (end == 0 || end > set.columns[0].x0) {
		return set.columns[0].x0
	}
	return end
}

// place gives each segment but the labels its column.
func (p *placer) place() bool {
	if len(p.set.columns) == 0 || p.set.conflicts > 0 {
		return false
	}
	p.at = make([][]place, len(p.rows))
	for i, r := range p.rows {
		p.at[i] = make([]place, len(r))
		if !p.placeValues(i) {
			return false
		}
	}
	return p.columnsSure() && p.placeHeaders() && (p.hasFullRow() || p.headed())
}

// markHeaders tells headers from all else, which it gives the column 0.
func (p *placer) markHeaders() {
	p.at = make([][]place, len(p.rows))
	for i, r := range p.rows {
		p.at[i] = make([]place, len(r))
		for k, s := range r {
			if len(p.set.columns) > 0 && !p.holdsValue(i) && p.overValues(s) {
				p.at[i][k].col = overValues
			}
		}
	}
}

// overValues tells whether a segment of a line without values stands over those
// of other lines.
func (p *placer) overValues(s segment) bool {
	return s.x0 >= p.labelEnd || s.x1 > p.set.columns[0].x0
}

// hasFullRow tells whether some row has a value in each column, at a place that
// can be trusted. It proves how many columns there are: programs that align
// columns shift some rows, and then one column looks like two.
func (p *placer) hasFullRow() bool {
	return slices.ContainsFunc(p.rows, func(r textRow) bool { return r.values() == len(p.set.columns) })
}

// headed tells whether each column has a header that stands over it and over no
// other. That proves the columns as well.
func (p *placer) headed() bool {
	seen := make([]bool, len(p.set.columns))
	for _, h := range p.heads {
		if col, ok := p.set.over(segment{x0: h.x0, x1: h.x1}); ok && col == h.cell.col {
			seen[col] = true
		}
	}
	return !slices.Contains(seen, false)
}

// columnsSure tells whether the columns of values are likely to be all there are.
// A single row without a header proves nothing. The first column may be missing
// where labels push its values: those are taken for the neighbours of the
// labels, which only a header can confirm. And then its own header seems to
// stand over the labels.
func (p *placer) columnsSure() bool {
	pushed, headed, valuedRows := false, false, 0
	labels, headers := 0, 0 // most labels in a row with values, and in one without
	for i, r := range p.rows {
		n, valued := 0, p.holdsValue(i)
		for k, s := range r {
			if p.at[i][k].col == label {
				n++
			}
			pushed = pushed || s.glued && k > 0 && !r[k-1].value
		}
		if valued {
			labels = max(labels, n)
			valuedRows++
		}
		if p.holdsHeader(i) {
			headed = true
			headers = max(headers, n)
		}
	}
	return (headed || !pushed && valuedRows > 1) && headers <= max(labels, 1)
}

// placeValues places the values of a row, and marks its labels and headers.
func (p *placer) placeValues(i int) bool {
	first := p.set.columns[0]
	valued := p.holdsValue(i)
	taken := -1 // the last column that is filled
	for k, s := range p.rows[i] {
		col, ok := label, true
		switch {
		case s.glued:
			// Only the column next to that of the text before it leaves no gap.
			// The place of the value is no help: that text pushed it.
			col = taken + 1
			ok = col < len(p.set.columns) && s.x0 <= p.set.columns[col].x1
		case p.set.grid && s.x1 <= p.labelEnd: // a serial number, or a label
		case s.value && p.set.grid:
			col, ok = p.set.over(s)
		case s.value:
			col = p.set.find(s)
		case !valued && p.overValues(s):
			col = overValues
		case valued && (taken >= 0 || s.x0 >= first.x0-1):
			col, ok = p.set.over(s)
		}
		if !ok || col >= 0 && col <= taken {
			return false
		}
		if p.at[i][k] = (place{col: col, span: 1}); col >= 0 {
			taken = col
		}
	}
	return true
}

// holdsValue tells whether a row has a value, at whatever place.
func (p *placer) holdsValue(i int) bool {
	return slices.ContainsFunc(p.rows[i], func(s segment) bool {
		return s.value && (!p.set.grid || s.glued || s.x1 > p.labelEnd)
	})
}

// over is the only column that a segment stands over, if there is one.
func (c columnSet) over(s segment) (col int, ok bool) {
	col = -1
	for i, column := range c.columns {
		if s.x0 < column.x1 && column.x0 < s.x1 {
			if col >= 0 {
				return 0, false
			}
			col = i
		}
	}
	return col, col >= 0
}

// Marks of segments that have no column yet.
const (
	label      = -1 - iota // left of the values
	overValues             // a header
)

// placeLabels gives the labels columns by their left edges and returns how many
// there are. Where two labels of a row share one, a row has one label, and its
// parts are joined.
func (p *placer) placeLabels() int {
	var lefts []int
	p.eachLabel(func(s segment, _ *place) { lefts = append(lefts, s.x0) })
	slices.Sort(lefts)
	var starts []int // the leftmost edge of each column
	for i, x := range lefts {
		if i == 0 || x-lefts[i-1] > labelJitter {
			starts = append(starts, x)
		}
	}
	col := func(s segment) int {
		i, _ := slices.BinarySearchFunc(starts, s.x0+1, cmp.Compare[int])
		return i - 1
	}
	for i, r := range p.rows {
		before := -1
		for k, s := range r {
			if p.at[i][k].col == label {
				if col(s) == before {
					return min(len(starts), 1)
				}
				before = col(s)
			}
		}
	}
	p.eachLabel(func(s segment, at *place) { at.col = col(s) - len(starts) })
	return len(starts)
}

// labelJitter is how far apart the left edges of labels in one column may be.
const labelJitter = 2

func (p *placer) eachLabel(do func(segment, *place)) {
	for i, r := range p.rows {
		for k, s := range r {
			if p.at[i][k].col == label {
				do(s, &p.at[i][k])
			}
		}
	}
}

// cells is the rows with labels columns for labels. Labels that are still
// without a column of their own are joined. Rows of which nothing is left are
// dropped.
func (p *placer) cells(labels int) [][]cell {
	out := make([][]cell, len(p.rows))
	for i, r := range p.rows {
		for k, s := range r {
			at := p.at[i][k]
			col := labels + at.col
			switch n := len(out[i]); {
			case at.joined:
			case n > 0 && out[i][n-1].col == col:
				out[i][n-1].text += " " + s.text
			default:
				out[i] = append(out[i], cell{text: s.text, col: col, span: at.span})
			}
		}
	}
	for _, h := range p.heads {
		h.cell.col += labels
		out[h.row] = append(out[h.row], h.cell)
	}
	p.addBlanks(out, labels)
	return slices.DeleteFunc(out, func(r []cell) bool { return len(r) == 0 })
}

// addBlanks adds a blank cell where a row of values has none in a column that the
// header above it names. A row
// that could have its other values on the next line gets none: one without a
// label where others have one, or beside such a line.
func (p *placer) addBlanks(out [][]cell, labels int) {
	for i := range p.rows {
		if !p.holdsValue(i) || labels > 0 && !p.holdsLabel(i) {
			continue
		}
		for _, c := range p.headedColumns(i) {
			if p.reaches(i, c) || p.goesOnIn(i-1, c, labels) || p.goesOnIn(i+1, c, labels) {
				continue
			}
			out[i] = append(out[i], cell{col: labels + c, span: 1})
		}
		slices.SortStableFunc(out[i], func(a, b cell) int { return cmp.Compare(a.col, b.col) })
	}
}

// headedColumns are the columns that the header above a row names, or all if
// there is no header at all.
func (p *placer) headedColumns(i int) (cols []int) {
	if len(p.heads) == 0 {
		return p.all()
	}
	above := -1
	for _, h := range p.heads {
		if h.row < i {
			above = max(above, h.row)
		}
	}
	for _, h := range p.heads {
		if h.row == above {
			cols = append(cols, h.cell.col)
		}
	}
	return cols
}

func (p *placer) holdsLabel(i int) bool {
	return slices.ContainsFunc(p.at[i], func(at place) bool { return at.col < 0 })
}

// reaches tells whether something in a row stands in a column.
func (p *placer) reaches(i, col int) bool {
	return slices.ContainsFunc(p.at[i], func(at place) bool { return at.col <= col && col < at.col+at.span })
}

// goesOnIn tells whether a row may hold a part of what stands in a column of the
// row beside it.
func (p *placer) goesOnIn(i, col, labels int) bool {
	if i < 0 || i >= len(p.rows) || !p.reaches(i, col) || slices.ContainsFunc(p.at[i], func(at place) bool { return at.joined }) {
		return false
	}
	return !p.holdsValue(i) || labels > 0 && !p.holdsLabel(i)
}

// unplaced is the rows as they stand, with the headers that were joined.
func (p *placer) unplaced() [][]cell {
	out := make([][]cell, len(p.rows))
	for i, r := range p.rows {
		for k, s := range r {
			if !p.at[i][k].joined {
				out[i] = append(out[i], cell{text: s.text})
			}
		}
	}
	for _, h := range p.heads {
		out[h.row] = append(out[h.row], cell{text: h.cell.text})
	}
	return slices.DeleteFunc(out, func(r []cell) bool { return len(r) == 0 })
}
