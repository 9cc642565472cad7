package docx

import (
	"bytes"

	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
)

// drawing reads a picture, shape or embedded object, up to its end: text boxes
// are left for after the paragraph, pictures counted.
func (s *story) drawing() {
	z := s.z
	hidden := false
	for z.Next() == xmlscan.Start {
		if hidden {
			z.Skip()
			continue
		}
		switch z.Name() {
		case wTxbxContent, aTxBody:
			s.postpone(false)
		case picPic, vImageData, drawObject:
			s.b.AddImage()
			z.Skip()
		case vTextPath:
			s.wordArt()
		case wpDocPr:
			v, ok := z.Attr(0, "hidden")
			hidden = ok && (string(v) == "1" || string(v) == "true")
			z.Skip()
		case vElement:
			if style, _ := z.Attr(0, "style"); bytes.Contains(style, []byte("visibility:hidden")) {
				z.Skip()
			} else {
				s.drawing()
			}
		case mcAlternateContent:
			s.alternate(s.drawing)
		default:
			s.drawing()
		}
	}
}

// wordArt keeps the text of v:textpath.
func (s *story) wordArt() {
	if text, _ := s.z.Attr(0, "string"); len(text) > 0 {
		s.later = append(s.later, aside{text: string(text)})
	}
	s.z.Skip()
}

// shapeText reads the DrawingML text of a shape (a:txBody), up to its end.
func (s *story) shapeText() {
	z := s.z
	for z.Next() == xmlscan.Start {
		switch z.Name() {
		case aP:
			s.shapeText()
			s.b.Append(0, "", s.text)
			s.printed++
			s.text = s.text[:0]
		case aT:
			s.text = z.AppendText(s.text)
		case aBr:
			s.addSign("\n", false)
		default:
			s.shapeText()
		}
	}
}
