package overview

import (
	"cmp"
	"slices"
	"strings"
)

// top keeps the documents with the most findings, the worst first.
type top struct {
	most int
	docs []doc
}

// worse orders documents so that the order does not depend on that of the rows.
func worse(a, b doc) int {
	return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(b.Errors, a.Errors), cmp.Compare(b.Warnings, a.Warnings),
		strings.Compare(a.Path, b.Path), strings.Compare(a.ID, b.ID))
}

func (t *top) add(d doc) {
	i, _ := slices.BinarySearchFunc(t.docs, d, worse)
	if i >= t.most {
		return
	}
	t.docs = slices.Insert(t.docs, i, d)
	t.docs = t.docs[:min(len(t.docs), t.most)]
}
