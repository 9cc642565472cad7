package normalize

import (
	"cmp"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/normalize/label"
)

// wrapLines is the number of lines over which a label may be wrapped, wrapGap
// the number of lines that may lie between two of them: the pieces of a label
// that stands beside many rows are scattered.
const (
	wrapLines = 10
	wrapGap   = 2
)

// unwrap puts labels together that narrow columns of a text broke over lines:
// column by column, pieces that follow one another become one cell where they
// make a known label. The label goes to the line with values among its lines.
func (m *matcher) unwrap(rows []row) {
	columns := map[int][]*cell{}
	units := map[int]int{} // in each column, less the other texts
	for i := range rows {
		for _, c := range rows[i].cells {
			switch {
			case c.unit:
				units[c.lo]++
			case !c.value:
				units[c.lo]--
			}
		}
	}
	inner := m.innermost(rows)
	for i := range rows {
		for _, c := range rows[i].cells {
			if !c.value && (!c.unit || alone(&rows[i]) || units[c.lo] < 0) && !(inner && c.refs == nil && m.pieceOfHeading(c)) {
				columns[c.lo] = append(columns[c.lo], c)
			}
		}
	}
	m.unwrapColumns(rows, columns)
}

// innermost leaves of texts in one cell, as where the columns of labels could not
// be told, the innermost: behind headings and pieces of such that stand beside
// many rows. It tells whether there were any.
func (m *matcher) innermost(rows []row) (found bool) {
	for i := range rows {
		for _, c := range rows[i].cells {
			if c.value || c.refs != nil || !strings.Contains(c.text, " ") {
				continue
			}
			parts := strings.Fields(c.text)
			k := 0
			for k < len(parts)-1 && m.leadsTo(m.newCell(parts[k], c.pos), m.newCell(parts[k+1], c.pos)) {
				k++
			}
			if k > 0 {
				m.setCell(c, strings.Join(parts[k:], " "), c.pos)
				found = true
			}
		}
	}
	return found
}

// unwrapRagged does the same where columns are not known: the innermost text of
// each line is taken for a column. Lone pieces of a heading that stands beside
// many rows are passed over.
func (m *matcher) unwrapRagged(rows []row) {
	var inner []*cell
	for i := range rows {
		var last *cell
		for _, c := range rows[i].cells {
			if !c.value && (!c.unit || alone(&rows[i])) && c.text != "" {
				last = c
			}
		}
		if last != nil && !(last.refs == nil && m.pieceOfHeading(last)) {
			inner = append(inner, last)
		}
	}
	m.unwrapColumns(rows, map[int][]*cell{0: inner})
}

// leadsTo tells whether a text is a piece of a heading, or a numeral before
// another.
func (m *matcher) leadsTo(c, next *cell) bool {
	if c.fold.Text == "" || c.value {
		return next.fold.Level != label.NoIndex
	}
	return m.pieceOfHeading(c)
}

// alone tells whether a row is one cell, so that a measure word is the end of a
// label (…行政查询事 / 项) and no unit.
func alone(r *row) bool { return len(r.cells) == 1 }

// pieceOfHeading tells whether a short text is part of a heading that holds no
// values.
func (m *matcher) pieceOfHeading(c *cell) bool {
	if len(c.fold.Text) == 0 || len(c.fold.Text) > 3*3 {
		return false
	}
	for _, b := range m.blocks {
		for _, n := range b.nodes[rowAxis] {
			if n.leaf < 0 && strings.Contains(label.Fold(n.Label.Label).Text, c.fold.Text) {
				return true
			}
		}
	}
	return false
}

func (m *matcher) unwrapColumns(rows []row, columns map[int][]*cell) {
	gone := map[*cell]bool{}
	for lo := range columns {
		for _, run := range m.labelRuns(columns[lo]) {
			for _, c := range run[1:] {
				gone[c] = true
			}
			m.unwrapInto(run, rows, gone)
		}
		for _, run := range m.nearRuns(columns[lo], gone) {
			for _, c := range run[1:] {
				gone[c] = true
			}
			m.unwrapInto(run, rows, gone)
		}
	}
	for i := range rows {
		rows[i].cells = slices.DeleteFunc(rows[i].cells, func(c *cell) bool { return gone[c] })
		slices.SortFunc(rows[i].cells, func(a, b *cell) int { return cmp.Compare(a.lo, b.lo) })
	}
}

