package html

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// measure is how much of what stands in an element, in bytes of visible text
// without white space (a Chinese character has three).
type measure struct {
	node *html.Node
	end  int32 // index of the first element after this one and all in it
	text int32 // all text
	link int32 // text in links
	// plain is the longest piece of text outside of links.
	plain int32
	// weight is the text that looks like that of a report: long pieces outside
	// of links, numbered headings, and something for each filled cell.
	weight int32
	links  int32
	cells  int32 // cells without tables in them that hold text
	block  bool  // it breaks lines, or something in it does
	inner  bool  // something in it breaks lines
	named  bool  // it links to a document
	title  bool  // it holds the page's title
	headed bool  // it holds a numbered heading
	hidden bool
}

const (
	// longText is the length from which a piece of text is taken as running
	// text and not as a label, in bytes: fifteen Chinese characters.
	longText = 45
	// cellWeight is what a filled cell of a data table adds to the weight.
	cellWeight = 8
)

// survey measures the elements of a body in the order in which they start.
type survey struct {
	sheet *sheet
	at    []measure
	// calendars are the tables that show a month.
	calendars []*html.Node
	title     string // the page's title without white space, or ""
}

// newSurvey measures the body, which has about as many elements as given.
func newSurvey(body *html.Node, sh *sheet, title string, elements int) *survey {
	s := &survey{sheet: sh, title: squeeze(title), at: make([]measure, 0, elements)}
	s.element(body, false)
	return s
}

// after is the index of the first element after element i and all in it.
func (s *survey) after(i int) int { return int(s.at[i].end) }

// element measures an element. Hidden ones are measured like others, but add
// nothing to those around them.
func (s *survey) element(n *html.Node, inLink bool) int {
	i := len(s.at)
	s.at = append(s.at, measure{node: n})
	a := attributes(n.Attr)
	m := measure{node: n, block: isBlock(n.DataAtom)}
	if len(a) > 0 || !s.sheet.empty() {
		m.hidden = lookOf(s.sheet, n.Data, a).hides()
	}
	if n.DataAtom == atom.A && a.has("href") {
		inLink = true
		m.links = 1
		m.named = isDocument(a.get("href"))
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			m.addText(c.Data, inLink, s.title)
		case c.Type == html.ElementNode && !isDropped(c.DataAtom) && c.Namespace != "svg":
			if k := &s.at[s.element(c, inLink)]; !k.hidden {
				m.add(k)
			}
		case c.DataAtom == atom.Embed || c.DataAtom == atom.Object:
			m.named = true
		}
	}
	s.finish(&m)
	m.end = int32(len(s.at))
	s.at[i] = m
	return i
}

// finish settles what depends on the whole content of a cell or table.
func (s *survey) finish(m *measure) {
	switch m.node.DataAtom {
	case atom.Td, atom.Th:
		if m.cells == 0 && m.text > 0 {
			m.cells = 1
			if m.link*2 < m.text {
				m.weight = max(m.weight, cellWeight)
			}
		}
	case atom.Table:
		if m.cells >= 28 && m.cells <= 70 && isCalendar(m.node) {
			s.calendars = append(s.calendars, m.node)
			m.weight, m.cells = 0, 0
		}
	}
}

func (m *measure) add(k *measure) {
	m.text += k.text
	m.link += k.link
	m.plain = max(m.plain, k.plain)
	m.weight += k.weight
	m.links += k.links
	m.cells += k.cells
	m.block = m.block || k.block
	m.inner = m.inner || k.block
	m.named = m.named || k.named
	m.title = m.title || k.title
	m.headed = m.headed || k.headed
}

func (m *measure) addText(s string, inLink bool, title string) {
	n := int32(visibleLen(s))
	if n == 0 {
		return
	}
	m.text += n
	m.title = m.title || isTitle(s, int(n), inLink, title)
	if inLink {
		m.link += n
		return
	}
	m.plain = max(m.plain, n)
	switch {
	case numberedHeading(s):
		m.headed = true
		m.weight += n
	case n >= longText && !isFooter(s):
		m.weight += n
	}
}

// isTitle tells whether a text of n visible bytes is the page's title or the
// better half of it; in a link it must be all of it.
func isTitle(s string, n int, inLink bool, title string) bool {
	if title == "" || n > len(title) || n*2 < len(title) || inLink && n < len(title) {
		return false
	}
	return strings.Contains(title, squeeze(s))
}

// visibleLen is the length of a text without white space.
func visibleLen(s string) (n int) {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case isSpace(c):
		case c == 0xc2 && i+1 < len(s) && s[i+1] == 0xa0: // U+00A0
			i++
		case c == 0xe3 && i+2 < len(s) && s[i+1] == 0x80 && s[i+2] == 0x80: // U+3000
			i += 2
		case c > 0xe3 && isThree(s[i:]):
			i += 2
			n += 3
		default:
			n++
		}
	}
	return n
}

// squeeze is a text without white space.
func squeeze(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r == ' ' || r == '\u00a0' || r == '\u3000' || r < 0x80 && isSpace(byte(r))
	}), "")
}

// numberedHeading tells whether a text starts as the headings of official
// papers do: "一、", "（一）".
func numberedHeading(s string) bool {
	s = strings.TrimLeft(s, " \t\r\n\u00a0\u3000")
	r, n := utf8.DecodeRuneInString(s)
	bracket := r == '（' || r == '('
	if bracket {
		s = s[n:]
		r, n = utf8.DecodeRuneInString(s)
	}
	digits := 0
	for ; strings.ContainsRune("一二三四五六七八九十", r) && n > 0; digits++ {
		s = s[n:]
		r, n = utf8.DecodeRuneInString(s)
	}
	if digits == 0 {
		return false
	}
	if bracket {
		return r == '）' || r == ')'
	}
	return r == '、'
}

// isCalendar tells whether a table shows a month: the names of the seven days
// of the week, and days.
func isCalendar(table *html.Node) bool {
	days, names, others := 0, 0, 0
	var visit func(*html.Node)
	visit = func(n *html.Node) {
		if n.DataAtom == atom.Td || n.DataAtom == atom.Th {
			switch text := squeeze(textOf(n, 100)); {
			case text == "":
			case isDayName(text):
				names++
			case isDay(text):
				days++
			default:
				others++
			}
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
	}
	visit(table)
	return names == 7 && days >= 28 && days <= 42 && others <= 3
}

func isDay(s string) bool {
	n, ok := parseInt(s)
	return ok && len(s) <= 2 && n >= 1 && n <= 31
}

func isDayName(s string) bool {
	switch strings.ToLower(s) {
	case "sun", "mon", "tue", "wed", "thu", "fri", "sat":
		return true
	}
	for _, prefix := range []string{"星期", "周", "礼拜"} {
		s = strings.TrimPrefix(s, prefix)
	}
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && strings.ContainsRune("日一二三四五六", r)
}
