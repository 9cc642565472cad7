package normalize

import (
	"strings"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/normalize/form"
	"github.com/nianbao/nianbao/normalize/schema"
)

// readConcepts adds up the numbers that can be set beside those of other forms,
// those of which the report has a cell.
func (a *assembly) readConcepts() {
	for i := range a.form.Concepts {
		c := &a.form.Concepts[i]
		out := schema.Concept{Key: c.Key, Comparable: string(c.Comparable), Add: c.Add, Subtract: c.Subtract}
		known, have := a.addConcept(c, &out)
		if known {
			a.r.Concepts = append(a.r.Concepts, out)
			if !have {
				a.r.Concepts[len(a.r.Concepts)-1].Value = nil
			}
		}
	}
}

// addConcept sets the value and the unit. known tells that the report has one
// of the cells, have that all hold an exact number of one unit.
func (a *assembly) addConcept(c *form.Concept, out *schema.Concept) (known, have bool) {
	have = true
	var sum decimal.Decimal
	for i, cell := range append(c.Add[:len(c.Add):len(c.Add)], c.Subtract...) {
		table, rest, _ := strings.Cut(cell, "/")
		row, column, _ := strings.Cut(rest, "/")
		f := a.fact(table, row, column)
		if f == nil {
			have = false
			continue
		}
		if known && f.Unit != out.Unit {
			have = false
		}
		known, out.Unit = true, f.Unit
		if f.Status != schema.Number {
			have = false
			continue
		}
		var err error
		if i < len(c.Add) {
			sum, err = sum.Add(f.Value)
		} else {
			sum, err = sum.Add(f.Value.Neg())
		}
		have = have && err == nil
	}
	out.Value = &sum
	return known, have
}
