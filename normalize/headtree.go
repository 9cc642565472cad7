package normalize

import (
	"slices"

	"github.com/nianbao/nianbao/normalize/label"
)

// headTree is a header whose spans are lost, put together again: each label
// with those that stand under it.
type headTree struct {
	slot
	under []*headTree
}

// expand reads a header whose spans are lost: labels in the order in which they
// are printed, level by level. A label goes under the heading that it has in
// the form, or, if it is of the second axis, under the leftmost label of the
// first that lacks it; else it is a column of its own. An unknown text stands
// beside the label before it.
func (h *headers) expand() []slot {
	if slots := h.fullRow(); slots != nil {
		return slots
	}
	root := &headTree{slot: slot{path: noPath}}
	for _, r := range h.rows {
		var beside *headTree
		for _, c := range r.cells {
			if c.blank || c.value {
				continue
			}
			role := h.b.role(c, r, h.o)
			if role == header && h.secondName(c) {
				role = plain
			}
			switch role {
			case frame: // what follows a corner names a column
				beside = root
			case header:
				beside = h.place(root, c)
			case plain:
				if beside != nil {
					beside.under = append(beside.under, &headTree{slot: slot{path: noPath, cell: c, lo: c.lo, hi: c.hi}})
				}
			}
		}
	}
	return root.leaves(nil)
}

// fullRow reads a header of which one row has a cell for each column of the
// form, in the form's order: its labels, or what is left of them.
func (h *headers) fullRow() []slot {
	if h.b.def.Across {
		return nil
	}
	ax := colAxis
	if !h.o[colAxis] {
		ax = rowAxis
	}
	leaves := h.b.leaves[ax]
	for _, r := range h.rows {
		cells := slices.DeleteFunc(slices.Clone(r.cells), func(c *cell) bool { return c.blank || h.b.role(c, r, h.o) == frame })
		if len(cells) < len(leaves) || len(leaves) < 2 {
			continue
		}
		cells = cells[len(cells)-len(leaves):] // pieces of the corner may stand before
		out := make([]slot, len(leaves))
		for i, c := range cells {
			p := h.b.step(noPath, c, [2]bool(h.o))
			if p.node[ax] != leaves[i] {
				if !h.b.truncatedLabel(ax, leaves[i], c) {
					out = nil
					break
				}
				p = noPath
				p.node[ax], p.label[ax], p.quality = leaves[i], c, fuzzy
			}
			out[i] = slot{path: p, cell: c, lo: c.lo, hi: c.hi}
		}
		if out != nil {
			return out
		}
	}
	return nil
}

// truncatedLabel tells whether a text is a node's label with characters lost.
func (b *block) truncatedLabel(ax axis, n int, c *cell) bool {
	text := []rune(c.fold.Text)
	return len(text) >= 2 && label.Within(text, []rune(label.Fold(b.nodes[ax][n].Label.Label).Text))
}

// secondName tells whether a word names, as an alias, what another header cell
// names by its own label: 小计 is 总计 only in a table without 总计.
func (h *headers) secondName(c *cell) bool {
	mine := h.b.step(noPath, c, [2]bool(h.o))
	if mine.quality != alias || h.b.def.Across {
		return false
	}
	for _, r := range h.rows {
		for _, d := range r.cells {
			if p := h.b.step(noPath, d, [2]bool(h.o)); d != c && p.node == mine.node && (p.quality == exact || p.quality == alias && p.rank < mine.rank) {
				return true
			}
		}
	}
	return false
}

// place puts a label under the label that it belongs to, which it returns.
func (h *headers) place(root *headTree, c *cell) *headTree {
	alone := h.b.step(noPath, c, [2]bool(h.o))
	if h.isHeading(alone) { // printed once more before each of its labels
		if again := root.find(func(t *headTree) bool { return t.node == alone.node }); again != nil {
			return root
		}
	}
	owner := root.find(func(t *headTree) bool { return h.isHeadingOf(t, alone) })
	if owner == nil {
		owner = root.find(func(t *headTree) bool { return h.lacks(t, alone) })
	}
	if owner == nil {
		owner = root
	}
	p := h.b.step(owner.path, c, [2]bool(h.o))
	owner.under = append(owner.under, &headTree{slot: slot{path: p, cell: c, lo: c.lo, hi: c.hi}})
	return owner
}

// isHeading tells whether a label names a heading and nothing else.
func (h *headers) isHeading(p path) bool {
	for ax, n := range p.node {
		if n >= 0 && h.b.nodes[ax][n].leaf >= 0 {
			return false
		}
	}
	return p.node != noPath.node
}

// isHeadingOf tells whether t is the heading over a label in the form.
func (h *headers) isHeadingOf(t *headTree, p path) bool {
	for ax, n := range p.node {
		if n >= 0 && t.node[ax] >= 0 && h.b.nodes[ax][n].parent == t.node[ax] {
			return true
		}
	}
	return false
}

// lacks tells whether t is a leaf of one axis under which a label of the other
// axis does not stand yet.
func (h *headers) lacks(t *headTree, p path) bool {
	for ax, n := range p.node {
		other := t.node[1-ax]
		if n < 0 || other < 0 || t.node[ax] >= 0 || h.b.nodes[1-ax][other].leaf < 0 {
			continue
		}
		for _, u := range t.under {
			if u.node[ax] == n {
				return false
			}
		}
		return true
	}
	return false
}

// find is the first of the tree, from the left and from the top, that ok takes.
func (t *headTree) find(ok func(*headTree) bool) *headTree {
	for _, u := range t.under {
		if ok(u) {
			return u
		}
		if f := u.find(ok); f != nil {
			return f
		}
	}
	return nil
}

func (t *headTree) leaves(out []slot) []slot {
	for _, u := range t.under {
		if len(u.under) == 0 {
			out = append(out, u.slot)
		} else {
			out = u.leaves(out)
		}
	}
	return out
}
