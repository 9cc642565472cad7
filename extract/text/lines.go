package text

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/extract/diag"
)

// line is one line of the text, without its end.
type line struct {
	// text still has the spaces and tabs at its start and end.
	text string
	// page tells that a page starts with this line (a form feed came before).
	page bool
}

// blank tells whether the line prints nothing and holds no tab: a tab alone is
// an empty cell.
func (l line) blank() bool { return l.text == "" || isBlank(l.text) && !l.tabbed() }

func (l line) tabbed() bool { return strings.IndexByte(l.text, '\t') >= 0 }

// isBlank tells whether s prints nothing.
func isBlank(s string) bool { return trim(s) == "" }

// trim takes off white space at both ends, and characters of no width with it.
func trim(s string) string { return strings.TrimFunc(s, isSpace) }

// isSpace tells whether r prints as nothing: white space in the sense of
// Unicode, and characters of no width.
func isSpace(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r == ' ' || r >= '\t' && r <= '\r'
	case r > '\u3000': // there is none beyond the ideographic space
		return false
	}
	return unicode.IsSpace(r) || zeroWidth(r)
}

func zeroWidth(r rune) bool {
	return r >= '\u200b' && r <= '\u200f' || r == '\u2060'
}

// aside is what was taken out of the running text.
type aside struct {
	images      int
	pageNumbers []string
}

// maxLines is far above the lines of any report.
const maxLines = 200_000

// splitLines cuts a text into lines at any line end, without the tokens that
// extractors leave and without page numbers. The error is X104 for more than
// maxLines.
func splitLines(text string) ([]line, aside, error) {
	var out aside
	lines := make([]line, 0, min(strings.Count(text, "\n")+1, maxLines))
	page := false
	for len(text) > 0 {
		n, end, feed := lineEnd(text)
		l := line{text: text[:n], page: page}
		page = feed
		text = text[end:]
		if l.dropTokens(&out) {
			page = page || l.page // the page starts with the next line then
			continue
		}
		if len(lines) == maxLines {
			return nil, out, diag.Errorf("X104", nil, "limit", strconv.Itoa(maxLines), "what", "lines")
		}
		l.redrawBox()
		lines = append(lines, l)
	}
	return dropPageNumbers(lines, &out), out, nil
}

// lineEnd is the length of the first line, where the next one starts, and
// whether a new page starts there. "\r\r\n" is one line end: copying in text
// mode makes it of "\r\n".
func lineEnd(text string) (n, end int, feed bool) {
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= ' ' && c != 0xc2 && c != 0xe2 { // C2: NEL, E2: U+2028 and U+2029
			continue
		}
		switch rest := text[i:]; {
		case c == '\n' || c == '\v':
			return i, i + 1, false
		case c == '\f':
			return i, i + 1, true
		case strings.HasPrefix(rest, "\r\r\n"):
			return i, i + len("\r\r\n"), false
		case strings.HasPrefix(rest, "\r\n"):
			return i, i + len("\r\n"), false
		case c == '\r':
			return i, i + 1, false
		case strings.HasPrefix(rest, "\u0085"):
			return i, i + len("\u0085"), false
		case strings.HasPrefix(rest, "\u2028"), strings.HasPrefix(rest, "\u2029"):
			return i, i + len("\u2028"), false
		}
	}
	return len(text), len(text), false
}

// The tokens that Apache Tika writes for bookmarks and pictures, and those of
// other extractors for pictures.
var (
	bookmarkToken = regexp.MustCompile(`\[bookmark:[^\]]*\]`)
	imageToken    = regexp.MustCompile(`\[image:[^\]]*\]|<!-- *image *-->`)
	comment       = regexp.MustCompile(`<!--.*?-->`)
)

// dropTokens takes tokens out of the line and counts the pictures. It tells
// whether nothing was left, in which case the line was none of the document's.
func (l *line) dropTokens(out *aside) (gone bool) {
	text := l.text
	if strings.Contains(text, "[bookmark:") {
		text = bookmarkToken.ReplaceAllString(text, "")
	}
	if strings.Contains(text, "[image:") || strings.Contains(text, "<!--") {
		out.images += len(imageToken.FindAllStringIndex(text, -1))
		text = imageToken.ReplaceAllString(text, "")
		text = comment.ReplaceAllString(text, "")
	}
	if len(text) == len(l.text) {
		return false
	}
	l.text = text
	return l.blank()
}
