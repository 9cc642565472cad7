package normalize

import "strings"

// readUnreadable finds the texts that stand for a value although they look like
// none (见附件): behind a label of a line stand as many cells up to the next
// label as the form has columns there, and they are among them. That counts only
// where no line with values alone has fewer of them, for then blank cells are
// lost; and no part of a label is taken for a value. The only cell behind a label
// and its unit is the value, whatever it says.
func (s *stream) readUnreadable() {
	lines := map[string]*lineTally{} // of each table
	for i := 0; i < len(s.queue); {
		if s.queue[i].refs == nil {
			i++
			continue
		}
		if k := i + 2; k < len(s.queue) && s.queue[i+1].unit && s.endsLine(k) {
			s.queue[k].value = true
		}
		end := i + 1
		for end < len(s.queue) && s.queue[end].refs == nil && !s.queue[end].unit {
			end++
		}
		s.tally(lines, i, end)
		i = end
	}
	for _, t := range lines {
		if t.short > 0 || t.full < t.least {
			continue
		}
		for _, t := range t.open {
			t.value = !s.m.partOfLabel(t.fold.Text)
		}
	}
}

// lineTally counts the lines of a table that have all their cells, and those of
// values alone that have fewer.
type lineTally struct {
	full, short int
	least       int     // of full lines, from which those prove that no blank is lost
	open        []token // the texts among the cells of full lines
}

// tally counts the line of the label at i, behind which cells stand up to end.
func (s *stream) tally(lines map[string]*lineTally, i, end int) {
	cells := s.queue[i+1 : end]
	var unknown []token
	for _, t := range cells {
		if !t.value {
			unknown = append(unknown, t)
		}
	}
	b, least, fits := s.m.columnsBeside(s.queue[i].cell, len(cells))
	if b == nil {
		return
	}
	t := lines[b.table.Key]
	if t == nil {
		t = &lineTally{least: 2}
		lines[b.table.Key] = t
	}
	if b.def.Across {
		t.least = 1 // there is no other line
	}
	switch {
	case fits && len(unknown) < len(cells):
		t.full++
		t.open = append(t.open, unknown...)
	case len(unknown) == 0 && len(cells) > 0 && len(cells) < least:
		t.short++
	}
}

// endsLine tells whether a cell is no part of a label and stands right before one
// that can only name a line.
func (s *stream) endsLine(k int) bool {
	c := s.queue[k]
	if c.refs != nil || c.unit || c.value || s.m.partOfLabel(c.fold.Text) {
		return false
	}
	if k+1 == len(s.queue) {
		return true
	}
	next := s.m.meaning(s.queue[k+1].cell)
	return next.row && !next.col
}

// columnsBeside tells whether a form has n cells beside a label, more than
// one, and the least number that one has; and a block that has so many. Behind the last header of a block that is printed
// as one line stand all of its cells.
func (m *matcher) columnsBeside(c *cell, n int) (of *block, least int, fits bool) {
	for _, r := range c.refs {
		b := m.blocks[r.block]
		columns := len(b.leaves[colAxis])
		switch {
		case r.axis == colAxis && b.def.Across:
			columns *= len(b.leaves[rowAxis])
		case r.axis != rowAxis || b.def.Across || !b.holds(rowAxis, r.node):
			continue
		}
		if columns < 2 {
			continue
		}
		if least == 0 || columns < least {
			least = columns
		}
		if of == nil || columns == n && !fits {
			of = b
		}
		fits = fits || columns == n
	}
	return of, least, fits
}

// partOfLabel tells whether some label holds a text.
func (m *matcher) partOfLabel(text string) bool {
	for i := range m.spellings {
		if strings.Contains(m.spellings[i].text, text) {
			return true
		}
	}
	return false
}
