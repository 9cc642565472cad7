package extract_test

import (
	"archive/zip"
	"bytes"
	"testing"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/source"
)

// TestEmbedded reads a Word file that holds its whole text in another format, as
// programs make them that turn pages into Word files.
func TestEmbedded(t *testing.T) {
	t.Parallel()
	for name, chunk := range samples(t) {
		if name == "docx" || name == "doc" || name == "pdf" { // Word embeds no PDF in this way
			continue
		}
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, part := range []struct{ name, data string }{
			{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" ` +
				`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
			{"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="c" ` +
				`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="/word/chunk"/></Relationships>`},
			{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
				`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body><w:altChunk r:id="c"/></w:body></w:document>`},
			{"word/chunk", string(chunk)},
		} {
			w, err := z.Create(part.name)
			if err == nil {
				_, err = w.Write([]byte(part.data))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		doc, err := extract.Read(t.Context(), source.Bytes("a.docx", b.Bytes()), extract.Options{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(doc.Blocks) != 1 || doc.Blocks[0].Text != "sample" || len(doc.Findings) != 1 || doc.Findings[0].Code != "X126" {
			t.Errorf("%s: %+v %v", name, doc.Blocks, doc.Findings)
		}
	}
}
