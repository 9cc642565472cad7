package html

import (
	"math"
	"strconv"
	"strings"
)

// listStyle is the way in which the items of a list are numbered.
type listStyle uint8

const (
	listUnset listStyle = iota
	listNone            // none, and all bullets: nothing is printed that counts
	listDecimal
	listDecimalZero
	listLowerAlpha
	listUpperAlpha
	listLowerRoman
	listUpperRoman
	listLowerGreek
	listCJKDecimal
	listSimpInformal
	listSimpFormal
	listTradInformal
	listTradFormal
	listBranch
	listStem
)

// listStyles are the names of CSS Lists §3 and CSS Counter Styles §6 and 7.
var listStyles = map[string]listStyle{
	"none": listNone, "disc": listNone, "circle": listNone, "square": listNone,
	"decimal": listDecimal, "decimal-leading-zero": listDecimalZero,
	"lower-alpha": listLowerAlpha, "lower-latin": listLowerAlpha,
	"upper-alpha": listUpperAlpha, "upper-latin": listUpperAlpha,
	"lower-roman": listLowerRoman, "upper-roman": listUpperRoman, "lower-greek": listLowerGreek,
	"cjk-decimal": listCJKDecimal, "cjk-ideographic": listTradInformal,
	"simp-chinese-informal": listSimpInformal, "simp-chinese-formal": listSimpFormal,
	"trad-chinese-informal": listTradInformal, "trad-chinese-formal": listTradFormal,
	"cjk-earthly-branch": listBranch, "cjk-heavenly-stem": listStem,
}

var listStyleNames = func() (names [listStem + 1]string) {
	for name, s := range listStyles {
		if s != listNone && len(name) > len(names[s]) {
			names[s] = name
		}
	}
	names[listNone] = "none"
	return names
}()

// String is the style's name in CSS.
func (s listStyle) String() string { return listStyleNames[s] }

func listStyleOf(value string) listStyle { return listStyles[value] }

// listStyleOfType is the style of an HTML type attribute (HTML standard §15.3.7
// and 15.3.8).
func listStyleOfType(value string) listStyle {
	switch value {
	case "1":
		return listDecimal
	case "a":
		return listLowerAlpha
	case "A":
		return listUpperAlpha
	case "i":
		return listLowerRoman
	case "I":
		return listUpperRoman
	}
	switch strings.ToLower(value) {
	case "disc", "circle", "square", "none":
		return listNone
	}
	return listUnset
}

// marker is what a browser prints before item n: "3. ", "三、". It is "" for
// lists without numbers.
func (s listStyle) marker(n int) string {
	if s <= listNone {
		return ""
	}
	text := s.number(n)
	if s >= listCJKDecimal {
		return text + "、"
	}
	return text + ". "
}

// number spells n, or falls back to another style where this one ends (CSS
// Counter Styles §2.5, range and fallback).
func (s listStyle) number(n int) string {
	switch s {
	case listDecimalZero:
		if -10 < n && n < 10 {
			return strings.Replace("0"+strconv.Itoa(n), "0-", "-0", 1)
		}
	case listLowerAlpha, listUpperAlpha, listLowerGreek:
		if n > 0 {
			return alphabetic(n, alphabets[s])
		}
	case listUpperRoman:
		if 0 < n && n < 4000 {
			return roman(n)
		}
	case listLowerRoman:
		if 0 < n && n < 4000 {
			return strings.ToLower(roman(n))
		}
	case listSimpInformal, listSimpFormal, listTradInformal, listTradFormal:
		if -10000 < n && n < 10000 {
			return chinese(n, s)
		}
		return cjkDecimal(n)
	case listBranch, listStem:
		if letters := alphabets[s]; 0 < n && n <= len(letters) {
			return string(letters[n-1])
		}
		return cjkDecimal(n)
	case listCJKDecimal:
		return cjkDecimal(n)
	}
	return strconv.Itoa(n)
}

