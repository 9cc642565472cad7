package normalize

import (
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/schema"
)

// onPages adds to the places of cells where they are on the pages, for formats that
// have pages.
func onPages(r *schema.Report, doc *document.Document) {
	if !hasPages(doc) {
		return
	}
	put := func(p *source.Pos) {
		b := p.Block()
		if p.Row() < 0 || b < 0 || b >= len(doc.Blocks) || doc.Blocks[b].Table == nil {
			return
		}
		if c := doc.Blocks[b].Table.At(p.Row(), p.Col()); c != nil {
			*p = p.OnPage(c.Box)
		}
	}
	for i := range r.Facts {
		put(&r.Facts[i].Pos)
	}
	for i := range r.Unmapped {
		put(&r.Unmapped[i].Pos)
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		put(&f.Pos)
		for k := range f.Related {
			put(&f.Related[k])
		}
	}
}

// hasPages tells whether the first table with cells says where they are.
func hasPages(doc *document.Document) bool {
	for _, b := range doc.Blocks {
		if b.Table != nil && len(b.Table.Cells) > 0 {
			return !b.Table.Cells[0].Box.IsZero()
		}
	}
	return false
}
