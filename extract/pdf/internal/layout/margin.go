package layout

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/extract/pdf/internal/content"
	"github.com/nianbao/nianbao/extract/pdf/internal/lines"
)

// measure finds the edges and the font size of the running text.
func (c *composer) measure() {
	sizes := map[float64]int{}
	c.left, c.right = math.Inf(1), math.Inf(-1)
	for _, s := range c.sheets {
		for _, l := range s.lines {
			sizes[math.Round(l.Size*2)/2] += len(l.Glyphs)
		}
	}
	most := 0
	for size, n := range sizes {
		if n > most || n == most && size < c.body {
			most, c.body = n, size
		}
	}
	for _, s := range c.sheets {
		for _, l := range s.lines {
			if math.Abs(l.Size-c.body) < 0.15*c.body {
				c.left, c.right = min(c.left, l.X0), max(c.right, l.X1)
			}
		}
	}
}

// marginal is the part of a page's height in which page numbers and running heads stand.
const marginal = 0.115

// pageNumber is what a line of nothing but a page number looks like.
var pageNumber = regexp.MustCompile(`^[-—–－─·~\s第]*([0-9０-９]{1,4})[-—–－─·~\s页]*([共/／]?[\s第]*[0-9０-９]{1,4}[\s页]*)?[-—–－\s]*$`)

// margins finds page numbers and running heads: the outermost lines of a page, of
// which the numbers count on from page to page, or the texts are the same.
func (c *composer) margins() {
	for _, s := range c.sheets {
		s.marginal = make([]bool, len(s.lines))
	}
	for _, top := range []bool{true, false} {
		for range 2 { // two lines of running heads at most
			if !c.marginLines(top) {
				break
			}
		}
	}
}

// candidate is an outermost line of a page.
type candidate struct {
	sheet  *sheet
	at     int
	text   string
	folded string // without numbers
	number int    // -1 if it is no page number
}

func (c *composer) marginLines(top bool) (found bool) {
	var list []candidate
	for _, s := range c.sheets {
		if at := s.outermost(top); at >= 0 {
			text := s.lines[at].Text()
			list = append(list, candidate{s, at, text, folded(text), numberOf(text)})
		}
	}
	for _, d := range list {
		same, on, numbers := 0, 0, 0
		for _, e := range list {
			if math.Abs(d.sheet.lines[d.at].Base-e.sheet.lines[e.at].Base) < 4 && d.folded == e.folded {
				same++
			}
			if e.number >= 0 {
				numbers++
				if e.number-e.sheet.number == d.number-d.sheet.number {
					on++
				}
			}
		}
		is := same >= 2 && 2*same >= len(list) && d.number < 0 || d.number >= 0 && 2*on > numbers
		if is {
			d.sheet.marginal[d.at] = true
			found = true
			if d.number < 0 {
				c.aside(top, d.text)
			}
		}
	}
	return found
}

func (c *composer) aside(top bool, text string) {
	list := &c.doc.Feet
	if top {
		list = &c.doc.Heads
	}
	if !slices.Contains(*list, text) {
		*list = append(*list, text)
	}
}

// outermost is the index of the first or last line of a page, if it stands in the
// margin and no table lies outside of it, or -1.
func (s *sheet) outermost(top bool) int {
	for k := range s.lines {
		i := k
		if !top {
			i = len(s.lines) - 1 - k
		}
		if s.marginal[i] {
			continue
		}
		l := s.lines[i]
		if top && l.Y1 > marginal*s.height || !top && l.Y0 < (1-marginal)*s.height {
			return -1
		}
		for _, t := range s.tables {
			if top && t.y0 < l.Y0 || !top && t.y1 > l.Y1 {
				return -1
			}
		}
		return i
	}
	return -1
}

func numberOf(text string) int {
	m := pageNumber.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return -1
	}
	n, err := strconv.Atoi(strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, m[1]))
	if err != nil {
		return -1
	}
	return n
}

// folded is a text without its numbers, which differ from page to page.
func folded(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, text)
}

// notesBelow tells whether a lonely rule may be that above footnotes: short, at the left,
// with text below and no table.
func (s *sheet) notesBelow(r content.Rule) bool {
	if !r.Horizontal() || r.Length() < 0.08*s.width || r.Length() > 0.45*s.width || r.X0 > 0.3*s.width || r.Y0 < 0.3*s.height {
		return false
	}
	below := false
	for _, l := range s.lines {
		below = below || l.Y0 > r.Y0-1
		if l.Y0 < r.Y0 && l.Y1 > r.Y0 {
			return false // it underlines or strikes through
		}
		if l.Base < r.Y0 && r.Y0-l.Base < 0.25*l.Size && l.X0 < r.X1 && l.X1 > r.X0 {
			return false // it underlines
		}
	}
	for _, t := range s.tables {
		if t.y1 > r.Y0 {
			return false
		}
	}
	return below
}

// footnotes takes the lines below the rule above footnotes, if they are smaller than
// the running text.
func (c *composer) footnotes(s *sheet) {
	var notes []lines.Line
	for i, l := range s.lines {
		if l.Y0 > s.note-2 && !s.marginal[i] {
			if l.Size > 0.95*c.body {
				return
			}
			notes = append(notes, l)
		}
	}
	for i, l := range s.lines {
		if l.Y0 > s.note-2 {
			s.marginal[i] = true
		}
	}
	var w lines.Writer
	for i, l := range notes {
		if i > 0 {
			if full := c.right - l.Size*2.2; notes[i-1].X1 > full && l.X0 < c.left+l.Size {
				joint(&w, notes[i-1], l)
			} else {
				w.Break()
			}
		}
		w.Line(l)
	}
	if w.Len() > 0 {
		c.doc.Footnotes = append(c.doc.Footnotes, w.String())
	}
}
