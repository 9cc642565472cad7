package html

import (
	"bytes"
	"context"
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/internal/raised"
)

// ReadTokens reads a page tag by tag, without a tree and without the filter,
// and keeps all that it shows, furniture too. On sound pages its tables are
// those of [Read]; a difference is a sign that one of the two is wrong. Errors
// are those of [Read].
func ReadTokens(ctx context.Context, data []byte, opts Options) (*document.Document, error) {
	if limit := opts.pageBytes(); len(data) > 2*limit {
		// Without the filter, what is no content is held too.
		return nil, diag.Errorf("X112", nil, "limit", itoa(limit))
	}
	b := document.NewBuilder(Format, opts.Document)
	t := detect(data, opts.Charset)
	decoded, bad := t.decode(t.data)
	for _, f := range t.findings(bad) {
		b.AddFinding(f)
	}
	if err := readTokens(ctx, decoded, &sheet{}, b, true); err != nil {
		return nil, err
	}
	return b.Document()
}

// readTokens reads a decoded page into a document. What the sheet holds counts
// as said before the page begins.
func readTokens(ctx context.Context, data []byte, sh *sheet, b *document.Builder, whole bool) error {
	r := tokenReader{b: b, z: html.NewTokenizer(bytes.NewReader(data)), f: flow{b: b}, sheet: sh, whole: whole}
	r.frames = []frame{{}}
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if r.z.Next() == html.ErrorToken || b.Err() != nil {
			break
		}
		r.token()
	}
	for len(r.frames) > 1 {
		r.popFrame()
	}
	r.popTo(0)
	r.f.endParagraph()
	return nil
}

// tokenReader keeps what is open as far as it decides where text belongs. Its
// rules are simpler than those of the HTML standard's tree construction: block
// elements stand on a stack, inline ones only if they hide their content, and
// each open table and each open cell has a frame of the stack of its own, which
// no end tag inside can close.
type tokenReader struct {
	b     *document.Builder
	z     *html.Tokenizer
	f     flow
	sheet *sheet
	whole bool // metadata is wanted
	named bool // a title was found

	stack  []open
	frames []frame
	quiet  int // open elements, rows and tables that do not show
	// drop is the element whose content is being dropped, and dropDepth how
	// many of that name are open.
	drop      atom.Atom
	dropDepth int
	raw       atom.Atom // the element whose raw text comes next
	link      openLink
}

// open is an element on the stack.
type open struct {
	name   string
	atom   atom.Atom
	hidden bool
	block  bool
	set    setting      // to go back to
	list   *listCounter // of a list
}

// frame is the part of the stack that belongs to the page, a table or a cell.
type frame struct {
	base  int            // height of the stack where it begins
	count map[string]int // open elements by name
	kind  frameKind
	begun bool // table: its first row or cell was met
	row   bool // table: a row is open
	outer bool // the text around that row is struck through
	set   setting
	// hidden parts: the table or cell itself, the open row group, the open row
	self, groupQ, rowQ bool
}

type frameKind uint8

const (
	framePage frameKind = iota
	frameTable
	frameCell
	frameCaption
)

// openLink is the link that is being read.
type openLink struct {
	target string
	start  int // length of the open paragraph where it began
	ended  int // paragraphs that had ended
}

// Bounds on what is kept open; elements and tables beyond are read as if they
// had no tags.
const (
	maxOpen   = 1 << 20
	maxFrames = 1 << 10
)

func (r *tokenReader) token() {
	t := r.z.Token()
	raw := r.raw
	r.raw = 0
	switch t.Type {
	case html.TextToken:
		r.text(t.Data, raw)
	case html.StartTagToken, html.SelfClosingTagToken:
		if rawText(t.DataAtom) != "" {
			r.raw = t.DataAtom
		}
		if !r.dropping(&t, true) {
			r.startTag(&t)
		}
	case html.EndTagToken:
		if !r.dropping(&t, false) {
			r.endTag(&t)
		}
	}
}

func (r *tokenReader) text(s string, raw atom.Atom) {
	switch {
	case raw == atom.Title:
		if title := collapsed(s); r.whole && !r.named && title != "" {
			r.b.SetTitle(title)
			r.named = true
		}
	case raw == atom.Style:
		r.sheet.add(s)
	case raw != 0 && raw != atom.Xmp, r.drop != 0, r.quiet > 0:
	default:
		r.f.text(s)
	}
}

