//go:build !permissive

package second

import (
	"encoding/xml"
	"strings"

	// AGPL-3.0: see NOTICE. This is the only file of the program that imports
	// it; the build tag "permissive" leaves it out.
	"github.com/fumiama/go-docx"
)

// canDecode tells whether the decoder is there.
const canDecode = true

// decodeParagraph decodes the paragraph just started.
func decodeParagraph(d *xml.Decoder, start xml.StartElement) (string, error) {
	var p docx.Paragraph
	if err := d.DecodeElement(&p, &start); err != nil {
		return "", err
	}
	return textOf(&p), nil
}

// textOf is the text of a paragraph. A page or column break ends a line and
// makes none of its own.
func textOf(p *docx.Paragraph) string {
	var b strings.Builder
	last := byte('\n')
	add := func(s string) {
		if s != "" {
			b.WriteString(s)
			last = s[len(s)-1]
		}
	}
	for _, child := range p.Children {
		r, ok := child.(*docx.Run)
		if !ok {
			continue
		}
		for _, x := range r.Children {
			switch x := x.(type) {
			case *docx.Text:
				add(x.Text)
			case *docx.Tab:
				add("\t")
			case *docx.BarterRabbet:
				if last != '\n' || x.Type != "page" && x.Type != "column" {
					add("\n")
				}
			}
		}
	}
	return b.String()
}

// decodeRow decodes the table row just started.
func decodeRow(d *xml.Decoder, start xml.StartElement) (decodedRow, error) {
	var r docx.WTableRow
	if err := d.DecodeElement(&r, &start); err != nil {
		return nil, err
	}
	return rowOf(&r), nil
}

func rowOf(r *docx.WTableRow) decodedRow {
	row := make(decodedRow, 0, len(r.TableCells))
	for _, c := range r.TableCells {
		cell := decodedCell{}
		if p := c.TableCellProperties; p != nil && p.GridSpan != nil {
			cell.span = p.GridSpan.Val
		}
		if p := c.TableCellProperties; p != nil && p.VMerge != nil {
			cell.merge = p.VMerge.Val
		}
		for _, p := range c.Paragraphs {
			cell.texts = append(cell.texts, textOf(p))
		}
		for _, t := range c.Tables {
			var rows []decodedRow
			for _, x := range t.TableRows {
				rows = append(rows, rowOf(x))
			}
			cell.tables = append(cell.tables, rows)
		}
		row = append(row, cell)
	}
	return row
}
