package msdoc

import (
	"context"
	"strconv"

	"golang.org/x/text/encoding/charmap"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/internal/listnum"
	"github.com/nianbao/nianbao/extract/internal/symbolfont"
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
	fonts      []symbolfont.Font
	lists      lists
	boxes      []box
	anchored   map[uint32][]int // boxes by the positions of their shapes

	inserted, deleted int
	images            int
	spare             []uint16 // where runs take their units from
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
	r.styles, r.fonts = r.file.readStyles(), r.file.readFonts()
	lists, whole := r.file.readLists(r.fonts)
	if r.lists = lists; !whole {
		r.b.AddFinding(diag.New("X124", source.Pos{}, "part", "PlfLst"))
	}
	r.readBoxes()
	if err := r.body(); err != nil {
		return err
	}
	if err := r.asides(); err != nil {
		return err
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

// body reads the running text, and the text boxes that nothing anchors.
func (r *reader) body() error {
	out := newLayout(r.b, new(listnum.Counters))
	if err := r.tell(r.file.start[mainStory], r.file.start[mainStory+1], out); err != nil {
		return err
	}
	for _, x := range r.boxes {
		if x.done {
			continue
		}
		if err := r.tell(x.from, x.to, out); err != nil {
			return err
		}
	}
	return nil
}

// run is a stretch of a story whose characters have the same properties.
type run struct {
	units []uint16
	cp    uint32 // character position of the first
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
			x := run{units: r.take(int(n)), cp: from, at: at, width: p.width(), prm: prm}
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

// slab is how many units are allocated at once.
const slab = 16 << 10

// take gives room for n units. Runs are kept until their paragraph ends, so room is
// not used again.
func (r *reader) take(n int) []uint16 {
	if n > len(r.spare) {
		r.spare = make([]uint16, max(n, slab))
	}
	out := r.spare[:n:n]
	r.spare = r.spare[n:]
	return out
}

// signs calls yield for each character of a range that begins or ends a field.
func (r *reader) signs(from, to uint32, yield func(uint16)) {
	for i := r.pieces.find(from); i < len(r.pieces.pieces) && from < to; i++ {
		p := &r.pieces.pieces[i]
		end := min(p.to, to)
		at, n := int(p.at+(from-p.from)*p.width()), int(end-from)
		for k := range n {
			u := uint16(0)
			if p.narrow {
				u = uint16(r.file.word[at+k])
			} else {
				u = le.Uint16(r.file.word[at+2*k:])
			}
			if u == fieldBegin || u == fieldEnd {
				yield(u)
			}
		}
		from = max(from, end)
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
	c := charProps{font: -1, symbolFont: -1}
	if int(istd) < len(r.styles) {
		s := &r.styles[istd]
		c.toggles, c.struckTwice, c.font = s.toggles, s.struckTwice, s.font
	}
	for s := range sprms(x.char) {
		if i := int(le.Uint16(append(s.arg[:len(s.arg):len(s.arg)], 0, 0))); s.op == sprmCIstd && i > 0 && i < len(r.styles) {
			switched := c.switchedBy(r.styles[i].toggles)
			for _, k := range r.styles[i].chain {
				c.apply(r.styles[k].char, switched)
			}
			c.toggles = switched
		}
	}
	style := c.toggles
	c.apply(x.char, style)
	c.apply(x.prm, style)
	return c
}
