package text

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/extract/document"
)

// tabLayout is what blank lines mean in a text that has one tabbed cell a line,
// as Apache Tika writes tables: a tab opens a cell, each paragraph of the cell
// ends its line, an empty line ends a row and two more end the table.
type tabLayout struct {
	// rowEnds tells that rows are marked by blank lines; else all blank lines
	// were lost, or never written.
	rowEnds bool
	// tableEnds tells that tables are marked by two blank lines, so that a
	// single one before a line without a tab is an empty paragraph in a cell.
	tableEnds bool
	// exact tells that the blank lines are empty: those with white space are
	// paragraphs then.
	exact bool
}

// blank tells whether a line is one of those that end rows and tables.
func (t tabLayout) blank(l line) bool { return l.text == "" || !t.exact && l.blank() }

func tabLayoutOf(lines []line) tabLayout {
	if t := (tabLayout{exact: true}).of(lines); t.rowEnds {
		return t
	}
	return tabLayout{}.of(lines)
}

func (t tabLayout) of(lines []line) tabLayout {
	blanks, cellAbove := 0, false
	for _, l := range lines {
		switch {
		case t.blank(l):
			blanks++
			continue
		case isCellLine(l.text):
			t.rowEnds = t.rowEnds || cellAbove && blanks == 1
			cellAbove = true
		default:
			t.tableEnds = t.tableEnds || cellAbove && blanks >= 2
			// Further paragraphs of a cell stand right below it.
			cellAbove = cellAbove && blanks == 0
		}
		blanks = 0
	}
	return t
}

// isCellLine tells whether a line opens one cell: a tab at its start and none
// behind.
func isCellLine(text string) bool {
	return strings.HasPrefix(text, "\t") && strings.IndexByte(text[1:], '\t') < 0
}

// tabRun is a run of lines with tabs; it may hold several tables.
type tabRun struct {
	end  int
	rows bool // most lines hold several cells
}

func (s *scanner) tabRunAt(i int) tabRun {
	r, balance := tabRun{end: i}, 0
	for ; r.end < len(s.lines) && s.lines[r.end].tabbed(); r.end++ {
		if isCellLine(s.lines[r.end].text) {
			balance--
		} else {
			balance++
		}
	}
	r.rows = balance > 0
	return r
}

// tabbed reads the table that starts at line i, which holds a tab.
func (s *scanner) tabbed(i int) (table, int, bool) {
	if i >= s.tabRun.end {
		s.tabRun = s.tabRunAt(i)
	}
	if s.tabRun.rows {
		return s.tabRows(i)
	}
	return s.cellTable(i)
}

// cellTable reads a table with one tabbed cell a line.
func (s *scanner) cellTable(i int) (table, int, bool) {
	c := cellReader{layout: s.tabs, lines: s.lines}
	end := c.read(i)
	switch {
	case c.isProse():
		return table{}, end, false
	case !s.tabs.rowEnds:
		return oneCellRows(slices.Concat(c.rows...)), end, true
	}
	t := table{geometry: document.Ragged}
	for _, row := range c.rows {
		t.rows = append(t.rows, textCells(row))
	}
	if maxCells(t) == 1 {
		t.finding = "X174"
	}
	return t, end, true
}

// cellReader gathers the rows of a table with one tabbed cell a line.
type cellReader struct {
	layout tabLayout
	lines  []line
	rows   [][]string
	cells  int
	// more is what comes behind the first paragraph of the last cell.
	more []string
}

// read takes lines from i on and returns the first that is not part of the
// table.
func (c *cellReader) read(i int) (end int) {
	defer c.closeCell()
	blanks := 0
	for end = i; i < len(c.lines) && c.cells < maxTableCells; i++ {
		text := c.lines[i].text
		switch {
		case c.layout.blank(c.lines[i]):
			if blanks++; blanks > 1 {
				return end
			}
			continue
		case strings.HasPrefix(text, "\t"):
			c.closeCell()
			// A row starts with a tab after an empty line. (An empty paragraph
			// at the end of a cell looks the same: only the labels can tell.)
			if blanks > 0 || len(c.rows) == 0 {
				c.rows = append(c.rows, nil)
			}
			row := &c.rows[len(c.rows)-1]
			*row = append(*row, strings.Split(text[1:], "\t")...)
			c.cells += strings.Count(text, "\t")
		case c.lines[i].tabbed(), !c.continues(i, blanks):
			return end
		default:
			if blanks > 0 {
				c.more = append(c.more, "")
			}
			c.more = append(c.more, text)
		}
		blanks, end = 0, i+1
	}
	return end
}

