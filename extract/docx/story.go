package docx

import (
	"bytes"
	"strconv"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
	"github.com/nianbao/nianbao/extract/internal/listnum"
	"github.com/nianbao/nianbao/extract/internal/raised"
	"github.com/nianbao/nianbao/extract/internal/struck"
	"github.com/nianbao/nianbao/extract/internal/symbolfont"
)

// story is a flow of blocks: the body, a text box, a footnote. It holds the
// paragraph that is being read.
type story struct {
	*part
	b        *document.Builder
	counters *listnum.Counters
	boxes    int // text boxes around this story

	// text is what the paragraph prints so far.
	text []byte
	// line is scratch space for a numbered paragraph.
	line []byte
	// style is that of the paragraph being read, base whether it hides its runs.
	style *style
	base  bool
	// font is the symbol font of the run being read, raised whether it stands
	// above or below the line.
	font   symbolfont.Font
	raised raised.Position
	// struck tells whether that run is struck through, marks where the text is.
	struck bool
	marks  struck.Marks
	// held is a paragraph whose mark does not end it.
	held held
	// later are text boxes and the like, which follow the paragraph.
	later []aside
	// open are the fields around the place being read, code how many of them are
	// in their code.
	open []field
	code int
	// covered tells that the cell does not print: it continues one above.
	covered bool
	// printed counts the paragraphs that print.
	printed int
	read    int
}

// held is a paragraph that goes on in the next.
type held struct {
	active bool
	// props are those of the paragraph so far; keep tells that they count, and
	// not those of the paragraph in which it ends.
	props paraProps
	keep  bool
	// loose is text that stands in no paragraph; it ends at the next block.
	loose bool
}

// aside is what stands inside a paragraph and prints apart from it.
type aside struct {
	name xmlscan.Name
	mark xmlscan.Mark
	text string // of WordArt
}

func newStory(p *part, b *document.Builder, c *listnum.Counters) *story {
	return &story{part: p, b: b, counters: c}
}

// blocks reads the blocks of the element just started, up to its end.
func (s *story) blocks() {
	for s.z.Next() == xmlscan.Start {
		s.block()
	}
}

// block reads the block just started.
func (s *story) block() {
	z := s.z
	switch z.Name() {
	case wP:
		s.endLoose()
		s.paragraph()
	case wTbl:
		s.flush()
		s.table()
	case wR, wT, wHyperlink, wFldSimple, mOMath, mOMathPara, wDrawing, wPict, wObject, wTab, wBr, wSym:
		// Text outside a paragraph, as careless programs write it.
		s.held.active, s.held.loose = true, true
		s.held.props, s.held.keep = s.plainParagraph(), true
		s.style, s.base = s.styles.paragraph, s.styles.isHidden(s.styles.paragraph, runProps{})
		s.element(s.base)
	case wIns, wMoveTo:
		s.count(inserted)
		s.blocks()
	case wDel, wMoveFrom:
		s.count(deleted)
		z.Skip()
	case wSectPr:
		s.section()
	case wAltChunk:
		s.flush()
		s.altChunk()
	case wSubDoc:
		s.flush()
		s.subDocument()
	case mcAlternateContent:
		s.alternate(s.blocks)
	case wSdtPr, wSdtEndPr, wCustomXMLPr, wPPr, wTcPr:
		z.Skip()
	default:
		// Content controls, custom XML and what later versions may wrap blocks in.
		if z.Space() == nsW || z.Space() == nsOffice {
			s.blocks()
		} else {
			z.Skip()
		}
	}
}

// alternate reads one of the branches of mc:AlternateContent (ECMA-376 Part 3
// §7.5): the first choice that is understood, else the fallback.
func (p *part) alternate(read func()) {
	z := p.z
	done := false
	for z.Next() == xmlscan.Start {
		switch {
		case !done && (z.Name() == mcFallback || z.Name() == mcChoice && p.understands()):
			done = true
			read()
		default:
			z.Skip()
		}
	}
}

func (p *part) understands() bool {
	v, _ := p.z.Attr(nsMC, "Requires")
	for prefix := range bytes.FieldsSeq(v) {
		if !understood(p.z.Prefix(prefix)) {
			return false
		}
	}
	return true
}

// maxBoxes is how many text boxes may stand within one another; Word allows
// none.
const maxBoxes = 16

// asides reads what stood inside the paragraph just ended and prints apart.
func (s *story) asides() {
	for len(s.later) > 0 {
		later := s.later
		s.later = nil
		for _, a := range later {
			s.aside(a)
		}
	}
}

func (s *story) aside(a aside) {
	if a.name == other {
		s.b.Paragraph("", a.text)
		return
	}
	if s.boxes >= maxBoxes {
		s.fail(diag.Errorf("X104", nil, "limit", strconv.Itoa(maxBoxes), "what", "text boxes within text boxes").
			In(s.name, int64(s.z.Pos())))
		return
	}
	box := newStory(s.part, s.b, s.counters)
	box.boxes, box.covered = s.boxes+1, s.covered
	s.z.Visit(a.mark, func() {
		switch a.name {
		case wP:
			box.paragraph()
		case wTbl:
			box.table()
		case aTxBody:
			box.shapeText()
		default:
			box.blocks()
		}
		box.flush()
	})
	s.printed += box.printed
}

// fail ends reading with an error.
func (p *part) fail(err error) {
	if p.err == nil {
		p.err = err
	}
	p.z.Stop()
}
