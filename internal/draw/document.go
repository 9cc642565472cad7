// Package draw shows what a reader made of a file as text that a person can
// check against the printed page: blocks with their numbers, and tables as
// grids with their merged cells.
//
// Everything out of a document is cleaned: it cannot command the terminal.
package draw

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/internal/term"
)

// Document writes a document to w, with lines of at most width columns where
// that can be.
func Document(w io.Writer, doc *document.Document, width int) error {
	p := &printer{w: bufio.NewWriter(w), width: width}
	p.head(doc)
	for i := range doc.Blocks {
		p.block(i, &doc.Blocks[i])
	}
	p.tail(doc)
	return p.w.Flush()
}

// printer writes lines. Errors wait in the buffer until it is flushed.
type printer struct {
	w     *bufio.Writer
	width int
}

func (p *printer) line(format string, args ...any) { _, _ = fmt.Fprintf(p.w, format+"\n", args...) }

func (p *printer) head(doc *document.Document) {
	tables := 0
	for _, b := range doc.Blocks {
		if b.Table != nil {
			tables++
		}
	}
	p.line("%s: %s, %s, %s", doc.Format, plural(len(doc.Blocks), "block"), plural(tables, "table"), plural(doc.Images, "image"))
	if doc.Title != "" {
		p.line("title: %s", term.Clean(doc.Title))
	}
	for _, m := range doc.Meta {
		p.line("meta:  %s = %s", term.Clean(m.Name), term.Clean(m.Value))
	}
}

func (p *printer) block(i int, b *document.Block) {
	p.line("")
	switch b.Kind {
	case document.TableBlock:
		t := b.Table
		p.line("[%d] table%s: %s × %s, %s, %s", i, inside(b.Parent), plural(t.Rows, "row"), plural(t.Cols, "column"),
			plural(len(t.Cells), "cell"), t.Geometry)
		for _, line := range Grid(t, p.width, cellText) {
			p.line("%s", line)
		}
	case document.Heading:
		p.text(fmt.Sprintf("[%d] heading %d%s:", i, b.Level, marker(b.Marker)), b.Text)
	default:
		p.text(fmt.Sprintf("[%d] paragraph%s:", i, marker(b.Marker)), b.Text)
	}
}

// text writes what a text is, and below it the text, indented.
func (p *printer) text(what, text string) {
	p.line("%s", what)
	const indent = "    "
	for _, line := range term.Wrap(text, max(20, p.width-len(indent))) {
		p.line("%s", strings.TrimRight(indent+line, " "))
	}
}

func inside(parent source.Pos) string {
	if parent.IsZero() {
		return ""
	}
	return " in " + parent.String()
}

// marker names the list number that the file does not hold as text.
func marker(m string) string {
	if m == "" {
		return ""
	}
	return ", numbered " + term.Clean(strings.TrimSpace(m))
}

// cellText is a cell's text with a note where a nested table stands.
func cellText(c *document.Cell) string {
	text, shift := c.Text, 0
	for _, n := range c.Nested {
		at := min(n.Offset+shift, len(text))
		note := fmt.Sprintf("[table %d]", n.Block)
		if at > 0 && text[at-1] != '\n' {
			note = "\n" + note
		}
		if at < len(text) && text[at] != '\n' {
			note += "\n"
		}
		text = text[:at] + note + text[at:]
		shift += len(note)
	}
	return text
}

func (p *printer) tail(doc *document.Document) {
	if len(doc.Asides)+len(doc.Links)+len(doc.Findings) > 0 {
		p.line("")
	}
	for _, a := range doc.Asides {
		p.line("%s: %s", a.Kind, term.Clean(a.Text))
	}
	for _, l := range doc.Links {
		p.line("link:  %s → %s", term.Clean(l.Text), term.Clean(l.Target))
	}
	for _, f := range doc.Findings {
		place := ""
		if !f.Pos.IsZero() {
			place = " (" + f.Pos.String() + ")"
		}
		p.line("%s %s: %s%s", f.Severity, f.Code, term.Clean(f.Message()), place)
	}
}

// plural is a number with the thing counted, in the plural if need be.
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
