package docx_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/extract/docx"
)

// formXML is a main part of about size bytes such as WPS writes for a form: every
// paragraph, run and cell repeats all its properties, and most cells are nearly
// empty.
//
// With varied set, no two cells and runs have the same properties, so that
// nothing is gained by remembering them.
func formXML(size int, varied bool) string {
	const (
		fonts = `<w:rFonts w:hint="eastAsia" w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" w:cs="宋体"/>`
		para  = `<w:pPr><w:pStyle w:val="2"/><w:keepNext w:val="0"/><w:keepLines w:val="0"/><w:widowControl/><w:suppressLineNumbers w:val="0"/><w:spacing w:before="0" w:beforeAutospacing="0" w:after="0" w:afterAutospacing="0"/><w:ind w:left="0" w:firstLine="420"/><w:jc w:val="both"/><w:rPr>` + fonts + `</w:rPr></w:pPr>`
		run   = `<w:rPr>` + fonts + `<w:kern w:val="0"/><w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar"/></w:rPr>`
		edges = `<w:tcBorders><w:top w:val="nil"/><w:left w:val="single" w:color="auto" w:sz="8" w:space="0"/><w:bottom w:val="single" w:color="auto" w:sz="8" w:space="0"/><w:right w:val="single" w:color="auto" w:sz="8" w:space="0"/></w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="auto"/><w:vAlign w:val="center"/>`
	)
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:body>`)
	id := 0
	paragraph := func(text string) {
		id++
		look := para
		if varied {
			look = strings.Replace(para, `firstLine="420"`, fmt.Sprintf(`firstLine="%d"`, id), 1)
		}
		fmt.Fprintf(&b, `<w:p w14:paraId="%08X">%s`, id, look)
		if text != "" {
			look := run
			if varied {
				look = strings.Replace(run, `w:sz w:val="20"`, fmt.Sprintf(`w:sz w:val="%d"`, id), 1)
			}
			fmt.Fprintf(&b, `<w:r>%s<w:t>%s</w:t></w:r>`, look, text)
		}
		b.WriteString(`</w:p>`)
	}
	for table := 0; b.Len() < size; table++ {
		paragraph(fmt.Sprintf("第%d部分说明，共计办理各类事项若干件，均已按时办结。", table+1))
		b.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="3"/><w:tblW w:w="9740" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="700"/></w:tblGrid>`)
		for row := range 28 {
			b.WriteString(`<w:tr><w:tblPrEx><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPrEx><w:trPr><w:trHeight w:val="300" w:hRule="atLeast"/><w:jc w:val="center"/></w:trPr>`)
			for col := range 10 {
				extra, text := "", ""
				switch {
				case col == 0 && row == 0:
					extra, text = `<w:vMerge w:val="restart"/>`, "事项"
				case col == 0:
					extra = `<w:vMerge w:val="continue"/>`
				case col == 1:
					text = fmt.Sprintf("（%d）某类事项办理情况", row)
				default:
					text = fmt.Sprint(row*10 + col)
				}
				width := 700 + 31*col
				if varied {
					width = id
				}
				fmt.Fprintf(&b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>%s%s</w:tcPr>`, width, extra, edges)
				paragraph(text)
				b.WriteString(`</w:tc>`)
			}
			b.WriteString(`</w:tr>`)
		}
		b.WriteString(`</w:tbl>`)
	}
	b.WriteString(`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`)
	return b.String()
}

// stylesXML is a part of styles with many entries.
func stylesXML() string {
	var b strings.Builder
	b.WriteString(`<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman"/></w:rPr></w:rPrDefault></w:docDefaults>`)
	for i := range 60 {
		fmt.Fprintf(&b, `<w:style w:type="paragraph" w:styleId="%d"><w:name w:val="style %d"/><w:basedOn w:val="1"/><w:uiPriority w:val="0"/><w:pPr><w:spacing w:line="360"/></w:pPr><w:rPr><w:sz w:val="24"/></w:rPr></w:style>`, i, i)
	}
	return b.String() + `</w:styles>`
}

// zipped makes a package of parts given as name and content in turn.
func zipped(tb testing.TB, method uint16, parts ...string) []byte {
	tb.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for i := 0; i < len(parts); i += 2 {
		f, err := w.CreateHeader(&zip.FileHeader{Name: parts[i], Method: method})
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := f.Write([]byte(parts[i+1])); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return buf.Bytes()
}

const (
	packageRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	styleRels   = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`
)

// BenchmarkRead reads a form of 500 KB: stored measures the reader without the
// inflating, deflated the whole, varied the reader where no properties repeat.
func BenchmarkRead(b *testing.B) {
	for _, bc := range []struct {
		name   string
		method uint16
		varied bool
	}{{"stored", zip.Store, false}, {"deflated", zip.Deflate, false}, {"varied", zip.Store, true}} {
		b.Run(bc.name, func(b *testing.B) {
			form := formXML(500<<10, bc.varied)
			data := zipped(b, bc.method, "_rels/.rels", packageRels, "word/_rels/document.xml.rels", styleRels,
				"word/document.xml", form, "word/styles.xml", stylesXML())
			b.SetBytes(int64(len(form)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := docx.Read(context.Background(), data, docx.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
