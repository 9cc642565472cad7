package rtf

import (
	"bytes"
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/internal/raised"
	"github.com/nianbao/nianbao/extract/internal/struck"
	"github.com/nianbao/nianbao/extract/internal/symbolfont"
)

// story is a text of its own: the running text, a note, a text box.
type story struct {
	out    *layout
	text   []byte // of the paragraph being read
	marker []byte
	boxes  []item // anchored in it
	row    rowDef // the row being defined
	nested rowDef // the one being defined in \nesttableprops

	// run is what the text from byte from on looks like; raw are its bytes that
	// are still in a code page, high half of a surrogate pair.
	run  look
	from int
	raw  []byte
	high rune
	// marks are what is struck through in text.
	marks struck.Marks

	isEndnote bool // \ftnalt
}

// text takes characters of the file's code pages.
func (r *reader) text(b []byte) {
	n := min(r.skip, len(b))
	r.skip -= n
	if b = b[n:]; len(b) == 0 || r.look.sink == nowhere {
		return
	}
	r.begin()
	r.cur.raw = append(r.cur.raw, b...)
}

// put takes a character of Unicode.
func (r *reader) put(c rune) {
	if r.look.sink == nowhere {
		return
	}
	r.begin()
	r.flush()
	r.cur.high = 0
	r.add(utf8.AppendRune(nil, c))
}

// unicode takes a \u, which is a UTF-16 unit. Units of symbol fonts are codes of
// those.
func (r *reader) unicode(n int) {
	r.skip = r.fall
	c := rune(uint16(n))
	if n > 0xFFFF && n <= utf8.MaxRune {
		c = rune(n) // not by the specification, and clear all the same
	}
	switch {
	case r.look.sink == nowhere:
	case utf16.IsSurrogate(c) && c < 0xDC00:
		r.begin()
		r.flush()
		r.cur.high = c
	case utf16.IsSurrogate(c):
		r.put(utf16.DecodeRune(r.cur.high, c))
	default:
		r.put(r.glyph(c))
	}
}

// glyph is what prints for a character in the present font.
func (r *reader) glyph(c rune) rune {
	if f := r.fonts[r.look.font]; f != nil && f.symbols != symbolfont.None {
		return f.symbols.Glyph(c)
	}
	return c
}

// begin begins a new run if the look has changed.
func (r *reader) begin() {
	if r.cur.run != r.look {
		r.endRun()
		r.cur.run = r.look
		switch {
		case r.look.sink != body:
		case r.look.deleted:
			r.deleted++
		case r.look.inserted:
			r.inserted++
		}
	}
}

// endRun ends the run.
func (r *reader) endRun() {
	s := r.cur
	r.flush()
	s.high = 0
	if s.run.sink == body && s.run.raised != raised.OnLine {
		s.text = s.run.raised.Replace(s.text, min(s.from, len(s.text)))
	}
	if s.run.sink == body && (s.run.struck || s.run.struckTwice) {
		s.marks.Add(s.from, len(s.text))
	}
	s.from, s.run = len(s.text), look{sink: nowhere}
}

// flush decodes the bytes of the run.
func (r *reader) flush() {
	s := r.cur
	raw := s.raw
	if len(raw) == 0 {
		return
	}
	s.raw = s.raw[:0]
	f := r.fonts[s.run.font]
	switch {
	case s.run.sink == fontNames: // the names that matter are ASCII
		r.add(raw)
	case s.run.sink == title, s.run.sink == styleNames: // of no font
		r.add(r.decode(raw, r.ansi))
	case f != nil && f.page == 0 && (f.symbols != symbolfont.None || f.charset == symbolCharset):
		var out []byte
		for _, c := range raw {
			out = utf8.AppendRune(out, f.symbols.Glyph(symbolArea+rune(c)))
		}
		r.add(out)
	default:
		r.add(r.decode(raw, r.pageOf(f, raw)))
	}
}