// dropping follows the element whose content is being dropped. The parts of
// tables and a few others end it, since a control that is not closed must not
// swallow the page.
func (r *tokenReader) dropping(t *html.Token, start bool) bool {
	if r.drop == 0 {
		return false
	}
	switch {
	case t.DataAtom == r.drop && start:
		r.dropDepth++
	case t.DataAtom == r.drop:
		r.dropDepth--
	case t.DataAtom == atom.Table || t.DataAtom == atom.Td || t.DataAtom == atom.Tr || t.DataAtom == atom.Body:
		r.drop, r.dropDepth = 0, 0
		return false
	}
	if r.dropDepth == 0 {
		r.drop = 0
	}
	return true
}

func (r *tokenReader) top() *frame { return &r.frames[len(r.frames)-1] }

func (r *tokenReader) startTag(t *html.Token) {
	a := attributes(t.Attr)
	switch t.DataAtom {
	case atom.Html, atom.Body, atom.Head:
		return
	case atom.Meta:
		r.meta(a)
		return
	case atom.Table:
		r.beginTable(lookOf(r.sheet, t.Data, a))
		return
	case atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Colgroup, atom.Col:
		r.tablePart(t, lookOf(r.sheet, t.Data, a))
		return
	}
	if isDropped(t.DataAtom) {
		r.dropped(t.DataAtom, a)
		return
	}
	if isVoid(t.DataAtom) {
		r.void(t.DataAtom, lookOf(r.sheet, t.Data, a))
		return
	}
	l := lookOf(r.sheet, t.Data, a)
	hidden := l.hides() || t.DataAtom == atom.Dialog && !a.has("open")
	if !breaksLine(t.DataAtom, l) {
		r.inline(t, a, l, hidden)
		return
	}
	r.block(t, a, l, hidden)
}

func (r *tokenReader) meta(a attributes) {
	name := a.get("name")
	if name == "" {
		name = a.get("property")
	}
	if value := collapsed(a.get("content")); r.whole && name != "" && value != "" {
		r.b.AddMeta(name, value)
	}
}

// dropped begins an element whose content is no text.
func (r *tokenReader) dropped(tag atom.Atom, a attributes) {
	if target := a.get("src") + a.get("data"); r.quiet == 0 && isDocument(target) {
		r.b.AddLink("", target)
	}
	if !isVoid(tag) && rawText(tag) == "" {
		r.drop, r.dropDepth = tag, 1
	}
}

func (r *tokenReader) void(tag atom.Atom, l look) {
	if r.quiet > 0 || l.hides() {
		return
	}
	switch tag {
	case atom.Br:
		r.f.lineBreak()
	case atom.Hr:
		r.f.endParagraph()
	case atom.Img, atom.Image:
		r.b.AddImage()
	}
}

// inline begins an inline element. Only what hides, strikes or raises, and what
// could be taken for the end of that, goes on the stack.
func (r *tokenReader) inline(t *html.Token, a attributes, l look, hidden bool) {
	if t.DataAtom == atom.A && !hidden && r.quiet == 0 {
		r.endLink()
		r.link = openLink{a.get("href"), len(r.f.buf), r.f.ended}
	}
	if t.DataAtom == atom.Q && r.quiet == 0 {
		r.f.text("“")
	}
	strange := strikes(t.DataAtom, l) || raises(t.DataAtom, l) != raised.OnLine
	if (hidden || strange || r.top().count[t.Data] > 0) && r.push(t, hidden, false) != nil {
		r.f.look(t.DataAtom, l)
	}
}

// endLink notes the link that ends, if it is one to a document.
func (r *tokenReader) endLink() {
	l := r.link
	r.link = openLink{}
	if l.target == "" {
		return
	}
	text := ""
	if l.ended == r.f.ended {
		text = collapsed(string(r.f.buf[l.start:min(len(r.f.buf), l.start+maxLinkText)]))
	}
	if isDocument(l.target) || isDocument(text) {
		r.b.AddLink(text, l.target)
	}
}

func (r *tokenReader) block(t *html.Token, a attributes, l look, hidden bool) {
	tag := t.DataAtom
	if isBlock(tag) {
		r.closeBefore(tag)
	}
	if r.quiet == 0 {
		r.f.endParagraph()
	}
	o := r.push(t, hidden, true)
	if r.quiet > 0 || o == nil {
		return
	}
	if level := headingLevel(tag); level > 0 {
		r.f.level = level
	}
	switch {
	case tag == atom.Pre || tag == atom.Listing || tag == atom.Xmp || tag == atom.Plaintext:
		r.f.white = spaceKeep
	case isList(tag):
		o.list = newList(tag == atom.Ol, a, l, func() int { return 0 })
		if a.has("reversed") && !a.has("start") {
			o.list.style = listNone // its numbers are not known before its end
		}
	case tag == atom.Li:
		r.f.marker += r.innerList().item(a, l)
	}
	if l.space != spaceUnset {
		r.f.white = l.space
	}
	r.f.struck = r.f.struck || strikes(tag, l)
}

