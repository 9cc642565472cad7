package listnum

// counting writes numbers as they are spoken in Chinese, Japanese and Korean:
// digits with their places, in groups of ten thousand.
type counting struct {
	digits [10]string
	places [4]string // one, ten, hundred, thousand
	myriad string
	// zero stands for empty places between digits; "" leaves it out.
	zero string
	// bareOne tells that one ten, hundred or thousand is written without its
	// one: always, or (Chinese) only ten at the start of the number.
	bareOne bareOne
}

type bareOne uint8

const (
	never bareOne = iota
	leadingTen
	always
)

func signs(s string) (out [10]string) {
	for i, r := range []rune(s) {
		out[i] = string(r)
	}
	return out
}

func places(s string) (out [4]string) {
	for i, r := range []rune(s) {
		out[i+1] = string(r)
	}
	return out
}

var (
	simplified       = counting{signs("零一二三四五六七八九"), places("十百千"), "万", "零", leadingTen}
	traditional      = counting{signs("零一二三四五六七八九"), places("十百千"), "萬", "零", leadingTen}
	legalSimplified  = counting{signs("零壹贰叁肆伍陆柒捌玖"), places("拾佰仟"), "万", "零", never}
	legalTraditional = counting{signs("零壹貳參肆伍陸柒捌玖"), places("拾佰仟"), "萬", "零", never}
	japanese         = counting{signs("〇一二三四五六七八九"), places("十百千"), "万", "", always}
	legalJapanese    = counting{signs("〇壱弐参四伍六七八九"), places("拾百阡"), "萬", "", never}
	korean           = counting{signs("영일이삼사오육칠팔구"), places("십백천"), "만", "", always}
)

func (c counting) write(dst []byte, n int) ([]byte, bool) {
	if n >= 100_000_000 {
		return dst, false
	}
	if n == 0 {
		return append(dst, c.digits[0]...), true
	}
	if high := n / 10_000; high > 0 {
		dst = c.group(dst, high, false)
		dst = append(dst, c.myriad...)
		if n %= 10_000; n == 0 {
			return dst, true
		}
		return c.group(dst, n, n < 1000), true
	}
	return c.group(dst, n, false), true
}

// group writes 1 to 9999. gap tells that a zero belongs before it.
func (c counting) group(dst []byte, n int, gap bool) []byte {
	start := !gap
	div := 1000
	for place := 3; place >= 0; place, div = place-1, div/10 {
		d := n / div % 10
		if d == 0 {
			gap = gap || !start
			continue
		}
		if gap {
			dst = append(dst, c.zero...)
		}
		bare := d == 1 && place > 0 && (c.bareOne == always || c.bareOne == leadingTen && place == 1 && start && n < 100)
		if !bare {
			dst = append(dst, c.digits[d]...)
		}
		dst = append(dst, c.places[place]...)
		start, gap = false, false
	}
	return dst
}

// countingToHundred is chineseCounting and taiwaneseCounting: spoken up to
// ninety-nine, digit by digit with a round zero from a hundred on.
func countingToHundred(dst []byte, n int) ([]byte, bool) {
	switch {
	case n == 0:
		return append(dst, "○"...), true
	case n < 100:
		return simplified.write(dst, n)
	}
	return roundDigits(dst, n)
}
