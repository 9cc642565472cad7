package text

import (
	"regexp"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/extract/document"
)

// pipeKind is what the pipes of a line make it.
type pipeKind uint8

const (
	noPipe    pipeKind = iota
	separator          // |---|---|, between the header of a Markdown table and its body
	pad                // |||, nothing but pipes
	tail               // x |, one cell that a pipe closes
	lead               // | x, a pipe that opens a cell, and the cell
	inner              // x | y, pipes between cells only
	anchored           // | x | y |, x | y |, | x | y
	border             // +---+---+, between the rows of a table that is drawn
)

// separatorRow takes three dashes in each cell, or a colon: two are a value.
var separatorRow = regexp.MustCompile(`^\|?[ \t]*(?:-{3,}:?|:-+:?|-+:)[ \t]*(?:\|[ \t]*(?:-{3,}:?|:-+:?|-+:)[ \t]*)*\|?$`)

var drawnBorder = regexp.MustCompile(`^[ \t]*\+[-=:+]{2,}\+[ \t]*$`)

// pipeKindOf looks at the pipes of a line that no backslash escapes.
func pipeKindOf(text string) pipeKind {
	if strings.IndexByte(text, '|') < 0 {
		if strings.IndexByte(text, '+') >= 0 && drawnBorder.MatchString(text) {
			return border
		}
		return noPipe
	}
	text = trim(text)
	pipes := countPipes(text)
	first, last := strings.HasPrefix(text, "|"), strings.HasSuffix(text, "|") && !strings.HasSuffix(text, `\|`)
	switch {
	case pipes == 0:
		return noPipe
	case pipes == len(text):
		return pad
	case strings.IndexByte(text, '-') >= 0 && separatorRow.MatchString(text):
		return separator
	case pipes == 1 && last:
		return tail
	case pipes == 1 && first:
		return lead
	case first || last:
		return anchored
	}
	return inner
}

func countPipes(text string) (n int) {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '|':
			n++
		}
	}
	return n
}

// splitPipes cuts a line at its pipes; escaped ones stay, without the backslash.
func splitPipes(text string) []string {
	parts := make([]string, 0, countPipes(text)+1)
	from := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '|':
			parts = append(parts, unescapePipe(text[from:i]))
			from = i + 1
		}
	}
	return append(parts, unescapePipe(text[from:]))
}

func unescapePipe(s string) string { return strings.ReplaceAll(s, `\|`, "|") }

// pipes reads the table of pipes that starts at line i.
func (s *scanner) pipes(i int) (t table, end int, ok bool) {
	kind := pipeKindOf(s.lines[i].text)
	if kind == lead || kind == noPipe && s.opensLead(i) {
		return s.leadTable(i)
	}
	if kind == noPipe {
		return table{}, 0, false
	}
	if i >= s.run.end {
		s.run = s.pipeRunAt(i)
	}
	if !s.run.rows {
		return s.tailTable(i, s.run.end)
	}
	return s.rowTable(i, s.run.end)
}

// pipeRun is a run of lines with pipes; it may hold several tables.
type pipeRun struct {
	end  int
	rows bool // some line holds a row of cells
}

func (s *scanner) pipeRunAt(i int) pipeRun {
	r := pipeRun{end: i}
	for cells := 0; r.end < len(s.lines) && cells < maxTableCells; r.end++ {
		text := s.lines[r.end].text
		k := pipeKindOf(text)
		if k == noPipe {
			break
		}
		r.rows = r.rows || k == anchored || k == inner || k == separator || k == border
		cells += strings.Count(text, "|") + 1
	}
	return r
}

// rowTable reads the first table of the run of lines from i to end, one row a
// line.
//
// A separator makes the row above it the header of a table, so that row starts
// a table even where no blank line stands before it.
func (s *scanner) rowTable(i, end int) (table, int, bool) {
	f := pipeFragment{}
	next := i
	for ; next < end; next++ {
		text := s.lines[next].text
		kind := pipeKindOf(text)
		opens := next+1 < end && pipeKindOf(s.lines[next+1].text) == separator
		if opens && kind != separator && len(f.lines) > 0 {
			break
		}
		switch kind {
		case separator:
			f.separated = true
		case border:
			f.drawn, f.open = true, false
		default:
			f.add(text)
		}
	}
	t, ok := f.table()
	return t, next, ok
}

