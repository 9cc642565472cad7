package normalize

import (
	"slices"
	"unicode/utf8"

	"github.com/nianbao/nianbao/extract/document"
)

// record is one line of values of a block, with what names it.
type record struct {
	path    // what the labels beside it say
	seg     *segment
	row     *row
	text    string // the innermost label as printed
	unknown *cell  // a label that is none of the form's
	unit    *cell  // the cell that prints the row's unit, or nil
	values  []*cell
	slots   []slot // of the header over it
	unsure  bool   // the ends of its numbers may be lost; see joinNarrow
	narrow  bool   // its numbers were broken over lines; see joinNarrow
	// headWidth is the number of grid columns of the header, if it stands in the same
	// table.
	headWidth int
	// carried tells of each axis that a line above names it; see fillRuns.
	carried [2]bool
	// columns are slots as far as they are the record's own; see slotsFor.
	columns   []slot
	given     bool
	placed    bool
	placedFor slotKey
	// pieces are texts beside the values that may be parts of a label that was
	// broken over lines.
	pieces []*cell
}

// reader turns the segments of one block into records.
type reader struct {
	*matcher
	b       *block
	records []*record
	// carried is the last header, which a table that was cut goes on using.
	carried      []slot
	carriedGrid  int // the table that it stands in
	carriedWidth int // and the columns of its grid
	// last is the node that the record before names.
	last      [2]int
	lastLabel [2]*cell
	// inForm are the columns of the form; see formSlots.
	inForm map[[2]bool][]slot
	// crowds tells of tables whether many rows hold too many values; see crowded.
	crowds map[int]bool
	// covered is how many cells the rows of tables have; see coveredWidth.
	covered map[int]int
	// empty are the rows of a text's header below which no line stands, as of a
	// table that is not filled in.
	empty *headers
	// stubHi is the column where the labels of the segment end.
	stubHi int
}

// read reads a segment.
func (rd *reader) read(s *segment) {
	o := rd.b.orient(s)
	rd.stubHi = rd.stubEnd(s, o)
	h := &headers{matcher: rd.matcher, b: rd.b, o: o, stubHi: rd.stubHi}
	for _, r := range s.rows {
		if rd.isHeader(r, o) || rd.goesOn(h, r) {
			h.add(r)
			continue
		}
		rec := rd.record(s, r, o)
		if rec == nil {
			continue
		}
		if len(h.rows) > 0 {
			rd.carried, rd.carriedGrid, rd.carriedWidth = h.get(), h.rows[len(h.rows)-1].grid, h.width()
		}
		rec.slots = rd.carriedTo(s, r)
		if r.grid == rd.carriedGrid && rd.carried != nil {
			rec.headWidth = rd.carriedWidth
		}
		rd.records = append(rd.records, rec)
		h.done = true
	}
	if n := len(h.rows); n > 0 && !h.done && h.rows[n-1].geometry != document.Ruled {
		rd.empty = h
	}
}

// unfilled is the line of a block that is printed as one, where nothing stands
// below its header, in a text, which prints nothing for blank cells: a blank in
// each column, if the header names all of them and no other.
func (rd *reader) unfilled() *record {
	if !rd.b.def.Across || rd.empty == nil || len(withValues(rd.records)) > 0 {
		return nil
	}
	slots := rd.empty.get()
	if len(slots) != len(rd.b.leaves[rowAxis])*len(rd.b.leaves[colAxis]) {
		return nil
	}
	last := rd.empty.rows[len(rd.empty.rows)-1]
	rec := &record{path: noPath, row: &row{grid: last.grid, par: last.par, geometry: document.Ragged}, slots: slots}
	for _, s := range slots {
		if !rd.whole(s.path) {
			return nil
		}
		c := &cell{value: true, blank: true, pos: last.cells[0].pos, lo: s.lo, hi: s.hi}
		rec.values = append(rec.values, c)
	}
	rec.row.cells = rec.values
	return rec
}

// carriedTo is the last header for a row of another table. Where that table's
// grid is another, only the order of the columns counts; and where it is narrower
// by just the columns that are none of the form's, as a column of codes, it has
// none of those.
func (rd *reader) carriedTo(s *segment, r *row) []slot {
	if rd.carried == nil || r.geometry == document.Ruled && (r.grid == rd.carriedGrid || r.width() == rd.carriedWidth) {
		return rd.carried
	}
	if r.grid == rd.carriedGrid && (!r.ragged() || r.grid < 0 || !s.inNarrowTail(r, rd.carriedWidth)) {
		return rd.carried
	}
	out := slices.DeleteFunc(slices.Clone(rd.carried), rd.strange)
	narrower := len(rd.carried) - len(out)
	if r.grid == rd.carriedGrid {
		if narrower == 0 || r.width() != rd.carriedWidth-narrower {
			return rd.carried
		}
	} else if narrower == 0 || r.grid < 0 || s.width(r.grid) != rd.carriedWidth-narrower || s.numbered(r.grid) {
		out, narrower = slices.Clone(rd.carried), 0
	}
	for i := range out {
		if narrower > 0 {
			out[i].cell, out[i].quality = nil, position
		}
		out[i].lo, out[i].hi = 0, 0
	}
	return out
}

