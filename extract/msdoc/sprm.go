package msdoc

// The modifiers that matter here ([MS-DOC] §2.6).
const (
	sprmPFInTable        = 0x2416
	sprmPFTtp            = 0x2417
	sprmPItap            = 0x6649
	sprmPDtap            = 0x664A
	sprmPFInnerTableCell = 0x244B
	sprmPFInnerTtp       = 0x244C
	sprmPTableProps      = 0x646B
	sprmPHugePapx        = 0x6646
	sprmPHugePapx97      = 0x6645
	sprmPIlvl            = 0x260A
	sprmPIlfo            = 0x460B
	sprmPOutLvl          = 0x2640
	sprmPChgTabs         = 0xC615

	sprmCFRMarkDel   = 0x0800
	sprmCFRMark      = 0x0801
	sprmCFSpecVanish = 0x0818
	sprmCFVanish     = 0x083C
	sprmCFStrike     = 0x0837
	sprmCFDStrike    = 0x2A53
	sprmCFSpec       = 0x0855
	sprmCSymbol      = 0x6A09
	sprmCIstd        = 0x4A30
	sprmCRgFtc0      = 0x4A4F
	sprmCIss         = 0x2A48

	sprmTDefTable10  = 0xD606
	sprmTDefTable    = 0xD608
	sprmTVertMerge   = 0xD62B
	sprmTMerge       = 0x5624
	sprmTSplit       = 0x5625
	sprmTInsert      = 0x7621
	sprmTDelete      = 0x5622
	sprmTDxaCol      = 0x7623
	sprmTTableHeader = 0x3404
)

// sprm is one property modifier: what it changes, and its operand, which is as
// long as its opcode says.
type sprm struct {
	op  uint16
	arg []byte
}

// sprms yields the modifiers of a grpprl ([MS-DOC] §2.2.5). A modifier that is
// cut off ends it: some programs pad with what is left of a longer one.
func sprms(b []byte) func(yield func(sprm) bool) {
	return func(yield func(sprm) bool) {
		for len(b) >= 2 {
			op := le.Uint16(b)
			b = b[2:]
			n := operandSize(op, b)
			if n < 0 || n > len(b) || !yield(sprm{op, b[:n]}) {
				return
			}
			b = b[n:]
		}
	}
}

// operandSize is the length of an operand in bytes, or -1 if b does not tell.
func operandSize(op uint16, b []byte) int {
	switch op >> 13 {
	case 0, 1:
		return 1
	case 2, 4, 5:
		return 2
	case 3:
		return 4
	case 7:
		return 3
	}
	if len(b) < 2 {
		return -1
	}
	switch {
	case op == sprmTDefTable || op == sprmTDefTable10:
		return max(int(le.Uint16(b))+1, 2)
	case op == sprmPChgTabs && b[0] == 255: // §2.9.182: too long for its length
		at := 2 + 4*int(b[1])
		if at >= len(b) {
			return -1
		}
		return at + 1 + 3*int(b[at])
	}
	return 1 + int(b[0])
}

// isTable tells whether a modifier is about a table's row.
func (s sprm) isTable() bool { return s.op>>10&7 == 5 }

func (s sprm) flag() bool  { return s.arg[0] == 1 }
func (s sprm) long() int32 { return int32(le.Uint32(s.arg)) }

// toggle is a ToggleOperand ([MS-DOC] §2.9.327): off, on, as the style has it, or
// the opposite.
func (s sprm) toggle(style bool) bool {
	if s.arg[0]&0x80 != 0 {
		return style != (s.arg[0]&1 == 1)
	}
	return s.flag()
}
