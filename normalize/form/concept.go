package form

import (
	"fmt"
	"slices"
	"strings"
)

// Concept is a number that means the same in reports of different forms, or
// nearly so: the series that a panel over the years is made of. Its source is
// the crosswalk of FORMATS.md §4.2.
type Concept struct {
	// Key is the name of the concept, the same in all forms that have it.
	Key string `json:"key"`
	// Var stands for the key in the name of the panel's variable, Name says what
	// the number is.
	Var  string `json:"var,omitempty"`
	Name Text   `json:"name"`
	// Comparable says how far the number can be compared with that of the same
	// concept in another form.
	Comparable Comparable `json:"comparable"`
	// Add and Subtract are the cells, "table/row/column", whose numbers make the
	// concept's. A cell without a number leaves it unknown: a blank is no 0.
	Add      []string `json:"add"`
	Subtract []string `json:"subtract,omitempty"`
}

// Comparable is how far a [Concept] can be compared across forms.
type Comparable string

// The degrees of comparability.
const (
	Yes    Comparable = "yes"
	Approx Comparable = "approx" // counted a little differently, or with other limits
	No     Comparable = "no"     // related, and another quantity
)

// concept checks that a concept names cells of its form.
func (l *linter) concept(f *Form, c Concept) {
	where := "concept " + c.Key
	l.key(where, c.Key)
	l.name(where, c.Name)
	if !slices.Contains([]Comparable{Yes, Approx, No}, c.Comparable) {
		l.add("%s: comparable is yes, approx or no, not %q", where, c.Comparable)
	}
	if len(c.Add) == 0 {
		l.add("%s: adds no cell", where)
	}
	seen := map[string]bool{}
	for _, cell := range slices.Concat(c.Add, c.Subtract) {
		part := strings.Split(cell, "/")
		if len(part) != 3 || !f.hasCell(part[0], part[1], part[2]) {
			l.add("%s: no cell %s", where, cell)
		}
		if seen[cell] {
			l.add("%s: cell %s stands twice", where, cell)
		}
		seen[cell] = true
	}
}

// String is the expression of the concept: its cells with their signs.
func (c Concept) String() string {
	s := strings.Join(c.Add, " + ")
	for _, cell := range c.Subtract {
		s += fmt.Sprintf(" − %s", cell)
	}
	return s
}
