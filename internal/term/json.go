package term

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// JSON spells out what JSON may hold and a terminal may obey: DEL, the control
// characters above ASCII, and characters that turn text around, have no width or
// end a line. In JSON they stand only in strings, so that the values are the same.
func JSON(text []byte) []byte {
	if bytes.IndexFunc(text, obeyed) < 0 {
		return text
	}
	out := make([]byte, 0, len(text)+len(text)/8)
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		if obeyed(r) {
			out = append(out, `\u`...)
			out = append(out, strconv.FormatInt(int64(r)|0x10000, 16)[1:]...)
		} else {
			out = append(out, text[:n]...)
		}
		text = text[n:]
	}
	return out
}

// obeyed tells of characters above those that JSON itself escapes.
func obeyed(r rune) bool {
	return r >= 0x7F && (unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp) || r == '\u200b')
}
