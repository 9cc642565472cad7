package msdoc

import (
	"context"

	"github.com/nianbao/nianbao/extract/document"
)

// Options say how to read.
type Options struct {
	// Document bounds the document that is built.
	Document document.Limits
}

// Read reads a binary Word document. The error is a [*diag.Error]: X116
// for what is cut off, X128 for what is damaged, X106 for Word 95 and older, X107 if it is encrypted, X111 or
// X164 to X169 if a limit was passed; or the error of ctx.
//
// Read is safe for concurrent use.
func Read(ctx context.Context, data []byte, opts Options) (*document.Document, error) {
	b := document.NewBuilder("doc", opts.Document)
	f, err := open(data)
	if err == nil {
		err = (&reader{ctx: ctx, file: f, b: b}).read()
	}
	if err != nil {
		return nil, cutOff(data, err)
	}
	return b.Document()
}
