package msdoc

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/extract/document"
)

// paper builds the streams of a document: text, then the pages of properties, one
// run a page, and the tables that name them.
type paper struct {
	units      []uint16
	papx, chpx []exception // from and to are characters
	tables     map[table][]byte
	behind     []byte // what stands in the Table stream behind the lists
	data       []byte
	// pieces are the characters at which a new piece begins, with what modifies it.
	pieces []piece
	prcs   [][]byte
}

// run adds characters with character properties.
func (p *paper) run(text string, sprms ...[]byte) *paper {
	from := uint32(len(p.units))
	p.units = append(p.units, utf16.Encode([]rune(text))...)
	p.chpx = append(p.chpx, exception{from: from, to: uint32(len(p.units)), sprms: cat(sprms)})
	return p
}

// end ends a paragraph, a cell or a row.
func (p *paper) end(mark rune, sprms ...[]byte) *paper { return p.endAs(mark, nil, sprms...) }

// endAs does the same with character properties of the mark.
func (p *paper) endAs(mark rune, char []byte, sprms ...[]byte) *paper {
	p.run(string(mark), char)
	from := uint32(0)
	if n := len(p.papx); n > 0 {
		from = p.papx[n-1].to
	}
	p.papx = append(p.papx, exception{from: from, to: uint32(len(p.units)), sprms: cat(sprms)})
	return p
}

func cat(list [][]byte) (out []byte) {
	for _, b := range list {
		out = append(out, b...)
	}
	return out
}

// one, two, four and long are modifiers with an operand of so many bytes.
func one(op uint16, v byte) []byte    { return append(le.AppendUint16(nil, op), v) }
func two(op uint16, v uint16) []byte  { return le.AppendUint16(le.AppendUint16(nil, op), v) }
func four(op uint16, v uint32) []byte { return le.AppendUint32(le.AppendUint16(nil, op), v) }
func long(op uint16, b ...byte) []byte {
	return append(append(le.AppendUint16(nil, op), byte(len(b))), b...)
}

// tableDef is sprmTDefTable: its length has two bytes and counts one of them.
func tableDef(edges []int16, flags ...uint16) []byte {
	b := define(edges, flags...)
	return append(le.AppendUint16(le.AppendUint16(nil, sprmTDefTable), uint16(len(b)+1)), b...)
}

var (
	inCell  = one(sprmPFInTable, 1)
	rowMark = append(one(sprmPFInTable, 1), one(sprmPFTtp, 1)...)
	inInner = append(one(sprmPFInTable, 1), four(sprmPItap, 2)...)
)

// textAt is where the text begins in WordDocument.
const textAt = 512

// file lays the streams out.
func (p *paper) file() *file {
	f := &file{word: make([]byte, textAt), data: p.data, fclcb: make([]byte, 8*(plfLfo+1))}
	for _, u := range p.units {
		f.word = le.AppendUint16(f.word, u)
	}
	put := func(t table, b []byte) {
		le.PutUint32(f.fclcb[8*t:], uint32(len(f.tables)))
		le.PutUint32(f.fclcb[8*t+4:], uint32(len(b)))
		f.tables = append(f.tables, b...)
	}
	put(plcfBtePapx, f.pages(p.papx, func(page []byte, x exception) {
		n := (len(x.sprms) + 2 + 2) / 2 // words, the length among them
		at := (pageSize - 1 - 2*n) &^ 1
		page[8] = byte(at / 2)
		if len(x.sprms)%2 == 1 {
			page[at] = byte((len(x.sprms) + 3) / 2)
			copy(page[at+3:], x.sprms)
		} else {
			at -= 2
			page[8], page[at+1] = byte(at/2), byte((len(x.sprms)+2)/2)
			copy(page[at+4:], x.sprms)
		}
	}))
	put(plcfBteChpx, f.pages(p.chpx, func(page []byte, x exception) {
		at := (pageSize - 2 - len(x.sprms)) &^ 1
		page[8], page[at] = byte(at/2), byte(len(x.sprms))
		copy(page[at+1:], x.sprms)
	}))
	put(clx, p.clx())
	for t, b := range p.tables {
		if t != plfLst {
			put(t, b)
		}
	}
	put(plfLst, p.tables[plfLst])
	f.tables = append(f.tables, p.behind...)
	for i := 1; i < len(f.start); i++ {
		f.start[i] = uint32(len(p.units))
	}
	return f
}

// pages writes a page a run, and gives the table of them.
func (f *file) pages(list []exception, fill func([]byte, exception)) []byte {
	var positions, numbers []byte
	for i, x := range list {
		f.word = append(f.word, make([]byte, (pageSize-len(f.word)%pageSize)%pageSize)...)
		page := make([]byte, pageSize)
		le.PutUint32(page, textAt+2*x.from)
		le.PutUint32(page[4:], textAt+2*x.to)
		page[pageSize-1] = 1
		fill(page, x)
		positions = le.AppendUint32(positions, textAt+2*x.from)
		numbers = le.AppendUint32(numbers, uint32(len(f.word)/pageSize))
		f.word = append(f.word, page...)
		if i == len(list)-1 {
			positions = le.AppendUint32(positions, textAt+2*x.to)
		}
	}
	return append(positions, numbers...)
}

