package second

import (
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
)

// maxFindings is how many differences are told one by one.
const maxFindings = 100

// Compare says where a document and a second reading of the same file differ:
// X180 for text, X181 for grids, X182 for blocks that only one of the two has;
// and in the end how much was compared (X184).
func Compare(first *document.Document, r *Reading) []diag.Finding {
	c := comparison{first: first, second: r.blocks, by: r.By}
	c.align(r.Part)
	c.findings = append(c.findings, diag.New("X184", source.Pos{}, "reader", r.By,
		"paragraphs", strconv.Itoa(c.paragraphs), "cells", strconv.Itoa(c.cells), "differences", strconv.Itoa(c.differences)))
	return c.findings
}

// Failed is the finding for a document that could not be read a second time.
func Failed(err error) diag.Finding {
	return diag.New("X183", source.Pos{}, "detail", ": "+short(err.Error()))
}

// comparison is a comparison at work.
type comparison struct {
	first       *document.Document
	second      []block
	by          string
	findings    []diag.Finding
	paragraphs  int // compared
	cells       int
	differences int
}

func (c *comparison) add(code diag.Code, pos source.Pos, args ...string) {
	if c.differences++; c.differences <= maxFindings {
		c.findings = append(c.findings, diag.New(code, pos, append(args, "reader", c.by)...))
	}
}

// reach is how many blocks ahead the same block is looked for.
const reach = 40

// align pairs the blocks of the two readings, in order. part tells that the
// second reading may have blocks of which the first knows nothing.
func (c *comparison) align(part bool) {
	i, k := 0, 0
	n, m := len(c.first.Blocks), len(c.second)
	for i < n && k < m {
		switch {
		case c.second[k].gap:
			i, k = c.pass(i, k+1), k+1
		case c.optional(k) && k+1 < m && c.same(i, k+1):
			k++
		case c.same(i, k):
			c.pair(i, k)
			i, k = i+1, k+1
		case c.optional(k):
			k++
		case part:
			if at := c.findSecond(i, k, m); at >= 0 {
				k = at
			} else if at := c.findLike(i, k, m); at >= 0 {
				c.pair(i, at)
				i, k = i+1, at+1
			} else {
				c.onlyFirst(i)
				i++
			}
		default:
			i, k = c.resync(i, k)
		}
	}
	for ; i < n && !c.endsInGap(k); i++ {
		c.onlyFirst(i)
	}
	for ; k < m && !part; k++ {
		c.onlySecond(k, i)
	}
}

// endsInGap tells whether the second reading, read up to block k, ended in a
// gap, which any blocks may fill.
func (c *comparison) endsInGap(k int) bool { return k > 0 && k == len(c.second) && c.second[k-1].gap }

// pass finds the block of the first reading, from i on, at which the second
// goes on with block k after a gap.
func (c *comparison) pass(i, k int) int {
	if k >= len(c.second) {
		return i
	}
	for at := i; at < len(c.first.Blocks); at++ {
		if c.same(at, k) {
			return at
		}
	}
	return i
}

// resync handles two blocks that differ: one of the two readings has more, or
// both have the same block otherwise.
func (c *comparison) resync(i, k int) (int, int) {
	inSecond := c.findSecond(i, k+1, min(k+reach, len(c.second)))
	inFirst := c.findFirst(k, i+1, min(i+reach, len(c.first.Blocks)))
	switch {
	case inSecond >= 0 && (inFirst < 0 || inSecond-k <= inFirst-i):
		for ; k < inSecond; k++ {
			c.onlySecond(k, i)
		}
	case inFirst >= 0:
		for ; i < inFirst; i++ {
			c.onlyFirst(i)
		}
	case c.alike(i, k):
		c.pair(i, k)
		return i + 1, k + 1
	default:
		c.onlyFirst(i)
		c.onlySecond(k, i)
		return i + 1, k + 1
	}
	return i, k
}

func (c *comparison) findSecond(i, from, to int) int {
	for k := from; k < to; k++ {
		if !c.optional(k) && c.same(i, k) {
			return k
		}
	}
	return -1
}

// findLike finds a block of the second reading that is of the kind of block i:
// a table whose first filled cell is the same.
func (c *comparison) findLike(i, from, to int) int {
	t := c.first.Blocks[i].Table
	for k := from; t != nil && k < to; k++ {
		if o := c.second[k].table; o != nil && o.rows == t.Rows && o.cols == t.Cols && len(o.cells) > 0 && o.cells[0].text.matches(t.Cells[0].Text, "") {
			return k
		}
	}
	return -1
}

func (c *comparison) findFirst(k, from, to int) int {
	for i := from; i < to && !c.optional(k); i++ {
		if c.same(i, k) {
			return i
		}
	}
	return -1
}

// alike tells whether two blocks are of one kind.
func (c *comparison) alike(i, k int) bool {
	return (c.first.Blocks[i].Table != nil) == (c.second[k].table != nil) && !c.second[k].gap
}

