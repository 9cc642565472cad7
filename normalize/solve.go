package normalize

import (
	"slices"
	"strconv"

	"github.com/nianbao/nianbao/normalize/form"
	"github.com/nianbao/nianbao/normalize/number"
	"github.com/nianbao/nianbao/normalize/schema"
)

// solveSteps bounds the search for the places of values whose blank neighbours
// are lost. It counts steps and not time, so that the result never depends on
// the machine.
const solveSteps = 50_000

// puzzle is the search: rows of values with fewer values than columns, and the
// sums in which they stand. A blank counts as 0.
type puzzle struct {
	rd    *reader
	res   *blockResult
	rows  []*puzzleRow
	at    map[cellKey]puzzlePlace // the columns of the rows
	sums  []puzzleSum             // over cells of two rows or more
	steps int
}

// puzzlePlace is a column of one of the rows.
type puzzlePlace struct{ row, slot int }

// puzzleRow is one row and the readings that its own sums allow: its values, in
// their order, in some of its columns.
type puzzleRow struct {
	rec    *record
	slots  []slot
	keys   []cellKey // the cell of the form that each column is
	values []int64
	own    []puzzleSum // the sums within the row
	// Readings that differ only in what no sum tells (a blank and a printed 0)
	// are one.
	readings []reading
}

// reading is a way to place the values of a row, or several that add up alike.
type reading struct {
	amounts []int64 // in each column; a blank is 0
	content []int   // which value stands in each column, or blankHere or open
	alive   bool    // nothing speaks against it so far
	proved  bool    // it is part of a solution
}

// What a column holds if it is no value.
const (
	blankHere = -1
	open      = -2
)

// puzzleSum is a sum that must be 0: what is known of it, and columns of rows.
type puzzleSum struct {
	known int64
	terms []puzzleTerm
}

type puzzleTerm struct {
	puzzlePlace
	sign int64
}

// solve places the values of rows that lost their blank cells: a column gets what
// stands in it in each reading of all rows that satisfies the sums of the rows
// and of the columns. All else stays without a value, with a finding.
func (rd *reader) solve(res *blockResult, lost []*record) {
	if len(lost) == 0 {
		return
	}
	p := &puzzle{rd: rd, res: res, at: map[cellKey]puzzlePlace{}}
	rowOf := make(map[*record]*puzzleRow, len(lost))
	for _, rec := range lost {
		rd.work.spend(1, 0)
		if pr := p.row(rec); pr != nil {
			rowOf[rec] = pr
			for s, k := range pr.keys {
				if _, twice := p.at[k]; !twice {
					p.at[k] = puzzlePlace{len(p.rows), s}
				}
			}
			p.rows = append(p.rows, pr)
		}
	}
	p.collectSums()
	for _, pr := range p.rows {
		p.list(pr)
	}
	solved := p.run()
	for _, rec := range lost {
		pr := rowOf[rec]
		if pr == nil || !solved || !p.take(pr) {
			res.add(rec.finding("N205", rd.b, "found", strconv.Itoa(len(rec.values)), "expected", strconv.Itoa(rd.width(rec))))
		}
	}
}

// row is a record as a row of the puzzle, or nil if a value cannot be added up.
func (p *puzzle) row(rec *record) *puzzleRow {
	slots, _ := p.rd.slotsFor(rec)
	pr := &puzzleRow{rec: rec, slots: slots}
	for _, s := range slots {
		o := p.rd.observe(nil, rec, s, nil, true)
		if o == nil {
			return nil
		}
		pr.keys = append(pr.keys, cellKey{o[0].node[rowAxis], o[0].node[colAxis]})
	}
	for _, c := range rec.values {
		n, ok := addend(c)
		if !ok {
			return nil
		}
		pr.values = append(pr.values, n)
	}
	return pr
}

// addend is the whole number that a cell counts for in a sum; one that is broken
// over lines counts as what it is together.
func addend(c *cell) (int64, bool) {
	const exactly = 1 << 50 // what a float holds exactly, with room for sums
	text := c.text
	if whole, ok := c.joined(); ok {
		text = whole
	}
	r := number.Read(text, number.Count)
	switch r.Status {
	case schema.Blank, schema.Dash, schema.None:
		return 0, true
	case schema.Number:
		f := r.Value.Float64()
		return int64(f), r.Value.IsInt() && f > -exactly && f < exactly
	}
	return 0, false
}

// rules are the equalities of the block's table along its rows or columns.
func (b *block) rules(alongRows bool) []*form.Identity {
	var out []*form.Identity
	for i := range b.table.Identities {
		id := &b.table.Identities[i]
		if (id.Along == "rows") == alongRows && (id.Relation == "" || id.Relation == form.Equal) {
			out = append(out, id)
		}
	}
	return out
}

