package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/schema"
)

// piece is a block of a source as the page draws it.
type piece struct {
	ID    string // of the element
	Block int
	Level int // of a heading
	Text  string
	Rows  [][]square
	Cols  int
	Marks []mark
}

// square is a cell of a table as the page draws it, or a place that none covers.
type square struct {
	ID         string
	Text       string
	Rows, Cols int
	Hole       bool
	Header     bool
	Value      string // the id of the value that was read there
	Marks      []mark
}

// mark says that a finding is about a place.
type mark struct {
	Class, Sign, Code string
	N                 int // of the finding
	First             bool
}

// signs are marks as they are drawn: one for each severity, which names all codes.
func signs(marks []mark) (out []mark) {
	for _, m := range marks {
		i := slices.IndexFunc(out, func(o mark) bool { return o.Class == m.Class })
		if i < 0 {
			out = append(out, m)
			continue
		}
		out[i].First = out[i].First || m.First
		if !slices.Contains(strings.Fields(out[i].Code), m.Code) {
			out[i].Code += " " + m.Code
		}
	}
	return out
}

// What is drawn of a source: far more than a report has, so that a hostile file
// cannot fill the memory of a browser.
const (
	mostCells  = 30_000
	mostBlocks = 20_000
	mostText   = 2 << 20
)

func placeID(p source.Pos) string {
	switch {
	case p.IsZero():
		return ""
	case p.Row() < 0:
		return fmt.Sprintf("b-%d", p.Block())
	}
	return fmt.Sprintf("c-%d-%d-%d", p.Block(), p.Row(), p.Col())
}

// bare is a place by its block, row and column alone.
func bare(p source.Pos) source.Pos {
	switch {
	case p.IsZero():
		return p
	case p.Row() < 0:
		return source.AtBlock(p.Block())
	}
	return source.AtCell(p.Block(), p.Row(), p.Col())
}

// drawer draws a source with what is known of its places.
type drawer struct {
	marks  map[source.Pos][]mark
	values map[source.Pos]string
	cells  int
	text   int
	cut    bool
}

// clip takes as much of a text as there is room for.
func (d *drawer) clip(text string) string {
	if room := max(0, mostText-d.text); len(text) > room {
		d.cut = true
		text = strings.ToValidUTF8(text[:room], "")
	}
	d.text += len(text)
	return text
}

// document draws a source as it was found.
func (d *drawer) document(doc *document.Document) []piece {
	var out []piece
	for i := range doc.Blocks {
		if d.cut || i >= mostBlocks || d.cells > mostCells {
			d.cut = true
			break
		}
		b := &doc.Blocks[i]
		p := piece{ID: placeID(source.AtBlock(i)), Block: i, Text: d.clip(b.Text), Level: b.Level, Marks: d.marks[source.AtBlock(i)]}
		if b.Table != nil {
			p.Rows, p.Cols = d.table(b.Table, i), b.Table.Cols
		}
		if p.Rows != nil || strings.TrimSpace(p.Text) != "" {
			out = append(out, p)
		}
	}
	return out
}

// table lays a grid out as rows of cells with their spans.
func (d *drawer) table(t *document.Table, block int) [][]square {
	out := make([][]square, 0, min(t.Rows, mostCells))
	for r := range t.Rows {
		var row []square
		for c := range t.Cols {
			if d.cells++; d.cells > mostCells {
				d.cut = true
				return out
			}
			i := t.IndexAt(r, c)
			switch {
			case i < 0:
				row = append(row, square{Hole: true, Rows: 1, Cols: 1})
			case t.Cells[i].Row == r && t.Cells[i].Col == c:
				row = append(row, d.square(t, i, block))
			}
		}
		out = append(out, row)
	}
	return out
}

func (d *drawer) square(t *document.Table, i, block int) square {
	c := &t.Cells[i]
	at := source.AtCell(block, c.Row, c.Col)
	s := square{ID: placeID(at), Text: c.Text, Header: c.Header, Value: d.values[at], Marks: d.marks[at]}
	for s.Cols < c.ColSpan && t.IndexAt(c.Row, c.Col+s.Cols) == i {
		s.Cols++
	}
	for s.Rows < c.RowSpan && t.IndexAt(c.Row+s.Rows, c.Col) == i {
		s.Rows++
	}
	for _, n := range c.Nested {
		s.Text += fmt.Sprintf("\n[table %d]", n.Block)
	}
	s.Text = d.clip(s.Text)
	return s
}

// recorded draws what the data set holds of a source that is not there: its
// sections, and its values where they stood.
func (d *drawer) recorded(r *schema.Report) []piece {
	var out []piece
	for i := range r.Sections {
		s := &r.Sections[i]
		if s.Heading != "" {
			out = append(out, piece{Block: -1, Level: 2, Text: d.clip(s.Heading)})
		}
		if s.Text != "" {
			out = append(out, piece{Block: -1, Text: d.clip(s.Text)})
		}
	}
	tables := map[int]map[source.Pos]string{}
	note := func(p source.Pos, raw string) {
		if p.Row() < 0 {
			return
		}
		p = bare(p)
		if tables[p.Block()] == nil {
			tables[p.Block()] = map[source.Pos]string{}
		}
		tables[p.Block()][p] = raw
	}
	for i := range r.Facts {
		note(r.Facts[i].Pos, r.Facts[i].Raw)
	}
	for i := range r.Unmapped {
		note(r.Unmapped[i].Pos, r.Unmapped[i].Raw)
	}
	var blocks []int
	for b := range tables {
		blocks = append(blocks, b)
	}
	slices.Sort(blocks)
	for _, b := range blocks {
		p := piece{ID: placeID(source.AtBlock(b)), Block: b}
		p.Rows, p.Cols = d.placed(tables[b])
		out = append(out, p)
	}
	return out
}

// placed lays cells out by their places; what stood between them is not known.
func (d *drawer) placed(cells map[source.Pos]string) (out [][]square, cols int) {
	var places []source.Pos
	for p := range cells {
		places = append(places, p)
		cols = max(cols, p.Col()+1)
	}
	slices.SortFunc(places, source.Pos.Compare)
	var row []square
	at := -1
	flush := func() {
		if at >= 0 {
			out = append(out, row)
		}
	}
	for _, p := range places {
		if d.cells++; d.cells > mostCells || cols > 1000 {
			d.cut = true
			break
		}
		if p.Row() != at {
			flush()
			at, row = p.Row(), nil
		}
		for len(row) < p.Col() {
			row = append(row, square{Hole: true, Rows: 1, Cols: 1})
		}
		row = append(row, square{ID: placeID(p), Text: d.clip(cells[p]), Rows: 1, Cols: 1, Value: d.values[p], Marks: d.marks[p]})
	}
	flush()
	return out, cols
}
