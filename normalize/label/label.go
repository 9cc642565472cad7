// Package label folds printed labels so that the same label is the same string
// whatever its typography: full and half width, blanks and line breaks inside,
// quotes and punctuation, traditional characters, index numbers in front.
//
// All functions are pure and safe for concurrent use.
package label

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Level says what kind of index number stands in front of a label.
type Level uint8

// The kinds of index numbers.
const (
	NoIndex Level = iota
	Ordinal       // 一、
	Bracket       // （一）
	Digit         // 1. or （1） or ①
)

// Folded is a label with its typography taken away.
type Folded struct {
	// Text is what is left: letters, digits and Chinese characters in their
	// simplified form, without the index number.
	Text string
	// Level and Number are the index number that stood in front; Number is 0
	// for none.
	Level  Level
	Number int
	// Bare is Text without bracketed remarks; it is Text where there are none.
	Bare string
}

// Fold folds a label.
func Fold(s string) Folded {
	level, number, rest := CutIndex(Flat(s))
	rest = strings.TrimPrefix(rest, "其中")
	if level == NoIndex && len(rest) > 0 {
		// 其中：1.…
		if l, n, r := CutIndex(strings.TrimLeft(rest, ":")); l != NoIndex {
			level, number, rest = l, n, r
		}
	}
	rest = cutUnit(rest)
	return Folded{Text: letters(rest), Level: level, Number: number, Bare: letters(dropRemarks(rest))}
}

