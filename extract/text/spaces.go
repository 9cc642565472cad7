package text

import (
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/extract/document"
)

// spaceLayout tells what lines mean that hold white space and nothing else, in a
// text whose cells stand one a line: pages that are copied leave a no-break
// space of a blank cell.
type spaceLayout uint8

const (
	spacesMeanNothing spaceLayout = iota
	spacesAreTight                // blank cells, and no empty line stands between cells
	spacesAreApart                // blank cells, and empty lines stand between all cells
)

// valueRun is a run of lines that are values or white space, with nothing but
// empty lines between them.
type valueRun struct {
	cells           []int // their lines
	values, spaces  int
	tight, apart    bool // cells without, and with, an empty line between them
	inPlace, behind bool // a space stands before a value; at the end
}

// valueRunAt reads the run that starts at line i, and says where it ends.
func (s *scanner) valueRunAt(i, end int) (r valueRun, next int) {
	gap := false
	for next = i; next < end; next++ {
		l := s.lines[next]
		switch {
		case l.text == "":
			gap = true
			continue
		case l.tabbed():
			return r, next
		case isBlank(l.text):
			r.spaces++
			r.behind = true
		case isValue(trim(l.text)):
			r.values++
			r.inPlace = r.inPlace || r.behind
			r.behind = false
		default:
			return r, next
		}
		if len(r.cells) > 0 {
			r.apart, r.tight = r.apart || gap, r.tight || !gap
		}
		r.cells, gap = append(r.cells, next), false
	}
	return r, next
}

// spaceLayoutOf looks at all runs. Lines of white space are blank cells if one
// stands before a value, or if some stand at the end of runs and not of all: at
// the end of each they would separate rows. In a form without any value, two in
// a row will do. And cells must be told from what stands between them: by empty
// lines always, or never.
func (s *scanner) spaceLayoutOf() spaceLayout {
	var all valueRun // what holds of some run
	bare, pair := false, false
	for i := 0; i < len(s.lines); {
		r, next := s.valueRunAt(i, len(s.lines))
		if r.values > 0 || r.spaces > 0 && s.belowLabel(r.cells[0]) {
			first := r.cells[0]
			gap := first > 0 && s.lines[first-1].text == ""
			all.apart, all.tight = all.apart || r.apart || gap, all.tight || r.tight || !gap
			all.values += r.values
			all.inPlace, all.behind = all.inPlace || r.inPlace, all.behind || r.behind
			bare, pair = bare || !r.behind, pair || r.spaces > 1
		}
		i = max(next, i+1)
	}
	proved := all.inPlace || all.behind && bare || all.values == 0 && pair
	switch {
	case all.tight == all.apart, !proved:
		return spacesMeanNothing
	case all.apart:
		return spacesAreApart
	}
	return spacesAreTight
}

// spaced finds the next run between start and end that holds blank cells, and
// makes a table of it: each line is a cell, and what is a row is not known.
func (s *scanner) spaced(start, end int) (f found, ok bool) {
	if s.spaces == spacesMeanNothing {
		return f, false
	}
	for i := start; i < end; {
		r, next := s.valueRunAt(i, end)
		if r.spaces > 0 && r.tight != (s.spaces == spacesAreApart) && (r.values > 0 || s.belowLabel(r.cells[0])) {
			t := table{geometry: document.Ragged}
			for _, k := range r.cells {
				t.rows = append(t.rows, []cell{{text: s.lines[k].text}})
			}
			return found{t, r.cells[0], next}, true
		}
		i = max(next, i+1)
	}
	return f, false
}

// maxLabelRunes is more than the longest label of a row has.
const maxLabelRunes = 60

// belowLabel tells whether the line above i that prints something may be a label.
func (s *scanner) belowLabel(i int) bool {
	for i--; i >= 0; i-- {
		if !isBlank(s.lines[i].text) {
			text := trim(s.lines[i].text)
			return alignKindOf(s.lines[i]) == oneSegment || hasIndex(text) && utf8.RuneCountInString(text) <= maxLabelRunes && !strings.Contains(text, "。")
		}
	}
	return false
}
