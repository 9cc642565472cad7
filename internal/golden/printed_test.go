package golden_test

import (
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/archive"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize"
	"github.com/nianbao/nianbao/normalize/schema"
)

// printedReports are the reports of fixtures/formats/printed.zip, by folder and file.
func printedReports(tb testing.TB) map[string]map[string][]byte {
	tb.Helper()
	out := map[string]map[string][]byte{}
	items := func(yield func(source.Item, error) bool) {
		yield(source.File("../../fixtures/formats/printed.zip"), nil)
	}
	for it, err := range archive.Expand(items, archive.Limits{}) {
		if err != nil {
			tb.Fatal(err)
		}
		data, err := it.Read(tb.Context(), 1<<30)
		if err != nil {
			tb.Fatal(err)
		}
		dir, file := path.Split(it.Path)
		if out[dir] == nil {
			out[dir] = map[string][]byte{}
		}
		out[dir][file] = data
	}
	return out
}

func readBytes(tb testing.TB, name string, data []byte) *document.Document {
	tb.Helper()
	doc, err := extract.Read(tb.Context(), source.Bytes(name, data), extract.Options{})
	if err != nil {
		tb.Fatal(name, err)
	}
	return doc
}

// TestPrinted reads reports of three forms that LibreOffice and Chromium printed to PDF
// (make pdffixtures), also with their tables broken over pages in other places: cell by
// cell and fact by fact they are the .docx. Without ruling lines no value is wrong,
// and what is missing is said.
func TestPrinted(t *testing.T) {
	t.Parallel()
	all := printedReports(t)
	if len(all) != 3 {
		t.Errorf("%d reports", len(all))
	}
	for dir, files := range all {
		want := readBytes(t, "report.docx", files["report.docx"])
		for name, data := range files {
			t.Run(path.Base(dir)+"/"+name, func(t *testing.T) {
				t.Parallel()
				got := readBytes(t, name, data)
				if strings.HasPrefix(name, "unruled") {
					noneWrong(t, name, want, got)
					return
				}
				sameReport(t, name, want, got)
				if path.Ext(name) == ".pdf" {
					onPages(t, got)
				}
			})
		}
	}
}

// noneWrong demands that each value of a reading is that of the report, and that there is a
// warning if some are not there.
func noneWrong(t *testing.T, name string, want, got *document.Document) {
	t.Helper()
	a, b := normalize.Reports(want, normalize.Options{}), normalize.Reports(got, normalize.Options{})
	if wrong := wrongValues(a[0], b); wrong != nil {
		t.Errorf("%s: wrong: %v", name, wrong)
	}
	values := 0
	for _, r := range b {
		for _, f := range r.Facts {
			if f.Status.HasValue() && f.TableKey != narrative {
				if values++; f.Match != schema.ByPosition && f.Match != schema.BySums {
					t.Errorf("%s: %s/%s/%s is a match by %s", name, f.TableKey, f.RowKey, f.ColumnKey, f.Match)
				}
			}
		}
	}
	const least = 170 // those that sums can prove
	if values < least {
		t.Errorf("%s: %d values, want %d", name, values, least)
	}
	if !warned(b) && (len(b) != 1 || lacking(a[0], b[0]) != nil) {
		t.Errorf("%s: values are missing, and nothing is said", name)
	}
}

// warned tells whether a report has more to say than how it was read.
func warned(list []*schema.Report) bool {
	return slices.ContainsFunc(list, func(r *schema.Report) bool {
		return slices.ContainsFunc(r.Findings, func(f diag.Finding) bool { return f.Severity != diag.Info })
	})
}

// wrongValues are the values of reports of tables that another reading has otherwise, or not.
func wrongValues(want *schema.Report, got []*schema.Report) (out []string) {
	values := map[factKey]*schema.Fact{}
	for i := range want.Facts {
		values[keyOf(&want.Facts[i])] = &want.Facts[i]
	}
	for _, r := range got {
		for i := range r.Facts {
			f := &r.Facts[i]
			if !f.Status.HasValue() || f.TableKey == narrative {
				continue
			}
			if w := values[keyOf(f)]; w == nil || !w.Status.HasValue() || w.Value.Cmp(f.Value) != 0 {
				out = append(out, f.TableKey+"/"+f.RowKey+"/"+f.ColumnKey+"="+f.Raw)
			}
		}
	}
	return out
}

// onPages demands that each cell's text has a place on a page, and that cells of a
// row stand beside one another.
func onPages(t *testing.T, doc *document.Document) {
	t.Helper()
	for _, tab := range tables(doc) {
		for i, c := range tab.Cells {
			if c.Text != "" && (c.Box.Page < 1 || c.Box.Left >= c.Box.Right || c.Box.Top >= c.Box.Bottom) {
				t.Errorf("cell %d,%d %q has the box %v", c.Row, c.Col, c.Text, c.Box)
			}
			if i > 0 && tab.Cells[i-1].Row == c.Row && tab.Cells[i-1].Box.Page == c.Box.Page && tab.Cells[i-1].Box.Right > c.Box.Left+30 {
				t.Errorf("cell %d,%d does not stand right of the one before", c.Row, c.Col)
			}
		}
	}
}
