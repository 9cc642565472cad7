package docx

import (
	"bytes"
	"context"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/docx/internal/opc"
)

// Options say how to read. Limits that are zero take defaults far above every
// real report.
type Options struct {
	// PartBytes is the size of one inflated part, PackageBytes that of all parts
	// that are read, in bytes.
	PartBytes, PackageBytes int64
	// PackageEntries is the number of entries in the package.
	PackageEntries int
	// Depth is the number of open XML elements.
	Depth int
	// Document bounds the document that is built.
	Document document.Limits
	// Embedded reads a document of another format that is embedded in this one
	// (w:altChunk) into b, and says which format it was. "" is "not a format that
	// can be read". A nil Embedded reads none.
	Embedded func(data []byte, b *document.Builder) (format string, err error)
}

func (o Options) withDefaults() Options {
	if o.PartBytes <= 0 {
		o.PartBytes = 64 << 20
	}
	if o.PackageBytes <= 0 {
		o.PackageBytes = 128 << 20
	}
	if o.PackageEntries <= 0 {
		o.PackageEntries = 20_000
	}
	if o.Depth <= 0 {
		o.Depth = 512
	}
	return o
}

func (o Options) limits(spent int64) opc.Limits {
	return opc.Limits{PartBytes: o.PartBytes, PackageBytes: o.PackageBytes, Spent: spent, Entries: o.PackageEntries, Depth: o.Depth}
}

// Sniff tells whether data may be a package with a Word document: whether they
// start as a zip file does. Whether there really is a document in it, [Read]
// finds out, and says what is wrong if there is none.
func Sniff(data []byte) bool {
	for _, magic := range []string{"PK\x03\x04", "PK\x05\x06", "PK\x07\x08"} {
		if bytes.HasPrefix(data, []byte(magic)) {
			return true
		}
	}
	return false
}

// Read reads a Word document. The error is a [*diag.Error]: X116 or X120 to X123 for
// what is damaged or no Word document, X107 if it is encrypted, X104, X111 or
// X160 to X169 if a limit was passed; or the error of ctx.
//
// Read is safe for concurrent use.
func Read(ctx context.Context, data []byte, opts Options) (*document.Document, error) {
	b := document.NewBuilder("docx", opts.Document)
	r := &reader{ctx: ctx, opts: opts.withDefaults(), b: b}
	if err := r.read(data); err != nil {
		return nil, err
	}
	return b.Document()
}
