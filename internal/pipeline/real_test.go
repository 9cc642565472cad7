package pipeline_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/export"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/fixtures/gen"
	"github.com/nianbao/nianbao/internal/pipeline"
	"github.com/nianbao/nianbao/normalize/form"
	"github.com/nianbao/nianbao/normalize/schema"
)

// drawn lists generated reports of all formats and forms, with copies and
// inputs that cannot be read among them.
func drawn(tb testing.TB, n int) iter.Seq2[source.Item, error] {
	tb.Helper()
	var list []source.Item
	for seed := range uint64(n) {
		c, err := gen.Draw(seed, gen.DrawOptions{})
		if err != nil {
			tb.Fatal(err)
		}
		list = append(list, source.Bytes(fmt.Sprintf("in/%04d_%s", seed, c.Name), c.Data))
		switch seed % 20 {
		case 7:
			list = append(list, source.Bytes(fmt.Sprintf("in/%04d_copy", seed), c.Data))
		case 13:
			list = append(list, source.Bytes(fmt.Sprintf("in/%04d_torn", seed), c.Data[:len(c.Data)/3]))
		}
	}
	return func(yield func(source.Item, error) bool) {
		for _, it := range list {
			if !yield(it, nil) {
				return
			}
		}
	}
}

// TestDataSetIsTheSameForAnyJobs compares all bytes of data sets of the same
// inputs.
func TestDataSetIsTheSameForAnyJobs(t *testing.T) {
	t.Parallel()
	seq := drawn(t, 100)
	forms, err := form.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	vars, err := forms.Variables()
	if err != nil {
		t.Fatal(err)
	}
	var first map[string][]byte
	for _, jobs := range []int{1, 8, 3} {
		dir := t.TempDir()
		w, err := export.Create(dir, export.Options{Panel: vars})
		if err != nil {
			t.Fatal(err)
		}
		run(t, seq, w, pipeline.RunOptions{Jobs: jobs})
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		files := readAll(t, dir)
		if first == nil {
			first = files
		}
		for name, data := range first {
			if !bytes.Equal(data, files[name]) && !strings.HasPrefix(name, "_nianbao") {
				t.Errorf("%s of %d jobs differs from that of 1", name, jobs)
			}
		}
	}
}

func readAll(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(dir, p)
		out[rel], err = os.ReadFile(p)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestReportsKeepTheContract checks what the data set promises of every report:
// that keys are keys, and that what has no value says so.
func TestReportsKeepTheContract(t *testing.T) {
	t.Parallel()
	ids := map[string]bool{}
	w := sinkFunc(func(r *schema.Report) error {
		if ids[r.ReportID] {
			t.Errorf("%s: the id %s is there twice", r.Source.Path, r.ReportID)
		}
		ids[r.ReportID] = true
		checkFacts(t, r)
		checkSections(t, r)
		return nil
	})
	sum := run(t, drawn(t, 200), w, pipeline.RunOptions{})
	if sum.Reports[schema.OK] < 80 || sum.Facts < 15_000 {
		t.Errorf("too few reports were read: %v with %d facts", sum.Reports, sum.Facts)
	}
}

func checkFacts(t *testing.T, r *schema.Report) {
	t.Helper()
	seen := map[[3]string]bool{}
	for _, f := range r.Facts {
		key := [3]string{f.TableKey, f.RowKey, f.ColumnKey}
		if seen[key] || f.TableKey == "" || f.RowKey == "" || f.ColumnKey == "" {
			t.Errorf("%s: the fact %q is there twice or has no name", r.Source.Path, key)
		}
		seen[key] = true
		if f.Status == "" || f.Unit == "" || f.Match == "" {
			t.Errorf("%s: the fact %q lacks status, unit or match", r.Source.Path, key)
		}
	}
}

func checkSections(t *testing.T, r *schema.Report) {
	t.Helper()
	seen := map[int]bool{}
	for _, s := range r.Sections {
		if seen[s.Number] || s.Key == "" {
			t.Errorf("%s: section %d %q is there twice or has no key", r.Source.Path, s.Number, s.Key)
		}
		seen[s.Number] = true
	}
}
