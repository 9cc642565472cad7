package normalize

import "strings"

// readUnreadable finds the texts that stand for a value although they look like
// none (见附件): behind a label of a line stand as many cells up to the next
// label as the form has columns there, and they are among them. That counts only
// where no line with values alone has fewer of them, for then blank cells are
// lost; and no part of a label is taken for a value. The only cell behind a label
// and its unit is the value, whatever it says.
func (s *stream) readUnreadable() {
	var open []token
	full, short := 0, 0
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
		cells := s.queue[i+1 : end]
		var unknown []token
		for _, t := range cells {
			if !t.value {
				unknown = append(unknown, t)
			}
		}
		switch least, fits := s.m.columnsBeside(s.queue[i].cell, len(cells)); {
		case fits && len(unknown) < len(cells):
			full++
			open = append(open, unknown...)
		case len(unknown) == 0 && len(cells) > 0 && len(cells) < least:
			short++
		}
		i = end
	}
	if short > 0 || full < 2 {
		return
	}
	for _, t := range open {
		t.value = !s.m.partOfLabel(t.fold.Text)
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

// columnsBeside tells whether the form has n cells beside a label, more than
// one, and the least number that it has. Behind the last header of a block that is printed
// as one line stand all of its cells.
func (m *matcher) columnsBeside(c *cell, n int) (least int, fits bool) {
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
		fits = fits || columns == n
	}
	return least, fits
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
