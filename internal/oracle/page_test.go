package oracle_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/extract/document"
)

const htmls = "../../extract/html/testdata"

// What Chromium drew of each page when `make oracle` last ran.
const (
	drawnGolden = "chromium_grids"
	shownGolden = "chromium_words"
)

// pages are the HTML files to compare, by their names: the samples and the pages
// of the reader's fixtures.
var pages = sync.OnceValues(func() (map[string][]byte, error) {
	found := map[string][]byte{}
	paths, err := filepath.Glob(filepath.Join(samples, "*.html"))
	if err != nil {
		return nil, err
	}
	for _, p := range paths {
		if found[filepath.Base(p)], err = os.ReadFile(p); err != nil {
			return nil, err
		}
	}
	if paths, err = filepath.Glob(filepath.Join(htmls, "*.txtar")); err != nil {
		return nil, err
	}
	for _, p := range paths {
		ar, err := txtar.ParseFile(p)
		if err != nil {
			return nil, err
		}
		if strings.Contains(string(ar.Comment), "embedded") {
			continue // a piece of another file, not a page
		}
		if found[strings.TrimSuffix(filepath.Base(p), "txtar")+"html"], err = pageOf(ar); err != nil {
			return nil, fmt.Errorf("%s: %w", p, err)
		}
	}
	if len(found) < 15 {
		return nil, fmt.Errorf("only %d pages were found", len(found))
	}
	return found, nil
})

// pageOf is the page of a fixture in the character set that its comment names.
func pageOf(ar *txtar.Archive) ([]byte, error) {
	i := slices.IndexFunc(ar.Files, func(f txtar.File) bool { return f.Name == "page.html" })
	if i < 0 {
		return nil, fmt.Errorf("no page.html in it")
	}
	for line := range strings.Lines(string(ar.Comment)) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "charset: "); ok {
			enc, err := htmlindex.Get(name)
			if err != nil {
				return nil, err
			}
			return enc.NewEncoder().Bytes(ar.Files[i].Data)
		}
	}
	return ar.Files[i].Data, nil
}

// TestDrawnGrids compares the cells of all tables, where they stand and what they
// hold, with what Chromium drew.
func TestDrawnGrids(t *testing.T) {
	compareRecorded(t, drawnGolden, pages, drawnDifferences, nil, func(t *testing.T, name string, doc *document.Document, theirs []string) {
		check(t, drawnDifferences, name, compactTables(doc), theirs)
	})
}

// TestShownWords looks for the words that Chromium showed, and for others.
func TestShownWords(t *testing.T) {
	compareRecorded(t, shownGolden, pages, shownDifferences, nil, func(t *testing.T, name string, doc *document.Document, theirs []string) {
		ours, rest := bothWays(doc, theirs)
		check(t, shownDifferences, name, ours, rest)
	})
}

// bothWays are the words that only one of the two has.
func bothWays(doc *document.Document, theirs []string) (only, rest []string) {
	shown, ours := strings.Join(theirs, "\n"), strings.Join(ourLines(doc, withoutMarkers), "\n")
	return missing(ours, shown), missing(shown, ours)
}

// box is a cell: its edges, in whatever unit, and its text.
type box struct {
	Left, Right, Top, Bottom float64
	Text                     string
}

// compactTables are all tables without the rows and columns in which no cell
// begins or ends, which take no room on a screen.
func compactTables(doc *document.Document) []string {
	var out []string
	for i := range doc.Blocks {
		t := doc.Blocks[i].Table
		if t == nil {
			continue
		}
		var boxes []box
		for _, c := range t.Cells {
			boxes = append(boxes, box{Left: float64(c.Col), Right: float64(c.Col + c.ColSpan), Top: float64(c.Row), Bottom: float64(c.Row + c.RowSpan), Text: c.Text})
		}
		out = append(out, gridOf(boxes)...)
	}
	return out
}

// gridOf makes rows and columns of edges.
func gridOf(boxes []box) []string {
	if len(boxes) == 0 {
		return nil
	}
	var xs, ys []float64
	for _, b := range boxes {
		xs, ys = append(xs, b.Left, b.Right), append(ys, b.Top, b.Bottom)
	}
	xs, ys = edges(xs), edges(ys)
	out := []string{tableLine(len(ys)-1, len(xs)-1)}
	for _, b := range boxes {
		row, col := edge(ys, b.Top), edge(xs, b.Left)
		out = append(out, cellLine(row, col, edge(ys, b.Bottom)-row, edge(xs, b.Right)-col, b.Text))
	}
	return out
}

// near is how far two boxes may be apart that touch: a browser rounds.
const near = 0.6

// edges are the distinct places of edges.
func edges(all []float64) []float64 {
	slices.Sort(all)
	return slices.CompactFunc(all, func(a, b float64) bool { return math.Abs(b-a) < near })
}

func edge(all []float64, at float64) int {
	return slices.IndexFunc(all, func(e float64) bool { return at-e < near })
}

// wordLines are the lines of a text as words.
func wordLines(text string) []string {
	out := []string{}
	for line := range strings.Lines(text) {
		if words := words(line); len(words) > 0 {
			out = append(out, strings.Join(words, " "))
		}
	}
	return out
}
