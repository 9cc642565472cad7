package msdoc

import "github.com/nianbao/nianbao/extract/internal/raised"

// charProps are the properties of a run of characters.
type charProps struct {
	toggles
	deleted, inserted, special bool
	struckTwice                bool
	symbol                     rune // of sprmCSymbol, or 0
	font, symbolFont           int  // of the text, of the symbol; or -1
	raised                     raised.Position
	istd                       uint16
}

// toggles are properties that styles switch ([MS-DOC] §2.4.6.6).
type toggles struct{ hidden, struck bool }

// switchedBy are the properties with those that a style switches.
func (t toggles) switchedBy(s toggles) toggles {
	return toggles{t.hidden != s.hidden, t.struck != s.struck}
}

// apply applies modifiers. style is what the style says.
func (c *charProps) apply(b []byte, style toggles) {
	for s := range sprms(b) {
		switch s.op {
		case sprmCFRMarkDel:
			c.deleted = s.toggle(false)
		case sprmCFRMark:
			c.inserted = s.toggle(false)
		case sprmCFVanish:
			c.hidden = s.toggle(style.hidden)
		case sprmCFStrike:
			c.struck = s.toggle(style.struck)
		case sprmCFDStrike:
			c.struckTwice = s.flag()
		case sprmCFSpec:
			c.special = s.flag()
		case sprmCSymbol:
			c.symbolFont, c.symbol = int(le.Uint16(s.arg)), rune(le.Uint16(s.arg[2:]))
		case sprmCIstd:
			c.istd = le.Uint16(s.arg)
		case sprmCRgFtc0:
			c.font = int(le.Uint16(s.arg))
		case sprmCIss:
			if c.raised = raised.OnLine; s.arg[0] == 1 {
				c.raised = raised.Superscript
			} else if s.arg[0] == 2 {
				c.raised = raised.Subscript
			}
		}
	}
}

// paraProps are the properties of a paragraph, and of the row that it ends.
type paraProps struct {
	istd                                 uint16
	inTable, rowEnd, innerCell, innerEnd bool
	depth                                int
	outline                              int // or -1
	list                                 uint16
	level                                uint8 // of the list
	row                                  row
	dropped                              bool // the row is deleted
}

// maxData is how deep properties in the Data stream may refer to one another.
const maxData = 2

func (p *paraProps) apply(f *file, b []byte, depth int) {
	for s := range sprms(b) {
		switch s.op {
		case sprmPFInTable:
			p.inTable = s.flag()
		case sprmPFTtp:
			p.rowEnd = s.flag()
		case sprmPFInnerTableCell:
			p.innerCell = s.flag()
		case sprmPFInnerTtp:
			p.innerEnd = s.flag()
		case sprmPItap:
			p.depth = int(s.long())
		case sprmPDtap:
			p.depth += int(s.long())
		case sprmPOutLvl:
			p.outline = int(s.arg[0])
		case sprmPIlfo:
			p.list = le.Uint16(s.arg)
		case sprmPIlvl:
			p.level = s.arg[0]
		case sprmPHugePapx, sprmPHugePapx97, sprmPTableProps:
			at := uint64(le.Uint32(s.arg))
			if depth >= maxData || at+2 > uint64(len(f.data)) {
				continue
			}
			if n := uint64(le.Uint16(f.data[at:])); at+2+n <= uint64(len(f.data)) {
				p.apply(f, f.data[at+2:at+2+n], depth+1)
			}
		default:
			if s.isTable() {
				p.row.apply(s)
			}
		}
	}
}

// tables is how many tables are around the paragraph.
func (p *paraProps) tables() int {
	if p.depth > 0 {
		return min(p.depth, maxNested)
	}
	if p.inTable {
		return 1
	}
	return 0
}
