package html

import (
	"bytes"
	"strings"

	"golang.org/x/net/html/atom"
)

// filter writes a page again, short, before it is parsed: without scripts and
// styles, comments, attributes that only change the look, tags that only change
// the look ([onlyLook]), and white space that begins or ends a line. The parsed
// page is the same but for them; on portal pages this halves the cost of
// parsing.
//
// It also takes the sting out of pages made to exhaust memory: the parser opens
// formatting elements again and again, and they are gone here; attributes that
// remain are few, and none comes twice in a tag.
//
// The filter works on bytes of any character set whose second bytes are not
// among " ' < > & / = ! -, which holds for UTF-8, GB18030 and Big5.
type filter struct {
	out  []byte
	css  []byte // the content of style elements
	tags int    // tags written
	// look-only elements that were written because they hide something, by
	// name: as long as one is open, all tags of that name are written, so that
	// end tags meet their own.
	open map[string]int

	limit int  // of the length of out
	over  bool // the limit was passed

	tag      tag
	recalled *recalled // what is remembered of the tag, or nil
	memo     [recalledTags]recalled
	made     []byte // what recalled tags are written with

	atBreak bool // white space here begins a line
	keep    bool // white space matters somewhere in the page
	tables  int  // open tables
	xml     bool // the page starts as XML, where <title/> is an empty element
	sheet   sheet
	// complete tells that the sheet holds all style elements and not only those
	// met; classless that a look-only element was written without its class, of
	// which the sheet says nothing; late that it has said more since.
	complete, classless, late bool
}

// newFilter filters a page. It does so a second time if a style element stands
// so late that elements before it were filtered without it. Past the limit it
// stops.
func newFilter(data []byte, limit int) *filter {
	f := &filter{out: make([]byte, 0, min(len(data)/2, limit)+64), limit: limit}
	f.run(data)
	if f.late {
		f = &filter{out: f.out[:0], limit: limit, sheet: f.sheet, complete: true}
		f.run(data)
	}
	return f
}

func (f *filter) run(data []byte) {
	f.atBreak = true
	f.xml = bytes.HasPrefix(bytes.TrimLeft(data[:min(len(data), 256)], " \t\r\n\f\ufeff"), []byte("<?xml"))
	for i := 0; i < len(data) && !f.over; {
		n := bytes.IndexByte(data[i:], '<')
		if n < 0 {
			n = len(data) - i
		}
		if f.over = len(f.out)+n > f.limit; f.over {
			return
		}
		f.text(data[i : i+n])
		if i += n; i < len(data) {
			i = f.markup(data, i)
		}
	}
}

// text writes text.
func (f *filter) text(b []byte) {
	if f.atBreak && !f.keep {
		for len(b) > 0 && isSpace(b[0]) {
			b = b[1:]
		}
	}
	if len(b) > 0 {
		f.out = append(f.out, b...)
		f.atBreak = false
	}
}

// markup filters what starts with the "<" at data[i] and returns the index
// after it.
func (f *filter) markup(data []byte, i int) int {
	rest := data[i+1:]
	switch {
	case len(rest) == 0:
		f.text(data[i:])
		return len(data)
	case isLetter(rest[0]), rest[0] == '/' && len(rest) > 1 && isLetter(rest[1]):
		end := f.readTag(data, i)
		if end < 0 {
			return len(data)
		}
		if f.tag.end {
			f.endTag()
			return end
		}
		return f.startTag(data, i, end)
	case rest[0] == '!' || rest[0] == '?' || rest[0] == '/' && len(rest) > 1:
		end := skipMarkup(data, i)
		if len(rest) > 8 && equalFold(rest[:8], "!doctype") {
			f.out = append(f.out, data[i:end]...)
		} else {
			f.part()
		}
		return end
	}
	f.text(data[i : i+1])
	return i + 1
}

func (f *filter) startTag(data []byte, i, end int) int {
	a := f.tag.atom
	if name := rawText(a); name != "" && !(f.xml && f.tag.void) {
		return f.rawElement(data, i, end, name)
	}
	switch {
	case onlyLook(a, f.tag.name):
		f.lookTag()
		return end
	case a == atom.Link || a == atom.Base || a == atom.Param || a == atom.Source || a == atom.Track:
		f.part()
		return end
	}
	breaks := f.breaks(a)
	if breaks {
		f.trim()
	}
	switch a {
	case atom.Pre, atom.Listing, atom.Plaintext:
		f.keep = true
	case atom.S, atom.Strike:
		f.keep = true // where one was left open, the parser opens it again at white space, too
	}
	f.begin()
	f.out = append(f.out, f.tag.name...)
	f.attributes()
	f.out = append(f.out, '>')
	if breaks {
		f.atBreak = true
	} else if !isVoid(a) || a == atom.Img {
		f.atBreak = false
	}
	if a == atom.Plaintext {
		f.out = append(f.out, data[end:]...)
		return len(data)
	}
	return end
}

