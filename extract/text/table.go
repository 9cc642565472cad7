package text

import (
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
)

// maxTableCells is the number of cells at which a table is cut. It is more than
// a document may have, so that the Builder refuses such a file before all of it
// is read.
const maxTableCells = 600_000

// table is a table as a layout gives it, before it enters the document.
type table struct {
	geometry document.Geometry
	rows     [][]cell
	// finding is what there is to say of the table, or "".
	finding diag.Code
}

// cell is a cell of a row.
type cell struct {
	// text is as it stands in the file, paragraphs joined by "\n".
	text string
	// col and span are the columns of a cell in an Aligned table. In all others
	// the column is the cell's number in its row, and the span 1.
	col, span int
}

// oneCellRows lists cells whose rows are not known, one a row.
func oneCellRows(cells []string) table {
	t := table{geometry: document.Ragged, finding: "X174"}
	for _, c := range cells {
		t.rows = append(t.rows, []cell{{text: c}})
	}
	return t
}

func textCells(texts []string) []cell {
	cells := make([]cell, len(texts))
	for i, s := range texts {
		cells[i].text = s
	}
	return cells
}

// trust says how far the columns of rows can be trusted that a program wrote
// cell by cell, blank ones included: if all have the same number of cells. But
// one that lost merged cells fills rows up at their end. Then a blank never
// stands before a value, and the columns mean nothing.
func (t *table) trust() document.Geometry {
	if t.sameWidth() && (t.holdsBlanksInPlace() || !t.hasTrailingBlank()) {
		return document.Ruled
	}
	return document.Ragged
}

// sameWidth tells whether there are two rows or more and all have the same
// number of cells, two or more.
func (t *table) sameWidth() bool {
	if len(t.rows) < 2 || len(t.rows[0]) < 2 {
		return false
	}
	for _, r := range t.rows {
		if len(r) != len(t.rows[0]) {
			return false
		}
	}
	return true
}

// holdsBlanksInPlace tells whether some row has a blank cell before one that is
// not: proof that the file keeps blank cells where they are.
func (t *table) holdsBlanksInPlace() bool {
	for _, r := range t.rows {
		blank := false
		for _, c := range r {
			switch {
			case isBlank(c.text):
				blank = true
			case blank:
				return true
			}
		}
	}
	return false
}

// hasTrailingBlank tells whether a row with content ends in a blank cell.
func (t *table) hasTrailingBlank() bool {
	for _, r := range t.rows {
		if len(r) > 0 && !isBlank(r[0].text) && isBlank(r[len(r)-1].text) {
			return true
		}
	}
	return false
}

// empty tells whether no cell holds anything.
func (t *table) empty() bool {
	for _, r := range t.rows {
		for _, c := range r {
			if !isBlank(c.text) {
				return false
			}
		}
	}
	return true
}
