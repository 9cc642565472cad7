package font

import (
	"github.com/nianbao/nianbao/extract/pdf/internal/lex"
	"github.com/nianbao/nianbao/extract/pdf/internal/object"
)

// cmap is a character map (Adobe Technical Note 5014; ISO 32000-1 §9.7.5, §9.10.3).
type cmap struct {
	text  map[int]string
	cids  map[int]int
	space []codeRange
	work  int // entries that were set, again and again ones too
}

// codeRange is a range of codes of n bytes.
type codeRange struct{ low, high, n int }

// maxMap is how many codes a map may set, maxSpace how many ranges of codes.
const (
	maxMap   = 1 << 17
	maxSpace = 100
)

func parse(data []byte) *cmap {
	m := &cmap{text: map[int]string{}, cids: map[int]int{}}
	lx := lex.Lexer{Data: data}
	var stack []lex.Token
	for {
		t := lx.Next()
		if t.Kind == lex.End {
			return m
		}
		if t.Kind != lex.Operator {
			stack = append(stack, t)
			continue
		}
		switch string(t.Bytes) {
		case "endcodespacerange":
			for i := 0; i+1 < len(stack); i += 2 {
				if len(m.space) >= maxSpace {
					break
				}
				m.space = append(m.space, codeRange{code(stack[i]), code(stack[i+1]), len(stack[i].Bytes)})
			}
		case "endbfchar":
			for i := 0; i+1 < len(stack); i += 2 {
				m.set(code(stack[i]), object.UTF16(stack[i+1].Bytes))
			}
		case "endbfrange":
			for i := 0; i+2 < len(stack); i += 3 {
				m.setRange(code(stack[i]), code(stack[i+1]), stack[i+2])
			}
		case "endcidrange":
			for i := 0; i+2 < len(stack); i += 3 {
				m.setCIDs(code(stack[i]), code(stack[i+1]), int(stack[i+2].Num))
			}
		case "endcidchar":
			for i := 0; i+1 < len(stack); i += 2 {
				m.setCIDs(code(stack[i]), code(stack[i]), int(stack[i+1].Num))
			}
		}
		stack = stack[:0]
	}
}

func code(t lex.Token) int {
	n := 0
	for _, c := range t.Bytes[:min(len(t.Bytes), 4)] {
		n = n<<8 | int(c)
	}
	return n
}

// set maps a code. One that is mapped to two texts is unknown.
func (m *cmap) set(code int, text string) {
	if m.work++; m.work > maxMap {
		return
	}
	if old, ok := m.text[code]; ok && old != text {
		text = ""
	}
	m.text[code] = text
}

// setCIDs maps a range of codes to CIDs.
func (m *cmap) setCIDs(low, high, cid int) {
	for c := low; c <= high && m.work <= maxMap; c++ {
		m.work++
		m.cids[c] = cid + c - low
	}
}

func (m *cmap) setRange(low, high int, to lex.Token) {
	if high-low >= 1<<16 {
		return
	}
	if to.Kind == lex.Array {
		for i, t := range to.Items {
			if low+i <= high {
				m.set(low+i, object.UTF16(t.Bytes))
			}
		}
		return
	}
	text := []rune(object.UTF16(to.Bytes))
	if len(text) == 0 {
		return
	}
	for c := low; c <= high && m.work <= maxMap; c++ {
		m.set(c, string(text))
		text[len(text)-1]++
	}
}

// length is how many bytes the next code has; fallback if no range tells.
func (m *cmap) length(s []byte, fallback int) int {
	c := 0
	for n := 1; n <= min(4, len(s)); n++ {
		c = c<<8 | int(s[n-1])
		for _, r := range m.space {
			if r.n == n && within(c, r) {
				return n
			}
		}
	}
	return fallback
}

// within tells whether each byte of a code lies between those of the range.
func within(c int, r codeRange) bool {
	for i := range r.n {
		b := c >> (8 * i) & 0xFF
		if b < r.low>>(8*i)&0xFF || b > r.high>>(8*i)&0xFF {
			return false
		}
	}
	return true
}

// cid is the CID of a code.
func (m *cmap) cid(code int) int {
	if len(m.cids) == 0 {
		return code
	}
	return m.cids[code]
}
