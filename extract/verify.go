package extract

import (
	"context"
	"errors"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/html"
	"github.com/nianbao/nianbao/extract/mht"
	"github.com/nianbao/nianbao/extract/second"
)

// verify reads a document a second time, in another way, and gives what the two
// readings differ in. Formats without a second reading give nothing.
func verify(ctx context.Context, f Format, data []byte, doc *document.Document, opts Options) ([]diag.Finding, error) {
	if f.second == nil {
		return nil, nil
	}
	r, err := f.second(ctx, data, opts)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return []diag.Finding{second.Failed(err)}, nil
	}
	return second.Compare(doc, r), nil
}

func secondDocx(ctx context.Context, data []byte, opts Options) (*second.Reading, error) {
	cols := opts.Limits.Document.Cols
	if cols <= 0 {
		cols = document.DefaultLimits().Cols
	}
	return second.Word(ctx, data, second.Limits{
		PartBytes: opts.Limits.PartBytes, Depth: opts.Limits.Depth, Entries: opts.Limits.PackageEntries, Cols: cols,
	})
}

// secondHTML reads all of a page, with the furniture that the first reading
// leaves out.
func secondHTML(ctx context.Context, data []byte, opts Options) (*second.Reading, error) {
	return secondPage(ctx, data, html.Options{PageBytes: opts.Limits.PageBytes, Document: opts.Limits.Document})
}

// secondMHT does the same with the page of a message.
func secondMHT(ctx context.Context, data []byte, opts Options) (*second.Reading, error) {
	page, err := mht.Open(data)
	if err == nil && page.Plain {
		err = errors.New("the message holds a text and no page")
	}
	if err != nil {
		return nil, err
	}
	return secondPage(ctx, page.Data, pageOptions(page, opts))
}

func secondPage(ctx context.Context, data []byte, opts html.Options) (*second.Reading, error) {
	doc, err := html.ReadTokens(ctx, data, opts)
	if err != nil {
		return nil, err
	}
	r := second.OfDocument("tags one by one", doc)
	r.Part = true
	return r, nil
}
