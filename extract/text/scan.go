package text

import "iter"

// region is a stretch of the text: a table, or else lines of running text.
type region struct {
	table *table
	prose []paragraph
	html  string // the markup of a table
}

// scanner cuts the lines of a text into regions.
type scanner struct {
	lines     []line
	markdown  bool        // the text is written in Markdown
	hypertext bool        // tables in HTML can be read
	tabs      tabLayout   // what the blank lines among lines with tabs mean
	wrap      int         // the width at which running text is cut, 0 if it is not
	run       pipeRun     // the run of lines with pipes that was met last
	tabRun    tabRun      // the run of lines with tabs that was met last
	kinds     []alignKind // of the lines, nil as long as nobody asked
	spaces    spaceLayout // what lines of white space alone mean
	// pipeBlanks tells whether a pipe alone in its line is a blank cell, nil as long
	// as nobody asked.
	pipeBlanks *bool
	metric     metric // how wide the program that aligned columns took characters to be
}

func newScanner(lines []line) *scanner {
	s := &scanner{lines: lines, markdown: isMarkdown(lines), tabs: tabLayoutOf(lines), metric: unknown}
	s.wrap = s.wrapWidth()
	s.spaces = s.spaceLayoutOf()
	return s
}

// regions yields the regions from first to last. Tables that are marked (by
// tabs, pipes) are looked for first; what lies between them may hold tables
// that only blanks or commas show, and the rest is running text.
func (s *scanner) regions() iter.Seq[region] {
	return func(yield func(region) bool) {
		plain := 0 // first line that no marked table took
		for i := 0; i < len(s.lines); {
			if markup, end, ok := s.htmlTable(i); ok {
				if !s.yieldPlain(plain, i, yield) || !yield(region{html: markup}) {
					return
				}
				i, plain = end, end
				continue
			}
			t, end, ok := s.marked(i)
			if !ok {
				i = max(end, i+1)
				continue
			}
			if !s.yieldPlain(plain, i, yield) || !yield(region{table: &t}) {
				return
			}
			i, plain = end, end
		}
		s.yieldPlain(plain, len(s.lines), yield)
	}
}

// marked reads the table that starts at line i, if one does, and says where it
// ends. Without a table, end says up to where the lines need not be looked at
// again, or is 0.
func (s *scanner) marked(i int) (t table, end int, ok bool) {
	if t, end, ok = s.pipes(i); ok || end > i {
		return t, end, ok
	}
	if s.lines[i].tabbed() {
		return s.tabbed(i)
	}
	return table{}, 0, false
}

// yieldPlain yields what the lines from start to end hold, none of which is part
// of a marked table.
func (s *scanner) yieldPlain(start, end int, yield func(region) bool) bool {
	if start == end {
		return true
	}
	for _, f := range s.unmarked(start, end) {
		if !s.yieldProse(start, f.from, yield) || !yield(region{table: &f.table}) {
			return false
		}
		start = f.to
	}
	return s.yieldProse(start, end, yield)
}

func (s *scanner) yieldProse(start, end int, yield func(region) bool) bool {
	for f, ok := s.spaced(start, end); ok; f, ok = s.spaced(start, end) {
		if prose := s.prose(start, f.from); len(prose) > 0 && !yield(region{prose: prose}) || !yield(region{table: &f.table}) {
			return false
		}
		start = f.to
	}
	prose := s.prose(start, end)
	return len(prose) == 0 || yield(region{prose: prose})
}
