package docx

import (
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
)

// symbolFont is a font whose characters are pictures: what prints is not the
// character that the file holds.
type symbolFont uint8

const (
	noSymbols symbolFont = iota
	symbolSymbol
	wingdings
	wingdings2
	webdings
)

func symbolFontNamed(name []byte) symbolFont {
	if len(name) > 2*len("wingdings 2") || len(name) == 0 || name[0] >= utf8.RuneSelf {
		return noSymbols // nearly all, quickly
	}
	switch strings.ToLower(string(name)) {
	case "symbol":
		return symbolSymbol
	case "wingdings":
		return wingdings
	case "wingdings 2":
		return wingdings2
	case "webdings":
		return webdings
	}
	return noSymbols
}

// runFont is the symbol font that w:rFonts sets, if any.
func runFont(z *xmlscan.Scanner) symbolFont {
	for _, local := range []string{"ascii", "hAnsi"} {
		if v, ok := z.Attr(nsW, local); ok {
			if f := symbolFontNamed(v); f != noSymbols {
				return f
			}
		}
	}
	return noSymbols
}

// glyphs are what the fonts print for their codes, as far as Unicode has it:
// Unicode's own mapping of Wingdings and Adobe's of Symbol. Each run lists
// consecutive codes; U+FFFD stands for a picture without a counterpart.
var glyphs = map[symbolFont]map[rune]rune{
	symbolSymbol: runs(map[rune]string{
		0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
		0x61: "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
		0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…│─↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑",
		0xF1: "〉∫",
	}),
	wingdings: runs(map[rune]string{
		0x20: " ✏✂✁👓🔔\uFFFD\uFFFD☎✆✉\uFFFD📪📫📬📭📁📂📄\uFFFD\uFFFD\uFFFD⌛⌨",
		0x41: "✌👌👍👎☜☞☝☟✋☺😐☹💣☠⚐🚩✈☼💧❄\uFFFD✞\uFFFD✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓&&●❍■□□❑❒⬧⧫◆❖⬥⌧⍓⌘❀✿❝❞",
		0x80: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿",
		0x9E: "·•▪○⭕○◉◎\uFFFD▪◻\uFFFD✦★✶✴✹✵",
		0xD5: "⌫⌦\uFFFD➢\uFFFD\uFFFD\uFFFD➲",
		0xDF: "←→↑↓↖↗↙↘←➔↑↓↖↗↙↘⇦⇨⇧⇩⬄⇳⬀⬁⬃⬂▭▫✗✓☒☑",
	}),
	wingdings2: runs(map[rune]string{
		0x4F: "✗✓☒☑☒☒⊗",
		0x69: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿",
		0xA2: "■□",
	}),
	webdings: runs(map[rune]string{0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗"}),
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

// glyph is what prints for a character in the font. Symbol fonts have their
// signs at U+0020 to U+00FF and again at U+F020 to U+F0FF, in Unicode's private
// use area; a sign without a counterpart stays what it is in the file.
func (f symbolFont) glyph(r rune) rune {
	code := r
	if code >= 0xF000 && code <= 0xF0FF {
		code -= 0xF000
	}
	if g, ok := glyphs[f][code]; ok {
		return g
	}
	return r
}

// text replaces the characters of s by what prints in the font.
func (f symbolFont) text(s string) string { return strings.Map(f.glyph, s) }

// replace replaces the characters of text from byte from on by what prints.
func (f symbolFont) replace(text []byte, from int) []byte {
	return append(text[:from], f.text(string(text[from:]))...)
}
