package normalize

import (
	"slices"

	"github.com/nianbao/nianbao/extract/document"
)

// run is a stretch of lines that stand beside one heading, in a table whose axes
// both run down: the same labels, once each.
type run struct {
	records []*record
	inner   []int   // the nodes that the lines name, in order
	heading *record // the line that prints the heading, or nil
	many    bool    // there are several
}

// fillRuns names the lines of tables whose axes both run down and whose lines are
// lost. There a heading stands somewhere beside its lines, mostly in the middle.
// It holds for a whole run, if all runs name the same in one order and each has
// one heading. Otherwise a heading holds for the lines below it only where the
// first line of the table has one; else for its own line.
func (rd *reader) fillRuns() {
	for from := 0; from < len(rd.records); {
		to := from + 1
		for to < len(rd.records) && rd.records[to].seg == rd.records[from].seg {
			to++
		}
		list := rd.records[from:to]
		from = to
		if !slices.ContainsFunc(list, func(r *record) bool { return r.carried[rowAxis] || r.carried[colAxis] }) {
			continue
		}
		for _, ax := range []axis{rowAxis, colAxis} {
			rd.fillRunsOf(list, ax)
		}
	}
}

// fillRunsOf does so for the headings of one axis.
func (rd *reader) fillRunsOf(list []*record, outer axis) {
	if !slices.ContainsFunc(list, func(r *record) bool { return r.carried[outer] }) {
		return
	}
	if runs := rd.runs(list, outer); alike(runs, outer) {
		for _, u := range runs {
			for _, r := range u.records {
				r.node[outer], r.path.label[outer] = u.heading.node[outer], u.heading.path.label[outer]
			}
		}
		return
	}
	g := list[0].row.geometry
	if g == document.Ruled || g == document.Ragged && rd.named(list[0], outer) && !list[0].carried[outer] {
		return
	}
	for _, r := range list {
		if r.carried[outer] {
			r.node[outer], r.path.label[outer] = -1, nil
		}
	}
}

// runs cuts lines where a label comes again that was met. They are nil if a line
// has a value and no label.
func (rd *reader) runs(list []*record, outer axis) (out []run) {
	u := run{}
	for _, r := range list {
		own := rd.b.holds(outer, r.node[outer]) && !r.carried[outer]
		n := r.node[1-outer]
		inner := len(r.values) > 0
		switch {
		case inner && !rd.b.holds(1-outer, n):
			return nil
		case inner && slices.Contains(u.inner, n), !inner && own && u.heading != nil:
			out = append(out, u)
			u = run{}
		}
		if inner {
			u.records, u.inner = append(u.records, r), append(u.inner, n)
		}
		if own {
			u.many = u.many || u.heading != nil
			u.heading = r
		}
	}
	return append(out, u)
}

// alike tells whether runs name the same lines in one order, and have a heading
// each, all different.
func alike(runs []run, outer axis) bool {
	var headings []int
	for _, u := range runs {
		if u.heading == nil || u.many || !slices.Equal(u.inner, runs[0].inner) {
			return false
		}
		n := u.heading.node[outer]
		if slices.Contains(headings, n) {
			return false
		}
		headings = append(headings, n)
	}
	return len(runs) > 1
}
