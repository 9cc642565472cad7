package rtf

import "bytes"

// kind tells tokens apart.
type kind uint8

const (
	endOfFile  kind = iota
	openGroup       // {
	closeGroup      // }
	word            // \name, \name12
	symbol          // \~
	hexByte         // \'b1
	text
)

// token is the next thing in a file.
type token struct {
	kind  kind
	bytes []byte // of text; the name of a word
	// number is the parameter of a word, if it has one; the sign of a symbol;
	// the byte of a hexByte.
	number int
	has    bool
}

// scanner cuts a file into tokens.
type scanner struct {
	data []byte
	at   int
}

const special = "\\{}\r\n"

// next is the next token. Line ends between tokens mean nothing.
func (s *scanner) next() token {
	for s.at < len(s.data) && (s.data[s.at] == '\r' || s.data[s.at] == '\n') {
		s.at++
	}
	if s.at >= len(s.data) {
		return token{}
	}
	switch s.data[s.at] {
	case '{':
		s.at++
		return token{kind: openGroup}
	case '}':
		s.at++
		return token{kind: closeGroup}
	case '\\':
		s.at++
		return s.control()
	}
	from := s.at
	if n := bytes.IndexAny(s.data[from:min(len(s.data), from+maxText)], special); n >= 0 {
		s.at += n
	} else {
		s.at = min(len(s.data), from+maxText)
	}
	return token{kind: text, bytes: s.data[from:s.at]}
}

// maxText is the length of text that is given at once.
const maxText = 64 << 10

// maxWord is how long the name of a word may be; the specification says 32.
const maxWord = 255

// control reads what stands behind a backslash.
func (s *scanner) control() token {
	if s.at >= len(s.data) {
		return token{}
	}
	from := s.at
	for s.at < len(s.data) && isLetter(s.data[s.at]) && s.at-from < maxWord {
		s.at++
	}
	if s.at == from {
		return s.symbol()
	}
	t := token{kind: word, bytes: s.data[from:s.at]}
	s.parameter(&t)
	if s.at < len(s.data) && s.data[s.at] == ' ' {
		s.at++
	}
	return t
}

func (s *scanner) parameter(t *token) {
	at, sign := s.at, 1
	if at < len(s.data) && s.data[at] == '-' {
		at, sign = at+1, -1
	}
	for ; at < len(s.data) && s.data[at] >= '0' && s.data[at] <= '9'; at++ {
		t.number = min(10*t.number+int(s.data[at]-'0'), 1<<31-1)
		t.has = true
		s.at = at + 1
	}
	t.number *= sign
}

func (s *scanner) symbol() token {
	c := s.data[s.at]
	s.at++
	if c != '\'' {
		return token{kind: symbol, number: int(c)}
	}
	t := token{kind: hexByte}
	for range 2 {
		if s.at >= len(s.data) {
			break
		}
		d := hexDigit(s.data[s.at])
		if d < 0 {
			break // some programs write one digit
		}
		t.number, t.has = t.number<<4|d, true
		s.at++
	}
	return t
}

// skipGroup goes behind the end of the group that is open. It tells whether there
// is one.
func (s *scanner) skipGroup() bool {
	for depth := 1; ; {
		n := bytes.IndexAny(s.data[s.at:], `\{}`)
		if n < 0 {
			s.at = len(s.data)
			return false
		}
		s.at += n
		switch s.data[s.at] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				s.at++
				return true
			}
		default:
			s.at++
			if t := s.control(); t.isBinary() && !s.skip(t.number) {
				return false
			}
			continue
		}
		s.at++
	}
}

// isBinary tells whether bytes of any kind follow, as many as the number says.
func (t token) isBinary() bool { return t.kind == word && string(t.bytes) == "bin" && t.number > 0 }

// skip goes n bytes on, if there are so many.
func (s *scanner) skip(n int) bool {
	if n > len(s.data)-s.at {
		s.at = len(s.data)
		return false
	}
	s.at += n
	return true
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}
