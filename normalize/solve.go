package normalize

import (
	"strconv"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/normalize/form"
	"github.com/nianbao/nianbao/normalize/number"
)

// solveSteps bounds the search for the places of values whose blank neighbours
// are lost. It counts steps and not time, so that the result never depends on
// the machine.
const solveSteps = 200_000

// puzzle is the search: rows of values with fewer values than columns.
type puzzle struct {
	rd    *reader
	res   *blockResult
	ax    axis // of the rows
	rows  []*puzzleRow
	rules []*form.Identity // across the rows, one for each column
	steps int
	// agreed is the reading that all solutions found so far share, row by row;
	// nil before the first, and -1 for a row on which they differ.
	agreed []int
}

// puzzleRow is one row and the readings that its own sums allow.
type puzzleRow struct {
	rec      *record
	slots    []slot
	values   []decimal.Decimal
	readings [][]int // for each reading, the slot of each value
	chosen   int
}

// solve places the values of rows that lost their blank cells, where exactly
// one way satisfies the sums of the row and of the columns. All else stays
// without a value, with a finding.
func (rd *reader) solve(res *blockResult, lost []*record) {
	p := &puzzle{rd: rd, res: res}
	for _, rec := range lost {
		pr := p.row(rec)
		if pr == nil || len(pr.readings) == 0 {
			res.add(rec.finding("N205", rd.b, "found", strconv.Itoa(len(rec.values)), "expected", strconv.Itoa(rd.width(rec))))
			continue
		}
		p.rows = append(p.rows, pr)
	}
	if len(p.rows) == 0 {
		return
	}
	p.collectRules()
	complete := p.search(0)
	for i, pr := range p.rows {
		if complete && p.agreed != nil && p.agreed[i] >= 0 {
			p.take(pr, pr.readings[p.agreed[i]])
			continue
		}
		res.add(pr.rec.finding("N205", rd.b, "found", strconv.Itoa(len(pr.values)), "expected", strconv.Itoa(len(pr.slots))))
	}
}

