package docx

import (
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/docx/internal/opc"
	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
	"github.com/nianbao/nianbao/extract/internal/listnum"
	"github.com/nianbao/nianbao/extract/source"
)

// note is a reference to a footnote or endnote.
type note struct {
	kind document.AsideKind
	id   string
}

// sections are what the sections of a document say of headers and footers.
type sections struct {
	references []margin
	firstPage  bool // some section has a first page of its own
}

// margin is a reference to a header or footer.
type margin struct {
	kind document.AsideKind
	page string // "default", "first", "even"
	id   string // of the relationship
}

// section reads the w:sectPr just started.
func (p *part) section() {
	z := p.z
	for z.Next() == xmlscan.Start {
		switch z.Name() {
		case wHeaderReference:
			p.marginReference(document.Header)
		case wFooterReference:
			p.marginReference(document.Footer)
		case wTitlePg:
			p.sections.firstPage = p.sections.firstPage || onOff(z) == on
		}
		z.Skip()
	}
}

func (p *part) marginReference(kind document.AsideKind) {
	id, _ := p.z.Attr(nsR, "id")
	page, ok := p.z.Attr(nsW, "type")
	if !ok {
		page = []byte("default")
	}
	p.sections.references = append(p.sections.references, margin{kind, string(page), string(id)})
}

// relationships are those of the part, read when first asked for.
func (p *part) relationships() opc.Relationships {
	if p.rels == nil {
		rels, err := p.pkg.Relationships(p.ctx, p.name)
		if err != nil {
			p.fail(err)
		}
		p.rels = &rels
	}
	return *p.rels
}

// readAsides reads the notes that the text refers to, then headers and footers.
func (r *reader) readAsides() error {
	notes := r.notes // headers have none
	for _, kind := range []document.AsideKind{document.Footnote, document.Endnote} {
		if err := r.readNotes(kind, notes); err != nil {
			return err
		}
	}
	return r.readMargins()
}

// readNotes reads the notes of a kind in the order in which they are referred
// to.
func (r *reader) readNotes(kind document.AsideKind, notes []note) error {
	texts := make(map[string]string)
	for _, n := range notes {
		if n.kind == kind {
			texts[n.id] = ""
		}
	}
	if len(texts) == 0 {
		return nil
	}
	relType := string(kind) + "s"
	rel, ok := r.mainRels.ByType(relType)
	if !ok {
		r.missingPart(relType)
		return nil
	}
	err := r.related(relType, func(p *part) {
		for p.z.Next() == xmlscan.Start {
			id, _ := p.z.Attr(nsW, "id")
			_, wanted := texts[string(id)]
			if wanted && (p.z.Name() == wFootnote || p.z.Name() == wEndnote) {
				key := string(id)
				texts[key] = p.asideText((*story).blocks)
			} else {
				p.z.Skip()
			}
		}
	})
	if err != nil || r.missing[rel.Target] {
		return err
	}
	for _, n := range notes {
		if text := texts[n.id]; n.kind == kind && text != "" {
			r.b.AddAside(kind, text)
			texts[n.id] = "" // once, however often it is referred to
		}
	}
	return nil
}

// readMargins reads the headers and footers that print, each part once.
func (r *reader) readMargins() error {
	seen := make(map[string]bool)
	even, err := r.evenPages()
	if err != nil {
		return err
	}
	for _, m := range r.sections.references {
		rel, ok := r.mainRels.ByID(m.id)
		if !ok || seen[rel.Target] || m.page == "first" && !r.sections.firstPage || m.page == "even" && !even {
			continue
		}
		seen[rel.Target] = true
		var text string
		found, err := r.readPart(rel.Target, nil, func(p *part) {
			text = p.asideText((*story).blocks)
		})
		switch {
		case err != nil:
			return err
		case !found:
			r.missingPart(rel.Target)
		case text != "":
			r.b.AddAside(m.kind, text)
		}
	}
	return nil
}

// evenPages tells whether even pages have headers of their own, which the
// settings say. They are read only if the document has such headers at all.
func (r *reader) evenPages() (even bool, err error) {
	asked := false
	for _, m := range r.sections.references {
		asked = asked || m.page == "even"
	}
	if !asked {
		return false, nil
	}
	err = r.related("settings", func(p *part) {
		for p.z.Next() == xmlscan.Start {
			if p.z.Name() == wEvenAndOddHeaders {
				even = onOff(p.z) == on
			}
			p.z.Skip()
		}
	})
	return even, err
}

// asideText reads a story that stands apart as plain text: a line for each
// paragraph and table row, tabs between cells.
func (p *part) asideText(read func(*story)) string {
	b := document.NewBuilder("docx", p.opts.Document)
	s := newStory(p, b, new(listnum.Counters))
	read(s)
	s.flush()
	doc, err := b.Document()
	if err != nil {
		p.fail(err)
		return ""
	}
	for _, l := range doc.Links {
		p.b.AddLink(l.Text, l.Target)
	}
	for _, f := range doc.Findings {
		f.Pos = source.Pos{} // its places are not the document's
		p.b.AddFinding(f)
	}
	return doc.PlainText()
}
