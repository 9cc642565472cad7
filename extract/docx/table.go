package docx

import (
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
)

// openTable is a table being read. The builder hears of it with its first row:
// a table whose rows are all deleted does not print.
type openTable struct{ begun bool }

// openRow is a row being read. The builder hears of it with its first cell.
type openRow struct {
	props rowProps
	begun bool
}

// table reads the w:tbl just started.
func (s *story) table() {
	var t openTable
	s.rows(&t)
	if t.begun {
		s.b.EndTable()
	}
}

// rows reads the rows in a table or in something around rows.
func (s *story) rows(t *openTable) {
	z := s.z
	for z.Next() == xmlscan.Start {
		switch z.Name() {
		case wTr:
			s.row(t)
		case wTc, wP, wTbl, wR:
			s.strayRow(t)
		case wIns, wMoveTo:
			s.count(inserted)
			s.rows(t)
		case wDel, wMoveFrom:
			s.count(deleted)
			z.Skip()
		case mcAlternateContent:
			s.alternate(func() { s.rows(t) })
		case wTblPr, wTblGrid, wSdtPr, wSdtEndPr, wCustomXMLPr:
			z.Skip()
		default:
			if z.Space() == nsW {
				s.rows(t) // content controls, custom XML
			} else {
				z.Skip()
			}
		}
	}
}

// row reads the w:tr just started.
func (s *story) row(t *openTable) {
	if s.read++; s.read%stopEvery == 0 && s.stopped() {
		return
	}
	var r openRow
	printed := s.printed
	s.cells(t, &r)
	s.count(r.props.change)
	if !r.begun {
		return
	}
	if r.props.change == deleted || r.props.hidden && s.printed == printed {
		s.b.DropRow()
	}
	s.b.EndRow()
}

// cells reads the cells in a row or in something around cells.
func (s *story) cells(t *openTable, r *openRow) {
	z := s.z
	for z.Next() == xmlscan.Start {
		switch z.Name() {
		case wTrPr:
			r.props = s.rowProps()
			continue
		case wTblPrEx, wSdtPr, wSdtEndPr, wCustomXMLPr:
			z.Skip()
			continue
		}
		switch {
		case r.props.change == deleted:
			z.Skip()
		case z.Name() == wTc:
			s.cell(t, r)
		case z.Name() == wP || z.Name() == wTbl || z.Name() == wR:
			s.strayCell(t, r)
		case z.Name() == wIns || z.Name() == wMoveTo:
			s.count(inserted)
			s.cells(t, r)
		case z.Name() == wDel || z.Name() == wMoveFrom:
			s.count(deleted)
			z.Skip()
		case z.Name() == mcAlternateContent:
			s.alternate(func() { s.cells(t, r) })
		case z.Space() == nsW:
			s.cells(t, r)
		default:
			z.Skip()
		}
	}
}

// cell reads the w:tc just started. A cell whose deletion is tracked is left
// out, and those behind it move up, as they do when Word accepts the change.
func (s *story) cell(t *openTable, r *openRow) {
	z := s.z
	var props cellProps
	begun, covered := false, false
	for z.Next() == xmlscan.Start {
		switch {
		case z.Name() == wTcPr && !begun:
			props = s.cellProps()
			s.count(props.change)
		case props.change == deleted:
			z.Skip()
		default:
			if !begun {
				begun = true
				covered = s.beginCell(t, r, props.cell)
			}
			s.block()
		}
	}
	if !begun {
		if props.change == deleted {
			return
		}
		covered = s.beginCell(t, r, props.cell)
	}
	s.endCell(covered)
}

// beginCell begins a cell. It gives what [story.endCell] needs: whether the
// story was covered before.
func (s *story) beginCell(t *openTable, r *openRow, props document.CellProps) (covered bool) {
	r.begin(s, t)
	props.Header = r.props.header
	s.b.BeginCell(props)
	covered = s.covered
	s.covered = s.covered || s.b.Covered()
	return covered
}

// endCell ends the cell.
func (s *story) endCell(covered bool) {
	s.flush()
	s.covered = covered
	s.b.EndCell()
}

// begin tells the builder of the row, and of the table.
func (r *openRow) begin(s *story, t *openTable) {
	if r.begun {
		return
	}
	r.begun = true
	if !t.begun {
		t.begun = true
		s.b.BeginTable(document.GridColumns)
	}
	s.b.BeginRow()
	s.b.SkipCols(r.props.gridBefore)
}

// strayCell reads a block that stands in a row without a cell around it. Word
// refuses such a file; nothing of it is lost here.
func (s *story) strayCell(t *openTable, r *openRow) {
	covered := s.beginCell(t, r, document.CellProps{})
	s.block()
	s.endCell(covered)
}

// strayRow reads a cell or block that stands in a table without a row.
func (s *story) strayRow(t *openTable) {
	var r openRow
	if s.z.Name() == wTc {
		s.cell(t, &r)
	} else {
		s.strayCell(t, &r)
	}
	if r.begun {
		s.b.EndRow()
	}
}
