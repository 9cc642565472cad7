package normalize

import (
	"cmp"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/extract/document"
)

// slot is one column of values of a table, as its header names it.
type slot struct {
	path
	cell   *cell // the lowest header cell, nil where no header is printed
	lo, hi int   // grid columns
	// doubtful tells that a label of the slot's group is gone, so that the
	// others may have moved.
	doubtful bool
}

// headers collects the header rows over a run of data rows.
type headers struct {
	*matcher
	b    *block
	o    orientation
	rows []*row
	// stubHi is the grid column before which the lines have their labels.
	stubHi int
	done   bool // a data row came after them
	// slots are computed when the first data row asks for them.
	slots []slot
	ready bool
}

// add takes a header row. One that comes after data, or a band, starts a new
// header.
func (h *headers) add(r *row) {
	band := slices.ContainsFunc(r.cells, func(c *cell) bool { return isBand(c, h.b) })
	if h.done || band {
		h.rows = nil
	}
	h.done, h.ready = false, false
	if !band || len(r.cells) > 1 {
		h.rows = append(h.rows, r)
	}
}

// get are the columns that the header names, or nil without a header.
func (h *headers) get() []slot {
	h.done = true
	if !h.ready {
		h.unstack()
		h.guess()
		switch n := len(h.rows); {
		case n > 0 && h.rows[n-1].geometry == document.Aligned:
			// The lowest labels stand over their columns; headings over several
			// stand somewhere in the middle, and only their order counts.
			h.joinOver()
			h.slots = h.expand()
			slices.SortStableFunc(h.slots, func(s, t slot) int { return cmp.Compare(s.lo, t.lo) })
		case n > 0 && h.rows[n-1].ragged():
			h.slots = h.expand()
			for i := range h.slots {
				h.slots[i].lo, h.slots[i].hi = 0, 0 // numbers in a row, no columns
			}
		default:
			h.slots = h.project()
		}
		h.resolve()
		// The corner, whatever it says, is no column: what is below it is a value only
		// where a line has moved.
		h.slots = slices.DeleteFunc(h.slots, func(s slot) bool { return s.node == noPath.node && h.overLabels(s) })
		h.ready = true
	}
	return h.slots
}

// width is the number of grid columns that the header covers.
func (h *headers) width() (n int) {
	for _, r := range h.rows {
		n = max(n, r.width())
	}
	return n
}

// project reads a header by its grid: each column is named by all cells over
// it, from the top down.
func (h *headers) project() []slot {
	base := noPath // labels that stand above the table, over all of it
	rows := h.rows
	for len(rows) > 0 && rows[0].ragged() {
		if c := h.onlyLabel(rows[0]); c != nil {
			base = h.b.step(base, c, [2]bool(h.o))
		}
		rows = rows[1:]
	}
	width := 0
	for _, r := range rows {
		for _, c := range r.cells {
			width = max(width, c.hi)
		}
	}
	over := make([][]*cell, width)
	for i, r := range rows {
		var left *cell // the label to the left in this row
		for _, c := range r.cells {
			if isBand(c, h.b) {
				continue
			}
			named := c
			switch {
			case !c.blank:
				left = c
			case left != nil && h.b.role(left, r, h.o) == header && labelBelow(h, rows[i+1:], c):
				// Where spans are lost, a heading stands over its first
				// column only.
				named = left
			}
			for k := c.lo; k < c.hi; k++ {
				over[k] = append(over[k], named)
			}
		}
	}
	lost := holes(over, rows)
	var out []slot
	for k, cells := range over {
		if len(cells) == 0 {
			continue
		}
		lowest := cells[len(cells)-1]
		cells = slices.DeleteFunc(cells, func(c *cell) bool { return c.blank })
		var low *cell // nil where the header is blank
		if len(cells) > 0 && !(lowest.blank && h.onlyHeading(cells[len(cells)-1])) {
			low = cells[len(cells)-1]
		}
		if n := len(out); n > 0 && low != nil && out[n-1].cell == low && out[n-1].hi == k {
			out[n-1].hi = k + 1
			continue
		}
		if n := len(out); n > 0 && out[n-1].hi == k && low != nil && low.refs == nil && k > 0 && slices.Contains(over[k-1], low) {
			out[n-1].hi = k + 1 // the upper half of a label whose lower half is the column before
			continue
		}
		s := slot{path: base, cell: low, lo: k, hi: k + 1, doubtful: lost[k]}
		for _, c := range cells {
			s.path = h.b.step(s.path, c, [2]bool(h.o))
		}
		h.joinDown(&s, cells)
		out = append(out, s)
	}
	return out
}

