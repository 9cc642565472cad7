package pipeline

import (
	"context"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize"
	"github.com/nianbao/nianbao/normalize/schema"
)

// WithStages replaces the reader and the normalizer.
func (opts Options) WithStages(
	read func(context.Context, source.Item, extract.Options) (*document.Document, error),
	norm func(*document.Document, normalize.Options) []*schema.Report,
) Options {
	opts.stages = stages{read, func(_ context.Context, doc *document.Document, o normalize.Options) ([]*schema.Report, error) {
		return norm(doc, o), nil
	}}
	return opts
}

// Window is how many inputs may be under way for a number of jobs.
func Window(jobs int) int { return windowPerJob*jobs + jobs + 2 }
