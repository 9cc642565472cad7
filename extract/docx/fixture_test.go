package docx_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/docx"
	"github.com/nianbao/nianbao/fixtures/parts"
)

var (
	update   = flag.Bool("update", false, "rewrite the expected output in testdata")
	packages = flag.String("packages", "", "write the packages of the fixtures into this folder, to open them with Word or LibreOffice")
)

// TestFixtures reads testdata/*.txtar. The files of an archive are the parts of
// a package, out/document.txt is what the reader makes of it. To keep them short
// enough to read, what every package has is added where it is missing; see
// expand.
func TestFixtures(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			t.Parallel()
			ar, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			data := packed(t, ar.Files)
			if *packages != "" {
				if err := os.WriteFile(filepath.Join(*packages, t.Name()[len("TestFixtures/"):]+".docx"), data, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			got := show(docx.Read(context.Background(), data, docx.Options{Embedded: embedded}))
			i := slices.IndexFunc(ar.Files, func(f txtar.File) bool { return f.Name == golden })
			if i < 0 {
				i = len(ar.Files)
				ar.Files = append(ar.Files, txtar.File{Name: golden})
			}
			if *update {
				ar.Files[i].Data = []byte(got)
				if err := os.WriteFile(path, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(ar.Files[i].Data), got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

const golden = "out/document.txt"

// embedded stands in for the readers of other formats.
func embedded(data []byte, b *document.Builder) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("<html>")):
		b.Paragraph("", "HTML of "+fmt.Sprint(len(data))+" bytes")
		return "html", nil
	case bytes.HasPrefix(data, []byte("broken")):
		return "", diag.Errorf("X150", nil)
	}
	return "", nil
}

// packed zips the parts in files; see package parts.
func packed(t testing.TB, files []txtar.File) []byte {
	t.Helper()
	data, err := parts.Pack(files)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// show writes a document, or the error instead of one, as text.
func show(doc *document.Document, err error) string {
	var b strings.Builder
	if err != nil {
		var e *diag.Error
		if !errors.As(err, &e) {
			return fmt.Sprintf("error %v\n", err)
		}
		fmt.Fprintf(&b, "error %s", e.Code)
		if e.Part != "" {
			fmt.Fprintf(&b, " in %s at %d", e.Part, e.Offset)
		}
		for _, a := range e.Args {
			fmt.Fprintf(&b, " %s=%s", a.Name, a.Value)
		}
		if e.Err != nil {
			fmt.Fprintf(&b, ": %v", e.Err)
		}
		return b.String() + "\n"
	}
	if doc.Title != "" {
		fmt.Fprintf(&b, "title %q\n", doc.Title)
	}
	for _, m := range doc.Meta {
		fmt.Fprintf(&b, "meta %s %q\n", m.Name, m.Value)
	}
	for i, blk := range doc.Blocks {
		showBlock(&b, i, blk)
	}
	for _, a := range doc.Asides {
		fmt.Fprintf(&b, "%s %q\n", a.Kind, a.Text)
	}
	for _, l := range doc.Links {
		fmt.Fprintf(&b, "link %q to %s\n", l.Text, l.Target)
	}
	if doc.Images > 0 {
		fmt.Fprintf(&b, "images %d\n", doc.Images)
	}
	for _, f := range doc.Findings {
		fmt.Fprintf(&b, "%s %s: %s\n", f.Code, f.Pos, f.Message())
	}
	return b.String()
}

func showBlock(b *strings.Builder, i int, blk document.Block) {
	fmt.Fprintf(b, "%d %s", i, blk.Kind)
	if blk.Level > 0 {
		fmt.Fprintf(b, " %d", blk.Level)
	}
	if blk.Marker != "" {
		fmt.Fprintf(b, " [%s]", blk.Marker)
	}
	if blk.Table == nil {
		fmt.Fprintf(b, " %q\n", blk.Text)
		return
	}
	if !blk.Parent.IsZero() {
		fmt.Fprintf(b, " in %s", blk.Parent)
	}
	fmt.Fprintf(b, " %d×%d\n", blk.Table.Rows, blk.Table.Cols)
	for _, c := range blk.Table.Cells {
		fmt.Fprintf(b, "\t%d,%d", c.Row, c.Col)
		if c.RowSpan > 1 || c.ColSpan > 1 {
			fmt.Fprintf(b, " %d×%d", c.RowSpan, c.ColSpan)
		}
		if c.Header {
			b.WriteString(" header")
		}
		fmt.Fprintf(b, " %q", c.Text)
		for _, n := range c.Nested {
			fmt.Fprintf(b, " {%d at %d}", n.Block, n.Offset)
		}
		b.WriteByte('\n')
	}
}
