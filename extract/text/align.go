package text

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// alignKind is what a line can be among columns that blanks align.
type alignKind uint8

const (
	gapLine    alignKind = iota // prints nothing
	ruleLine                    // dashes only
	oneSegment                  // a label, a part of one, a heading, a header over all columns
	columnLine                  // several segments
	gluedLine                   // a label and values behind it, with single blanks
	otherLine                   // running text, or a line with marks of another layout
)

// Bounds of what a line among aligned columns can hold, in characters.
const (
	maxLoneRunes = 30 // a line of one segment
	maxCellRunes = 40 // a word in a line of several
)

func alignKindOf(l line) alignKind {
	switch {
	case l.blank():
		return gapLine
	case l.tabbed() || pipeKindOf(l.text) != noPipe || strings.HasPrefix(l.text, "#") || strings.HasPrefix(l.text, "```"):
		return otherLine
	case isRule(l.text):
		return ruleLine
	case strings.Contains(l.text, "。"):
		return otherLine
	}
	text := trim(l.text)
	if !strings.ContainsFunc(text, isSpace) || grouped.MatchString(text) || isSpread(text) {
		if utf8.RuneCountInString(text) > maxLoneRunes {
			return otherLine
		}
		return oneSegment
	}
	segs := segments(text, perCharacter)
	fields := 0
	for _, s := range segs {
		if i := strings.IndexAny(s.text, ":："); i > 0 && i < len(s.text)-len("：") {
			fields++
		}
	}
	switch {
	case len(segs) == 0:
		return otherLine
	case len(segs) == 1:
		if utf8.RuneCountInString(segs[0].text) > maxLoneRunes {
			return otherLine
		}
		return oneSegment
	case longestWord(text) > maxCellRunes, 2*fields > len(segs): // 来源：甲    日期：乙
		return otherLine
	case !hasGap(text):
		return gluedLine
	}
	return columnLine
}

// isSpread tells whether the only gap in a text is one ideographic space, as may
// stand in a label.
func isSpread(text string) bool {
	return strings.Count(text, "\u3000") == 1 && !hasGap(strings.Replace(text, "\u3000", "", 1))
}

// grouped matches a number with blanks as its thousands separators.
var grouped = regexp.MustCompile(`^[+-]?[0-9]{1,3}(?: [0-9]{3})+$`)

// hasGap tells whether the text has a gap as it stands between segments.
func hasGap(text string) bool {
	gap := 0
	for _, r := range text {
		if !isSpace(r) {
			gap = 0
			continue
		}
		if gap += perCharacter.of(r); gap >= gapColumns || r == '\u3000' {
			return true
		}
	}
	return false
}

// longestWord is the length of the longest stretch without white space, in
// characters.
func longestWord(text string) (longest int) {
	n := 0
	for _, r := range text {
		if n++; isSpace(r) {
			n = 0
		}
		longest = max(longest, n)
	}
	return longest
}

const ruleMarks = "-–—=_*─━═+"

// isRule tells whether a line is one that is drawn, as between the parts of a
// table or of a page: five dashes or more, three or more at a stretch. Fewer may
// be the dashes of a cell.
func isRule(text string) bool {
	text = trim(text)
	if first, _ := utf8.DecodeRuneInString(text); !strings.ContainsRune(ruleMarks, first) {
		return false
	}
	all := 0
	for _, word := range strings.FieldsFunc(text, isSpace) {
		n := utf8.RuneCountInString(word)
		if n < 3 || strings.Trim(word, ruleMarks) != "" {
			return false
		}
		all += n
	}
	return all >= 5
}

// block is a stretch of lines that may be one table with aligned columns.
type block struct {
	from, to int
	page     bool // it is the first on its page
}

// maxGap is the number of blank lines that may stand between rows of a table.
const maxGap = 2

// alignedBlocks finds the stretches between start and end that hold lines with
// columns. A block ends at running text, at the end of a page (unless all pages
// are placed alike), at a wide gap and at a heading.
func (s *scanner) alignedBlocks(start, end int) []block {
	if s.kinds == nil {
		s.kinds = make([]alignKind, len(s.lines))
		for i, l := range s.lines {
			s.kinds[i] = alignKindOf(l)
		}
	}
	kinds := s.kinds[start:end]
	f := blockFinder{lines: s.lines[start:end], kinds: kinds}
	f.tight = f.isTight()
	from, gap := 0, 0
	for i := range kinds {
		switch {
		case kinds[i] == gapLine:
			gap++
			continue
		case kinds[i] == otherLine:
			f.close(from, i, true)
			from = i + 1
		case f.isHeading(i):
			f.close(from, i, false)
			from = i + 1
		case f.lines[i].page && !s.keepsPlace() || gap > maxGap:
			f.close(from, i, false)
			from = i
		}
		gap = 0
	}
	f.close(from, len(kinds), false)
	for i := range f.blocks {
		f.blocks[i].from += start
		f.blocks[i].to += start
	}
	return f.blocks
}

// keepsPlace tells whether the columns of a table stand at the same place on each
// of its pages. They do if the text is as wide as the page; programs that count
// characters place the columns of each page anew.
func (s *scanner) keepsPlace() bool { return s.metric == wideIsTwo || s.metric == ambiguousIsTwo }

