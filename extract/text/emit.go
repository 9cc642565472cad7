package text

import (
	"strings"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
)

// emitter hands regions to the Builder.
type emitter struct {
	b        *document.Builder
	markdown bool
}

func (e *emitter) emit(r region) {
	if r.table != nil {
		e.table(r.table)
	}
	for _, p := range r.prose {
		text := e.inline(p.text)
		if p.level > 0 {
			e.b.Heading(p.level, "", text)
		} else {
			e.b.Paragraph("", text)
		}
	}
}

// model is how the Builder lays out a table of the geometry.
func model(g document.Geometry) document.Model {
	switch g {
	case document.Ruled:
		return document.GridColumns
	case document.Aligned:
		return document.Placed
	}
	return document.Loose
}

func (e *emitter) table(t *table) {
	if t.finding != "" {
		e.b.AddFinding(diag.New(t.finding, e.b.Here()))
	}
	e.b.BeginTable(model(t.geometry))
	for _, row := range t.rows {
		e.b.BeginRow()
		next := 0 // the column in which the next cell would stand
		for _, c := range row {
			if t.geometry == document.Aligned {
				e.b.SkipCols(c.col - next)
				next = c.col + c.span
			}
			e.b.BeginCell(document.CellProps{ColSpan: c.span})
			for p := range strings.SplitSeq(e.inline(c.text), "\n") {
				e.b.Paragraph("", trim(p))
			}
		}
	}
	e.b.EndTable()
}

// inline is a text as it prints; pictures and links in it are counted.
func (e *emitter) inline(text string) string {
	in := inlineOf(text, e.markdown)
	for range in.images {
		e.b.AddImage()
	}
	for _, l := range in.links {
		e.b.AddLink(l.text, l.target)
	}
	return trim(in.text)
}
