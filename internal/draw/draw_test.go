package draw_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/internal/draw"
	"github.com/nianbao/nianbao/internal/term"
)

var update = flag.Bool("update", false, "rewrite golden files")

// table builds a table from rows of cells; a cell is its text, with "^" for one
// that continues the cell above and "<n" behind for a span of n columns.
func table(b *document.Builder, rows ...[]string) {
	b.BeginTable(document.GridColumns)
	for _, row := range rows {
		b.BeginRow()
		for _, text := range row {
			p := document.CellProps{VMerge: document.VMergeRestart}
			if i := strings.LastIndexByte(text, '<'); i >= 0 {
				p.ColSpan = int(text[i+1] - '0')
				text = text[:i]
			}
			if text == "^" {
				p.VMerge, text = document.VMergeContinue, ""
			}
			b.BeginCell(p)
			for par := range strings.SplitSeq(text, "\n") {
				b.Paragraph("", par)
			}
			b.EndCell()
		}
		b.EndRow()
	}
	b.EndTable()
}

func build(t *testing.T, fill func(*document.Builder)) *document.Document {
	t.Helper()
	b := document.NewBuilder("docx", document.Limits{})
	fill(b)
	doc, err := b.Document()
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// requests has the merges of the head of a real table of requests.
func requests(b *document.Builder) {
	table(b,
		[]string{"本列数据的勾稽关系<3", "申请人情况<4"},
		[]string{"^<3", "自然人", "法人或其他组织<2", "总计"},
		[]string{"^<3", "^", "商业企业", "其他", "^"},
		[]string{"一、新收申请数量<3", "22", "0", "5", "27"},
		[]string{"三、本年度办理结果", "（三）不予公开", "1.属于国家秘密", "1", "", "—", "1"},
		[]string{"^", "^", "2.其他禁止公开", "2", "", "", "2"},
	)
}

func TestDocument(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		width int
		fill  func(*document.Builder)
	}{
		{"merged", 100, requests},
		{"narrow", 50, requests},
		{"nested", 60, func(b *document.Builder) {
			b.BeginTable(document.GridColumns)
			b.BeginRow()
			b.BeginCell(document.CellProps{})
			b.Paragraph("", "before")
			table(b, []string{"in", "ner"})
			b.Paragraph("", "after")
			b.EndCell()
			b.BeginCell(document.CellProps{})
			b.Paragraph("", "beside")
			b.EndTable()
		}},
		{"holes", 60, func(b *document.Builder) {
			table(b, []string{"a", "b", "c"}, []string{"d"}, []string{"e<2", "f"})
		}},
		{"texts", 40, func(b *document.Builder) {
			b.SetTitle("年度报告\x1b[2J")
			b.AddMeta("PubDate", "2021-01-25")
			b.Heading(1, "一、", "总体情况")
			b.Paragraph("", "一个比较长的段落，用来看它在四十列的地方怎样折行，以及\n手动换行。")
			b.Paragraph("（一） ", "编号的段落")
			b.AddAside(document.Footnote, "脚注")
			b.AddLink("附件", "a.pdf")
			b.AddImage()
			b.AddFinding(diag.New("X109", source.AtBlock(1)))
			b.AddFinding(diag.New("X105", source.Pos{}, "format", "docx", "suffix", ".doc\x07"))
		}},
		{"empty table", 40, func(b *document.Builder) { table(b) }},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			if err := draw.Document(&out, build(t, tc.fill), tc.width); err != nil {
				t.Fatal(err)
			}
			golden(t, strings.ReplaceAll(tc.name, " ", "_")+".txt", out.String())
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("rewrite with -update if it is right (-want +got):\n%s", diff)
	}
}

// FuzzGrid: any table is drawn with all its texts, in lines that are equally
// wide wherever a border closes them.
func FuzzGrid(f *testing.F) {
	f.Add([]byte{3, 0, 1, 0, 2, 1, 3, 0, 1, 0}, 40)
	f.Add([]byte{1, 9, 1, 9, 1, 9, 1, 9, 0, 0, 2, 2}, 10)
	f.Fuzz(func(t *testing.T, shape []byte, width int) {
		b := document.NewBuilder("docx", document.Limits{Cells: 200, Cols: 20, Rows: 50})
		b.BeginTable(document.Flow)
		for i := 0; i+1 < len(shape); i += 2 {
			if shape[i]&0x80 != 0 {
				b.BeginRow()
			}
			b.BeginCell(document.CellProps{ColSpan: int(shape[i] & 7), RowSpan: int(shape[i+1] & 7)})
			b.Paragraph("", strings.Repeat("字", int(shape[i+1]>>3)))
			b.EndCell()
		}
		doc, err := b.Document()
		if err != nil {
			return // a limit
		}
		tab := doc.Blocks[0].Table
		lines := draw.Grid(tab, width%200, func(c *document.Cell) string { return c.Text })
		if tab.Rows == 0 || tab.Cols == 0 {
			return
		}
		want := 0
		for _, c := range tab.Cells {
			want += strings.Count(c.Text, "字")
		}
		if got := strings.Count(strings.Join(lines, ""), "字"); got != want {
			t.Errorf("%d characters drawn of %d:\n%s", got, want, strings.Join(lines, "\n"))
		}
		wide := term.Width(lines[1])
		for _, l := range lines[1:] {
			if strings.HasPrefix(l, "under another cell") {
				break
			}
			if term.Width(l) != wide {
				t.Errorf("lines of different width:\n%s", strings.Join(lines, "\n"))
				break
			}
		}
	})
}
