// Package symbolfont knows the fonts whose characters are pictures, and which
// signs of Unicode they print.
package symbolfont

import (
	"strings"
	"unicode/utf8"
)

// Font is a font whose characters are pictures: what prints is not the
// character that the file holds.
type Font uint8

// The fonts. None is any font whose characters are what they seem.
const (
	None Font = iota
	Symbol
	Wingdings
	Wingdings2
	Webdings
)

// Named finds a font by its name, in whatever case.
func Named(name []byte) Font {
	if len(name) > 2*len("wingdings 2") || len(name) == 0 || name[0] >= utf8.RuneSelf {
		return None // nearly all, quickly
	}
	switch strings.ToLower(string(name)) {
	case "symbol":
		return Symbol
	case "wingdings":
		return Wingdings
	case "wingdings 2":
		return Wingdings2
	case "webdings":
		return Webdings
	}
	return None
}

// glyphs are what the fonts print for their codes, as far as Unicode has it:
// Unicode's own mapping of Wingdings and Adobe's of Symbol. Each run lists
// consecutive codes; U+FFFD stands for a picture without a counterpart.
var glyphs = map[Font]map[rune]rune{
	Symbol: runs(map[rune]string{
		0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
		0x61: "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
		0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…│─↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑",
		0xF1: "〉∫",
	}),
	Wingdings: runs(map[rune]string{
		0x20: " ✏✂✁👓🔔\uFFFD\uFFFD☎✆✉\uFFFD📪📫📬📭📁📂📄\uFFFD\uFFFD\uFFFD⌛⌨",
		0x41: "✌👌👍👎☜☞☝☟✋☺😐☹💣☠⚐🚩✈☼💧❄\uFFFD✞\uFFFD✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓&&●❍■□□❑❒⬧⧫◆❖⬥⌧⍓⌘❀✿❝❞",
		0x80: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿",
		0x9E: "·•▪○⭕○◉◎\uFFFD▪◻\uFFFD✦★✶✴✹✵",
		0xD5: "⌫⌦\uFFFD➢\uFFFD\uFFFD\uFFFD➲",
		0xDF: "←→↑↓↖↗↙↘←➔↑↓↖↗↙↘⇦⇨⇧⇩⬄⇳⬀⬁⬃⬂▭▫✗✓☒☑",
	}),
	Wingdings2: runs(map[rune]string{
		0x4F: "✗✓☒☑☒☒⊗",
		0x69: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿",
		0xA2: "■□",
	}),
	Webdings: runs(map[rune]string{0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗"}),
}

func runs(from map[rune]string) map[rune]rune {
	out := make(map[rune]rune)
	for code, signs := range from {
		for _, r := range signs {
			if r != utf8.RuneError {
				out[code] = r
			}
			code++
		}
	}
	return out
}

// Glyph is what prints for a character in the font. Symbol fonts have their
// signs at U+0020 to U+00FF and again at U+F020 to U+F0FF, in Unicode's private
// use area; a sign without a counterpart stays what it is in the file.
func (f Font) Glyph(r rune) rune {
	code := r
	if code >= 0xF000 && code <= 0xF0FF {
		code -= 0xF000
	}
	if g, ok := glyphs[f][code]; ok {
		return g
	}
	return r
}

// Text replaces the characters of s by what prints in the font.
func (f Font) Text(s string) string { return strings.Map(f.Glyph, s) }

// Replace replaces the characters of text from byte from on by what prints.
func (f Font) Replace(text []byte, from int) []byte {
	return append(text[:from], f.Text(string(text[from:]))...)
}

// bullets are the signs that Word takes from its symbol fonts most often.
var bullets = strings.NewReplacer("\uf0b7", "•", "\uf0a7", "▪", "\uf0d8", "➢", "\uf0fc", "✓", "\uf06c", "●",
	"\uf06e", "■", "\uf075", "◆", "\uf076", "❖")

// Bullets replaces the bullets of a list level that does not name its font.
func Bullets(s string) string { return bullets.Replace(s) }
