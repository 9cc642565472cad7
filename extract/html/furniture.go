package html

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// clean takes the page's furniture out of the tree: navigation, the line that
// says where one is, calendars, footers, tools, links to other articles. What
// lies outside of the content goes if it is known as furniture; what lies
// inside goes only if it is nothing but tools; what is neither stays. Rows and
// cells stay, emptied, so that grids keep their shape.
func (c *content) clean() {
	for _, n := range c.calendars {
		remove(n)
	}
	path := c.path()
	for i, k := range path[:len(path)-1] {
		below := c.at[path[i+1]].node
		c.judgeChildren(k, func(n *html.Node) bool { return n == below })
	}
	inside := false
	c.judgeChildren(c.root, func(n *html.Node) bool {
		inside = inside || n == c.first
		was := inside
		inside = inside && n != c.last
		return was
	})
	c.tidy()
}

// path is the elements from the body down to the root.
func (c *content) path() (path []int) {
	for k := 0; ; {
		path = append(path, k)
		if k == c.root {
			return path
		}
		for k++; c.after(k) <= c.root; k = c.after(k) {
		}
	}
}

// judgeChildren judges what stands in an element, except the nodes that are
// spared: each block, and each run of inline content between blocks.
func (c *content) judgeChildren(i int, spared func(*html.Node) bool) {
	var run []*html.Node
	var sum measure
	flush := func() {
		if sum.text > 0 && c.isFurniture(&sum, run) {
			for _, n := range run {
				remove(n)
			}
		}
		run, sum = run[:0], measure{}
	}
	for n, k := range c.kids(i) {
		switch {
		case spared(n):
			flush()
		case n.Type == html.TextNode:
			run = append(run, n)
			sum.addText(n.Data, false, c.title)
		case k < 0 || c.at[k].hidden:
		case c.at[k].block || n.DataAtom == atom.Br:
			flush()
			c.judge(k)
		default:
			run = append(run, n)
			sum.add(&c.at[k])
		}
	}
	flush()
}

// judge removes a block that is furniture, or judges what stands in it. Rows
// are judged as one; their cells only if they hold more than a line, since
// cells of one line may be those of a data table.
func (c *content) judge(i int) {
	m := &c.at[i]
	if m.text == 0 || m.hidden {
		return
	}
	switch m.node.DataAtom {
	case atom.Tbody, atom.Thead, atom.Tfoot:
	case atom.Tr, atom.Td, atom.Th:
		if m.node.DataAtom != atom.Tr && !m.inner && m.links < manyLinks {
			return
		}
		if c.isFurniture(m, []*html.Node{m.node}) {
			c.empty(i)
			return
		}
	default:
		if c.isFurniture(m, []*html.Node{m.node}) {
			remove(m.node)
			return
		}
	}
	c.judgeChildren(i, func(*html.Node) bool { return false })
}

// manyLinks is the number of links from which on a cell of one line is judged.
const manyLinks = 4

// empty removes what stands in a cell, or in the cells of a row.
func (c *content) empty(i int) {
	for n, k := range c.kids(i) {
		if k >= 0 && (n.DataAtom == atom.Td || n.DataAtom == atom.Th) {
			c.empty(k)
		} else {
			remove(n)
		}
	}
}

// Lengths, in bytes, that furniture does not pass.
const (
	maxFooter   = 1500
	maxLine     = 600 // where one is, links to the neighbouring articles
	maxTools    = 300
	maxWord     = 24  // labels, of eight Chinese characters
	maxAllNamed = 300 // weight of a block that is furniture by its name
	maxLabels   = 2 * cellWeight
)

// isFurniture tells whether nodes outside of the content that are measured
// together are furniture. In doubt they are not.
func (c *content) isFurniture(m *measure, nodes []*html.Node) bool {
	name := nameNone
	if len(nodes) == 1 {
		name = furnitureName(nodes[0])
	}
	text := ""
	if m.text <= maxFooter {
		for _, n := range nodes {
			text += textOf(n, maxFooter)
		}
	}
	switch {
	case m.weight <= maxLabels && m.text <= maxLine && (name == nameCrumb || isCrumb(text)):
		return true
	case m.title || m.named || m.headed:
		return false
	case text != "" && (isFooter(text) || isNeighbour(text) && m.text <= maxLine || isTools(text) && m.text <= maxTools):
		return true
	case isImprint(text):
		return false
	case name == nameSure || name == nameCrumb:
		return c.isLight(m)
	case m.weight > maxLabels:
		return false
	case name == nameLikely && m.plain < maxWord && m.weight == 0:
		return true
	}
	return m.links > 0 && m.link*2 >= m.text && m.plain < maxWord && (m.links > 1 || m.link < maxWord)
}

// tidy removes from within the content what is nothing but tools and links to
// the neighbouring articles.
func (c *content) tidy() {
	for k := c.root + 1; k < c.after(c.root); {
		m := &c.at[k]
		switch {
		case m.hidden || m.node.DataAtom == atom.Table && m.links == 0:
			k = c.after(k)
			continue
		case m.block && m.text > 0 && m.text <= maxTools && m.weight == 0 && m.cells == 0 && !m.named && !m.title && c.isTool(m):
			remove(m.node)
			k = c.after(k)
			continue
		}
		k++
	}
}

func (c *content) isTool(m *measure) bool {
	switch furnitureName(m.node) {
	case nameSure, nameCrumb:
		return m.plain < maxWord && m.link*2 >= m.text
	}
	text := textOf(m.node, maxTools)
	return isNeighbour(text) || isTools(text)
}

func remove(n *html.Node) {
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
}
