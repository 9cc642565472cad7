package text

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/extract/document"
)

// tailTable reads the run of lines from i to end that hold one cell each, closed
// by a pipe, and lines of pipes alone.
//
// This is what trafilatura makes of a table whose cells hold paragraphs: blank
// cells are dropped, and a row with fewer cells than the table has columns is
// filled up with pipes on a line of their own. So such a line ends a row, and
// says by how many cells it fell short; rows that lack none have no mark.
//
// Where another table of the text proves that such a line is a blank cell, it is one
// here too.
func (s *scanner) tailTable(i, end int) (table, int, bool) {
	f := readTail(s.lines[i:end])
	if len(f.all) < 3 {
		return table{}, end, false
	}
	if len(f.runs) == 0 {
		return oneCellRows(f.all), end, true
	}
	if s.pipesAreBlanks() {
		return oneCellRows(f.inPlace), end, true
	}
	rows := f.rows()
	if rows == nil {
		cells, _ := withBlanks(f.all, f.inPlace)
		return oneCellRows(cells), end, true
	}
	t := table{geometry: document.Ragged}
	for _, row := range rows {
		t.rows = append(t.rows, textCells(row))
	}
	return t, end, true
}

// tailForm is a run of lines that hold one cell each.
type tailForm struct {
	all, inPlace []string // the cells without, and with, a blank for each line of one pipe
	runs         []tailRun
	open         tailRun // what no mark ends
}

func readTail(lines []line) (f tailForm) {
	for _, l := range lines {
		text := trim(l.text)
		if pipeKindOf(text) == pad {
			f.open.missing = len(text)
			if len(text) == 1 {
				f.inPlace = append(f.inPlace, "")
			}
			f.runs = append(f.runs, f.open)
			f.open = tailRun{}
			continue
		}
		c := unescapePipe(strings.TrimSuffix(text, "|"))
		f.open.cells, f.all, f.inPlace = append(f.open.cells, c), append(f.all, c), append(f.inPlace, c)
	}
	return f
}

