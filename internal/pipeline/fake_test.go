package pipeline_test

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/internal/pipeline"
	"github.com/nianbao/nianbao/normalize"
	"github.com/nianbao/nianbao/normalize/schema"
)

// The fake stages obey the text of an input: "panic", "bad", "wait" (until the
// time is up), "two" reports, an image, which should be a document if its name
// ends in an odd digit, and anything else for one report with one fact.

// image is an image for the real sniffers, too.
const image = "\x89PNG\r\n\x1a\n"

func fakeRead(ctx context.Context, item source.Item, _ extract.Options) (*document.Document, error) {
	data, err := item.Read(ctx, 0)
	if err != nil {
		return nil, err
	}
	switch text := string(data); text {
	case "panic":
		panic("out of cheese")
	case "bad":
		return nil, diag.Errorf("X120", fmt.Errorf("torn")).In("word/document.xml", 7)
	case image:
		if last := item.Path[len(item.Path)-1]; last >= '0' && last <= '9' && (last-'0')%2 == 1 {
			return nil, diag.Errorf("X114", nil, "format", "an image")
		}
		return nil, diag.Errorf("N110", nil, "format", "an image")
	case "wait":
		<-ctx.Done()
		return nil, fmt.Errorf("read: %w", ctx.Err())
	default:
		b := document.NewBuilder("text", document.Limits{})
		b.Paragraph("", text)
		return b.Document()
	}
}

func fakeNormalize(doc *document.Document, _ normalize.Options) []*schema.Report {
	text := doc.Blocks[0].Text
	n := 1
	if text == "two" {
		n = 2
	}
	var out []*schema.Report
	for i := range n {
		out = append(out, &schema.Report{
			Status: schema.OK, Title: fmt.Sprint(text, i), Year: 2020, Form: "cn_goi_2019",
			Facts: []schema.Fact{
				{TableKey: "requests", RowKey: "received", ColumnKey: "total", Value: decimal.FromInt(int64(len(text))), Status: schema.Number, Unit: schema.Count, Match: schema.Exact},
				{TableKey: "requests", RowKey: "granted", ColumnKey: "total", Status: schema.Blank, Unit: schema.Count, Match: schema.Exact},
			},
			Findings: []diag.Finding{
				diag.New("N210", source.AtBlock(2)), diag.New("N401", source.Pos{}),
			},
		})
	}
	return out
}

func fakeOptions() pipeline.Options {
	return pipeline.Options{}.WithStages(fakeRead, fakeNormalize)
}

// items lists "path=text" inputs.
func items(specs ...string) iter.Seq2[source.Item, error] {
	return func(yield func(source.Item, error) bool) {
		for _, s := range specs {
			path, text, _ := strings.Cut(s, "=")
			if text == "unlisted" {
				if !yield(source.Item{Path: path, Size: -1}, fmt.Errorf("not there")) {
					return
				}
				continue
			}
			if !yield(source.Bytes(path, []byte(text)), nil) {
				return
			}
		}
	}
}

// sheet is a sink that writes a line a report.
type sheet struct{ strings.Builder }

func (s *sheet) Write(r *schema.Report) error {
	s.Builder.Write(append(r.AppendJSON(nil), '\n'))
	return nil
}

// brief is a sink that writes what matters to the order of a run.
type brief struct{ lines []string }

func (b *brief) Write(r *schema.Report) error {
	line := fmt.Sprintf("%s %s", r.Source.Path, r.Status)
	if r.Source.DuplicateOf != "" {
		line += " of " + r.Source.DuplicateOf
	}
	b.lines = append(b.lines, line)
	return nil
}

func run(t *testing.T, seq iter.Seq2[source.Item, error], w pipeline.Sink, opts pipeline.RunOptions) *pipeline.Summary {
	t.Helper()
	sum, err := pipeline.Run(t.Context(), seq, w, opts)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}
