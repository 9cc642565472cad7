package archive

import (
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// decodeName is the name of a member as text: names that are no UTF-8 are those
// of a Chinese Windows, GB 18030 (with GBK and GB 2312). What is neither stays
// as it is.
func decodeName(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().String(name)
	if err != nil || strings.ContainsRune(text, utf8.RuneError) {
		return name
	}
	return text
}

// cleanName is a name with forward slashes, as some writers do not have them,
// and without dots and doubled slashes. It is only shown and compared.
func cleanName(name string) string {
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/")
}
