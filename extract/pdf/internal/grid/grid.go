// Package grid finds the tables that ruling lines draw on a page.
//
// Lines that touch form a table. Their edges snap together within 2.5 points; a
// border stands where at least half of it is inked, else the two cells are one. Where
// lines run on past the last one across them, the edge of the table is closed:
// a table that goes on overleaf may lack its rule there.
package grid

import (
	"cmp"
	"math"
	"slices"

	"github.com/nianbao/nianbao/extract/pdf/internal/content"
)

const (
	// snap is how far apart two lines may stand that are one.
	snap = 2.5
	// inked is the part of a border that must be drawn.
	inked = 0.5
	// overrun is how far a line must run on past the last one across it.
	overrun = 8.0
	// least is the length of a line that draws an edge; shorter ones only join others.
	least = 4.0
)

// Cell is a cell of a table. X0 to Y1 is its box.
type Cell struct {
	Row, Col, RowSpan, ColSpan int
	X0, Y0, X1, Y1             float64
	Glyphs                     []content.Glyph
}

// Table is a grid that ruling lines draw. Every place of it is covered by one cell.
type Table struct {
	// Xs and Ys are the edges of the columns, from the left, and of the rows, from above.
	Xs, Ys []float64
	// Cells are in the order of their anchors, row by row.
	Cells []Cell
	// OpenTop and OpenBottom tell that no rule closes the table there.
	OpenTop, OpenBottom bool

	owner []int
}

// Rows and Cols are the numbers of rows and columns.
func (t *Table) Rows() int { return len(t.Ys) - 1 }

// Cols is the number of columns.
func (t *Table) Cols() int { return len(t.Xs) - 1 }

// At is the index of the cell at a place on the page, or -1.
func (t *Table) At(x, y float64) int {
	c, r := between(t.Xs, x), between(t.Ys, y)
	if c < 0 || r < 0 {
		return -1
	}
	return t.owner[r*t.Cols()+c]
}

// between is the index of the interval that holds v, or -1.
func between(edges []float64, v float64) int {
	i, found := slices.BinarySearch(edges, v)
	if !found {
		i--
	}
	if i < 0 || i >= len(edges)-1 {
		return -1
	}
	return i
}

// Find finds the tables of a page, from the top; those side by side from the left.
// rest are the lines that draw none.
func Find(rules []content.Rule) (tables []Table, rest []content.Rule) {
	rules = merged(rules)
	if len(rules) > maxRules {
		return nil, nil
	}
	for _, group := range touching(rules) {
		t, ok := build(group)
		if !ok {
			rest = append(rest, group...)
			continue
		}
		if tables = append(tables, t); len(tables) > maxTables {
			return nil, nil
		}
	}
	slices.SortStableFunc(tables, func(a, b Table) int {
		const level = 20
		if math.Abs(a.Ys[0]-b.Ys[0]) > level {
			return cmp.Compare(a.Ys[0], b.Ys[0])
		}
		return cmp.Or(cmp.Compare(a.Xs[0], b.Xs[0]), cmp.Compare(a.Ys[0], b.Ys[0]))
	})
	return tables, rest
}

// build makes a table of lines that touch.
func build(rules []content.Rule) (Table, bool) {
	var h, v []content.Rule
	for _, r := range rules {
		if r.Horizontal() {
			h = append(h, r)
		} else {
			v = append(v, r)
		}
	}
	if len(v) < 2 || len(h) == 0 && len(v) < 3 {
		return Table{}, false
	}
	t := Table{}
	t.edges(h, v)
	if t.Rows() < 1 || t.Cols() < 1 || t.Rows() > maxRows || t.Cols() > maxCols {
		return Table{}, false
	}
	t.cells(t.join(t.vertical(v), t.horizontal(h)))
	return t, len(t.Cells) > 1
}

// maxRows and maxCols bound the part of a table on one page, maxTables their number.
const (
	maxRows   = 1000
	maxCols   = 250
	maxTables = 200
)

