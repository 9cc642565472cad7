package msdoc

import (
	"sort"
)

// piece is a run of text that lies in one place of the file ([MS-DOC] §2.8.35).
type piece struct {
	from, to uint32 // character positions
	at       uint32 // byte in WordDocument
	narrow   bool   // one byte a character, Windows-1252
	prm      uint16 // modifies properties
}

func (p *piece) width() uint32 {
	if p.narrow {
		return 1
	}
	return 2
}

// pieceTable is the text's table of pieces, in order, and the modifiers that
// they name.
type pieceTable struct {
	pieces []piece
	prcs   [][]byte
}

// readPieces reads the Clx ([MS-DOC] §2.9.38). Pieces have no gaps, and hold at
// least the text that the file information block counts.
func (f *file) readPieces() (*pieceTable, error) {
	bad := func(what string) error { return damaged("Clx", what) }
	b, ok := f.table(clx)
	if !ok || b == nil {
		return nil, bad("missing or outside the Table stream")
	}
	t := new(pieceTable)
	for len(b) > 3 && b[0] == 1 {
		n := int(le.Uint16(b[1:]))
		if 3+n > len(b) {
			return nil, bad("a modifier is cut off")
		}
		t.prcs = append(t.prcs, b[3:3+n])
		b = b[3+n:]
	}
	if len(b) < 5 || b[0] != 2 || uint64(le.Uint32(b[1:])) > uint64(len(b)-5) {
		return nil, bad("no table of pieces")
	}
	p := newPLC(b[5:5+le.Uint32(b[1:])], 8)
	t.pieces = make([]piece, 0, p.n)
	for i := range p.n {
		d := p.element(i)
		fc := le.Uint32(d[2:])
		x := piece{from: p.pos(i), to: p.pos(i + 1), at: fc & 0x3fffffff, prm: le.Uint16(d[6:])}
		if x.narrow = fc&0x40000000 != 0; x.narrow {
			x.at /= 2
		}
		if x.from > x.to || i > 0 && x.from != p.pos(i) || i == 0 && x.from != 0 {
			return nil, bad("pieces are out of order")
		}
		t.pieces = append(t.pieces, x)
	}
	// Text behind what is counted does not print, and need not be there.
	end := f.start[stories]
	if n := len(t.pieces); end > 0 && (n == 0 || t.pieces[n-1].to < end) {
		return nil, bad("the pieces end before the text")
	}
	for _, x := range t.pieces {
		if x.from < end && uint64(x.at)+uint64(min(x.to, end)-x.from)*uint64(x.width()) > uint64(len(f.word)) {
			return nil, bad("a piece lies outside WordDocument")
		}
	}
	return t, nil
}

// find is the index of the piece that holds a character position.
func (t *pieceTable) find(cp uint32) int {
	return sort.Search(len(t.pieces), func(i int) bool { return t.pieces[i].to > cp })
}

// modifier is what a piece's prm says as property modifiers ([MS-DOC] §2.9.214).
func (t *pieceTable) modifier(prm uint16) []byte {
	switch {
	case prm == 0:
		return nil
	case prm&1 != 0:
		if i := int(prm >> 1); i < len(t.prcs) {
			return t.prcs[i]
		}
		return nil
	}
	op := shortSprms[prm>>1&0x7f]
	if op == 0 {
		return nil
	}
	return []byte{byte(op), byte(op >> 8), byte(prm >> 8)}
}

// shortSprms are the modifiers that a Prm0 may name and that matter here
// ([MS-DOC] §2.9.215).
var shortSprms = map[uint16]uint16{
	0x18: sprmPFInTable, 0x19: sprmPFTtp, 0x41: sprmCFRMarkDel, 0x42: sprmCFRMark, 0x5C: sprmCFVanish,
}
