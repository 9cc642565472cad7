package pdf

import (
	"bytes"
	"context"
	"fmt"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/pdf/internal/content"
	"github.com/nianbao/nianbao/extract/pdf/internal/layout"
	"github.com/nianbao/nianbao/extract/pdf/internal/object"
)

// Format is the name of the format in documents.
const Format = "pdf"

// header is how a PDF file begins (ISO 32000-1 §7.5.2). Readers accept some bytes
// before it.
const header = "%PDF-"

// Sniff tells whether data are a PDF file.
func Sniff(data []byte) bool { return begin(data) >= 0 }

// begin is where a PDF file begins in data, or -1.
func begin(data []byte) int {
	const within = 1024
	i := bytes.Index(data[:min(len(data), within)], []byte(header))
	if i > 0 && len(bytes.TrimLeft(data[:i], "\xef\xbb\xbf \t\r\n\x00")) > 0 && !bytes.Contains(data[i:], []byte(" obj")) {
		return -1 // a text that mentions it
	}
	return i
}

// Options say how to read. The zero value is ready to use.
type Options struct {
	// Pages, Objects, Operators and Glyphs bound a file: its pages, its objects, the
	// operators of all content streams and the characters on all pages. Stream and
	// Inflated are bytes of one inflated stream and of all. Zero is the default.
	Pages, Objects, Operators, Glyphs int
	Stream, Inflated                  int64
	// Plain reads text with columns that blanks align. If it is given, the pages of a file
	// without ruled tables but with rows of numbers are read by it.
	Plain func(ctx context.Context, text []byte, b *document.Builder) error
	// Document bounds the document that is built.
	Document document.Limits
}

// Default limits, far above every real report.
const (
	defaultPages     = 2_000
	defaultObjects   = 500_000
	defaultOperators = 5_000_000
	defaultGlyphs    = 1_000_000
	defaultStream    = 64 << 20
	defaultInflated  = 128 << 20
	maxForms         = 16
)

func (o Options) withDefaults() Options {
	set := func(v *int, d int) {
		if *v <= 0 {
			*v = d
		}
	}
	set(&o.Pages, defaultPages)
	set(&o.Objects, defaultObjects)
	set(&o.Operators, defaultOperators)
	set(&o.Glyphs, defaultGlyphs)
	if o.Stream <= 0 {
		o.Stream = defaultStream
	}
	if o.Inflated <= 0 {
		o.Inflated = defaultInflated
	}
	return o
}

// Read reads a PDF file. The error is a [*diag.Error]: X107 for what needs a
// password, X116 for what is cut off, X185 for what is damaged, X186 to X188 for pages that are
// no text, X104 or X164 to X169 if a limit was passed; or the error of ctx.
//
// Read is safe for concurrent use.
func Read(ctx context.Context, data []byte, opts Options) (doc *document.Document, err error) {
	opts = opts.withDefaults()
	i := begin(data)
	if i < 0 {
		return nil, diag.Errorf("X185", fmt.Errorf("it does not begin as PDF"))
	}
	f, err := object.Open(ctx, data[i:], object.Limits{
		Stream: opts.Stream, Inflated: opts.Inflated, Objects: opts.Objects, Pages: opts.Pages})
	if err != nil {
		return nil, err
	}
	pages, err := run(ctx, f, opts)
	if err != nil {
		return nil, err
	}
	seen := look(pages)
	if err := seen.refusal(); err != nil {
		return nil, err
	}
	plain := ""
	if opts.Plain != nil && !seen.ruled(pages) {
		if plain, err = layout.Plain(ctx, pages); err != nil {
			return nil, err
		}
	}
	composed, err := layout.Compose(ctx, pages)
	if err != nil {
		return nil, err
	}
	b := document.NewBuilder(Format, opts.Document)
	b.SetTitle(f.Title())
	b.SetUnproven()
	if plain != "" {
		if err := opts.Plain(ctx, []byte(plain), b); err != nil {
			return nil, err
		}
	} else {
		emit(b, composed)
	}
	seen.findings(b, composed)
	if err := f.Err(); err != nil {
		return nil, err
	}
	return b.Document()
}

// run runs the contents of all pages.
func run(ctx context.Context, f *object.File, opts Options) ([]*content.Page, error) {
	list, err := f.Pages(ctx)
	if err != nil {
		return nil, err
	}
	rd := content.NewReader(content.Limits{Operators: opts.Operators, Glyphs: opts.Glyphs, Forms: maxForms})
	var out []*content.Page
	for _, p := range list {
		page, err := rd.Page(ctx, p)
		if err != nil {
			return nil, err
		}
		if err := f.Err(); err != nil {
			return nil, err
		}
		out = append(out, page)
	}
	return out, nil
}
