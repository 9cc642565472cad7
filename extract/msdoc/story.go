package msdoc

import (
	"strings"

	"github.com/nianbao/nianbao/extract/document"
)

// The characters that mean something ([MS-DOC] §2.4.1).
const (
	cellMark       = 0x07
	pageBreak      = 0x0C
	paragraphMark  = 0x0D
	fieldBegin     = 0x13
	fieldSeparator = 0x14
	fieldEnd       = 0x15
)

// telling is a story being read.
type telling struct {
	*reader
	text []uint16
	open []bool // fields: whether in their code
	code int
	// unread are the fields that never end, by their number; begun counts.
	unread map[int]bool
	begun  int
	out    *layout
}

// story reads a story into b.
func (r *reader) story(b *document.Builder, s story) error {
	from, to := r.file.start[s], r.file.start[s+1]
	t := &telling{reader: r, out: newLayout(b)}
	var begun []int
	fields := 0
	r.runs(from, to, func(x run) bool {
		for _, u := range x.units {
			switch {
			case u == fieldBegin:
				begun = append(begun, fields)
				fields++
			case u == fieldEnd && len(begun) > 0:
				begun = begun[:len(begun)-1]
			}
		}
		return true
	})
	t.unread = make(map[int]bool, len(begun))
	for _, k := range begun {
		t.unread[k] = true
	}
	var pending []run
	var err error
	r.runs(from, to, func(x run) bool {
		for len(x.units) > 0 {
			k := r.markIn(x)
			if k < 0 {
				break
			}
			head := x
			head.units = x.units[:k+1]
			t.paragraph(append(pending, head), x.at+uint32(k)*x.width)
			pending = pending[:0]
			x.units, x.at = x.units[k+1:], x.at+uint32(k+1)*x.width
			if err = r.ctx.Err(); err != nil || b.Err() != nil {
				return false
			}
		}
		if len(x.units) > 0 {
			pending = append(pending, x)
		}
		return true
	})
	if len(pending) > 0 && err == nil {
		last := pending[len(pending)-1]
		t.paragraph(pending, last.at)
	}
	if len(t.text) > 0 {
		t.out.paragraph(paraProps{outline: -1}, 0, decode(t.text))
	}
	t.out.end()
	return err
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

// paragraph reads the runs of a paragraph, the last of which holds its mark at
// byte fc.
func (t *telling) paragraph(runs []run, fc uint32) {
	last := runs[len(runs)-1]
	props := t.paragraphAt(fc, last.prm)
	var mark charProps
	for i, x := range runs {
		c := t.charAt(x, props.istd)
		if c.deleted {
			t.deleted++
		} else if c.inserted {
			t.inserted++
		}
		units := x.units
		if mark = c; i == len(runs)-1 {
			units = units[:len(units)-1]
		}
		for _, u := range units {
			t.char(u, c)
		}
	}
	sign := last.units[len(last.units)-1]
	if sign != cellMark && !props.innerCell && !props.innerEnd {
		// A mark in a field's code, deleted or hidden does not end the line.
		if t.code > 0 || mark.deleted || mark.hidden {
			return
		}
	}
	level := props.outline + 1
	if props.outline < 0 && int(props.istd) < len(t.styles) {
		level = t.styles[props.istd].heading
	}
	if level < 0 || level > 9 {
		level = 0
	}
	text := strings.TrimRight(decode(t.text), "\n")
	t.text = t.text[:0]
	props.deletedRow(mark)
	t.out.sign = sign
	t.out.paragraph(props, level, text)
}

// deletedRow notes that the end of a row is deleted, and with it the row.
func (p *paraProps) deletedRow(mark charProps) {
	p.dropped = mark.deleted && (p.rowEnd || p.innerEnd)
}

// char adds what a character prints.
func (t *telling) char(u uint16, c charProps) {
	switch u {
	case fieldBegin:
		t.begun++
		if t.unread[t.begun-1] {
			return // its code would swallow the rest of the story
		}
		t.open = append(t.open, true)
		t.code++
		return
	case fieldSeparator:
		if n := len(t.open); n > 0 && t.open[n-1] {
			t.open[n-1] = false
			t.code--
		}
		return
	case fieldEnd:
		if n := len(t.open); n > 0 {
			if t.open[n-1] {
				t.code--
			}
			t.open = t.open[:n-1]
		}
		return
	}
	if c.deleted || c.hidden || t.code > 0 {
		return
	}
	switch {
	case c.symbol != 0 && u == '(':
		t.text = append(t.text, uint16(symbols(c.symbol)))
	case u == 0x0B, u == pageBreak, u == 0x0E:
		t.text = append(t.text, '\n')
	case u == 0x1E:
		t.text = append(t.text, 0x2011)
	case u == 0x01 && c.special:
		t.images++
	case u < ' ' && u != '\t', u == 0x1F:
	default:
		t.text = append(t.text, u)
	}
}

// symbols are the signs of Wingdings that reports print, by their codes in the
// private use area; others stay what they are in the file.
func symbols(r rune) rune {
	switch r & 0xFF {
	case 0xFC:
		return '✓'
	case 0xFB:
		return '✗'
	case 0xFE:
		return '☑'
	case 0xFD:
		return '☒'
	case 0xA8, 0x6F:
		return '□'
	}
	return r
}
