// Package html reads HTML pages: reports on the portals of governments, pages
// that Word or LibreOffice saved, and HTML embedded in Word files.
//
// [Read] goes this way:
//
//	bytes ─detect─▶ character set ─filter─▶ short page ─parse─▶ tree ─clean─▶ content ─walk─▶ Document
//
// The filter takes out, before parsing, what no reader of the page sees; the
// parser is that of golang.org/x/net/html, which follows the HTML standard;
// cleaning takes the portal's furniture out of the tree (see [content]); the
// walk lays text out as a browser does and hands tables to
// [document.Builder], which forms them by the standard's algorithm.
//
// What is struck through (s, strike, del, or by a style) stands between marks, as
// ~~12~~15, and digits above and below the line (sup, sub, or by a style) are
// such, as 80¹: neither may run together with the number beside it.
//
// Pages that the parser refuses (more than 512 open elements) or that are too
// large for a tree are read tag by tag instead, by [ReadTokens]. That is a
// second reading of its own: it shares with the first only the decoding, the
// reading of styles and the layout of lines.
package html

import (
	"bytes"
	"context"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
)

// Format is the name of the format in documents.
const Format = "html"

// Options say how to read. The zero value is ready to use.
type Options struct {
	// PageBytes is the length that a page may have without scripts, styles and
	// what else is no content; 0 is 32 MiB, far above every real page.
	PageBytes int64
	// Charset is the character set that the page's surroundings state, such as the
	// header of a message, or "". It counts where the page states none.
	Charset string
	// Document bounds the document that is built.
	Document document.Limits
}

func (o Options) pageBytes() int {
	if o.PageBytes <= 0 {
		return 32 << 20
	}
	return int(o.PageBytes)
}

// maxTags is the number of tags up to which a page is made into a tree, which
// takes some hundred bytes a tag. The largest real pages have some ten
// thousand.
const maxTags = 500_000

// Read reads a page. The error is a [*diag.Error], or that of the context. Read
// is safe for concurrent use.
func Read(ctx context.Context, data []byte, opts Options) (*document.Document, error) {
	b := document.NewBuilder(Format, opts.Document)
	if err := read(ctx, data, b, opts, true); err != nil {
		return nil, err
	}
	return b.Document()
}

// ReadInto reads a page into a document that is being built, where it stands
// embedded: its text and tables, without metadata, and all of them, since
// embedded pages have no furniture. The builder keeps open what was open, and its
// limits count instead of opts.Document.
func ReadInto(ctx context.Context, data []byte, b *document.Builder, opts Options) error {
	if err := read(ctx, data, b, opts, false); err != nil {
		return err
	}
	return b.Err()
}

func read(ctx context.Context, data []byte, b *document.Builder, opts Options, whole bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	p, err := prepare(data, opts)
	if err != nil {
		return err
	}
	for _, f := range p.findings {
		b.AddFinding(f)
	}
	var root *html.Node
	if p.tags <= maxTags {
		var err error
		if root, err = html.Parse(source.Until(ctx, bytes.NewReader(p.html))); ctx.Err() != nil {
			return ctx.Err()
		} else if err != nil {
			root = nil // too deep
		}
	}
	if root == nil {
		b.AddFinding(diag.New("X150", b.Here()))
		return readTokens(ctx, p.html, &p.sheet, b, whole)
	}
	readTree(root, p, b, whole)
	return nil
}

// page is a page made ready for reading.
type page struct {
	html     []byte // filtered, in UTF-8
	sheet    sheet
	tags     int
	findings []diag.Finding
}

// prepare decodes and filters a page. It filters first where it can, which
// leaves less to decode.
func prepare(data []byte, opts Options) (*page, error) {
	t, limit := detect(data, opts.Charset), opts.pageBytes()
	bad := 0
	if !t.charset.safe {
		// Decoded first, it may have 1.5 times as many bytes, and half as many.
		if len(t.data) > 2*limit {
			return nil, diag.Errorf("X112", nil, "limit", itoa(limit))
		}
		t.data, bad = t.decode(t.data)
	}
	f := newFilter(t.data, limit)
	if f.over {
		return nil, diag.Errorf("X112", nil, "limit", itoa(limit))
	}
	p := &page{html: f.out, sheet: f.sheet, tags: f.tags}
	// What the filter leaves of valid UTF-8 is such.
	if t.charset.safe && t.charset != utf8Charset || !t.valid && !utf8.Valid(f.out) {
		p.html, bad = t.decode(f.out)
		css, _ := t.decode(f.css)
		p.sheet = sheet{} // names of classes are not decoded in the filter's
		p.sheet.add(string(css))
	}
	p.findings = t.findings(bad)
	return p, nil
}

// readTree reads a parsed page.
func readTree(root *html.Node, p *page, b *document.Builder, whole bool) {
	doc := goquery.NewDocumentFromNode(root)
	body := doc.Find("body")
	if whole {
		m := readMeta(doc)
		m.addTo(b)
		if body.Length() > 0 {
			clean(body, p, m.articleTitle(), b)
		}
	}
	w := walker{flow: flow{b: b}, sheet: &p.sheet}
	for _, n := range body.Nodes {
		w.children(n) // whatever hides the whole body is taken away by a script
	}
	w.endParagraph()
}

// clean takes the furniture out of a page.
func clean(body *goquery.Selection, p *page, title string, b *document.Builder) {
	s := newSurvey(body.Get(0), &p.sheet, title, p.tags/2+1)
	for range maxUnhide {
		cells, found := s.unhide()
		if !found {
			break
		}
		b.AddFinding(diag.New("X153", b.Here(), "cells", itoa(cells)))
		s = newSurvey(body.Get(0), &p.sheet, title, p.tags/2+1)
	}
	if c := locate(s); c != nil {
		c.clean()
	}
}

// maxUnhide is how many hidden elements around the main text are shown.
const maxUnhide = 3
