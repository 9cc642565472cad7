package xmlscan

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"unicode/utf8"
)

// AppendText appends the character data of the element just started to dst,
// with references resolved, and goes to the element's end. Line ends are "\n".
// Elements inside are skipped.
func (z *Scanner) AppendText(dst []byte) []byte {
	if z.selfClosed {
		z.Skip()
		return dst
	}
	for depth := len(z.stack); len(z.stack) >= depth; {
		rest := z.b[z.pos:]
		i := bytes.IndexByte(rest, '<')
		if i < 0 {
			z.pos = len(z.b)
			z.eof()
			return dst
		}
		if i > 0 {
			from := z.pos
			var bad int
			if dst, bad = appendResolved(dst, rest[:i]); bad >= 0 {
				z.fail(from+bad, "%s", badText(rest[bad:i]))
				return dst
			}
			z.pos += i
			continue
		}
		if len(rest) > 1 && (rest[1] == '!' || rest[1] == '?') {
			from := z.pos
			text, ok := z.special()
			if !ok {
				return dst
			}
			var bad int
			if dst, bad = appendChars(dst, text); bad >= 0 {
				z.fail(from, "%s", badText(text[bad:]))
				return dst
			}
			continue
		}
		switch z.Next() {
		case EOF:
			return dst
		case Start:
			z.Skip()
		}
	}
	return dst
}

// badText says what is wrong at the start of s.
func badText(s []byte) string {
	if r, n := utf8.DecodeRune(s); r == utf8.RuneError && n == 1 {
		return notUTF8
	}
	return "bad character or reference"
}

// check checks the encoding and the references of a tag or of text that is
// passed over, from one byte to another.
func (z *Scanner) check(from, to int) bool {
	s := z.b[from:to]
	if !utf8.Valid(s) {
		z.fail(from+invalidAt(s), notUTF8)
		return false
	}
	for at := 0; ; {
		i := bytes.IndexByte(s[at:], '&')
		if i < 0 {
			return true
		}
		at += i
		n, _ := reference(s[at:])
		if n == 0 {
			z.fail(from+at, "bad reference")
			return false
		}
		at += n
	}
}

// appendResolved appends raw character data with references resolved. bad is
// the byte of a bad character or reference, or -1.
func appendResolved(dst, raw []byte) (out []byte, bad int) {
	for at := 0; ; {
		i := bytes.IndexByte(raw[at:], '&')
		if i < 0 {
			dst, bad = appendChars(dst, raw[at:])
			if bad >= 0 {
				bad += at
			}
			return dst, bad
		}
		if dst, bad = appendChars(dst, raw[at:at+i]); bad >= 0 {
			return dst, at + bad
		}
		at += i
		n, r := reference(raw[at:])
		if n == 0 {
			return dst, at
		}
		dst = utf8.AppendRune(dst, r)
		at += n
	}
}

// appendChars appends characters, with line ends as "\n". bad is the byte of
// one that XML does not allow, or -1.
func appendChars(dst, s []byte) (out []byte, bad int) {
	from := 0
	for i := plain(s); i < len(s); i++ {
		if s[i] >= ' ' || s[i] == '\t' || s[i] == '\n' {
			continue
		}
		if s[i] != '\r' {
			return dst, i
		}
		dst = append(dst, s[from:i]...)
		from = i + 1
		if from == len(s) || s[from] != '\n' {
			dst = append(dst, '\n')
		}
	}
	if !utf8.Valid(s) {
		return dst, invalidAt(s)
	}
	return append(dst, s[from:]...), -1
}

// plain is the number of bytes up to the group of eight that holds the first
// control character: text has next to none.
func plain(s []byte) int {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	n := 0
	for ; len(s)-n >= 8; n += 8 {
		v := binary.LittleEndian.Uint64(s[n:])
		if (v-ones*' ')&^v&high != 0 {
			break
		}
	}
	return n
}

// reference reads the reference at the start of s. n is its length, or 0 if it
// is bad.
func reference(s []byte) (n int, r rune) {
	end := bytes.IndexByte(s[:min(len(s), 12)], ';')
	if end < 2 {
		return 0, 0
	}
	name := s[1:end]
	if name[0] == '#' {
		if r = charReference(name[1:]); r == 0 {
			return 0, 0
		}
		return end + 1, r
	}
	switch string(name) {
	case "amp":
		r = '&'
	case "lt":
		r = '<'
	case "gt":
		r = '>'
	case "quot":
		r = '"'
	case "apos":
		r = '\''
	default:
		return 0, 0
	}
	return end + 1, r
}

// charReference is the character of "65" or "x41", or 0 for one that XML does
// not allow (XML 1.0 §2.2).
func charReference(s []byte) rune {
	base := 10
	if len(s) > 0 && s[0] == 'x' {
		s, base = s[1:], 16
	}
	if len(s) > 0 && (s[0] == '+' || s[0] == '-') {
		return 0
	}
	v, err := strconv.ParseUint(string(s), base, 32)
	r := rune(v)
	switch {
	case err != nil, v > utf8.MaxRune, !utf8.ValidRune(r), r == 0xFFFE, r == 0xFFFF:
		return 0
	case r < ' ' && r != '\t' && r != '\n' && r != '\r':
		return 0
	}
	return r
}
