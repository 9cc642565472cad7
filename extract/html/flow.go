package html

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
	"golang.org/x/text/width"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/internal/raised"
	"github.com/nianbao/nianbao/extract/internal/struck"
)

// flow puts text together into paragraphs as a browser lays out lines: runs of
// white space become one space, those at the ends of a line nothing (CSS Text
// §4.1.1). The no-break space is no white space here.
type flow struct {
	b     *document.Builder
	buf   []byte // the open paragraph
	space bool   // white space was met and not yet written
	feed  bool   // that white space holds a line feed
	cells int    // open cells
	ended int    // paragraphs that have ended

	// What holds for the text that comes; readers set them and set them back.
	marker string     // list number that waits for the first text of its item
	level  int        // of the heading that is open, or 0
	white  whiteSpace // how white space is treated
	struck bool       // it is struck through
	raised raised.Position

	marks struck.Marks // of the open paragraph
}

// text adds text.
func (f *flow) text(s string) {
	if f.white == spaceKeep || f.white == spaceLines {
		f.lines(s)
		return
	}
	f.collapse(s)
}

func (f *flow) collapse(s string) {
	for i := 0; i < len(s); {
		if c := s[i]; isSpace(c) {
			f.space = true
			f.feed = f.feed || c == '\n' || c == '\r'
			i++
			continue
		}
		end := i + 1
		for end < len(s) && !isSpace(s[end]) {
			end++
		}
		f.word(s[i:end])
		i = end
	}
}

// word adds text without white space.
func (f *flow) word(s string) {
	if f.space && len(f.buf) > 0 && f.buf[len(f.buf)-1] != '\n' && !f.joins(s) {
		f.buf = append(f.buf, ' ')
	}
	f.space, f.feed = false, false
	from := len(f.buf)
	f.buf = append(f.buf, s...)
	if f.raised != raised.OnLine {
		f.buf = f.raised.Replace(f.buf, from)
	}
	if f.struck {
		f.marks.Add(from, len(f.buf))
	}
}

// joins tells whether the white space before s is a line feed between two wide
// characters, which is no space: Chinese has none between words (CSS Text
// §4.1.3, segment break transformation).
func (f *flow) joins(s string) bool {
	if !f.feed {
		return false
	}
	before, _ := utf8.DecodeLastRune(f.buf)
	after, _ := utf8.DecodeRuneInString(s)
	return isWide(before) && isWide(after)
}

// isWide tells whether a character is wide, and not Hangul, where words are
// apart.
func isWide(r rune) bool {
	if r < 0x2e80 || 0x1100 <= r && r <= 0x11ff || 0x3130 <= r && r <= 0x318f || 0xa960 <= r && r <= 0xa97f || 0xac00 <= r && r <= 0xd7ff {
		return false
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianHalfwidth:
		return true
	}
	return false
}

// lines adds text whose line feeds break lines.
func (f *flow) lines(s string) {
	for first := true; ; first = false {
		line, rest, more := strings.Cut(s, "\n")
		if !first {
			f.lineBreak()
		}
		if line = strings.TrimSuffix(line, "\r"); line != "" {
			if f.white == spaceLines {
				f.collapse(line)
			} else {
				f.word(line)
			}
		}
		if !more {
			return
		}
		s = rest
	}
}

// lineBreak ends a line. An empty line ends the paragraph.
func (f *flow) lineBreak() {
	f.space, f.feed = false, false
	switch n := len(f.buf); {
	case n == 0:
	case f.buf[n-1] == '\n':
		f.endParagraph()
	default:
		f.buf = append(f.buf, '\n')
	}
}

// endParagraph ends the paragraph, if one is open. Outside of tables one that
// shows nothing is dropped; in a cell it may be what says that the cell is
// empty.
func (f *flow) endParagraph() {
	f.space, f.feed = false, false
	text := strings.TrimRight(string(f.marks.Apply(f.buf)), "\n")
	f.buf = f.buf[:0]
	f.ended++
	if text == "" || f.cells == 0 && isBlank(text) {
		return
	}
	if f.level > 0 {
		f.b.Heading(f.level, f.marker, text)
	} else {
		f.b.Paragraph(f.marker, text)
	}
	f.marker = ""
}

// endItem ends a list item. A number whose item has no text is no content.
func (f *flow) endItem() {
	f.endParagraph()
	f.marker = ""
}

// isBlank tells whether a text shows nothing.
func isBlank(s string) bool {
	for _, r := range s {
		switch r {
		case ' ', '\t', '\n', '\r', '\f', '\u00a0', '\u3000', '\u2002', '\u2003', '\u2009', '\u200b', '\u200c', '\u200d', '\ufeff', '\u00ad':
		default:
			return false
		}
	}
	return true
}

// setting is what a reader changes for the content of an element and sets back
// after it.
type setting struct {
	marker string
	level  int
	white  whiteSpace
	struck bool
	raised raised.Position
}

func (f *flow) setting() setting { return setting{f.marker, f.level, f.white, f.struck, f.raised} }

func (f *flow) restore(s setting) {
	f.marker, f.level, f.white = s.marker, s.level, s.white
	f.restoreLook(s)
}

// restoreLook sets back only how text looks.
func (f *flow) restoreLook(s setting) { f.struck, f.raised = s.struck, s.raised }

// look sets how the text of an element looks. A line through it cannot be taken
// away by an element inside (CSS Text Decoration §2.1).
func (f *flow) look(a atom.Atom, l look) {
	f.struck = f.struck || strikes(a, l)
	if p := raises(a, l); p != raised.OnLine {
		f.raised = p
	}
}

// beginCell opens a cell. What was set for the text around the table does not
// hold in it, but a line through it does.
func (f *flow) beginCell(p document.CellProps) setting {
	f.endParagraph()
	s := f.setting()
	f.restore(setting{white: f.white, struck: f.struck})
	f.b.BeginCell(p)
	f.cells++
	return s
}

// endCell closes the cell.
func (f *flow) endCell(s setting) {
	f.endItem()
	f.b.EndCell()
	f.cells--
	f.restore(s)
}

// beginTable makes ready for a table: text before it is a paragraph of its own,
// even if it is only a list number.
func (f *flow) beginTable() {
	f.endParagraph()
	if f.marker != "" {
		f.b.Paragraph(f.marker, "")
		f.marker = ""
	}
	f.b.BeginTable(document.Flow)
}
