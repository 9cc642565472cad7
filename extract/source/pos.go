package source

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"
)

// Pos is a place in a document: a block, or one cell of a block that is a
// table. All numbers count from 0; row and column are those of the cell's
// anchor in the grid. The zero value is the document as a whole. Positions are
// comparable with == and safe for concurrent use.
type Pos struct {
	block, row, col int32 // one more than the index; 0 is "not given"
	box             Box
}

// AtBlock is the place of a whole block.
func AtBlock(block int) Pos { return Pos{block: int32(block) + 1} }

// AtCell is the place of the cell of table block whose anchor is (row, col).
func AtCell(block, row, col int) Pos {
	return Pos{block: int32(block) + 1, row: int32(row) + 1, col: int32(col) + 1}
}

// IsZero tells whether p is the document as a whole.
func (p Pos) IsZero() bool { return p == Pos{} }

// Block is the index of the block, or -1 for the document as a whole.
func (p Pos) Block() int { return int(p.block) - 1 }

// Row is the grid row, or -1 where p is no cell.
func (p Pos) Row() int { return int(p.row) - 1 }

// Col is the grid column, or -1 where p is no cell.
func (p Pos) Col() int { return int(p.col) - 1 }

// OnPage is the place with where that is on a page. It is of no account to Compare.
func (p Pos) OnPage(b Box) Pos {
	p.box = b
	return p
}

// Box is where the place is on a page, or zero.
func (p Pos) Box() Box { return p.box }

// Compare orders positions as they stand in the document.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(cmp.Compare(p.block, q.block), cmp.Compare(p.row, q.row), cmp.Compare(p.col, q.col))
}

// String is "block 12", "block 12 row 5 col 3", or "" for the whole document.
func (p Pos) String() string {
	switch {
	case p.IsZero():
		return ""
	case p.row == 0:
		return fmt.Sprintf("block %d", p.Block())
	}
	return fmt.Sprintf("block %d row %d col %d", p.Block(), p.Row(), p.Col())
}

// AppendJSON appends {"block":12,"row":5,"col":3}, with null for what is not
// given, and null for the whole document. Of a place on a page
// "page", "left", "top", "right" and "bottom" follow.
func (p Pos) AppendJSON(b []byte) []byte {
	if p.IsZero() {
		return append(b, "null"...)
	}
	num := func(key string, n int32) {
		b = append(b, key...)
		if n == 0 {
			b = append(b, "null"...)
		} else {
			b = strconv.AppendInt(b, int64(n)-1, 10)
		}
	}
	num(`{"block":`, p.block)
	num(`,"row":`, p.row)
	num(`,"col":`, p.col)
	if !p.box.IsZero() {
		b = append(b, `,"page":`...)
		b = strconv.AppendInt(b, int64(p.box.Page), 10)
		points := p.box.Points()
		for i, key := range [...]string{`,"left":`, `,"top":`, `,"right":`, `,"bottom":`} {
			b = append(b, key...)
			b = strconv.AppendFloat(b, points[i], 'f', -1, 64)
		}
	}
	return append(b, '}')
}

// MarshalJSON is [Pos.AppendJSON].
func (p Pos) MarshalJSON() ([]byte, error) { return p.AppendJSON(nil), nil }

// UnmarshalJSON reads what [Pos.AppendJSON] writes.
func (p *Pos) UnmarshalJSON(b []byte) error {
	var v *struct {
		Block, Row, Col          *int32
		Page                     int
		Left, Top, Right, Bottom float64
	}
	if err := json.Unmarshal(b, &v); err != nil {
		return err
	}
	*p = Pos{}
	if v == nil {
		return nil
	}
	for _, f := range []struct {
		from *int32
		to   *int32
	}{{v.Block, &p.block}, {v.Row, &p.row}, {v.Col, &p.col}} {
		if f.from != nil {
			*f.to = *f.from + 1
		}
	}
	if v.Page > 0 {
		p.box = BoxOf(v.Page, v.Left, v.Top, v.Right, v.Bottom)
	}
	return nil
}
