package draw

import (
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/internal/term"
)

// Grid draws a table with its merged cells, the numbers of its grid rows and
// columns along the edges, and places that no cell covers as ░. Lines are at
// most width columns wide, unless the table has more columns than that leaves
// room for. text gives the text of a cell.
func Grid(t *document.Table, width int, text func(*document.Cell) string) []string {
	if t.Rows == 0 || t.Cols == 0 {
		return []string{"(no cells)"}
	}
	g := &grid{t: t, margin: len(strconv.Itoa(t.Rows-1)) + 1}
	g.cells = make([]box, len(t.Cells))
	for i := range t.Cells {
		g.cells[i] = g.place(i, text(&t.Cells[i]))
	}
	g.setWidths(width - g.margin)
	g.setHeights()
	return g.paint()
}

// grid is a table that is being laid out. A column takes its width and a space
// on either side; a border stands between any two and around all.
type grid struct {
	t       *document.Table
	margin  int // columns of the row numbers
	cells   []box
	widths  []int // of the grid's columns, without border and spaces
	heights []int // of the grid's rows, without border
}

// box is a cell as it is drawn. Where cells overlap, it is smaller than the
// cell says, or has no place at all.
type box struct {
	rows, cols int
	text       string
	lines      []string
}

// place finds the rows and columns that a cell really has.
func (g *grid) place(i int, text string) box {
	c := &g.t.Cells[i]
	b := box{text: text}
	for b.cols < c.ColSpan && g.t.IndexAt(c.Row, c.Col+b.cols) == i {
		b.cols++
	}
	for b.rows < c.RowSpan && g.t.IndexAt(c.Row+b.rows, c.Col) == i {
		b.rows++
	}
	return b
}

// inner is the room for text in n neighbours of the given sizes, which have gap
// between them.
func inner(sizes []int, gap int) int {
	n := gap * (len(sizes) - 1)
	for _, s := range sizes {
		n += s
	}
	return n
}

const (
	colGap   = 3 // space, border, space
	minWidth = 2 // one Chinese character
)

// setWidths gives each column the width that its texts ask for, as far as there
// is room.
func (g *grid) setWidths(room int) {
	g.widths = make([]int, g.t.Cols)
	for i := range g.widths {
		g.widths[i] = minWidth
	}
	for _, spanning := range []bool{false, true} {
		for i := range g.cells {
			b, c := &g.cells[i], &g.t.Cells[i]
			if b.cols > 0 && (b.cols > 1) == spanning {
				widen(g.widths[c.Col:c.Col+b.cols], min(longest(b.text), room))
			}
		}
	}
	g.shrink(room - colGap*g.t.Cols - 1)
}

// longest is the width of the longest line.
func longest(text string) int {
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		n = max(n, term.Width(term.Clean(line)))
	}
	return n
}

// widen spreads what is missing to need over the columns, the narrowest first.
func widen(cols []int, need int) {
	for missing := need - inner(cols, colGap); missing > 0; missing-- {
		least := 0
		for i, w := range cols {
			if w < cols[least] {
				least = i
			}
		}
		cols[least]++
	}
}

// shrink takes from the widest columns until all take at most room together.
func (g *grid) shrink(room int) {
	for over := inner(g.widths, 0) - room; over > 0; over-- {
		widest := 0
		for i, w := range g.widths {
			if w > g.widths[widest] {
				widest = i
			}
		}
		if g.widths[widest] <= minWidth {
			return
		}
		g.widths[widest]--
	}
}

// setHeights breaks the texts into lines and gives each row room for them. What
// a cell over several rows lacks goes to its last.
func (g *grid) setHeights() {
	g.heights = make([]int, g.t.Rows)
	for i := range g.heights {
		g.heights[i] = 1
	}
	for _, spanning := range []bool{false, true} {
		for i := range g.cells {
			b, c := &g.cells[i], &g.t.Cells[i]
			if b.rows == 0 || b.cols == 0 || (b.rows > 1) != spanning {
				continue
			}
			b.lines = term.Wrap(b.text, inner(g.widths[c.Col:c.Col+b.cols], colGap))
			if missing := len(b.lines) - inner(g.heights[c.Row:c.Row+b.rows], 1); missing > 0 {
				g.heights[c.Row+b.rows-1] += missing
			}
		}
	}
}
