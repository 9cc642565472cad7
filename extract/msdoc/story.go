package msdoc

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/nianbao/nianbao/extract/internal/raised"
	"github.com/nianbao/nianbao/extract/internal/struck"
	"github.com/nianbao/nianbao/extract/internal/symbolfont"
)

// The characters that mean something ([MS-DOC] §2.4.1).
const (
	cellMark       = 0x07
	shape          = 0x08
	pageBreak      = 0x0C
	paragraphMark  = 0x0D
	fieldBegin     = 0x13
	fieldSeparator = 0x14
	fieldEnd       = 0x15
)

// telling is a stretch of text being read.
type telling struct {
	*reader
	text  []byte
	marks struck.Marks // what is struck through in it
	high  uint16       // half of a surrogate pair
	open  []bool       // fields: whether in their code
	code  int
	// unread are the fields that never end, by their number; begun counts.
	unread map[int]bool
	begun  int
	// shapes are those of the paragraph, by position; boxes the text in them,
	// which follows it.
	shapes []uint32
	boxes  []item
	out    *layout
	err    error
}

// tell reads a range of character positions.
func (r *reader) tell(from, to uint32, out *layout) error {
	t := &telling{reader: r, out: out, unread: r.endless(from, to)}
	var pending []run
	r.runs(from, to, func(x run) bool {
		for len(x.units) > 0 {
			k := r.markIn(x)
			if k < 0 {
				pending = append(pending, x)
				break
			}
			t.paragraph(append(pending, x.cut(k+1)))
			pending = pending[:0]
			x = x.from(k + 1)
			if t.err == nil {
				t.err = r.ctx.Err()
			}
			if t.err != nil || out.b.Err() != nil {
				return false
			}
		}
		return true
	})
	if len(pending) > 0 && t.err == nil { // text without a mark at its end
		props := paraProps{outline: -1}
		for _, x := range pending {
			t.run(x, t.charAt(x, 0))
		}
		t.out.paragraph(props, 0, t.item(props), t.boxes)
	} else if len(t.text)+len(t.boxes) > 0 {
		t.out.paragraph(paraProps{outline: -1}, 0, t.item(paraProps{outline: -1}), t.boxes)
	}
	out.end()
	return t.err
}

// endless finds the fields that have no end, by their number: their code would
// swallow the rest of the text.
func (r *reader) endless(from, to uint32) map[int]bool {
	var begun []int
	fields := 0
	r.signs(from, to, func(u uint16) {
		switch {
		case u == fieldBegin:
			begun = append(begun, fields)
			fields++
		case len(begun) > 0:
			begun = begun[:len(begun)-1]
		}
	})
	out := make(map[int]bool, len(begun))
	for _, k := range begun {
		out[k] = true
	}
	return out
}

// cut is the run up to a character, from the run after it.
func (x run) cut(n int) run { x.units = x.units[:n]; return x }

func (x run) from(n int) run {
	x.units, x.cp, x.at = x.units[n:], x.cp+uint32(n), x.at+uint32(n)*x.width
	return x
}

// markIn is the index of the first character that ends a paragraph, or -1. A
// page break does only where the paragraph's properties end with it.
func (r *reader) markIn(x run) int {
	for i, u := range x.units {
		switch u {
		case paragraphMark, cellMark:
			return i
		case pageBreak:
			fc := x.at + uint32(i)*x.width
			if e := r.papx.at(fc); e == nil || e.to == fc+x.width {
				return i
			}
		}
	}
	return -1
}

// paragraph reads the runs of a paragraph, the last of which ends in its mark.
func (t *telling) paragraph(runs []run) {
	last := runs[len(runs)-1]
	end := len(last.units) - 1
	sign := last.units[end]
	props := t.paragraphAt(last.at+uint32(end)*last.width, last.prm)
	var mark charProps
	for i, x := range runs {
		mark = t.charAt(x, props.istd)
		if i == len(runs)-1 {
			x = x.cut(end)
		}
		t.run(x, mark)
	}
	t.hang()
	cell := sign == cellMark || props.innerCell || props.innerEnd
	// A mark in a field's code, deleted or hidden does not end the line.
	if !cell && (t.code > 0 || mark.deleted || mark.hidden) {
		return
	}
	props.dropped = mark.deleted && (props.rowEnd || props.innerEnd)
	t.out.paragraph(props, sign, t.item(props), t.boxes)
	t.boxes = nil
}

