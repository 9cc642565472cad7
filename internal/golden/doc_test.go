package golden_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize"
)

// TestBinaryWord reads the .doc files that LibreOffice made of Word samples
// (soffice --headless --convert-to doc): their tables are cell by cell those of
// the .docx, and so are all facts and findings.
func TestBinaryWord(t *testing.T) {
	paths, err := filepath.Glob("../../extract/msdoc/testdata/*.doc")
	if err != nil || len(paths) == 0 {
		t.Fatal("no samples", err)
	}
	for _, p := range paths {
		name := strings.TrimSuffix(filepath.Base(p), ".doc")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, want := readFile(t, p), readFile(t, "../../fixtures/samples/"+name+".docx")
			if diff := cmp.Diff(tables(want), tables(got), cmpopts.IgnoreUnexported(document.Table{}), cmpopts.IgnoreFields(document.Cell{}, "Header")); diff != "" {
				t.Errorf("tables (-docx +doc)\n%s", diff)
			}
			a := show(normalize.Reports(want, normalize.Options{}))
			b := show(normalize.Reports(got, normalize.Options{}))
			if diff := cmp.Diff(a, b); diff != "" {
				t.Errorf("reports (-docx +doc)\n%s", diff)
			}
		})
	}
}

func readFile(t *testing.T, path string) *document.Document {
	t.Helper()
	doc, err := extract.Read(context.Background(), source.File(path), extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func tables(doc *document.Document) []*document.Table {
	var out []*document.Table
	for _, b := range doc.Blocks {
		if b.Table != nil {
			out = append(out, b.Table)
		}
	}
	return out
}
