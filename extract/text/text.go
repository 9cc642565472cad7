package text

import (
	"context"
	"strconv"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
)

// Options say how to read. The zero value is ready to use.
type Options struct {
	Document document.Limits
	// HTML adds what markup holds to a document that is being built. It reads the
	// tables in HTML that stand in Markdown; nil reads them as text.
	HTML func(ctx context.Context, markup []byte, b *document.Builder) error
}

// Sniff tells whether the data are text: whether they can be decoded, hold
// letters, and hold hardly any control characters.
func Sniff(data []byte) bool {
	_, ok := detect(data)
	return ok
}

// Read reads a text. The error is a [*diag.Error]: X101 for no data, X102 for
// data that are no text, X104 for a limit that was passed, X100 when ctx ends.
//
// Read is safe for concurrent use.
func Read(ctx context.Context, data []byte, opts Options) (*document.Document, error) {
	b := document.NewBuilder("text", opts.Document)
	// No character set takes more than twice the bytes of UTF-8. What is over the
	// limit whatever it holds is not decoded first.
	if limit := opts.Document.WithDefaults().Text; len(data)/2 > limit {
		return nil, diag.Errorf("X168", nil, "limit", strconv.Itoa(limit))
	}
	if err := ReadInto(ctx, data, b, opts); err != nil {
		return nil, err
	}
	return b.Document()
}

// ReadInto adds what the text holds to a document that is being built, such as
// one that embeds it, whose limits count instead of opts.Document. The errors are
// those of [Read].
func ReadInto(ctx context.Context, data []byte, b *document.Builder, opts Options) error {
	if len(data) == 0 {
		return diag.Errorf("X101", nil)
	}
	d, ok := decode(data)
	if !ok {
		return diag.Errorf("X102", nil, "format", "binary data")
	}
	reportDecoding(b, d)
	lines, aside, err := splitLines(d.text)
	if err != nil {
		return err
	}
	for range aside.images {
		b.AddImage()
	}
	for _, text := range aside.pageNumbers {
		b.AddAside(document.Footer, text)
	}
	s := newScanner(lines)
	s.hypertext = opts.HTML != nil
	out := &emitter{b: b, markdown: s.markdown}
	for r := range s.regions() {
		if err := ctx.Err(); err != nil {
			return diag.Errorf("X100", err)
		}
		if err := b.Err(); err != nil {
			return err
		}
		if r.html == "" {
			out.emit(r)
		} else if err := opts.HTML(ctx, []byte(r.html), b); err != nil {
			return err
		}
	}
	return b.Err()
}

func reportDecoding(b *document.Builder, d decoded) {
	if d.charset != "utf-8" {
		b.AddFinding(diag.New("X170", source.Pos{}, "charset", d.charset))
	}
	if d.bad > 0 {
		b.AddFinding(diag.New("X171", source.Pos{}, "charset", d.charset, "count", strconv.Itoa(d.bad)))
	}
	if d.controls > 0 {
		b.AddFinding(diag.New("X172", source.Pos{}, "count", strconv.Itoa(d.controls)))
	}
}
