//go:build oracle

package oracle_test

import (
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

// node is an element of a flat OpenDocument file, or a text where name is
// empty. Names are without their prefixes, which are unambiguous here.
type node struct {
	name     string
	attrs    map[string]string
	children []*node
	in       *node // the element around it
	text     string
}

// parseODF reads a flat OpenDocument file (.fodt) and returns its running text,
// as it prints: without what tracked changes delete and without hidden text.
func parseODF(file string) (*node, error) {
	root, err := parseXML(file)
	if err != nil {
		return nil, err
	}
	p := printed{deletions: map[string]bool{}, hidden: map[string]bool{}}
	var body *node
	for n := range root.all {
		switch {
		case n.name == "text-properties" && n.attrs["display"] == "none":
			p.hidden[n.in.attrs["name"]] = true
		case n.name == "deletion":
			p.deletions[n.in.attrs["id"]] = true
		case n.name == "text" && n.in.name == "body":
			body = n
		}
	}
	if body == nil {
		return nil, errors.New("no office:text")
	}
	p.prune(body)
	return body, nil
}

func parseXML(file string) (*node, error) {
	dec := xml.NewDecoder(strings.NewReader(file))
	root := &node{name: "root"}
	top := root
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return root, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			n := &node{name: t.Name.Local, attrs: map[string]string{}, in: top}
			for _, a := range t.Attr {
				n.attrs[a.Name.Local] = a.Value
			}
			top.children = append(top.children, n)
			top = n
		case xml.EndElement:
			top = top.in
		case xml.CharData:
			top.children = append(top.children, &node{text: string(t)})
		}
	}
}

// printed tells what of a text prints.
type printed struct {
	deletions, hidden map[string]bool // changes and styles, by their names
	deleting          int             // deletions that are open
}

// prune takes the text that does not print out of n. Marks of changes may begin
// in one paragraph and end in another. OpenDocument knows no deleted rows: one
// whose text is all deleted or hidden is taken for one.
func (p *printed) prune(n *node) {
	n.children = slices.DeleteFunc(n.children, func(c *node) bool {
		switch {
		case c.name == "change-start" && p.deletions[c.attrs["change-id"]]:
			p.deleting++
		case c.name == "change-end" && p.deletions[c.attrs["change-id"]]:
			p.deleting--
		case c.name == "":
			return p.deleting > 0
		case p.hidden[c.attrs["style-name"]]:
			return true
		case c.name == "table-row":
			before := bare(odfText(c))
			p.prune(c)
			return before != "" && bare(odfText(c)) == ""
		default:
			p.prune(c)
		}
		return false
	})
}

// all yields all elements below n in their order, outer ones first.
func (n *node) all(yield func(*node) bool) {
	n.walk(yield)
}

func (n *node) walk(yield func(*node) bool) bool {
	for _, c := range n.children {
		if c.name != "" && (!yield(c) || !c.walk(yield)) {
			return false
		}
	}
	return true
}

// apart are elements that hold no running text: deletions, comments, notes, and
// what is said about pictures and forms.
var apart = []string{"tracked-changes", "annotation", "note", "title", "desc", "forms", "sequence-decls", "binary-data", "object"}

// odfLines are the lines of the running text, in the order of the file. Text
// boxes stand before the paragraph that they are anchored to.
func odfLines(n *node) []string {
	if slices.Contains(apart, n.name) {
		return nil
	}
	var out []string
	for _, c := range n.children {
		out = append(out, odfLines(c)...)
	}
	if n.name == "p" || n.name == "h" {
		out = append(out, bareLines(ownText(n))...)
	}
	return out
}

// ownText is the text of a paragraph without the paragraphs in it.
func ownText(n *node) string {
	return odfText(n, "p", "h")
}

// odfText is the text below n, but for that of some elements.
func odfText(n *node, without ...string) string {
	var b strings.Builder
	for _, c := range n.children {
		switch {
		case c.name == "line-break":
			b.WriteString("\n")
		case slices.Contains(apart, c.name), slices.Contains(without, c.name):
		default:
			b.WriteString(c.text + odfText(c, without...))
		}
	}
	return b.String()
}

// odfTables are the tables as [ourTables] prints ours.
func odfTables(body *node) []string {
	var out []string
	for n := range body.all {
		if n.name == "table" {
			out = append(out, odfTable(n)...)
		}
	}
	return out
}

type cell struct {
	row, col, rowSpan, colSpan int
	text                       string
}

func odfTable(table *node) []string {
	var cells []cell
	rows, cols := 0, 0
	for _, row := range within(table, "table-row") {
		col := 0
		for _, c := range within(row, "table-cell", "covered-table-cell") {
			if c.name == "table-cell" {
				cells = append(cells, cell{rows, col, c.number("number-rows-spanned"), c.number("number-columns-spanned"),
					strings.Join(cellText(c), "")})
			}
			col += c.number("number-columns-repeated")
		}
		cols = max(cols, col)
		rows++
	}
	slices.SortFunc(cells, func(a, b cell) int { return cmp.Or(a.row-b.row, a.col-b.col) })
	out := []string{tableLine(rows, cols)}
	for _, c := range cells {
		out = append(out, cellLine(c.row, c.col, c.rowSpan, c.colSpan, c.text))
	}
	return out
}

// within finds elements below n that lie in no other table and in none of
// themselves.
func within(n *node, names ...string) []*node {
	var out []*node
	for _, c := range n.children {
		switch {
		case slices.Contains(names, c.name):
			out = append(out, c)
		case c.name != "table":
			out = append(out, within(c, names...)...)
		}
	}
	return out
}

// cellText is the lines of a cell without those of tables in it.
func cellText(n *node) []string {
	var out []string
	for _, c := range n.children {
		if c.name != "table" {
			out = append(out, cellText(c)...)
		}
	}
	if n.name == "p" || n.name == "h" {
		out = append(out, bareLines(ownText(n))...)
	}
	return out
}

func (n *node) number(attr string) int {
	if v, err := strconv.Atoi(n.attrs[attr]); err == nil && v > 0 {
		return v
	}
	return 1
}
