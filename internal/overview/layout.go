package overview

import (
	"strings"

	"github.com/nianbao/nianbao/normalize/form"
)

// layout is what the overview needs to know of a form's table.
type layout struct {
	optional bool
	// required are the cells that a report of the form must have, used those that
	// figures are made of.
	required, used map[cellKey]bool
}

type cellKey struct{ row, column string }

func layoutsOf(f *form.Form) map[string]*layout {
	out := map[string]*layout{}
	for i := range f.Tables {
		t := &f.Tables[i]
		l := &layout{optional: t.Optional, required: map[cellKey]bool{}, used: map[cellKey]bool{}}
		out[t.Key] = l
		for _, b := range t.Blocks {
			for _, row := range form.Leaves(b.Rows) {
				for _, col := range form.Leaves(b.Columns) {
					if demanded(row) && demanded(col) {
						l.required[cellKey{row.Key, col.Key}] = true
					}
				}
			}
		}
	}
	for _, c := range f.Concepts {
		for _, name := range append(c.Add[:len(c.Add):len(c.Add)], c.Subtract...) {
			p := strings.Split(name, "/")
			if l := out[p[0]]; l != nil && len(p) == 3 {
				l.used[cellKey{p[1], p[2]}] = true
			}
		}
	}
	return out
}

// demanded tells whether every report of a form must print a row or a column.
func demanded(l form.Leaf) bool {
	for _, n := range l.Over {
		if n.Optional {
			return false
		}
	}
	return !l.Optional && !l.Alone
}
