package text_test

import (
	"bytes"
	"flag"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/internal/doctest"
	"github.com/nianbao/nianbao/extract/text"
)

var update = flag.Bool("update", false, "rewrite the golden parts of testdata/*.txtar")

// Each file of testdata holds a text ("input") and what becomes of it ("want"),
// as [dump] shows it. The comment at the top says what the case is about.
func TestGolden(t *testing.T) {
	doctest.Golden(t, "want", *update, func(t *testing.T, ar *txtar.Archive) string {
		return dump(read(t, doctest.File(ar, "input")))
	})
}

func read(t *testing.T, data []byte) *document.Document {
	t.Helper()
	d, err := text.Read(t.Context(), data, text.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// dump shows a document: a line for each paragraph or heading, and for each row
// of a table, in which · is a hole, < a place that a cell further left covers,
// and ⏎ a line break.
func dump(d *document.Document) string {
	var b bytes.Buffer
	for _, blk := range d.Blocks {
		switch blk.Kind {
		case document.Heading:
			fmt.Fprintf(&b, "heading %d: %s\n", blk.Level, oneLine(blk.Text))
		case document.Paragraph:
			fmt.Fprintf(&b, "paragraph: %s\n", oneLine(blk.Text))
		default:
			fmt.Fprintf(&b, "%s table, %d × %d:\n", blk.Table.Geometry, blk.Table.Rows, blk.Table.Cols)
			dumpRows(&b, blk.Table)
		}
	}
	for _, l := range d.Links {
		fmt.Fprintf(&b, "link: %s → %s\n", l.Text, l.Target)
	}
	for _, a := range d.Asides {
		fmt.Fprintf(&b, "%s: %s\n", a.Kind, a.Text)
	}
	if d.Images > 0 {
		fmt.Fprintf(&b, "images: %d\n", d.Images)
	}
	for _, f := range d.Findings {
		fmt.Fprintf(&b, "%s %s %s\n", f.Code, f.Pos, f.Message())
	}
	return b.String()
}

func dumpRows(b *bytes.Buffer, t *document.Table) {
	for r := range t.Rows {
		b.WriteString("   ")
		for c := range t.Cols {
			switch cell := t.At(r, c); {
			case cell == nil:
				b.WriteString(" ·")
			case cell.Col == c:
				fmt.Fprintf(b, " [%s]", oneLine(cell.Text))
			default:
				b.WriteString(" <")
			}
		}
		b.WriteByte('\n')
	}
}

func oneLine(s string) string { return strings.ReplaceAll(s, "\n", "⏎") }