// onlyLabel is the only header cell of a row, or nil: a line above a table may
// hold the table's number too.
func (h *headers) onlyLabel(r *row) (label *cell) {
	for _, c := range r.cells {
		if h.b.role(c, r, h.o) != header {
			continue
		}
		if label != nil {
			return nil
		}
		label = c
	}
	return label
}

// holes tells of which columns a label may be lost: those of a known group that
// has labels below it over some of its columns and no cell at all, not even a
// blank one, over another.
func holes(over [][]*cell, rows []*row) []bool {
	out := make([]bool, len(over))
	for _, r := range rows {
		if r.geometry != document.Ruled {
			return out
		}
	}
	for _, cells := range over {
		if len(cells) == 0 {
			continue
		}
		group := cells[len(cells)-1]
		if group.blank || group.refs == nil {
			continue
		}
		below := func(c []*cell) bool { return len(c) > 0 && c[len(c)-1] != group }
		if slices.ContainsFunc(over[group.lo:group.hi], below) {
			for k := group.lo; k < group.hi; k++ {
				out[k] = true
			}
		}
	}
	return out
}

// joinDown reads a label that is broken over cells, one below another.
func (h *headers) joinDown(s *slot, cells []*cell) {
	n := len(cells)
	if n < 2 || cells[n-1].refs != nil {
		return
	}
	text := cells[n-1].text
	for i := n - 2; i >= 0 && cells[i].refs == nil; i-- {
		text = cells[i].text + text
		c := h.newCell(text, cells[i].pos)
		if p := h.b.step(s.path, c, [2]bool(h.o)); p.node != s.node {
			s.path, s.cell = p, c
			return
		}
	}
}

// labelBelow tells whether one of the rows has a label under a cell.
func labelBelow(h *headers, rows []*row, c *cell) bool {
	for _, r := range rows {
		for _, d := range r.cells {
			if d.lo < c.hi && c.lo < d.hi && h.b.role(d, r, h.o) == header {
				return true
			}
		}
	}
	return false
}

func isBand(c *cell, b *block) bool {
	for _, r := range c.refs {
		if r.block == b.id && r.axis == bandAxis {
			return true
		}
	}
	return false
}

// joinOver puts unknown texts together that stand one over the other in one column:
// a label whose lines were taken for a heading and what is under it.
func (h *headers) joinOver() {
	for i := 1; i < len(h.rows); i++ {
		above := h.rows[i-1]
		for k, c := range h.rows[i].cells {
			at := slices.IndexFunc(above.cells, func(d *cell) bool { return d.refs == nil && !d.blank && d.lo == c.lo && d.hi == c.hi })
			if at < 0 || c.refs != nil || c.blank || c.hi-c.lo != 1 {
				continue
			}
			upper := above.cells[at]
			whole := h.newCell(upper.text+c.text, upper.pos)
			whole.lo, whole.hi, whole.top, whole.bottom = c.lo, c.hi, c.top, c.bottom
			h.rows[i] = with(h.rows[i], k, whole)
			h.rows[i-1] = with(above, at, nil)
			above = h.rows[i-1]
		}
	}
}

// with is a copy of the row with another k-th cell, or without it.
func with(r *row, k int, c *cell) *row {
	out := *r
	out.cells = slices.Clone(r.cells)
	if c == nil {
		out.cells = slices.Delete(out.cells, k, k+1)
	} else {
		out.cells[k] = c
	}
	return &out
}

// unstack takes header cells apart that hold two known labels one above the
// other, as where a heading in the middle of its columns was put together with
// the label below it. The upper one goes to the line before.
func (h *headers) unstack() {
	var out []*row
	for _, r := range h.rows {
		var upper []*cell
		for _, c := range r.cells {
			if c.refs != nil || !strings.Contains(c.text, "\n") {
				continue
			}
			if up, low := h.stacked(c); up != nil {
				upper = append(upper, up)
				c.refs, c.fold, c.bare = low.refs, low.fold, low.bare
			}
		}
		if upper != nil {
			above := *r
			above.cells, above.over = upper, nil
			if n := len(out); n > 0 && out[n-1].grid == r.grid {
				above.cells = append(slices.Clone(out[n-1].cells), upper...)
				slices.SortStableFunc(above.cells, func(a, b *cell) int { return cmp.Compare(a.lo, b.lo) })
				out = out[:n-1]
			}
			out = append(out, &above)
		}
		out = append(out, r)
	}
	h.rows = out
}

