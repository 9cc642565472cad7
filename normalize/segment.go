package normalize

import (
	"math/bits"
	"slices"
	"unicode/utf8"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/normalize/label"
)

// set is a set of blocks.
type set [4]uint64

// maxBlocks is the number of blocks that a set holds.
const maxBlocks = 256

func (s *set) add(i int)     { s[i/64] |= 1 << (i % 64) }
func (s set) has(i int) bool { return s[i/64]&(1<<(i%64)) != 0 }

func (s set) and(t set) set {
	for i := range s {
		s[i] &= t[i]
	}
	return s
}

func (s set) empty() bool { return s == set{} }

func (s set) each(f func(int)) {
	for w, b := range s {
		for ; b != 0; b &= b - 1 {
			f(w*64 + bits.TrailingZeros64(b))
		}
	}
}

// segment is a run of rows that belong to one block. Which block is open until
// the form of the report is known: cand are those that all its labels allow.
type segment struct {
	rows  []*row
	cand  set
	data  bool // a row with values was met
	block *block
	// section is the section under which the segment stands, 0 if unknown.
	section int
	bare    bool // no label at all is printed
	lo, hi  int  // elements from lo up to hi (excluded)
	// tailFrom is the row from which the table of number tailOf-1 has fewer columns;
	// see inNarrowTail.
	tailOf, tailFrom int
}

// byChance tells that nothing but one word speaks for the segment: 其他 in a
// ruled table of metadata (主题分类: 其他), with no number anywhere.
func (s *segment) byChance() bool {
	labels := 0
	for _, r := range s.rows {
		for _, c := range r.cells {
			if c.value || c.blank {
				return false
			}
			if c.refs == nil {
				continue
			}
			if labels++; labels > 1 || utf8.RuneCountInString(c.text) > 2 || r.geometry != document.Ruled {
				return false
			}
		}
	}
	return !s.bare && len(s.rows) > 0
}

// segmenter cuts the rows of a document into segments.
type segmenter struct {
	m        *matcher
	segments []*segment
	cur      *segment
	section  int
	pending  []*row // rows without labels at the start of a table
	at       int    // element of the pending rows
	guesses  int
}

// breakOff ends the open segment, as a heading or prose does.
func (g *segmenter) breakOff() {
	g.keepBare()
	g.cur, g.pending = nil, nil
}

// keepBare makes a segment of a table that has values and no label at all. It
// may be what is left of a block that is printed as one line, whose header is
// lost; see [assembly.adoptBare].
func (g *segmenter) keepBare() {
	if len(g.pending) == 0 {
		return
	}
	s := &segment{rows: g.pending, section: g.section, lo: g.at, hi: g.at + 1, bare: true}
	values, words := 0, 0
	for _, r := range g.pending {
		for _, c := range r.cells {
			if c.value {
				values++
			} else {
				words++
			}
			s.data = s.data || c.value && !c.blank
		}
	}
	if words*bareWords <= values {
		g.segments = append(g.segments, s)
	}
}

// bareWords is how many values a table without labels must hold for each text that
// is none, as 统计中 or a remark below.
const bareWords = 4

// add takes the next row, which stands in element elem. first tells that it
// begins a table.
func (g *segmenter) add(r *row, elem int, first bool) {
	votes, band, header, value := g.m.votes(r)
	if votes.empty() && (value || len(values(r)) > 1) && r.grid >= 0 && (g.cur == nil || first) && g.guess(r) {
		votes, band, header, value = g.m.votes(r)
	}
	if first {
		g.keepBare()
		g.pending = nil
	}
	if votes.empty() {
		g.addPlain(r, elem)
		return
	}
	inter := set{}
	if g.cur != nil {
		inter = g.cur.cand.and(votes)
	}
	if g.cur == nil || band || inter.empty() || header && g.cur.data {
		g.cur = &segment{cand: votes, section: g.section, lo: elem}
		g.segments = append(g.segments, g.cur)
		if band {
			inter = votes
		} else {
			g.cur.rows = append(g.cur.rows, g.pending...)
		}
	} else {
		g.cur.cand = inter
	}
	g.pending = nil
	g.cur.rows = append(g.cur.rows, r)
	g.cur.data = g.cur.data || value
	g.cur.hi = elem + 1
}

// maxGuesses bounds the look-ups of misspelt labels in a document.
const maxGuesses = 60

// guess reads the first text of a row without known labels by a near spelling.
func (g *segmenter) guess(r *row) bool {
	for _, c := range r.cells {
		if c.value || c.unit || g.guesses >= maxGuesses {
			continue
		}
		g.guesses++
		if c.refs = g.m.nearAny(c.fold.Text); c.refs != nil {
			c.guessed = true
			return true
		}
		return false
	}
	return false
}

