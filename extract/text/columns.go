package text

import (
	"cmp"
	"slices"
)

// textRow is a line of a block, cut in segments.
type textRow []segment

// rows cuts the lines of the block that print something.
func (b block) rows(lines []line, m metric) []textRow {
	var rows []textRow
	var at []int // the line of each row
	line := 0
	for i := b.from; i < b.to; i++ {
		l := lines[i]
		if !l.blank() || i+1 < b.to && !lines[i+1].page { // the end of a page is no blank line
			line++
		}
		if l.blank() || isRule(l.text) {
			continue
		}
		segs := segments(l.text, m)
		if text := trim(l.text); len(segs) > 1 && grouped.MatchString(text) && (i == 0 || lines[i-1].blank()) && (i+1 == len(lines) || lines[i+1].blank()) {
			segs = []segment{{x0: segs[0].x0, x1: segs[len(segs)-1].x1, text: text, value: true}} // one number, alone between blank lines
		}
		if len(segs) > 0 {
			rows, at = append(rows, segs), append(at, line)
		}
	}
	return mendBroken(rows, at)
}

// isTable tells whether rows look as if they had columns: a row with three
// values, one with two below another with several segments, one with a value
// right below such a row, or two rows that have equally many segments and start
// at the same column.
//
// At the start of a page one row will do: the rest may be on the page before.
// Lines that hold one cell each are none, even if some have a gap in their text.
func (b block) isTable(rows []textRow) bool {
	if oneCellALine(rows) {
		return false
	}
	if len(rows) == 1 && b.page && len(rows[0]) > 1 && rows[0].values() > 0 {
		return true
	}
	above := -1 // the last row with several segments
	for i, r := range rows {
		values := r.values()
		if values > 0 && r.count() >= 3 {
			return true
		}
		if len(r) < 2 {
			continue
		}
		if above >= 0 {
			a := rows[above]
			if values > 1 || values > 0 && above == i-1 || len(r) == len(a) && abs(r[0].x0-a[0].x0) <= 1 {
				return true
			}
		}
		above = i
	}
	return isUnfilled(rows)
}

// isUnfilled tells whether rows look like a table without values: short texts
// side by side, and below them more of these, or labels.
func isUnfilled(rows []textRow) bool {
	several := 0
	for _, r := range rows {
		if r.values() > 0 {
			return false
		}
		if len(r) > 1 {
			several++
		}
		for _, s := range r {
			if len(s.text) > 3*maxLoneRunes {
				return false
			}
		}
	}
	area, ok := emptyArea(rows)
	return ok && (several > 1 && len(rows[0]) > 1 || area.labelEnd > 0)
}

// oneCellALine tells whether values stand in lines of their own, as where each
// line is a cell: far more of them than stand beside another text.
func oneCellALine(rows []textRow) bool {
	alone, beside := 0, 0
	for _, r := range rows {
		switch n := r.values(); {
		case n == 1 && len(r) == 1:
			alone++
		case n > 0:
			beside++
		}
	}
	return alone >= minAlone && alone > 3*beside
}

// minAlone is the number of values from which those that stand alone tell
// something: a label wrapped over lines may leave a few so.
const minAlone = 4

// count is the number of values.
func (r textRow) count() (n int) {
	for _, s := range r {
		if s.value {
			n++
		}
	}
	return n
}

// values is the number of values whose place can be trusted.
func (r textRow) values() (n int) {
	for _, s := range r {
		if s.value && !s.glued {
			n++
		}
	}
	return n
}

// edge is what the cells of a column have in common.
type edge uint8

const (
	leftEdge edge = iota
	centre
	rightEdge
	edges
)

// of is twice the place of the edge, so that a centre is a whole number.
func (e edge) of(s segment) int {
	switch e {
	case leftEdge:
		return 2 * s.x0
	case rightEdge:
		return 2 * s.x1
	}
	return s.x0 + s.x1
}

// column is a group of values that stand under each other.
type column struct {
	low, high int // of the edges, doubled
	x0, x1    int // columns from x0 to before x1
}

