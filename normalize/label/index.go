package label

import (
	"strings"
	"unicode/utf8"
)

// CutIndex cuts the index number off the front of a flat string: "一、",
// "（一）", "1.", "（1）", "①". A number that is part of the text ("三类…",
// "2020年…") is none.
func CutIndex(flat string) (Level, int, string) {
	if level, n, rest, ok := cutPart(flat); ok {
		return level, n, rest
	}
	rest := flat
	bracket := strings.HasPrefix(rest, "(")
	if bracket {
		rest = rest[1:]
	}
	level := Ordinal
	n, after := Chinese(rest)
	if after == rest {
		level = Digit
		n, after = digits(rest)
	}
	if after == rest {
		return enclosed(flat)
	}
	switch {
	case strings.HasPrefix(after, ")"):
		if level == Ordinal {
			level = Bracket
		}
		after = strings.TrimLeft(after[1:], ",.:")
	case bracket:
		return NoIndex, 0, flat
	case after != "" && strings.IndexByte(",.:", after[0]) >= 0:
		after = strings.TrimLeft(after, ",.:")
		if level == Digit && after != "" && after[0] >= '0' && after[0] <= '9' {
			return NoIndex, 0, flat // 1.5, 1,234
		}
	default:
		return NoIndex, 0, flat
	}
	return level, n, after
}

// cutPart cuts 第一部分, 第二章, 第三节 off.
func cutPart(flat string) (Level, int, string, bool) {
	rest, ok := strings.CutPrefix(flat, "第")
	if !ok {
		return NoIndex, 0, flat, false
	}
	n, after := Chinese(rest)
	for _, w := range []string{"部分", "章", "节"} {
		if t, ok := strings.CutPrefix(after, w); ok && n > 0 {
			return Ordinal, n, strings.TrimLeft(t, ",.:"), true
		}
	}
	return NoIndex, 0, flat, false
}

func enclosed(flat string) (Level, int, string) {
	r, size := utf8.DecodeRuneInString(flat)
	switch {
	case r >= '①' && r <= '⑳':
		return Digit, int(r-'①') + 1, strings.TrimLeft(flat[size:], ",.:")
	case r >= '⑴' && r <= '⒇':
		return Digit, int(r-'⑴') + 1, strings.TrimLeft(flat[size:], ",.:")
	case r >= '⒈' && r <= '⒛':
		return Digit, int(r-'⒈') + 1, strings.TrimLeft(flat[size:], ",.:")
	case r >= '㈠' && r <= '㈩':
		return Bracket, int(r-'㈠') + 1, strings.TrimLeft(flat[size:], ",.:")
	}
	return NoIndex, 0, flat
}

func digits(s string) (int, string) {
	n, i := 0, 0
	for i < len(s) && i < 3 && s[i] >= '0' && s[i] <= '9' {
		n = n*10 + int(s[i]-'0')
		i++
	}
	if i < len(s) && s[i] >= '0' && s[i] <= '9' {
		return 0, s
	}
	return n, s[i:]
}

// Chinese reads a Chinese number below 100 at the front of s and returns it
// with the rest, or 0 and s itself if there is none.
func Chinese(s string) (int, string) {
	n, ok, rest := 0, false, s
	for rest != "" {
		d, size := 0, 3
		if len(rest) < 3 {
			break
		}
		switch rest[:3] {
		case "一", "壹":
			d = 1
		case "二", "贰":
			d = 2
		case "三", "叁":
			d = 3
		case "四", "肆":
			d = 4
		case "五", "伍":
			d = 5
		case "六", "陆":
			d = 6
		case "七", "柒":
			d = 7
		case "八", "捌":
			d = 8
		case "九", "玖":
			d = 9
		case "十", "拾":
			d = 10
		}
		switch {
		case d == 0:
			if !ok {
				return 0, s
			}
			return n, rest
		case d == 10 && n >= 10:
			return 0, s
		case d == 10:
			n = max(n, 1) * 10
		case n%10 != 0 || n >= 100:
			return 0, s
		default:
			n += d
		}
		ok = true
		rest = rest[size:]
	}
	if !ok {
		return 0, s
	}
	return n, rest
}
