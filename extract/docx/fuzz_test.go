package docx_test

import (
	"archive/zip"
	"context"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/docx"
	"github.com/nianbao/nianbao/extract/internal/doctest"
	"github.com/nianbao/nianbao/fixtures/parts"
)

// FuzzRead reads any bytes as a package and as the main part of one. Whatever
// comes, it neither panics nor builds more than its limits allow; every cell
// covers the places that it claims, and reading twice gives the same.
func FuzzRead(f *testing.F) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		ar, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, part := range parts.Expand(ar.Files) {
			if part.Name == "word/document.xml" {
				f.Add(part.Data)
			}
		}
		f.Add(packed(f, ar.Files))
	}
	opts := docx.Options{PartBytes: 1 << 20, PackageBytes: 4 << 20, PackageEntries: 100, Depth: 60, Embedded: embedded,
		Document: document.Limits{Blocks: 5000, Cells: 5000, Rows: 500, Cols: 60, Places: 50_000, Depth: 10, Text: 1 << 20}}
	f.Fuzz(func(t *testing.T, data []byte) {
		numbering := `<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
		rels := `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="n" Type="http://x/numbering" Target="numbering.xml"/><Relationship Id="s" Type="http://x/styles" Target="document.xml"/></Relationships>`
		for _, pkg := range [][]byte{data, zipped(t, zip.Store, "_rels/.rels", packageRels, "word/document.xml", string(data),
			"word/numbering.xml", numbering, "word/_rels/document.xml.rels", rels)} {
			doc, err := docx.Read(context.Background(), pkg, opts)
			if err == nil {
				doctest.Check(t, doc)
			}
			again, err2 := docx.Read(context.Background(), pkg, opts)
			if a, b := show(doc, err), show(again, err2); a != b {
				t.Errorf("read twice:\n%s\n%s", a, b)
			}
		}
	})
}
