// Package term is about text on a terminal: how wide it is, and how a
// stranger's text is shown without letting it command the terminal.
//
// It is a leaf and holds no state.
package term

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Clean shows what would command a terminal as an escape, such as \x1b or
// \u202e: control characters, line ends and tabs too, characters that change
// the direction of text or have no width, bytes that are not UTF-8. Other text,
// Chinese included, stays as it is.
func Clean(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return !shown(r) }) < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			b.WriteString(`\x` + strconv.FormatUint(uint64(s[i])|0x100, 16)[1:])
		case shown(r):
			b.WriteRune(r)
		default:
			q := strconv.QuoteRuneToASCII(r)
			b.WriteString(q[1 : len(q)-1])
		}
		i += n
	}
	return b.String()
}

// shown tells whether a character is printed as itself. U+FFFD is not: it may
// stand for a byte that is no text.
func shown(r rune) bool {
	return r != utf8.RuneError && (unicode.IsPrint(r) || unicode.Is(unicode.Zs, r))
}

// Quote is a name in double quotes with everything that Clean escapes, and
// quotes and backslashes, escaped.
func Quote(s string) string {
	return `"` + Clean(strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s)) + `"`
}

// Width is the number of columns that text takes: two for Chinese characters
// and other wide ones, none for combining marks. s should be clean.
func Width(s string) int {
	n := 0
	for _, r := range s {
		n += RuneWidth(r)
	}
	return n
}

// RuneWidth is the number of columns that a character takes.
func RuneWidth(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// Pad adds spaces to s up to n columns.
func Pad(s string, n int) string {
	return s + strings.Repeat(" ", max(0, n-Width(s)))
}

// PadLeft adds spaces before s up to n columns.
func PadLeft(s string, n int) string {
	return strings.Repeat(" ", max(0, n-Width(s))) + s
}

// Wrap breaks text into lines of at most n columns, at line feeds and, within
// longer lines, at the last space or between any two characters. A character
// that is wider than n has a line of its own. Each line is clean.
func Wrap(s string, n int) []string {
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		lines = wrapLine(lines, Clean(line), n)
	}
	return lines
}

func wrapLine(lines []string, s string, n int) []string {
	for {
		cut := fit(s, n)
		if cut == len(s) {
			return append(lines, s)
		}
		if sp := strings.LastIndexByte(s[:cut], ' '); sp > 0 && s[cut] != ' ' {
			cut = sp
		}
		lines = append(lines, strings.TrimRight(s[:cut], " "))
		s = strings.TrimLeft(s[cut:], " ")
	}
}

// fit is the number of bytes of s that fit into n columns, at least those of
// one character.
func fit(s string, n int) int {
	w := 0
	for i, r := range s {
		w += RuneWidth(r)
		if w > n && i > 0 {
			return i
		}
	}
	return len(s)
}
