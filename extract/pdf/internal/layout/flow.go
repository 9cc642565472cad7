package layout

import (
	"cmp"
	"math"
	"regexp"
	"slices"

	"github.com/nianbao/nianbao/extract/pdf/internal/lines"
)

// item is a line of running text or a part of a table.
type item struct {
	sheet *sheet
	line  *lines.Line
	table *piece
	y, x  float64
}

// flow puts lines and tables into their order and makes paragraphs and whole tables.
func (c *composer) flow() {
	var open []item // the paragraph so far
	var last *piece // the table before, if nothing stands between
	tables := map[*piece]int{}
	flush := func() {
		c.paragraph(open)
		open = open[:0]
	}
	for _, s := range c.sheets {
		for _, it := range s.items() {
			if it.line != nil {
				if len(open) > 0 && !c.goesOn(open, it) {
					flush()
				}
				open = append(open, it)
				last = nil
				continue
			}
			flush()
			if last != nil && last.last == s.number-1 && last.goesOnIn(it.table) {
				last.glue(it.table)
				continue
			}
			last = it.table
			tables[last] = len(c.doc.Blocks)
			c.doc.Blocks = append(c.doc.Blocks, Block{Table: &last.Table})
		}
	}
	flush()
}

// items are the lines and tables of a page from above.
func (s *sheet) items() (out []item) {
	for i := range s.lines {
		if l := &s.lines[i]; !s.marginal[i] {
			out = append(out, item{sheet: s, line: l, y: l.Base, x: l.X0})
		}
	}
	for _, t := range s.tables {
		out = append(out, item{sheet: s, table: t, y: t.y0, x: t.x0})
	}
	slices.SortStableFunc(out, func(a, b item) int { return cmp.Or(cmp.Compare(a.y, b.y), cmp.Compare(a.x, b.x)) })
	return out
}

// numbered is how a paragraph begins that has a number.
var numbered = regexp.MustCompile(`^[（(]?[一二三四五六七八九十]{1,3}[、.．）)]|^[（(][0-9]{1,2}[）)]|^[0-9]{1,2}[、.．][^0-9]|^第[一二三四五六七八九十]{1,3}[章节条部]|^附[件表]?[一二三四五六七八九十0-9]?[:：]`)

// goesOn tells whether a line goes on with the paragraph: the line before is full, and
// this one begins where those of the paragraph do.
func (c *composer) goesOn(open []item, it item) bool {
	prev, l := open[len(open)-1], it.line
	p := prev.line
	if math.Abs(p.Size-l.Size) > 0.12*p.Size || prev.sheet == it.sheet && l.Base-p.Base > 3*p.Size {
		return false
	}
	if c.isTitle(p, prev.sheet) && c.isTitle(l, it.sheet) && prev.sheet == it.sheet {
		return true
	}
	const short = 2.3 // how many characters the rules of line breaking may leave out
	if p.X1 < c.right-short*l.Size || numbered.MatchString(l.Text()) {
		return false
	}
	if len(open) > 1 {
		return math.Abs(l.X0-p.X0) < 0.8*l.Size
	}
	return l.X0 < p.X0+0.5*l.Size && (l.X0 < c.left+0.8*l.Size || math.Abs(l.X0-p.X0) < 0.8*l.Size)
}

// isTitle tells whether a line is of larger type and in the middle of the page.
func (c *composer) isTitle(l *lines.Line, s *sheet) bool {
	return l.Size > 1.1*c.body && math.Abs((l.X0+l.X1)/2-s.width/2) < 1.5*l.Size
}

func (c *composer) paragraph(open []item) {
	if len(open) == 0 {
		return
	}
	var w lines.Writer
	for i, it := range open {
		if i > 0 {
			joint(&w, *open[i-1].line, *it.line)
		}
		w.Line(*it.line)
	}
	c.doc.Overprinted += w.Overprinted
	b := Block{Text: w.String()}
	if c.isTitle(open[0].line, open[0].sheet) {
		b.Level = 1
	}
	c.doc.Blocks = append(c.doc.Blocks, b)
}