func (p *paper) clx() (out []byte) {
	for _, b := range p.prcs {
		out = append(le.AppendUint16(append(out, 1), uint16(len(b))), b...)
	}
	pieces := p.pieces
	if pieces == nil {
		pieces = []piece{{}}
	}
	var positions, list []byte
	for _, x := range pieces {
		positions = le.AppendUint32(positions, x.from)
		list = le.AppendUint16(le.AppendUint32(append(list, 0, 0), textAt+2*x.from), x.prm)
	}
	positions = append(le.AppendUint32(positions, uint32(len(p.units))), list...)
	return append(le.AppendUint32(append(out, 2), uint32(len(positions))), positions...)
}

// read reads the document and shows it, a line a block or cell.
func (p *paper) read(t *testing.T) string {
	t.Helper()
	b := document.NewBuilder("doc", document.Limits{})
	r := &reader{ctx: context.Background(), file: p.file(), b: b}
	if err := r.read(); err != nil {
		t.Fatal(err)
	}
	doc, err := b.Document()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for i, blk := range doc.Blocks {
		if blk.Table == nil {
			fmt.Fprintf(&out, "%s %d [%s] %q\n", blk.Kind, blk.Level, blk.Marker, blk.Text)
			continue
		}
		fmt.Fprintf(&out, "table %d in %q\n", i, blk.Parent)
		for _, c := range blk.Table.Cells {
			fmt.Fprintf(&out, "  %d,%d %d×%d %q\n", c.Row, c.Col, c.RowSpan, c.ColSpan, c.Text)
		}
	}
	for _, f := range doc.Findings {
		fmt.Fprintf(&out, "%s %s\n", f.Code, f.Message())
	}
	return out.String()
}

