package golden_test

import (
	"fmt"
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/archive"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize"
)

// formatsOfReport is how often each report lies in an archive of fixtures/formats.
const formatsOfReport = 7

// TestFormats reads the same reports, one of each form with tables, as the
// generator prints them (.docx, .rtf, .mht, .html) and as LibreOffice does (.doc,
// .rtf, .html), out of a zip and out of a web archive: the tables are cell by cell
// those of the .docx, and the facts are the same.
func TestFormats(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"formats.zip", "formats.warc.gz"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			items := func(yield func(source.Item, error) bool) { yield(source.File("../../fixtures/formats/"+name), nil) }
			docs := map[string]map[string]*document.Document{}
			for it, err := range archive.Expand(items, archive.Limits{}) {
				if err != nil {
					t.Fatal(err)
				}
				doc, err := extract.Read(t.Context(), it, extract.Options{})
				if err != nil {
					t.Fatal(err)
				}
				dir, file := path.Split(it.Path)
				if docs[dir] == nil {
					docs[dir] = map[string]*document.Document{}
				}
				docs[dir][file] = doc
			}
			if len(docs) != 3 {
				t.Errorf("%d reports", len(docs))
			}
			for dir, files := range docs {
				if len(files) != formatsOfReport {
					t.Errorf("%s: %d formats", dir, len(files))
				}
				for file, doc := range files {
					sameReport(t, dir+file, files["report.docx"], doc)
				}
			}
		})
	}
}

func sameReport(t *testing.T, name string, want, got *document.Document) {
	t.Helper()
	if want, is := strings.TrimPrefix(path.Ext(name), "."), got.Format; is != want {
		t.Errorf("%s was read as %s", name, is)
	}
	// LibreOffice rounds the widths of columns as it writes HTML, so that its pages
	// have columns that the report does not have; the values are the same.
	rounded := path.Base(name) == "libreoffice.html"
	if diff := cmp.Diff(grids(want), grids(got)); diff != "" && !rounded {
		t.Errorf("%s: tables (-docx +%s)\n%s", name, got.Format, diff)
	}
	a, b := normalize.Reports(want, normalize.Options{}), normalize.Reports(got, normalize.Options{})
	if len(a) != 1 || len(b) != 1 {
		t.Fatalf("%s: %d reports, want 1 of 1", name, len(b))
	}
	if a[0].Form != b[0].Form || a[0].Year != b[0].Year || a[0].Agency != b[0].Agency || a[0].Status != b[0].Status {
		t.Errorf("%s: %s %d %v %s, want %s %d %v %s", name, b[0].Form, b[0].Year, b[0].Agency, b[0].Status, a[0].Form, a[0].Year, a[0].Agency, a[0].Status)
	}
	if missing := lacking(a[0], b[0]); missing != nil || len(a[0].Facts) != len(b[0].Facts) || len(a[0].Facts) == 0 {
		t.Errorf("%s: %d facts, want %d; these differ: %v", name, len(b[0].Facts), len(a[0].Facts), missing)
	}
}

// grids are the tables of a document, cell by cell, without white space, in which
// formats differ.
func grids(doc *document.Document) (out []string) {
	for _, tab := range tables(doc) {
		out = append(out, fmt.Sprintf("table %d×%d", tab.Rows, tab.Cols))
		for _, c := range tab.Cells {
			out = append(out, fmt.Sprintf("%d,%d %d×%d %s", c.Row, c.Col, c.RowSpan, c.ColSpan, strings.Join(strings.Fields(c.Text), "")))
		}
	}
	return out
}
