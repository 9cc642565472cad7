package html

import (
	"bytes"

	"golang.org/x/net/html/atom"
)

// maxAttrs is the number of attributes of a tag that are heeded.
const maxAttrs = 200

// span is a range of bytes of the page.
type span struct{ start, end uint32 }

// attr is one attribute of a tag.
type attr struct {
	name, value span
	raw         span // the attribute as written, with its quotes
}

// tag is one tag of the page. A tag is reused from call to call; it points into
// the page by numbers, since pointers would keep the garbage collector busy.
type tag struct {
	data  []byte // the page
	name  []byte // in lower case
	atom  atom.Atom
	attrs []attr
	end   bool // an end tag
	void  bool // written with a slash, as <br/>

	fold [24]byte
}

// bytes is a range of the page.
func (t *tag) bytes(s span) []byte { return t.data[s.start:s.end] }

// read reads the tag that starts with the "<" at data[i] and returns the index
// after its ">". It is -1 if the page ends inside the tag, which is then no tag
// (HTML standard §13.2.5, parse error eof-in-tag).
func (t *tag) read(data []byte, i int) int {
	t.data, t.attrs, t.void = data, t.attrs[:0], false
	i++
	if t.end = data[i] == '/'; t.end {
		i++
	}
	start := i
	for i < len(data) && !isSpace(data[i]) && data[i] != '/' && data[i] != '>' {
		i++
	}
	t.setName(data[start:i])
	for i < len(data) {
		switch c := data[i]; {
		case c == '>':
			return i + 1
		case c == '/':
			t.void = true
			i++
		case isSpace(c):
			t.void = false
			i++
		default:
			t.void = false
			i = t.readAttr(data, i)
		}
	}
	return -1
}

// readAttr reads the attribute at data[i] and returns the index after it.
func (t *tag) readAttr(data []byte, i int) int {
	start := i
	i++ // a leading "=" is part of the name
	for i < len(data) && !isSpace(data[i]) && data[i] != '/' && data[i] != '>' && data[i] != '=' {
		i++
	}
	name := span{uint32(start), uint32(i)}
	a := attr{name: name, raw: name}
	j := i
	for j < len(data) && isSpace(data[j]) {
		j++
	}
	if j < len(data) && data[j] == '=' {
		a.value, i = readValue(data, j+1)
		a.raw.end = uint32(i)
	}
	if len(t.attrs) < maxAttrs {
		t.attrs = append(t.attrs, a)
	}
	return i
}

// readValue reads an attribute's value after its "=", and returns the index
// after it.
func readValue(data []byte, i int) (span, int) {
	for i < len(data) && isSpace(data[i]) {
		i++
	}
	if i == len(data) || data[i] == '>' {
		return span{}, i
	}
	if q := data[i]; q == '"' || q == '\'' {
		n := bytes.IndexByte(data[i+1:], q)
		if n < 0 {
			return span{}, len(data)
		}
		return span{uint32(i + 1), uint32(i + 1 + n)}, i + n + 2
	}
	start := i
	for i < len(data) && !isSpace(data[i]) && data[i] != '>' {
		i++
	}
	return span{uint32(start), uint32(i)}, i
}

// setName sets name and atom.
func (t *tag) setName(name []byte) {
	t.name = name
	for i, c := range name {
		if 'A' <= c && c <= 'Z' {
			if len(name) > len(t.fold) {
				t.name = bytes.ToLower(name)
				break
			}
			n := copy(t.fold[:], name)
			for k := i; k < n; k++ {
				t.fold[k] = lower(t.fold[k])
			}
			t.name = t.fold[:n]
			break
		}
	}
	t.atom = atom.Lookup(t.name)
}

// value is the value of the first attribute of that name in lower case, and
// whether there is one.
func (t *tag) value(name string) ([]byte, bool) {
	for i := range t.attrs {
		if a := &t.attrs[i]; equalFold(t.bytes(a.name), name) {
			return t.bytes(a.value), true
		}
	}
	return nil, false
}

// skipMarkup returns the index after the comment, declaration or instruction
// that starts with the "<" at data[i]: "<!", "<?", or "</" before anything but
// a letter.
func skipMarkup(data []byte, i int) int {
	if bytes.HasPrefix(data[i:], []byte("<!--")) {
		return skipComment(data, i+4)
	}
	n := bytes.IndexByte(data[i:], '>')
	if n < 0 {
		return len(data)
	}
	return i + n + 1
}

// skipComment returns the index after the comment whose content starts at i
// (HTML standard §13.2.5.43 and after): it ends at "-->" or "--!>", and is
// empty before ">" and "->".
func skipComment(data []byte, i int) int {
	rest := data[i:]
	switch {
	case bytes.HasPrefix(rest, []byte(">")):
		return i + 1
	case bytes.HasPrefix(rest, []byte("->")):
		return i + 2
	}
	for {
		n := bytes.Index(data[i:], []byte("--"))
		if n < 0 {
			return len(data)
		}
		i += n + 2
		for i < len(data) && data[i] == '-' {
			i++
		}
		switch {
		case i < len(data) && data[i] == '>':
			return i + 1
		case bytes.HasPrefix(data[i:], []byte("!>")):
			return i + 2
		}
	}
}

// rawEnd is the index of the end tag that ends the raw text of the named
// element, searched from i on, or the length of the data.
func rawEnd(data []byte, i int, name string) int {
	if name == "script" {
		return scriptEnd(data, i)
	}
	for {
		n := bytes.Index(data[i:], []byte("</"))
		if n < 0 {
			return len(data)
		}
		i += n
		if namesTag(data[i+2:], name) {
			return i
		}
		i += 2
	}
}

// scriptEnd is rawEnd for scripts, where an end tag within "<!-- <script>" does
// not end the outer script (HTML standard §13.2.5.15 to 31).
func scriptEnd(data []byte, i int) int {
	escaped, double := false, false
	for i < len(data) {
		rest := data[i:]
		switch {
		case escaped && bytes.HasPrefix(rest, []byte("-->")):
			escaped, double = false, false
			i += 3
		case rest[0] != '<':
			i += nextScriptByte(rest, escaped)
		case bytes.HasPrefix(rest, []byte("</")) && namesTag(rest[2:], "script"):
			if !double {
				return i
			}
			double = false
			i += 2
		case !escaped && bytes.HasPrefix(rest, []byte("<!--")):
			escaped = true
			i += 2 // "<!-->" ends what it starts
		case escaped && namesTag(rest[1:], "script"):
			double = true
			i++
		default:
			i++
		}
	}
	return len(data)
}

// nextScriptByte is how far the next byte that may matter lies, at least 1.
func nextScriptByte(rest []byte, escaped bool) int {
	n := bytes.IndexByte(rest[1:], '<')
	if escaped {
		n = bytes.IndexAny(rest[1:], "<-")
	}
	if n < 0 {
		return len(rest)
	}
	return n + 1
}

// namesTag tells whether the data start with a tag's name and its end.
func namesTag(data []byte, name string) bool {
	if len(data) <= len(name) || !equalFold(data[:len(name)], name) {
		return false
	}
	c := data[len(name)]
	return isSpace(c) || c == '/' || c == '>'
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// equalFold compares with a name in lower case, without regard to ASCII case.
func equalFold(b []byte, name string) bool {
	if len(b) != len(name) {
		return false
	}
	for i := range b {
		if lower(b[i]) != name[i] {
			return false
		}
	}
	return true
}