func TestPaper(t *testing.T) {
	t.Parallel()
	hidden, deleted, inserted := one(sprmCFVanish, 1), one(sprmCFRMarkDel, 1), one(sprmCFRMark, 1)
	edges := []int16{0, 1000, 2000, 3000}
	tests := []struct {
		name  string
		paper *paper
		want  string
	}{
		{"characters", new(paper).run("a").run("hidden", hidden).run("gone", deleted).run("new", inserted).
			run("3", one(sprmCIss, 1)).run("(", append(one(sprmCFSpec, 1), append(le.AppendUint16(nil, sprmCSymbol), 0, 0, 0xFC, 0xF0)...)).end('\r'),
			"paragraph 0 [] \"anew³\\uf0fc\"\nX125 tracked changes: 1 insertions kept, 1 deletions dropped\n"},
		{"struck", new(paper).run("6903", one(sprmCFStrike, 1)).run("6904").run("1", one(sprmCFDStrike, 1)).run("2 ", one(sprmCFStrike, 1)).run("3", one(sprmCFStrike, 0)).
			end('\r').run("4", one(sprmCFStrike, 0x80)).run("5", one(sprmCFStrike, 0x81)).run(" ", one(sprmCFStrike, 1)).run("6").end('\r'),
			"paragraph 0 [] \"~~6903~~6904~~12~~ 3\"\nparagraph 0 [] \"4~~5~~ 6\"\n"},
		{"marks that are deleted or hidden join", new(paper).run("a").endAs('\r', deleted).run("b").endAs('\r', hidden).run("c").end('\r'),
			"paragraph 0 [] \"abc\"\n"},
		{"levels", new(paper).run("a").end('\r', one(sprmPOutLvl, 0)).run("b").end('\r', one(sprmPOutLvl, 9)),
			"heading 1 [] \"a\"\nparagraph 0 [] \"b\"\n"},
		{"fields", new(paper).run("x\x13 PAGE \x147\x15y \x13 no end").end('\r'), "paragraph 0 [] \"x7y  no end\"\n"},
		{"merged cells", new(paper).
			run("a").end(7, inCell).run("b").end(7, inCell).run("").end(7, inCell).end(7, rowMark, tableDef(edges, 3<<5, 1, 2)).
			run("").end(7, inCell).run("c").end(7, inCell).run("d").end(7, inCell).end(7, rowMark, tableDef(edges, 1<<5, 0, 0)),
			"table 0 in \"\"\n  0,0 2×1 \"a\"\n  0,1 1×2 \"b\"\n  1,1 1×1 \"c\"\n  1,2 1×1 \"d\"\n"},
		{"modifiers of rows", new(paper).
			run("a").end(7, inCell).run("b").end(7, inCell).run("c").end(7, inCell).
			end(7, rowMark, tableDef(edges, 0, 0, 0), two(sprmTMerge, 0x0200), long(sprmTVertMerge, 2, 3)).
			run("d").end(7, inCell).run("e").end(7, inCell).
			end(7, rowMark, tableDef(edges, 0, 0, 0), two(sprmTDelete, 0x0201), long(sprmTVertMerge, 1, 0)).
			run("f").end(7, inCell).run("g").end(7, inCell).run("h").end(7, inCell).
			end(7, rowMark, tableDef([]int16{0, 3000}, 0), four(sprmTDxaCol, 1000<<16|0x0100), four(sprmTInsert, 1000<<16|0x0201)),
			"table 0 in \"\"\n  0,0 1×2 \"a\\nb\"\n  0,2 1×1 \"c\"\n  1,0 1×1 \"d\"\n  1,1 1×1 \"e\"\n  2,0 1×1 \"f\"\n  2,1 1×1 \"g\"\n  2,2 1×1 \"h\"\n"},
		{"a deleted row", new(paper).
			run("a").end(7, inCell).endAs(7, deleted, rowMark, tableDef([]int16{0, 9}, 0)).
			run("b").end(7, inCell).end(7, rowMark, tableDef([]int16{0, 9}, 0)),
			"table 0 in \"\"\n  0,0 1×1 \"b\"\n"},
		{"a table in a cell", new(paper).
			run("x").end('\r', inInner, one(sprmPFInnerTableCell, 1)).run("y").end('\r', inInner, one(sprmPFInnerTableCell, 1)).
			end('\r', inInner, one(sprmPFInnerTableCell, 1), one(sprmPFInnerTtp, 1), tableDef([]int16{0, 10, 20}, 0, 0)).
			run("outer").end(7, inCell).end(7, rowMark, tableDef([]int16{0, 100}, 0)),
			"table 0 in \"\"\n  0,0 1×1 \"outer\"\ntable 1 in \"block 0 row 0 col 0\"\n  0,0 1×1 \"x\"\n  0,1 1×1 \"y\"\n"},
		{"a row of other cells than it says", new(paper).run("a").end(7, inCell).end(7, rowMark, tableDef(edges, 0, 0, 0)),
			"table 0 in \"\"\n  0,0 1×1 \"a\"\nX129 a table row has 1 cells, its definition 3\n"},
		{"lists", numbered(), "paragraph 0 [一、] \"一、a\"\nparagraph 0 [1.1] \"1.1 b\"\nparagraph 0 [二、] \"二、c\"\nparagraph 0 [五、] \"五、d\"\n"},
		{"properties of pieces", &paper{units: utf16.Encode([]rune("ab\r")), papx: []exception{{to: 3}}, chpx: []exception{{to: 3}},
			pieces: []piece{{from: 0}, {from: 1, prm: 1}}, prcs: [][]byte{one(sprmCFVanish, 1)}},
			"paragraph 0 [] \"a\"\n"},
		{"properties in the Data stream", &paper{units: utf16.Encode([]rune("a\r")), papx: []exception{{to: 2, sprms: four(sprmPHugePapx, 0)}},
			chpx: []exception{{to: 2}}, data: append([]byte{3, 0}, one(sprmPOutLvl, 1)...)},
			"heading 2 [] \"a\"\n"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, tc.paper.read(t)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// numbered is a document with a list of two levels, and an override of it that
// begins at 5.
func numbered() *paper {
	p := new(paper)
	item := func(text string, ilfo uint16, level byte) {
		p.run(text).end('\r', two(sprmPIlfo, ilfo), one(sprmPIlvl, level))
	}
	item("a", 1, 0)
	item("b", 1, 1)
	item("c", 1, 0)
	item("d", 2, 0)
	lstf := make([]byte, 28)
	le.PutUint32(lstf, 77)
	p.tables = map[table][]byte{plfLst: append([]byte{1, 0}, lstf...)}
	for level := range 9 {
		switch level {
		case 0:
			p.behind = append(p.behind, levelOf(39, 2, "\x00、", 1)...) // 39: Chinese counting
		case 1:
			p.behind = append(p.behind, levelOf(0, 1, "\x00.\x01", 1, 3)...)
		default:
			p.behind = append(p.behind, levelOf(0, 0, "")...)
		}
	}
	// A level that is inherited in decimal.
	p.behind[len(levelOf(39, 2, "\x00、", 1))+5] |= 4
	lfo := func(overrides byte) []byte {
		b := make([]byte, 16)
		le.PutUint32(b, 77)
		b[12] = overrides
		return b
	}
	b := append(append([]byte{2, 0, 0, 0}, lfo(0)...), lfo(1)...)
	b = append(b, 0xFF, 0xFF, 0xFF, 0xFF) // of the first
	b = append(b, 0xFF, 0xFF, 0xFF, 0xFF) // of the second, and its level 0 from 5
	p.tables[plfLfo] = append(b, 5, 0, 0, 0, 0x10, 0, 0, 0)
	return p
}

// levelOf is an LVL: its number format, what follows the number, its text, and
// where the numbers of levels stand in that.
func levelOf(nfc, suffix byte, text string, places ...byte) []byte {
	b := make([]byte, 28)
	b[0], b[4], b[15] = 1, nfc, suffix
	copy(b[6:], places)
	units := utf16.Encode([]rune(text))
	b = le.AppendUint16(b, uint16(len(units)))
	for _, u := range units {
		b = le.AppendUint16(b, u)
	}
	return b
}
