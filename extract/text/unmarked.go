package text

// found is a table and the lines that it takes.
type found struct {
	table    table
	from, to int
}

// unmarked finds the tables between start and end that no tabs or pipes mark:
// those of comma-separated rows, and of columns that blanks align.
func (s *scanner) unmarked(start, end int) (tables []found) {
	from := start
	for i := start; i < end; {
		t, to, ok := s.csvTable(i, end)
		if ok {
			tables = append(s.aligned(tables, from, i), found{t, i, to})
			from = to
		}
		i = max(to, i+1)
	}
	return s.aligned(tables, from, end)
}

// aligned adds the tables with aligned columns between start and end.
func (s *scanner) aligned(tables []found, start, end int) []found {
	blocks := s.alignedBlocks(start, end)
	if s.metric == unknown && len(blocks) > 0 {
		if s.metric = s.bestMetric(); s.metric != perCharacter {
			blocks = s.alignedBlocks(start, end)
		}
	}
	for _, b := range blocks {
		rows := b.rows(s.lines, s.metric)
		if !b.isTable(rows) {
			continue
		}
		from := b.from
		for _, t := range alignedTables(rows, s.metric) {
			tables = append(tables, found{t, from, b.to})
			from = b.to // all lines are those of the first
		}
	}
	return tables
}
