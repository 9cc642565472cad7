package golden_test

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/fixtures/pdf"
)

// markPattern is a code that must be found where it stands.
var markPattern = regexp.MustCompile(`§([NX]\d{3})`)

// readInput finds the document of the case.
func (f *fixture) readInput(t testing.TB) {
	t.Helper()
	for _, x := range f.ar.Files {
		kind, isInput := strings.CutPrefix(x.Name, "input.")
		if !isInput && x.Name != "word/document.xml" {
			continue
		}
		marked := expand(t, string(x.Data), piecesFor(kind))
		plain := markPattern.ReplaceAllString(marked, "")
		f.input, f.plain, f.marked = x.Name, []byte(plain), []byte(marked)
		if kind == "pdf" {
			f.plain, f.marked = printed(t, plain), printed(t, marked)
		}
		if !isInput {
			f.input = "input.docx"
			f.plain, f.marked = word(t, plain), word(t, marked)
		}
		return
	}
	t.Fatal("no input")
}

func piecesFor(kind string) map[string]string {
	if kind == "html" {
		return pieces()["html"]
	}
	return pieces()["text"]
}

// pieces are the pieces of sound reports, by kind and name.
var pieces = sync.OnceValue(func() map[string]map[string]string {
	out := map[string]map[string]string{}
	for _, kind := range []string{"html", "text"} {
		out[kind] = map[string]string{}
		data, err := os.ReadFile(filepath.Join("testdata", "parts", kind+".txtar"))
		if err != nil {
			continue // a line that names a piece fails
		}
		for _, f := range txtar.Parse(data).Files {
			out[kind][f.Name] = string(f.Data)
		}
	}
	return out
})

var pieceLine = regexp.MustCompile(`(?m)^\{\{(\S+)\}\}\n`)

// expand puts pieces where their names stand.
func expand(t testing.TB, s string, pieces map[string]string) string {
	t.Helper()
	return pieceLine.ReplaceAllStringFunc(s, func(line string) string {
		name := pieceLine.FindStringSubmatch(line)[1]
		piece, ok := pieces[name]
		if !ok {
			t.Fatalf("no piece %q", name)
		}
		return expand(t, piece, pieces)
	})
}

// printed is the PDF file of a script: see package fixtures/pdf.
func printed(t testing.TB, script string) []byte {
	t.Helper()
	data, err := pdf.Write(script)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// word packs the body of a Word document with what every package has.
func word(t testing.TB, body string) []byte {
	t.Helper()
	const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" ` +
		`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	const open = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range []struct{ name, text string }{
		{"_rels/.rels", rels}, {"word/document.xml", open + body + `</w:body></w:document>`},
	} {
		w, err := z.Create(part.name)
		if err == nil {
			_, err = w.Write([]byte(part.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
