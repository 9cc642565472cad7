package extract_test

import (
	"archive/zip"
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/fixtures/pdf"
)

// samples are the smallest document of each format; the first paragraph of each
// is "sample".
func samples(t *testing.T) map[string][]byte {
	t.Helper()
	var docx bytes.Buffer
	z := zip.NewWriter(&docx)
	for name, part := range map[string]string{
		"_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" ` +
			`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml": `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>sample</w:t></w:r></w:p></w:body></w:document>`,
	} {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(part))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	doc, err := os.ReadFile("msdoc/testdata/report_2021_word.doc")
	if err != nil {
		t.Fatal(err)
	}
	printed, err := pdf.Write("text 72 80 12 sample\n")
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{
		"pdf":  printed,
		"docx": docx.Bytes(),
		"doc":  doc,
		"rtf":  []byte(`{\rtf1\ansi sample\par}`),
		"mht":  []byte("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>sample</p>\n--b--\n"),
		"html": []byte("<html><body><p>sample</p></body></html>"),
		"text": []byte("sample\n"),
	}
}

// TestDisguise reads each format under the names of all: what counts is the
// content, and a name that says something else is told with X105.
func TestDisguise(t *testing.T) {
	t.Parallel()
	for format, data := range samples(t) {
		for _, f := range extract.Formats() {
			suffix := f.Suffixes[0]
			doc, err := extract.Read(t.Context(), source.Bytes("in/a"+strings.ToUpper(suffix), data), extract.Options{})
			if err != nil {
				t.Errorf("%s under %s: %v", format, suffix, err)
				continue
			}
			if doc.Format != format || format != "doc" && doc.Blocks[0].Text != "sample" {
				t.Errorf("%s under %s: read as %s: %q", format, suffix, doc.Format, doc.Blocks[0].Text)
			}
			if got, want := told(doc), f.Name != format; got != want {
				t.Errorf("%s under %s: X105 is %v", format, suffix, got)
			}
		}
	}
}

func told(doc *document.Document) bool {
	for _, f := range doc.Findings {
		if f.Code == "X105" {
			return true
		}
	}
	return false
}
