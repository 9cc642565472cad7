// Package doctest holds what is true of every document, whatever reader made it
// and however damaged the file was. For tests and fuzz targets of readers.
package doctest

import (
	"slices"
	"testing"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
)

// Check fails the test if a cell leaves its table's grid, if a place of the grid
// is covered by another cell than the one that spans it, or if a nested table
// stands nowhere in its cell. Cells may overlap where a table was too wide or
// overlapped in the file: a finding tells of it (X109, X166).
func Check(tb testing.TB, doc *document.Document) {
	tb.Helper()
	told := slices.ContainsFunc(doc.Findings, func(f diag.Finding) bool { return f.Code == "X109" || f.Code == "X166" })
	for i := range doc.Blocks {
		t := doc.Blocks[i].Table
		if (t != nil) != (doc.Blocks[i].Kind == document.TableBlock) {
			tb.Fatalf("block %d: kind %v, table %v", i, doc.Blocks[i].Kind, t)
		}
		if t == nil {
			continue
		}
		for k := range t.Cells {
			c := &t.Cells[k]
			if c.Row < 0 || c.Col < 0 || c.RowSpan < 1 || c.ColSpan < 1 || c.Row+c.RowSpan > t.Rows || c.Col+c.ColSpan > t.Cols {
				tb.Fatalf("block %d: cell %d, %d×%d at %d,%d, leaves the grid of %d×%d", i, k, c.RowSpan, c.ColSpan, c.Row, c.Col, t.Rows, t.Cols)
			}
			if r, col, other := hidden(t, k); other != k && !told {
				tb.Fatalf("block %d: place %d,%d has cell %d, want %d", i, r, col, other, k)
			}
			for _, n := range c.Nested {
				if n.Offset > len(c.Text) || doc.Blocks[n.Block].Kind != document.TableBlock {
					tb.Fatalf("block %d: cell %d: nested %v", i, k, n)
				}
			}
		}
	}
}

// hidden finds a place of a cell at which another one lies, or the cell itself.
func hidden(t *document.Table, k int) (row, col, other int) {
	c := &t.Cells[k]
	for r := c.Row; r < c.Row+c.RowSpan; r++ {
		for col := c.Col; col < c.Col+c.ColSpan; col++ {
			if got := t.IndexAt(r, col); got != k {
				return r, col, got
			}
		}
	}
	return c.Row, c.Col, k
}