func (c *comparison) optional(k int) bool {
	return !c.second[k].gap && c.second[k].table == nil && c.second[k].text.optional()
}

// same tells whether two blocks say the same.
func (c *comparison) same(i, k int) bool {
	a, b := &c.first.Blocks[i], &c.second[k]
	if !c.alike(i, k) {
		return false
	}
	if a.Table == nil {
		return b.text.matches(a.Text, a.Marker)
	}
	if len(a.Table.Cells) != len(b.table.cells) || !sameSize(a.Table, b.table) {
		return false
	}
	for n := range a.Table.Cells {
		if x, y := &a.Table.Cells[n], &b.table.cells[n]; !samePlace(x, y) || !y.text.matches(x.Text, "") {
			return false
		}
	}
	return true
}

func sameSize(a *document.Table, b *table) bool { return a.Rows == b.rows && a.Cols == b.cols }

func samePlace(x *document.Cell, y *cell) bool {
	return x.Row == y.row && x.Col == y.col && x.RowSpan == y.rowSpan && x.ColSpan == y.colSpan
}

// pair counts two blocks that stand for one another, and tells how they differ.
func (c *comparison) pair(i, k int) {
	a, b := &c.first.Blocks[i], &c.second[k]
	if a.Table == nil {
		c.paragraphs++
		if !b.text.matches(a.Text, a.Marker) {
			c.add("X180", source.AtBlock(i), "first", short(a.Text), "second", short(b.text.String()))
		}
		return
	}
	c.cells += len(a.Table.Cells)
	x, y := gridText(a.Table.Rows, a.Table.Cols, len(a.Table.Cells)), gridText(b.table.rows, b.table.cols, len(b.table.cells))
	if x != y {
		c.add("X181", source.AtBlock(i), "first", x, "second", y)
	}
	byPlace := make(map[[2]int]*cell, len(b.table.cells))
	for n := range b.table.cells {
		byPlace[[2]int{b.table.cells[n].row, b.table.cells[n].col}] = &b.table.cells[n]
	}
	for n := range a.Table.Cells {
		c.pairCells(i, &a.Table.Cells[n], byPlace)
	}
	for n := range b.table.cells {
		if y := &b.table.cells[n]; byPlace[[2]int{y.row, y.col}] != nil && x == gridText(b.table.rows, b.table.cols, len(b.table.cells)) {
			c.add("X181", source.AtBlock(i), "first", "none", "second", cellText(y.row, y.col, y.rowSpan, y.colSpan))
		}
	}
}

// pairCells compares a cell with the one that the second reading has at its
// place, which it takes out.
func (c *comparison) pairCells(i int, x *document.Cell, byPlace map[[2]int]*cell) {
	pos := source.AtCell(i, x.Row, x.Col)
	y := byPlace[[2]int{x.Row, x.Col}]
	delete(byPlace, [2]int{x.Row, x.Col})
	switch {
	case y == nil:
		c.add("X181", pos, "first", cellText(x.Row, x.Col, x.RowSpan, x.ColSpan), "second", "none")
	case !samePlace(x, y):
		c.add("X181", pos, "first", cellText(x.Row, x.Col, x.RowSpan, x.ColSpan),
			"second", cellText(y.row, y.col, y.rowSpan, y.colSpan))
	case !y.text.matches(x.Text, ""):
		c.add("X180", pos, "first", short(x.Text), "second", short(y.text.String()))
	}
}

func (c *comparison) onlyFirst(i int) {
	b := &c.first.Blocks[i]
	c.add("X182", source.AtBlock(i), "what", showBlock(b.Table != nil, b.Text, b.Table), "where", "first")
}

func (c *comparison) onlySecond(k, i int) {
	b := &c.second[k]
	if b.gap || c.optional(k) {
		return
	}
	pos := source.Pos{}
	if i < len(c.first.Blocks) {
		pos = source.AtBlock(i)
	}
	what := "“" + short(b.text.String()) + "”"
	if b.table != nil {
		what = gridText(b.table.rows, b.table.cols, len(b.table.cells))
	}
	c.add("X182", pos, "what", what, "where", "second")
}

func showBlock(isTable bool, text string, t *document.Table) string {
	if isTable {
		return gridText(t.Rows, t.Cols, len(t.Cells))
	}
	return "“" + short(text) + "”"
}

func gridText(rows, cols, cells int) string {
	return fmt.Sprintf("a table of %d × %d, %d cells", rows, cols, cells)
}

func cellText(row, col, rowSpan, colSpan int) string {
	return fmt.Sprintf("a cell at %d,%d of %d × %d", row, col, rowSpan, colSpan)
}

// maxShown is how many bytes of a text findings show.
const maxShown = 120

// short cuts text to what a finding shows.
func short(s string) string {
	if len(s) <= maxShown {
		return s
	}
	n := maxShown
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}
