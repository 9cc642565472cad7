//go:build oracle

package oracle_test

import (
	"fmt"
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
	each(t, gridDifferences, officeRefuses, func(t *testing.T, name string, doc *document.Document) {
		body, err := parseODF(export(t, name))
		if err != nil {
			t.Fatal(err)
		}
		check(t, gridDifferences, name, ourTables(doc), odfTables(body))
	})
}

// TestLibreOfficeLines compares all lines in their order, but for list numbers.
func TestLibreOfficeLines(t *testing.T) {
	export := office(t, "fodt")
	each(t, lineDifferences, officeRefuses, func(t *testing.T, name string, doc *document.Document) {
		body, err := parseODF(export(t, name))
		if err != nil {
			t.Fatal(err)
		}
		theirs := odfLines(body)
		for i := range theirs {
			theirs[i] = today.ReplaceAllString(theirs[i], "TODAY")
		}
		check(t, lineDifferences, name, ourLines(doc, withoutMarkers), theirs)
	})
}

// today is a date field, which LibreOffice computes anew.
var today = regexp.MustCompile(`\d\d?/\d\d?/\d\d`)

// TestLibreOfficeNumbers compares the lines of the fixtures of lists with those
// that LibreOffice exports as text, for only there it writes the numbers.
func TestLibreOfficeNumbers(t *testing.T) {
	export := office(t, "txt:Text (encoded):UTF8,LF")
	each(t, numberDifferences, officeRefuses, func(t *testing.T, name string, doc *document.Document) {
		if strings.HasPrefix(name, "lists-") {
			check(t, numberDifferences, name, ourLines(doc, withMarkers), bareLines(export(t, name)))
		}
	})
}

// TestLibreOfficeRefuses proves that the files that are not compared cannot be.
func TestLibreOfficeRefuses(t *testing.T) {
	paths, err := files()
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
	paths, err := files()
	if err != nil {
		t.Fatal(err)
	}
	var inputs []string
	for _, name := range slices.Sorted(maps.Keys(paths)) {
		if officeRefuses[name] == "" {
			inputs = append(inputs, paths[name])
		}
	}
	suffix, _, _ := strings.Cut(filter, ":")
	dir := filepath.Join(work, suffix)
	// A file that cannot be loaded ends the run.
	if said, err := soffice(t, filter, dir, inputs...); err != nil {
		t.Fatalf("%v, after these:\n%s", err, said)
	}
	return func(t *testing.T, name string) string {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(dir, name+"."+suffix))
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

// ourTables are all tables of a document in their order, one line a table and
// one a cell.
func ourTables(doc *document.Document) []string {
	var out []string
	for i := range doc.Blocks {
		t := doc.Blocks[i].Table
		if t == nil {
			continue
		}
		out = append(out, tableLine(t.Rows, t.Cols))
		for _, c := range t.Cells {
			out = append(out, cellLine(c.Row, c.Col, c.RowSpan, c.ColSpan, c.Text))
		}
	}
	return out
}

func tableLine(rows, cols int) string { return fmt.Sprintf("table %d×%d", rows, cols) }

func cellLine(row, col, rowSpan, colSpan int, text string) string {
	return strings.TrimSpace(fmt.Sprintf("%d,%d %d×%d %s", row, col, rowSpan, colSpan, bare(text)))
}

func withMarkers(b *document.Block) string    { return b.Text }
func withoutMarkers(b *document.Block) string { return strings.TrimPrefix(b.Text, b.Marker) }

// ourLines are the lines of a document in reading order: nested tables stand
// where they do in their cells.
func ourLines(doc *document.Document, text func(*document.Block) string) []string {
	var b strings.Builder
	for i := range doc.Blocks {
		if doc.Blocks[i].Parent.IsZero() {
			writeBlock(&b, doc, i, text)
		}
	}
	return bareLines(b.String())
}

func writeBlock(b *strings.Builder, doc *document.Document, i int, text func(*document.Block) string) {
	block := &doc.Blocks[i]
	b.WriteString(text(block) + "\n")
	if block.Table == nil {
		return
	}
	for _, c := range block.Table.Cells {
		done := 0
		for _, n := range c.Nested {
			b.WriteString(c.Text[done:n.Offset] + "\n")
			writeBlock(b, doc, n.Block, text)
			done = n.Offset
		}
		b.WriteString(c.Text[done:] + "\n")
	}
}
