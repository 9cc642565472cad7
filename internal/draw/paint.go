package draw

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/internal/term"
)

// junctions are the box-drawing characters by the lines that meet in them.
var junctions = []rune(" ╵╷│╴┘┐┤╶└┌├─┴┬┼")

// The lines that meet in a junction.
const (
	up = 1 << iota
	down
	left
	right
)

const hole = '░' // a place that no cell covers

// canvas is lines of characters; a wide one is followed by a 0.
type canvas [][]rune

func newCanvas(lines, columns int) canvas {
	c := make(canvas, lines)
	for i := range c {
		c[i] = []rune(strings.Repeat(" ", columns))
	}
	return c
}

// text writes s into line y from column x on.
func (c canvas) text(y, x int, s string) {
	for _, r := range s {
		w := term.RuneWidth(r)
		if w == 0 || x+w > len(c[y]) {
			continue
		}
		c[y][x] = r
		if w == 2 {
			c[y][x+1] = 0
		}
		x += w
	}
}

func (c canvas) lines() []string {
	out := make([]string, len(c))
	for i, line := range c {
		var b strings.Builder
		for _, r := range line {
			if r != 0 {
				b.WriteRune(r)
			}
		}
		out[i] = strings.TrimRight(b.String(), " ")
	}
	return out
}

// paint draws borders and texts.
func (g *grid) paint() []string {
	ys, xs := edges(g.heights, 1), edges(g.widths, colGap)
	c := newCanvas(ys[g.t.Rows]+1, xs[g.t.Cols]+1)
	for r := 0; r <= g.t.Rows; r++ {
		for k := 0; k <= g.t.Cols; k++ {
			g.paintPlace(c, ys, xs, r, k)
		}
	}
	for i, b := range g.cells {
		cell := &g.t.Cells[i]
		for n, line := range b.lines {
			c.text(ys[cell.Row]+1+n, xs[cell.Col]+2, line)
		}
	}
	return append(g.label(c.lines(), ys, xs), g.lost()...)
}

// edges are the places of the borders before, between and after columns or rows.
func edges(sizes []int, gap int) []int {
	out := make([]int, len(sizes)+1)
	for i, s := range sizes {
		out[i+1] = out[i] + s + gap
	}
	return out
}

// borderAbove tells whether a line stands over the place, borderLeft whether
// one stands to the left of it.
func (g *grid) borderAbove(r, k int) bool {
	return k >= 0 && k < g.t.Cols && g.t.IndexAt(r-1, k) != g.t.IndexAt(r, k) || g.edge(r, g.t.Rows, k, g.t.Cols)
}

func (g *grid) borderLeft(r, k int) bool {
	return r >= 0 && r < g.t.Rows && g.t.IndexAt(r, k-1) != g.t.IndexAt(r, k) || g.edge(k, g.t.Cols, r, g.t.Rows)
}

// edge tells whether border number i of n is the table's outer one, along
// place j of m.
func (g *grid) edge(i, n, j, m int) bool { return (i == 0 || i == n) && j >= 0 && j < m }

// paintPlace draws the junction at the top left of a place, the lines from it
// to the right and down, and the place itself if it is a hole.
func (g *grid) paintPlace(c canvas, ys, xs []int, r, k int) {
	meet := 0
	for _, l := range []struct {
		bit  int
		here bool
	}{{up, g.borderLeft(r-1, k)}, {down, g.borderLeft(r, k)}, {left, g.borderAbove(r, k-1)}, {right, g.borderAbove(r, k)}} {
		if l.here {
			meet |= l.bit
		}
	}
	if meet != 0 {
		c[ys[r]][xs[k]] = junctions[meet]
	}
	if meet&right != 0 {
		for x := xs[k] + 1; x < xs[k+1]; x++ {
			c[ys[r]][x] = '─'
		}
	}
	if meet&down != 0 {
		for y := ys[r] + 1; y < ys[r+1]; y++ {
			c[y][xs[k]] = '│'
		}
	}
	if r < g.t.Rows && k < g.t.Cols && g.t.IndexAt(r, k) < 0 {
		for y := ys[r] + 1; y < ys[r+1]; y++ {
			for x := xs[k] + 2; x < xs[k+1]-1; x++ {
				c[y][x] = hole
			}
		}
	}
}

// label adds the numbers of columns above and of rows to the left.
func (g *grid) label(lines []string, ys, xs []int) []string {
	head := newCanvas(1, g.margin+xs[g.t.Cols]+1)
	for k := range g.t.Cols {
		head.text(0, g.margin+xs[k]+2, strconv.Itoa(k))
	}
	out := head.lines()
	r := 0
	for y, line := range lines {
		number := ""
		if r < g.t.Rows && y == ys[r]+1 {
			number = strconv.Itoa(r)
			r++
		}
		out = append(out, term.PadLeft(number, g.margin-1)+" "+line)
	}
	return out
}

// lost lists the cells that lie under others.
func (g *grid) lost() []string {
	var out []string
	for i, b := range g.cells {
		if b.rows == 0 || b.cols == 0 {
			c := &g.t.Cells[i]
			out = append(out, fmt.Sprintf("under another cell, row %d col %d: %s", c.Row, c.Col, term.Clean(b.text)))
		}
	}
	return out
}