// rows are those that the marks end, or nil if the marks are something else, blank
// cells perhaps: they contradict one another, or a row would hold a label behind a
// value.
func (f tailForm) rows() (rows [][]string) {
	width := tableWidth(f.runs)
	if width < 2 {
		return nil
	}
	runs := f.runs
	if len(f.open.cells) > 0 {
		runs = append(runs, f.open)
	}
	for _, r := range runs {
		for _, row := range r.split(width) {
			if isJoined(row) {
				return nil
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// pipesAreBlanks tells whether some run of lines in the text can be read only with a
// blank cell for each line that is a pipe alone.
func (s *scanner) pipesAreBlanks() bool {
	if s.pipeBlanks == nil {
		found := false
		for i := 0; i < len(s.lines) && !found; i++ {
			if pipeKindOf(s.lines[i].text) == noPipe {
				continue
			}
			r := s.pipeRunAt(i)
			if !r.rows {
				f := readTail(s.lines[i:r.end])
				_, proved := withBlanks(f.all, f.inPlace)
				found = proved && len(f.runs) > 0 && len(f.all) > 2 && f.rows() == nil
			}
			i = max(i, r.end-1)
		}
		s.pipeBlanks = &found
	}
	return *s.pipeBlanks
}

// withBlanks is the cells with the blank ones, if something proves that a pipe
// alone in its line is a blank cell. Else it may be one, or the blank beginning of
// the next row, or fill up a row, and says nothing.
//
// Proof is one between values of a row, more behind a label than a row has cells
// for labels, and that with them all rows below a header are equally long.
func withBlanks(all, inPlace []string) (cells []string, proved bool) {
	if equallyLong(inPlace) {
		return inPlace, true
	}
	value := func(i int) bool { return i < len(inPlace) && isValue(trim(inPlace[i])) }
	last := func(i int) bool { return i >= len(inPlace) || isBlank(inPlace[i]) || value(i) }
	for i := 0; i < len(inPlace); {
		end := i
		for end < len(inPlace) && isBlank(inPlace[end]) {
			end++
		}
		behindValue := i > 0 && value(i-1)
		switch n := end - i; {
		case n > 0 && behindValue && value(end) && last(end+1), n > labelCells && !behindValue:
			return inPlace, true
		}
		i = max(end, i+1)
	}
	return all, false
}

// equallyLong tells whether as many cells stand behind each label as behind the
// one before it, but for those before which several labels stand.
func equallyLong(cells []string) bool {
	rows, before := 0, 0 // rows that were compared, and the length of the last
	for i, labels := 0, 0; i < len(cells); {
		if !isBlank(cells[i]) && !isRemarked(trim(cells[i])) {
			labels++
			i++
			continue
		}
		from := i
		for i < len(cells) && (isBlank(cells[i]) || isRemarked(trim(cells[i]))) {
			i++
		}
		switch n := i - from; {
		case labels != 1:
		case before > 0 && n != before:
			return false
		case before > 0:
			rows++
		}
		before, labels = i-from, 0
	}
	return rows > 1
}

// isRemarked tells whether a text looks like a value, maybe with a remark behind it.
func isRemarked(text string) bool {
	if isValue(text) {
		return true
	}
	head, _, remarked := strings.Cut(strings.ReplaceAll(text, "(", "（"), "（")
	return remarked && isValue(trim(head)) && !hasIndex(text)
}

// labelCells is the number of cells that a row may have for labels.
const labelCells = 3

// isJoined tells whether a label stands behind a value, so that a row is none, or
// several.
func isJoined(row []string) bool {
	value := false
	for _, c := range row {
		switch {
		case isBlank(c):
		case isValue(trim(c)):
			value = true
		case value:
			return true
		}
	}
	return false
}

// tailRun is the cells up to a row end that is marked.
type tailRun struct {
	cells   []string
	missing int // cells by which the last row falls short
}

// tableWidth is the number of columns, as far as the marks tell it: each run is
// some whole rows and one that falls short, so the width divides all their
// sums. It is 0 where the marks contradict each other. The result may be a
// multiple of the true width, which leaves some rows joined but cuts none.
func tableWidth(runs []tailRun) int {
	width, most := 0, 0
	for _, r := range runs {
		width = gcd(width, len(r.cells)+r.missing)
		most = max(most, r.missing)
	}
	if width < most {
		return 0
	}
	return width
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// split cuts the run after each width cells.
func (r tailRun) split(width int) (rows [][]string) {
	cells := r.cells
	for width > 0 && len(cells) > width {
		rows = append(rows, cells[:width])
		cells = cells[width:]
	}
	if len(cells) > 0 {
		rows = append(rows, cells)
	}
	return rows
}

// opensLead tells whether line i is the first cell of a row whose further cells
// stand on lines of their own that start with a pipe.
func (s *scanner) opensLead(i int) bool {
	if s.lines[i].blank() || s.lines[i].tabbed() || i+1 >= len(s.lines) {
		return false
	}
	return pipeKindOf(s.lines[i+1].text) == lead
}

// leadTable reads rows whose first cell stands without a mark, and each further
// one on a line that starts with a pipe; a pipe alone closes the row:
//
//	name
//	| unit
//	| 12
//	|
//
// A line without a pipe after a cell that holds something goes on with it; after
// an empty one it starts the next row. Where none does, the rows are not known.
func (s *scanner) leadTable(i int) (table, int, bool) {
	var t table
	var row []string
	closed := false // a pipe closed a row
	flush := func() {
		if n := len(row); n > 1 && row[n-1] == "" {
			row, closed = row[:n-1], true
		}
		t.rows = append(t.rows, textCells(row))
		row = nil
	}
	end := i
loop:
	for ; end < len(s.lines) && !s.lines[end].blank() && end-i < maxTableCells; end++ {
		text := trim(s.lines[end].text)
		kind := pipeKindOf(text)
		switch {
		case kind == lead, kind == pad && len(text) == 1:
			row = append(row, unescapePipe(trim(text[1:])))
		case kind != noPipe || s.lines[end].tabbed():
			break loop
		case len(row) == 0:
			row = append(row, text)
		case row[len(row)-1] != "" && s.leadFollows(end):
			row[len(row)-1] += "\n" + text
		case s.opensLead(end):
			flush()
			row = append(row, text)
		default:
			break loop
		}
	}
	if len(t.rows) == 0 && len(row) > 3 {
		// A pipe alone may be a blank cell or the end of a row.
		row = slices.DeleteFunc(row, func(c string) bool { return c == "" })
		return oneCellRows(row), end, true
	}
	if len(row) > 0 {
		flush()
	}
	t.geometry = t.trust()
	// A pipe at the start of a single line is no table: "| note".
	return t, max(end, i+1), closed || len(t.rows) > 1
}

// continuationLines is how many lines without a pipe a cell may have.
const continuationLines = 3

// leadFollows tells whether a line that starts with a pipe follows soon.
func (s *scanner) leadFollows(i int) bool {
	for j := i + 1; j <= i+continuationLines && j < len(s.lines); j++ {
		if s.lines[j].blank() {
			return false
		}
		if k := pipeKindOf(s.lines[j].text); k != noPipe {
			return k == lead || k == pad
		}
	}
	return false
}
