package source

import (
	"strings"
	"unicode/utf8"
)

// EscapePath writes a path whose bytes may be no UTF-8 as text, without loss: a
// byte that is none stands as \xHH, and so does the backslash of a path that
// holds such an escape itself. Any other path is its own text.
func EscapePath(path string) string {
	if utf8.ValidString(path) && !strings.Contains(path, `\x`) {
		return path
	}
	var b strings.Builder
	for i := 0; i < len(path); {
		r, n := utf8.DecodeRuneInString(path[i:])
		if r == utf8.RuneError && n == 1 || isEscape(path[i:]) {
			writeEscape(&b, path[i])
		} else {
			b.WriteString(path[i : i+n])
		}
		i += n
	}
	return b.String()
}

// UnescapePath gives the bytes of a path that [EscapePath] wrote.
func UnescapePath(text string) string {
	if !strings.Contains(text, `\x`) {
		return text
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		if isEscape(text[i:]) {
			out = append(out, unhex(text[i+2])<<4|unhex(text[i+3]))
			i += 4
			continue
		}
		out = append(out, text[i])
		i++
	}
	return string(out)
}

const hexDigits = "0123456789abcdef"

// isEscape tells whether s begins with \xHH, as EscapePath writes it.
func isEscape(s string) bool {
	return len(s) >= 4 && s[0] == '\\' && s[1] == 'x' &&
		strings.IndexByte(hexDigits, s[2]) >= 0 && strings.IndexByte(hexDigits, s[3]) >= 0
}

func unhex(c byte) byte { return byte(strings.IndexByte(hexDigits, c)) }

func writeEscape(b *strings.Builder, c byte) {
	b.WriteString(`\x`)
	b.WriteByte(hexDigits[c>>4])
	b.WriteByte(hexDigits[c&15])
}
