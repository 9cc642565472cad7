package html_test

import (
	"context"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/html"
	"github.com/nianbao/nianbao/extract/internal/doctest"
)

// TestTwoReadings holds the reading by tree, without cleaning, against that by
// tokens. The differences are those of damaged markup, which the fixture's
// tokens.diff states.
func TestTwoReadings(t *testing.T) {
	doctest.Golden(t, "tokens.diff", *update, func(t *testing.T, ar *txtar.Archive) string {
		data := page(t, ar)
		return lineDiff(blocksOf(t, data, treeReading), blocksOf(t, data, html.ReadTokens))
	})
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
