package golden_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize"
	"github.com/nianbao/nianbao/normalize/schema"
)

// fuzzSeconds is far more than the normalizer takes for the largest input that
// fuzzing makes, on a slow machine.
const fuzzSeconds = 10

// FuzzReports reads any bytes as a page or a text and maps what comes out. The
// result keeps the promises of package schema, comes in bounded time, and is the
// same twice.
func FuzzReports(f *testing.F) {
	for _, data := range seeds(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := extract.Read(context.Background(), source.Bytes("input", data), extract.Options{})
		if err != nil {
			return
		}
		start := time.Now()
		reports := normalize.Reports(doc, normalize.Options{})
		if d := time.Since(start); d > fuzzSeconds*time.Second {
			t.Errorf("took %v for %d bytes", d, len(data))
		}
		if len(reports) == 0 {
			t.Fatal("no report")
		}
		for _, r := range reports {
			checkPromises(t, doc, r)
		}
		if !bytes.Equal(asJSON(t, reports), asJSON(t, normalize.Reports(doc, normalize.Options{}))) {
			t.Error("another result the second time")
		}
	})
}

// seeds are the inputs of the fixtures and the sample reports, but for Word
// files: mutations of a package are no packages.
func seeds(f *testing.F) [][]byte {
	f.Helper()
	var out [][]byte
	for _, path := range casePaths(f) {
		if c := load(f, path); c.input != "input.docx" {
			out = append(out, c.plain)
		}
	}
	for _, pattern := range []string{"*.html", "*.txt", "*.md"} {
		paths, err := filepath.Glob(filepath.Join("..", "..", "fixtures", "samples", pattern))
		if err != nil || len(paths) == 0 {
			f.Fatal("no samples", err)
		}
		for _, p := range paths {
			data, err := os.ReadFile(p)
			if err != nil {
				f.Fatal(err)
			}
			if len(data) < 100_000 {
				out = append(out, data)
			}
		}
	}
	return out
}

func asJSON(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// checkPromises holds a report to what package schema says of it.
func checkPromises(t *testing.T, doc *document.Document, r *schema.Report) {
	t.Helper()
	seen := map[factKey]bool{}
	values := writtenValues(t, r)
	for i := range r.Facts {
		x := &r.Facts[i]
		if seen[keyOf(x)] {
			t.Errorf("two facts of %v", keyOf(x))
		}
		seen[keyOf(x)] = true
		if got := values[i]; (got != "null") != x.Status.HasValue() {
			t.Errorf("%v is %s and has the value %s", keyOf(x), x.Status, got)
		}
		if x.Status == "" || x.Match == "" || x.Unit == "" {
			t.Errorf("%v lacks status, match or unit: %+v", keyOf(x), x)
		}
		if text, ok := textAt(doc, x.Pos); !ok {
			t.Errorf("%v stands at %q, which is no place of the document", keyOf(x), x.Pos)
		} else if x.Status.HasValue() && x.Context == "" && x.Raw == "" {
			t.Errorf("%v is a number without a text; %q stands there", keyOf(x), text)
		}
	}
	checkFlagged(t, r)
	for _, u := range r.Unmapped {
		if _, ok := textAt(doc, u.Pos); !ok {
			t.Errorf("unmapped %q stands at %q, which is no place of the document", u.Raw, u.Pos)
		}
	}
	for _, fd := range r.Findings {
		if _, ok := textAt(doc, fd.Pos); !ok && !fd.Pos.IsZero() {
			t.Errorf("%s stands at %q, which is no place of the document", fd.Code, fd.Pos)
		}
	}
	if (r.Status == schema.NotReport) != (len(r.Facts) == 0 && r.Form == "" && r.Title == "") {
		t.Errorf("status %s with %d facts, form %q, title %q", r.Status, len(r.Facts), r.Form, r.Title)
	}
}

// checkFlagged wants a finding on each printed value of a table that could not
// be read: at its row, or one that names its row, its column or its table. No
// silent error.
func checkFlagged(t *testing.T, r *schema.Report) {
	t.Helper()
	places, names := map[[2]int]bool{}, map[string]bool{}
	for _, fd := range r.Findings {
		if fd.Severity < diag.Warning {
			continue
		}
		places[[2]int{fd.Pos.Block(), fd.Pos.Row()}] = true
		for _, a := range fd.Args {
			if a.Name == "row" || a.Name == "column" || a.Name == "table" && (fd.Code == "N215" || fd.Code == "N216") {
				names[a.Value] = true
			}
		}
	}
	for i := range r.Facts {
		x := &r.Facts[i]
		bad := x.Status == schema.Unparsed || x.Status == schema.Ambiguous
		told := places[[2]int{x.Pos.Block(), x.Pos.Row()}] || names[x.RowKey] || names[x.ColumnKey] || names[x.TableKey]
		if bad && x.TableKey != narrative && !told {
			t.Errorf("%v is %s at %s, and no finding says so", keyOf(x), x.Status, x.Pos)
		}
	}
}

// writtenValues are the values of a report's facts as they are written.
func writtenValues(t *testing.T, r *schema.Report) []string {
	t.Helper()
	var out struct {
		Facts []struct{ Value json.RawMessage }
	}
	if err := json.Unmarshal(asJSON(t, r), &out); err != nil {
		t.Fatal(err)
	}
	var values []string
	for _, f := range out.Facts {
		values = append(values, string(f.Value))
	}
	return values
}

// textAt is the text of the block or of the anchor cell at a place.
func textAt(doc *document.Document, p source.Pos) (string, bool) {
	if p.Block() < 0 || p.Block() >= len(doc.Blocks) {
		return "", false
	}
	b := &doc.Blocks[p.Block()]
	if p.Row() < 0 {
		return b.Text, true
	}
	if b.Table == nil {
		return "", false
	}
	for i := range b.Table.Cells { // At does not know a cell that another one covers
		if c := &b.Table.Cells[i]; c.Row == p.Row() && c.Col == p.Col() {
			return c.Text, true
		}
	}
	return "", false
}
