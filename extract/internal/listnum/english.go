package listnum

import "strconv"

func ordinal(dst []byte, n int) ([]byte, bool) {
	dst = strconv.AppendInt(dst, int64(n), 10)
	suffix := "th"
	if t := n % 100; t < 11 || t > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return append(dst, suffix...), true
}

var (
	cardinals = []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
		"eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"}
	ordinals = []string{"zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
		"tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
		"eighteenth", "nineteenth"}
	tens    = []string{"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
	tensOrd = []string{"", "", "twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth",
		"ninetieth"}
)

// cardinalText is "One", "Twenty-one", "One hundred five", up to 9999.
func cardinalText(dst []byte, n int) ([]byte, bool) { return words(dst, n, cardinals, tens, "") }

// ordinalText is "First", "Twenty-first", "One hundred fifth", up to 9999.
func ordinalText(dst []byte, n int) ([]byte, bool) { return words(dst, n, ordinals, tensOrd, "th") }

// words writes a number whose last word comes from units or tens, and whose
// hundreds and thousands, if they come last, take the suffix.
func words(dst []byte, n int, units, round []string, suffix string) ([]byte, bool) {
	if n > 9999 {
		return dst, false
	}
	first := len(dst)
	for _, p := range []struct {
		value int
		name  string
	}{{1000, "thousand"}, {100, "hundred"}} {
		if n < p.value {
			continue
		}
		dst = append(append(append(dst, cardinals[n/p.value]...), ' '), p.name...)
		if n %= p.value; n == 0 {
			return capital(append(dst, suffix...), first), true
		}
		dst = append(dst, ' ')
	}
	switch {
	case n < 20:
		dst = append(dst, units[n]...)
	case n%10 == 0:
		dst = append(dst, round[n/10]...)
	default:
		dst = append(append(append(dst, tens[n/10]...), '-'), units[n%10]...)
	}
	return capital(dst, first), true
}

func capital(b []byte, first int) []byte {
	b[first] -= 'a' - 'A'
	return b
}
