package text

import (
	"cmp"
	"slices"
	"strings"
)

// placeHeaders places the segments that stand over the values.
//
// Programs that align columns place the wide characters of a header less well
// than digits, so a header is not placed by its position alone. The lines above
// some rows of values must form as many columns of text as the rows have
// columns of values, in the same order; and if parts of them had to be joined,
// the positions have to agree. Else it fails.
func (p *placer) placeHeaders() bool {
	return p.eachHeader(func(h header, used []int) bool { return h.place(p, used) })
}

// eachHeader hands over each stretch of lines of text above rows of values, with
// the columns that those have, until do fails.
func (p *placer) eachHeader(do func(h header, used []int) bool) bool {
	for from := 0; from < len(p.rows); {
		to := from
		for to < len(p.rows) && !p.holdsValue(to) {
			to++
		}
		next := to
		for next < len(p.rows) && (p.holdsValue(next) || !p.holdsHeader(next)) {
			next++
		}
		if h := p.headerOf(from, to); len(h.cells) > 0 && !do(h, p.used(to, next)) {
			return false
		}
		from = next
	}
	return true
}

func (p *placer) holdsHeader(i int) bool {
	return slices.ContainsFunc(p.at[i], func(at place) bool { return at.col == overValues })
}

// used is the columns that hold values in some rows, from left to right, or all
// if no row does.
func (p *placer) used(from, to int) (cols []int) {
	seen := make([]bool, len(p.set.columns))
	for _, row := range p.at[from:to] {
		for _, at := range row {
			if at.col >= 0 {
				seen[at.col] = true
			}
		}
	}
	for c, used := range seen {
		if used {
			cols = append(cols, c)
		}
	}
	if len(cols) == 0 {
		return p.all()
	}
	return cols
}

func (p *placer) all() []int {
	cols := make([]int, len(p.set.columns))
	for i := range cols {
		cols[i] = i
	}
	return cols
}

// headerCell is a segment of a header.
type headerCell struct {
	segment
	line int // of the lines of the header that hold such segments
	row  int // of the block
	at   *place
	wide bool // it stands over several cells of another line
}

// over tells whether the cell stands over the columns from x0 to x1, or at most
// slack-1 columns beside them.
func (c headerCell) over(x0, x1, slack int) bool { return c.x0 < x1+slack && x0 < c.x1+slack }

// header is the lines of text above some rows of values.
type header struct {
	lines int
	cells []headerCell
}

// maxHeaderCells is more than the header of any table has parts.
const maxHeaderCells = 200

func (p *placer) headerOf(from, to int) (h header) {
	for i := from; i < to; i++ {
		n := len(h.cells)
		for k, s := range p.rows[i] {
			if p.at[i][k].col == overValues {
				h.cells = append(h.cells, headerCell{segment: s, line: h.lines, row: i, at: &p.at[i][k]})
			}
		}
		if len(h.cells) > n {
			h.lines++
		}
	}
	return h
}

// maxSlack bounds how far beside each other the parts of one cell may stand;
// looseSlack does where nothing depends on it but how a header reads.
const (
	maxSlack   = 3
	looseSlack = 4
)

// place finds the columns of the header. Its upper lines may name groups of
// columns: those with few cells most likely do. Then all numbers of such lines are
// tried, from none on.
func (h *header) place(p *placer, used []int) bool {
	if len(h.cells) > maxHeaderCells {
		return false
	}
	h.markWide()
	// Nothing is joined in a header of one line: its cells can be counted off.
	if leaves := h.leaves(0, 0); h.lines == 1 && len(leaves) == len(used) {
		h.assign(p, leaves, used)
		return true
	}
	for try := range h.lines + 1 {
		groups := try - 1
		if try == 0 {
			groups = max(h.groupLines(len(used)), h.bandLines(p))
		}
		for slack := range maxSlack + 1 {
			leaves := h.leaves(groups, slack)
			for _, cols := range [][]int{p.all(), used} {
				if len(leaves) == len(cols) {
					// Another way to come to the same number would be worse.
					if !p.agree(leaves, cols) {
						return false
					}
					h.assign(p, leaves, cols)
					return h.ordered()
				}
			}
		}
	}
	return false
}

