package layout

import (
	"math"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/extract/pdf/internal/lines"
)

// goesOnIn tells whether a part at the top of a page goes on with a table: both reach
// from the same left edge to the same right one.
func (t *piece) goesOnIn(next *piece) bool {
	const near = 6
	return math.Abs(t.x0-next.x0) < near && math.Abs(t.x1-next.x1) < near
}

// glue appends the part of a table that stands overleaf, on the edges of both.
func (t *piece) glue(next *piece) {
	xs := union(t.xs, next.xs)
	t.onto(xs)
	next.onto(xs)
	next.dropHeader(t)
	if next.Rows > 0 {
		if t.splitBy(next) {
			t.mend(next)
		}
		t.extend(next)
		for _, c := range next.Table.Cells {
			c.Row += t.Rows
			t.Table.Cells = append(t.Table.Cells, c)
		}
		t.Rows += next.Rows
	}
	t.last, t.open = next.last, next.open
}

// union are the edges of both lists, of which those that are near are one.
func union(a, b []float64) []float64 {
	const near = 4
	all := slices.Concat(a, b)
	slices.Sort(all)
	var out []float64
	for i := 0; i < len(all); {
		j, sum := i, 0.0
		for ; j < len(all) && all[j]-all[i] <= near; j++ {
			sum += all[j]
		}
		out = append(out, sum/float64(j-i))
		i = j
	}
	return out
}

// onto moves the cells onto other edges, of which there may be more.
func (t *piece) onto(xs []float64) {
	place := func(x float64) int {
		i, _ := slices.BinarySearch(xs, x)
		if i == len(xs) || i > 0 && x-xs[i-1] < xs[i]-x {
			i--
		}
		return i
	}
	for i := range t.Table.Cells {
		c := &t.Table.Cells[i]
		from, to := place(t.xs[c.Col]), place(t.xs[c.Col+c.ColSpan])
		c.Col, c.ColSpan = from, max(1, to-from)
	}
	t.xs, t.Cols = xs, len(xs)-1
}

// at is the index of the cell that covers a place, or -1.
func (t *piece) at(row, col int) int {
	return slices.IndexFunc(t.Table.Cells, func(c Cell) bool {
		return row >= c.Row && row < c.Row+c.RowSpan && col >= c.Col && col < c.Col+c.ColSpan
	})
}

// row are the cells whose anchor is in a row, from the left.
func (t *piece) row(r int) (out []*Cell) {
	for i := range t.Table.Cells {
		if c := &t.Table.Cells[i]; c.Row == r {
			out = append(out, c)
		}
	}
	return out
}

// dropHeader takes off the rows that repeat those at the head of the table. Rows with
// numbers repeat nothing.
func (t *piece) dropHeader(of *piece) {
	const most = 8 // rows of a header
	n := 0
	for n < most && n < t.Rows && n < of.Rows && sameRow(t.row(n), of.row(n)) {
		n++
	}
	// A cell may reach from the repeated rows into those below: then it is no header.
	for n > 0 && slices.ContainsFunc(t.Table.Cells, func(c Cell) bool { return c.Row < n && c.Row+c.RowSpan > n }) {
		n--
	}
	if n == 0 {
		return
	}
	t.Table.Cells = slices.DeleteFunc(t.Table.Cells, func(c Cell) bool { return c.Row < n })
	for i := range t.Table.Cells {
		t.Table.Cells[i].Row -= n
	}
	t.Rows -= n
	t.openTop = false
}

func sameRow(a, b []*Cell) bool {
	text := false
	for i, c := range a {
		if i >= len(b) || c.Text != b[i].Text || c.Col != b[i].Col || c.ColSpan != b[i].ColSpan || c.RowSpan != b[i].RowSpan || hasDigit(c.Text) {
			return false
		}
		text = text || c.Text != ""
	}
	return text && len(a) == len(b)
}

func hasDigit(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' })
}

// splitBy tells whether the page cut the last row in two: its rest is the first row
// of the next part. Where no rule closes the row, it is. Else each text overleaf
// must go on with one that fills its cell, and some cells must be done: a row of its own
// has a label, and texts where the row above has.
func (t *piece) splitBy(next *piece) bool {
	last, first := t.shape(t.Rows-1), next.shape(0)
	if !slices.Equal(last.edges, first.edges) {
		return false
	}
	if t.open && next.openTop {
		return true
	}
	on, done := 0, 0
	for col, c := range first.byCol {
		a := last.byCol[col]
		switch {
		case a == nil:
			return false
		case a.RowSpan > 1 || c.RowSpan > 1 || a.Text == "" && c.Text == "":
		case c.Text == "":
			done++
		case a.Text == "":
			if !t.centred(&last) {
				return false
			}
		case !a.goesOn(c):
			return false
		default:
			on++
		}
	}
	return on+done > 0
}

