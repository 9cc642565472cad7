package normalize

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/label"
)

// shortLine is the number of characters up to which a line may be a cell that
// lost its table; longer ones are prose.
const shortLine = 60

// stream reads cells out of paragraphs, for texts that lost their tables: one
// cell a line, or a few on a line. It cuts the sequence of cells into rows by
// what the labels mean.
type stream struct {
	m     *matcher
	queue []token // cells that are not cut into rows yet
	rows  []row
	cur   []*cell
	par   int // element in which cur starts
	end   int // element in which cur ends
	// cols is the number of column labels in cur, free tells that cur holds
	// some that cannot be row labels.
	cols    int
	colOnly bool
	guesses int // look-ups of misspelt labels
}

// token is a cell and the element in which it stands.
type token struct {
	*cell
	elem int
}

// meaning sums up what a cell's text can be.
type meaning struct {
	row, col, other bool
	heading, keyed  bool // a heading of lines, and one that has values in some form
}

func (m *matcher) meaning(c *cell) (out meaning) {
	for _, r := range c.refs {
		switch r.axis {
		case rowAxis:
			out.row = true
			n := m.blocks[r.block].nodes[rowAxis][r.node]
			out.heading = out.heading || n.leaf < 0
			out.keyed = out.keyed || n.Key != ""
		case colAxis:
			out.col = true
		default:
			out.other = true
		}
	}
	return out
}

// add reads one paragraph. It tells whether the paragraph can belong to a
// table.
func (s *stream) add(i int, e element) bool {
	any := false
	for line := range strings.SplitSeq(e.text, "\n") {
		cells := s.m.lineCells(line, e.pos)
		for _, c := range cells {
			s.push(c, i)
		}
		any = any || cells != nil
	}
	return any
}

func (s *stream) push(c *cell, i int) { s.queue = append(s.queue, token{c, i}) }

// cut makes rows of the cells that were read so far.
func (s *stream) cut() {
	s.readUnreadable()
	for _, t := range s.queue {
		s.token(t.cell, t.elem)
	}
	s.queue = s.queue[:0]
	s.flush()
	s.rows = s.m.unpair(s.rows)
}

func (s *stream) token(c *cell, i int) {
	var last *cell
	if n := len(s.cur); n > 0 {
		last = s.cur[n-1]
	}
	if last != nil {
		if whole := s.extend(last, c); whole != nil {
			s.cur = s.cur[:len(s.cur)-1]
			if last.refs == nil {
				s.token(whole, i)
			} else {
				s.cur, s.end = append(s.cur, whole), i
			}
			return
		}
	}
	s.guessLine(c)
	now := s.m.meaning(c)
	switch {
	case last == nil, c.unit:
	case c.value:
		// Values behind a row of column labels are a row of their own.
		if s.colOnly && s.cols > 1 && !last.value {
			s.flush()
		}
	case last.value, last.unit, now.other, s.m.meaning(last).other:
		s.flush()
	case c.refs == nil: // a piece of a label, perhaps
		if last.refs != nil && (!s.colOnly || c.fold.Level != label.NoIndex) {
			s.flush()
		}
	case now.row && !now.col:
		before := s.m.meaning(last)
		if s.colOnly || before.row && !before.heading {
			s.flush()
		}
	}
	if len(s.cur) == 0 {
		s.par = i
	}
	s.end = i
	before := len(s.cur)
	s.cur = s.join(append(s.cur, c))
	if n := len(s.cur); n > 1 && n <= before && s.colOnly {
		// Pieces that turn out to be a line's label behind a row of headers.
		if whole := s.cur[n-1]; s.m.meaning(whole).row && !s.m.meaning(whole).col {
			s.cur = s.cur[:n-1]
			s.flush()
			s.par, s.end, s.cur = i, i, []*cell{whole}
			return
		}
	}
	if now.col {
		s.cols++
		s.colOnly = s.colOnly || !now.row
	}
}

// guessLine reads a text behind a row of column labels by a near spelling, if that
// names a line. Otherwise it may be one more column.
func (s *stream) guessLine(c *cell) {
	if !s.colOnly || c.refs != nil || c.value || c.unit || s.guesses >= maxGuesses {
		return
	}
	s.guesses++
	refs := s.m.nearAny(c.fold.Text)
	if is := s.m.meaning(&cell{refs: refs}); is.row && !is.col && !is.other {
		c.refs, c.guessed = refs, true
	}
}

// extend is the label that two texts are together where one of them means nothing
// by itself: 其他 names a column, and begins 其他结果; 直接起诉 is a line's name,
// and ends 未经复议直接起诉. It is nil if they are none.
func (s *stream) extend(last, c *cell) *cell {
	ends := c.refs == nil && last.refs != nil
	begins := last.refs == nil && c.refs != nil && s.m.aliasOnly(c)
	if c.value || c.unit || last.value || last.unit || !ends && !begins {
		return nil
	}
	if whole := s.m.newCell(last.text+c.text, last.pos); whole.refs != nil && !whole.bare {
		return whole
	}
	return nil
}

// join puts the last pieces of the row together where they make a label that
// was broken over lines.
func (s *stream) join(cells []*cell) []*cell {
	n := len(cells)
	text := ""
	for i := n - 1; i >= 0 && i > n-maxPieces; i-- {
		c := cells[i]
		text = c.text + text
		if i == n-1 { // 企业 names a column by itself, too
			if c.value || c.unit || c.refs != nil && !s.m.aliasOnly(c) {
				break
			}
			continue
		}
		if c.refs != nil || c.value || c.unit {
			break
		}
		if whole := s.m.newCell(text, c.pos); whole.refs != nil {
			return append(cells[:i:i], whole)
		}
	}
	return cells
}

