package oracle_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/extract/document"
)

// The golden files: what LibreOffice and pandoc said of each file when `make
// oracle` last ran.
const (
	gridGolden   = "libreoffice_grids"
	lineGolden   = "libreoffice_lines"
	numberGolden = "libreoffice_numbers"
	wordGolden   = "pandoc_words"
)

func goldenFile(kind string) string { return filepath.Join("testdata", kind+".txtar") }

// recorded reads a golden file: lines by the name of the Word file.
func recorded(t *testing.T, kind string) map[string][]string {
	t.Helper()
	ar, err := txtar.ParseFile(goldenFile(kind))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for _, f := range ar.Files {
		lines := []string{}
		for line := range strings.Lines(string(f.Data)) {
			lines = append(lines, strings.TrimSuffix(line, "\n"))
		}
		out[f.Name] = lines
	}
	return out
}

// record writes a golden file.
func record(t *testing.T, kind string, names []string, lines map[string][]string) {
	t.Helper()
	ar := &txtar.Archive{Comment: []byte("Written by `make oracle`; do not edit.\n")}
	for _, name := range names {
		if lines[name] != nil {
			ar.Files = append(ar.Files, txtar.File{Name: name, Data: []byte(strings.Join(append(lines[name], ""), "\n"))})
		}
	}
	if err := os.MkdirAll("testdata", 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(goldenFile(kind), txtar.Format(ar), 0o666); err != nil {
		t.Fatal(err)
	}
}

// compareRecorded compares all files with a golden file.
func compareRecorded(t *testing.T, kind string, files set, known map[string]difference, refused map[string]string, compare func(t *testing.T, name string, doc *document.Document, theirs []string)) {
	t.Helper()
	said := recorded(t, kind)
	each(t, files, known, refused, func(t *testing.T, name string, doc *document.Document) {
		theirs, ok := said[name]
		if !ok {
			if kind == numberGolden && !hasLists(name) {
				return
			}
			if kind == wordGolden && filepath.Ext(name) == ".doc" {
				return // pandoc has no reader for it
			}
			t.Fatalf("%s says nothing of it: run `make oracle`", goldenFile(kind))
		}
		compare(t, name, doc, theirs)
	})
	paths, err := files()
	if err != nil {
		t.Fatal(err)
	}
	for name := range said {
		if paths[name] == nil {
			t.Errorf("%s has %s, and there is no such file: run `make oracle`", goldenFile(kind), name)
		}
	}
}

// TestGrids compares rows, columns, spans and texts of all tables with
// LibreOffice's.
func TestGrids(t *testing.T) {
	compareRecorded(t, gridGolden, wordFiles, gridDifferences, officeRefuses, func(t *testing.T, name string, doc *document.Document, theirs []string) {
		check(t, gridDifferences, name, ourTables(doc), theirs)
	})
}

// TestLines compares all lines in their order with LibreOffice's.
func TestLines(t *testing.T) {
	compareRecorded(t, lineGolden, wordFiles, lineDifferences, officeRefuses, func(t *testing.T, name string, doc *document.Document, theirs []string) {
		check(t, lineDifferences, name, ourLines(doc, withoutMarkers), theirs)
	})
}

// TestNumbers compares the list numbers with those that LibreOffice computes.
func TestNumbers(t *testing.T) {
	compareRecorded(t, numberGolden, wordFiles, numberDifferences, officeRefuses, func(t *testing.T, name string, doc *document.Document, theirs []string) {
		check(t, numberDifferences, name, ourLines(doc, withMarkers), theirs)
	})
}

// TestWords looks for all words that pandoc reads.
func TestWords(t *testing.T) {
	compareRecorded(t, wordGolden, wordFiles, wordDifferences, pandocRefuses, func(t *testing.T, name string, doc *document.Document, theirs []string) {
		check(t, wordDifferences, name, nil, missing(strings.Join(theirs, "\n"), ourText(doc)))
	})
}

// hasLists tells the fixtures whose list numbers are compared.
func hasLists(name string) bool { return strings.HasPrefix(name, "lists") }
