package font

import (
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"

	"github.com/nianbao/nianbao/extract/pdf/internal/object"
)

// symbolic is the bit of a font descriptor's flags that says that the font has
// glyphs outside the standard Latin set (ISO 32000-1 §9.8.2).
const symbolic = 1 << 2

// encodingOf is what the codes of a simple font print, as far as it says so (§9.6.6).
func encodingOf(v, descriptor object.Value, type3 bool) *[256]string {
	var out [256]string
	enc := v.Key("Encoding")
	base := enc.Name()
	if base == "" {
		base = enc.Key("BaseEncoding").Name()
	}
	switch {
	case base == "MacRomanEncoding":
		fill(&out, charmap.Macintosh)
	case base == "WinAnsiEncoding":
		fill(&out, charmap.Windows1252)
	case type3, isEmbedded(descriptor) && descriptor.Key("Flags").Int()&symbolic != 0, isEmbedded(descriptor) && enc.IsNull():
		// The font's own encoding, which only the font program knows.
	default:
		for c := ' '; c <= '~'; c++ { // StandardEncoding, as far as it is ASCII
			out[c] = string(c)
		}
		out['\''], out['`'] = "’", "‘"
	}
	differences(&out, enc.Key("Differences"))
	return &out
}

func isEmbedded(descriptor object.Value) bool {
	return descriptor.Has("FontFile") || descriptor.Has("FontFile2") || descriptor.Has("FontFile3")
}

func fill(out *[256]string, m *charmap.Charmap) {
	for c := ' '; c < 256; c++ {
		if r := m.DecodeByte(byte(c)); r != '�' {
			out[c] = string(r)
		}
	}
}

func differences(out *[256]string, list object.Value) {
	code := 0
	for i := range min(list.Len(), 512) {
		v := list.Index(i)
		if v.IsNumber() {
			code = v.Int()
			continue
		}
		if code >= 0 && code < 256 {
			out[code] = byName(v.Name())
		}
		code++
	}
}

// byName is the character of a glyph's name (Adobe Glyph List Specification §2), or
// "".
func byName(name string) string {
	name, _, _ = strings.Cut(name, ".")
	if len(name) == 1 {
		return name
	}
	if r, ok := glyphNames[name]; ok {
		return string(r)
	}
	for _, prefix := range []string{"uni", "u"} {
		digits, ok := strings.CutPrefix(name, prefix)
		if ok && len(digits) >= 4 && len(digits) <= 6 && strings.ToUpper(digits) == digits {
			if n, err := strconv.ParseUint(digits, 16, 21); err == nil {
				return string(rune(n))
			}
		}
	}
	return ""
}

// glyphNames are names of the Adobe Glyph List that reports may use.
var glyphNames = names(`exclam ! quotedbl " numbersign # dollar $ percent % ampersand & quotesingle '
parenleft ( parenright ) asterisk * plus + comma , hyphen - minus − period . slash /
zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 colon : semicolon ; less < equal = greater >
question ? at @ bracketleft [ backslash \ bracketright ] asciicircum ^ underscore _ grave ` + "`" + ` braceleft { bar | braceright }
asciitilde ~ quoteleft ‘ quoteright ’ quotedblleft “ quotedblright ” endash – emdash — ellipsis … bullet • periodcentered ·
section § degree ° plusminus ± multiply × divide ÷ yen ¥ onesuperior ¹ twosuperior ² threesuperior ³ perthousand ‰`)

func names(list string) map[string]rune {
	out := map[string]rune{"space": ' ', "nbspace": ' '}
	words := strings.Fields(list)
	for i := 0; i+1 < len(words); i += 2 {
		out[words[i]] = []rune(words[i+1])[0]
	}
	return out
}
