package rtf

import (
	"bytes"
	"context"

	"github.com/nianbao/nianbao/extract/document"
)

// Format is the name of the format in documents.
const Format = "rtf"

// magic starts every RTF file. Some programs put a byte order mark or white space
// before it.
const magic = `{\rtf`

// Sniff tells whether data are RTF.
func Sniff(data []byte) bool { return bytes.HasPrefix(trimmed(data), []byte(magic)) }

func trimmed(data []byte) []byte {
	return bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n")
}

// Options say how to read. The zero value is ready to use.
type Options struct {
	// Document bounds the document that is built.
	Document document.Limits
}

// Read reads an RTF file. The error is a [*diag.Error]: X116 for what is cut off, X154 for what is no RTF,
// X104 or X164 to X169 if a limit was passed; or the error of ctx.
//
// Read is safe for concurrent use.
func Read(ctx context.Context, data []byte, opts Options) (*document.Document, error) {
	b := document.NewBuilder(Format, opts.Document)
	r := newReader(ctx, data, b, opts.Document)
	if err := r.read(); err != nil {
		return nil, err
	}
	b.SetTitle(string(r.title))
	return b.Document()
}

// ReadInto reads an RTF file into a document that is being built, where it stands
// embedded. The builder keeps open what was open, and its limits count; those of
// opts.Document are for notes.
func ReadInto(ctx context.Context, data []byte, b *document.Builder, opts Options) error {
	if err := newReader(ctx, data, b, opts.Document).read(); err != nil {
		return err
	}
	return b.Err()
}
