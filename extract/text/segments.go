package text

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// metric is how many columns a program that aligns text counts for a character.
type metric uint8

// The metrics in use. Poppler's pdftotext -layout counts characters; terminals
// and programs that pad tables count two columns for a wide character, and
// differ on the quotes and dashes that Unicode calls ambiguous.
const (
	perCharacter metric = iota
	wideIsTwo
	ambiguousIsTwo
	metrics // how many there are
	unknown = metrics
)

func (m metric) of(r rune) int {
	if zeroWidth(r) {
		return 0
	}
	switch {
	case m == perCharacter || r < 0x80:
		return 1
	case r >= 0x4e00 && r <= 0x9fff: // most characters, looked up by nobody
		return 2
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	case width.EastAsianAmbiguous:
		if m == ambiguousIsTwo {
			return 2
		}
	}
	return 1
}

// textWidth is the number of columns that s takes in print, where quotes and
// dashes are as wide as all Chinese punctuation.
func textWidth(s string) (n int) {
	for _, r := range s {
		n += ambiguousIsTwo.of(r)
	}
	return n
}

// segment is a stretch of a line between wide gaps.
type segment struct {
	x0, x1 int // columns from x0 to before x1
	text   string
	value  bool // it looks like a value
	glued  bool // it is a value that only one blank sets off from the text before it
	tail   int  // width of the last line of a value that is broken over lines
}

func (s segment) width() int { return s.x1 - s.x0 }

// labelBytes is longer than the text of any cell in aligned columns.
const labelBytes = 600

// maxSegments is more than any table has columns.
const maxSegments = 100

// gapColumns is the width of the gaps between segments; one blank may stand
// inside a cell.
const gapColumns = 2

// segments cuts a line at its gaps. It gives up, with nil, past maxSegments.
func segments(text string, m metric) []segment {
	var segs []segment
	x, gap := 0, gapColumns
	from, fromX, end, endX := -1, 0, 0, 0
	var last rune // printed
	flush := func() {
		if from >= 0 {
			segs = append(segs, refine(text[from:end], fromX, endX, m)...)
		}
		from = -1
	}
	for i, r := range text {
		w := m.of(r)
		if isSpace(r) {
			x += w
			if gap += w; r == '\u3000' {
				gap = max(gap, gapColumns) // as wide as a character
			}
			continue
		}
		if gap >= gapColumns && (from < 0 || !opens(last) && !closes(r)) {
			flush()
			if len(segs) > maxSegments {
				return nil
			}
			from, fromX = i, x
		}
		x += w
		gap, end, endX, last = 0, i+len(string(r)), x, r
	}
	flush()
	return joinSpread(segs)
}

// opens and closes tell whether a character is a bracket. A gap within them, behind
// the first or before the last, parts no columns.
func opens(r rune) bool  { return r == '（' || r == '(' || r == '《' }
func closes(r rune) bool { return r == '）' || r == ')' || r == '》' }

// refine cuts a segment at single blanks where one cell must end: between
// values, between a label and the values after it, and before the number or
// ordinal of a label.
//
// A program that aligns columns leaves one blank where the text of a cell fills
// it. A number with a blank as its thousands separator looks like two values;
// none was seen in such tables.
func refine(text string, x0, x1 int, m metric) []segment {
	whole := segment{x0: x0, x1: x1, text: text, value: isValue(text)}
	if whole.value || len(text) > labelBytes || !strings.Contains(text, " ") {
		return []segment{whole}
	}
	var out []segment
	x := x0
	for i, word := range strings.Split(text, " ") {
		w := segment{x0: x, text: word, value: isValue(word)}
		for _, r := range word {
			x += m.of(r)
		}
		w.x1 = x
		x++
		if i == 0 {
			out = append(out, w)
			continue
		}
		last := &out[len(out)-1]
		switch {
		case w.value:
			w.glued = true
			out = append(out, w)
		case hasIndex(word) && (!last.value || i == 1):
			last.value = false // a numeral before the first label is a piece of a heading
			out = append(out, w)
		case last.glued && len(out) > 1 && !out[len(out)-2].value: // a number within a label: "共 12 项"
			prev := &out[len(out)-2]
			prev.text, prev.x1 = prev.text+" "+last.text+" "+word, w.x1
			out = out[:len(out)-1]
		default:
			last.text, last.x1, last.value = last.text+" "+word, w.x1, false
		}
	}
	return out
}

// joinSpread joins a word of two characters that are set apart, such as 总 计:
// the only two segments of one character in their line, next to each other.
func joinSpread(segs []segment) []segment {
	first, n := 0, 0
	for i, s := range segs {
		if oneHan(s.text) {
			if n++; n == 1 {
				first = i
			}
		}
	}
	next := first + 1
	if n != 2 || !oneHan(segs[next].text) || segs[next].x0-segs[first].x1 > spreadColumns {
		return segs
	}
	segs[first].text += " " + segs[next].text
	segs[first].x1 = segs[next].x1
	return slices.Delete(segs, next, next+1)
}

// spreadColumns is how far apart the characters of a spread word may stand.
const spreadColumns = 2

func oneHan(s string) bool {
	n := 0
	for _, r := range s {
		if n++; n > 1 || !unicode.Is(unicode.Han, r) {
			return false
		}
	}
	return n == 1
}
