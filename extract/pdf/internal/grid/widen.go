package grid

import (
	"cmp"
	"math"
	"slices"
)

// Widen adds the outer columns of a table whose rules a page break lost: browsers draw
// the outer border of a cell over several rows on its first page only. xs are the
// edges of the table on the page before. It must have all the edges that this one has, six
// or more, and one or two beyond; each column that is added is one cell.
func (t *Table) Widen(xs []float64) {
	const near, least, most = 3, 6, 2
	if len(t.Xs) < least || len(xs) <= len(t.Xs) || len(xs) > len(t.Xs)+most {
		return
	}
	from := slices.IndexFunc(xs, func(x float64) bool { return math.Abs(x-t.Xs[0]) < near })
	if from < 0 || from+len(t.Xs) > len(xs) {
		return
	}
	for i, x := range t.Xs {
		if math.Abs(xs[from+i]-x) >= near {
			return
		}
	}
	t.widen(xs[:from], xs[from+len(t.Xs):])
}

func (t *Table) widen(left, right []float64) {
	rows := t.Rows()
	inner := t.Cols()
	t.Xs = slices.Concat(left, t.Xs, right)
	for i := range t.Cells {
		t.Cells[i].Col += len(left)
	}
	for c := range t.Cols() {
		if c >= len(left) && c < len(left)+inner {
			continue
		}
		t.Cells = append(t.Cells, Cell{Col: c, RowSpan: rows, ColSpan: 1, X0: t.Xs[c], X1: t.Xs[c+1], Y0: t.Ys[0], Y1: t.Ys[rows]})
	}
	slices.SortStableFunc(t.Cells, func(a, b Cell) int { return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col)) })
	t.owner = make([]int, rows*t.Cols())
	for i, c := range t.Cells {
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Col; k < c.Col+c.ColSpan; k++ {
				t.owner[r*t.Cols()+k] = i
			}
		}
	}
}
