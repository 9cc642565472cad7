package text

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	utf16 "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// charset is a way to turn bytes into text.
type charset struct {
	name string
	bom  string
	enc  encoding.Encoding // nil for UTF-8
}

var (
	utf8Set    = charset{"utf-8", "\xef\xbb\xbf", nil}
	utf16LE    = charset{"utf-16le", "\xff\xfe", utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM)}
	utf16BE    = charset{"utf-16be", "\xfe\xff", utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM)}
	utf32LE    = charset{"utf-32le", "\xff\xfe\x00\x00", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)}
	gb18030Set = charset{"gb18030", "\x84\x31\x95\x33", simplifiedchinese.GB18030}
	big5Set    = charset{"big5", "", traditionalchinese.Big5}
)

// byMark is tried from the front: UTF-32's mark starts with that of UTF-16.
var byMark = []charset{utf8Set, utf32LE, utf16LE, utf16BE, gb18030Set}

// sampleBytes is how much of a text is decoded to tell the older encodings
// apart. It is even, so that it ends between two units of UTF-16.
const sampleBytes = 64 << 10

// decoded is a text and what decoding it met.
type decoded struct {
	text    string
	charset string
	// bad is the number of U+FFFD in the text, whether the decoder put them
	// there or the file holds them.
	bad int
	// controls is the number of control characters that were dropped.
	controls int
}

func decode(data []byte) (decoded, bool) {
	set, ok := detect(data)
	if !ok {
		return decoded{}, false
	}
	text := set.decode(bytes.TrimPrefix(data, []byte(set.bom)))
	d := decoded{charset: set.name, bad: strings.Count(text, "\uFFFD")}
	d.text, d.controls = dropControls(text)
	return d, true
}

func (c charset) decode(data []byte) string {
	if c.enc == nil {
		return strings.ToValidUTF8(string(data), "\uFFFD")
	}
	// The decoders of x/text replace what they cannot decode and give no error.
	out, _ := c.enc.NewDecoder().Bytes(data)
	return string(out)
}

// detect finds the character set: by the byte-order mark, then UTF-16 by its
// pattern of units, then UTF-8 if the bytes agree with it, else GB18030 or
// Big5, whichever gives more of the characters that every report uses. It
// fails for data that are no text.
func detect(data []byte) (charset, bool) {
	for _, c := range byMark {
		if bytes.HasPrefix(data, []byte(c.bom)) {
			return c, looksLikeText(c.decode(sample(data[len(c.bom):])))
		}
	}
	switch {
	case likeUTF16(sample(data), 0):
		return utf16LE, true
	case likeUTF16(sample(data), 1):
		return utf16BE, true
	case likeUTF8(data):
		return utf8Set, looksLikeText(string(sample(data)))
	}
	gb, big5 := gb18030Set.decode(sample(data)), big5Set.decode(sample(data))
	if commonCharacters(big5) > commonCharacters(gb) {
		return big5Set, looksLikeText(big5)
	}
	return gb18030Set, looksLikeText(gb)
}

func sample(data []byte) []byte { return data[:min(len(data), sampleBytes)] }

// likeUTF8 tells whether the data are UTF-8, perhaps with some damage: at
// least twenty whole characters of several bytes for each byte that is none.
func likeUTF8(data []byte) bool {
	if utf8.Valid(data) {
		return true
	}
	whole, broken := 0, 0
	for len(data) > 0 {
		if data[0] < utf8.RuneSelf {
			data = data[1:]
			continue
		}
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			broken++
		} else {
			whole++
		}
		data = data[n:]
	}
	return whole >= 20*broken
}

// likeUTF16 tells whether nearly all 16-bit units, whose low bytes stand at even
// (lowAt = 0) or odd (lowAt = 1) places, are of the blocks that Chinese texts
// use, and some are of ASCII: those have a zero byte, which the other encodings
// do not hold.
func likeUTF16(data []byte, lowAt int) bool {
	if bytes.IndexByte(data, 0) < 0 || len(data) < 4 {
		return false
	}
	usual, ascii, units := 0, 0, len(data)/2
	for i := range units {
		u := uint16(data[2*i+lowAt]) | uint16(data[2*i+1-lowAt])<<8
		switch {
		case u == '\n', u == '\r', u == '\t', u >= ' ' && u < 0x7f:
			ascii++
		case u >= 0x4e00 && u < 0xa000, u >= 0x3000 && u < 0x3040, u >= 0xff00 && u < 0xfff0,
			u >= 0x2000 && u < 0x2070, u == 0xa0, u == 0xb7:
			usual++
		}
	}
	return ascii > 0 && (ascii+usual)*20 >= units*19
}

// frequent are characters that any Chinese text of some lines uses, in both
// scripts.
const frequent = "的一是在不了有和人中大上国國我以要他时時来來用们們个個为為这這公开開政府信息年月日件数數条條情况況工作"

func commonCharacters(text string) (n int) {
	for _, r := range text {
		if r > utf8.RuneSelf && strings.ContainsRune(frequent, r) {
			n++
		}
	}
	return n
}

// looksLikeText tells whether the decoded text holds letters, at most one
// control character in fifty and at most one undecodable character in ten.
func looksLikeText(text string) bool {
	letters, controls, bad, all := 0, 0, 0, 0
	for _, r := range text {
		all++
		switch {
		case r == utf8.RuneError:
			bad++
		case isControl(r):
			controls++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return letters > 0 && controls*50 <= all && bad*10 <= all
}

// isControl tells whether r is a control character that neither ends a line
// nor separates cells.
func isControl(r rune) bool {
	switch r {
	case '\t', '\n', '\v', '\f', '\r', '\u0085':
		return false
	}
	return r < ' ' || r >= 0x7f && r < 0xa0
}

// byteOrderMark prints as nothing wherever it stands.
const byteOrderMark = '\uFEFF'

// dropControls drops control characters and counts them, and drops byte-order
// marks, which are of no interest.
func dropControls(text string) (string, int) {
	clean := func(r rune) bool { return isControl(r) || r == byteOrderMark }
	if strings.IndexFunc(text, clean) < 0 {
		return text, 0
	}
	dropped := 0
	text = strings.Map(func(r rune) rune {
		switch {
		case r == byteOrderMark:
			return -1
		case isControl(r):
			dropped++
			return -1
		}
		return r
	}, text)
	return text, dropped
}