// groupLines is the number of lines at the top that have one cell, or at most one
// for four columns.
func (h *header) groupLines(cols int) int {
	perLine := make([]int, h.lines)
	for _, c := range h.cells {
		perLine[c.line]++
	}
	n := slices.IndexFunc(perLine, func(cells int) bool { return cells > 1 && 4*cells > cols })
	return max(n, 0)
}

// bandLines is the number of lines at the top that are one text each, above one
// that has a label too: titles of the table, and no parts of its headers.
func (h *header) bandLines(p *placer) (n int) {
	labelled := func(row int) bool { return p.at[row][0].col == label }
	for _, c := range h.cells {
		if c.line == n && len(p.rows[c.row]) == 1 {
			n++
		} else if c.line == n && labelled(c.row) {
			return n
		}
	}
	return 0
}

// markWide finds the cells that stand over two or more cells of another line.
func (h *header) markWide() {
	for i := range h.cells {
		c := &h.cells[i]
		under := make([]int, h.lines)
		for _, d := range h.cells {
			if d.line != c.line && c.over(d.x0, d.x1, 0) {
				under[d.line]++
				c.wide = c.wide || under[d.line] > 1
			}
		}
	}
}

// leaf is a column of text in a header: one cell, or the parts of one that all
// stand under each other.
type leaf struct {
	x0, x1 int
	cells  []headerCell
}

// leaves joins the cells below the first lines, which name groups, where they
// stand under each other.
func (h *header) leaves(groups, slack int) (leaves []leaf) {
	var cells []headerCell
	for _, c := range h.cells {
		if c.line >= groups && !c.wide {
			cells = append(cells, c)
		}
	}
	slices.SortStableFunc(cells, func(a, b headerCell) int { return cmp.Compare(a.x0, b.x0) })
	for _, c := range cells {
		if n := len(leaves); n > 0 {
			l := &leaves[n-1]
			apart := func(d headerCell) bool { return d.line == c.line || !c.over(d.x0, d.x1, slack) }
			if !slices.ContainsFunc(l.cells, apart) {
				l.cells, l.x1 = append(l.cells, c), max(l.x1, c.x1)
				continue
			}
		}
		leaves = append(leaves, leaf{c.x0, c.x1, []headerCell{c}})
	}
	return leaves
}

// assign gives all cells the columns of the leaves that they stand over, or of
// all leaves. The leaves themselves become the last row of the header, each with
// its parts as lines of one cell: what belongs together is known here, and only
// here.
func (h *header) assign(p *placer, leaves []leaf, cols []int) {
	for _, c := range h.cells {
		first, last := -1, -1
		for i, l := range leaves {
			if c.over(l.x0, l.x1, 0) {
				if first < 0 {
					first = cols[i]
				}
				last = cols[i]
			}
		}
		if first < 0 {
			first, last = cols[0], cols[len(cols)-1]
		}
		*c.at = place{col: first, span: last - first + 1}
	}
	h.join(p, leaves, cols)
}

// join makes one cell of the parts of each leaf, in the last line of the header.
func (h *header) join(p *placer, leaves []leaf, cols []int) {
	bottom := h.cells[len(h.cells)-1].row
	for i, l := range leaves {
		slices.SortStableFunc(l.cells, func(a, b headerCell) int { return cmp.Compare(a.line, b.line) })
		var parts []string
		for _, c := range l.cells {
			*c.at = place{col: cols[i], span: 1, joined: true}
			parts = append(parts, c.text)
		}
		c := cell{text: strings.Join(parts, "\n"), col: cols[i], span: 1}
		p.heads = append(p.heads, head{bottom, l.x0, l.x1, c})
	}
}

