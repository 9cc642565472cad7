package normalize

import (
	"slices"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/normalize/number"
	"github.com/nianbao/nianbao/normalize/schema"
)

// observation is one cell of a block: the printed cell that a row and a column
// of the form name.
type observation struct {
	path
	rec  *record
	cell *cell
	// ambiguous tells that the cell stands there, but which value it has cannot
	// be told.
	ambiguous bool
	// lost tells that blank cells of the row are gone, so that this place is
	// known to exist while its cell is not.
	lost bool
	// joined tells that the lines of the cell are one number, as a sum proved.
	joined bool
}

// place finds the columns of a record's values; the list holds until the next
// call. problem is what stands in the way where it cannot.
func (rd *reader) place(rec *record) (out []observation, p problem) {
	if rd.whole(rec.path) {
		return rd.placeOne(rec)
	}
	slots, given := rd.slotsFor(rec)
	if slots == nil {
		return nil, tooMany
	}
	if rec.unsure || given && rd.movedLeft(rec, slots) {
		return rd.allLost(rec, slots), tooMany
	}
	values := dropBlankEnds(rec.values, len(slots))
	if len(values) > len(slots) {
		values = rd.likeOthers(rec, len(slots))
	}
	switch {
	case given && (rec.inColumns() || rec.beside(slots, values)):
		out, p = rd.overlap(rec, slots)
	case len(values) <= len(slots) && rd.lostOf(rec, slots):
		return rd.allLost(rec, slots), tooFew
	case len(values) == len(slots):
		out = rd.scratch.takeObservations(len(slots))
		for i, s := range slots {
			out = rd.observe(out, rec, s, values[i], false)
		}
		if rd.crowded(rec) {
			return ambiguous(out), headless
		}
	case rec.row.geometry != document.Ragged && given && slots[0].hi > 0:
		out, p = rd.overlap(rec, slots)
	case len(values) < len(slots):
		return rd.allLost(rec, slots), tooFew
	default:
		return nil, tooMany
	}
	if p == fine && rd.doubt(rec, out, slots) {
		p = headless
	}
	return out, p
}

// movedLeft tells whether the values of a row of a ruled table may begin left of
// their columns, so that what stands there is a blank value, or none: the row is the
// only one with a blank between its label and the columns, and it ends in a blank.
func (rd *reader) movedLeft(rec *record, slots []slot) bool {
	between := func(r *record) bool {
		return len(r.values) > 0 && r.values[0].blank && r.values[0].hi <= slots[0].lo
	}
	if rec.row.geometry != document.Ruled || !between(rec) || !rec.values[len(rec.values)-1].blank || allBlank(rec.values) {
		return false
	}
	return !slices.ContainsFunc(rd.records, func(r *record) bool { return r != rec && r.row.grid == rec.row.grid && between(r) })
}

// allLost tells of all columns of a row that their cells cannot be told.
func (rd *reader) allLost(rec *record, slots []slot) (out []observation) {
	for _, s := range slots {
		out = rd.observe(out, rec, s, nil, true)
	}
	return out
}

// doubt makes those observations ambiguous whose header is: two columns of one
// name and with different texts, or columns of a group of which one has lost its
// label. All of them are where a column that must be in a group stands outside
// of the groups, or where a text prints the groups in another order than the
// form.
func (rd *reader) doubt(rec *record, list []observation, slots []slot) (found bool) {
	all := rd.ungrouped(rec, slots) || rd.misordered(rec, slots)
	for i := range list {
		o := &list[i]
		if all || slices.ContainsFunc(slots, func(s slot) bool { return s.doubtful && s.lo <= o.cell.lo && o.cell.lo < s.hi }) {
			o.ambiguous, found = true, true
		}
		for j := range list[:i] {
			if list[j].node == o.node && list[j].cell.text != o.cell.text {
				list[j].ambiguous, o.ambiguous, found = true, true, true
			}
		}
	}
	return found
}

