package export_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/export"
	"github.com/nianbao/nianbao/export/internal/sample"
)

// wholeSet are the files of a data set.
var wholeSet = []string{
	"_SUCCESS", "croissant.json", "datapackage.json", "facts/part-00000.parquet", "failed.jsonl", "findings/part-00000.parquet", "json/part-00000.jsonl", "manifest.json",
	"panel/part-00000.parquet", "reports/part-00000.parquet", "sections/part-00000.parquet", "unmapped/part-00000.parquet",
}

// write makes a data set of the reports first to last in dir.
func write(t *testing.T, dir string, first, last int) {
	t.Helper()
	d := create(t, dir)
	for n := first; n <= last; n++ {
		if err := d.Write(sample.Report(n)); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
}

func create(t *testing.T, dir string) *export.DataSet {
	t.Helper()
	d, err := export.Create(dir, export.Options{Panel: sample.Variables()})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// contents are the files below dir with their texts.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(dir, p)
		if strings.Contains(filepath.ToSlash(rel), "_nianbao/") {
			return nil // the journal holds times
		}
		data, err := os.ReadFile(p)
		out[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func names(files map[string]string) []string {
	var out []string
	for n := range files {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestCreateWritesWholeSet(t *testing.T) {
	t.Parallel()
	for name, dir := range map[string]string{
		"missing": filepath.Join(t.TempDir(), "a", "b"), "empty": t.TempDir(),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			write(t, dir, 0, 1)
			got := contents(t, dir)
			if diff := cmp.Diff(wholeSet, names(got)); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
			want := string(sample.Report(0).AppendJSON(nil)) + "\n" + string(sample.Report(1).AppendJSON(nil)) + "\n"
			if diff := cmp.Diff(want, got["json/part-00000.jsonl"]); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
}

func TestEqualReportsEqualBytes(t *testing.T) {
	t.Parallel()
	a, b := t.TempDir(), t.TempDir()
	write(t, a, 0, 30)
	write(t, b, 0, 30)
	if diff := cmp.Diff(contents(t, a), contents(t, b)); diff != "" {
		t.Errorf("the same reports twice differ:\n%s", diff)
	}
}

func TestReplace(t *testing.T) {
	t.Parallel()
	dir, fresh := t.TempDir(), t.TempDir()
	write(t, dir, 0, 3)
	put(t, filepath.Join(dir, "notes.txt"), "mine")
	put(t, filepath.Join(dir, "facts", "mine.parquet"), "mine")
	before := contents(t, dir)

	d := create(t, dir)
	if err := d.Write(sample.Report(7)); err != nil {
		t.Fatal(err)
	}
	during := contents(t, dir)
	delete(before, "_SUCCESS") // which is there only while nobody writes
	for name, text := range before {
		if during[name] != text {
			t.Errorf("%s was touched before Close", name)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}

	write(t, fresh, 7, 7)
	want := contents(t, fresh)
	want["notes.txt"], want["facts/mine.parquet"] = "mine", "mine"
	if diff := cmp.Diff(want, contents(t, dir)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAbortLeavesFolderAsItWas(t *testing.T) {
	t.Parallel()
	t.Run("missing", func(t *testing.T) {
		t.Parallel()
		root := t.TempDir()
		d := create(t, filepath.Join(root, "a", "b"))
		abort(t, d)
		if entries, _ := os.ReadDir(root); len(entries) != 0 {
			t.Errorf("left %v", entries)
		}
	})
	t.Run("data set", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		write(t, dir, 0, 3)
		before := contents(t, dir)
		d := create(t, dir)
		abort(t, d)
		if diff := cmp.Diff(before, contents(t, dir)); diff != "" {
			t.Errorf("(-before +after):\n%s", diff)
		}
		write(t, dir, 4, 4)
	})
}

func abort(t *testing.T, d *export.DataSet) {
	t.Helper()
	if err := d.Write(sample.Report(0)); err != nil {
		t.Fatal(err)
	}
	if err := d.Abort(); err != nil {
		t.Error(err)
	}
	if err := d.Abort(); err != nil {
		t.Errorf("second abort: %v", err)
	}
}

func TestCreateRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		setup func(t *testing.T, dir string)
		want  error
	}{
		{"a folder with other files", func(t *testing.T, dir string) {
			t.Helper()
			put(t, filepath.Join(dir, "thesis.docx"), "x")
		}, export.ErrForeign},
		{"a data package of another program", func(t *testing.T, dir string) {
			t.Helper()
			put(t, filepath.Join(dir, "datapackage.json"), `{"name":"other","resources":[]}`)
		}, export.ErrForeign},
		{"a file of the user in the way", func(t *testing.T, dir string) {
			t.Helper()
			write(t, dir, 0, 0)
			put(t, filepath.Join(dir, "facts", "part-00007.parquet"), "mine")
		}, export.ErrForeign},
		{"a folder that another run writes", func(t *testing.T, dir string) {
			t.Helper()
			d := create(t, dir)
			t.Cleanup(func() {
				if err := d.Abort(); err != nil {
					t.Error(err)
				}
			})
		}, export.ErrBusy},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			tc.setup(t, dir)
			before := contents(t, dir)
			if _, err := export.Create(dir, export.Options{}); !errors.Is(err, tc.want) {
				t.Errorf("error %v, want %v", err, tc.want)
			}
			if diff := cmp.Diff(before, contents(t, dir)); diff != "" {
				t.Errorf("folder was changed:\n%s", diff)
			}
		})
	}
	t.Run("a file", func(t *testing.T) {
		t.Parallel()
		path := filepath.Join(t.TempDir(), "x")
		put(t, path, "x")
		if _, err := export.Create(path, export.Options{}); err == nil {
			t.Error("no error")
		}
	})
}

func TestLitterIsNoForeignFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, filepath.Join(dir, ".DS_Store"), "x")
	write(t, dir, 0, 0)
}