// nearRuns finds the pieces that make a near spelling of a label together, among
// those that are no label and no part of one. A piece with an ordinal starts a
// label; the longest text that is near one counts.
func (m *matcher) nearRuns(cells []*cell, gone map[*cell]bool) (out [][]*cell) {
	tries := 0
	for i := 0; i < len(cells) && tries < maxGuesses; i++ {
		if gone[cells[i]] || cells[i].refs != nil {
			continue
		}
		end := i + 1
		for end < len(cells) && end < i+wrapLines && cells[end].top-cells[end-1].top <= wrapGap &&
			!gone[cells[end]] && cells[end].refs == nil && cells[end].fold.Level == label.NoIndex {
			end++
		}
		for k := end; k > i+1; k-- {
			tries++
			if m.nearAny(label.Fold(joinedText(cells[i:k])).Text) != nil {
				out = append(out, cells[i:k])
				i = k - 1
				break
			}
		}
	}
	return out
}

// unwrapInto makes one cell of a run of pieces.
func (m *matcher) unwrapInto(run []*cell, rows []row, gone map[*cell]bool) {
	whole := m.newCell(joinedText(run), run[0].pos)
	if whole.refs == nil {
		whole.refs = m.nearAny(whole.fold.Text)
		whole.guessed = whole.refs != nil
	}
	at := run[0].top
	for r := run[0].top; r <= run[len(run)-1].top; r++ {
		if slices.ContainsFunc(rows[r].cells, func(c *cell) bool { return c.value && !c.blank }) {
			at = r
			break
		}
	}
	whole.lo, whole.hi = run[0].lo, run[0].hi
	ragged := rows[at].ragged()
	if ragged { // in front of all that stands in its line, but for its own piece
		whole.lo, whole.hi = -1, 0
	}
	for _, c := range run {
		if !ragged {
			whole.hi = max(whole.hi, c.hi)
		}
		if c.top == at {
			whole.pos = c.pos
			if ragged {
				whole.lo, whole.hi = c.lo, c.hi
			}
		}
	}
	whole.top, whole.bottom = at, at+1
	gone[run[0]] = true
	rows[at].cells = append(slices.Clip(rows[at].cells), whole)
}

// labelRuns finds the pieces of a column, from the top, that make known labels
// together. Of all ways to cut the column, the one counts that explains most
// pieces with the fewest labels. Labels of one piece are not listed.
func (m *matcher) labelRuns(cells []*cell) [][]*cell {
	type cut struct{ covered, labels, next int }
	best := make([]cut, len(cells)+1)
	var text []byte
	for i := len(cells) - 1; i >= 0; i-- {
		best[i] = cut{best[i+1].covered, best[i+1].labels, 0}
		open := false // some piece is no label by itself; two may be one all the same
		text = text[:0]
		joined := i // the first piece that is not yet in text; few texts are asked for
		for k := i; k < len(cells) && k < i+wrapLines; k++ {
			if k > i && cells[k].top-cells[k-1].top > wrapGap {
				break
			}
			open = open || cells[k].refs == nil
			known := cells[k].refs != nil
			if k > i {
				known = false
				if open || k == i+1 {
					for ; joined <= k; joined++ {
						text = append(text, cells[joined].text...)
					}
					known = m.isLabel(string(text))
				}
			}
			if !known {
				continue
			}
			c := cut{best[k+1].covered + k + 1 - i, best[k+1].labels + 1, k + 1}
			if c.covered > best[i].covered || c.covered == best[i].covered && c.labels < best[i].labels {
				best[i] = c
			}
		}
	}
	var out [][]*cell
	for i := 0; i < len(cells); {
		next := best[i].next
		if next == 0 {
			i++
			continue
		}
		if next > i+1 {
			out = append(out, cells[i:next])
		}
		i = next
	}
	return out
}
