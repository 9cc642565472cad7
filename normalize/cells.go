package normalize

import "iter"

// cellKey is a cell of a block: a row node and a column node.
type cellKey struct{ row, col int }

// cellGrid holds the observations of a block, by their cells: it is as large as the
// block, for nearly all of that is printed. The zero value holds none.
type cellGrid struct {
	columns int
	at      []observation
	have    []bool
	count   int
}

func newCellGrid(b *block, s *scratch) cellGrid {
	columns := len(b.nodes[colAxis])
	n := len(b.nodes[rowAxis]) * columns
	return cellGrid{columns: columns, at: s.takeGrid(n), have: make([]bool, n)}
}

// get gives the observation of a cell, if there is one.
func (c *cellGrid) get(k cellKey) (o observation, ok bool) {
	if k.row < 0 || k.col < 0 || k.col >= c.columns {
		return o, false
	}
	if i := k.row*c.columns + k.col; i < len(c.have) && c.have[i] {
		return c.at[i], true
	}
	return o, false
}

// set sets the observation of a cell of the block.
func (c *cellGrid) set(k cellKey, o observation) {
	i := k.row*c.columns + k.col
	if !c.have[i] {
		c.have[i] = true
		c.count++
	}
	c.at[i] = o
}

// all gives the cells that have an observation, in the order of the form.
func (c *cellGrid) all() iter.Seq2[cellKey, *observation] {
	return func(yield func(cellKey, *observation) bool) {
		for i, have := range c.have {
			if have && !yield(cellKey{i / c.columns, i % c.columns}, &c.at[i]) {
				return
			}
		}
	}
}
