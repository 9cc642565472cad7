package oracle_test

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/fixtures/parts"
)

const (
	fixtures = "../../extract/docx/testdata"
	samples  = "../../fixtures/samples"
	rtfs     = "../../extract/rtf/testdata"
	docs     = "../../extract/msdoc/testdata"
)

// wordFiles are the Word files to compare by their names: a .docx without its
// suffix, .doc and .rtf with it.
var wordFiles = sync.OnceValues(func() (map[string][]byte, error) {
	found := map[string][]byte{}
	add := func(glob string, pack func(path string) (name string, data []byte, err error)) error {
		paths, err := filepath.Glob(glob)
		if err != nil || len(paths) == 0 {
			return errors.Join(err, fmt.Errorf("%s: %d files", glob, len(paths)))
		}
		for _, p := range paths {
			name, data, err := pack(p)
			if err != nil {
				return fmt.Errorf("%s: %w", p, err)
			}
			if data != nil {
				found[name] = data
			}
		}
		return nil
	}
	return found, errors.Join(
		add(filepath.Join(fixtures, "*.txtar"), packed),
		add(filepath.Join(samples, "*.docx"), sample),
		add(filepath.Join(docs, "*.doc"), sample),
		add(filepath.Join(rtfs, "*.txtar"), rtfFixture),
	)
})

// packed makes a .docx of a fixture that has its parts.
func packed(path string) (name string, data []byte, err error) {
	ar, err := txtar.ParseFile(path)
	if err != nil {
		return "", nil, err
	}
	data, err = parts.Pack(ar.Files)
	return strings.TrimSuffix(filepath.Base(path), ".txtar"), data, err
}

func sample(path string) (name string, data []byte, err error) {
	if strings.HasSuffix(path, ".libreoffice.docx") {
		return "", nil, nil // LibreOffice is no witness of what it wrote itself
	}
	data, err = os.ReadFile(path)
	return strings.TrimSuffix(filepath.Base(path), ".docx"), data, err
}

func rtfFixture(path string) (name string, data []byte, err error) {
	if strings.HasPrefix(filepath.Base(path), "cut-off") {
		return "", nil, nil // the reader refuses what is cut off
	}
	ar, err := txtar.ParseFile(path)
	if err != nil {
		return "", nil, err
	}
	for _, f := range ar.Files {
		if filepath.Ext(f.Name) == ".rtf" {
			return strings.TrimSuffix(filepath.Base(path), "txtar") + "rtf", f.Data, nil
		}
	}
	return "", nil, errors.New("no .rtf in it")
}

// fileName is the name of a file with its suffix.
func fileName(name string) string {
	if filepath.Ext(name) == "" {
		return name + ".docx"
	}
	return name
}

// set gives the files of one kind by their names.
type set func() (map[string][]byte, error)

// each runs a comparison for every file, and finds entries of the table for
// which there is no file.
func each(t *testing.T, files set, known map[string]difference, refused map[string]string, compare func(t *testing.T, name string, doc *document.Document)) {
	t.Helper()
	all, err := files()
	if err != nil {
		t.Fatal(err)
	}
	for name := range known {
		if all[name] == nil {
			t.Errorf("the table has %s, and there is no such file", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if refused[name] != "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			doc, err := extract.Read(t.Context(), source.Bytes(fileName(name), all[name]), extract.Options{})
			if err != nil {
				t.Fatal(err)
			}
			compare(t, name, doc)
		})
	}
}

// difference is a place where nianbao and another program read a file
// otherwise, and why that is right.
type difference struct {
	// lines are the lines that only one of the two has: "- " nianbao, "+ " the
	// other program.
	lines string
	why   string
}

// seen spells out what cannot be seen in the tables: soft hyphens, and
// characters for private use.
func seen(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\u00ad':
			b.WriteString("(soft hyphen)")
		case unicode.Is(unicode.Co, r):
			fmt.Fprintf(&b, "(%U)", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// check compares what two programs made of a file.
func check(t *testing.T, known map[string]difference, name string, ours, theirs []string) {
	t.Helper()
	got := strings.Join(edits(ours, theirs), "\n")
	want := known[name]
	if (want.lines == "") != (want.why == "") {
		t.Errorf("%s: a difference and its reason go together", name)
	}
	got = seen(got)
	if w := strings.TrimSpace(want.lines); got != w {
		t.Errorf("%s: where the two differ (- nianbao, + the other):\n%s\n\nin the table:\n%s", name, got, w)
	}
}

// edits are the lines that have to go and to come to make b of a, by their
// longest common subsequence.
func edits(a, b []string) []string {
	common := make([][]int, len(a)+1) // of a[i:] and b[j:]
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i, x := range slices.Backward(a) {
		for j, y := range slices.Backward(b) {
			if x == y {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var out []string
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			out = append(out, "- "+a[i])
			i++
		default:
			out = append(out, "+ "+b[j])
			j++
		}
	}
	return out
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

// ourText is all text of a document.
func ourText(doc *document.Document) string {
	var b strings.Builder
	for i := range doc.Blocks {
		writeBlock(&b, doc, i, withMarkers)
	}
	for _, a := range doc.Asides {
		b.WriteString(a.Text + "\n")
	}
	return b.String()
}

// missing lists the words that stand more often in theirs than in ours. Where a
// word ends is not at stake, so ours is searched without white space and signs.
func missing(theirs, ours string) []string {
	flat := strings.Join(words(ours), "")
	seen := map[string]int{}
	var out []string
	for _, w := range words(theirs) {
		if seen[w]++; seen[w] > strings.Count(flat, w) {
			out = append(out, w)
		}
	}
	return out
}

// words are the runs of letters and digits of a text, without their look.
func words(text string) []string {
	return strings.FieldsFunc(norm.NFKC.String(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// bare is text without white space: programs break and indent as they like.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' {
			return -1
		}
		return r
	}, text)
}

// bareLines are the lines of a text that hold anything.
func bareLines(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if line = bare(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}
