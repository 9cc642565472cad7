package document_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
)

// draw renders a grid with one letter a place: that of the cell covering it.
func draw(t *document.Table) string {
	var b strings.Builder
	for r := range t.Rows {
		for c := range t.Cols {
			if cell := t.At(r, c); cell != nil {
				b.WriteString(cell.Text)
			} else {
				b.WriteByte('.')
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// build reads a table from a sketch: rows by newline, cells by space, a cell
// being its letter and then its properties: 2 (columns), v3 (rows), v* (to the
// group's end), r (merge restart), c (merge continue), h (joins the left), and
// "-" alone for the end of a row group.
func build(t *testing.T, m document.Model, sketch string) (*document.Document, error) {
	t.Helper()
	b := document.NewBuilder("test", document.Limits{Cols: 50})
	b.BeginTable(m)
	for line := range strings.SplitSeq(strings.TrimSpace(sketch), "\n") {
		if line == "-" {
			b.EndRowGroup()
			continue
		}
		b.BeginRow()
		for f := range strings.FieldsSeq(line) {
			if f[0] == '.' {
				b.SkipCols(len(f))
				continue
			}
			var p document.CellProps
			for i := 1; i < len(f); i++ {
				switch f[i] {
				case 'r':
					p.VMerge = document.VMergeRestart
				case 'c':
					p.VMerge = document.VMergeContinue
				case 'h':
					p.HContinue = true
				case 'v':
					if i++; f[i] == '*' {
						p.RowSpan = document.ToGroupEnd
					} else {
						p.RowSpan = int(f[i] - '0')
					}
				default:
					p.ColSpan = int(f[i] - '0')
				}
			}
			b.BeginCell(p)
			if p.VMerge != document.VMergeContinue && !p.HContinue {
				b.Paragraph("", f[:1])
			}
			b.EndCell()
		}
	}
	b.EndTable()
	return b.Document()
}

func TestGrid(t *testing.T) {
	tests := []struct {
		name   string
		model  document.Model
		sketch string
		want   string
		codes  string
	}{
		{"plain", document.GridColumns, "a b\nc d", "ab\ncd\n", ""},
		{"grid span", document.GridColumns, "a2 b\nc d e", "aab\ncde\n", ""},
		{"vertical merge", document.GridColumns, "ar b\nxc d\nxc e", "ab\nad\nae\n", ""},
		{"merge with span", document.GridColumns, "ar2 b\nx2c d", "aab\naad\n", ""},
		{"merge needs the same edges", document.GridColumns, "ar2 b\nxc c d", "aab\n.cd\n", ""},
		{"merge without an anchor", document.GridColumns, "a b\nxc d", "ab\n.d\n", ""},
		{"merge is broken by a row between", document.GridColumns, "ar b\nc d\nxc e", "ab\ncd\n.e\n", ""},
		{"two merges in a row", document.GridColumns, "ar b\nxc d\ner f\nxc g", "ab\nad\nef\neg\n", ""},
		{"grid before", document.GridColumns, "a b c\n.. d", "abc\n..d\n", ""},
		{"hMerge", document.GridColumns, "a xh b\nc d e", "aab\ncde\n", ""},
		{"rows of different length", document.GridColumns, "a b c\nd", "abc\nd..\n", ""},
		{"flow around a row span", document.Flow, "av2 b\nc", "ab\nac\n", ""},
		{"span in the middle", document.Flow, "a bv2 c\nd e", "abc\ndbe\n", ""},
		{"span to the group's end", document.Flow, "av* b\nc\nd\n-\ne f", "ab\nac\nad\nef\n", ""},
		{"span past the table", document.Flow, "av9 b\nc", "ab\nac\n", ""},
		{"span ends with its group", document.Flow, "av9 b\n-\nc d", "ab\ncd\n", ""},
		{"column taken over after a span", document.Flow, "av2 b\nc\nd e", "ab\nac\nde\n", ""},
		{"overlap", document.Flow, "a bv2\nc2 d", "ab.\ncbd\n", "X109"},
		{"loose", document.Loose, "a b\nc", "ab\nc.\n", ""},
		{"placed", document.Placed, "a .. b\n. c2 d", "a..b\n.ccd\n", ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			d, err := build(t, tc.model, tc.sketch)
			if err != nil {
				t.Fatal(err)
			}
			tab := d.Blocks[0].Table
			// An empty cell draws as nothing; show it as a dot.
			got := draw(tab)
			for _, c := range tab.Cells {
				if c.Text == "" {
					got = drawDots(tab)
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			var codes []string
			for _, f := range d.Findings {
				codes = append(codes, string(f.Code))
			}
			if got := strings.Join(codes, " "); got != tc.codes {
				t.Errorf("findings %q, want %q", got, tc.codes)
			}
		})
	}
}

func drawDots(t *document.Table) string {
	var b strings.Builder
	for r := range t.Rows {
		for c := range t.Cols {
			if cell := t.At(r, c); cell != nil && cell.Text != "" {
				b.WriteString(cell.Text)
			} else {
				b.WriteByte('.')
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestHiddenText(t *testing.T) {
	b := document.NewBuilder("test", document.Limits{})
	b.BeginTable(document.GridColumns)
	for i, v := range []document.VMerge{document.VMergeRestart, document.VMergeContinue} {
		b.BeginRow()
		b.BeginCell(document.CellProps{VMerge: v})
		b.Paragraph("", fmt.Sprint("text ", i))
	}
	d, err := b.Document()
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Blocks[0].Table.At(1, 0).Text; got != "text 0" {
		t.Errorf("text = %q", got)
	}
	if len(d.Findings) != 1 || d.Findings[0].Code != "X110" {
		t.Errorf("findings = %v", d.Findings)
	}
}

func TestNestedTable(t *testing.T) {
	b := document.NewBuilder("test", document.Limits{})
	b.BeginTable(document.Flow)
	b.BeginRow()
	b.BeginCell(document.CellProps{})
	b.Paragraph("", "before")
	b.BeginTable(document.Flow)
	b.BeginRow()
	b.BeginCell(document.CellProps{})
	b.Paragraph("一、", "inner")
	b.EndTable()
	b.Paragraph("", "after")
	b.EndTable()
	b.Paragraph("", "outside")
	d, err := b.Document()
	if err != nil {
		t.Fatal(err)
	}
	outer := d.Blocks[0].Table.Cells[0]
	if outer.Text != "before\nafter" || len(outer.Nested) != 1 || outer.Nested[0] != (document.Nested{Block: 1, Offset: 6}) {
		t.Errorf("outer cell = %+v", outer)
	}
	if got := d.Blocks[1].Table.Cells[0].Text; got != "一、inner" {
		t.Errorf("inner text = %q", got)
	}
	if got := d.Blocks[1].Parent.String(); got != "block 0 row 0 col 0" {
		t.Errorf("parent = %s", got)
	}
	if d.Blocks[2].Text != "outside" {
		t.Errorf("block 2 = %+v", d.Blocks[2])
	}
}

func TestDropRow(t *testing.T) {
	b := document.NewBuilder("test", document.Limits{})
	b.BeginTable(document.GridColumns)
	row := func(v document.VMerge, text string) {
		b.BeginRow()
		b.BeginCell(document.CellProps{VMerge: v})
		if v != document.VMergeContinue {
			b.Paragraph("", "a")
		}
		b.BeginCell(document.CellProps{})
		b.Paragraph("", text)
	}
	row(document.VMergeRestart, "b")
	row(document.VMergeContinue, "x")
	b.DropRow()
	row(document.VMergeContinue, "c")
	d, err := b.Document()
	if err != nil {
		t.Fatal(err)
	}
	if got := draw(d.Blocks[0].Table); got != "ab\nac\n" {
		t.Errorf("grid = %q", got)
	}
}

func TestLimits(t *testing.T) {
	tests := []struct {
		name   string
		code   diag.Code
		limits document.Limits
		fill   func(b *document.Builder)
	}{
		{"blocks", "X111", document.Limits{Blocks: 3}, func(b *document.Builder) { b.Paragraph("", "x") }},
		{"text", "X168", document.Limits{Text: 3}, func(b *document.Builder) { b.Paragraph("", "xx") }},
		{"depth", "X167", document.Limits{Depth: 3}, func(b *document.Builder) {
			b.BeginTable(document.Flow)
			b.BeginRow()
			b.BeginCell(document.CellProps{})
		}},
		{"rows", "X165", document.Limits{Rows: 3}, func(b *document.Builder) { oneTable(b); b.BeginRow() }},
		{"cells", "X164", document.Limits{Cells: 3}, func(b *document.Builder) { oneTable(b); b.BeginCell(document.CellProps{}) }},
		{"places", "X169", document.Limits{Places: 30}, func(b *document.Builder) {
			b.BeginTable(document.GridColumns)
			b.BeginRow()
			b.BeginCell(document.CellProps{ColSpan: 20})
			b.EndTable()
		}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			b := document.NewBuilder("test", tc.limits)
			for range 9 {
				tc.fill(b)
			}
			_, err := b.Document()
			var e *diag.Error
			if !errors.As(err, &e) || e.Code != tc.code {
				t.Errorf("error = %v, want %s", err, tc.code)
			}
		})
	}
}

// TestTooWide keeps the text of what stands past the last column.
func TestTooWide(t *testing.T) {
	for _, m := range []document.Model{document.GridColumns, document.Flow} {
		b := document.NewBuilder("test", document.Limits{Cols: 2})
		b.BeginTable(m)
		for range 3 {
			b.BeginRow()
			for range 4 {
				b.BeginCell(document.CellProps{})
				b.Paragraph("", "x")
			}
		}
		d, err := b.Document()
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Blocks[0].Table; got.Cols != 2 || len(got.Cells) != 12 || got.Cells[11].Text != "x" {
			t.Errorf("%d columns, %d cells", got.Cols, len(got.Cells))
		}
		var codes []diag.Code
		for _, f := range d.Findings {
			codes = append(codes, f.Code)
		}
		if diff := cmp.Diff([]diag.Code{"X166", "X109"}, codes); diff != "" {
			t.Errorf("findings (-want +got)\n%s", diff)
		}
	}
}

func oneTable(b *document.Builder) {
	if b.Here().Block() == 0 {
		b.Paragraph("", "x")
		b.BeginTable(document.GridColumns)
	}
}

func TestHugeSpans(t *testing.T) {
	for _, m := range []document.Model{document.GridColumns, document.Flow} {
		b := document.NewBuilder("test", document.Limits{})
		b.BeginTable(m)
		for range 3 {
			b.BeginRow()
			b.BeginCell(document.CellProps{ColSpan: 2_000_000_000, RowSpan: 2_000_000_000})
			b.Paragraph("", "x")
		}
		d, err := b.Document()
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Blocks[0].Table; got.Cols > 1000 || got.Rows != 3 {
			t.Errorf("grid is %d × %d", got.Rows, got.Cols)
		}
		if len(d.Findings) == 0 {
			t.Error("no finding for cut spans")
		}
	}
}
