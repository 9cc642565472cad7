package msdoc

import (
	"slices"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/internal/listnum"
)

// asides reads notes, headers and footers.
func (r *reader) asides() error {
	for _, a := range []struct {
		story story
		texts table
		kind  document.AsideKind
	}{{footnoteStory, plcffndTxt, document.Footnote}, {endnoteStory, plcfendTxt, document.Endnote}} {
		for _, x := range r.parts(a.story, a.texts) {
			text, err := r.plain(x)
			if err != nil {
				return err
			}
			if text != "" {
				r.b.AddAside(a.kind, text)
			}
		}
	}
	return r.margins()
}

// stretch is a range of character positions.
type stretch struct{ from, to uint32 }

// parts are the texts of a story, which a table of positions tells apart; what
// it leaves is one more.
func (r *reader) parts(s story, t table) []stretch {
	start, end := r.file.start[s], r.file.start[s+1]
	b, _ := r.file.table(t)
	p := newPLC(b, 0)
	var out []stretch
	next := start
	for i := range p.n {
		x := stretch{start + p.pos(i), start + p.pos(i+1)}
		if x.from != next || x.to < x.from || x.to > end {
			break
		}
		next = x.to
		out = append(out, x)
	}
	if next < end {
		out = append(out, stretch{next, end})
	}
	return out
}

// separators is how many texts of the header story stand before the headers.
const separators = 6

// marginKinds are the six headers and footers of a section ([MS-DOC] §2.3.3).
var marginKinds = [6]document.AsideKind{document.Header, document.Header, document.Footer, document.Footer, document.Header, document.Footer}

// margins reads headers and footers, equal ones once. A section whose own are
// empty takes those of the section before.
func (r *reader) margins() error {
	var seen []document.Aside
	for i, x := range r.parts(headerStory, plcfHdd) {
		if i < separators {
			continue
		}
		text, err := r.plain(x)
		if err != nil {
			return err
		}
		a := document.Aside{Kind: marginKinds[(i-separators)%6], Text: text}
		if text != "" && len(seen) < 1000 && !slices.Contains(seen, a) {
			seen = append(seen, a)
			r.b.AddAside(a.Kind, a.Text)
		}
	}
	boxes := stretch{r.file.start[headerBoxStory], r.file.start[headerBoxStory+1]}
	text, err := r.plain(boxes)
	if err == nil && text != "" {
		r.b.AddAside(document.Header, text)
	}
	return err
}

// plain reads a text that stands apart: a line for each paragraph and table row,
// tabs between cells.
func (r *reader) plain(x stretch) (string, error) {
	if x.from == x.to {
		return "", nil
	}
	b := document.NewBuilder("doc", document.Limits{})
	if err := r.tell(x.from, x.to, newLayout(b, new(listnum.Counters))); err != nil {
		return "", err
	}
	doc, err := b.Document()
	if err != nil {
		return "", err
	}
	return doc.PlainText(), nil
}
