package docx

import (
	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
	"github.com/nianbao/nianbao/extract/internal/symbolfont"
)

// runFont is the symbol font that w:rFonts sets, if any.
func runFont(z *xmlscan.Scanner) symbolfont.Font {
	for _, local := range []string{"ascii", "hAnsi"} {
		if v, ok := z.Attr(nsW, local); ok {
			if f := symbolfont.Named(v); f != symbolfont.None {
				return f
			}
		}
	}
	return symbolfont.None
}
