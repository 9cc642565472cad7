package docx_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/extract/docx"
)

// What is remembered from one document must not show in the next: the same
// bytes mean something else under other namespaces and with other styles.
func TestMemory(t *testing.T) {
	const (
		w     = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
		other = "urn:other"
		body  = `<w:p><w:r><w:rPr><a:vanish/></w:rPr><w:t>first</w:t></w:r><w:r><w:rPr><w:rStyle w:val="s"/></w:rPr><w:t>second</w:t></w:r></w:p>`
	)
	document := func(a string) txtar.File {
		return txtar.File{Name: "word/document.xml", Data: fmt.Appendf(nil, `<w:document xmlns:w="%s" xmlns:a="%s"><w:body>%s</w:body></w:document>`, w, a, body)}
	}
	styles := func(vanish string) []txtar.File {
		return []txtar.File{
			{Name: "word/_rels/document.xml.rels", Data: []byte(styleRels)},
			{Name: "word/styles.xml", Data: fmt.Appendf(nil, `<w:styles xmlns:w="%s"><w:style w:type="character" w:styleId="s"><w:name w:val="s"/><w:rPr>%s</w:rPr></w:style></w:styles>`, w, vanish)},
		}
	}
	tests := []struct {
		parts []txtar.File
		want  string
	}{
		{append(styles(""), document(other)), "firstsecond"},
		{append(styles(""), document(w)), "second"},
		{append(styles("<w:vanish/>"), document(other)), "first"},
		{append(styles("<w:vanish/>"), document(w)), ""},
		{[]txtar.File{document(other)}, "firstsecond"},
	}
	for round := range 4 {
		for i, tc := range tests {
			doc, err := docx.Read(context.Background(), packed(t, tc.parts), docx.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for _, b := range doc.Blocks {
				got.WriteString(b.Text)
			}
			if diff := cmp.Diff(tc.want, strings.TrimSpace(got.String())); diff != "" {
				t.Errorf("round %d, document %d (-want +got)\n%s", round, i, diff)
			}
		}
	}
}