// narrowTail is the number of rows from which the end of a table may have fewer
// columns than its beginning.
const narrowTail = 4

// inNarrowTail tells whether a row stands in the end of a table without columns
// where all rows have fewer cells than width, as many as one another, and all before
// have that many: a table that was cut and goes on with fewer columns. Numbers that
// only rise may be those of a column that the header names and the values lack.
func (s *segment) inNarrowTail(r *row, width int) bool {
	if s.tailOf != r.grid+1 {
		s.tailOf, s.tailFrom = r.grid+1, len(s.rows)
		from := len(s.rows)
		for from > 0 && s.rows[from-1].grid == r.grid && s.rows[from-1].width() == s.rows[len(s.rows)-1].width() {
			from--
		}
		wider := slices.ContainsFunc(s.rows[:from], func(o *row) bool { return o.grid == r.grid && o.width() != width })
		if len(s.rows)-from >= narrowTail && !wider && !numbered(s.rows[from:], r.grid) {
			s.tailFrom = from
		}
	}
	return r.width() < width && slices.Contains(s.rows[s.tailFrom:], r)
}

// strange tells whether a column has a name that is none of the form's.
func (rd *reader) strange(s slot) bool {
	return s.cell != nil && !s.cell.blank && s.node == noPath.node && !rd.b.isFrame(s.cell)
}

// width is that of the widest of a segment's rows in a table.
func (s *segment) width(grid int) (n int) {
	for _, r := range s.rows {
		if r.grid == grid {
			n = max(n, r.width())
		}
	}
	return n
}

// numbered tells whether the last numbers of a segment's rows in a table only
// rise, as serial numbers and codes do.
func (s *segment) numbered(grid int) bool { return numbered(s.rows, grid) }

func numbered(rows []*row, grid int) bool {
	last := 0
	for _, r := range rows {
		v := values(r)
		if r.grid != grid || allBlank(v) {
			continue
		}
		n, ok := addend(v[len(v)-1])
		if !ok || n <= int64(last) {
			return false
		}
		last = int(n)
	}
	return true
}

// width is the number of grid columns up to the end of the row's last cell.
func (r *row) width() (n int) {
	for _, c := range r.cells {
		n = max(n, c.hi)
	}
	for _, c := range r.over {
		n = max(n, c.hi)
	}
	return n
}

// stubEnd is the grid column before which the rows have their labels.
func (rd *reader) stubEnd(s *segment, o orientation) (end int) {
	for _, r := range s.rows {
		for _, c := range r.cells {
			if rd.b.role(c, r, o) == stub {
				end = max(end, c.hi)
			}
		}
	}
	return end
}

// isHeader tells whether a row names columns: it has labels that run across,
// and no value.
func (rd *reader) isHeader(r *row, o orientation) bool {
	found := false
	for _, c := range r.cells {
		switch {
		case c.value && !c.blank:
			return false
		case rd.b.role(c, r, o) == header, rd.b.role(c, r, o) == frame:
			found = true
		case rd.b.role(c, r, o) == stub:
			return false
		}
	}
	return found
}

// goesOn tells whether a row goes on with the header over it, as where its labels are
// split over two rows: no line of values came yet, and it holds texts that are
// neither labels nor values, none of them over the labels of the lines.
func (rd *reader) goesOn(h *headers, r *row) bool {
	if len(h.rows) == 0 || h.done || r.geometry != document.Ruled || r.grid != h.rows[len(h.rows)-1].grid {
		return false
	}
	texts := 0
	for _, c := range r.cells {
		switch {
		case c.blank:
		case c.value || c.refs != nil || c.lo < rd.stubHi:
			return false
		default:
			texts++
		}
	}
	return texts > 1
}

// record reads a row of values and the labels beside it. It is nil for a row
// that holds neither.
func (rd *reader) record(s *segment, r *row, o orientation) *record {
	rec := &record{path: noPath, seg: s, row: r}
	rec.after = rd.last
	line := r.cells
	if len(r.over) > 0 {
		line = append(slices.Clone(r.over), r.cells...)
		slices.SortStableFunc(line, func(a, b *cell) int { return a.lo - b.lo })
	}
	if r.geometry == document.Ruled && len(line) == 1 && line[0].refs == nil && !line[0].value {
		return nil // a remark across the table
	}
	axes := [2]bool{!o[rowAxis], !o[colAxis]}
	last := -1 // the last label in the line
	for i, c := range line {
		if rd.b.role(c, r, o) == stub {
			rec.path = rd.b.step(rec.path, c, axes)
			rec.text = c.text
			last = i
		}
	}
	for i, c := range line {
		switch {
		case c.unit:
			rec.unit = c
		case i <= last || c.top < r.cells0Top() && !c.value:
			if c.refs == nil && !c.blank && !c.value {
				rec.pieces = append(rec.pieces, c)
			}
		case c.top < r.cells0Top(): // a value that reaches down from above
			rec.values = append(rec.values, c)
		case rd.isLabelText(c, r, rec):
			rec.unknown = c
			rec.pieces = append(rec.pieces, c)
			rec.values = nil // blank cells to the left of the label
		default:
			rec.values = append(rec.values, c)
		}
	}
	for ax, n := range rec.node {
		switch {
		case n >= 0:
			rd.last[ax], rd.lastLabel[ax] = n, rec.path.label[ax]
		case axes[ax] && axes[1-ax] && rec.node[1-ax] >= 0 && rd.b.holds(axis(ax), rd.last[ax]):
			// Both axes run down: a label stands for the lines below it too.
			rec.node[ax], rec.path.label[ax] = rd.last[ax], rd.lastLabel[ax]
			rec.carried[ax] = true
		}
	}
	if len(rec.values) == 0 && rec.unknown == nil && len(rec.pieces) == 0 && last < 0 {
		return nil
	}
	guessed := rec.unknown != nil && rd.guess(rec, axes)
	if last < 0 && rec.unknown == nil && !guessed && (rd.b.def.Across && isRemark(rec.values) || !rd.b.def.Across && allBlank(rec.values)) {
		return nil
	}
	return rec
}

