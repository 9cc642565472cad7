package docx

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
	"github.com/nianbao/nianbao/extract/internal/attached"
	"github.com/nianbao/nianbao/extract/internal/raised"
	"github.com/nianbao/nianbao/extract/internal/symbolfont"
)

// inline reads the content of a run or of something around runs, up to its end.
func (s *story) inline(hidden bool) {
	for s.z.Next() == xmlscan.Start {
		hidden = s.element(hidden)
	}
}

// element reads one element inside a paragraph. hidden tells whether what
// stands here is hidden; after the properties of a run it may change.
func (s *story) element(hidden bool) bool {
	z := s.z
	quiet := hidden || s.code > 0
	switch z.Name() {
	case wR:
		s.plainRun()
		s.inline(s.base)
	case wRPr:
		props := s.runProps()
		s.font, s.raised, s.struck = props.font, props.raised, s.styles.isStruck(s.style, props)
		return s.styles.isHidden(s.style, props)
	case wT, mT:
		s.addText(quiet)
	case wTab, wPtab:
		s.addSign("\t", quiet)
	case wCr:
		s.addSign("\n", quiet)
	case wBr:
		s.lineBreak(quiet)
	case wNoBreakHyphen:
		s.addSign("\u2011", quiet)
	case wSym:
		s.symbol(quiet)
	case wFldChar:
		s.fieldChar(hidden)
	case wInstrText:
		s.fieldCode()
	case wFldSimple:
		s.simpleField(hidden)
	case wHyperlink:
		s.hyperlink(hidden)
	case wFootnoteReference:
		s.noteReference(document.Footnote, quiet)
	case wEndnoteReference:
		s.noteReference(document.Endnote, quiet)
	case wIns, wMoveTo:
		s.count(inserted)
		s.inline(hidden)
	case wDel, wMoveFrom:
		s.count(deleted)
		z.Skip()
	case wDrawing, wPict, wObject:
		if quiet {
			z.Skip()
		} else {
			s.drawing()
		}
	case wP, wTbl, wTxbxContent:
		s.postpone(quiet)
	case mcAlternateContent:
		s.alternate(func() { s.inline(hidden) })
	case wDelText, wDelInstrText, wSdtPr, wSdtEndPr, wCustomXMLPr, wSmartTagPr, wPPr, wRt, wRubyPr, wSectPr, mCtrlPr:
		z.Skip()
	default:
		switch z.Space() {
		case nsM:
			s.math(hidden)
		case nsW, nsOffice:
			// Smart tags, custom XML, content controls, writing directions: what
			// counts is inside.
			s.inline(hidden)
		default:
			z.Skip()
		}
	}
	return hidden
}

// plainRun sets what text looks like in a run without properties of its own.
func (s *story) plainRun() {
	s.font, s.raised, s.struck = symbolfont.None, raised.OnLine, s.styles.isStruck(s.style, runProps{})
}

// postpone leaves the block just started for after the paragraph.
func (s *story) postpone(quiet bool) {
	if !quiet {
		s.later = append(s.later, aside{name: s.z.Name(), mark: s.z.Mark()})
	}
	s.z.Skip()
}

// addSign adds what an empty element stands for.
func (s *story) addSign(sign string, quiet bool) {
	if !quiet {
		from := len(s.text)
		s.text = append(s.text, sign...)
		s.strike(from)
	}
	s.z.Skip()
}

// addText adds the text of the element just started. White space at its ends
// counts only where the file says so; a line end in the file is a space.
func (s *story) addText(quiet bool) {
	z := s.z
	if quiet {
		z.Skip()
		return
	}
	preserve := s.preserve || preserves(z)
	from := len(s.text)
	s.text = z.AppendText(s.text)
	added := s.text[from:]
	if !preserve {
		trimmed := bytes.Trim(added, " \t\n\r")
		s.text = append(s.text[:from], trimmed...)
		added = s.text[from:]
	}
	for i := bytes.IndexByte(added, '\n'); i >= 0; i = bytes.IndexByte(added, '\n') {
		added[i] = ' '
	}
	if s.font != symbolfont.None {
		s.text = s.font.Replace(s.text, from)
	}
	if s.raised != raised.OnLine {
		s.text = s.raised.Replace(s.text, from)
	}
	s.strike(from)
}

// lineBreak adds w:br. A page or column break ends a line, but makes none of
// its own.
func (s *story) lineBreak(quiet bool) {
	kind, _ := s.z.Attr(nsW, "type")
	switch string(kind) {
	case "page", "column":
		if n := len(s.text); n == 0 || s.text[n-1] == '\n' {
			quiet = true
		}
	}
	s.addSign("\n", quiet)
}

// symbol adds w:sym.
func (s *story) symbol(quiet bool) {
	z := s.z
	if !quiet {
		name, _ := z.Attr(nsW, "font")
		f := symbolfont.Named(name)
		code, _ := z.Attr(nsW, "char")
		if r, err := strconv.ParseUint(string(code), 16, 32); err == nil && r >= ' ' && utf8.ValidRune(rune(r)) {
			from := len(s.text)
			s.text = utf8.AppendRune(s.text, f.Glyph(rune(r)))
			s.strike(from)
		}
	}
	z.Skip()
}

// noteReference notes a reference to a footnote or endnote. Its number does not
// join the text, where it would look like a digit of it.
func (s *story) noteReference(kind document.AsideKind, quiet bool) {
	if !quiet {
		id, _ := s.z.Attr(nsW, "id")
		s.notes = append(s.notes, note{kind: kind, id: string(id)})
	}
	s.z.Skip()
}

// hyperlink reads w:hyperlink.
func (s *story) hyperlink(hidden bool) {
	target := ""
	if id, ok := s.z.Attr(nsR, "id"); ok {
		if rel, ok := s.relationships().ByID(string(id)); ok {
			target = rel.Target
		}
	}
	from := len(s.text)
	s.inline(hidden)
	s.link(from, target)
}

// link notes a link to a document whose text starts at byte from.
func (s *story) link(from int, target string) {
	if s.code == 0 && attached.IsDocument(target) {
		s.b.AddLink(string(s.text[min(from, len(s.text)):]), target)
	}
}