// edges finds the edges of columns and rows.
func (t *Table) edges(h, v []content.Rule) {
	var xs, ys []float64
	for _, r := range v {
		if r.Length() > least {
			xs = append(xs, r.X0)
		}
	}
	for _, r := range h {
		if r.Length() > least {
			ys = append(ys, r.Y0)
		}
	}
	t.Xs, t.Ys = cluster(xs), cluster(ys)
	if len(t.Xs) == 0 {
		return
	}
	// Lines that run on past the last one across them.
	left, right := t.Xs[0], t.Xs[len(t.Xs)-1]
	for _, r := range h {
		left, right = min(left, r.X0), max(right, r.X1)
	}
	if left < t.Xs[0]-overrun {
		t.Xs = append([]float64{left}, t.Xs...)
	}
	if right > t.Xs[len(t.Xs)-1]+overrun {
		t.Xs = append(t.Xs, right)
	}
	top, bottom := math.Inf(1), math.Inf(-1)
	for _, r := range v {
		top, bottom = min(top, r.Y0), max(bottom, r.Y1)
	}
	if len(t.Ys) == 0 || top < t.Ys[0]-overrun {
		t.Ys, t.OpenTop = append([]float64{top}, t.Ys...), true
	}
	if bottom > t.Ys[len(t.Ys)-1]+overrun {
		t.Ys, t.OpenBottom = append(t.Ys, bottom), true
	}
}

// cluster is the middle of each group of values that are no further from its first
// than they may be to be one.
func cluster(v []float64) []float64 {
	slices.Sort(v)
	var out []float64
	for i := 0; i < len(v); {
		j, sum := i, 0.0
		for ; j < len(v) && v[j]-v[i] <= snap; j++ {
			sum += v[j]
		}
		out = append(out, sum/float64(j-i))
		i = j
	}
	return out
}

// nearest is the index of the edge nearest to v, or -1 if none is near.
func nearest(edges []float64, v float64) int {
	i, _ := slices.BinarySearch(edges, v)
	if i == len(edges) || i > 0 && v-edges[i-1] < edges[i]-v {
		i--
	}
	if i < 0 || math.Abs(edges[i]-v) > snap+1 {
		return -1
	}
	return i
}

// vertical is how much of the left border of each place is drawn.
func (t *Table) vertical(v []content.Rule) []float64 {
	ink := make([]float64, t.Rows()*(t.Cols()+1))
	for _, r := range v {
		c := nearest(t.Xs, r.X0)
		if c < 0 {
			continue
		}
		for row := range t.Rows() {
			if d := min(r.Y1, t.Ys[row+1]) - max(r.Y0, t.Ys[row]); d > 0 {
				ink[row*(t.Cols()+1)+c] += d
			}
		}
	}
	return ink
}

// horizontal is how much of the upper border of each place is drawn.
func (t *Table) horizontal(h []content.Rule) []float64 {
	ink := make([]float64, (t.Rows()+1)*t.Cols())
	for _, r := range h {
		row := nearest(t.Ys, r.Y0)
		if row < 0 {
			continue
		}
		for c := range t.Cols() {
			if d := min(r.X1, t.Xs[c+1]) - max(r.X0, t.Xs[c]); d > 0 {
				ink[row*t.Cols()+c] += d
			}
		}
	}
	return ink
}

// join joins places between which no border stands; the result names the cell of each.
func (t *Table) join(vertical, horizontal []float64) sets {
	rows, cols := t.Rows(), t.Cols()
	s := newSets(rows * cols)
	for r := range rows {
		for c := range cols {
			if c+1 < cols && vertical[r*(cols+1)+c+1] < inked*(t.Ys[r+1]-t.Ys[r]) {
				s.join(r*cols+c, r*cols+c+1)
			}
			if r+1 < rows && horizontal[(r+1)*cols+c] < inked*(t.Xs[c+1]-t.Xs[c]) {
				s.join(r*cols+c, (r+1)*cols+c)
			}
		}
	}
	return s
}

// cells cuts the joined places into rectangles, which they are but in damaged tables.
func (t *Table) cells(s sets) {
	rows, cols := t.Rows(), t.Cols()
	t.owner = make([]int, rows*cols)
	for i := range t.owner {
		t.owner[i] = -1
	}
	free := func(r, c, root int) bool { return t.owner[r*cols+c] < 0 && s.find(r*cols+c) == root }
	for r := range rows {
		for c := range cols {
			if t.owner[r*cols+c] >= 0 {
				continue
			}
			root := s.find(r*cols + c)
			right, low := c+1, r+1
			for right < cols && free(r, right, root) {
				right++
			}
			for low < rows && t.rowFree(low, c, right, root, free) {
				low++
			}
			for y := r; y < low; y++ {
				for x := c; x < right; x++ {
					t.owner[y*cols+x] = len(t.Cells)
				}
			}
			t.Cells = append(t.Cells, Cell{Row: r, Col: c, RowSpan: low - r, ColSpan: right - c,
				X0: t.Xs[c], X1: t.Xs[right], Y0: t.Ys[r], Y1: t.Ys[low]})
		}
	}
}

func (t *Table) rowFree(r, from, to, root int, free func(r, c, root int) bool) bool {
	for c := from; c < to; c++ {
		if !free(r, c, root) {
			return false
		}
	}
	return true
}
