package doctest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// Golden runs a subtest for each testdata/*.txtar, of its name. What got makes of
// the archive has to be what its file golden holds; with update it is written
// there. A file that is not there is empty, and an empty one is not written.
func Golden(t *testing.T, golden string, update bool, got func(t *testing.T, ar *txtar.Archive) string) {
	t.Helper()
	for _, path := range fixtures(t) {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			if !update {
				t.Parallel() // tests of one fixture must not write it at once
			}
			ar, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			text := got(t, ar)
			if update {
				put(ar, golden, text)
				if err := os.WriteFile(path, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(File(ar, golden)), text); diff != "" {
				t.Errorf("%s (-want +got)\n%s", golden, diff)
			}
		})
	}
}

// Fixtures are the archives of testdata, as seeds.
func Fixtures(tb testing.TB) []*txtar.Archive {
	tb.Helper()
	var out []*txtar.Archive
	for _, path := range fixtures(tb) {
		ar, err := txtar.ParseFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, ar)
	}
	return out
}

func fixtures(tb testing.TB) []string {
	tb.Helper()
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		tb.Fatalf("no fixtures: %v", err)
	}
	return paths
}

// File is a file of an archive, or nil.
func File(ar *txtar.Archive, name string) []byte {
	for _, f := range ar.Files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
}

func put(ar *txtar.Archive, name, text string) {
	i := slices.IndexFunc(ar.Files, func(f txtar.File) bool { return f.Name == name })
	switch {
	case text == "" && i >= 0:
		ar.Files = slices.Delete(ar.Files, i, i+1)
	case text == "":
	case i >= 0:
		ar.Files[i].Data = []byte(text)
	default:
		ar.Files = append(ar.Files, txtar.File{Name: name, Data: []byte(text)})
	}
}
