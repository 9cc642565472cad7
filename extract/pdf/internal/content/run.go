package content

import (
	"bytes"
	"context"
	"strconv"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/pdf/internal/font"
	"github.com/nianbao/nianbao/extract/pdf/internal/lex"
	"github.com/nianbao/nianbao/extract/pdf/internal/object"
)

// Limits bound what the pages of a file may cost.
type Limits struct {
	// Operators and Glyphs are those of all pages; Forms is how deep form XObjects may
	// stand in one another.
	Operators, Glyphs, Forms int
}

// Reader runs the pages of one file, which share fonts. It is for one goroutine.
type Reader struct {
	limits    Limits
	fonts     map[int]*font.Font
	operators int
	glyphs    int
	err       error
}

// NewReader makes a reader.
func NewReader(l Limits) *Reader { return &Reader{limits: l, fonts: map[int]*font.Font{}} }

// Page runs the content of a page. The error is a [*diag.Error] with X104 for a limit, or
// that of ctx.
func (rd *Reader) Page(ctx context.Context, p object.Page) (*Page, error) {
	page := &Page{Width: p.Box[2] - p.Box[0], Height: p.Box[3] - p.Box[1]}
	ctm := matrix{1, 0, 0, -1, -p.Box[0], p.Box[3]}
	for range p.Turn { // clockwise, by a quarter
		ctm = ctm.times(matrix{0, 1, -1, 0, page.Height, 0})
		page.Width, page.Height = page.Height, page.Width
	}
	clip := box{0, 0, page.Width, page.Height}
	r := &run{rd: rd, ctx: ctx, page: page}
	r.stream(p.Content(), p.Resources, start(ctm, clip), 0)
	annotations(r, p, ctm, clip)
	return page, rd.err
}

// run is the run through a page.
type run struct {
	rd    *Reader
	ctx   context.Context
	page  *Page
	forms int

	// Of the stream that is being run:
	res      object.Value
	g        state
	stack    []state
	path     path
	tm, line matrix // text and text line matrix
	names    map[string]*font.Font
}

// stream runs a content stream; what it leaves behind of the state is forgotten.
func (r *run) stream(data []byte, res object.Value, g state, depth int) {
	inner := run{rd: r.rd, ctx: r.ctx, page: r.page, forms: depth, res: res, g: g, tm: unit, line: unit, names: map[string]*font.Font{}}
	lx := lex.Lexer{Data: data}
	r.rd.operators += 20 + len(data)/64 // a form may be run again and again, and be all blanks
	args := make([]lex.Token, 0, 8)
	for r.rd.err == nil {
		t := lx.Next()
		switch {
		case t.Kind == lex.End:
			return
		case t.Kind != lex.Operator:
			const most = 64
			if len(args) < most {
				args = append(args, t)
			}
			continue
		}
		if !r.rd.count(r.ctx) {
			return
		}
		if t.Is("BI") {
			inlineImage(&lx)
			r.page.Images++
		} else {
			inner.operator(string(t.Bytes), args)
		}
		args = args[:0]
	}
}

// count counts an operator, and tells whether to go on.
func (rd *Reader) count(ctx context.Context) bool {
	rd.operators++
	switch {
	case rd.operators > rd.limits.Operators:
		rd.over(rd.limits.Operators, "operators")
	case rd.operators&0xFFF == 0:
		rd.err = ctx.Err()
	}
	return rd.err == nil
}

func (rd *Reader) over(limit int, what string) {
	rd.err = diag.Errorf("X104", nil, "limit", strconv.Itoa(limit), "what", what)
}

// inlineImage passes over the data of an image: to EI between white space.
func inlineImage(lx *lex.Lexer) {
	for {
		t := lx.Next()
		if t.Kind == lex.End || t.Is("EI") {
			return
		}
		if t.Is("ID") {
			break
		}
	}
	for lx.At++; lx.At < len(lx.Data); {
		i := bytes.Index(lx.Data[lx.At:], []byte("EI"))
		if i < 0 {
			lx.At = len(lx.Data)
			return
		}
		at := lx.At + i
		lx.At = at + 2
		if at > 0 && lex.IsSpace(lx.Data[at-1]) && (lx.At >= len(lx.Data) || lex.IsSpace(lx.Data[lx.At])) {
			return
		}
	}
}

// font is the font of a dictionary, loaded once a file.
func (r *run) font(v object.Value) *font.Font {
	if f := r.rd.fonts[v.ID()]; f != nil && v.ID() != 0 {
		return f
	}
	f := font.Load(v)
	r.rd.operators += f.Weight() / 4 // one that is none of the file's objects may be loaded again and again
	if v.ID() != 0 {
		r.rd.fonts[v.ID()] = f
	}
	return f
}
