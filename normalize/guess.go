package normalize

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/normalize/label"
)

// guess reads unknown header cells by a near spelling.
func (h *headers) guess() {
	for _, r := range h.rows {
		for _, c := range r.cells {
			if c.refs != nil || c.value || c.unit {
				continue
			}
			// A dash takes two labels apart, and so does a heading's full label. Else,
			// 法人其他组织 is one label misspelt rather than two.
			parts := h.unglue(c.text, c.pos)
			full := len(parts) > 1 && !h.aliasOnly(parts[0])
			switch {
			case h.read(c, h.dashed(c)):
			case full && h.read(c, parts):
			case h.read(c, []*cell{h.misspelt(c)}):
			default:
				h.read(c, parts)
			}
		}
	}
}

// read gives a cell the meaning of its parts: that of the last one, if each
// stands under the one before in the form.
func (h *headers) read(c *cell, parts []*cell) bool {
	if len(parts) == 0 || parts[0] == nil {
		return false
	}
	refs := parts[0].refs
	if len(parts) > 1 {
		refs = h.innermost(parts)
	}
	if refs == nil {
		return false
	}
	c.refs = refs
	c.guessed = slices.ContainsFunc(parts, func(p *cell) bool { return p.guessed })
	return true
}

// misspelt reads a text as a label across the top that it is nearly, or is nil.
func (h *headers) misspelt(c *cell) *cell {
	for _, ax := range []axis{rowAxis, colAxis} {
		if !h.o[ax] {
			continue
		}
		if f, ok := h.near(c.fold.Text, h.b.id, ax); ok {
			return &cell{refs: []ref{f}, guessed: true}
		}
	}
	return nil
}

// dashed reads a heading and a label under it that a dash takes apart:
// 法人—商业企业. It is nil if either is no label.
func (h *headers) dashed(c *cell) []*cell {
	cut := strings.FieldsFunc(c.text, func(r rune) bool { return strings.ContainsRune("-－—–", r) })
	if len(cut) != 2 {
		return nil
	}
	heading, under := h.newCell(cut[0], c.pos), h.newCell(cut[1], c.pos)
	if heading.refs == nil {
		heading.refs = h.nearOver(under, heading)
		heading.guessed = heading.refs != nil
	}
	if heading.refs == nil {
		heading = h.misspelt(heading)
	}
	if heading == nil {
		return nil
	}
	if under.refs == nil {
		under.refs = h.nearUnder(heading, under)
		under.guessed = under.refs != nil
	}
	if under.refs == nil {
		under = h.misspelt(under)
	}
	if under == nil {
		return nil
	}
	return []*cell{heading, under}
}

// nearOver finds the heading over a label that a text is but for one character:
// 法法人. All its names count.
func (h *headers) nearOver(under, c *cell) []ref {
	p := h.b.step(noPath, under, [2]bool(h.o))
	text := []rune(c.fold.Text)
	for ax, n := range p.node {
		if n < 0 || h.b.nodes[ax][n].parent < 0 || len(text) < 2 {
			continue
		}
		over := h.b.nodes[ax][n].parent
		l := h.b.nodes[ax][over].Label
		for _, name := range append([]string{l.Label}, l.Aliases...) {
			if label.Distance(text, []rune(label.Fold(name).Text), 2) <= 1 {
				return []ref{{block: h.b.id, axis: axis(ax), node: over}}
			}
		}
	}
	return nil
}

// nearUnder finds the one label under a heading that a text is but for one
// character, which is too short to be told among all labels: 商企业.
func (h *headers) nearUnder(heading, c *cell) (found []ref) {
	p := h.b.step(noPath, heading, [2]bool(h.o))
	text := []rune(c.fold.Text)
	for ax, over := range p.node {
		if over < 0 || len(text) < 3 {
			continue
		}
		for n := range h.b.nodes[ax] {
			if h.b.nodes[ax][n].parent != over || label.Distance(text, []rune(label.Fold(h.b.nodes[ax][n].Label.Label).Text), 2) > 1 {
				continue
			}
			if found != nil {
				return nil
			}
			found = []ref{{block: h.b.id, axis: axis(ax), node: n}}
		}
	}
	return found
}

// innermost is what the last of several labels means, if each stands under the
// one before in the form.
func (h *headers) innermost(parts []*cell) []ref {
	p := noPath
	for i, part := range parts {
		next := h.b.step(p, part, [2]bool(h.o))
		for ax := range next.node {
			if i > 0 && next.node[ax] != p.node[ax] && (p.node[ax] < 0 || !h.b.under(axis(ax), next.node[ax], p.node[ax])) {
				return nil
			}
		}
		if next.node == p.node {
			return nil
		}
		p = next
	}
	for ax, n := range p.node {
		if n >= 0 {
			return []ref{{block: h.b.id, axis: axis(ax), node: n, alias: true}}
		}
	}
	return nil
}