// aliasOnly tells whether a cell's text is no form's own label.
func (m *matcher) aliasOnly(c *cell) bool {
	return !slices.ContainsFunc(c.refs, func(r ref) bool { return !r.alias })
}

func (s *stream) flush() {
	if len(s.cur) > 0 {
		s.rows = append(s.rows, row{cells: s.cur, grid: -1, geometry: document.Ragged, par: s.par, parEnd: s.end})
	}
	s.cur, s.cols, s.colOnly = nil, 0, false
}

// isPageNumber tells whether a line is a number between dashes, as a page
// number that was typed into the text is: — 3 —.
func isPageNumber(line string) bool {
	const dashes = "-－—–―"
	if strings.TrimLeft(line, dashes) == line || strings.TrimRight(line, dashes) == line {
		return false
	}
	inner := strings.TrimSpace(strings.Trim(line, dashes))
	return inner != "" && len(inner) <= 4 && strings.Trim(inner, "0123456789") == ""
}

// lineCells cuts a line into cells: the line itself, or its parts between
// blanks, or known labels that were glued together. It is nil for prose.
func (m *matcher) lineCells(line string, pos source.Pos) []*cell {
	line = strings.TrimSpace(line)
	if line == "" || isPageNumber(line) || len(line) > 4*shortLine || utf8.RuneCountInString(line) > shortLine || strings.Contains(line, "。") || strings.Contains(line, "；") {
		return nil
	}
	c := m.newCell(line, pos)
	if c.refs != nil || c.value || c.unit {
		return []*cell{c}
	}
	if c.fold.Level != label.NoIndex {
		if refs := m.nearAny(c.fold.Text); refs != nil {
			c.refs, c.guessed = refs, true
			return []*cell{c}
		}
	}
	if cells := m.fields(line, pos); cells != nil {
		return cells
	}
	if cells := m.unglue(line, pos); cells != nil {
		// 法人其他组织 is one label misspelt rather than two, and 法人或其他组织-其他
		// is two: one of them is what it is near to.
		if refs := m.nearAny(c.fold.Text); refs != nil && !slices.ContainsFunc(cells, func(g *cell) bool { return sameNodes(g.refs, refs) }) {
			c.refs, c.guessed = refs, true
			return []*cell{c}
		}
		return cells
	}
	if strings.ContainsAny(line, "。；;：:！？") && !m.beginsLabel(c.fold.Text) && !isMoneyUnit(line) {
		return nil
	}
	return []*cell{c}
}

// sameNodes tells whether two texts mean the same labels.
func sameNodes(a, b []ref) bool {
	return slices.EqualFunc(a, b, func(r, s ref) bool { return r.block == s.block && r.axis == s.axis && r.node == s.node })
}

// isMoneyUnit tells whether a line is the unit of an amount, in brackets: the end
// of a label that was printed over two lines.
func isMoneyUnit(line string) bool {
	u, before := label.Unit("x" + label.Flat(line))
	return before == "x" && (u == "元" || u == "万元")
}

// beginsLabel tells whether a known label starts with a text of a few characters
// or more.
func (m *matcher) beginsLabel(text string) bool {
	i, _ := slices.BinarySearchFunc(m.spellings, text, func(s spelling, t string) int { return strings.Compare(s.text, t) })
	return utf8.RuneCountInString(text) >= minBeginning && i < len(m.spellings) && strings.HasPrefix(m.spellings[i].text, text)
}

// minBeginning is the number of characters from which a text is the beginning of
// a label and not of a sentence.
const minBeginning = 4

// fields cuts at blanks where every part is a label or a value.
func (m *matcher) fields(line string, pos source.Pos) []*cell {
	parts := strings.FieldsFunc(line, func(r rune) bool { return label.Rune(r) < 0 })
	if len(parts) < 2 {
		return nil
	}
	var out []*cell
	known := false
	for _, p := range parts {
		c := m.newCell(p, pos)
		if c.refs == nil && !c.value && !c.unit {
			glued := m.unglue(p, pos)
			if glued == nil {
				return nil
			}
			out, known = append(out, glued...), true
			continue
		}
		known = known || c.refs != nil
		out = append(out, c)
	}
	if !known && len(out) < 3 {
		return nil
	}
	return out
}

// unglue cuts a text that is nothing but known labels, one behind another, as
// pdftotext leaves a row of headers. Of several ways the one with the fewest
// labels is taken.
func (m *matcher) unglue(text string, pos source.Pos) []*cell {
	runes := []rune(label.Fold(text).Text)
	n := len(runes)
	if n < 4 || n > shortLine {
		return nil
	}
	const none = 1 << 20
	best := make([]int, n+1) // labels needed from here to the end
	cut := make([]int, n+1)
	for i := n - 1; i >= 0; i-- {
		best[i] = none
		if i+1 >= n || !m.starts[[2]rune{runes[i], runes[i+1]}] {
			continue
		}
		for j := i + 2; j <= min(n, i+m.longest); j++ {
			if best[j]+1 >= best[i] {
				continue
			}
			if _, ok := m.labels[string(runes[i:j])]; ok {
				best[i], cut[i] = best[j]+1, j
			}
		}
	}
	if best[0] >= none || best[0] < 2 {
		return nil
	}
	var out []*cell
	for i := 0; i < n; i = cut[i] {
		out = append(out, m.newCell(string(runes[i:cut[i]]), pos))
	}
	return out
}
