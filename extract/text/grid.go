package text

import (
	"cmp"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/extract/document"
)

// A reader of a printed page sees the columns of a table by what stands over
// what: all texts of a column overlap, and those of two columns never do, but
// for headings and labels that stand across several. So the columns are the
// groups of overlapping texts, once those that stand across are set aside. This
// needs no value in each column: where a header stands, a column is. And where
// a column is and a row has nothing in it, a blank cell is.

// stretches cuts the rows of a block where a header follows what is none: each
// header has columns of its own. A row that goes on with the texts of the one
// above is no header.
func stretches(rows []textRow, area valueArea) (out [][]textRow) {
	from := 0
	for i := 1; i < len(rows); i++ {
		if area.isHeader(rows[i]) && !area.isHeader(rows[i-1]) {
			out = append(out, rows[from:i])
			from = i
		}
	}
	return append(out, rows[from:])
}

// valueArea is where the values of a block stand, as opposed to its labels.
type valueArea struct {
	labelEnd int // the column where labels end
	first    int // the column where the first value starts
}

// holds tells whether a segment stands in the area.
func (a valueArea) holds(s segment) bool { return s.x0 >= a.labelEnd || s.x1 > a.first }

// isHeader tells whether a row has texts over values, and no value.
func (a valueArea) isHeader(r textRow) bool {
	return slices.ContainsFunc(r, a.holds) && !a.holdsValue(r)
}

func (a valueArea) holdsValue(r textRow) bool {
	return slices.ContainsFunc(r, func(s segment) bool {
		return s.value && s.glued || a.holds(s) && (s.value || strings.ContainsAny(s.text[:1], "0123456789"))
	})
}

// areaOf finds the area: right of the labels that stand before values, or, in a
// block without values, right of the texts below the longest row of texts.
// Numbers in front of the labels count the lines.
func areaOf(rows []textRow) (a valueArea, ok bool) {
	a.first = farRight
	counted, valued := 0, 0 // rows that start with a value and have a label behind it, and all with values
	for _, r := range rows {
		if len(r) > 1 && r[0].value && !r[1].value {
			counted++
		}
		if r.values() > 0 {
			valued++
		}
	}
	serial := 2*counted > valued
	for _, r := range rows {
		k := 0
		if serial && r[0].value {
			k = 1
		}
		for k+1 < len(r) && !r[k].value && !r[k+1].value {
			k++
		}
		if k+1 < len(r) && !r[k].value && !r[k+1].glued {
			a.labelEnd = max(a.labelEnd, r[k].x1)
		}
	}
	for _, r := range rows {
		for _, s := range r {
			if s.value && !s.glued && s.x0 >= a.labelEnd && !(serial && r[0] == s) {
				a.first = min(a.first, s.x0)
			}
		}
	}
	if a.first < farRight {
		return a, true
	}
	return emptyArea(rows)
}

// farRight is further right than any text of a table.
const farRight = 1 << 20

// emptyArea is the area of a block without values.
func emptyArea(rows []textRow) (a valueArea, ok bool) {
	a.first = farRight
	longest := 0
	for i, r := range rows {
		if len(r) > len(rows[longest]) {
			longest = i
		}
	}
	if len(rows) == 0 || len(rows[longest]) < 2 {
		return a, false
	}
	for _, r := range rows[longest+1:] {
		if end := r[len(r)-1].x1; end <= rows[longest][1].x0 {
			a.labelEnd = max(a.labelEnd, end)
		}
	}
	return a, true
}

// maxGridRows is more than a table has rows between two headers. It bounds the
// work, which grows with the square of the rows.
const maxGridRows = 400

// gridColumns finds the columns of a stretch as groups of overlapping texts. It
// fails where a row has two texts in a group.
func gridColumns(rows []textRow, area valueArea) (set columnSet, ok bool) {
	if len(rows) > maxGridRows {
		return set, false
	}
	var all []segment
	across := make(map[int][]bool, len(rows))
	for i, r := range rows {
		across[i] = make([]bool, len(r))
		for k, s := range r {
			switch {
			case s.glued || !area.holds(s):
				across[i][k] = true
			case standsAcross(s, rows, i, area):
				across[i][k] = true
			default:
				all = append(all, s)
			}
		}
	}
	slices.SortFunc(all, func(a, b segment) int { return cmp.Compare(a.x0, b.x0) })
	set.grid = true
	for _, s := range all {
		if n := len(set.columns); n > 0 && s.x0 < set.columns[n-1].x1 {
			set.columns[n-1].x1 = max(set.columns[n-1].x1, s.x1)
			continue
		}
		set.columns = append(set.columns, column{x0: s.x0, x1: s.x1})
	}
	for i, r := range rows {
		taken := -1
		for k, s := range r {
			if across[i][k] {
				continue
			}
			col, _ := set.over(s)
			if col == taken {
				return set, false
			}
			taken = col
		}
	}
	return set, len(set.columns) > 0
}

// standsAcross tells whether two texts of another row stand over or under a
// segment.
func standsAcross(s segment, rows []textRow, at int, area valueArea) bool {
	for i, r := range rows {
		n := 0
		for _, t := range r {
			if i != at && !t.glued && area.holds(t) && s.x0 < t.x1 && t.x0 < s.x1 {
				n++
			}
		}
		if n > 1 {
			return true
		}
	}
	return false
}

// gridTable makes a table of a stretch, if its columns are sure: its header
// names each of them, or without one some row fills them all.
func gridTable(rows []textRow, area valueArea) (table, bool) {
	set, ok := gridColumns(rows, area)
	if !ok || len(rows) == 1 && len(set.columns) == 1 {
		return table{}, false
	}
	p := placer{rows: rows, set: set, labelEnd: area.labelEnd}
	if !p.place() {
		return table{}, false
	}
	return table{geometry: document.Aligned, rows: p.cells(p.placeLabels())}, true
}

// gridTables makes tables of a block, one for each header in it. It fails if
// the columns of none are sure.
func gridTables(rows []textRow, m metric) (out []table) {
	area, ok := areaOf(rows)
	if !ok {
		return nil
	}
	sure := false
	for _, part := range stretches(rows, area) {
		own, _ := areaOf(part) // a table without labels starts further left
		t, ok := gridTable(part, own)
		if !ok {
			t = alignedTable(part, m)
		}
		sure = sure || ok
		out = append(out, t)
	}
	if !sure {
		return nil
	}
	return out
}
