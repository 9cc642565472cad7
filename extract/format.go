package extract

import (
	"bytes"
	"context"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/docx"
	"github.com/nianbao/nianbao/extract/html"
	"github.com/nianbao/nianbao/extract/mht"
	"github.com/nianbao/nianbao/extract/msdoc"
	"github.com/nianbao/nianbao/extract/pdf"
	"github.com/nianbao/nianbao/extract/rtf"
	"github.com/nianbao/nianbao/extract/second"
	"github.com/nianbao/nianbao/extract/text"
)

// Format is one file format that can be read.
type Format struct {
	Name     string
	Suffixes []string
	// sniff tells from the content whether the data are of this format.
	sniff func(data []byte) bool
	read  func(ctx context.Context, data []byte, opts Options) (*document.Document, error)
	// second reads in another way, to verify; nil if there is none.
	second func(ctx context.Context, data []byte, opts Options) (*second.Reading, error)
}

// Formats is THE table of readers, in the order in which they are asked.
func Formats() []Format { return slices.Clone(formats) }

var formats = []Format{
	{"docx", []string{".docx", ".docm", ".dotx", ".dotm"}, docx.Sniff, readDocx, secondDocx},
	{"doc", []string{".doc", ".dot", ".wps", ".wpt"}, msdoc.Sniff, readDoc, nil},
	{"rtf", []string{".rtf"}, rtf.Sniff, readRTF, nil},
	{"pdf", []string{".pdf"}, pdf.Sniff, readPDF, nil},
	{"mht", []string{".mht", ".mhtml", ".eml"}, mht.Sniff, readMHT, secondMHT},
	{"html", []string{".html", ".htm", ".xhtml", ".shtml", ".asp", ".aspx", ".php", ".jsp"}, html.Sniff, readHTML, secondHTML},
	{"text", []string{".txt", ".text", ".md", ".markdown", ".csv", ".tsv"}, text.Sniff, readText, nil},
}

func (f Format) hasSuffix(s string) bool { return slices.Contains(f.Suffixes, s) }

func readDocx(ctx context.Context, data []byte, opts Options) (*document.Document, error) {
	l := opts.Limits
	return docx.Read(ctx, data, docx.Options{
		PartBytes: l.PartBytes, PackageBytes: l.PackageBytes, PackageEntries: l.PackageEntries, Depth: l.Depth,
		Document: l.Document,
		Embedded: func(data []byte, b *document.Builder) (string, error) { return readEmbedded(ctx, data, b, opts) },
	})
}

// readEmbedded reads what is embedded in a Word document; "" if it cannot be read.
func readEmbedded(ctx context.Context, data []byte, b *document.Builder, opts Options) (string, error) {
	pages := html.Options{PageBytes: opts.Limits.PageBytes}
	switch {
	case rtf.Sniff(data):
		return rtf.Format, rtf.ReadInto(ctx, data, b, rtf.Options{Document: opts.Limits.Document})
	case mht.Sniff(data):
		page, err := mht.Open(data)
		if err != nil || page.Plain {
			return "", nil //nolint:nilerr // the finding is that it was not read
		}
		for _, f := range page.Findings {
			b.AddFinding(f)
		}
		pages.Charset = page.Charset
		return mht.Format, html.ReadInto(ctx, page.Data, b, pages)
	case html.Sniff(data):
		return html.Format, html.ReadInto(ctx, data, b, pages)
	case text.Sniff(data):
		return "text", text.ReadInto(ctx, data, b, text.Options{HTML: tablesOf(opts.Limits.PageBytes)})
	}
	return "", nil
}

func readDoc(ctx context.Context, data []byte, opts Options) (*document.Document, error) {
	return msdoc.Read(ctx, data, msdoc.Options{Document: opts.Limits.Document})
}

func readRTF(ctx context.Context, data []byte, opts Options) (*document.Document, error) {
	return rtf.Read(ctx, data, rtf.Options{Document: opts.Limits.Document})
}

func readPDF(ctx context.Context, data []byte, opts Options) (*document.Document, error) {
	plain := func(ctx context.Context, page []byte, b *document.Builder) error {
		return text.ReadInto(ctx, page, b, text.Options{})
	}
	return pdf.Read(ctx, data, pdf.Options{Plain: plain, Stream: opts.Limits.PartBytes, Inflated: opts.Limits.PackageBytes, Document: opts.Limits.Document})
}

func readHTML(ctx context.Context, data []byte, opts Options) (*document.Document, error) {
	return html.Read(ctx, data, html.Options{PageBytes: opts.Limits.PageBytes, Document: opts.Limits.Document})
}

// readMHT reads the page of a MIME message.
func readMHT(ctx context.Context, data []byte, opts Options) (*document.Document, error) {
	page, err := mht.Open(data)
	if err != nil {
		return nil, err
	}
	var doc *document.Document
	if page.Plain {
		doc, err = readText(ctx, page.Data, opts)
	} else {
		doc, err = html.Read(ctx, page.Data, pageOptions(page, opts))
	}
	if err != nil {
		return nil, err
	}
	doc.Format = mht.Format
	doc.Findings = append(page.Findings, doc.Findings...)
	return doc, nil
}

func pageOptions(page *mht.Page, opts Options) html.Options {
	return html.Options{PageBytes: opts.Limits.PageBytes, Charset: page.Charset, Document: opts.Limits.Document}
}

func readText(ctx context.Context, data []byte, opts Options) (*document.Document, error) {
	return text.Read(ctx, data, text.Options{Document: opts.Limits.Document, HTML: tablesOf(opts.Limits.PageBytes)})
}

// tablesOf reads the tables in HTML that stand in a text.
func tablesOf(bytes int64) func(context.Context, []byte, *document.Builder) error {
	return func(ctx context.Context, markup []byte, b *document.Builder) error {
		return html.ReadInto(ctx, markup, b, html.Options{PageBytes: bytes, Charset: "utf-8"})
	}
}

// Detect tells the format of the data by content alone. The error says what
// the data look like instead.
func Detect(data []byte) (Format, error) {
	if err := refuseOLE(data); err != nil {
		return Format{}, err
	}
	for _, k := range refused {
		if bytes.HasPrefix(data, []byte(k.magic)) {
			return Format{}, diag.Errorf(k.code, nil, "format", k.name)
		}
	}
	for _, f := range formats {
		if f.sniff(data) {
			return f, nil
		}
	}
	return Format{}, diag.Errorf("N109", nil, "format", describe(data))
}

// refused are well-known formats that are not read, by their first bytes: X102
// where they may hold a report, N109 to N111 where they are of a kind
// that holds none.
var refused = []struct {
	magic, name string
	code        diag.Code
}{
	{"\x89PNG", "an image (PNG)", "N110"},
	{"\xff\xd8\xff", "an image (JPEG)", "N110"},
	{"GIF8", "an image (GIF)", "N110"},
	{"II*\x00", "an image (TIFF)", "N110"},
	{"MM\x00*", "an image (TIFF)", "N110"},
	{"Rar!", "a RAR archive", "X102"},
	{"7z\xbc\xaf", "a 7-Zip archive", "X102"},
	{"\x1f\x8b", "gzip data", "X102"},
}

func describe(data []byte) string {
	if utf8.Valid(data) {
		return "text without content"
	}
	return "binary data"
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
