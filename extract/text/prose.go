package text

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// paragraph is a paragraph of running text, or a heading.
type paragraph struct {
	level int // of a heading, else 0
	text  string
}

// markdownHeading matches a heading of Markdown: number signs, and a blank
// behind them.
var markdownHeading = regexp.MustCompile(`^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$`)

// isMarkdown tells whether a text is written in Markdown: it has a heading, a
// separator of a table, or a line in bold type.
func isMarkdown(lines []line) bool {
	for _, l := range lines {
		switch t := l.text; {
		case strings.HasPrefix(t, "#") && markdownHeading.MatchString(t),
			strings.IndexByte(t, '-') >= 0 && pipeKindOf(t) == separator,
			strings.HasPrefix(t, "**") && strings.HasSuffix(trim(t), "**") && len(t) > len("****"):
			return true
		}
	}
	return false
}

// isFence tells whether a line opens or closes a block of code. What such a
// block holds is read like all else.
func isFence(text string) bool {
	t := trim(text)
	return strings.HasPrefix(t, "```") || strings.HasPrefix(t, "~~~")
}

// prose reads the running text of the lines from start to end: each line is a
// paragraph, unless it is certain that a line goes on in the next.
func (s *scanner) prose(start, end int) (out []paragraph) {
	var open []string // the lines of the paragraph that is being read
	flush := func() {
		if len(open) > 0 {
			out = append(out, paragraph{text: strings.Join(open, "")})
			open = open[:0]
		}
	}
	for i := start; i < end; i++ {
		l := s.lines[i]
		if len(open) == 0 || !s.goesOn(i-1) {
			flush()
		}
		switch {
		case isUnderline(l.text):
			if s.markdown && len(open) == 0 && len(out) > 0 && i > start && !s.lines[i-1].blank() {
				out[len(out)-1].level = 1
			}
		case isBlank(l.text), isFence(l.text), s.isRule(l.text):
		default:
			if m := headingOf(l.text); m.level > 0 {
				out = append(out, m)
			} else {
				open = append(open, trim(strings.ReplaceAll(l.text, "\t", " ")))
			}
		}
	}
	flush()
	return out
}

// isUnderline tells whether a line underlines the one above it, which makes that
// a heading in Markdown.
func isUnderline(text string) bool {
	t := trim(text)
	return len(t) >= 3 && strings.Trim(t, "=") == ""
}

// isRule tells whether a line is drawn. In Markdown three marks are enough.
func (s *scanner) isRule(text string) bool {
	if s.markdown {
		switch trim(text) {
		case "---", "***", "___", "* * *", "- - -":
			return true
		}
	}
	return isRule(text)
}

func headingOf(text string) (p paragraph) {
	if !strings.Contains(text, "#") {
		return p
	}
	if m := markdownHeading.FindStringSubmatch(text); m != nil && !isBlank(m[2]) {
		p.level, p.text = len(m[1]), m[2]
	}
	return p
}

// Hard wraps. Programs that print a page as text end each line where the page
// did, so a paragraph is many lines. Nothing marks its end but a shorter line,
// an indent or the end of a sentence; and the labels of a table look like short
// lines too. So lines are joined only where all evidence is for it.

// Bounds of the width of printed pages, in columns.
const (
	minWrap = 40
	maxWrap = 140
)

// wrapSlack is how much shorter than the longest a full line may be: two
// characters of an indent that was lost, and one that may not start a line.
const wrapSlack = 6

// wrapWidth is the width of the lines at which a text was cut, 0 if it was not.
// That takes lines of nearly the same length, hardly any longer ones, and two
// full lines at least that go on in another full line, or that are indented and
// go on in one that is not.
func (s *scanner) wrapWidth() int {
	var widths []int
	for _, l := range s.lines {
		text := trim(l.text)
		if len(text) < minWrap || l.tabbed() || strings.Contains(text, "  ") || pipeKindOf(text) != noPipe {
			continue
		}
		if w := textWidth(text); w >= minWrap {
			widths = append(widths, w)
		}
	}
	slices.SortFunc(widths, func(a, b int) int { return b - a })
	for k := 0; k+2 < len(widths) && k <= len(widths)/20; k++ {
		if w := widths[k]; w <= maxWrap && widths[k+2] >= w-wrapSlack {
			if s.fullPairs(w) >= 2 {
				return w
			}
			return 0
		}
	}
	return 0
}

// fullPairs is the number of full lines that go on in another full line, if the
// text is cut at width w.
func (s *scanner) fullPairs(w int) (pairs int) {
	for i := range s.lines[:max(len(s.lines)-1, 0)] {
		a, b := s.lines[i].text, s.lines[i+1].text
		if isFull(a, w) && (isFull(b, w) || indent(b) == 0 && indent(a) >= paragraphIndent) && s.goesOnAt(i, w) {
			pairs++
		}
	}
	return pairs
}

// paragraphIndent is the width of the two characters by which the first line of
// a paragraph is indented.
const paragraphIndent = 4

// isFull tells whether a line is as long as lines that were cut at width w.
func isFull(text string, w int) bool {
	text = trim(text)
	if 3*len(text) < w-wrapSlack { // no character is wider than its bytes
		return false
	}
	n := textWidth(text)
	return n >= w-wrapSlack && n <= w
}

// goesOn tells whether it is certain that line i goes on in the next line.
func (s *scanner) goesOn(i int) bool {
	return s.wrap > 0 && i >= 0 && i+1 < len(s.lines) && s.goesOnAt(i, s.wrap)
}

func (s *scanner) goesOnAt(i, w int) bool {
	a, b := s.lines[i].text, s.lines[i+1].text
	this, next := trim(a), trim(b)
	if next == "" || s.lines[i+1].page || indent(b) > indent(a) || !isFull(a, w) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(this)
	first, _ := utf8.DecodeRuneInString(next)
	switch {
	case endsSentence(last), last < utf8.RuneSelf && first < utf8.RuneSelf:
		return false
	case hasIndex(next), article.MatchString(next), isValue(next), isFence(next), isRule(next):
		return false
	}
	return headingOf(a).level == 0 && headingOf(b).level == 0
}

// article matches the number of an article at the start of a line.
var article = regexp.MustCompile(`^第[一二三四五六七八九十百0-9]{1,4}[章节条部]`)

// indent is the width of the white space at the start of a line.
func indent(text string) (n int) {
	for _, r := range text {
		if !isSpace(r) {
			break
		}
		n += ambiguousIsTwo.of(r)
	}
	return n
}
