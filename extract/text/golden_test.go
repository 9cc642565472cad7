package text_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/text"
)

var update = flag.Bool("update", false, "rewrite the golden parts of testdata/*.txtar")

// Each file of testdata holds a text ("input") and what becomes of it ("want"),
// as [dump] shows it. The comment at the top says what the case is about.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			got := dump(read(t, part(a, "input")))
			if *update {
				a.Files = []txtar.File{{Name: "input", Data: part(a, "input")}, {Name: "want", Data: []byte(got)}}
				if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(part(a, "want")), got); diff != "" {
				t.Errorf("document (-want +got):\n%s", diff)
			}
		})
	}
}

func part(a *txtar.Archive, name string) []byte {
	for _, f := range a.Files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
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