// addPlain takes a row without known labels. In a table it belongs to the open
// segment; at the start of one it waits for what follows, unless it is all
// values and goes on where the last table was cut.
func (g *segmenter) addPlain(r *row, elem int) {
	if g.cur == nil {
		g.pending, g.at = append(g.pending, r), elem
		return
	}
	last := g.cur.rows[len(g.cur.rows)-1]
	if r.grid != last.grid || r.grid < 0 {
		if !g.continues(r) {
			if r.grid >= 0 {
				g.breakOff()
				g.pending, g.at = append(g.pending, r), elem
			} else {
				g.cur.rows = append(g.cur.rows, r)
			}
			return
		}
	}
	if r.grid >= 0 && r.grid == last.grid && r.ragged() && g.cur.data && g.cur.narrowerThan(r) && !g.continues(r) {
		g.breakOff()
		g.pending, g.at = append(g.pending, r), elem
		return
	}
	g.cur.rows = append(g.cur.rows, r)
	g.cur.data = g.cur.data || !allBlank(values(r))
	g.cur.hi = elem + 1
}

// narrowerThan tells whether a row holds more values than any row of the segment
// has cells: the values of a table whose labels are lost, put together with the
// table before it.
func (s *segment) narrowerThan(r *row) bool {
	n := len(values(r))
	return !slices.ContainsFunc(s.rows, func(o *row) bool { return len(o.cells) >= n })
}

// continues tells whether a row of another table, or of paragraphs, can be a
// row of the open segment whose label is lost: as many values as a block of the
// segment has columns, and nothing else.
func (g *segmenter) continues(r *row) bool {
	n, printed := 0, 0
	for _, c := range r.cells {
		if !c.value {
			return false
		}
		n++
		if !c.blank {
			printed++
		}
	}
	fits := false
	g.cur.cand.each(func(i int) {
		b := g.m.blocks[i]
		cols, rows := len(b.leaves[colAxis]), len(b.leaves[rowAxis])
		fits = fits || n == cols && cols > 1 || n == cols*rows
	})
	return fits && printed > 0
}

// votes tells which blocks a row's labels speak for: those that most of its
// labels name. band: a label of a band is among them; header: a column label
// is, and no value; value: a value is printed.
func (m *matcher) votes(r *row) (out set, band, header, value bool) {
	var count [maxBlocks]uint8
	var most uint8
	cols, blanks := 0, 0
	for _, c := range r.cells {
		if c.blank {
			blanks++
		}
	}
	var across [2]int // labels of blocks whose both axes are across the top, less those under others
	for i, c := range r.cells {
		if c.value && !c.blank {
			value = true
		}
		var seen set
		var named [2]bool
		isCol, isRow := false, false
		for _, f := range c.refs {
			if !seen.has(f.block) {
				seen.add(f.block)
				count[f.block]++
				most = max(most, count[f.block])
			}
			band = band || f.axis == bandAxis
			switch {
			case f.axis <= colAxis && m.blocks[f.block].def.Across:
				named[f.axis] = named[f.axis] || !m.underAny(f, r.cells[:i])
			case f.axis == rowAxis:
				isRow = true
			default:
				isCol = isCol || f.axis == colAxis || f.axis == cornerAxis
			}
		}
		for ax, is := range named {
			if is {
				across[ax]++
			}
		}
		// 其他 and 总计 beside blanks, or with a number before them, name a line.
		if isCol && !(isRow && (blanks > 0 || c.fold.Level != label.NoIndex)) {
			cols++
		}
	}
	if most == 0 {
		return set{}, false, false, value
	}
	for i := range m.blocks {
		if count[i] == most {
			out.add(i)
		}
	}
	// One label beside blanks, or beside texts, may be a line of a table that is
	// turned, and unfilled, or cannot be read.
	most2 := max(across[rowAxis], across[colAxis])
	header = !value && (cols > 0 && cols*2 > labels(r) || most2 > 1 || most2 == 1 && labels(r) == len(r.cells))
	return out, band, header, value
}

// underAny tells whether one of the cells is a heading of a label: 行政诉讼 before
// 未经复议直接起诉, which name one line together.
func (m *matcher) underAny(f ref, cells []*cell) bool {
	b := m.blocks[f.block]
	return slices.ContainsFunc(cells, func(c *cell) bool {
		return slices.ContainsFunc(c.refs, func(g ref) bool {
			return g.block == f.block && g.axis == f.axis && b.under(f.axis, f.node, g.node)
		})
	})
}

func labels(r *row) (n int) {
	for _, c := range r.cells {
		if c.refs != nil {
			n++
		}
	}
	return n
}

// values are the cells of a row that may be values.
func values(r *row) []*cell {
	var out []*cell
	for _, c := range r.cells {
		if c.value {
			out = append(out, c)
		}
	}
	return out
}

// ragged tells whether the columns of a row's cells mean nothing.
func (r *row) ragged() bool { return r.geometry == document.Ragged }
