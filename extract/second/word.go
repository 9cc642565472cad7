package second

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// ErrNoDecoder says that this program was built without the decoder of Word
// files (build tag "permissive").
var ErrNoDecoder = errors.New("this program was built without the second reader of Word files (-tags permissive)")

// Word reads a Word file. The error says why that cannot be done; then the file
// was not read a second time.
func Word(ctx context.Context, data []byte, limits Limits) (*Reading, error) {
	if !canDecode {
		return nil, ErrNoDecoder
	}
	a, err := openArchive(ctx, data, limits)
	if err != nil {
		return nil, err
	}
	name, err := a.mainPart()
	if err != nil {
		return nil, err
	}
	styles, err := a.readStyles(name)
	if err != nil {
		return nil, err
	}
	main, err := a.part(name)
	if err != nil {
		return nil, err
	}
	blocks, err := readBody(ctx, main, styles, limits)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return &Reading{By: "go-docx", blocks: blocks}, nil
}

// readBody reads a main part.
func readBody(ctx context.Context, part []byte, styles *styleSheet, limits Limits) ([]block, error) {
	part = plainUTF8(part)
	src := &tokens{d: xml.NewDecoder(&stopped{ctx, bytes.NewReader(part)}), maxDepth: limits.Depth, prefixes: map[string]string{}}
	src.d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	if bytes.Contains(part, []byte("fldChar")) {
		src.unclosed = unclosedFields(part)
	}
	b := &body{d: xml.NewTokenDecoder(newFilter(src, styles)), maxCols: limits.Cols}
	err := b.read()
	if err == nil {
		err = ctx.Err()
	}
	return b.blocks, err
}

// body makes blocks of what the filter lets through. It decodes paragraph by
// paragraph and row by row, which bounds what the decoder allocates.
type body struct {
	d       *xml.Decoder
	maxCols int
	blocks  []block
	lines   lines
}

func (b *body) read() error {
	for {
		t, err := b.d.Token()
		if errors.Is(err, io.EOF) {
			b.flush()
			return nil
		}
		if err != nil {
			return err
		}
		s, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch s.Name.Local {
		case "p":
			text, err := decodeParagraph(b.d, s)
			if err != nil {
				return err
			}
			b.paragraph(text)
		case "tbl":
			b.flush()
			if err := b.table(); err != nil {
				return err
			}
		}
	}
}

// paragraph adds a paragraph of the body.
func (b *body) paragraph(text string) {
	if text == gapText {
		b.flush()
		b.blocks = append(b.blocks, block{gap: true})
		return
	}
	if b.lines.add(text) {
		b.flush()
	}
}

func (b *body) flush() {
	for _, text := range b.lines.take() {
		if text != "" {
			b.blocks = append(b.blocks, block{text: pattern(text)})
		}
	}
}

// table reads the rows of the table just started.
func (b *body) table() error {
	g := grid{maxCols: b.maxCols}
	for {
		t, err := b.d.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.EndElement:
			b.blocks = g.appendTo(b.blocks)
			return nil
		case xml.StartElement:
			if t.Name.Local != "tr" {
				if err := b.d.Skip(); err != nil {
					return err
				}
				continue
			}
			row, err := decodeRow(b.d, t)
			if err == nil {
				err = g.add(row)
			}
			if err != nil {
				return err
			}
		}
	}
}

// lines joins paragraphs that go on in the next.
type lines struct {
	list []string
	held string
}

// add adds a paragraph and tells whether it ended.
func (l *lines) add(text string) bool {
	text, on := strings.CutSuffix(text, string(joins))
	if l.held != "" {
		// The number of the list stands at the start, whosever it is.
		a, numbered := strings.CutPrefix(l.held, string(marker))
		z, numberedToo := strings.CutPrefix(text, string(marker))
		text = a + z
		if numbered || numberedToo {
			text = string(marker) + text
		}
		l.held = ""
	} else if on && strings.Trim(text, string(marker)) == "" {
		return false // nothing to go on
	}
	if on {
		l.held = text
		return false
	}
	l.list = append(l.list, strings.TrimRight(text, "\n"))
	return true
}

// take gives the lines, with one that was to go on.
func (l *lines) take() []string {
	if l.held != "" {
		l.list = append(l.list, strings.TrimRight(l.held, "\n"))
	}
	out := l.list
	for i := range out {
		out[i] = markStruck(out[i])
	}
	*l = lines{}
	return out
}

// decodedRow is a row as the decoder gives it.
type decodedRow []decodedCell

type decodedCell struct {
	span   int
	merge  string // "", "restart", "continue"
	texts  []string
	tables [][]decodedRow
}

// grid lays the cells of a table.
type grid struct {
	maxCols int
	t       table
	nested  []block
	merges  []string    // of each cell
	above   map[int]int // first column → cell, of the row before
}

var errTooWide = errors.New("a table is wider than the limit of columns")

// add lays a row.
func (g *grid) add(row decodedRow) error {
	col, first := 0, len(g.t.cells)
	here := map[int]int{}
	r := g.t.rows
	for i := range row {
		d := &row[i]
		span := max(d.span, 1)
		if col+span > g.maxCols {
			return errTooWide
		}
		if slices.Equal(d.texts, []string{string(noCell)}) {
			if i+1 < len(row) {
				col += span
			}
			continue
		}
		if g.t.rows == r {
			g.t.rows++
		}
		g.cell(d, r, col, span, first, here)
		col += span
		g.t.cols = max(g.t.cols, col)
		for _, rows := range d.tables {
			inner := grid{maxCols: g.maxCols}
			for _, x := range rows {
				if err := inner.add(x); err != nil {
					return err
				}
			}
			g.nested = inner.appendTo(g.nested)
		}
	}
	if g.t.rows > r {
		g.above = here
	}
	return nil
}

// cell lays a cell: into the one before or above it, or as one of its own.
func (g *grid) cell(d *decodedCell, r, col, span, first int, here map[int]int) {
	var l lines
	left := len(d.texts) > 0 && d.texts[0] == string(toLeft)
	texts := d.texts
	if left {
		texts = texts[1:]
	}
	for _, t := range texts {
		l.add(t)
	}
	text := pattern(strings.TrimRight(strings.Join(l.take(), "\n"), "\n"))
	if n := len(g.t.cells); left && n > first {
		c := &g.t.cells[n-1]
		c.colSpan += span
		if c.text != "" && text != "" {
			c.text += "\n"
		}
		c.text += text
		return
	}
	if i, ok := g.above[col]; ok && d.merge == "continue" && g.merges[i] != "" && g.t.cells[i].colSpan == span {
		g.t.cells[i].rowSpan++
		here[col] = i
		return
	}
	here[col] = len(g.t.cells)
	g.t.cells = append(g.t.cells, cell{r, col, 1, span, text})
	g.merges = append(g.merges, d.merge)
}

// appendTo appends the table and those in its cells.
func (g *grid) appendTo(blocks []block) []block {
	if g.t.rows == 0 {
		return blocks
	}
	t := g.t
	return append(append(blocks, block{table: &t}), g.nested...)
}
