package normalize

import "slices"

// run finds the readings that are part of a solution: one reading of each row,
// so that all sums hold. It tells whether there is a solution. A reading counts
// as possible until the opposite is proved, so that a search that ran out of
// steps never places too much.
func (p *puzzle) run() bool {
	var rows []int
	for i, pr := range p.rows {
		if len(pr.readings) > 0 {
			rows = append(rows, i)
		}
	}
	// A row without a reading says nothing, nor do the sums it stands in.
	p.sums = slices.DeleteFunc(p.sums, func(s puzzleSum) bool {
		return slices.ContainsFunc(s.terms, func(t puzzleTerm) bool { return len(p.rows[t.row].readings) == 0 })
	})
	if len(rows) == 0 || !p.propagate() || !p.search(rows) && p.steps <= solveSteps {
		return false
	}
	for _, i := range rows {
		pr := p.rows[i]
		for k := range pr.readings {
			if r := &pr.readings[k]; !r.alive || r.proved || p.steps > solveSteps || !pr.matters(r) {
				continue
			}
			before := p.save()
			p.only(i, k)
			found := p.propagate() && p.search(rows)
			p.restore(before)
			if !found && p.steps <= solveSteps {
				pr.readings[k].alive = false
			}
		}
	}
	return true
}

// matters tells whether less is certain of a row if a reading is possible, besides
// those that are proved.
func (pr *puzzleRow) matters(r *reading) bool {
	proved := pr.agreed(func(r *reading) bool { return r.proved })
	with := slices.Clone(proved)
	pr.merge(with, r.content)
	return !slices.Equal(proved, with)
}

// search looks for a solution among the readings that are alive, and marks what
// it is made of.
func (p *puzzle) search(rows []int) bool {
	branch := -1
	for _, i := range rows {
		if n := p.aliveIn(i); n > 1 && (branch < 0 || n < p.aliveIn(branch)) {
			branch = i
		}
	}
	if branch < 0 {
		for _, i := range rows {
			for k := range p.rows[i].readings {
				r := &p.rows[i].readings[k]
				r.proved = r.proved || r.alive
			}
		}
		return true
	}
	for k := range p.rows[branch].readings {
		if !p.rows[branch].readings[k].alive {
			continue
		}
		before := p.save()
		p.only(branch, k)
		found := p.propagate() && p.search(rows)
		p.restore(before)
		if found || p.steps > solveSteps {
			return found
		}
	}
	return false
}

// only leaves one reading of a row.
func (p *puzzle) only(row, k int) {
	for i := range p.rows[row].readings {
		p.rows[row].readings[i].alive = i == k
	}
}

func (p *puzzle) aliveIn(row int) (n int) {
	for i := range p.rows[row].readings {
		if p.rows[row].readings[i].alive {
			n++
		}
	}
	return n
}

// save and restore keep which readings are alive.
func (p *puzzle) save() (out []bool) {
	for _, pr := range p.rows {
		for i := range pr.readings {
			out = append(out, pr.readings[i].alive)
		}
	}
	return out
}

func (p *puzzle) restore(alive []bool) {
	for _, pr := range p.rows {
		for i := range pr.readings {
			pr.readings[i].alive = alive[i]
		}
		alive = alive[len(pr.readings):]
	}
}

// propagate drops the readings with which some sum cannot hold, again and again
// until none is left to drop. It fails if a row has no reading any more.
func (p *puzzle) propagate() bool {
	for again := true; again; {
		again = false
		for i := range p.sums {
			changed, ok := p.narrow(&p.sums[i])
			if !ok {
				return false
			}
			again = again || changed
		}
		if p.steps > solveSteps {
			break // less is dropped than could be
		}
	}
	return true
}

// maxReach is the number of different amounts up to which those that the terms
// of a sum can make together are listed. Beyond, only the least and the most
// count.
const maxReach = 256

