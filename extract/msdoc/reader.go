package msdoc

import (
	"context"
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
)

// reader reads one file into a builder.
type reader struct {
	ctx        context.Context
	file       *file
	b          *document.Builder
	pieces     *pieceTable
	papx, chpx lookup
	styles     []style

	inserted, deleted int
	images            int
}

func (r *reader) read() (err error) {
	if r.pieces, err = r.file.readPieces(); err != nil {
		return err
	}
	if r.papx.list, err = r.file.readPapx(); err != nil {
		return err
	}
	if r.chpx.list, err = r.file.readChpx(); err != nil {
		return err
	}
	r.styles = r.file.readStyles()
	for _, s := range []story{mainStory, boxStory} {
		if err := r.story(r.b, s); err != nil {
			return err
		}
	}
	for _, a := range []struct {
		story story
		kind  document.AsideKind
	}{{footnoteStory, document.Footnote}, {endnoteStory, document.Endnote}, {headerStory, document.Header}, {headerBoxStory, document.Header}} {
		if err := r.aside(a.story, a.kind); err != nil {
			return err
		}
	}
	for range r.images {
		r.b.AddImage()
	}
	if r.inserted+r.deleted > 0 {
		r.b.AddFinding(diag.New("X125", source.Pos{},
			"inserted", strconv.Itoa(r.inserted), "deleted", strconv.Itoa(r.deleted)))
	}
	return nil
}

// aside reads a story that stands apart, as one text.
func (r *reader) aside(s story, kind document.AsideKind) error {
	b := document.NewBuilder("doc", document.Limits{})
	if err := r.story(b, s); err != nil {
		return err
	}
	doc, err := b.Document()
	if err != nil {
		return err
	}
	var lines []string
	for _, blk := range doc.Blocks {
		if blk.Table == nil {
			lines = append(lines, blk.Text)
			continue
		}
		for _, c := range blk.Table.Cells {
			lines = append(lines, c.Text)
		}
	}
	if text := strings.TrimSpace(strings.Join(lines, "\n")); text != "" {
		r.b.AddAside(kind, text)
	}
	return nil
}

// run is a stretch of a story whose characters have the same properties.
type run struct {
	units []uint16
	at    uint32 // byte of the first
	width uint32
	char  []byte // modifiers
	prm   []byte
}

// runs are those of a range of character positions.
func (r *reader) runs(from, to uint32, yield func(run) bool) {
	for i := r.pieces.find(from); i < len(r.pieces.pieces) && from < to; i++ {
		p := &r.pieces.pieces[i]
		prm, end := r.pieces.modifier(p.prm), min(p.to, to)
		for from < end {
			at := p.at + (from-p.from)*p.width()
			n := min(end-from, max(1, (r.chpx.next(at)-at+p.width()-1)/p.width()))
			x := run{units: make([]uint16, n), at: at, width: p.width(), prm: prm}
			if e := r.chpx.at(at); e != nil {
				x.char = e.sprms
			}
			for k := range x.units {
				if p.narrow {
					x.units[k] = uint16(charmap.Windows1252.DecodeByte(r.file.word[at+uint32(k)]))
				} else {
					x.units[k] = le.Uint16(r.file.word[at+2*uint32(k):])
				}
			}
			if !yield(x) {
				return
			}
			from += n
		}
	}
}

// paragraphAt are the properties of the paragraph whose mark is a byte.
func (r *reader) paragraphAt(fc uint32, prm []byte) paraProps {
	p := paraProps{outline: -1}
	e := r.papx.at(fc)
	if e != nil {
		p.istd = e.istd
	}
	if int(p.istd) < len(r.styles) {
		for _, k := range r.styles[p.istd].chain {
			p.apply(r.file, r.styles[k].para, 0)
		}
	}
	if e != nil {
		p.apply(r.file, e.sprms, 0)
	}
	p.apply(r.file, prm, 0)
	return p
}

// charAt are the properties of a run in a paragraph of a style.
func (r *reader) charAt(x run, istd uint16) charProps {
	hidden := int(istd) < len(r.styles) && r.styles[istd].hidden
	c := charProps{hidden: hidden}
	var probe charProps
	probe.apply(x.char, false)
	if i := int(probe.istd); i > 0 && i < len(r.styles) && r.styles[i].hidden {
		hidden = !hidden
		c.hidden = hidden
	}
	c.apply(x.char, hidden)
	c.apply(x.prm, hidden)
	return c
}

func decode(u []uint16) string { return string(utf16.Decode(u)) }
