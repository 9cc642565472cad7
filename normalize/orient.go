package normalize

import (
	"slices"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/normalize/label"
)

// orientation says for each axis of a block whether its labels run across the
// top (and name what stands below them) or down the side (and name what stands
// to their right).
type orientation [2]bool // true: across

// orient finds the orientation of a segment. The official form's holds unless
// the labels show another: an axis runs the way in which more of its labels
// stand in one line.
func (b *block) orient(s *segment) orientation {
	o := orientation{rowAxis: b.def.Across, colAxis: true}
	for _, ax := range []axis{rowAxis, colAxis} {
		across, down := b.lines(s, ax)
		switch {
		case across >= 2 && across > down:
			o[ax] = true
		case down >= 2 && down > across:
			o[ax] = false
		case b.def.Across && down == 1 && across == 0:
			o[ax] = false // the only line of a table that has several in the form
		}
	}
	return o
}

// lines is the largest number of different labels of an axis that stand in one
// row, and in one column. Only labels that cannot belong to the other axis count.
func (b *block) lines(s *segment, ax axis) (across, down int) {
	columns := map[int]labelSet{}
	stands := func(column, n int) {
		set := columns[column]
		set.add(n)
		columns[column] = set
	}
	for _, r := range s.rows {
		var inRow labelSet
		// A label with values in its row runs down, whatever its column.
		beside := slices.ContainsFunc(r.cells, func(c *cell) bool { return c.value && !c.blank }) || b.namesCell(r)
		for _, c := range r.cells {
			n := b.only(c, ax)
			if n < 0 || b.nodes[ax][n].leaf < 0 {
				continue
			}
			if beside {
				stands(besideValues, n)
			}
			if r.geometry != document.Ragged {
				stands(c.lo, n)
			}
			if !beside {
				inRow.add(n)
			}
		}
		across = max(across, len(inRow))
	}
	for _, set := range columns {
		down = max(down, len(set))
	}
	return across, down
}

// namesCell tells whether a row holds one label of each axis and a cell that is
// none, which they name together.
func (b *block) namesCell(r *row) bool {
	other := false
	var count [2]int
	for _, c := range r.cells {
		other = other || c.refs == nil
		for ax := range count {
			if n := b.only(c, axis(ax)); n >= 0 && b.nodes[ax][n].leaf >= 0 {
				count[ax]++
			}
		}
	}
	return other && count == [2]int{1, 1}
}

// labelSet is a set of the nodes of an axis; there are few in a line.
type labelSet []int

func (s *labelSet) add(n int) {
	if !slices.Contains(*s, n) {
		*s = append(*s, n)
	}
}

// besideValues stands, among columns, for the labels that stand beside values.
const besideValues = -1

// only is the node that the cell names if it can name nothing but a node of
// this axis, else -1.
func (b *block) only(c *cell, ax axis) int {
	found := -1
	for _, r := range c.refs {
		switch {
		case r.block != b.id:
		case r.axis != ax:
			return -1
		default:
			found = r.node
		}
	}
	return found
}

// role says what a cell does in its segment.
type role uint8

const (
	plain  role = iota // a value, a blank, or a text that is no known label
	stub               // names what stands to its right
	header             // names what stands below it
	frame              // a band or a corner, which names no value
)

// role finds a cell's role in its row. A word that can be of either axis (总计,
// 其他) takes the role that the row's other labels have; alone at the end of a
// row it has nothing to name there, and names what is below.
func (b *block) role(c *cell, r *row, o orientation) role {
	var can [4]bool
	any := false
	for _, f := range c.refs {
		if f.block == b.id {
			can[f.axis], any = true, true
		}
	}
	switch {
	case !any:
		return plain
	case can[rowAxis] && can[colAxis] && o[rowAxis] != o[colAxis]:
		if b.hasHeader(r, o) || c.fold.Level == label.NoIndex && (len(r.cells) > 0 && r.cells[len(r.cells)-1] == c || endsPieces(c, r)) {
			return header
		}
		return stub
	case can[rowAxis]:
		return sideRole(o[rowAxis])
	case can[colAxis]:
		return sideRole(o[colAxis])
	}
	return frame
}

// endsPieces tells whether a cell is the last of a row that prints anything, behind
// two texts or more that are no labels: halves of labels that are split over two rows
// of a header, with blank columns among them.
func endsPieces(c *cell, r *row) bool {
	texts := 0
	for i, d := range r.cells {
		switch {
		case d == c:
			return texts > 1 && allBlank(r.cells[i+1:])
		case d.blank:
		case d.value || d.refs != nil || d.unit:
			return false
		default:
			texts++
		}
	}
	return false
}

func sideRole(across bool) role {
	if across {
		return header
	}
	return stub
}

// hasHeader tells whether a row holds a label that can only be a header.
func (b *block) hasHeader(r *row, o orientation) bool {
	for _, c := range r.cells {
		for _, ax := range []axis{rowAxis, colAxis} {
			if o[ax] && b.only(c, ax) >= 0 {
				return true
			}
		}
	}
	return false
}

// path is what a chain of labels, from the outside in, names on each axis: the
// innermost node, or -1.
type path struct {
	node    [2]int
	label   [2]*cell // what was printed for each
	after   [2]int   // the node named by the line before, or -1
	quality quality
	rank    int // of the alias that was printed: earlier ones are surer
}

// quality says how surely a label was read.
type quality uint8

const (
	exact quality = iota
	alias
	fuzzy
	position
	sums
)

var noPath = path{node: [2]int{-1, -1}, after: [2]int{-1, -1}}

// step goes on along a path to the node that a label names. Where the same words
// stand in several places of the form, the one under the heading before counts,
// else the first one after the line before.
func (b *block) step(p path, c *cell, axes [2]bool) path {
	best, bestFit := ref{node: -1}, -1
	for _, r := range c.refs {
		if r.block != b.id || r.axis > colAxis || !axes[r.axis] {
			continue
		}
		fit := 0
		switch {
		case p.node[r.axis] >= 0 && b.under(r.axis, r.node, p.node[r.axis]):
			fit = 2
		case p.after[r.axis] < r.node:
			fit = 1
		}
		if fit > bestFit {
			best, bestFit = r, fit
		}
	}
	if best.node < 0 {
		return p
	}
	p.node[best.axis], p.label[best.axis], p.rank = best.node, c, best.rank
	q := exact
	switch {
	case c.guessed:
		q = fuzzy
	case best.alias || c.bare:
		q = alias
	}
	p.quality = max(p.quality, q)
	return p
}

// under tells whether node n stands under the heading h.
func (b *block) under(ax axis, n, h int) bool {
	for p := b.nodes[ax][n].parent; p >= 0; p = b.nodes[ax][p].parent {
		if p == h {
			return true
		}
	}
	return false
}

// holds tells whether a node can hold values: a leaf, or a heading with a key.
func (b *block) holds(ax axis, n int) bool { return n >= 0 && b.nodes[ax][n].Key != "" }