// narrow drops the readings with which one sum cannot hold.
func (p *puzzle) narrow(s *puzzleSum) (changed, ok bool) {
	n := len(s.terms)
	options := make([][]int64, n)
	lo, hi := make([]int64, n+1), make([]int64, n+1) // of the terms from i on
	for i := n - 1; i >= 0; i-- {
		options[i] = p.options(s.terms[i])
		if len(options[i]) == 0 {
			return false, false
		}
		lo[i], hi[i] = lo[i+1]+options[i][0], hi[i+1]+options[i][len(options[i])-1]
	}
	before := make([]reach, n) // what known and the terms before i can make
	before[0] = reach{amounts: []int64{s.known}, lo: s.known, hi: s.known}
	for i := range n - 1 {
		before[i+1] = before[i].plus(options[i], -hi[i+1], -lo[i+1])
		p.steps += 1 + len(before[i].amounts)*len(options[i])
	}
	after := reach{amounts: []int64{0}}
	for i := n - 1; i >= 0; i-- {
		keep := options[i][:0:0]
		for _, a := range options[i] {
			if meets(before[i], after, a) {
				keep = append(keep, a)
			}
			p.steps += 1 + len(after.amounts)/8
		}
		if len(keep) < len(options[i]) {
			changed = true
			if !p.keep(s.terms[i], keep) {
				return true, false
			}
		}
		after = after.plus(keep, -before[i].hi, -before[i].lo)
	}
	return changed, true
}

// options are the amounts that a term can have, from the least.
func (p *puzzle) options(t puzzleTerm) (out []int64) {
	for i := range p.rows[t.row].readings {
		if r := &p.rows[t.row].readings[i]; r.alive {
			out = append(out, t.sign*r.amounts[t.slot])
		}
	}
	p.steps += len(p.rows[t.row].readings)
	slices.Sort(out)
	return slices.Compact(out)
}

// keep drops the readings that give a term another amount.
func (p *puzzle) keep(t puzzleTerm, amounts []int64) bool {
	left := false
	for i := range p.rows[t.row].readings {
		r := &p.rows[t.row].readings[i]
		r.alive = r.alive && slices.Contains(amounts, t.sign*r.amounts[t.slot])
		left = left || r.alive
	}
	return left
}

// reach is what some terms can make together: the amounts, from the least, or
// where those are too many nil, and only their bounds are known.
type reach struct {
	amounts []int64
	lo, hi  int64
}

// plus adds a term, and keeps of the amounts those from least to most.
func (r reach) plus(options []int64, least, most int64) reach {
	if len(options) == 0 {
		return reach{}
	}
	out := reach{lo: r.lo + options[0], hi: r.hi + options[len(options)-1]}
	if r.amounts == nil {
		return out
	}
	for _, a := range r.amounts {
		for _, o := range options {
			if n := a + o; n >= least && n <= most {
				out.amounts = append(out.amounts, n)
			}
		}
	}
	slices.Sort(out.amounts)
	out.amounts = slices.Compact(out.amounts)
	switch n := len(out.amounts); {
	case n == 0:
		out.amounts = []int64{} // nothing can be made
	case n > maxReach:
		out.lo, out.hi, out.amounts = out.amounts[0], out.amounts[n-1], nil
	default:
		out.lo, out.hi = out.amounts[0], out.amounts[n-1]
	}
	return out
}

// meets tells whether amounts of both, and a, can make 0.
func meets(before, after reach, a int64) bool {
	switch {
	case before.amounts != nil && after.amounts != nil:
		for _, b := range before.amounts {
			if _, ok := slices.BinarySearch(after.amounts, -a-b); ok {
				return true
			}
		}
		return false
	case before.amounts != nil:
		return slices.ContainsFunc(before.amounts, func(b int64) bool { return -a-b >= after.lo && -a-b <= after.hi })
	case after.amounts != nil:
		return slices.ContainsFunc(after.amounts, func(b int64) bool { return -a-b >= before.lo && -a-b <= before.hi })
	}
	return before.lo+after.lo+a <= 0 && before.hi+after.hi+a >= 0
}
