package export_test

import (
	"io"
	"testing"

	"github.com/nianbao/nianbao/export"
	"github.com/nianbao/nianbao/export/internal/sample"
	"github.com/nianbao/nianbao/normalize/schema"
)

func big() []*schema.Report {
	reports := make([]*schema.Report, 64)
	for i := range reports {
		reports[i] = sample.Big(i)
	}
	return reports
}

// BenchmarkDataSet writes reports of 230 facts into all files of a data set.
func BenchmarkDataSet(b *testing.B) {
	reports := big()
	d, err := export.Create(b.TempDir(), export.Options{})
	if err != nil {
		b.Fatal(err)
	}
	bench(b, d, reports)
}

// BenchmarkLines writes the same reports as JSON lines.
func BenchmarkLines(b *testing.B) { bench(b, export.Lines(io.Discard), big()) }

func bench(b *testing.B, w export.Writer, reports []*schema.Report) {
	b.Helper()
	b.SetBytes(int64(len(reports[1].AppendJSON(nil))))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if err := w.Write(reports[i%len(reports)]); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
}