// row lists the readings of a row: its values in their order, in some of the
// columns, so that a rule of the row that can be evaluated holds.
func (p *puzzle) row(rec *record) *puzzleRow {
	ax, n := rec.key(p.rd.b)
	if n < 0 {
		return nil
	}
	p.ax = ax
	slots, _ := p.rd.slotsFor(rec)
	pr := &puzzleRow{rec: rec, slots: slots}
	for _, c := range rec.values {
		r := number.Read(c.text, number.Count)
		if !r.Status.HasValue() {
			return nil
		}
		pr.values = append(pr.values, r.Value)
	}
	rules := p.rd.b.rules(ax == rowAxis)
	at := make([]int, len(pr.values))
	var try func(i, from int)
	try = func(i, from int) {
		if p.steps++; p.steps > solveSteps {
			return
		}
		if i == len(at) {
			if p.rowHolds(pr, at, rules) {
				pr.readings = append(pr.readings, append([]int(nil), at...))
			}
			return
		}
		for s := from; s <= len(slots)-(len(at)-i); s++ {
			at[i] = s
			try(i+1, s+1)
		}
	}
	try(0, 0)
	return pr
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

// rowHolds tells whether a reading satisfies a rule of its row. A reading that
// leaves the total blank satisfies nothing.
func (p *puzzle) rowHolds(pr *puzzleRow, at []int, rules []*form.Identity) bool {
	held := false
	for _, id := range rules {
		left, lok := p.rowSum(pr, at, id.Left)
		right, rok := p.rowSum(pr, at, id.Right)
		if !lok || !rok {
			continue
		}
		if left.Cmp(right) != 0 {
			return false
		}
		held = true
	}
	return held
}

// rowSum adds up the values that a reading puts under the terms. It is not ok
// if it puts none there.
func (p *puzzle) rowSum(pr *puzzleRow, at []int, terms []form.Term) (sum decimal.Decimal, ok bool) {
	for _, t := range terms {
		for _, k := range t.Keys() {
			for i, s := range at {
				if p.slotKey(pr.slots[s]) != k {
					continue
				}
				var err error
				if sum, err = sum.Add(pr.values[i]); err != nil {
					return sum, false
				}
				ok = true
			}
		}
	}
	return sum, ok
}

func (p *puzzle) slotKey(s slot) string {
	if n := s.node[1-p.ax]; n >= 0 {
		return p.rd.b.key(1-p.ax, n)
	}
	return ""
}

// collectRules keeps the rules across rows.
func (p *puzzle) collectRules() { p.rules = p.rd.b.rules(p.ax != rowAxis) }

// search goes through all combinations of readings and keeps what all
// solutions agree on. It tells whether it came to the end.
func (p *puzzle) search(i int) bool {
	if p.steps++; p.steps > solveSteps {
		return false
	}
	if i == len(p.rows) {
		if p.columnsHold() {
			p.agree()
		}
		return true
	}
	pr := p.rows[i]
	for k := range pr.readings {
		pr.chosen = k
		if !p.search(i + 1) {
			return false
		}
	}
	return true
}

func (p *puzzle) agree() {
	if p.agreed == nil {
		p.agreed = make([]int, len(p.rows))
		for i, pr := range p.rows {
			p.agreed[i] = pr.chosen
		}
		return
	}
	for i, pr := range p.rows {
		if p.agreed[i] != pr.chosen {
			p.agreed[i] = -1
		}
	}
}

// columnsHold evaluates the rules across rows in each column.
func (p *puzzle) columnsHold() bool {
	for _, col := range p.rd.b.leaves[1-p.ax] {
		for _, id := range p.rules {
			left, lok := p.colSum(id.Left, col)
			right, rok := p.colSum(id.Right, col)
			if lok && rok && left.Cmp(right) != 0 {
				return false
			}
		}
	}
	return true
}

// colSum adds up a column over the rows of the terms, blanks as 0. It is not ok
// if a row is not in the document or cannot be read.
func (p *puzzle) colSum(terms []form.Term, col int) (sum decimal.Decimal, ok bool) {
	for _, t := range terms {
		for _, k := range p.present(t) {
			v, known := p.value(k, col)
			if !known {
				return sum, false
			}
			var err error
			if sum, err = sum.Add(v); err != nil {
				return sum, false
			}
		}
	}
	return sum, true
}

// present are the keys of the first alternative that has a row in the document.
func (p *puzzle) present(t form.Term) []string {
	if t.Either == nil {
		return []string{t.Key}
	}
	for _, list := range t.Either {
		for _, k := range list {
			for c := range p.res.cells {
				if p.rd.b.key(p.ax, [2]int{c.row, c.col}[p.ax]) == k {
					return list
				}
			}
		}
	}
	return t.Either[0]
}

// value is the number in the line of the key and the column, as the present
// choice of readings has it.
func (p *puzzle) value(key string, col int) (decimal.Decimal, bool) {
	p.steps += 20 // about what a look-up costs, in steps of the search
	for _, pr := range p.rows {
		if _, n := pr.rec.key(p.rd.b); p.rd.b.key(p.ax, n) != key {
			continue
		}
		for i, s := range pr.readings[pr.chosen] {
			if pr.slots[s].node[1-p.ax] == col {
				return pr.values[i], true
			}
		}
		return decimal.Decimal{}, true
	}
	// By the nodes of the key: going through all cells for each look-up was
	// most of the time of a report whose blanks are lost.
	for n := range p.rd.b.nodes[p.ax] {
		if p.rd.b.key(p.ax, n) != key {
			continue
		}
		k := cellKey{n, col}
		if p.ax == colAxis {
			k = cellKey{col, n}
		}
		o, ok := p.res.cells[k]
		if !ok {
			continue
		}
		if o.lost || o.ambiguous {
			return decimal.Decimal{}, false
		}
		r := number.Read(o.cell.text, number.Count)
		return r.Value, r.Status.HasValue() || o.cell.blank || isWord(o.cell)
	}
	return decimal.Decimal{}, false
}

// take writes a solved row into the result.
func (p *puzzle) take(pr *puzzleRow, reading []int) {
	for i, s := range reading {
		for _, o := range p.rd.observe(nil, pr.rec, pr.slots[s], pr.rec.values[i], false) {
			o.quality = sums
			p.res.put(o)
		}
	}
	p.res.add(pr.rec.finding("N212", p.rd.b))
}
