package part_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/export/internal/sample"
	"github.com/nianbao/nianbao/export/part"
	"github.com/nianbao/nianbao/export/rows"
)

// TestReadFormats reads the same part from each format: the rows are the same.
func TestReadFormats(t *testing.T) {
	t.Parallel()
	got := map[string]map[string][]string{}
	for _, format := range []string{"jsonl", "parquet", "csv"} {
		dir, names := partIn(t, format)
		all := map[string][]string{}
		note := func(table string, row any) error {
			all[table] = append(all[table], fmt.Sprintf("%+v", row))
			return nil
		}
		err := part.Read(dir, names, part.Reader{
			Report: func(r *rows.ReportRow) error { return note("reports", r.ReportID+" "+r.Path+" "+r.Title) },
			Fact: func(f *rows.FactRow) error {
				value := "null"
				if f.Value != nil {
					value = fmt.Sprint(*f.Value)
				}
				return note("facts", f.ReportID+" "+f.TableKey+" "+f.RowKey+" "+f.ColumnKey+" "+value+" "+f.Status)
			},
			Finding: func(f *rows.FindingRow) error { return note("findings", f.ReportID+" "+f.Code+" "+f.Message) },
		})
		if err != nil {
			t.Fatal(err)
		}
		got[format] = all
	}
	if len(got["jsonl"]["facts"]) == 0 || len(got["jsonl"]["reports"]) != 5 {
		t.Fatalf("nothing was read: %v", got["jsonl"])
	}
	for _, format := range []string{"parquet", "csv"} {
		if diff := cmp.Diff(got["jsonl"], got[format]); diff != "" {
			t.Errorf("%s differs from jsonl (-jsonl +%s):\n%s", format, format, diff)
		}
	}
}

// TestPlaces reads each line from its place.
func TestPlaces(t *testing.T) {
	t.Parallel()
	dir, names := partIn(t, "jsonl")
	n := 0
	err := part.Places(dir, names, func(id string, p part.Place) {
		n++
		if r, err := p.Report(dir); err != nil || r.ReportID != id {
			t.Errorf("line %d at %+v is not that of %s: %v", n, p, id, err)
		}
	})
	if err != nil || n != 5 {
		t.Errorf("%d lines, %v", n, err)
	}
}

// partIn writes a part of five reports in a format.
func partIn(t *testing.T, format string) (dir string, names []string) {
	t.Helper()
	dir = t.TempDir()
	formats, err := part.ParseFormats(format)
	if err != nil {
		t.Fatal(err)
	}
	w := part.New(dir, "part-00000", part.Whole, formats, nil)
	for n := range 5 {
		if err := w.Write(sample.Report(n)); err != nil {
			t.Fatal(err)
		}
	}
	files, err := w.Finish()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		publish(t, f.Temp, filepath.Join(dir, filepath.FromSlash(f.Name)))
		names = append(names, f.Name)
	}
	return dir, names
}

func publish(t *testing.T, from, to string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}
