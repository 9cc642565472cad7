//go:build oracle

package oracle_test

import (
	"encoding/json"
	"html"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/nianbao/nianbao/extract/document"
)

// TestChromiumGrids compares all tables of pages with those that a browser draws:
// which cells stand beside which, by their boxes on the screen, and their texts.
func TestChromiumGrids(t *testing.T) {
	drawn := chromium(t)
	live(t, drawnGolden, pages, drawnDifferences, nil, func(_ *testing.T, name string) []string { return drawn[name].grids() },
		func(doc *document.Document, theirs []string) (a, b []string) { return compactTables(doc), theirs })
}

// TestChromiumWords looks for all words that a browser shows, and for words
// that it does not.
func TestChromiumWords(t *testing.T) {
	drawn := chromium(t)
	live(t, shownGolden, pages, shownDifferences, nil, func(_ *testing.T, name string) []string { return wordLines(drawn[name].Text) }, bothWays)
}

// drawing is what the browser shows of a page (testdata/browser.html).
type drawing struct {
	Text   string
	Tables [][]box
}

// grids are the tables as compactTables has them.
func (d drawing) grids() []string {
	out := []string{}
	for _, t := range d.Tables {
		out = append(out, gridOf(t)...)
	}
	return out
}

// chromium draws all pages in one run. It takes no scripts of theirs and nothing
// from the network.
func chromium(t *testing.T) map[string]drawing {
	t.Helper()
	out, err := drawings()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var drawings = sync.OnceValues(func() (map[string]drawing, error) {
	all, err := pages()
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(work, "pages")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	look, err := os.ReadFile("testdata/browser.html")
	if err != nil {
		return nil, err
	}
	all = maps.Clone(all)
	names := slices.Sorted(maps.Keys(all))
	all["look.html"] = look
	for name, data := range all {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			return nil, err
		}
	}
	// As root it runs only without its sandbox. Frames of files are strangers to one
	// another without the third option.
	dom, err := run("chromium", "--headless", "--no-sandbox", "--allow-file-access-from-files", "--disable-gpu",
		"--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir="+filepath.Join(work, "chromium"), "--virtual-time-budget=60000",
		"--dump-dom", "file://"+dir+"/look.html#"+strings.Join(names, ","))
	if err != nil {
		return nil, err
	}
	_, dom, _ = strings.Cut(dom, `<pre id="out">`)
	dom, _, _ = strings.Cut(dom, "</pre>")
	var out map[string]drawing
	return out, json.Unmarshal([]byte(html.UnescapeString(dom)), &out)
})