// joinUnplaced joins the parts of headers whose columns are not known, where that
// gives as many as the longest row has values, or the same however far apart the
// parts may stand.
func (p *placer) joinUnplaced() {
	most := 0
	for _, r := range p.rows {
		most = max(most, r.count())
	}
	p.eachHeader(func(h header, _ []int) bool {
		if len(h.cells) > maxHeaderCells {
			return false
		}
		h.markWide()
		if leaves := h.likelyLeaves(most); len(leaves) > 1 {
			cols := make([]int, len(leaves))
			for i := range cols {
				cols[i] = i
			}
			h.join(p, leaves, cols)
		}
		return true
	})
}

// likelyLeaves is the header's columns of text: n if there is a way to see so
// many, else those that all ways agree on, else none.
func (h *header) likelyLeaves(n int) []leaf {
	groups := h.groupLines(n)
	for slack := range looseSlack + 1 {
		if leaves := h.leaves(groups, slack); len(leaves) == n {
			return leaves
		}
	}
	if leaves := h.leaves(groups, 1); len(leaves) == len(h.leaves(groups, maxSlack)) {
		return leaves
	}
	return nil
}

// ordered tells whether no two cells of a line share a column.
func (h *header) ordered() bool {
	line, end := -1, 0
	for _, c := range h.cells {
		if c.line != line {
			line, end = c.line, 0
		}
		if c.at.col < end {
			return false
		}
		end = c.at.col + c.at.span
	}
	return true
}

// agree tells whether, by one of the edges, each leaf is nearer to its own column
// than to any other, and no part of it is nearer to another.
func (p *placer) agree(leaves []leaf, cols []int) bool {
	if p.set.grid {
		return p.agreeOver(leaves, cols)
	}
	for e := range edges {
		if p.agreeBy(e, leaves, cols) {
			return true
		}
	}
	return false
}

// agreeOver tells whether each part of each leaf stands over its own column and
// no other.
func (p *placer) agreeOver(leaves []leaf, cols []int) bool {
	for i, l := range leaves {
		for _, part := range l.cells {
			if col, ok := p.set.over(part.segment); !ok || col != cols[i] {
				return false
			}
		}
	}
	return true
}

func (p *placer) agreeBy(e edge, leaves []leaf, cols []int) bool {
	for i, l := range leaves {
		whole := e.of(segment{x0: l.x0, x1: l.x1})
		for j, c := range cols {
			if j == i {
				continue
			}
			if p.distance(e, whole, c) <= p.distance(e, whole, cols[i]) {
				return false
			}
			for _, part := range l.cells {
				if at := e.of(part.segment); p.distance(e, at, c) < p.distance(e, at, cols[i]) {
					return false
				}
			}
		}
	}
	return true
}

func (p *placer) distance(e edge, at, col int) int {
	c := p.set.columns[col]
	return abs(at - e.of(segment{x0: c.x0, x1: c.x1}))
}

// splitHeaders is rows with the text over the columns of values cut at single
// blanks: a header that fills its column leaves only one. If the blank stands
// within a header, there are too many then, and they are not placed. Two words
// alone in their line are one text.
func splitHeaders(rows []textRow, set columnSet, m metric) []textRow {
	out, end := slices.Clone(rows), labelEnd(rows, set)
	for i, r := range rows {
		if len(set.columns) == 0 || slices.ContainsFunc(r, func(s segment) bool { return s.value }) {
			continue
		}
		var words textRow
		for _, s := range r {
			if s.x1 > end && !(len(r) == 1 && strings.Count(s.text, " ") == 1) {
				words = append(words, s.words(m)...)
			} else {
				words = append(words, s)
			}
		}
		out[i] = joinSpread(words)
	}
	return out
}

// words cuts a segment at its blanks.
func (s segment) words(m metric) (words []segment) {
	x := s.x0
	for w := range strings.SplitSeq(s.text, " ") {
		word := segment{x0: x, text: w}
		for _, r := range w {
			x += m.of(r)
		}
		word.x1 = x
		x++
		words = append(words, word)
	}
	return words
}
