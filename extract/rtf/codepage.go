package rtf

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// codePages are the code pages of Windows and of the Macintosh by their numbers.
var codePages = map[int]encoding.Encoding{
	437: charmap.CodePage437, 850: charmap.CodePage850, 852: charmap.CodePage852, 855: charmap.CodePage855,
	858: charmap.CodePage858, 860: charmap.CodePage860, 862: charmap.CodePage862, 863: charmap.CodePage863,
	865: charmap.CodePage865, 866: charmap.CodePage866, 874: charmap.Windows874,
	932: japanese.ShiftJIS, 936: simplifiedchinese.GB18030, 949: korean.EUCKR, 950: traditionalchinese.Big5,
	1250: charmap.Windows1250, 1251: charmap.Windows1251, 1252: charmap.Windows1252, 1253: charmap.Windows1253,
	1254: charmap.Windows1254, 1255: charmap.Windows1255, 1256: charmap.Windows1256, 1257: charmap.Windows1257,
	1258: charmap.Windows1258, 10000: charmap.Macintosh, 10007: charmap.MacintoshCyrillic,
	10001: japanese.ShiftJIS, 10002: traditionalchinese.Big5, 10003: korean.EUCKR, 10008: simplifiedchinese.GB18030,
	20936: simplifiedchinese.GB18030, 54936: simplifiedchinese.GB18030, 65001: unicode.UTF8,
}

// charsets are the code pages of \fcharset. 0 and 1 are not here: see
// [reader.pageOf].
var charsets = map[int]int{
	77: 10000, 78: 10001, 79: 10003, 80: 10008, 81: 10002, 128: 932, 129: 949, 130: 949, 134: 936, 136: 950,
	161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850,
}

const (
	latin         = 1252 // the code page of a file that names none
	symbolCharset = 2
	symbolArea    = 0xF000 // where Unicode has the signs of symbol fonts
)

// wide tells whether characters of a code page have two bytes.
func wide(page int) bool {
	switch page {
	case 932, 936, 949, 950, 10001, 10002, 10003, 10008, 20936, 54936:
		return true
	}
	return false
}

// pageOf is the code page of bytes in a font. Fonts of the charset 0 are of the
// code page 1252; but programs in China leave that charset at fonts in which they
// write Chinese. So where the file's own code page has two bytes a character,
// bytes that all make pairs of its most common characters are of that.
func (r *reader) pageOf(f *font, raw []byte) int {
	switch {
	case f == nil || !f.hasCharset && f.page == 0, f.charset == 1 && f.page == 0:
		return r.ansi
	case f.page != 0:
		return f.page
	case f.charset == 0:
		if wide(r.ansi) && isPairs(raw) {
			return r.ansi
		}
		return latin
	}
	if p, ok := charsets[f.charset]; ok {
		return p
	}
	return r.ansi
}

// isPairs tells whether the bytes above ASCII all stand in pairs such as those of
// GB 2312, Big5 and EUC-KR, and whether there are any.
func isPairs(raw []byte) bool {
	pairs := 0
	for i := 0; i < len(raw); i++ {
		if raw[i] < utf8.RuneSelf {
			continue
		}
		if raw[i] < 0xA1 || i+1 == len(raw) || raw[i+1] < 0xA1 || raw[i] == 0xFF || raw[i+1] == 0xFF {
			return false
		}
		pairs++
		i++
	}
	return pairs > 0
}

// decode is text of a code page. It counts what cannot be decoded.
func (r *reader) decode(raw []byte, page int) []byte {
	if isASCII(raw) {
		return raw
	}
	enc, ok := codePages[page]
	if !ok {
		enc = charmap.Windows1252
	}
	out, err := enc.NewDecoder().Bytes(raw)
	if err != nil {
		out = bytes.ToValidUTF8(raw, []byte("\uFFFD"))
	}
	if n := bytes.Count(out, []byte("\uFFFD")); n > 0 {
		r.undecoded += n
		r.undecodedPage = page
	}
	return out
}

func isASCII(raw []byte) bool {
	for _, c := range raw {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