var alphabets = map[listStyle][]rune{
	listLowerAlpha: []rune("abcdefghijklmnopqrstuvwxyz"),
	listUpperAlpha: []rune("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
	listLowerGreek: []rune("αβγδεζηθικλμνξοπρστυφχψω"),
	listBranch:     []rune("子丑寅卯辰巳午未申酉戌亥"),
	listStem:       []rune("甲乙丙丁戊己庚辛壬癸"),
}

func alphabetic(n int, letters []rune) string {
	var out []rune
	for ; n > 0; n = (n - 1) / len(letters) {
		out = append([]rune{letters[(n-1)%len(letters)]}, out...)
	}
	return string(out)
}

func roman(n int) string {
	var b strings.Builder
	for _, d := range []struct {
		value int
		sign  string
	}{
		{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"},
		{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
	} {
		for ; n >= d.value; n -= d.value {
			b.WriteString(d.sign)
		}
	}
	return b.String()
}

// cjkDecimal spells n digit by digit. Negative numbers fall back to decimal.
func cjkDecimal(n int) string {
	if n < 0 {
		return strconv.Itoa(n)
	}
	digits := []rune("〇一二三四五六七八九")
	var b strings.Builder
	for _, c := range strconv.Itoa(n) {
		b.WriteRune(digits[c-'0'])
	}
	return b.String()
}

// chinese spells n from -9999 to 9999 (CSS Counter Styles §7.1, the algorithm
// of the longhand East Asian styles).
func chinese(n int, s listStyle) string {
	digits, places, minus := []rune("零一二三四五六七八九"), []string{"", "十", "百", "千"}, "负"
	switch s {
	case listSimpFormal:
		digits, places = []rune("零壹贰叁肆伍陆柒捌玖"), []string{"", "拾", "佰", "仟"}
	case listTradFormal:
		digits, places, minus = []rune("零壹貳參肆伍陸柒捌玖"), []string{"", "拾", "佰", "仟"}, "負"
	case listTradInformal:
		minus = "負"
	}
	if n == 0 {
		return string(digits[0])
	}
	var b strings.Builder
	if n < 0 {
		b.WriteString(minus)
		n = -n
	}
	informal := s == listSimpInformal || s == listTradInformal
	tens := informal && 10 <= n && n <= 19
	zero := false // a zero stands between digits
	started := false
	for place := 3; place >= 0; place-- {
		d := n / int(math.Pow10(place)) % 10
		if d == 0 {
			zero = started
			continue
		}
		if zero {
			b.WriteRune(digits[0])
			zero = false
		}
		if !(tens && place == 1) {
			b.WriteRune(digits[d])
		}
		b.WriteString(places[place])
		started = true
	}
	return b.String()
}

// listCounter numbers the items of one list.
type listCounter struct {
	style listStyle
	next  int
	step  int // 1, or -1 in a reversed list
}

// newList starts a list. items is the number of its items, which only a
// reversed list asks for.
func newList(ordered bool, a attributes, l look, items func() int) *listCounter {
	c := &listCounter{style: listNone, next: 1, step: 1}
	if ordered {
		c.style = listDecimal
	}
	if s := listStyleOfType(a.get("type")); s != listUnset {
		c.style = s
	}
	if l.list != listUnset {
		c.style = l.list
	}
	if ordered && a.has("reversed") {
		c.step = -1
		c.next = items()
	}
	if n, ok := parseInt(a.get("start")); ok && ordered {
		c.next = n
	}
	return c
}

// item is the marker of the next item. A nil counter is that of items outside
// of lists.
func (c *listCounter) item(a attributes, l look) string {
	if c == nil {
		return ""
	}
	if n, ok := parseInt(a.get("value")); ok {
		c.next = n
	}
	style := c.style
	if s := listStyleOfType(a.get("type")); s != listUnset {
		style = s
	}
	if l.list != listUnset {
		style = l.list
	}
	n := c.next
	c.next = n + c.step
	return style.marker(n)
}

// parseInt reads an integer by the rules of HTML (§2.3.4.1): white space, a
// sign, digits; what follows is ignored. Numbers are cut to 32 bits.
func parseInt(s string) (n int, ok bool) {
	s = strings.TrimLeft(s, " \t\r\n\f")
	negative := strings.HasPrefix(s, "-")
	if negative || strings.HasPrefix(s, "+") {
		s = s[1:]
	}
	for i := 0; i < len(s) && isDigit(s[i]); i++ {
		n, ok = min(n*10+int(s[i]-'0'), math.MaxInt32), true
	}
	if negative {
		n = -n
	}
	return n, ok
}
