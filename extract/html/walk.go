package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/nianbao/nianbao/extract/document"
)

// attributes are those of an element or tag, names in lower case.
type attributes []html.Attribute

// get is the value of the first attribute of that name, or "".
func (a attributes) get(name string) string {
	for i := range a {
		if a[i].Key == name {
			return a[i].Val
		}
	}
	return ""
}

func (a attributes) has(name string) bool {
	for i := range a {
		if a[i].Key == name {
			return true
		}
	}
	return false
}

// lookOf is what sheet and attributes say of an element.
func lookOf(s *sheet, tag string, a attributes) (l look) {
	if len(a) == 0 && s.empty() {
		return l
	}
	var class, id, style string
	hidden, styled := false, false
	for i := range a {
		switch a[i].Key {
		case "class":
			class = a[i].Val
		case "id":
			id = a[i].Val
		case "style":
			if !styled {
				style, styled = a[i].Val, true
			}
		case "hidden":
			hidden = true
		}
	}
	if !s.empty() {
		l = s.look(tag, class, id)
	}
	if hidden {
		l.display = displayNone
	}
	if style != "" {
		l.add(parseStyle(dropComments(style)))
	}
	return l
}

// walker reads a parsed page into blocks.
type walker struct {
	flow
	sheet *sheet
	list  *listCounter // the list whose items are being read, or nil
}

// children reads what stands in a node.
func (w *walker) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			w.text(c.Data)
		case html.ElementNode:
			w.element(c)
		}
	}
}

func (w *walker) element(n *html.Node) {
	if n.Namespace == "svg" {
		return
	}
	if isDropped(n.DataAtom) {
		w.dropped(n)
		return
	}
	a := attributes(n.Attr)
	l := lookOf(w.sheet, n.Data, a)
	if l.hides() || n.DataAtom == atom.Dialog && !a.has("open") {
		return
	}
	switch n.DataAtom {
	case atom.Br:
		w.lineBreak()
		return
	case atom.Img, atom.Image:
		w.b.AddImage()
		return
	case atom.Table:
		s := w.setting()
		w.struck = w.struck || strikes(n.DataAtom, l)
		w.table(n)
		w.restoreLook(s)
		return
	case atom.A:
		w.link(n)
	case atom.Q:
		w.text("“")
		defer w.text("”")
	}
	if !breaksLine(n.DataAtom, l) {
		w.inline(n, l)
		return
	}
	w.block(n, l)
}

// breaksLine tells whether an element stands on lines of its own.
func breaksLine(a atom.Atom, l look) bool {
	switch l.display {
	case displayInline:
		return false
	case displayBlock:
		return true
	}
	return isBlock(a)
}

// inline reads the content of an inline element.
func (w *walker) inline(n *html.Node, l look) {
	s := w.setting()
	if l.space != spaceUnset {
		w.white = l.space
	}
	w.look(n.DataAtom, l)
	w.children(n)
	w.white = s.white
	w.restoreLook(s)
}

// block reads the content of a block.
func (w *walker) block(n *html.Node, l look) {
	w.endParagraph()
	s, list := w.setting(), w.list
	if level := headingLevel(n.DataAtom); level > 0 {
		w.level = level
	}
	switch {
	case n.DataAtom == atom.Pre || n.DataAtom == atom.Listing || n.DataAtom == atom.Xmp || n.DataAtom == atom.Plaintext:
		w.white = spaceKeep
	case isList(n.DataAtom):
		w.list = newList(n.DataAtom == atom.Ol, n.Attr, l, func() int { return w.items(n) })
	case n.DataAtom == atom.Li:
		w.marker += w.list.item(n.Attr, l)
	}
	if l.space != spaceUnset {
		w.white = l.space
	}
	w.struck = w.struck || strikes(n.DataAtom, l)
	w.children(n)
	if n.DataAtom == atom.Li {
		w.endItem()
	} else {
		w.endParagraph()
	}
	// A list number that was still waiting waits on, unless it was printed.
	s.marker = w.marker
	w.restore(s)
	w.list = list
}