// collectSums finds the sums in which the rows stand, of which all other cells
// are printed and can be added up.
func (p *puzzle) collectSums() {
	b := p.rd.b
	for _, ax := range []axis{rowAxis, colAxis} { // the axis that the sum goes along
		for _, id := range b.rules(ax == rowAxis) {
			for _, line := range b.leaves[ax] {
				s := puzzleSum{}
				if !p.addTerms(&s, id.Left, ax, line, 1) || !p.addTerms(&s, id.Right, ax, line, -1) || len(s.terms) == 0 {
					continue
				}
				if first := s.terms[0].row; slices.ContainsFunc(s.terms, func(t puzzleTerm) bool { return t.row != first }) {
					p.sums = append(p.sums, s)
				} else {
					p.rows[first].own = append(p.rows[first].own, s)
				}
			}
		}
	}
}

// addTerms adds the cells of a line that the terms name. It fails if one is
// not printed, or cannot be added up.
func (p *puzzle) addTerms(s *puzzleSum, terms []form.Term, ax axis, line int, sign int64) bool {
	for _, t := range terms {
		cells, ok := p.cellsOf(t, ax, line)
		if !ok {
			return false
		}
		for _, k := range cells {
			if at, lost := p.at[k]; lost {
				s.terms = append(s.terms, puzzleTerm{at, sign})
				continue
			}
			o, _ := p.res.cells.get(k)
			if o.cell == nil || o.lost || o.ambiguous {
				return false
			}
			n, ok := addend(o.cell)
			if !ok {
				return false
			}
			s.known += sign * n
		}
	}
	return true
}

// cellsOf are the cells of a term in a line: of alternatives, the first that is
// printed.
func (p *puzzle) cellsOf(t form.Term, ax axis, line int) ([]cellKey, bool) {
	lists := t.Either
	if lists == nil {
		lists = [][]string{{t.Key}}
	}
	for _, list := range lists {
		var out []cellKey
		for _, key := range list {
			for _, n := range p.rd.b.leaves[1-ax] {
				k := cellKey{line, n}
				if ax == colAxis {
					k = cellKey{n, line}
				}
				if _, printed := p.res.cells.get(k); printed && p.rd.b.key(1-ax, n) == key {
					out = append(out, k)
				}
			}
		}
		if len(out) == len(list) {
			return out, true
		}
	}
	return nil, false
}

// list finds the readings of a row. A row without a sum of its own has none: its
// columns' sums alone would have to hold for any error in print.
func (p *puzzle) list(pr *puzzleRow) {
	if len(pr.own) == 0 {
		return
	}
	index := map[string]int{}
	at := make([]int, len(pr.values))
	var try func(i, from int)
	try = func(i, from int) {
		if p.steps++; p.steps > solveSteps {
			return
		}
		if i == len(at) {
			p.addReading(pr, at, index)
			return
		}
		for s := from; s <= len(pr.slots)-(len(at)-i); s++ {
			at[i] = s
			try(i+1, s+1)
		}
	}
	try(0, 0)
	if p.steps > solveSteps {
		pr.readings = nil
	}
}

// addReading keeps the values placed in the columns at if the row's own sums
// hold.
func (p *puzzle) addReading(pr *puzzleRow, at []int, index map[string]int) {
	r := reading{amounts: make([]int64, len(pr.slots)), content: make([]int, len(pr.slots)), alive: true}
	for s := range r.content {
		r.content[s] = blankHere
	}
	var name []byte
	for i, s := range at {
		r.amounts[s], r.content[s] = pr.values[i], i
		if pr.values[i] != 0 {
			name = append(strconv.AppendInt(append(name, byte(s)), pr.values[i], 10), ' ')
		}
	}
	for _, sum := range pr.own {
		n := sum.known
		for _, t := range sum.terms {
			n += t.sign * r.amounts[t.slot]
		}
		if n != 0 {
			return
		}
	}
	if k, have := index[string(name)]; have {
		pr.merge(pr.readings[k].content, r.content)
		return
	}
	index[string(name)] = len(pr.readings)
	pr.readings = append(pr.readings, r)
}

// merge keeps in content what two readings agree on.
func (pr *puzzleRow) merge(content, other []int) {
	for s, a := range content {
		b := other[s]
		if a == b {
			continue
		}
		if a < 0 || b < 0 || pr.rec.values[a].text != pr.rec.values[b].text {
			content[s] = open
		}
	}
}

// agreed is what the readings of a kind, of which there is one, have in common.
func (pr *puzzleRow) agreed(kind func(*reading) bool) (content []int) {
	for i := range pr.readings {
		switch r := &pr.readings[i]; {
		case !kind(r):
		case content == nil:
			content = slices.Clone(r.content)
		default:
			pr.merge(content, r.content)
		}
	}
	return content
}

// take writes what is certain of a row into the result. It tells whether that
// is all of it.
func (p *puzzle) take(pr *puzzleRow) (all bool) {
	content := pr.agreed(func(r *reading) bool { return r.alive })
	all, placed := content != nil, false
	for s, k := range content {
		if k == open {
			all = false
			continue
		}
		c := &cell{value: true, blank: true, pos: pr.rec.pos()}
		if k >= 0 {
			c, placed = pr.rec.values[k], true
		}
		for _, o := range p.rd.observe(nil, pr.rec, pr.slots[s], c, false) {
			o.quality = sums
			p.res.put(o)
		}
	}
	if placed {
		p.res.add(pr.rec.finding("N212", p.rd.b))
	}
	return all
}