type blockFinder struct {
	lines  []line
	kinds  []alignKind
	blocks []block
	tight  bool // rows follow one another without blank lines
}

// isTight tells whether most lines with columns have no blank line behind them.
func (f *blockFinder) isTight() bool {
	close, apart := 0, 0
	for i, k := range f.kinds[:max(len(f.kinds)-1, 0)] {
		switch {
		case k != columnLine:
		case f.kinds[i+1] == gapLine:
			apart++
		default:
			close++
		}
	}
	return close > 2*apart
}

// Lengths from which a line that starts with a Chinese ordinal can be a heading,
// and not a part of a label that is written top down beside the rows: such parts
// have no blank line above.
const (
	headingRunes      = 6
	apartHeadingRunes = 4
)

// isHeading tells whether line i is a heading between tables: one that stands
// apart from rows which do not, or one with a Chinese ordinal, as row labels also have, but followed by no row. After a
// heading comes the header of a table, which has neither ordinals nor values.
func (f *blockFinder) isHeading(i int) bool {
	if f.kinds[i] != oneSegment {
		return false
	}
	// Between rows without blank lines, one that has some on both sides is none.
	if f.tight && i > 0 && i+1 < len(f.lines) && f.kinds[i-1] == gapLine && f.kinds[i+1] == gapLine {
		return true
	}
	text := trim(f.lines[i].text)
	long := headingRunes
	if i == 0 || f.kinds[i-1] == gapLine || f.kinds[i-1] == otherLine || f.lines[i].page {
		long = apartHeadingRunes
	}
	if utf8.RuneCountInString(text) < long || !chapter.MatchString(text) {
		return false
	}
	for j := i + 1; j < len(f.lines); j++ {
		if f.kinds[j] != gapLine && f.kinds[j] != ruleLine {
			return !f.isRow(j)
		}
	}
	return false
}

// isRow tells whether a line holds a value or starts with an index, as the
// rows of a table do.
func (f *blockFinder) isRow(i int) bool {
	text := trim(f.lines[i].text)
	if hasIndex(text) {
		return true
	}
	for _, s := range segments(text, perCharacter) {
		if s.value {
			return true
		}
	}
	return false
}

// usualGap is the number of blank lines that most often stands between two
// lines from first to last, at least 1.
func (f *blockFinder) usualGap(first, last int) int {
	var count [maxGap + 1]int
	gap := 0
	for i := first + 1; i <= last; i++ {
		if f.kinds[i] == gapLine || f.kinds[i] == ruleLine {
			gap++
			continue
		}
		count[min(gap, maxGap)]++
		gap = 0
	}
	usual := 1
	for g := usual + 1; g < len(count); g++ {
		if count[g] > count[usual] && count[g] > count[0] {
			usual = g
		}
	}
	return usual
}

// startsPage tells whether line i is the first of its page that prints
// anything.
func (f *blockFinder) startsPage(i int) bool {
	for ; i >= 0; i-- {
		if f.lines[i].page {
			return true
		}
		if i > 0 && !f.lines[i-1].blank() {
			return false
		}
	}
	return false
}

// close adds the block between from and to, if lines with columns stand there.
// Lines of one segment around those belong to it as far as they stand close.
func (f *blockFinder) close(from, to int, atText bool) {
	first, last, wide := -1, -1, false
	for i := from; i < to; i++ {
		if f.kinds[i] == columnLine || f.kinds[i] == gluedLine {
			if first < 0 {
				first = i
			}
			last = i
			wide = wide || f.kinds[i] == columnLine
		}
	}
	if first < 0 {
		return
	}
	if wide {
		first, last = f.widen(first, last, from, to, atText)
		if f.oneCellALine(first, last) {
			return
		}
	}
	f.blocks = append(f.blocks, block{first, last + 1, f.startsPage(first)})
}

// oneCellALine tells whether the lines from first to last are cells one below
// another, and the gaps stand within labels: all values begin their lines and
// stand alone in them, and there are two at least.
func (f *blockFinder) oneCellALine(first, last int) bool {
	alone := 0
	for i := first; i <= last; i++ {
		switch text := f.lines[i].text; f.kinds[i] {
		case oneSegment:
			if !isValue(trim(text)) {
				continue
			}
			if trim(text[:1]) == "" {
				return false
			}
			alone++
		case columnLine, gluedLine:
			if slices.ContainsFunc(segments(text, perCharacter), func(s segment) bool { return s.value }) {
				return false
			}
		}
	}
	return alone > 1
}

// widen adds lines of one segment to the lines from first to last: those above
// with no wider gap than usual, those below without a gap, or with an index. Text
// right behind the block (atText) is more likely to belong to such a line.
func (f *blockFinder) widen(first, last, from, to int, atText bool) (int, int) {
	near := f.usualGap(first, last)
	for i, gap := first-1, 0; i >= from && gap <= near; i-- {
		if f.kinds[i] == oneSegment {
			first, gap = i, 0
		} else {
			gap++
		}
	}
	for i, gap := last+1, 0; i < to && gap <= near; i++ {
		switch {
		case f.kinds[i] != oneSegment:
			gap++
		case gap == 0, !atText && hasIndex(trim(f.lines[i].text)):
			last, gap = i, 0
		default:
			return first, last
		}
	}
	return first, last
}