// isRemark tells whether the only text among the values is no value.
func isRemark(values []*cell) bool {
	var printed []*cell
	for _, c := range values {
		if !c.blank {
			printed = append(printed, c)
		}
	}
	return len(printed) == 1 && len(values) != 1 && !printed[0].value && utf8.RuneCountInString(printed[0].text) > 8
}

// cells0Top is the grid row of the row itself.
func (r *row) cells0Top() int {
	if len(r.cells) == 0 {
		return 1 << 30
	}
	return r.cells[0].top
}

// isLabelText tells whether a cell that is no known label and no value stands
// where labels stand.
func (rd *reader) isLabelText(c *cell, r *row, rec *record) bool {
	if c.value || c.refs != nil {
		return false
	}
	if isSerial(rec.values) && rd.nearly(c) {
		return true
	}
	if r.geometry == document.Ragged {
		if b := rd.b; b.def.Across && rd.stubHi == 0 && len(r.cells) == len(b.leaves[rowAxis])*len(b.leaves[colAxis]) {
			return false // the whole line of values, and no label beside it
		}
		if rec.unknown != nil && rd.nearly(rec.unknown) {
			return false // a label misspelt, and a value that cannot be read
		}
		return allBlank(rec.values) && rd.open(c, rec, rowAxis) && rd.open(c, rec, colAxis)
	}
	if rd.stubHi == 0 { // no label stands beside the values of this table
		return allBlank(rec.values) && !rd.b.def.Across
	}
	return allBlank(rec.values) && c.hi <= rd.stubHi
}

// isSerial tells whether one small number, and blanks behind it, are all that
// stands before a cell.
func isSerial(values []*cell) bool {
	return len(values) > 0 && len(values[0].text) <= 3 && plainNumber(values[0].text) && allBlank(values[1:])
}

// nearly tells whether a cell is a label of the side of the block, misspelt.
func (rd *reader) nearly(c *cell) bool {
	for _, ax := range []axis{rowAxis, colAxis} {
		if _, ok := rd.near(c.fold.Text, rd.b.id, ax); ok {
			return true
		}
	}
	return false
}

// open tells whether a cell may name a line of an axis beside what names the
// record already: nothing does, or a heading that has values only where it
// stands alone, and the cell is nearly a label of the block.
func (rd *reader) open(c *cell, rec *record, ax axis) bool {
	n := rec.node[ax]
	if !rd.b.holds(ax, n) {
		return true
	}
	if !rd.b.nodes[ax][n].Alone {
		return false
	}
	r, ok := rd.near(c.fold.Text, rd.b.id, ax)
	return ok && rd.b.under(ax, r.node, n)
}

// guess reads an unknown label by a near spelling, and tells whether there is one.
func (rd *reader) guess(rec *record, axes [2]bool) bool {
	for _, ax := range []axis{rowAxis, colAxis} {
		if !axes[ax] {
			continue
		}
		r, ok := rd.near(rec.unknown.fold.Text, rd.b.id, ax)
		if !ok || !rd.b.holds(ax, r.node) {
			continue
		}
		rec.node[ax], rec.path.label[ax] = r.node, rec.unknown
		rec.quality = max(rec.quality, fuzzy)
		rec.text = rec.unknown.text
		rec.unknown.refs, rec.unknown.guessed = []ref{r}, true
		rec.unknown = nil
		return true
	}
	return false
}

func allBlank(cells []*cell) bool {
	for _, c := range cells {
		if !c.blank {
			return false
		}
	}
	return true
}

// key is the record's node on the axis that its block lists down the side: the
// rows, unless the table is transposed. It is -1 where no label names it.
func (rec *record) key(b *block) (axis, int) {
	ax := rowAxis
	if rec.node[rowAxis] < 0 && rec.node[colAxis] >= 0 {
		ax = colAxis
	}
	if n := rec.node[ax]; b.holds(ax, n) && rec.unknown == nil {
		return ax, n
	}
	return ax, -1
}