// closeCell adds the further paragraphs of the last cell to it.
func (c *cellReader) closeCell() {
	if len(c.more) > 0 {
		last := c.last()
		*last = strings.Join(append([]string{*last}, c.more...), "\n")
		c.more = c.more[:0]
	}
}

func (c *cellReader) last() *string {
	row := c.rows[len(c.rows)-1]
	return &row[len(row)-1]
}

// continues tells whether line i, which has no tab and stands below blanks blank
// lines, is a further paragraph of the last cell.
func (c *cellReader) continues(i, blanks int) bool {
	cellFollows := i+1 < len(c.lines) && strings.HasPrefix(c.lines[i+1].text, "\t")
	if blanks > 0 {
		return c.layout.rowEnds && c.layout.tableEnds && cellFollows
	}
	if c.layout.rowEnds {
		return true
	}
	// Without blank lines, the paragraph after a table looks like one of its
	// last cell. A number or a blank is a whole cell, but for a remark on it.
	last, text := trim(*c.last()), trim(c.lines[i].text)
	if last == "" || isValue(last) {
		return strings.HasPrefix(text, "（") || strings.HasPrefix(text, "(")
	}
	return cellFollows
}

// isProse tells whether the tabs are mere indents: whether no row has a second
// cell or a value, or most cells are sentences.
func (c *cellReader) isProse() bool {
	cells, sentences, values, multi := 0, 0, 0, false
	for _, row := range c.rows {
		multi = multi || len(row) > 1
		for _, text := range row {
			text = trim(text)
			switch {
			case text == "" || isValue(text):
				values++
			case isSentence(text):
				sentences++
			}
			if text != "" {
				cells++
			}
		}
	}
	return cells == 0 || 2*sentences > cells || values < sentences ||
		values == 0 && (!multi || !c.layout.rowEnds)
}

// tabRows reads rows whose cells are separated by tabs: what spreadsheets and
// browsers put on the clipboard.
func (s *scanner) tabRows(i int) (t table, end int, ok bool) {
	var raw []string
	cells := 0
	for end = i; end < len(s.lines) && s.lines[end].tabbed() && cells < maxTableCells; end++ {
		raw = append(raw, s.lines[end].text)
		cells += strings.Count(s.lines[end].text, "\t") + 1
		if end+2 < len(s.lines) && s.lines[end+1].blank() && sameTabs(s.lines[end].text, s.lines[end+2].text) {
			end++ // a single blank line between rows
		}
	}
	t.rows = splitRows(raw)
	t.geometry = t.trust()
	several := len(t.rows) > 1 && maxCells(t) > 1 || maxCells(t) > 2 && likelyRow(t.rows[0])
	return t, end, several && !t.empty() && !mostlySentences(t)
}

func sameTabs(a, b string) bool { return strings.Count(a, "\t") == strings.Count(b, "\t") }

// splitRows cuts lines at their tabs. Where each line starts with a tab, tabs
// open cells; where each ends with one, tabs close them.
func splitRows(lines []string) (rows [][]cell) {
	opening, closing := true, true
	for _, l := range lines {
		opening = opening && strings.HasPrefix(l, "\t")
		closing = closing && strings.HasSuffix(l, "\t")
	}
	for _, l := range lines {
		if opening {
			l = l[1:]
		}
		if closing && len(l) > 0 {
			l = l[:len(l)-1]
		}
		rows = append(rows, textCells(strings.Split(l, "\t")))
	}
	return rows
}

func maxCells(t table) (n int) {
	for _, r := range t.rows {
		n = max(n, len(r))
	}
	return n
}

// likelyRow tells whether a single row with tabs or commas is one of a table:
// whether it holds a value.
func likelyRow(row []cell) bool {
	for _, c := range row {
		if isValue(trim(c.text)) {
			return true
		}
	}
	return false
}

// mostlySentences tells whether more cells are sentences than not.
func mostlySentences(t table) bool {
	cells, sentences := 0, 0
	for _, r := range t.rows {
		for _, c := range r {
			if text := trim(c.text); text != "" {
				cells++
				if isSentence(text) {
					sentences++
				}
			}
		}
	}
	return 2*sentences > cells
}
