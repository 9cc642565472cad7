package font

import (
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/nianbao/nianbao/extract/pdf/internal/object"
)

// coding is how the codes of a CID font with a predefined encoding (ISO 32000-1
// §9.7.5.2) are read.
type coding uint8

const (
	identity coding = iota // codes are CIDs: two bytes that say nothing
	ucs2
	utf16be
	gbk
)

func codingOf(name string) coding {
	switch {
	case strings.Contains(name, "UCS2"):
		return ucs2
	case strings.Contains(name, "UTF16"):
		return utf16be
	case strings.HasPrefix(name, "GBK"), strings.HasPrefix(name, "GB-EUC"), strings.HasPrefix(name, "GBpc"):
		return gbk
	}
	return identity
}

// length is how many bytes the next code has.
func (c coding) length(s []byte) int {
	switch {
	case c == gbk && s[0] < 0x81:
		return 1
	case c == gbk && len(s) >= 4 && s[1] >= '0' && s[1] <= '9': // GB 18030, for GBK2K
		return 4
	case c == utf16be && len(s) >= 4 && utf16.IsSurrogate(rune(s[0])<<8|rune(s[1])):
		return 4
	}
	return 2
}

// decode is the text of a code, or "" if the encoding does not tell.
func (c coding) decode(s []byte) string {
	switch c {
	case ucs2, utf16be:
		return object.UTF16(s)
	case gbk:
		if len(s) == 1 && s[0] < 0x80 {
			return string(rune(s[0]))
		}
		text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(s)
		if err == nil {
			return string(text)
		}
	}
	return ""
}
