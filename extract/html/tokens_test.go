package html_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/html"
)

// TestTwoReadings holds the reading by tree, without cleaning, against that by
// tokens. The differences are those of damaged markup, which the fixture's
// tokens.diff states.
func TestTwoReadings(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			data := page(t, ar)
			tree := blocksOf(t, data, treeReading)
			tokens := blocksOf(t, data, html.ReadTokens)
			got := lineDiff(tree, tokens)
			if *update {
				setFile(ar, "tokens.diff", got)
				if got == "" {
					dropFile(ar, "tokens.diff")
				}
				if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(getFile(ar, "tokens.diff"), got); diff != "" {
				t.Errorf("the readings differ otherwise than stated (-want +got)\n%s", diff)
			}
		})
	}
}

func treeReading(ctx context.Context, data []byte, opts html.Options) (*document.Document, error) {
	b := document.NewBuilder(html.Format, opts.Document)
	if err := html.ReadInto(ctx, data, b, html.Options{}); err != nil {
		return nil, err
	}
	return b.Document()
}

type reading func(context.Context, []byte, html.Options) (*document.Document, error)

func blocksOf(t testing.TB, data []byte, read reading) string {
	t.Helper()
	doc, err := read(context.Background(), data, html.Options{})
	if err != nil {
		t.Fatal(err)
	}
	doc.Title, doc.Meta = "", nil
	return draw(doc)
}

// lineDiff lists the lines that only one of two texts has.
func lineDiff(a, b string) string {
	var out strings.Builder
	count := map[string]int{}
	for line := range strings.Lines(b) {
		count[line]++
	}
	for line := range strings.Lines(a) {
		if count[line]--; count[line] < 0 {
			out.WriteString("- " + line)
		}
	}
	for line := range strings.Lines(b) {
		if count[line] > 0 {
			count[line]--
			out.WriteString("+ " + line)
		}
	}
	return out.String()
}

func dropFile(ar *txtar.Archive, name string) {
	for i := range ar.Files {
		if ar.Files[i].Name == name {
			ar.Files = append(ar.Files[:i], ar.Files[i+1:]...)
			return
		}
	}
}
