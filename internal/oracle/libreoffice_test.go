//go:build oracle

package oracle_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/extract/document"
)

// TestLibreOfficeGrids compares all tables: rows, columns, spans and texts.
//
// The export is flat OpenDocument. LibreOffice's HTML says the same and is less
// exact: it rounds the edges of columns, so that 15 become 16, and it prints
// text that was deleted.
func TestLibreOfficeGrids(t *testing.T) {
	export := office(t, "fodt")
	live(t, gridGolden, wordFiles, gridDifferences, officeRefuses, func(t *testing.T, name string) []string {
		return append([]string{}, odfTables(odf(t, export(t, name)))...)
	}, func(doc *document.Document, theirs []string) (a, b []string) { return ourTables(doc), theirs })
}

// TestLibreOfficeLines compares all lines in their order, but for list numbers.
func TestLibreOfficeLines(t *testing.T) {
	export := office(t, "fodt")
	live(t, lineGolden, wordFiles, lineDifferences, officeRefuses, func(t *testing.T, name string) []string {
		theirs := append([]string{}, odfLines(odf(t, export(t, name)))...)
		for i := range theirs {
			theirs[i] = today.ReplaceAllString(theirs[i], "TODAY")
		}
		return theirs
	}, func(doc *document.Document, theirs []string) (a, b []string) {
		return ourLines(doc, withoutMarkers), theirs
	})
}

func odf(t *testing.T, file string) *node {
	t.Helper()
	body, err := parseODF(file)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// today is a date field, which LibreOffice computes anew.
var today = regexp.MustCompile(`\d\d?/\d\d?/\d\d`)

// TestLibreOfficeNumbers compares the lines of the fixtures of lists with those
// that LibreOffice exports as text, for only there it writes the numbers.
func TestLibreOfficeNumbers(t *testing.T) {
	export := office(t, "txt:Text (encoded):UTF8,LF")
	live(t, numberGolden, wordFiles, numberDifferences, officeRefuses, func(t *testing.T, name string) []string {
		if !hasLists(name) {
			return nil
		}
		return bareLines(export(t, name))
	}, func(doc *document.Document, theirs []string) (a, b []string) {
		return ourLines(doc, withMarkers), theirs
	})
}

// TestLibreOfficeRefuses proves that the files that are not compared cannot be.
func TestLibreOfficeRefuses(t *testing.T) {
	paths, err := paths()
	if err != nil {
		t.Fatal(err)
	}
	for name := range officeRefuses {
		if paths[name] == "" {
			t.Errorf("the table has %s, and there is no such file", name)
			continue
		}
		if _, err := soffice(t, "html", filepath.Join(work, "refused"), paths[name]); err == nil {
			t.Errorf("LibreOffice reads %s now: compare it", name)
		}
	}
}

// office has LibreOffice convert all files in one run, and returns what gives
// the export of one.
func office(t *testing.T, filter string) func(t *testing.T, name string) string {
	t.Helper()
	paths, err := paths()
	if err != nil {
		t.Fatal(err)
	}
	inputs := map[string][]string{} // by their suffix
	for _, name := range slices.Sorted(maps.Keys(paths)) {
		if officeRefuses[name] == "" {
			format := filepath.Ext(paths[name])
			inputs[format] = append(inputs[format], paths[name])
		}
	}
	suffix, _, _ := strings.Cut(filter, ":")
	// What becomes of files that differ only in their suffixes must not stand in one folder.
	folder := func(format string) string { return filepath.Join(work, suffix, format) }
	for format, inputs := range inputs {
		// A file that cannot be loaded ends the run.
		if said, err := soffice(t, filter, folder(format), inputs...); err != nil {
			t.Fatalf("%v, after these:\n%s", err, said)
		}
	}
	return func(t *testing.T, name string) string {
		t.Helper()
		file := fileName(name)
		format := filepath.Ext(file)
		data, err := os.ReadFile(filepath.Join(folder(format), strings.TrimSuffix(file, format)+"."+suffix))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
}

func soffice(t *testing.T, filter, dir string, inputs ...string) (string, error) {
	t.Helper()
	args := []string{"--headless", "-env:UserInstallation=file://" + filepath.Join(work, "profile"), "--convert-to", filter, "--outdir", dir}
	return command(t, "soffice", append(args, inputs...)...)
}
