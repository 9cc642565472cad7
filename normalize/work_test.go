package normalize_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/normalize"
	"github.com/nianbao/nianbao/normalize/schema"
)

const workTitle = "柳泉县司法局2022年政府信息公开工作年度报告"

// rows is a document with a title and one table, whose cells text gives.
func rows(n, cols int, text func(row, col int) string) *document.Document {
	b := document.NewBuilder("test", document.Limits{})
	b.Paragraph("", workTitle)
	b.BeginTable(document.GridColumns)
	for r := range n {
		b.BeginRow()
		for c := range cols {
			b.BeginCell(document.CellProps{})
			b.Paragraph("", text(r, c))
		}
	}
	doc, err := b.Document()
	if err != nil {
		panic(err)
	}
	return doc
}

// labelled is a table in which all rows have the same labels, so that each is
// compared with all others.
func labelled(n int) *document.Document {
	labels := []string{"（一）予以公开", "二、上年结转政府信息公开申请数量", "1.属于国家秘密"}
	return rows(n, 10, func(r, c int) string {
		if c == 0 {
			return labels[r%len(labels)]
		}
		return "1"
	})
}

// paragraphs is a document of a title and equal paragraphs.
func paragraphs(n int, text string) *document.Document {
	b := document.NewBuilder("test", document.Limits{})
	b.Paragraph("", workTitle)
	for range n {
		b.Paragraph("", text)
	}
	doc, err := b.Document()
	if err != nil {
		panic(err)
	}
	return doc
}

// TestTooMuch gives documents up that are over the limit of steps or texts, each
// time the same way.
func TestTooMuch(t *testing.T) {
	t.Parallel()
	for name, doc := range map[string]*document.Document{
		"rows like others": labelled(10_000),
		"lines in a cell":  rows(1, 1, func(int, int) string { return strings.Repeat("1\n", 1_100_000) }),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := normalize.ReportsContext(t.Context(), doc, normalize.Options{})
			if diag.AsError(err).Code != "X197" {
				t.Fatalf("error %v", err)
			}
			got := normalize.Reports(doc, normalize.Options{})
			if len(got) != 1 || got[0].Status != schema.Failed || got[0].Findings[0].Code != "X197" {
				t.Errorf("reports %+v", got)
			}
		})
	}
}

// TestCancel ends within a moment of its context, and returns nothing of what
// was found.
func TestCancel(t *testing.T) {
	t.Parallel()
	doc := labelled(10_000)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	got, err := normalize.ReportsContext(ctx, doc, normalize.Options{})
	if got != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%d reports, error %v", len(got), err)
	}
	ctx, cancel = context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if got, err = normalize.ReportsContext(ctx, doc, normalize.Options{}); got != nil || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%d reports, error %v", len(got), err)
	}
}

// TestLongProse searches no sentence that is longer than any of a report, says
// so, and keeps the text.
func TestLongProse(t *testing.T) {
	t.Parallel()
	long := "全年主动公开政府信息12条，" + strings.Repeat("公开", 20_000) + "。"
	r := normalize.Reports(paragraphs(1, long), normalize.Options{})[0]
	codes := codesOf(r)
	if !slices.Contains(codes, "N413") || len(r.Facts) != 0 || !strings.Contains(r.Sections[0].Text, "12条") {
		t.Errorf("findings %v, %d facts", codes, len(r.Facts))
	}
	lines := normalize.Reports(paragraphs(40_000, strings.Repeat("公开工作", 5)), normalize.Options{})[0]
	if !slices.Contains(codesOf(lines), "N413") {
		t.Errorf("findings of lines without end: %v", codesOf(lines))
	}
	short := normalize.Reports(paragraphs(1, "全年主动公开政府信息12条。"), normalize.Options{})[0]
	if diff := cmp.Diff(1, len(short.Facts)); diff != "" || slices.Contains(codesOf(short), "N413") {
		t.Errorf("a short sentence: %d facts, %v", len(short.Facts), codesOf(short))
	}
}

func codesOf(r *schema.Report) (out []diag.Code) {
	for _, f := range r.Findings {
		out = append(out, f.Code)
	}
	return out
}
