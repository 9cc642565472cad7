package jsonl_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"github.com/nianbao/nianbao/export/internal/sample"
	"github.com/nianbao/nianbao/export/jsonl"
	"github.com/nianbao/nianbao/normalize/schema"
)

// TestOneReportALine reads lines back, texts with line ends and bytes that are
// no UTF-8 among them.
func TestOneReportALine(t *testing.T) {
	t.Parallel()
	odd := sample.Report(1)
	odd.Title = "a\nb\u2028c\xff\x1b"
	var buf bytes.Buffer
	w := jsonl.New(&buf)
	reports := []*schema.Report{sample.Report(0), odd, sample.Failed(2)}
	for _, r := range reports {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	lines := bytes.SplitAfter(buf.Bytes(), []byte("\n"))
	if len(lines) != len(reports)+1 || len(lines[len(reports)]) > 0 {
		t.Fatalf("%d lines of %d reports", len(lines), len(reports))
	}
	for i, r := range reports {
		var got schema.Report
		if err := json.Unmarshal(lines[i], &got); err != nil {
			t.Fatal(err)
		}
		if got.ReportID != r.ReportID || len(got.Facts) != len(r.Facts) {
			t.Errorf("line %d is that of %s with %d facts", i, got.ReportID, len(got.Facts))
		}
	}
}

// calls counts calls of Write, and fails from some call on.
type calls struct{ n, fail int }

var errFull = errors.New("full")

func (c *calls) Write(p []byte) (int, error) {
	if c.n++; c.n == c.fail {
		return 0, errFull
	}
	return len(p), nil
}

func TestOneWriteAReport(t *testing.T) {
	t.Parallel()
	c := &calls{fail: 3}
	w := jsonl.New(c)
	for n := range 2 {
		if err := w.Write(sample.Big(n)); err != nil || c.n != n+1 {
			t.Errorf("%d calls for %d reports, error %v", c.n, n+1, err)
		}
	}
	if err := w.Write(sample.Report(0)); !errors.Is(err, errFull) {
		t.Errorf("error %v, want %v", err, errFull)
	}
}

func BenchmarkWrite(b *testing.B) {
	r := sample.Big(1)
	w := jsonl.New(&calls{fail: -1})
	b.SetBytes(int64(len(r.AppendJSON(nil))))
	b.ReportAllocs()
	for b.Loop() {
		if err := w.Write(r); err != nil {
			b.Fatal(err)
		}
	}
}