// pipeFragment is a run of rows that form one table.
type pipeFragment struct {
	lines     []string // trimmed
	goesOn    []bool   // of each line: it goes on with the row of the line above
	separated bool     // a separator stands among them
	drawn     bool     // borders stand among them: a row is all lines between two
	open      bool     // a row may go on
	starts    int      // number of lines that start with a pipe
	ends      int      // number of lines that end with one
	// opened and bare are the most pipes of a line that starts with one, and of one
	// that does not.
	opened, bare int
}

func (f *pipeFragment) add(text string) {
	text = trim(text)
	f.lines = append(f.lines, text)
	f.goesOn = append(f.goesOn, f.drawn && f.open)
	f.open = true
	if n := countPipes(text); text[0] == '|' {
		f.starts++
		f.opened = max(f.opened, n)
	} else {
		f.bare = max(f.bare, n)
	}
	if endsInPipe(text) {
		f.ends++
	}
}

func endsInPipe(text string) bool {
	return strings.HasSuffix(text, "|") && !strings.HasSuffix(text, `\|`)
}

// A pipe at the start of a line opens its first cell if most lines start with
// one; else it divides an empty first cell from the next, and so it does where that
// makes those lines as wide as the others. It is the same at the end.
func (f *pipeFragment) opening() bool { return 2*f.starts > len(f.lines) && f.opened != f.bare }
func (f *pipeFragment) closing() bool { return 2*f.ends > len(f.lines) }

// table is the fragment as a table. It fails where the pipes may be mere
// dividers, as in "small | medium | large".
func (f *pipeFragment) table() (t table, ok bool) {
	raw := f.split()
	padded := f.padded(raw)
	for _, parts := range raw {
		if padded {
			parts = withoutTrailingBlanks(parts)
		}
		if len(parts) > 0 {
			t.rows = append(t.rows, textCells(parts))
		}
	}
	t.geometry = f.geometry(&t, padded)
	return t, len(t.rows) > 0 && (f.opening() || f.closing() || f.separated || likelyCells(t))
}

// split cuts the lines into the cells of rows.
func (f *pipeFragment) split() (rows [][]string) {
	for i, text := range f.lines {
		parts := splitPipes(text)
		if f.opening() && text[0] == '|' {
			parts = parts[1:]
		}
		if f.closing() && endsInPipe(text) && len(parts) > 1 {
			parts = parts[:len(parts)-1]
		}
		if n := len(rows); f.goesOn[i] && len(rows[n-1]) == len(parts) {
			for k, p := range parts {
				if !isBlank(p) {
					rows[n-1][k] = trim(rows[n-1][k] + "\n" + p)
				}
			}
			continue
		}
		rows = append(rows, parts)
	}
	return rows
}

// geometry says how far the columns can be trusted. Where pipes do not open the
// rows, nothing says that rows without a blank cell did not lose some; a blank
// that kept its place does.
func (f *pipeFragment) geometry(t *table, padded bool) document.Geometry {
	written := f.separated || f.drawn || f.opening()
	if padded || !written && !t.holdsBlanksInPlace() {
		return document.Ragged
	}
	return t.trust()
}

// padded tells whether rows were filled up with pipes at their end, as
// trafilatura does: blank cells are dropped, and what is missing from the
// widest row is made up by pipes without blanks between them.
func (f *pipeFragment) padded(raw [][]string) bool {
	return f.closing() && !f.opening() && slices.ContainsFunc(raw, func(parts []string) bool {
		n := len(parts)
		return n > 2 && parts[n-1] == "" && isBlank(parts[n-2])
	})
}

func withoutTrailingBlanks(parts []string) []string {
	for len(parts) > 0 && isBlank(parts[len(parts)-1]) {
		parts = parts[:len(parts)-1]
	}
	return parts
}

// likelyCells tells whether rows with pipes between their parts only are a
// table: several rows, one of which holds a number or a blank.
func likelyCells(t table) bool {
	if len(t.rows) < 2 {
		return false
	}
	for _, r := range t.rows {
		for _, c := range r {
			if text := trim(c.text); text == "" || isValue(text) {
				return true
			}
		}
	}
	return len(t.rows) > 2
}
