package pdf

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/pdf/internal/layout"
)

// emit hands what was laid out to the builder.
func emit(b *document.Builder, d *layout.Document) {
	for _, blk := range d.Blocks {
		switch {
		case b.Err() != nil:
			return
		case blk.Table != nil:
			table(b, blk.Table)
		case blk.Level > 0:
			b.Heading(blk.Level, "", blk.Text)
		default:
			b.Paragraph("", blk.Text)
		}
	}
	for _, list := range []struct {
		kind  document.AsideKind
		texts []string
	}{{document.Header, d.Heads}, {document.Footer, d.Feet}, {document.Footnote, d.Footnotes}} {
		for _, text := range list.texts {
			b.AddAside(list.kind, text)
		}
	}
}

// table emits a table row by row. A place that no cell covers, as where a table has
// other columns overleaf, becomes an empty cell.
func table(b *document.Builder, t *layout.Table) {
	rows := make([][]*layout.Cell, t.Rows)
	for i := range t.Cells {
		if c := &t.Cells[i]; c.Row < t.Rows {
			rows[c.Row] = append(rows[c.Row], c)
		}
	}
	model := document.Flow
	if t.Aligned {
		model = document.Placed
	}
	covered := make([]int, t.Cols) // the first row that no cell above covers
	b.BeginTable(model)
	for r, cells := range rows {
		slices.SortStableFunc(cells, func(a, b *layout.Cell) int { return a.Col - b.Col })
		b.BeginRow()
		col := 0
		fill := func(to int) {
			for ; col < to; col++ {
				switch {
				case covered[col] > r:
				case t.Aligned:
					b.SkipCols(1)
				default:
					b.BeginCell(document.CellProps{})
				}
			}
		}
		for _, c := range cells {
			fill(c.Col)
			b.BeginCell(document.CellProps{ColSpan: c.ColSpan, RowSpan: c.RowSpan, Box: c.Box})
			for p := range strings.SplitSeq(c.Text, "\n") {
				b.Paragraph("", p)
			}
			for ; col < min(c.Col+c.ColSpan, t.Cols); col++ {
				covered[col] = r + c.RowSpan
			}
		}
		fill(t.Cols)
	}
	b.EndTable()
}
