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

// between are the signs that stand between numbers. They have none above or
// below the line and stay as they are: the 1,2 of a note must not make 801,2 of
// 80.
const between = " .,;:[]*/%，。、；：．"

// Replace raises or lowers the text from byte from on, if Unicode has signs for
// all of it but what stands between numbers; else the text stays as it is.
func (v Position) Replace(text []byte, from int) []byte {
	known := signs[v]
	added := string(text[from:])
	if strings.ContainsFunc(added, func(r rune) bool { return known[narrow(r)] == 0 && !strings.ContainsRune(between, r) }) {
		return text
	}
	return append(text[:from], strings.Map(func(r rune) rune {
		if sign := known[narrow(r)]; sign != 0 {
			return sign
		}
		return r
	}, added)...)
}

// narrow is the ASCII digit of a full-width one.
func narrow(r rune) rune {
	if '０' <= r && r <= '９' {
		return r - '０' + '0'
	}
	return r
}
