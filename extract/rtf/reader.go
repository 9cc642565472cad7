package rtf

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/internal/raised"
	"github.com/nianbao/nianbao/extract/source"
)

// maxGroups is how many groups may stand within one another; Word has some tens.
const maxGroups = 2000

// maxItems is how many paragraphs may be gathered before a builder counts them:
// those of a table wait for its end.
const maxItems = 2_000_000

// sink is where the text of a group goes.
type sink uint8

const (
	body       sink = iota // the story
	nowhere                // text is dropped, groups inside may not be
	marker                 // the number of a list paragraph
	fieldCode              // \fldinst
	title                  // \info
	fontNames              // \fonttbl
	styleNames             // \stylesheet
)

// state is what a group inherits from the one around it and forgets at its end.
type state struct {
	look  look
	para  paragraph
	fall  int // \uc: how many characters stand for a \u
	field *field
	// ignorable tells that \* stood there, and what follows may be skipped.
	ignorable bool
	// upr tells that this is \upr: its first group says in a code page what the
	// second, \ud, says in Unicode.
	upr bool
	// nestedProps tells that this is \nesttableprops.
	nestedProps bool
	// leave ends what the group began, or is nil.
	leave func()
}

// look is what a run of text looks like, as far as that matters.
type look struct {
	sink                      sink
	font                      int
	hidden, deleted, inserted bool
	raised                    raised.Position
	struck, struckTwice       bool
}

// paragraph is what is said of a paragraph.
type paragraph struct {
	inTable bool
	nesting int // \itap
	style   int
	outline int // -1: as the style has it
}

func (p *paragraph) depth() int {
	switch {
	case p.nesting > 1:
		return min(p.nesting, maxNested)
	case p.inTable:
		return 1
	}
	return 0
}

// maxNested is how many tables may stand within one another here; Word's own
// limit is lower.
const maxNested = 32

// reader reads one file into a builder.
type reader struct {
	ctx    context.Context
	in     scanner
	b      *document.Builder
	limits document.Limits
	state
	stack []state
	cur   *story
	err   error

	ansi     int // the file's code page
	fonts    map[int]*font
	plain    int // \deff
	defining *font
	styles   map[int]*style
	styling  *style
	name     []byte
	title    []byte
	skip     int // characters that still stand for a \u

	footnotes, endnotes []string
	margins             []document.Aside
	items               int
	images              int
	inserted, deleted   int
	undecoded           int
	undecodedPage       int
}

func newReader(ctx context.Context, data []byte, b *document.Builder, limits document.Limits) *reader {
	data = trimmed(data)
	r := &reader{ctx: ctx, in: scanner{data: data}, b: b, limits: limits, ansi: latin,
		fonts: map[int]*font{}, styles: map[int]*style{}}
	r.cur = &story{out: &layout{b: b}}
	r.state = state{fall: 1, para: paragraph{outline: -1}, look: look{sink: body}}
	return r
}

func (r *reader) read() error {
	if !Sniff(r.in.data) {
		return diag.Errorf("X154", errors.New("it does not begin as RTF"))
	}
	for n := 0; ; n++ {
		if n&0xFFF == 0 {
			if err := r.ctx.Err(); err != nil {
				return err
			}
			if err := r.b.Err(); err != nil {
				return err
			}
		}
		t := r.in.next()
		if t.kind == endOfFile {
			return r.cutOff("it ends before its groups do")
		}
		r.token(t)
		if r.err != nil {
			return r.err
		}
		if len(r.stack) == 0 {
			break
		}
	}
	return r.finish()
}

func (r *reader) cutOff(what string) error {
	return diag.Errorf("X116", errors.New(what)).In("", int64(r.in.at))
}

// finish gives what was gathered.
func (r *reader) finish() error {
	r.endText()
	if err := r.b.Err(); err != nil {
		return err
	}
	for _, s := range r.footnotes {
		r.b.AddAside(document.Footnote, s)
	}
	for _, s := range r.endnotes {
		r.b.AddAside(document.Endnote, s)
	}
	for _, a := range r.margins {
		r.b.AddAside(a.Kind, a.Text)
	}
	for range r.images {
		r.b.AddImage()
	}
	r.findings()
	return nil
}

func (r *reader) findings() {
	if r.inserted+r.deleted > 0 {
		r.b.AddFinding(diag.New("X125", source.Pos{},
			"inserted", strconv.Itoa(r.inserted), "deleted", strconv.Itoa(r.deleted)))
	}
	if r.undecoded > 0 {
		r.b.AddFinding(diag.New("X155", source.Pos{},
			"count", strconv.Itoa(r.undecoded), "page", strconv.Itoa(r.undecodedPage)))
	}
	behind := slices.DeleteFunc(slices.Clone(r.in.data[r.in.at:]), func(c byte) bool { return c <= ' ' || c == '}' })
	if len(behind) > 0 {
		r.b.AddFinding(diag.New("X156", source.Pos{}, "count", strconv.Itoa(len(behind))))
	}
}

// token reads what comes next.
func (r *reader) token(t token) {
	switch t.kind {
	case openGroup:
		r.open()
	case closeGroup:
		r.close()
	case text:
		r.text(t.bytes)
	case hexByte:
		if t.has {
			r.text([]byte{byte(t.number)})
		}
	case symbol:
		r.symbol(byte(t.number))
	case word:
		r.word(t)
	}
}

func (r *reader) open() {
	r.skip = 0
	if r.look.raised != raised.OnLine {
		r.endRun() // what is raised apart is replaced apart
	}
	if len(r.stack) >= maxGroups {
		r.err = diag.Errorf("X104", nil, "limit", strconv.Itoa(maxGroups), "what", "groups within groups")
		return
	}
	r.stack = append(r.stack, r.state)
	r.leave, r.ignorable, r.upr = nil, false, false
	if r.stack[len(r.stack)-1].upr {
		r.either()
	}
}

// either reads a group in \upr: all but \ud is skipped.
func (r *reader) either() {
	const ud = `\*\ud`
	s := &r.in
	if string(s.data[s.at:min(len(s.data), s.at+len(ud))]) == ud {
		r.token(s.next())
		s.next()
		r.ignorable = false
		return
	}
	r.skipGroup()
}

// skipGroup goes to the end of the group that is open, and ends it.
func (r *reader) skipGroup() {
	if !r.in.skipGroup() {
		r.err = r.cutOff("it ends before its groups do")
		return
	}
	r.close()
}

func (r *reader) close() {
	r.skip = 0
	if r.look.raised != raised.OnLine {
		r.endRun()
	}
	if r.leave != nil {
		r.leave()
	}
	n := len(r.stack)
	r.state, r.stack = r.stack[n-1], r.stack[:n-1]
}
