//go:build oracle

package oracle_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
)

var (
	wordFolder = flag.String("wordfiles", "", "folder with binary Word documents and RTF of all kinds, for TestBinaryWord and TestRTF")
	exports    = flag.String("fodt", "", "folder with what LibreOffice makes of them (FOLDER/NAME.fodt), to save time; what is missing is made there")
)

// TestBinaryWord reads every .doc below -wordfiles and compares those that can be
// read with LibreOffice: rows and cells of all tables, and all words. What
// differs stands in extract/msdoc/ORACLE.md with its reason.
func TestBinaryWord(t *testing.T) { compareFiles(t, "doc", "msdoc") }

// TestRTF does the same with every .rtf; extract/rtf/ORACLE.md has what differs.
func TestRTF(t *testing.T) { compareFiles(t, "rtf", "rtf") }

func compareFiles(t *testing.T, format, reader string) {
	if *wordFolder == "" {
		t.Skip("no folder of documents (-wordfiles)")
	}
	if *exports == "" {
		*exports = t.TempDir()
	}
	excused := exceptions(t, reader, "."+format)
	err := filepath.WalkDir(*wordFolder, func(path string, d os.DirEntry, err error) error {
		if err != nil || !strings.EqualFold(filepath.Ext(path), "."+format) {
			return err
		}
		t.Run(d.Name(), func(t *testing.T) {
			doc, err := extract.Read(t.Context(), source.File(path), extract.Options{})
			if err != nil || doc.Format != format {
				return // the reader's own tests have what is refused
			}
			if got := compareWithOffice(t, path, doc); got != excused[d.Name()] {
				t.Errorf("differs: %s\nexcused: %s", got, excused[d.Name()])
			}
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// compareWithOffice says in one line how LibreOffice reads the file otherwise.
func compareWithOffice(t *testing.T, path string, doc *document.Document) string {
	t.Helper()
	// Files of the same name lie in different folders.
	dir := filepath.Join(*exports, filepath.Base(filepath.Dir(path)))
	export := filepath.Join(dir, strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))+".fodt")
	if _, err := os.Stat(export); err != nil {
		if _, err := soffice(t, "fodt", dir, path); err != nil {
			return "LibreOffice cannot read it"
		}
	}
	data, err := os.ReadFile(export)
	if err != nil {
		return "LibreOffice cannot read it"
	}
	body, err := parseODF(string(data))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	ours, theirs := shape(ourTables(doc)), shape(odfTables(body))
	if ours != theirs {
		out = append(out, "tables "+ours+" not "+theirs)
	}
	var text strings.Builder
	for _, line := range ourLines(doc, withMarkers) {
		text.WriteString(line)
	}
	for _, a := range doc.Asides {
		text.WriteString(bare(a.Text))
	}
	if missing := missingWords(strings.Join(odfLines(body), "\n"), text.String()); missing != "" {
		out = append(out, "words "+missing)
	}
	return strings.Join(out, "; ")
}

// shape is how many tables, rows and cells there are.
func shape(lines []string) string {
	tables, rows, cells := 0, 0, 0
	for _, l := range lines {
		var r, c int
		if n, _ := fmt.Sscanf(l, "table %d×%d", &r, &c); n == 2 {
			tables, rows = tables+1, rows+r
		} else {
			cells++
		}
	}
	return fmt.Sprintf("%d/%d/%d", tables, rows, cells)
}

var word = regexp.MustCompile(`[\p{L}\p{N}]+`)

// missingWords lists the words of theirs that ours lacks.
func missingWords(theirs, ours string) string {
	flat := strings.Join(word.FindAllString(norm.NFKC.String(ours), -1), "")
	var out []string
	seen := map[string]bool{}
	for _, w := range word.FindAllString(norm.NFKC.String(theirs), -1) {
		if !seen[w] && !strings.Contains(flat, w) {
			out = append(out, w)
		}
		seen[w] = true
	}
	return strings.Join(out, " ")
}

// exceptions reads the table of a reader's ORACLE.md: file, difference, reason.
func exceptions(t *testing.T, reader, suffix string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../extract", reader, "ORACLE.md"))
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string]string)
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(line, "|")
		if len(cells) == 5 && strings.EqualFold(filepath.Ext(strings.TrimSpace(cells[1])), suffix) {
			out[strings.TrimSpace(cells[1])] = strings.TrimSpace(cells[2])
		}
	}
	return out
}
