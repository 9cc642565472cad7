package source

import (
	"os"
	"strings"
)

// MemberAt is where in a path the name of a member of an archive begins
// ("all.zip!/a.docx": at the "!"), or -1. The name of a file may hold such a
// text too: see [Item.Within].
func MemberAt(path string) int {
	for i := 0; ; i++ {
		j := strings.IndexByte(path[i:], '!')
		if j < 0 {
			return -1
		}
		i += j
		if strings.HasPrefix(strings.TrimLeft(path[i+1:], "0123456789"), "/") {
			return i
		}
	}
}

// memberOf is the archive that a path of a member names, if there is one.
func memberOf(path string) (Item, bool) {
	for from := 0; ; {
		at := MemberAt(path[from:])
		if at < 0 {
			return Item{}, false
		}
		at += from
		if fi, err := os.Stat(path[:at]); err == nil && fi.Mode().IsRegular() {
			it := File(path[:at])
			it.Within = EscapePath(path[at:])
			return it, true
		}
		from = at + 1
	}
}

// Exists tells whether a path names a file, a folder, or a member of an archive
// that is there.
func Exists(path string) bool {
	if _, err := os.Lstat(path); err == nil {
		return true
	}
	_, ok := memberOf(path)
	return ok
}