// stacked cuts a text at the line end where both sides are known labels.
func (m *matcher) stacked(c *cell) (upper, lower *cell) {
	for i, r := range c.text {
		if r != '\n' {
			continue
		}
		up, low := m.newCell(c.text[:i], c.pos), m.newCell(c.text[i+1:], c.pos)
		if up.refs != nil && low.refs != nil {
			up.lo, up.hi = c.lo, c.hi
			return up, low
		}
	}
	return nil, nil
}

// resolve reads header cells that are no known label where between known neighbours stand exactly as many columns as the form has
// there, each blank or with a text that is the form's label with characters
// lost.
func (h *headers) resolve() {
	h.demote()
	for ax := range h.o {
		if !h.o[ax] || h.b.def.Across {
			continue
		}
		h.between(axis(ax))
		h.moved(axis(ax))
	}
}

// onlyHeading tells whether a header cell is a heading, which names no column.
func (h *headers) onlyHeading(c *cell) bool {
	return h.isHeading(h.b.step(noPath, c, [2]bool(h.o)))
}

// moved doubts the labels between a column without one and the place where the
// form has a label that the header lacks: they may have moved up by one.
func (h *headers) moved(ax axis) {
	leaves := make([]int, len(h.slots))
	lacking := map[int]bool{}
	for l := range h.b.leaves[ax] {
		lacking[l] = true
	}
	for i := range h.slots {
		leaves[i] = h.leaf(ax, i)
		delete(lacking, leaves[i])
	}
	for i, before := range leaves {
		if before < 0 || i+1 == len(leaves) || leaves[i+1] >= 0 || h.slots[i+1].cell != nil {
			continue
		}
		for lost := range lacking {
			for k, l := range leaves {
				if l > lost && l <= before {
					h.slots[k].doubtful = true
				}
			}
		}
	}
}

// leaf is the number of the leaf that a column names, or -1.
func (h *headers) leaf(ax axis, i int) int {
	if n := h.slots[i].node[ax]; n >= 0 {
		return h.b.nodes[ax][n].leaf
	}
	return -1
}

// demote forgets what a word was taken for where another column has the name
// by right: 小计 is 总计 only in a table without 总计. Under the groups of a block
// across the top, two columns of one name rather tell that a group ends elsewhere.
func (h *headers) demote() {
	if h.b.def.Across {
		return
	}
	for i := range h.slots {
		for k := range h.slots {
			s, t := &h.slots[i], &h.slots[k]
			if s.node == t.node && s.node != noPath.node && (s.quality > t.quality || s.quality == t.quality && s.rank > t.rank) {
				s.path = noPath
				break
			}
		}
	}
}

func (h *headers) between(ax axis) {
	leaf := func(i int) int { return h.leaf(ax, i) }
	// What stands left of the corner names no column of values.
	first := 0
	for i := range h.slots {
		if c := h.slots[i].cell; c != nil && h.b.isFrame(c) {
			first = i + 1
		}
	}
	for first < len(h.slots) && h.slots[first].node[ax] < 0 && (h.slots[first].cell == nil || h.overLabels(h.slots[first])) {
		first++
	}
	for i := first; i < len(h.slots); i++ {
		if leaf(i) >= 0 {
			continue
		}
		end := i
		for end < len(h.slots) && leaf(end) < 0 {
			end++
		}
		before, after := -1, len(h.b.leaves[ax])
		if i > first {
			before = leaf(i - 1)
		}
		if end < len(h.slots) {
			after = leaf(end)
		}
		if after-before-1 == end-i && h.truncated(ax, i, end, before+1) {
			for k := i; k < end; k++ {
				s := &h.slots[k]
				s.node[ax], s.label[ax] = h.b.leaves[ax][before+1+k-i], s.cell
				if s.quality = fuzzy; s.cell == nil {
					s.quality = position
				}
			}
		}
		i = end
	}
}

// overLabels tells whether a column of a ruled header stands over the labels of the
// lines: it is the corner, whatever it says.
func (h *headers) overLabels(s slot) bool {
	return h.rows[len(h.rows)-1].geometry == document.Ruled && s.hi > 0 && s.hi <= h.stubHi
}

// truncated tells whether the texts of slots [i, end) are the labels of the
// leaves from leaf on with characters lost.
func (h *headers) truncated(ax axis, i, end, leaf int) bool {
	for k := i; k < end; k++ {
		if h.slots[k].cell == nil { // a blank header between known ones
			continue
		}
		if !h.b.truncatedLabel(ax, h.b.leaves[ax][leaf+k-i], h.slots[k].cell) {
			return false
		}
	}
	return true
}

func (b *block) isFrame(c *cell) bool {
	for _, r := range c.refs {
		if r.block == b.id && r.axis >= bandAxis {
			return true
		}
	}
	return false
}
