// Package extract reads a file of any known format into a
// [document.Document].
//
// It tells the format by content (format.go holds the one table of readers) and
// hands the bytes to the reader. Each reader is a package of its own below this
// one; readers know neither each other nor this package.
package extract

import (
	"context"
	"errors"
	"path"
	"strings"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
)

// Limits bound what a stranger's file can cost. Zero fields take the values of
// [DefaultLimits].
type Limits struct {
	// FileBytes is the size of an input, PartBytes that of one inflated part of
	// a package, PackageBytes that of all parts read, PageBytes that of a web
	// page without scripts and styles; PackageEntries is the number of entries
	// in a package, Depth that of open XML elements.
	FileBytes, PartBytes, PackageBytes, PageBytes int64
	PackageEntries, Depth                         int
	// Document bounds the document that is built.
	Document document.Limits
}

// DefaultLimits are far above every real report.
func DefaultLimits() Limits {
	return Limits{FileBytes: 128 << 20, PartBytes: 64 << 20, PackageBytes: 128 << 20, PageBytes: 32 << 20,
		PackageEntries: 20_000, Depth: 512, Document: document.DefaultLimits()}
}

func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	for _, f := range []struct{ v, d *int64 }{
		{&l.FileBytes, &d.FileBytes}, {&l.PartBytes, &d.PartBytes}, {&l.PackageBytes, &d.PackageBytes},
		{&l.PageBytes, &d.PageBytes},
	} {
		if *f.v <= 0 {
			*f.v = *f.d
		}
	}
	if l.PackageEntries <= 0 {
		l.PackageEntries = d.PackageEntries
	}
	if l.Depth <= 0 {
		l.Depth = d.Depth
	}
	return l
}

// Options say how to read. The zero value is ready to use.
type Options struct {
	Limits Limits
	// Verify reads Word files and web pages a second time, in another way, and
	// adds a finding (X180 to X184) for each difference: see package second.
	Verify bool
	// Soffice is the path of LibreOffice's program soffice, or "". If it is given,
	// binary Word files that are damaged or of Word 95 and older are converted with
	// it and read then, with the findings X142 and X143: see package office.
	Soffice string
}

// Read reads an item. The error is always a [*diag.Error] that names the item;
// nothing of a document that cannot be read whole is returned.
//
// Read is safe for concurrent use. It stops early when ctx ends.
func Read(ctx context.Context, item source.Item, opts Options) (*document.Document, error) {
	opts.Limits = opts.Limits.withDefaults()
	doc, err := read(ctx, item, opts)
	if err != nil {
		e := *diag.AsError(err)
		e.Path = item.Path
		return nil, &e
	}
	return doc, nil
}

func read(ctx context.Context, item source.Item, opts Options) (*document.Document, error) {
	data, err := item.Read(ctx, opts.Limits.FileBytes)
	switch {
	case errors.Is(err, source.ErrTooLarge):
		return nil, diag.Errorf("X103", nil, "limit", itoa(opts.Limits.FileBytes))
	case err != nil:
		return nil, err
	case len(data) == 0:
		return nil, diag.Errorf("X101", nil)
	}
	f, doc, err := readAs(ctx, data, opts)
	if err != nil {
		if doc, err = rescue(ctx, data, err, opts); err != nil {
			return nil, claimed(item.Path, otherPackage(data, err))
		}
		f = named(doc.Format)
	} else if opts.Verify {
		found, err := verify(ctx, f, data, doc, opts)
		if err != nil {
			return nil, err
		}
		doc.Findings = append(doc.Findings, found...)
	}
	if suffix := strings.ToLower(path.Ext(item.Path)); suffix != "" && !f.hasSuffix(suffix) {
		doc.Findings = append(doc.Findings, diag.New("X105", source.Pos{}, "format", f.Name, "suffix", suffix))
	}
	return doc, nil
}

// readAs tells the format and reads.
func readAs(ctx context.Context, data []byte, opts Options) (Format, *document.Document, error) {
	f, err := Detect(data)
	if err != nil {
		return f, nil, err
	}
	doc, err := f.read(ctx, data, opts)
	return f, doc, err
}

// named is the format of a name.
func named(name string) Format {
	for _, f := range formats {
		if f.Name == name {
			return f
		}
	}
	return Format{}
}
