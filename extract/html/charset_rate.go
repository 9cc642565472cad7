package html

import "unicode/utf8"

// rating is what the bytes look like if taken to be of a character set.
type rating struct {
	chars  int // characters beyond ASCII that decode
	common int // of them, those of which Chinese text mostly consists
	bad    int // bytes that do not decode
}

// score is at most 1. Text read in its own character set comes near that, text
// read in another stays far below.
func (r rating) score() float64 {
	if r.chars+r.bad == 0 {
		return 0
	}
	return float64(r.common-5*r.bad) / float64(r.chars+r.bad)
}

// clearly is by how much the score of another character set must be higher for
// a declaration to be taken as a lie. Measured on simplified and traditional
// text: read in its own set text scores 0.85 and more, in another below 0.5.
const clearly = 0.25

// anyByte is the score of sets in which every byte is a character, as those of
// the windows-125x family: less than that of Chinese text in its own set, more
// than that of such text read as Chinese.
const anyByte = 0.5

// soundest is the assumed character set, or another Chinese one if the bytes
// say clearly that they are of that.
func soundest(data []byte, assumed *charset) *charset {
	best, high := assumed, assumed.score(data)+clearly
	for _, cs := range []*charset{utf8Charset, gb18030Charset, big5Charset} {
		if cs == assumed || high >= 1 {
			continue // no score is above 1
		}
		if s := cs.score(data); s > high {
			best, high = cs, s
		}
	}
	return best
}

func (c *charset) score(data []byte) float64 {
	if c.rate == nil {
		return anyByte
	}
	return c.rate(data).score()
}

// rateUTF8 takes every character as common: sequences that are valid by chance
// are rare enough.
func rateUTF8(data []byte) (r rating) {
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		c, n := utf8.DecodeRune(data[i:])
		if c == utf8.RuneError && n == 1 {
			r.bad++
		} else {
			r.chars++
			r.common++
		}
		i += n
	}
	return r
}

// rateGB18030 takes as common the 3755 characters of the first level of GB 2312
// and its punctuation (GB 18030-2005, §5: rows B0 to D7 and A1 to A3).
func rateGB18030(data []byte) (r rating) {
	for i := 0; i < len(data); {
		c := data[i]
		if c < 0x80 {
			i++
			continue
		}
		var d byte
		if i+1 < len(data) {
			d = data[i+1]
		}
		switch {
		case c == 0x80 || c == 0xff:
			r.bad++
			i++
		case d >= 0x40 && d != 0x7f && d != 0xff:
			r.chars++
			if d >= 0xa1 && (c >= 0xb0 && c <= 0xd7 || c >= 0xa1 && c <= 0xa3) {
				r.common++
			}
			i += 2
		case isDigit(d) && i+3 < len(data) && data[i+2] >= 0x81 && data[i+2] != 0xff && isDigit(data[i+3]):
			r.chars++
			i += 4
		default:
			r.bad++
			i++
		}
	}
	return r
}

// rateBig5 takes as common the 5401 characters of the first level of Big5 and
// its punctuation (rows A4 to C6 and A1 to A3).
func rateBig5(data []byte) (r rating) {
	for i := 0; i < len(data); {
		c := data[i]
		if c < 0x80 {
			i++
			continue
		}
		var d byte
		if i+1 < len(data) {
			d = data[i+1]
		}
		if c < 0x81 || c == 0xff || d < 0x40 || d > 0x7e && d < 0xa1 || d == 0xff {
			r.bad++
			i++
			continue
		}
		r.chars++
		if c >= 0xa1 && c <= 0xc6 {
			r.common++
		}
		i += 2
	}
	return r
}
