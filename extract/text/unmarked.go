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
	for _, b := range s.alignedBlocks(start, end) {
		if s.metric == unknown {
			s.metric = s.bestMetric()
		}
		if rows := b.rows(s.lines, s.metric); b.isTable(rows) {
			tables = append(tables, found{alignedTable(rows, s.metric), b.from, b.to})
		}
	}
	return tables
}