// ungrouped tells whether a known column of a ruled header names no cell of the
// form, as its group is missing: the groups end too early, and others may, too.
func (rd *reader) ungrouped(rec *record, slots []slot) bool {
	return rec.row.geometry == document.Ruled && slices.ContainsFunc(slots, func(s slot) bool {
		return !s.doubtful && s.cell != nil && s.cell.refs != nil && s.node != noPath.node &&
			!rd.whole(rec.joined(s))
	})
}

// misordered tells whether a header in a text that lost its lines prints the
// groups in another order than the form: more likely than that is that a group
// was printed a line lower than another.
func (rd *reader) misordered(rec *record, slots []slot) bool {
	if rec.row.geometry == document.Ruled || rec.inColumns() || rec.node[rowAxis] >= 0 || rec.node[colAxis] >= 0 {
		return false
	}
	last := -1
	for _, s := range slots {
		if !rd.whole(s.path) {
			continue
		}
		leaf := rd.b.nodes[rowAxis][s.node[rowAxis]].leaf
		if leaf < last {
			return true
		}
		last = leaf
	}
	return false
}

// inColumns tells whether a row whose geometry is unknown stands in the columns
// of its header all the same: it has as many cells as the header's grid has
// columns.
func (rec *record) inColumns() bool {
	n := len(rec.slots)
	return rec.row.ragged() && rec.row.grid >= 0 && n > 0 && rec.slots[n-1].hi == len(rec.row.cells)
}

// beside tells whether a value stands in a column of the text that is none of
// the header's known ones.
func (rec *record) beside(slots []slot, values []*cell) bool {
	if rec.row.geometry != document.Aligned {
		return false
	}
	return slices.ContainsFunc(values, func(v *cell) bool {
		return !v.blank && !slices.ContainsFunc(slots, func(s slot) bool { return s.hi == 0 || v.lo < s.hi && s.lo < v.hi })
	})
}

// crowded tells whether the row stands in a table without columns in which a
// quarter of the rows or more hold more values than there are columns. Which of
// them a row with fewer has lost cannot be told.
func (rd *reader) crowded(rec *record) bool {
	if rec.row.geometry != document.Ragged || rec.row.grid < 0 {
		return false
	}
	is, known := rd.crowds[rec.row.grid]
	if !known {
		more, all := 0, 0
		for _, r := range rd.records {
			rd.work.spend(1, 0)
			if _, n := r.key(rd.b); n < 0 || r.row.grid != rec.row.grid || len(r.values) == 0 {
				continue
			}
			slots, _ := rd.slotsFor(r)
			all++
			if len(dropBlankEnds(r.values, len(slots))) > len(slots) {
				more++
			}
		}
		is = 4*more >= all && more > 1
		if rd.crowds == nil {
			rd.crowds = map[int]bool{}
		}
		rd.crowds[rec.row.grid] = is
	}
	return is
}

// lostOf tells whether a row has lost cells of a table without columns: it has fewer
// cells than its header, or than the table's full rows where a blank stands at each
// place that a merged label covers. The blanks at its ends may then be such places
// and are none of its values.
func (rd *reader) lostOf(rec *record, slots []slot) bool {
	if rec.row.geometry != document.Ragged || rec.row.grid < 0 || len(slots) < 2 {
		return false
	}
	if len(rec.row.cells) >= max(rec.headWidth, rd.coveredWidth(rec.row.grid, len(slots))) {
		return false
	}
	values := dropFront(rec.values)
	for len(values) > 0 && values[len(values)-1].blank {
		values = values[:len(values)-1]
	}
	if len(values) >= len(slots) {
		return false
	}
	rec.values = values
	return true
}