// lookBack is how many open elements are searched for the list that an item
// belongs to, and for the item that it ends.
const lookBack = 64

// innerList is the innermost open list, or nil.
func (r *tokenReader) innerList() *listCounter {
	base := r.top().base
	for i := len(r.stack) - 1; i >= base && i >= len(r.stack)-lookBack; i-- {
		if r.stack[i].list != nil {
			return r.stack[i].list
		}
	}
	return nil
}

// closeBefore closes what a block's start tag ends: paragraphs, and items by
// their next item.
func (r *tokenReader) closeBefore(tag atom.Atom) {
	r.popToName("p")
	stop := isList
	match := func(a atom.Atom) bool { return a == tag }
	switch {
	case tag == atom.Li:
	case tag == atom.Dt || tag == atom.Dd:
		stop = func(a atom.Atom) bool { return a == atom.Dl }
		match = func(a atom.Atom) bool { return a == atom.Dt || a == atom.Dd }
	case headingLevel(tag) > 0:
		// A heading ends a heading only if that is the innermost element.
		stop = func(a atom.Atom) bool { return headingLevel(a) == 0 }
		match = func(a atom.Atom) bool { return headingLevel(a) > 0 }
	default:
		return
	}
	base := r.top().base
	for i := len(r.stack) - 1; i >= base && i >= len(r.stack)-lookBack; i-- {
		if a := r.stack[i].atom; match(a) {
			r.popTo(i)
			return
		} else if stop(a) {
			return
		}
	}
}

// push opens an element. It is nil if too many are open.
func (r *tokenReader) push(t *html.Token, hidden, block bool) *open {
	if len(r.stack) >= maxOpen {
		return nil
	}
	fr := r.top()
	if fr.count == nil {
		fr.count = map[string]int{}
	}
	fr.count[t.Data]++
	r.stack = append(r.stack, open{name: t.Data, atom: t.DataAtom, hidden: hidden, block: block, set: r.f.setting()})
	if hidden {
		r.quiet++
	}
	return &r.stack[len(r.stack)-1]
}

// popTo closes all elements from index n of the stack on, which belong to the
// innermost frame.
func (r *tokenReader) popTo(n int) {
	fr := r.top()
	for len(r.stack) > max(n, fr.base) {
		o := r.stack[len(r.stack)-1]
		r.stack = r.stack[:len(r.stack)-1]
		fr.count[o.name]--
		if o.hidden {
			r.quiet--
			r.f.restoreLook(o.set)
			continue
		}
		if !o.block {
			r.f.restoreLook(o.set)
			continue
		}
		if r.quiet > 0 {
			r.f.restoreLook(o.set)
			continue
		}
		r.f.endParagraph()
		if o.atom != atom.Li {
			o.set.marker = r.f.marker
		}
		r.f.restore(o.set)
	}
}

// popToName closes the innermost element of that name and all in it, if one is
// open in the innermost frame.
func (r *tokenReader) popToName(name string) bool {
	if r.top().count[name] == 0 {
		return false
	}
	for i := len(r.stack) - 1; ; i-- {
		if r.stack[i].name == name {
			r.popTo(i)
			return true
		}
	}
}

func (r *tokenReader) endTag(t *html.Token) {
	switch t.DataAtom {
	case atom.Table, atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th:
		r.endTablePart(t.DataAtom)
		return
	case atom.A:
		r.endLink()
	case atom.Q:
		if r.quiet == 0 {
			r.f.text("”")
		}
	case atom.Br:
		r.void(atom.Br, look{}) // the standard reads </br> as <br>
	}
	switch {
	case r.popToName(t.Data):
	case headingLevel(t.DataAtom) > 0:
		r.endHeading()
	case t.DataAtom == atom.P && r.quiet == 0:
		r.f.endParagraph()
	}
}

// endHeading ends the open heading: the end tag of one level ends any.
func (r *tokenReader) endHeading() {
	_ = slices.ContainsFunc([]string{"h1", "h2", "h3", "h4", "h5", "h6"}, r.popToName) // until one was open
}
