package html_test

import (
	"context"
	"flag"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/html"
	"github.com/nianbao/nianbao/extract/internal/doctest"
)

var update = flag.Bool("update", false, "rewrite golden files")

// TestGolden reads each fixture of testdata: page.html, written in the
// character set that the comment names, gives want.txt. A fixture whose comment
// says "embedded" is read by ReadInto.
func TestGolden(t *testing.T) {
	doctest.Golden(t, "want.txt", *update, func(t *testing.T, ar *txtar.Archive) string { return draw(readFixture(t, ar)) })
}

// page is the page of a fixture in its character set.
func page(t testing.TB, ar *txtar.Archive) []byte {
	t.Helper()
	data := doctest.File(ar, "page.html")
	for line := range strings.Lines(string(ar.Comment)) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "charset: "); ok {
			return encode(t, name, string(data))
		}
	}
	return data
}

func encode(t testing.TB, charset, s string) []byte {
	t.Helper()
	enc, err := htmlindex.Get(charset)
	if err != nil {
		t.Fatal(err)
	}
	b, err := enc.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func readFixture(t *testing.T, ar *txtar.Archive) *document.Document {
	t.Helper()
	data := page(t, ar)
	if strings.Contains(string(ar.Comment), "embedded") {
		b := document.NewBuilder("test", document.Limits{})
		if err := html.ReadInto(context.Background(), data, b, html.Options{}); err != nil {
			t.Fatal(err)
		}
		doc, err := b.Document()
		if err != nil {
			t.Fatal(err)
		}
		return doc
	}
	doc, err := html.Read(context.Background(), data, html.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// draw renders a document for people: a line a block, and a table as one line a
// cell with its place, its spans if it has any, and "#" for a header.
func draw(d *document.Document) string {
	var b strings.Builder
	if d.Title != "" {
		fmt.Fprintf(&b, "title: %s\n", d.Title)
	}
	for _, m := range d.Meta {
		fmt.Fprintf(&b, "meta: %s = %s\n", m.Name, m.Value)
	}
	for i, blk := range d.Blocks {
		switch blk.Kind {
		case document.TableBlock:
			drawTable(&b, i, blk)
		case document.Heading:
			fmt.Fprintf(&b, "%d: h%d %s\n", i, blk.Level, drawText(blk.Text))
		default:
			fmt.Fprintf(&b, "%d: %s\n", i, drawText(blk.Text))
		}
		if blk.Marker != "" {
			fmt.Fprintf(&b, "   marker %q\n", blk.Marker)
		}
	}
	for _, l := range d.Links {
		fmt.Fprintf(&b, "link: %s -> %s\n", l.Text, l.Target)
	}
	if d.Images > 0 {
		fmt.Fprintf(&b, "images: %d\n", d.Images)
	}
	for _, f := range d.Findings {
		fmt.Fprintf(&b, "%s %s: %s\n", f.Code, f.Severity, f.Message())
	}
	return b.String()
}

func drawTable(b *strings.Builder, i int, blk document.Block) {
	fmt.Fprintf(b, "%d: table, %d rows, %d columns", i, blk.Table.Rows, blk.Table.Cols)
	if !blk.Parent.IsZero() {
		fmt.Fprintf(b, ", in %s", blk.Parent)
	}
	b.WriteByte('\n')
	for _, c := range blk.Table.Cells {
		fmt.Fprintf(b, "   %d,%d", c.Row, c.Col)
		if c.RowSpan*c.ColSpan > 1 {
			fmt.Fprintf(b, " (%dx%d)", c.RowSpan, c.ColSpan)
		}
		if c.Header {
			b.WriteString(" #")
		}
		if c.Text != "" {
			fmt.Fprintf(b, " %s", drawText(c.Text))
		}
		for _, n := range c.Nested {
			fmt.Fprintf(b, " [table %d at %d]", n.Block, n.Offset)
		}
		b.WriteByte('\n')
	}
}

// drawText shows what cannot be seen: line breaks, no-break and wide spaces.
func drawText(s string) string {
	return strings.NewReplacer("\n", "⏎", "\u00a0", "⍽", "\u3000", "□", "\t", "⇥").Replace(s)
}