// add adds text to where the run's text goes.
func (r *reader) add(b []byte) {
	s := r.cur
	switch s.run.sink {
	case body:
		if !s.run.hidden && !s.run.deleted {
			s.text = appendPrinting(s.text, b)
		}
	case marker:
		s.marker = append(s.marker, b...)
	case fieldCode:
		if f := r.field; f != nil && len(f.code)+len(b) <= maxCode {
			f.code = append(f.code, b...)
		}
	case title:
		r.title = append(r.title, b...)
	case fontNames, styleNames:
		if len(r.name) < maxWord {
			r.name = append(r.name, b...)
		}
	}
}

// appendPrinting appends text without control characters, which print nothing.
func appendPrinting(dst, b []byte) []byte {
	for _, c := range b {
		if c >= ' ' && c != 0x7F || c == '\t' || c == '\n' {
			dst = append(dst, c)
		}
	}
	return dst
}

// endLine ends a paragraph.
func (r *reader) endLine(depth int, end mark) {
	r.endRun()
	s := r.cur
	if r.items++; r.items > maxItems {
		r.err = diag.Errorf("X104", nil, "limit", strconv.Itoa(maxItems), "what", "paragraphs")
		return
	}
	s.out.paragraph(depth, end, r.item(), s.boxes)
	s.boxes = nil
}

// item is the paragraph gathered so far.
func (r *reader) item() item {
	s := r.cur
	it := item{level: r.level(&r.para)}
	number, suffix := cutMarker(s.marker)
	it.marker = string(number)
	if text := bytes.TrimRight(s.marks.Apply(s.text), "\n"); len(text) > 0 {
		it.text = string(suffix) + string(text)
	}
	s.text, s.marker, s.from = s.text[:0], s.marker[:0], 0
	return it
}

// cutMarker cuts the white space off that parts a number from its paragraph.
func cutMarker(b []byte) (number, suffix []byte) {
	n := len(b)
	for n > 0 && (b[n-1] == ' ' || b[n-1] == '\t') {
		n--
	}
	return bytes.TrimLeft(b[:n], " \t"), b[n:]
}

// endText ends the story: what no mark ends is a paragraph too.
func (r *reader) endText() {
	r.endRun()
	if s := r.cur; len(s.text)+len(s.boxes) > 0 {
		r.endLine(r.para.depth(), endParagraph)
	}
	r.cur.out.end()
}

// enter begins a story of its own in the group that is open. done gets it at its
// end.
func (r *reader) enter(out *layout, done func(*story)) {
	r.endRun()
	outer := r.cur
	r.cur = &story{out: out}
	r.para, r.look = paragraph{outline: -1}, look{sink: body, font: r.plain}
	r.leave = func() {
		r.endText()
		inner := r.cur
		r.cur = outer
		done(inner)
	}
}

// shows tells whether text prints here. If it does not, the group is skipped.
func (r *reader) shows() bool {
	if r.look.hidden || r.look.deleted || r.look.sink != body {
		r.skipGroup()
		return false
	}
	return true
}

// aside begins a text that stands apart: a line for each paragraph and table row,
// tabs between cells.
func (r *reader) aside(add func(s *story, text string)) {
	if !r.shows() {
		return
	}
	b := document.NewBuilder(Format, r.limits)
	r.enter(&layout{b: b}, func(s *story) {
		doc, err := b.Document()
		if err != nil {
			r.err = err
			return
		}
		if text := doc.PlainText(); text != "" {
			add(s, text)
		}
	})
}

// margin begins a header or footer. Equal ones are kept once.
func (r *reader) margin(kind document.AsideKind) {
	r.aside(func(_ *story, text string) {
		a := document.Aside{Kind: kind, Text: text}
		if len(r.margins) < 1000 && !slices.Contains(r.margins, a) {
			r.margins = append(r.margins, a)
		}
	})
}

// note begins a footnote, or an endnote if \ftnalt follows.
func (r *reader) note() {
	r.aside(func(s *story, text string) {
		if s.isEndnote {
			r.endnotes = append(r.endnotes, text)
		} else {
			r.footnotes = append(r.footnotes, text)
		}
	})
}

// box begins a text box.
func (r *reader) box() {
	if r.shows() {
		r.enter(&layout{b: r.b, boxed: true}, func(s *story) { r.cur.boxes = append(r.cur.boxes, s.out.items...) })
	}
}
