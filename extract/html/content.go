package html

import (
	"iter"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// articleNames are the classes and ids that portals give to the element that
// holds an article's text, in the content management systems in common use
// (TRS, Hanweb JCMS, VSB, UCAP, Kaipuyun and their relatives), in lower case.
var articleNames = setOf("trs_editor", "trs_editor_view", "trs_preappend", "trs_ueditor", "zoom", "zoomcon", "zoom_con",
	"ucap-content", "pages_content", "vsb_content", "vsb_content_2", "vsb_content_4", "vsb_content_501", "v_news_content",
	"con_text", "contenttext", "content_text", "content-text", "article-content", "article_content", "articlecontent",
	"article-con", "article_con", "articlecon", "article-body", "artibody", "bt_content", "bt-content", "ivs_content",
	"wzcon", "wz_con", "news_content", "newscontent", "xxgk_content", "xxgk-content", "xxgk_detail", "zfxxgk_content",
	"gkxl_content", "detail-content", "detail_content", "detailcontent", "maintext", "maincontent", "main-content",
	"view", "detail", "contentbox", "con_con", "ccontent", "zw-content", "zfxxgk_zw_content", "xxgk-detail", "notice-content",
	"printarea", "j-fontcontent", "content", "article", "arti_content", "wp_articlecontent", "cont", "text-con")

// isArticle tells whether an element's name says that it holds an article.
func isArticle(n *html.Node) bool {
	if n.DataAtom == atom.Article || n.DataAtom == atom.Main {
		return true
	}
	a := attributes(n.Attr)
	if id := a.get("id"); id != "" && articleNames[strings.ToLower(id)] {
		return true
	}
	for c := range strings.FieldsSeq(a.get("class")) {
		if articleNames[strings.ToLower(c)] {
			return true
		}
	}
	return false
}

func setOf(names ...string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[n] = true
	}
	return m
}

// content is where a page holds its text.
type content struct {
	*survey
	root int // index of the smallest element that holds nearly all weight
	// first and last are the nodes in root between which the text lies.
	first, last *html.Node
}

const (
	// leastWeight is the weight below which a page has no text to speak of, so
	// that nothing can be told apart from it.
	leastWeight = 300
	// nearlyAll is the share, in hundredths, of the weight that the root holds.
	nearlyAll = 85
	// margin is the share, in thousandths, that the children of the root before
	// the first, and those after the last, may hold together.
	margin = 30
)

// locate finds the content, or nil if there is none to speak of.
func locate(s *survey) *content {
	total := int(s.at[0].weight)
	if total < leastWeight {
		return nil
	}
	c := &content{survey: s}
	for {
		k := c.heaviest(c.root)
		if k < 0 || int(s.at[k].weight)*100 < total*nearlyAll {
			break
		}
		c.root = k
	}
	c.toArticle(total)
	c.findEnds()
	return c
}

// heaviest is the visible child element of most weight, or -1.
func (c *content) heaviest(i int) int {
	best := -1
	for k := i + 1; k < c.after(i); k = c.after(k) {
		if !c.at[k].hidden && (best < 0 || c.at[k].weight > c.at[best].weight) {
			best = k
		}
	}
	return best
}

// toArticle narrows the root to the outermost element in it that portals name
// as the article, if it holds most of the text and all large tables.
func (c *content) toArticle(total int) {
	for k := c.root + 1; k < c.after(c.root); k++ {
		m := &c.at[k]
		if !m.hidden && int(m.weight)*2 > total && m.cells*10 >= c.at[c.root].cells*9 && isArticle(m.node) {
			c.root = k
			return
		}
	}
}

// kids yields the nodes in element i, each with its index, or -1 if it is not
// measured. A node may be removed as soon as it was yielded.
func (s *survey) kids(i int) iter.Seq2[*html.Node, int] {
	return func(yield func(*html.Node, int) bool) {
		k := i + 1
		for n, next := s.at[i].node.FirstChild, (*html.Node)(nil); n != nil; n = next {
			next = n.NextSibling
			at := -1
			if k < s.after(i) && n == s.at[k].node {
				at, k = k, s.after(k)
			}
			if !yield(n, at) {
				return
			}
		}
	}
}

// findEnds sets first and last: the first node in the root that holds a
// numbered heading, or with which the margin is passed, and the last that does.
func (c *content) findEnds() {
	limit := int(c.at[c.root].weight) * margin / 1000
	type kid struct {
		node   *html.Node
		weight int
		headed bool
	}
	var kids []kid
	for n, k := range c.kids(c.root) {
		switch {
		case k >= 0:
			kids = append(kids, kid{n, c.weight(k), c.at[k].headed})
		case n.Type == html.TextNode:
			var m measure
			m.addText(n.Data, false, "")
			kids = append(kids, kid{n, int(m.weight), m.headed})
		}
	}
	end := func(from, to, step int) *html.Node {
		for sum, i := 0, from; i != to; i += step {
			k := kids[i]
			if sum += k.weight; sum > limit || k.weight > 0 && k.headed {
				return k.node
			}
		}
		return nil
	}
	c.first = end(0, len(kids), 1)
	c.last = end(len(kids)-1, -1, -1)
	if c.first == nil && len(kids) > 0 {
		c.first, c.last = kids[0].node, kids[len(kids)-1].node
	}
}

// weight is that of an element as far as it may be part of the article.
func (c *content) weight(i int) int {
	m := &c.at[i]
	if m.hidden || c.isLight(m) && !m.headed && furnitureName(m.node) >= nameSure {
		return 0
	}
	return int(m.weight)
}

// isLight tells whether so little of the page's text stands in an element that
// its name may decide.
func (c *content) isLight(m *measure) bool {
	return m.weight <= maxAllNamed && m.weight*4 <= c.at[0].weight
}

// unhide shows what the page hides although it is most of its text: pages that
// show their text only when a script runs. It tells whether there was such.
func (s *survey) unhide() (cells int, found bool) {
	total := s.at[0].weight
	for i := 1; i < len(s.at); {
		m := &s.at[i]
		if !m.hidden {
			i++
			continue
		}
		if m.weight > leastWeight && m.weight > 2*total {
			show(m.node)
			return int(m.cells), true
		}
		i = s.after(i)
	}
	return 0, false
}

// show takes from an element what hides it. A style of its own wins over those
// of style elements.
func show(n *html.Node) {
	var kept []html.Attribute
	for _, a := range n.Attr {
		if a.Key != "hidden" && a.Key != "style" {
			kept = append(kept, a)
		}
	}
	n.Attr = append(kept, html.Attribute{Key: "style", Val: "display:block;visibility:visible"})
	if n.DataAtom == atom.Dialog {
		n.Attr = append(n.Attr, html.Attribute{Key: "open"})
	}
}

func itoa(n int) string { return strconv.Itoa(n) }