// item is the paragraph gathered so far.
func (t *telling) item(props paraProps) item {
	level := props.outline + 1
	if props.outline < 0 && int(props.istd) < len(t.styles) {
		level = t.styles[props.istd].heading
	}
	if level < 0 || level > 9 {
		level = 0
	}
	it := item{level: level, text: string(bytes.TrimRight(t.marks.Apply(t.text), "\n")), list: t.lists.find(props.list), listLevel: min(int(props.level), 8)}
	t.text = t.text[:0]
	return it
}

// maxBoxed is how many text boxes may stand within one another; Word allows none.
const maxBoxed = 4

// hang reads the text boxes that are anchored in the paragraph.
func (t *telling) hang() {
	shapes := t.shapes
	t.shapes = nil
	if t.out.boxed >= maxBoxed {
		return
	}
	for _, cp := range shapes {
		for _, i := range t.anchored[cp] {
			if t.reader.boxes[i].done {
				continue
			}
			t.reader.boxes[i].done = true
			inner := newLayout(t.out.b, t.out.counters)
			inner.boxed = t.out.boxed + 1
			if err := t.tell(t.reader.boxes[i].from, t.reader.boxes[i].to, inner); err != nil {
				t.err = err
			}
			t.boxes = append(t.boxes, inner.items...)
		}
	}
}

// run adds what a run prints.
func (t *telling) run(x run, c charProps) {
	if len(x.units) == 0 {
		return
	}
	if c.deleted {
		t.deleted++
	} else if c.inserted {
		t.inserted++
	}
	from := len(t.text)
	for i, u := range x.units {
		if u == shape && !c.deleted && !c.hidden && t.code == 0 {
			t.shapes = append(t.shapes, x.cp+uint32(i))
		}
		t.char(u, c)
	}
	if f := fontOf(t.fonts, c.font); f != symbolfont.None && c.symbol == 0 {
		t.text = f.Replace(t.text, from)
	}
	if c.raised != raised.OnLine {
		t.text = c.raised.Replace(t.text, from)
	}
	if c.struck || c.struckTwice {
		t.marks.Add(from, len(t.text))
	}
}

// char adds what a character prints.
func (t *telling) char(u uint16, c charProps) {
	switch u {
	case fieldBegin, fieldSeparator, fieldEnd:
		t.field(u)
		return
	}
	if c.deleted || c.hidden || t.code > 0 {
		return
	}
	switch {
	case c.symbol != 0 && (u == '(' || c.special):
		t.text = utf8.AppendRune(t.text, fontOf(t.fonts, c.symbolFont).Glyph(c.symbol))
	case u == 0x0B:
		t.text = append(t.text, '\n')
	case u == pageBreak, u == 0x0E: // a column break; neither makes a line of its own
		if n := len(t.text); n > 0 && t.text[n-1] != '\n' {
			t.text = append(t.text, '\n')
		}
	case u == 0x1E:
		t.text = append(t.text, "\u2011"...)
	case u == 0x01 && c.special:
		t.images++
	case u < ' ' && u != '\t', u == 0x1F:
	case utf16.IsSurrogate(rune(u)):
		t.surrogate(u)
	default:
		t.text = utf8.AppendRune(t.text, rune(u))
	}
}

// surrogate adds half of a pair.
func (t *telling) surrogate(u uint16) {
	if u < 0xDC00 {
		t.high = u
		return
	}
	t.text = utf8.AppendRune(t.text, utf16.DecodeRune(rune(t.high), rune(u)))
	t.high = 0
}

// field follows the fields around the place being read.
func (t *telling) field(u uint16) {
	n := len(t.open)
	switch {
	case u == fieldBegin:
		if t.begun++; t.unread[t.begun-1] {
			return
		}
		t.open = append(t.open, true)
		t.code++
	case n == 0:
	case u == fieldSeparator:
		if t.open[n-1] {
			t.open[n-1] = false
			t.code--
		}
	default:
		if t.open[n-1] {
			t.code--
		}
		t.open = t.open[:n-1]
	}
}