// begin begins to write a tag.
func (f *filter) begin() {
	f.tags++
	f.out = append(f.out, '<')
}

func (f *filter) endTag() {
	a := f.tag.atom
	if onlyLook(a, f.tag.name) {
		name := string(f.tag.name)
		if f.open[name] == 0 {
			f.part()
			return
		}
		f.open[name]--
		f.begin()
		f.out = append(append(append(f.out, '/'), lookName(name)...), '>')
		return
	}
	// Most end tags may close nothing, and then break no line.
	if f.atBreak = a == atom.P || a == atom.Table && f.tables > 0; f.atBreak {
		f.trim()
	}
	if a == atom.Table && f.tables > 0 {
		f.tables--
	}
	f.begin()
	f.out = append(append(append(f.out, '/'), f.tag.name...), '>')
}

// breaks tells whether a start tag surely breaks the line. The parts of tables
// do so only in tables, and those of which a page has but one only once.
func (f *filter) breaks(a atom.Atom) bool {
	switch a {
	case atom.Html, atom.Head, atom.Body, atom.Form:
		return false
	case atom.Caption, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr:
		return f.tables > 0
	case atom.Table:
		f.tables++
	case atom.Br:
		return true
	}
	return isBlock(a)
}

// lookName is the name under which an element that only changes the look is
// written where it must stay. The parser treats names that it does not know as
// it does a span, and so without the reopening that formatting elements have.
func lookName(name string) string {
	if name == "span" {
		return name
	}
	return "x-" + strings.ReplaceAll(name, ":", "-")
}

// lookTag writes a look-only start tag if it hides its content or breaks lines,
// or if another of its name that does is still open.
func (f *filter) lookTag() {
	start := len(f.out)
	f.part()
	name := string(f.tag.name)
	f.tags++
	f.out = append(append(f.out, '<'), lookName(name)...)
	mark := len(f.out)
	f.classAttributes()
	f.attributes()
	if len(f.out) == mark && f.open[name] == 0 {
		f.out = f.out[:start]
		f.tags--
		f.part()
		return
	}
	if f.open == nil {
		f.open = map[string]int{}
	}
	f.open[name]++
	f.out = append(f.out, '>')
	f.atBreak = false
}

// rawElement filters an element whose content has no tags. The name is that of
// the element.
func (f *filter) rawElement(data []byte, i, end int, name string) int {
	if f.tag.atom == atom.Iframe {
		f.embedded("src")
	}
	stop := rawEnd(data, end, name)
	after := len(data)
	if stop < len(data) {
		if n := bytes.IndexByte(data[stop:], '>'); n >= 0 {
			after = stop + n + 1
		}
	}
	switch f.tag.atom {
	case atom.Style:
		f.style(data[end:stop])
	case atom.Title, atom.Xmp:
		f.keep = f.keep || f.tag.atom == atom.Xmp
		f.tags++
		f.out = append(f.out, data[i:after]...)
		return after
	}
	f.part()
	return after
}

// style takes in the content of a style element.
func (f *filter) style(css []byte) {
	f.css = append(append(f.css, css...), '\n')
	if rules := f.sheet.rules; !f.complete {
		f.sheet.add(string(css))
		f.late = f.late || f.classless && f.sheet.rules > rules
	}
}

// embedded writes a link to what an element shows in the page, if that is a
// document.
func (f *filter) embedded(name string) {
	if src, ok := f.tag.value(name); ok && isDocument(string(src)) && bytes.IndexByte(src, '"') < 0 {
		f.begin()
		f.out = append(append(append(f.out, `embed src="`...), src...), `">`...)
	}
}

// part makes sure that the text before and after a place where something was
// left out does not run together into a tag or a character reference.
func (f *filter) part() {
	n := len(f.out)
	if n == 0 {
		return
	}
	if c := f.out[n-1]; c != '<' && c != '&' && c != '#' && !isLetter(c) && !isDigit(c) {
		return
	}
	for k := n - 1; k >= 0; k-- {
		switch c := f.out[k]; {
		case c == '<' && k == n-1, c == '&', n-k > 40:
			f.out = append(f.out, "<!---->"...)
			return
		case c != '#' && !isLetter(c) && !isDigit(c):
			return
		}
	}
}

// trim takes back the white space at the end of a line.
func (f *filter) trim() {
	if f.keep {
		return
	}
	n := len(f.out)
	for n > 0 && isSpace(f.out[n-1]) {
		n--
	}
	f.out = f.out[:n]
}