// coveredWidth is the number of cells that the full rows of a table without columns
// have, if they all have as many and some have blanks between label and values;
// else 0.
func (rd *reader) coveredWidth(grid, columns int) (width int) {
	if w, known := rd.covered[grid]; known {
		return w
	}
	rows, blanks := 0, false
	for _, r := range rd.records {
		if r.row.grid != grid || len(dropFront(r.values)) != columns {
			continue
		}
		if n := len(r.row.cells); rows > 0 && n != width {
			rows = 0
			break
		}
		width = len(r.row.cells)
		rows++
		blanks = blanks || r.values[0].blank
	}
	if rows < 2 || !blanks {
		width = 0
	}
	if rd.covered == nil {
		rd.covered = map[int]int{}
	}
	rd.covered[grid] = width
	return width
}

// dropFront takes the blank cells in front away.
func dropFront(values []*cell) []*cell {
	for len(values) > 0 && values[0].blank {
		values = values[1:]
	}
	return values
}

// likeOthers takes the n values that stand where the values of the table's
// other rows of as many cells stand, if blanks at both ends leave open which n
// they are.
func (rd *reader) likeOthers(rec *record, n int) []*cell {
	for _, r := range rd.records {
		rd.work.spend(1, 0)
		if r.row.grid != rec.row.grid || r.row.grid < 0 || len(r.row.cells) != len(rec.row.cells) {
			continue
		}
		v := dropBlankEnds(r.values, n)
		if len(v) != n || v[0].blank && v[n-1].blank {
			continue
		}
		at := slices.Index(r.row.cells, v[0])
		if at < 0 || at+n > len(rec.row.cells) {
			continue
		}
		out := rec.row.cells[at : at+n]
		if slices.ContainsFunc(rec.values, func(c *cell) bool { return !c.blank && !slices.Contains(out, c) }) ||
			slices.ContainsFunc(out, func(c *cell) bool { return !slices.Contains(rec.values, c) }) {
			return rec.values
		}
		return out
	}
	return rec.values
}

// problem says why values could not be placed.
type problem uint8

const (
	fine     problem = iota
	tooFew           // blank cells are lost
	tooMany          // more values than columns
	merged           // one value stands across several columns
	headless         // the header does not say for sure what stands under it
)

// whole tells whether a path names a cell by itself.
func (rd *reader) whole(p path) bool {
	return rd.b.holds(rowAxis, p.node[rowAxis]) && rd.b.holds(colAxis, p.node[colAxis])
}

// placeOne places the only value beside labels that name both row and column.
func (rd *reader) placeOne(rec *record) ([]observation, problem) {
	values := dropBlankEnds(rec.values, 1)
	if len(values) != 1 {
		return nil, tooMany
	}
	return []observation{{path: rec.path, rec: rec, cell: values[0]}}, fine
}

// slotsFor are the columns of a record: those of its header, or, without one
// that can be used, those of the form. given tells which. They are nil if the
// record is named on no axis and the form's columns cannot be its own.
func (rd *reader) slotsFor(rec *record) (slots []slot, given bool) {
	key := slotKey{rec.node[rowAxis] < 0, rec.node[colAxis] < 0, len(rec.values)}
	if !rec.placed || rec.placedFor != key {
		rec.columns, rec.given = rd.findSlots(rec)
		rec.placed, rec.placedFor = true, key
	}
	return rec.columns, rec.given
}

// slotKey is what the columns of a record depend on, as it is read further.
type slotKey struct {
	row, col bool
	values   int
}

