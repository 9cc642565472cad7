// Package struck marks text that is printed struck through. A number that was
// struck out is no part of the one written beside it: 12 with 15 after it is not
// 1215, and it is not the value of its cell either.
package struck

import (
	"unicode"
	"unicode/utf8"
)

// Mark stands before and after what is struck through, as in Markdown.
const Mark = "~~"

// Marks are the places of a paragraph that are struck through. The zero value
// is ready to use, and is one for a paragraph without such places.
type Marks struct{ spans []span }

// span is a range of bytes.
type span struct{ from, to int }

// Add notes that the text between two bytes is struck through. Places are added
// in the order of the text.
func (m *Marks) Add(from, to int) {
	if from < to {
		m.spans = append(m.spans, span{from, to})
	}
}

// Shift notes that n bytes were inserted at a byte.
func (m *Marks) Shift(at, n int) {
	for i := range m.spans {
		s := &m.spans[i]
		if s.from >= at {
			s.from += n
		}
		if s.to > at {
			s.to += n
		}
	}
}

// Apply gives the text with its marks, and forgets them. Places with only white
// space between them are one; white space at the ends of a place stays outside,
// and white space alone gets no marks.
func (m *Marks) Apply(text []byte) []byte {
	if len(m.spans) == 0 {
		return text
	}
	out := make([]byte, 0, len(text)+2*len(Mark)*len(m.spans))
	done := 0
	for i := 0; i < len(m.spans); {
		s := trim(text, m.spans[i])
		for i++; i < len(m.spans); i++ {
			next := trim(text, m.spans[i])
			if next.from == next.to {
				continue
			}
			if s.from == s.to {
				s = next
				continue
			}
			if !isBlank(text[s.to:max(s.to, next.from)]) {
				break
			}
			s.to = max(s.to, next.to)
		}
		if s.from == s.to {
			continue
		}
		out = append(append(out, text[done:s.from]...), Mark...)
		out = append(append(out, text[s.from:s.to]...), Mark...)
		done = s.to
	}
	m.spans = m.spans[:0]
	return append(out, text[done:]...)
}

// trim is the place without the white space at its ends, and within the text.
func trim(text []byte, s span) span {
	s.to = min(s.to, len(text))
	s.from = min(s.from, s.to)
	for s.from < s.to {
		r, n := utf8.DecodeRune(text[s.from:s.to])
		if !unicode.IsSpace(r) {
			break
		}
		s.from += n
	}
	for s.from < s.to {
		r, n := utf8.DecodeLastRune(text[s.from:s.to])
		if !unicode.IsSpace(r) {
			break
		}
		s.to -= n
	}
	return s
}

func isBlank(text []byte) bool {
	s := trim(text, span{0, len(text)})
	return s.from == s.to
}
