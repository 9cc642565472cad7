package html

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// beginTable opens a table. A table that starts between the cells of another
// ends that (HTML standard §13.2.6.4.9). The document learns of a table with
// its first row, so that a caption comes before it.
func (r *tokenReader) beginTable(l look) {
	if r.top().kind == frameTable {
		r.endTable()
	}
	r.popToName("p")
	if r.quiet == 0 {
		r.f.endParagraph()
	}
	if len(r.frames) < maxFrames {
		r.pushFrame(frameTable, l.hides())
		r.f.struck = r.f.struck || strikes(atom.Table, l)
	}
}

func (r *tokenReader) pushFrame(kind frameKind, hidden bool) *frame {
	f := frame{base: len(r.stack), kind: kind, set: r.f.setting()}
	r.hide(&f.self, hidden)
	r.frames = append(r.frames, f)
	return r.top()
}

// hide marks a part of a table as hidden, or not, from here on.
func (r *tokenReader) hide(part *bool, hidden bool) {
	if *part {
		r.quiet--
	}
	if hidden {
		r.quiet++
	}
	*part = hidden
}

// popFrame closes the innermost frame and what is open in it.
func (r *tokenReader) popFrame() {
	f := r.top()
	r.popTo(f.base)
	switch f.kind {
	case frameCell:
		if r.quiet == 0 {
			r.f.endCell(f.set)
		}
	case frameCaption:
		if r.quiet == 0 {
			r.f.endParagraph()
			r.f.restore(f.set)
		}
	case frameTable:
		r.endGroup()
		if r.quiet == 0 {
			r.f.endParagraph()
			if f.begun {
				r.b.EndTable()
			}
			r.f.restore(setting{marker: r.f.marker, level: f.set.level, white: f.set.white, struck: f.set.struck, raised: f.set.raised})
		}
	}
	r.hide(&f.self, false)
	r.frames = r.frames[:len(r.frames)-1]
}

// toTable closes the cell or caption that is open in the innermost table and
// returns the table's frame, or nil outside of tables.
func (r *tokenReader) toTable() *frame {
	if k := r.top().kind; k == frameCell || k == frameCaption {
		r.popFrame()
	}
	f := r.top()
	if f.kind != frameTable {
		return nil
	}
	r.popTo(f.base)
	return f
}

// tablePart opens a caption, row group, row or cell.
func (r *tokenReader) tablePart(t *html.Token, l look) {
	f := r.toTable()
	if f == nil {
		return
	}
	switch t.DataAtom {
	case atom.Caption:
		r.pushFrame(frameCaption, l.hides())
	case atom.Thead, atom.Tbody, atom.Tfoot:
		r.endGroup()
		r.hide(&f.groupQ, l.hides())
	case atom.Tr:
		r.beginRow(l)
	case atom.Td, atom.Th:
		if !f.row {
			r.beginRow(look{})
		}
		set := r.f.setting()
		if !l.hides() && r.quiet == 0 {
			set = r.f.beginCell(cellProps(t.DataAtom, t.Attr))
			if l.space != spaceUnset {
				r.f.white = l.space
			}
			r.f.struck = r.f.struck || strikes(t.DataAtom, l)
		}
		r.pushFrame(frameCell, l.hides()).set = set
	}
}

func (r *tokenReader) beginRow(l look) {
	r.endRow()
	f := r.top()
	f.row, f.outer = true, r.f.struck
	r.f.struck = r.f.struck || strikes(atom.Tr, l)
	r.hide(&f.rowQ, l.hides())
	if r.quiet > 0 {
		return
	}
	if !f.begun {
		f.begun = true
		r.f.beginTable()
	}
	r.b.BeginRow()
}

func (r *tokenReader) endRow() {
	f := r.top()
	if !f.row {
		return
	}
	f.row, r.f.struck = false, f.outer
	if r.quiet == 0 {
		r.f.endParagraph()
		r.b.EndRow()
	}
	r.hide(&f.rowQ, false)
}

func (r *tokenReader) endGroup() {
	r.endRow()
	if r.quiet == 0 && r.top().begun {
		r.b.EndRowGroup()
	}
	r.hide(&r.top().groupQ, false)
}

func (r *tokenReader) endTable() {
	if r.toTable() != nil {
		r.popFrame()
	}
}

// endTablePart closes a table or a part of one. The end tag of a part that is
// not open in the innermost table closes nothing.
func (r *tokenReader) endTablePart(tag atom.Atom) {
	if r.top().kind == framePage {
		return
	}
	switch tag {
	case atom.Table:
		r.endTable()
	case atom.Td, atom.Th:
		if r.top().kind == frameCell {
			r.popFrame()
		}
	case atom.Caption:
		if r.top().kind == frameCaption {
			r.popFrame()
		}
	case atom.Tr:
		r.toTable()
		r.endRow()
	default:
		r.toTable()
		r.endGroup()
	}
}
