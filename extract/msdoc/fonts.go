package msdoc

import (
	"unicode/utf16"

	"github.com/nianbao/nianbao/extract/internal/symbolfont"
)

// ffnName is where an FFN has its font's name, behind its length ([MS-DOC]
// §2.9.80).
const ffnName = 39

// readFonts reads which fonts of the document are symbol fonts.
func (f *file) readFonts() []symbolfont.Font {
	b, _ := f.table(sttbfFfn)
	if len(b) < 4 {
		return nil
	}
	var out []symbolfont.Font
	for b = b[4:]; len(b) > 0 && 1+int(b[0]) <= len(b); b = b[1+int(b[0]):] {
		var name []uint16
		for at := 1 + ffnName; at+2 <= 1+int(b[0]); at += 2 {
			u := le.Uint16(b[at:])
			if u == 0 {
				break
			}
			name = append(name, u)
		}
		out = append(out, symbolfont.Named([]byte(string(utf16.Decode(name)))))
	}
	return out
}

// fontOf is the symbol font of an index, which is -1 for none.
func fontOf(fonts []symbolfont.Font, i int) symbolfont.Font {
	if i < 0 || i >= len(fonts) {
		return symbolfont.None
	}
	return fonts[i]
}