func (rd *reader) findSlots(rec *record) (slots []slot, given bool) {
	start := 0
	if len(rec.values) > 0 {
		start = rec.values[0].lo
	}
	missing := [2]bool{rec.node[rowAxis] < 0, rec.node[colAxis] < 0}
	named := 0
	first := -1 // where the slots begin in rec.slots, which they share as long as they can
	for i, s := range rec.slots {
		if rec.row.geometry != document.Ragged && s.hi > 0 && s.hi <= start {
			continue
		}
		if named == 0 && s.cell == nil && s.node == noPath.node {
			continue // a blank header left of the columns: over the labels
		}
		if s.cell != nil && rd.b.isFrame(s.cell) {
			continue
		}
		if (!missing[rowAxis] || s.node[rowAxis] >= 0) && (!missing[colAxis] || s.node[colAxis] >= 0) {
			named++
		}
		switch n := len(slots); {
		case n == 0:
			first, slots = i, rec.slots[i:i+1:i+1]
		case first >= 0 && first+n == i:
			slots = rec.slots[first : i+1 : i+1]
		default:
			first, slots = -1, append(slots, s)
		}
	}
	inForm := rd.formSlots(missing)
	if named == 0 {
		// Columns that print other names are others (a column of codes holds
		// numbers too): more than the form has, or some beside a row that is
		// not just as long as the form's.
		n := strangers(slots)
		if n > len(inForm) || n > 0 && n < len(inForm) && len(rec.values) != len(inForm) {
			return nil, true
		}
		return inForm, false
	}
	// A header that lost some of its labels is no match for a row that has
	// exactly the values of the form, nor, where blanks may be lost, for the
	// other rows of its table.
	if n := len(inForm); named < n && (len(slots) != len(rec.values) && len(dropBlankEnds(rec.values, n)) == n || rd.fullElsewhere(rec, n)) {
		if !rd.inOrder(slots, missing) {
			return nil, true
		}
		return inForm, false
	}
	if rec.row.ragged() && !rd.trustworthy(slots, missing, len(inForm)) {
		return nil, true
	}
	return slots, true
}

// fullElsewhere tells whether another row of a table without columns has
// exactly the n values of the form.
func (rd *reader) fullElsewhere(rec *record, n int) bool {
	return rec.row.geometry == document.Ragged && slices.ContainsFunc(rd.records, func(r *record) bool {
		rd.work.spend(1, 0)
		return r.row.grid == rec.row.grid && len(dropBlankEnds(r.values, n)) == n
	})
}

// strangers counts the columns whose header is none of the form's.
func strangers(slots []slot) (n int) {
	for _, s := range slots {
		if s.cell != nil && !s.cell.blank && s.node == noPath.node {
			n++
		}
	}
	return n
}

// inOrder tells whether what is known of a header's columns, where it says
// where they stand, is in the order of the form.
func (rd *reader) inOrder(slots []slot, missing [2]bool) bool {
	last := [2]int{-1, -1}
	for _, s := range slots {
		for ax, n := range s.node {
			if !missing[ax] || rd.b.def.Across || n < 0 || s.hi == 0 {
				continue
			}
			l := rd.b.nodes[ax][n].leaf
			if l < last[ax] {
				return false
			}
			last[ax] = l
		}
	}
	return true
}

// trustworthy tells whether a header without a grid can be counted on: all the
// form's columns are named, or nothing in it is unknown, or it is the form's
// own header, column for column, as far as it can be read.
func (rd *reader) trustworthy(slots []slot, missing [2]bool, columns int) bool {
	named, unknown, inPlace := 0, 0, true
	for i, s := range slots {
		if s.node == noPath.node {
			unknown++
			continue
		}
		named++
		for ax := range s.node {
			if missing[ax] && !rd.b.def.Across && s.node[ax] >= 0 && rd.b.nodes[ax][s.node[ax]].leaf != i {
				inPlace = false
			}
		}
	}
	return unknown == 0 || named == columns || inPlace && len(slots) == columns
}

// formSlots are the columns as the form prints them, where the axes named by
// missing are not named by the row.
func (rd *reader) formSlots(missing [2]bool) []slot {
	if out, ok := rd.inForm[missing]; ok {
		return out
	}
	out := rd.listSlots(missing)
	if rd.inForm == nil {
		rd.inForm = map[[2]bool][]slot{}
	}
	rd.inForm[missing] = out
	return out
}