// columnSet is the columns of values of a block.
type columnSet struct {
	edge    edge
	columns []column
	// conflicts is the number of values that share a column with another value
	// of their row: if there are any, the columns are not to be trusted.
	conflicts int
	spread    int // sum of the widths of the groups of edges
	// grid tells that the columns are groups of overlapping texts, headers too.
	grid bool
}

// jitter is how far apart, doubled, the edges of neighbouring values in one
// column may be: one column, from rounding.
const jitter = 2

// maxSpread is how far apart, doubled, the edges of a column may be in all.
const maxSpread = 6

// valueColumns groups the values of all rows by the edge that groups them best.
func valueColumns(rows []textRow) columnSet {
	best := columnSet{conflicts: -1}
	for e := range edges {
		if c := columnsBy(rows, e); best.conflicts < 0 || c.cost() < best.cost() {
			best = c
		}
	}
	return best
}

// cost is less for the better of two ways to see the same rows: first fewer
// conflicts, then fewer columns, then closer ones.
func (c columnSet) cost() int {
	return (c.conflicts*1000+len(c.columns))*1000 + min(c.spread, 999)
}

func columnsBy(rows []textRow, e edge) columnSet {
	var all []segment
	for _, r := range rows {
		for _, s := range r {
			if s.value && !s.glued {
				all = append(all, s)
			}
		}
	}
	slices.SortFunc(all, func(a, b segment) int { return cmp.Compare(e.of(a), e.of(b)) })
	set := columnSet{edge: e}
	for _, s := range all {
		at := e.of(s)
		if n := len(set.columns); n > 0 && at-set.columns[n-1].high <= jitter {
			c := &set.columns[n-1]
			c.high, c.x0, c.x1 = at, min(c.x0, s.x0), max(c.x1, s.x1)
			continue
		}
		set.columns = append(set.columns, column{at, at, s.x0, s.x1})
	}
	pitch := unknownPitch
	for _, r := range rows {
		before := segment{x0: -1}
		for _, s := range r {
			if !s.value || s.glued {
				continue
			}
			if before.x0 >= 0 {
				if set.find(s) == set.find(before) {
					set.conflicts++
				}
				pitch = min(pitch, e.of(s)-e.of(before))
			}
			before = s
		}
	}
	for i, c := range set.columns {
		set.spread += c.high - c.low
		// Groups that are closer than any two values of a row may be one column.
		if c.high-c.low > maxSpread || i > 0 && c.low-set.columns[i-1].high < pitch-maxSpread {
			set.conflicts++
		}
	}
	return set
}

// unknownPitch is the distance, doubled, of neighbouring columns where no row
// has two values.
const unknownPitch = 12

// find is the column of a value that stood among those grouped.
func (c columnSet) find(s segment) int {
	if c.grid {
		col, _ := c.over(s)
		return col
	}
	at := c.edge.of(s)
	i, _ := slices.BinarySearchFunc(c.columns, at, func(col column, at int) int { return cmp.Compare(col.high, at) })
	return i
}

func abs(n int) int { return max(n, -n) }

// unfilledCost is the cost, as of a columnSet, of a block without values: of the
// columns into which its texts fall.
func unfilledCost(rows []textRow) (cost int) {
	area, ok := emptyArea(rows)
	if !ok || slices.ContainsFunc(rows, func(r textRow) bool { return r.values() > 0 }) {
		return 0
	}
	for _, part := range stretches(rows, area) {
		own, _ := areaOf(part)
		set, ok := gridColumns(part, own)
		if !ok {
			set.conflicts++
		}
		cost += set.cost()
	}
	return cost
}

// bestMetric is the metric under which the values of all blocks of the text fall
// into columns best.
func (s *scanner) bestMetric() metric {
	blocks := s.alignedBlocks(0, len(s.lines))
	best, bestCost := perCharacter, -1
	for m := range metrics {
		cost := 0
		for _, b := range blocks {
			if rows := b.rows(s.lines, m); b.isTable(rows) {
				cost += valueColumns(rows).cost() + unfilledCost(rows)
			}
		}
		if bestCost < 0 || cost < bestCost {
			best, bestCost = m, cost
		}
	}
	return best
}
