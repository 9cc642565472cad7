package doctest

import (
	"errors"
	"fmt"
	"strings"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
)

// Show writes all that a document holds, or the error instead of one, as text for
// golden files.
func Show(doc *document.Document, err error) string {
	var b strings.Builder
	if err != nil {
		showError(&b, err)
		return b.String()
	}
	if doc.Title != "" {
		fmt.Fprintf(&b, "title %q\n", doc.Title)
	}
	for _, m := range doc.Meta {
		fmt.Fprintf(&b, "meta %s %q\n", m.Name, m.Value)
	}
	for i := range doc.Blocks {
		showBlock(&b, i, &doc.Blocks[i])
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

func showError(b *strings.Builder, err error) {
	e, ok := errors.AsType[*diag.Error](err)
	if !ok {
		fmt.Fprintf(b, "error %v\n", err)
		return
	}
	fmt.Fprintf(b, "error %s", e.Code)
	if e.Part != "" {
		fmt.Fprintf(b, " in %s at %d", e.Part, e.Offset)
	}
	for _, a := range e.Args {
		fmt.Fprintf(b, " %s=%s", a.Name, a.Value)
	}
	if e.Err != nil {
		fmt.Fprintf(b, ": %v", e.Err)
	}
	b.WriteByte('\n')
}

func showBlock(b *strings.Builder, i int, blk *document.Block) {
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
	for i := range blk.Table.Cells {
		showCell(b, &blk.Table.Cells[i])
	}
}

func showCell(b *strings.Builder, c *document.Cell) {
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