// Flat takes blanks away, makes widths and quotes uniform and simplifies
// characters; punctuation stays, in its ASCII form where there is one.
func Flat(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		r = Rune(r)
		switch {
		case r < 0:
		case r == ligature:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// ligature marks a character whose plain form is more than one, and which no
// label has.
const ligature = unicode.MaxRune + 1

// Rune folds one character: its plain, simplified form, or -1 for one that does
// not print.
func Rune(r rune) rune {
	switch {
	case r < 0x80:
		if r <= ' ' || r == 0x7f {
			return -1
		}
		return r
	case r >= 0x4e00 && r <= 0x9fff:
		return simplify(r)
	case r >= 0xff01 && r <= 0xff5e: // full width
		return r - 0xfee0
	}
	switch r {
	case 0xa0, 0xad, 0x1680, 0x180e, 0x3000, 0xfeff, 0xfffc, 0x2028, 0x2029, 0x202f, 0x205f, 0x2060:
		return -1
	case '“', '”', '„', '‟', '〝', '〞', '＂', '「', '」', '『', '』', '«', '»':
		return '"'
	case '‘', '’', '‚', '‛':
		return '\''
	case '、', '，', '﹑', '､':
		return ','
	case '。', '．', '｡', '﹒':
		return '.'
	case '：', '︰', '∶':
		return ':'
	case '；':
		return ';'
	case '〔', '﹝', '【', '〖', '〈', '《', '［':
		return '('
	case '〕', '﹞', '】', '〗', '〉', '》', '］':
		return ')'
	case '‐', '‑', '‒', '–', '—', '―', '−', '─', '━', '﹣', '－':
		return '-'
	case '∕', '⁄', '╱':
		return '/'
	case '〇', '○', '◯':
		return '〇'
	}
	switch {
	case r >= 0x2000 && r <= 0x200f, r >= 0x202a && r <= 0x202e:
		return -1
	case r >= 0x3400 && r <= 0x4dbf, r >= 0xf900 && r <= 0xfaff, r >= 0x2e80 && r <= 0x2fdf:
		return simplify(plain(r))
	case r >= 0x2070 && r <= 0x209f:
		return r // 10² is not 102
	case r >= 0x2460 && r <= 0x24ff, r >= 0x3200 && r <= 0x33ff:
		return r // enclosed numbers are index numbers; CutIndex knows them
	case r > 0x2000:
		if p := plain(r); p != r {
			return Rune(p) // ｢ is 「, and that a quotation mark
		}
		return simplify(r)
	}
	return r
}

// plain is the compatibility form of a character, where that is one character.
func plain(r rune) rune {
	if to, ok := radicals[r]; ok {
		return to
	}
	s := []rune(norm.NFKC.String(string(r)))
	if len(s) != 1 {
		return r
	}
	return s[0]
}

// radicals are the CJK radical supplements that PDF and Word files use for the
// ordinary character and that have no compatibility form in Unicode.
var radicals = map[rune]rune{
	'⺁': '厂', '⺄': '乙', '⺇': '几', '⺈': '刀', '⺋': '卩', '⺌': '小', '⺝': '月', '⺟': '母', '⺠': '民', '⻁': '虎',
	'⻅': '见', '⻆': '角', '⻉': '贝', '⻋': '车', '⻓': '长', '⻔': '门', '⻘': '青', '⻚': '页', '⻛': '风', '⻜': '飞',
	'⻝': '食', '⻢': '马', '⻥': '鱼', '⻦': '鸟', '⻩': '黄', '⻬': '齐', '⻮': '齿', '⻰': '龙', '⺎': '兀', '⺏': '尢', '⺓': '幺',
}

var simplifyTable = func() map[rune]rune {
	m := make(map[rune]rune, 4096)
	to := []rune(simplified)
	i := 0
	for _, r := range traditional {
		m[r] = to[i]
		i++
	}
	m['帐'] = '账'
	m['它'] = '他' // 其它
	// What one entry makes of a character may be changed by another: 帳, 帐, 账.
	for from, to := range m {
		if next, ok := m[to]; ok {
			m[from] = next
		}
	}
	return m
}()

// simplifyBits has a bit for each character that simplifyTable changes, so that
// the many that it does not change cost no map look-up.
var simplifyBits = func() (bits [(0xa000 - 0x3400) / 64]uint64) {
	for r := range simplifyTable {
		if r >= 0x3400 && r < 0xa000 {
			i := r - 0x3400
			bits[i/64] |= 1 << (i % 64)
		}
	}
	return bits
}()

func simplify(r rune) rune {
	if r >= 0x3400 && r < 0xa000 {
		i := r - 0x3400
		if simplifyBits[i/64]&(1<<(i%64)) == 0 {
			return r
		}
	}
	if to, ok := simplifyTable[r]; ok {
		return to
	}
	return r
}

// letters keeps letters, digits and Chinese characters.
func letters(s string) string {
	keep := func(r rune) bool {
		return r >= 0x4e00 && r <= 0x9fff || r >= '0' && r <= '9' || r == '〇' || r > 0x7f && unicode.IsLetter(r) ||
			r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	clean := true
	for _, r := range s {
		if !keep(r) {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	return strings.Map(func(r rune) rune {
		if keep(r) {
			return r
		}
		return -1
	}, s)
}

// dropRemarks takes bracketed remarks away, except where nothing else is.
func dropRemarks(s string) string {
	open := strings.IndexByte(s, '(')
	if open <= 0 {
		return s
	}
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch {
		case r == '(':
			depth++
		case r == ')' && depth > 0:
			depth--
		case depth == 0:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// units are the words that may stand as a unit in brackets behind a label.
var units = []string{"万元", "元", "件", "项", "条", "次", "个", "人次", "人", "份", "篇"}

// Unit is the unit that a flat label ends in, in brackets and maybe after
// "单位:", and the label before it; "" if there is none.
func Unit(flat string) (unit, before string) {
	if !strings.HasSuffix(flat, ")") {
		return "", flat
	}
	open := strings.LastIndexByte(flat, '(')
	if open <= 0 {
		return "", flat
	}
	in := strings.TrimPrefix(flat[open+1:len(flat)-1], "单位")
	in = strings.TrimPrefix(in, ":")
	in = strings.TrimPrefix(in, "人民币")
	for _, u := range units {
		if in == u {
			return u, flat[:open]
		}
	}
	return "", flat
}

// IsUnit tells whether a folded text is a unit and nothing else.
func IsUnit(text string) bool { return slices.Contains(units, text) }

func cutUnit(flat string) string {
	_, before := Unit(flat)
	return before
}
