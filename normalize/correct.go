package normalize

import (
	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/correction"
	"github.com/nianbao/nianbao/normalize/schema"
)

// decisions are those about the cells of a report that were not used yet, by cell.
type decisions struct {
	byCell map[correction.Cell][]*correction.Decision
	order  []correction.Cell
}

// decisionsOf sorts what people decided about report number i (from 0).
func decisionsOf(all [][]*correction.Decision, i int) decisions {
	var out decisions
	if i >= len(all) || len(all[i]) == 0 {
		return out
	}
	out.byCell = map[correction.Cell][]*correction.Decision{}
	for _, d := range all[i] {
		if out.byCell[d.Cell] == nil {
			out.order = append(out.order, d.Cell)
		}
		out.byCell[d.Cell] = append(out.byCell[d.Cell], d)
	}
	return out
}

// correctTables applies what people decided to the facts of tables, before their
// sums are checked.
func (a *assembly) correctTables() {
	if len(a.decisions.byCell) == 0 {
		return
	}
	for i := range a.r.Facts {
		f := &a.r.Facts[i]
		if !a.correct(f) {
			continue
		}
		for _, res := range a.results { // from which the sums of each form are checked
			for k := range res.facts {
				if g := &res.facts[k]; g.Pos == f.Pos && correction.CellOf(g) == correction.CellOf(f) {
					*g = *f
				}
			}
		}
	}
}

// correct applies what people decided about the cell of a fact, and tells whether
// that changed it.
func (a *assembly) correct(f *schema.Fact) (changed bool) {
	cell := correction.CellOf(f)
	list := a.decisions.byCell[cell]
	if len(list) == 0 {
		return false
	}
	delete(a.decisions.byCell, cell)
	read := correction.StateOf(f)
	s := correction.Settle(read, f.Raw, list)
	for _, d := range s.Misfits {
		a.add(misfit(d, f.Pos, "it reads "+read.String()+" now"))
	}
	d := s.Last
	if d == nil {
		return false
	}
	say := func(code diag.Code) {
		a.add(diag.New(code, f.Pos, "cell", cell.String(), "old", read.String(), "new", d.New.String(), "who", d.Who, "when", d.When))
	}
	switch {
	case d.Action == correction.Unreadable:
		say("N232")
	case d.New.Equal(read):
		say("N231")
		return false
	default:
		say("N230")
	}
	f.Status, f.Value, f.Match = d.New.Status, decimal.Decimal{}, schema.Corrected
	if d.New.Value != nil {
		f.Value = *d.New.Value
	}
	return true
}

// unused are the decisions about cells that the report does not have.
func (a *assembly) unused() []diag.Finding {
	var out []diag.Finding
	for _, cell := range a.decisions.order {
		for _, d := range a.decisions.byCell[cell] {
			if d.Action != correction.Withdraw {
				out = append(out, misfit(d, source.Pos{}, "the report has no such cell"))
			}
		}
	}
	return out
}

// misfit says that a decision was not applied.
func misfit(d *correction.Decision, at source.Pos, why string) diag.Finding {
	return diag.New("N233", at, "cell", d.Cell.String(), "old", d.Old.String(), "new", d.New.String(), "who", d.Who, "when", d.When, "why", why)
}

// Misfit says that a decision is about a report that a file does not hold.
func Misfit(d *correction.Decision) diag.Finding {
	return misfit(d, source.Pos{}, "the file holds no such report")
}
