package docx

import (
	"strings"

	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
)

// raised tells where a run stands. Small digits above the line are no digits of
// the number before them: 10³ is not 103.
type raised uint8

const (
	onLine raised = iota
	superscript
	subscript
)

func vertAlign(z *xmlscan.Scanner) raised {
	v, _ := z.Attr(nsW, "val")
	switch string(v) {
	case "superscript":
		return superscript
	case "subscript":
		return subscript
	}
	return onLine
}

// raisedSigns are the signs that Unicode has above and below the line.
var raisedSigns = map[raised]map[rune]rune{
	superscript: pairs("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾"),
	subscript:   pairs("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}

func pairs(from, to string) map[rune]rune {
	out := make(map[rune]rune)
	signs := []rune(to)
	for i, r := range from { // from is ASCII: one byte a rune
		out[r] = signs[i]
	}
	return out
}

// replace raises or lowers the text from byte from on, if Unicode has signs for
// all of it; else the text stays as it is.
func (v raised) replace(text []byte, from int) []byte {
	signs := raisedSigns[v]
	added := string(text[from:])
	if strings.ContainsFunc(added, func(r rune) bool { return signs[r] == 0 }) {
		return text
	}
	return append(text[:from], strings.Map(func(r rune) rune { return signs[r] }, added)...)
}