// items counts the items that a list shows.
func (w *walker) items(list *html.Node) (n int) {
	for c := list.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Li && w.shows(c) {
			n++
		}
	}
	return n
}

// link notes a link to a document.
func (w *walker) link(n *html.Node) {
	target := strings.TrimSpace(attributes(n.Attr).get("href"))
	if target == "" {
		return
	}
	text := textOf(n, maxLinkText)
	if isDocument(target) || isDocument(text) {
		w.b.AddLink(text, target)
	}
}

// dropped notes what may be of use of an element whose content is dropped: a
// document that the page embeds.
func (w *walker) dropped(n *html.Node) {
	target := attributes(n.Attr).get("src")
	if n.DataAtom == atom.Object {
		target = attributes(n.Attr).get("data")
	}
	if target = strings.TrimSpace(target); isDocument(target) {
		w.b.AddLink("", target)
	}
}

// table reads a table into a table, in the row groups that the parser makes
// sure of, in the order in which they are drawn: whatever the page says, the first
// header comes first and the first footer last (CSS 2.1 §17.2). Captions come as paragraphs before it, wherever they are printed. A
// table that shows no row is none.
func (w *walker) table(n *html.Node) {
	w.endParagraph()
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption {
			w.element(c)
		}
	}
	if !w.showsRow(n) {
		return
	}
	list := w.list
	w.list = nil
	w.beginTable()
	head, foot := w.firstShown(n, atom.Thead), w.firstShown(n, atom.Tfoot)
	w.rowGroup(head)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c == head || c == foot:
		case c.DataAtom == atom.Tr:
			w.row(c)
		case isRowGroup(c.DataAtom) && w.shows(c):
			w.rowGroup(c)
		}
	}
	w.rowGroup(foot)
	w.b.EndTable()
	w.list = list
}

// firstShown is the first child of a kind that shows, or nil.
func (w *walker) firstShown(n *html.Node, kind atom.Atom) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == kind && w.shows(c) {
			return c
		}
	}
	return nil
}

func isRowGroup(a atom.Atom) bool { return a == atom.Thead || a == atom.Tbody || a == atom.Tfoot }

func (w *walker) shows(n *html.Node) bool { return !lookOf(w.sheet, n.Data, n.Attr).hides() }

// showsRow tells whether a table or row group has a row that shows.
func (w *walker) showsRow(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if (c.DataAtom == atom.Tr || isRowGroup(c.DataAtom) && w.showsRow(c)) && w.shows(c) {
			return true
		}
	}
	return false
}

func (w *walker) rowGroup(group *html.Node) {
	if group == nil {
		return
	}
	for c := group.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Tr {
			w.row(c)
		}
	}
	w.b.EndRowGroup()
}

func (w *walker) row(n *html.Node) {
	look := lookOf(w.sheet, n.Data, n.Attr)
	if look.hides() {
		return
	}
	outer := w.setting()
	w.struck = w.struck || strikes(n.DataAtom, look)
	w.b.BeginRow()
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		l := lookOf(w.sheet, c.Data, c.Attr)
		if l.hides() {
			continue
		}
		s := w.beginCell(cellProps(c.DataAtom, c.Attr))
		if l.space != spaceUnset {
			w.white = l.space
		}
		w.struck = w.struck || strikes(c.DataAtom, l)
		w.children(c)
		w.endCell(s)
	}
	w.b.EndRow()
	w.restoreLook(outer)
}

// cellProps reads the attributes of a cell (HTML standard §4.9.11).
func cellProps(tag atom.Atom, a attributes) document.CellProps {
	p := document.CellProps{Header: tag == atom.Th}
	if n, ok := parseInt(a.get("colspan")); ok && n > 0 {
		p.ColSpan = n
	}
	switch n, ok := parseInt(a.get("rowspan")); {
	case ok && n == 0:
		p.RowSpan = document.ToGroupEnd
	case ok && n > 0:
		p.RowSpan = n
	}
	return p
}
