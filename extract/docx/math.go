package docx

import (
	"unicode/utf8"

	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
)

// math reads an element of Office math (ECMA-376 Part 1 §22.1), up to its end,
// as one line of text. Where the printed page sets things apart by their height,
// a sign must: without it one half would read 12.
func (s *story) math(hidden bool) {
	switch s.z.Name() {
	case mF:
		s.fraction(hidden)
	case mSup:
		s.script("^", hidden)
	case mSub:
		s.script("_", hidden)
	case mRad:
		s.radical(hidden)
	case mNaryPr:
		s.operator()
	case mD:
		s.delimited(hidden)
	case mMr, mEqArr:
		s.spaced(hidden)
	case mR:
		s.plainRun()
		s.inline(s.base)
	default:
		s.inline(hidden)
	}
}

// group reads content and sets it in parentheses if it is longer than one
// character.
func (s *story) group(hidden bool) {
	from := len(s.text)
	s.inline(hidden)
	if utf8.RuneCount(s.text[from:]) > 1 && !isNumber(s.text[from:]) {
		s.text = append(s.text, 0, 0)
		copy(s.text[from+1:], s.text[from:len(s.text)-2])
		s.text[from], s.text[len(s.text)-1] = '(', ')'
		s.marks.Shift(from, 1)
	}
}

func isNumber(text []byte) bool {
	for _, c := range text {
		if (c < '0' || c > '9') && c != '.' {
			return false
		}
	}
	return true
}

func (s *story) fraction(hidden bool) {
	z := s.z
	for z.Next() == xmlscan.Start {
		switch z.Name() {
		case mDen:
			s.text = append(s.text, '/')
			s.group(hidden)
		case mNum:
			s.group(hidden)
		default:
			z.Skip()
		}
	}
}

// script reads a raised or lowered part; an empty one leaves nothing.
func (s *story) script(sign string, hidden bool) {
	from := len(s.text)
	s.text = append(s.text, sign...)
	s.group(hidden)
	if len(s.text) == from+len(sign) {
		s.text = s.text[:from]
	}
}

// radical reads a root: √[3]8.
func (s *story) radical(hidden bool) {
	z := s.z
	s.text = append(s.text, "√"...)
	for z.Next() == xmlscan.Start {
		switch z.Name() {
		case mDeg:
			from := len(s.text)
			s.text = append(s.text, '[')
			s.inline(hidden)
			if len(s.text) == from+1 {
				s.text = s.text[:from]
			} else {
				s.text = append(s.text, ']')
			}
		case mE:
			s.group(hidden)
		default:
			z.Skip()
		}
	}
}

// operator reads the properties of a sum, integral or the like: its sign is ∫
// unless they name another.
func (s *story) operator() {
	z := s.z
	sign := "∫"
	for z.Next() == xmlscan.Start {
		if z.Name() == mChr {
			v, _ := z.Attr(nsM, "val")
			sign = string(v)
		}
		z.Skip()
	}
	s.text = append(s.text, sign...)
}

// delimited reads m:d: parentheses, or other signs, around parts.
func (s *story) delimited(hidden bool) {
	z := s.z
	begin, end, sep := "(", ")", "|"
	n := 0
	for z.Next() == xmlscan.Start {
		switch z.Name() {
		case mDPr:
			begin, end, sep = s.delimiters(begin, end, sep)
		case mE:
			if n++; n == 1 {
				s.text = append(s.text, begin...)
			} else {
				s.text = append(s.text, sep...)
			}
			s.inline(hidden)
		default:
			z.Skip()
		}
	}
	if n > 0 {
		s.text = append(s.text, end...)
	}
}

func (s *story) delimiters(begin, end, sep string) (b, e, p string) {
	z := s.z
	for z.Next() == xmlscan.Start {
		v, _ := z.Attr(nsM, "val")
		switch z.Name() {
		case mBegChr:
			begin = string(v)
		case mEndChr:
			end = string(v)
		case mSepChr:
			sep = string(v)
		}
		z.Skip()
	}
	return begin, end, sep
}

// spaced reads the parts of a matrix row or of stacked equations, with spaces
// between what would run together.
func (s *story) spaced(hidden bool) {
	z := s.z
	for z.Next() == xmlscan.Start {
		if z.Name() != mE {
			z.Skip()
			continue
		}
		if n := len(s.text); n > 0 && s.text[n-1] != ' ' && s.text[n-1] != '(' {
			s.text = append(s.text, ' ')
		}
		s.inline(hidden)
	}
}
