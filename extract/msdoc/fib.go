package msdoc

import (
	"encoding/binary"

	"github.com/nianbao/nianbao/extract/diag"
)

var le = binary.LittleEndian

// story names a part of a document's text; all follow one another in one range
// of character positions, in this order ([MS-DOC] §2.3).
type story uint8

const (
	mainStory story = iota
	footnoteStory
	headerStory
	_ // macros
	commentStory
	endnoteStory
	boxStory
	headerBoxStory
	stories
)

// table names a structure in the Table stream by its index in FibRgFcLcb97
// ([MS-DOC] §2.5.6).
type table int

const (
	stshf       table = 1
	plcffndRef  table = 2
	plcffndTxt  table = 3
	plcfHdd     table = 11
	plcfBteChpx table = 12
	plcfBtePapx table = 13
	sttbfFfn    table = 15
	clx         table = 33
	plcSpaMom   table = 40
	plcfendRef  table = 46
	plcfendTxt  table = 47
	plcftxbxTxt table = 56
	plfLst      table = 73
	plfLfo      table = 74
)

// file is a document opened: its streams and its file information block.
type file struct {
	word, tables, data []byte
	fclcb              []byte
	// start are the character positions at which the stories start.
	start [stories + 1]uint32
}

// open reads the file information block ([MS-DOC] §2.5.1).
func open(data []byte) (*file, error) {
	s, err := streams(data)
	if err != nil {
		return nil, err
	}
	f := &file{word: s["WordDocument"], data: s["Data"]}
	w := f.word
	if len(w) < 0x22 {
		return nil, damaged("WordDocument", "missing or too short")
	}
	switch ident, version := le.Uint16(w), le.Uint16(w[2:]); {
	case ident != 0xA5EC && ident>>8 != 0xA5 && ident>>8 != 0xA6:
		return nil, damaged("WordDocument", "no file information block")
	case ident != 0xA5EC || version < 0xC1:
		return nil, diag.Errorf("X106", nil)
	}
	flags := le.Uint16(w[0xA:])
	if flags&0x0100 != 0 {
		return nil, diag.Errorf("X107", nil)
	}
	name := "0Table"
	if flags&0x0200 != 0 {
		name = "1Table"
	}
	if f.tables = s[name]; f.tables == nil {
		return nil, damaged(name, "missing")
	}
	return f, f.counts()
}

// counts reads the parts of the block behind its fixed start: numbers of
// characters, and where the tables lie.
func (f *file) counts() error {
	w := f.word
	longs := 0x22 + 2*int(le.Uint16(w[0x20:])) + 2
	if longs+4*11 > len(w) {
		return damaged("WordDocument", "the file information block is cut off")
	}
	cp := uint64(0)
	for i := range stories {
		f.start[i] = uint32(cp)
		n := le.Uint32(w[longs+4*(3+int(i)):])
		if i != 3 { // ccpMcr is reserved
			cp += uint64(n)
		}
		// A character takes at least one byte.
		if cp > uint64(len(w)) {
			return damaged("WordDocument", "more characters than bytes")
		}
	}
	f.start[stories] = uint32(cp)
	at := longs + 4*int(le.Uint16(w[longs-2:]))
	if at+2 > len(w) {
		return damaged("WordDocument", "the file information block is cut off")
	}
	n := 8 * int(le.Uint16(w[at:]))
	f.fclcb = w[at+2 : min(at+2+n, len(w))]
	return nil
}

// table is the structure in the Table stream; nil if there is none. ok is false
// if it lies outside the stream.
func (f *file) table(t table) (data []byte, ok bool) {
	if 8*int(t)+8 > len(f.fclcb) {
		return nil, true
	}
	at, n := uint64(le.Uint32(f.fclcb[8*t:])), uint64(le.Uint32(f.fclcb[8*t+4:]))
	if n == 0 {
		return nil, true
	}
	if at+n > uint64(len(f.tables)) {
		return nil, false
	}
	return f.tables[at : at+n], true
}

// plc is a list of n elements of a size and n+1 positions ([MS-DOC] §2.2.2).
type plc struct {
	data []byte
	n    int
	size int
}

func newPLC(data []byte, size int) plc {
	if len(data) < 4 {
		return plc{}
	}
	return plc{data, (len(data) - 4) / (4 + size), size}
}

func (p plc) pos(i int) uint32 { return le.Uint32(p.data[4*i:]) }

func (p plc) element(i int) []byte {
	at := 4*(p.n+1) + p.size*i
	return p.data[at : at+p.size]
}
