// Package lex reads the words of content streams and character maps (ISO 32000-1
// §7.2, §7.3).
package lex

// Kind tells tokens apart.
type Kind uint8

// The kinds of tokens.
const (
	End Kind = iota
	Number
	String
	Name
	Array
	Dict
	Operator
)

// Token is a word. Bytes may be a part of the input.
type Token struct {
	Kind  Kind
	Num   float64
	Bytes []byte
	// Items are those of an array or, keys and values in turn, of a dictionary.
	Items []Token
}

// Is tells whether the token is this operator.
func (t Token) Is(op string) bool { return t.Kind == Operator && string(t.Bytes) == op }

// maxDepth is how deep arrays and dictionaries may stand in one another.
const maxDepth = 32

// Lexer reads from Data on from At.
type Lexer struct {
	Data  []byte
	At    int
	depth int
}

var space, delim [256]bool

func init() {
	for _, c := range []byte("\x00\t\n\f\r ") {
		space[c] = true
	}
	for _, c := range []byte("()<>[]{}/%") {
		delim[c] = true
	}
}

// IsSpace tells whether c is white space.
func IsSpace(c byte) bool { return space[c] }

// Next is the next token.
func (l *Lexer) Next() Token {
	l.blank()
	if l.At >= len(l.Data) {
		return Token{}
	}
	switch c := l.Data[l.At]; {
	case c == '/':
		return l.name()
	case c == '(':
		return l.literal()
	case c == '<':
		if l.At+1 < len(l.Data) && l.Data[l.At+1] == '<' {
			l.At += 2
			return Token{Kind: Dict, Items: l.items(">>")}
		}
		return l.hex()
	case c == '>' && l.At+1 < len(l.Data) && l.Data[l.At+1] == '>':
		l.At += 2
		return Token{Kind: Operator, Bytes: l.Data[l.At-2 : l.At]}
	case c == '[':
		l.At++
		return Token{Kind: Array, Items: l.items("]")}
	case delim[c]:
		l.At++
		return Token{Kind: Operator, Bytes: l.Data[l.At-1 : l.At]}
	case c >= '0' && c <= '9', c == '-', c == '+', c == '.':
		return Token{Kind: Number, Num: number(l.word())}
	}
	return Token{Kind: Operator, Bytes: l.word()}
}

// blank passes over white space and comments.
func (l *Lexer) blank() {
	for l.At < len(l.Data) {
		switch c := l.Data[l.At]; {
		case space[c]:
			l.At++
		case c == '%':
			for l.At < len(l.Data) && l.Data[l.At] != '\n' && l.Data[l.At] != '\r' {
				l.At++
			}
		default:
			return
		}
	}
}

func (l *Lexer) word() []byte {
	from := l.At
	for l.At < len(l.Data) && !space[l.Data[l.At]] && !delim[l.Data[l.At]] {
		l.At++
	}
	return l.Data[from:l.At]
}

// items reads to the closing word.
func (l *Lexer) items(closing string) (items []Token) {
	l.depth++
	defer func() { l.depth-- }()
	for {
		t := l.Next()
		if t.Kind == End || t.Is(closing) {
			return items
		}
		if l.depth > maxDepth {
			continue
		}
		items = append(items, t)
	}
}

// number reads a number; what is none is 0, as readers do.
func number(s []byte) float64 {
	neg := false
	var whole, part, scale float64 = 0, 0, 1
	point := false
	for i, c := range s {
		switch {
		case c == '-' && i == 0:
			neg = true
		case (c == '-' || c == '+') && i == 0, c == '-' && i == 1 && neg:
		case c == '.' && !point:
			point = true
		case c >= '0' && c <= '9' && point:
			if scale < 1e12 {
				part, scale = part*10+float64(c-'0'), scale*10
			}
		case c >= '0' && c <= '9':
			whole = whole*10 + float64(c-'0')
		default:
			return 0
		}
	}
	if whole += part / scale; neg {
		return -whole
	}
	return whole
}

func (l *Lexer) name() Token {
	l.At++
	s := l.word()
	for i, c := range s {
		if c == '#' {
			return Token{Kind: Name, Bytes: unescape(s, i)}
		}
	}
	return Token{Kind: Name, Bytes: s}
}

// unescape reads #41 as A, from byte i on.
func unescape(s []byte, i int) []byte {
	out := append([]byte(nil), s[:i]...)
	for ; i < len(s); i++ {
		if s[i] == '#' && i+2 < len(s) && digit(s[i+1]) >= 0 && digit(s[i+2]) >= 0 {
			out = append(out, byte(digit(s[i+1])<<4|digit(s[i+2])))
			i += 2
			continue
		}
		out = append(out, s[i])
	}
	return out
}

// digit is the value of a hexadecimal digit, or -1.
func digit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	}
	return -1
}

// hex reads <0a1b>.
func (l *Lexer) hex() Token {
	l.At++
	from := l.At
	for l.At < len(l.Data) && l.Data[l.At] != '>' {
		l.At++
	}
	out := make([]byte, 0, (l.At-from+1)/2)
	high := -1
	for _, c := range l.Data[from:l.At] {
		v := digit(c)
		switch {
		case v < 0:
		case high < 0:
			high = v
		default:
			out, high = append(out, byte(high<<4|v)), -1
		}
	}
	if high >= 0 {
		out = append(out, byte(high<<4))
	}
	l.At = min(l.At+1, len(l.Data))
	return Token{Kind: String, Bytes: out}
}

// literal reads (text).
func (l *Lexer) literal() Token {
	l.At++
	var out []byte
	for depth := 1; l.At < len(l.Data); {
		c := l.Data[l.At]
		l.At++
		switch c {
		case '\\':
			out = l.escape(out)
			continue
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return Token{Kind: String, Bytes: out}
			}
		}
		out = append(out, c)
	}
	return Token{Kind: String, Bytes: out}
}

// escape reads what follows a backslash.
func (l *Lexer) escape(out []byte) []byte {
	if l.At >= len(l.Data) {
		return out
	}
	c := l.Data[l.At]
	l.At++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\n':
		return out
	case '\r':
		if l.At < len(l.Data) && l.Data[l.At] == '\n' {
			l.At++
		}
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	n := int(c - '0')
	for k := 0; k < 2 && l.At < len(l.Data) && l.Data[l.At] >= '0' && l.Data[l.At] <= '7'; k++ {
		n = n<<3 | int(l.Data[l.At]-'0')
		l.At++
	}
	return append(out, byte(n))
}