func (rd *reader) listSlots(missing [2]bool) []slot {
	var out []slot
	add := func(row, col int) {
		s := slot{path: noPath}
		s.node = [2]int{row, col}
		s.quality = position
		out = append(out, s)
	}
	switch {
	case missing[rowAxis] && missing[colAxis]:
		if !rd.b.def.Across {
			return nil
		}
		for _, r := range rd.b.leaves[rowAxis] {
			for _, c := range rd.b.leaves[colAxis] {
				add(r, c)
			}
		}
	case missing[colAxis]:
		for _, c := range rd.b.leaves[colAxis] {
			add(-1, c)
		}
	default:
		for _, r := range rd.b.leaves[rowAxis] {
			add(r, -1)
		}
	}
	return out
}

// dropBlankEnds takes blank cells at the ends away where that is the only way
// to have n: it never chooses between a blank in front and one behind.
func dropBlankEnds(values []*cell, n int) []*cell {
	extra := len(values) - n
	if extra <= 0 {
		return values
	}
	front, back := 0, 0
	for front < len(values) && values[front].blank {
		front++
	}
	for back < len(values) && values[len(values)-1-back].blank {
		back++
	}
	switch {
	case front == 0 && back >= extra:
		return values[:n]
	case back == 0 && front >= extra:
		return values[extra:]
	case front == len(values):
		return values[:n]
	}
	return values
}

// joined is what a record and a column name together.
func (rec *record) joined(s slot) path {
	p := rec.path
	for ax := range p.node {
		if p.node[ax] < 0 {
			p.node[ax], p.label[ax] = s.node[ax], s.label[ax]
		}
	}
	p.quality = max(p.quality, s.quality)
	return p
}

// observe adds what a slot says of a value, if the slot names a cell of the
// form together with the record.
func (rd *reader) observe(out []observation, rec *record, s slot, c *cell, lost bool) []observation {
	p := rec.joined(s)
	if !rd.whole(p) {
		return out
	}
	return append(out, observation{path: p, rec: rec, cell: c, lost: lost})
}

// overlap places values by the columns of the grid: a value belongs to the one
// column over it, if that column has no other. A blank or a word that stands
// across several columns holds for each; a number does not, and a row with
// several values of which one does so is shifted against its header, so that
// none of them counts.
func (rd *reader) overlap(rec *record, slots []slot) (out []observation, p problem) {
	for _, s := range slots {
		under := rd.under(rec, s)
		switch {
		case len(under) == 0:
			if rec.row.geometry == document.Ruled && rd.whole(rec.joined(s)) {
				return rd.allLost(rec, slots), tooFew // and which cell is missing cannot be told
			}
			continue
		case len(under) > 1:
			out = append(out, ambiguous(rd.observe(nil, rec, s, under[0], false))...)
			p = tooMany
			continue
		}
		v, n := under[0], len(out)
		if out == nil {
			out = rd.scratch.takeObservations(len(slots))
		}
		out = rd.observe(out, rec, s, v, false)
		if columnsOver(slots, v) > 1 && !v.blank && !isWord(v) {
			ambiguous(out[n:])
			p = merged
		}
	}
	if p != fine && len(rec.values) > 1 {
		return ambiguous(out), tooMany
	}
	return out, p
}

// under are the values of a record that stand under a column: blanks only where
// nothing else does. The list holds until the next call.
func (rd *reader) under(rec *record, s slot) []*cell {
	var list []*cell
	if rd.scratch != nil {
		list = rd.scratch.under[:0]
	}
	for _, v := range rec.values {
		if v.lo < s.hi && s.lo < v.hi {
			list = append(list, v)
		}
	}
	if rd.scratch != nil {
		rd.scratch.under = list
	}
	if len(list) > 1 {
		list = slices.DeleteFunc(list, func(v *cell) bool { return v.blank })
	}
	return list
}

func ambiguous(list []observation) []observation {
	for i := range list {
		list[i].ambiguous = true
	}
	return list
}

func columnsOver(slots []slot, v *cell) (n int) {
	for _, s := range slots {
		if v.lo < s.hi && s.lo < v.hi {
			n++
		}
	}
	return n
}

// isWord tells whether a value is a dash or a word for none.
func isWord(c *cell) bool {
	st := number.Read(c.text, number.Change).Status
	return st == schema.Dash || st == schema.None
}
