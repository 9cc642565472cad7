package golden_test

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize"
	"github.com/nianbao/nianbao/normalize/schema"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata")

// TestGolden reads testdata/*.txtar. Of each archive
//
//   - the comment says what the case is about; its line "same as: NAME" demands
//     that every number is that of the case NAME, or listed in the output;
//   - input.html, input.txt or input.md is the document, or word/document.xml its
//     body. A line {{name}} stands for the piece of that name in
//     testdata/parts, §N206 in a cell or paragraph demands a finding of that
//     code at that place and is taken away before reading;
//   - out/report.txt is what [show] makes of the result; -update rewrites it.
func TestGolden(t *testing.T) {
	for _, path := range casePaths(t) {
		t.Run(caseName(path), func(t *testing.T) {
			t.Parallel()
			c := load(t, path)
			got := c.run(t)
			if *update {
				c.save(t, got.text)
			} else if diff := cmp.Diff(c.want(), got.text); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			c.checkMarks(t, got)
			if c.sameAs != "" {
				base := load(t, filepath.Join("testdata", c.sameAs+".txtar")).run(t)
				checkSame(t, base.reports, got.reports)
			}
		})
	}
}

func casePaths(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no fixtures", err)
	}
	return paths
}

func caseName(path string) string { return strings.TrimSuffix(filepath.Base(path), ".txtar") }

const golden = "out/report.txt"

// fixture is one case, read.
type fixture struct {
	path   string
	ar     *txtar.Archive
	sameAs string
	// input is the name of the document, plain its bytes, and marked the same
	// with the marks left in.
	input         string
	plain, marked []byte
}

// result is what became of a case.
type result struct {
	doc     *document.Document
	reports []*schema.Report
	text    string
}

func load(t testing.TB, path string) *fixture {
	t.Helper()
	ar, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{path: path, ar: ar}
	for line := range strings.Lines(string(ar.Comment)) {
		if name, ok := strings.CutPrefix(line, "same as: "); ok {
			f.sameAs = strings.TrimSpace(name)
		}
	}
	f.readInput(t)
	return f
}

func (f *fixture) want() string {
	i := slices.IndexFunc(f.ar.Files, func(x txtar.File) bool { return x.Name == golden })
	if i < 0 {
		return ""
	}
	return string(f.ar.Files[i].Data)
}

func (f *fixture) save(t *testing.T, text string) {
	t.Helper()
	f.ar.Files = slices.DeleteFunc(f.ar.Files, func(x txtar.File) bool { return x.Name == golden })
	f.ar.Files = append(f.ar.Files, txtar.File{Name: golden, Data: []byte(text)})
	// Other cases, and other runs, may be reading this one as their base: it is
	// replaced as a whole, never seen empty.
	tmp := filepath.Join(filepath.Dir(f.path), "."+filepath.Base(f.path)+".new")
	if err := os.WriteFile(tmp, txtar.Format(f.ar), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(tmp, f.path); err != nil {
		t.Fatal(err)
	}
}

func (f *fixture) run(t testing.TB) result {
	t.Helper()
	doc, err := extract.Read(context.Background(), source.Bytes(f.input, f.plain), extract.Options{})
	if err != nil {
		return result{text: showError(err)}
	}
	reports := normalize.Reports(doc, normalize.Options{})
	return result{doc, reports, show(reports)}
}

// checkMarks wants a finding of each mark's code at the place of the mark.
func (f *fixture) checkMarks(t *testing.T, got result) {
	t.Helper()
	if string(f.marked) == string(f.plain) {
		return
	}
	doc, err := extract.Read(context.Background(), source.Bytes(f.input, f.marked), extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	places := marksOf(doc)
	if len(places) == 0 {
		t.Error("the marks are not in the document")
	}
	for _, m := range places {
		if !slices.ContainsFunc(got.reports, func(r *schema.Report) bool { return m.in(r) }) {
			t.Errorf("no %s at %s", m.code, m.pos)
		}
	}
}

// mark demands a finding of a code at a place.
type mark struct {
	code diag.Code
	pos  source.Pos
}

func (m mark) in(r *schema.Report) bool {
	return slices.ContainsFunc(r.Findings, func(f diag.Finding) bool { return f.Code == m.code && f.Pos == m.pos })
}

func marksOf(doc *document.Document) []mark {
	var out []mark
	add := func(text string, pos source.Pos) {
		for _, m := range markPattern.FindAllStringSubmatch(text, -1) {
			out = append(out, mark{diag.Code(m[1]), pos})
		}
	}
	for i, b := range doc.Blocks {
		add(b.Text, source.AtBlock(i))
		if b.Table != nil {
			for _, c := range b.Table.Cells {
				add(c.Text, source.AtCell(i, c.Row, c.Col))
			}
		}
	}
	return out
}

// factKey names a fact of a report.
type factKey struct{ table, row, column string }

func keyOf(f *schema.Fact) factKey { return factKey{f.TableKey, f.RowKey, f.ColumnKey} }

// narrative is the table of the numbers that prose states.
const narrative = "narrative"

// checkSame wants each number of the base to be the same in the case, or not
// read as a sure number.
func checkSame(t *testing.T, base, got []*schema.Report) {
	t.Helper()
	if len(base) == 0 || len(got) == 0 {
		t.Fatal("no report to compare")
	}
	have := map[factKey]*schema.Fact{}
	for _, r := range got {
		for i := range r.Facts {
			have[keyOf(&r.Facts[i])] = &r.Facts[i]
		}
	}
	absent := 0
	for i := range base[0].Facts {
		want := &base[0].Facts[i]
		f := have[keyOf(want)]
		switch {
		case want.TableKey == narrative:
		case f == nil:
			absent++
		case f.Status == schema.Number && want.Status == schema.Number && f.Value.Cmp(want.Value) != 0:
			t.Errorf("%v is %s, want %s", keyOf(f), f.Value, want.Value)
		}
	}
	if absent > 0 {
		t.Logf("%d facts are absent", absent)
	}
}
