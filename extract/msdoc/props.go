package msdoc

// charProps are the properties of a run of characters.
type charProps struct {
	hidden, deleted, inserted, special bool
	symbol                             rune // sprmCSymbol, or 0
	istd                               uint16
}

// apply applies modifiers. styleHidden is what 0x80 and 0x81 refer to
// ([MS-DOC] §2.9.327, ToggleOperand).
func (c *charProps) apply(b []byte, styleHidden bool) {
	for s := range sprms(b) {
		switch s.op {
		case sprmCFRMarkDel:
			c.deleted = s.flag()
		case sprmCFRMark:
			c.inserted = s.flag()
		case sprmCFVanish:
			switch s.arg[0] {
			case 0x80:
				c.hidden = styleHidden
			case 0x81:
				c.hidden = !styleHidden
			default:
				c.hidden = s.flag()
			}
		case sprmCFSpec:
			c.special = s.flag()
		case sprmCSymbol:
			c.symbol, c.special = rune(le.Uint16(s.arg[2:])), true
		case sprmCIstd:
			c.istd = le.Uint16(s.arg)
		}
	}
}

// paraProps are the properties of a paragraph, and of the row that it ends.
type paraProps struct {
	istd                                 uint16
	inTable, rowEnd, innerCell, innerEnd bool
	depth                                int
	outline                              int // or -1
	row                                  row
	dropped                              bool
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

// level is how many tables are around the paragraph.
func (p *paraProps) level() int {
	if p.depth > 0 {
		return min(p.depth, maxNested)
	}
	if p.inTable {
		return 1
	}
	return 0
}
