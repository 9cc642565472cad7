// Package raised writes what stands above and below the line in signs of its
// own.
package raised

import (
	"strings"
)

// Position tells where a run stands. Small digits above the line are no digits of
// the number before them: 10³ is not 103.
type Position uint8

// The positions.
const (
	OnLine Position = iota
	Superscript
	Subscript
)

// signs are the signs that Unicode has above and below the line.
var signs = map[Position]map[rune]rune{
	Superscript: pairs("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾"),
	Subscript:   pairs("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}

func pairs(from, to string) map[rune]rune {
	out := make(map[rune]rune)
	signs := []rune(to)
	for i, r := range from { // from is ASCII: one byte a rune
		out[r] = signs[i]
	}
	return out
}

// Replace raises or lowers the text from byte from on, if Unicode has signs for
// all of it; else the text stays as it is.
func (v Position) Replace(text []byte, from int) []byte {
	known := signs[v]
	added := string(text[from:])
	if strings.ContainsFunc(added, func(r rune) bool { return known[r] == 0 }) {
		return text
	}
	return append(text[:from], strings.Map(func(r rune) rune { return known[r] }, added)...)
}
