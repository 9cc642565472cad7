package docx

import (
	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
	"github.com/nianbao/nianbao/extract/internal/raised"
)

// vertAlign is where w:vertAlign puts a run.
func vertAlign(z *xmlscan.Scanner) raised.Position {
	v, _ := z.Attr(nsW, "val")
	switch string(v) {
	case "superscript":
		return raised.Superscript
	case "subscript":
		return raised.Subscript
	}
	return raised.OnLine
}
