package xmlscan

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// decode gives the part as UTF-8 without a byte-order mark. Office parts are
// UTF-8 or UTF-16 (ECMA-376 Part 2 §8.2.4). Whether it is good UTF-8 is found
// out where its bytes are read: most of a part repeats what was read before.
func decode(data []byte) ([]byte, *Error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return fromUTF16(data[2:], 1)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return fromUTF16(data[2:], 0)
	case bytes.HasPrefix(data, []byte("<\x00")):
		return fromUTF16(data, 1)
	case bytes.HasPrefix(data, []byte("\x00<")):
		return fromUTF16(data, 0)
	}
	if name := declared(data); name != "" && !strings.EqualFold(name, "utf-8") && !isASCII(data) {
		return nil, &Error{Msg: "encoding " + name + " is not allowed here"}
	}
	return data, nil
}

// declared is the encoding that the XML declaration names, or "".
func declared(data []byte) string {
	if !bytes.HasPrefix(data, []byte("<?xml")) {
		return ""
	}
	decl, _, _ := bytes.Cut(data[:min(len(data), 200)], []byte("?>"))
	_, v, ok := bytes.Cut(decl, []byte("encoding"))
	if !ok {
		return ""
	}
	v = bytes.TrimLeft(v, " \t\r\n=")
	if len(v) == 0 || v[0] != '"' && v[0] != '\'' {
		return ""
	}
	name, _, _ := bytes.Cut(v[1:], v[:1])
	return string(name)
}

const notUTF8 = "not UTF-8"

func isASCII(data []byte) bool {
	for _, c := range data {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func invalidAt(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(data)
}

// fromUTF16 converts; high is the index of the high byte in each pair.
func fromUTF16(data []byte, high int) ([]byte, *Error) {
	if len(data)%2 != 0 {
		return nil, &Error{Offset: len(data), Msg: "half a character at the end of UTF-16"}
	}
	unit := func(i int) rune { return rune(data[i+high])<<8 | rune(data[i+1-high]) }
	out := make([]byte, 0, len(data))
	for i := 0; i < len(data); i += 2 {
		r := unit(i)
		if utf16.IsSurrogate(r) {
			if i += 2; i < len(data) {
				r = utf16.DecodeRune(r, unit(i))
			}
			if r == utf8.RuneError || i >= len(data) {
				return nil, &Error{Offset: len(out), Msg: "half a surrogate pair in UTF-16"}
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return out, nil
}
