package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/docx"
	"github.com/nianbao/nianbao/extract/office"
	"github.com/nianbao/nianbao/extract/source"
)

// rescue reads an old or damaged Word file by way of LibreOffice, if there is one.
// err is why it cannot be read here, and is what remains if LibreOffice fails, too.
func rescue(ctx context.Context, data []byte, err error, opts Options) (*document.Document, error) {
	e, ok := errors.AsType[*diag.Error](err)
	if opts.Soffice == "" || !ok || !isOldWord(data) || !slices.Contains([]diag.Code{"X106", "X116", "X128"}, e.Code) {
		return nil, err
	}
	converted, failure := office.Docx(ctx, opts.Soffice, data, opts.Limits.FileBytes)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	var doc *document.Document
	if failure == nil && !docx.Sniff(converted) {
		failure = errors.New("it made something else")
	}
	if failure == nil {
		doc, failure = readDocx(ctx, converted, opts)
	}
	if failure != nil {
		out := *e
		if out.Err = fmt.Errorf("LibreOffice could not convert it: %w", failure); e.Err != nil {
			out.Err = fmt.Errorf("%w; LibreOffice could not convert it: %w", e.Err, failure)
		}
		return nil, &out
	}
	doc.Format = "doc"
	doc.Findings = append(doc.Findings, diag.New("X142", source.Pos{}, "code", string(e.Code)))
	if e.Code != "X106" {
		doc.Findings = append(doc.Findings, diag.New("X143", source.Pos{}))
	}
	return doc, nil
}

// isOldWord tells whether data begin as a binary file of Word, of any age.
func isOldWord(data []byte) bool {
	for _, magic := range append(olds, compoundFile) {
		if bytes.HasPrefix(data, []byte(magic)) {
			return true
		}
	}
	return false
}