// centred tells whether the values of a row may stand lower than its label: it has a label
// and nothing else.
func (t *piece) centred(last *shape) bool {
	return last.values == 0 && last.texts > 0 && last.cells > 2
}

// goesOn tells whether the text of a cell may go on overleaf in c.
func (c *Cell) goesOn(more *Cell) bool {
	if c.Text == "" || more.Text == "" || isValue(c.Text) != isValue(more.Text) || numbered.MatchString(more.Text) {
		return false
	}
	return fills(c.tail, more.head.Glyphs[0], c.width)
}

// shape is a row of a table, seen from the page's edge.
type shape struct {
	edges         []int
	byCol         map[int]*Cell
	cells         int
	texts, values int // cells with labels, and with numbers
}

func (t *piece) shape(row int) shape {
	s := shape{byCol: map[int]*Cell{}}
	for col := 0; col < t.Cols; {
		i := t.at(row, col)
		if i < 0 {
			s.edges = append(s.edges, col)
			col++
			continue
		}
		c := &t.Table.Cells[i]
		s.edges = append(s.edges, c.Col)
		s.byCol[c.Col] = c
		s.cells++
		switch {
		case c.RowSpan > 1 || c.Text == "":
		case isValue(c.Text):
			s.values++
		default:
			s.texts++
		}
		col = c.Col + c.ColSpan
	}
	return s
}

// isValue tells whether a text is a number or what stands for one.
func isValue(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return !(r >= '0' && r <= '9' || r >= '０' && r <= '９' || strings.ContainsRune(" .,-+/%—－–\\", r))
	})
}

// mend joins the first row of the next part to the last one.
func (t *piece) mend(next *piece) {
	for _, c := range next.row(0) {
		i := t.at(t.Rows-1, c.Col)
		if i < 0 {
			continue
		}
		a := &t.Table.Cells[i]
		a.append(*c)
		a.RowSpan += c.RowSpan - 1
	}
	next.Table.Cells = slices.DeleteFunc(next.Table.Cells, func(c Cell) bool { return c.Row == 0 })
	for i := range next.Table.Cells {
		next.Table.Cells[i].Row--
	}
	next.Rows--
}

// append adds the text that stands overleaf.
func (c *Cell) append(more Cell) {
	switch {
	case more.Text == "":
		return
	case c.Text == "":
		c.Box, c.head = more.Box, more.head
	case !c.goesOn(&more):
		c.Text += "\n"
	default:
		c.Text += lines.Joint(c.tail, more.head)
	}
	c.Text += more.Text
	c.tail = more.tail
}

// extend lets cells of the last row that span rows, or name a group, reach into the next part
// where that has an empty cell, or the rest of the text.
func (t *piece) extend(next *piece) {
	if next.Rows == 0 {
		return
	}
	keep := next.Table.Cells[:0]
	for _, c := range next.Table.Cells {
		if c.Row == 0 {
			i := t.at(t.Rows-1, c.Col)
			if i >= 0 && t.reaches(&t.Table.Cells[i], &c, next) {
				a := &t.Table.Cells[i]
				a.append(c)
				a.RowSpan += c.RowSpan
				continue
			}
		}
		keep = append(keep, c)
	}
	next.Table.Cells = keep
}

// reaches tells whether a cell of the last row goes on overleaf in c.
func (t *piece) reaches(a, c *Cell, next *piece) bool {
	if a.Col != c.Col || a.ColSpan != c.ColSpan || c.RowSpan == next.Rows && c.RowSpan > 1 && next.Rows == 1 {
		return false
	}
	spans := a.RowSpan > 1 || c.RowSpan > 1
	switch {
	case isValue(a.Text) || isValue(c.Text):
		return false
	case c.Text == "" && a.Text == "":
		return spans && t.labels(a.Col)
	case c.Text == "":
		return spans || t.labels(a.Col) && t.labelled(next, c)
	case a.Text == "":
		return spans
	}
	return spans && a.goesOn(c)
}

// labels tells whether a column holds labels: texts, and no numbers.
func (t *piece) labels(col int) bool {
	text := false
	for _, c := range t.Table.Cells {
		if col < c.Col || col >= c.Col+c.ColSpan {
			continue
		}
		if isValue(c.Text) {
			return false
		}
		text = text || c.Text != ""
	}
	return text
}

// labelled tells whether right of c, in the first row of the next part, a label stands.
func (t *piece) labelled(next *piece, c *Cell) bool {
	return slices.ContainsFunc(next.Table.Cells, func(d Cell) bool {
		return d.Row == 0 && d.Col > c.Col && d.Text != "" && !isValue(d.Text)
	})
}
