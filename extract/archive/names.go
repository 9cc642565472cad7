package archive

import (
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// nameSet is the character set of the names of one archive, for those that do not
// say it themselves. All of them decide it, since some names in GB 18030, such as
// 某省, are valid UTF-8 by accident. The zero value has seen no name.
type nameSet struct {
	notUTF8  bool // a name is no UTF-8
	onlyUTF8 bool // a name is UTF-8 and cannot be GB 18030
}

// see takes a name into account.
func (s *nameSet) see(name string) {
	if !utf8.ValidString(name) {
		s.notUTF8 = true
	} else if !s.onlyUTF8 && !isASCII(name) {
		_, ok := fromGB(name)
		s.onlyUTF8 = !ok
	}
}

// decode is a name as text. If one is no UTF-8 all are those of a Chinese Windows,
// GB 18030 (with GBK and GB 2312), unless there are some that cannot be: then
// several programs wrote the archive, and each name is taken by itself. What is
// neither stays as it is.
func (s nameSet) decode(name string) string {
	if !s.notUTF8 || s.onlyUTF8 && utf8.ValidString(name) {
		return name
	}
	if text, ok := fromGB(name); ok {
		return text
	}
	return name
}

func fromGB(name string) (text string, ok bool) {
	text, err := simplifiedchinese.GB18030.NewDecoder().String(name)
	return text, err == nil && !strings.ContainsRune(text, utf8.RuneError)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// decodeName is the name of a member as text, by itself: for archives that are
// read only once, from their start.
func decodeName(name string) string {
	var s nameSet
	s.see(name)
	return s.decode(name)
}

// cleanName is a name with forward slashes, as some writers do not have them,
// and without dots and doubled slashes. It is only shown and compared.
func cleanName(name string) string {
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/")
}
