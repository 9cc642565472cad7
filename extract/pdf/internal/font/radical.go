package font

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// known is a text as ordinary characters, or "" if it is none that prints: fonts map
// glyphs to the private use area, to U+0000 and to U+FFFD.
func known(text string) string {
	if len(text) == 1 && text[0] >= ' ' && text[0] < 0x7F {
		return text
	}
	plain := true
	for _, r := range text {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			plain = false
		case r < ' ', r == '�', unicode.Is(unicode.Co, r):
			return ""
		case isRadical(r), r >= 0xF900 && r <= 0xFAFF, r >= 0xFB00 && r <= 0xFB06, r == 0xAD:
			plain = false
		}
	}
	if plain {
		return text
	}
	return strings.Map(ordinary, norm.NFC.String(ligatures.Replace(text)))
}

// ligatures are Latin ones, of which a glyph is several letters.
var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "\n", " ", "\r", " ", "\t", " ")

func isRadical(r rune) bool { return r >= 0x2E80 && r <= 0x2FD5 }

// ordinary is the character for which a radical stands: maps that are made from
// glyphs have the Kangxi radicals (U+2F00) and the CJK radicals supplement (U+2E80)
// for characters that look the same.
func ordinary(r rune) rune {
	switch {
	case r == 0xAD: // a soft hyphen that is printed
		return '-'
	case r == 0x2F3E: // the radical "door", in simplified fonts
		return 0x6237
	case r >= 0x2F00 && r <= 0x2FD5:
		for _, q := range norm.NFKC.String(string(r)) {
			return q
		}
	case r >= 0x2E80 && r <= 0x2EF3:
		if q, ok := radicals[r]; ok {
			return q
		}
	}
	return r
}

// radicals are those of the CJK radicals supplement with the character that looks
// the same, by their names in the Unicode Standard (block 2E80–2EFF).
var radicals = pairs(`⺀冫⺁厂⺃乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歹⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳网⺶羊⺷羊⺹老⺺肀⺼肉⺽臼⺾艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟`)

func pairs(list string) map[rune]rune {
	runes := []rune(list)
	out := make(map[rune]rune, len(runes)/2)
	for i := 0; i+1 < len(runes); i += 2 {
		out[runes[i]] = runes[i+1]
	}
	return out
}
