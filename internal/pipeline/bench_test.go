package pipeline_test

import (
	"fmt"
	"testing"

	"github.com/nianbao/nianbao/export"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/fixtures/gen"
	"github.com/nianbao/nianbao/internal/pipeline"
)

// BenchmarkProcess takes one report from bytes to facts, by format.
func BenchmarkProcess(b *testing.B) {
	for _, format := range gen.Formats {
		b.Run(string(format), func(b *testing.B) {
			c, err := gen.Make(gen.Spec{Seed: 5, Form: gen.Form2021, Format: format})
			if err != nil {
				b.Fatal(err)
			}
			item := source.Bytes(c.Name, c.Data)
			b.SetBytes(int64(len(c.Data)))
			b.ReportAllocs()
			for b.Loop() {
				pipeline.Process(b.Context(), item, pipeline.Options{})
			}
		})
	}
}

// BenchmarkRun takes 200 reports from bytes to a data set on the disk, on one
// worker and on two.
func BenchmarkRun(b *testing.B) {
	items := drawn(b, 200)
	for _, jobs := range []int{1, 2} {
		b.Run(fmt.Sprint("jobs ", jobs), func(b *testing.B) {
			var times pipeline.Times
			reports := 0
			for b.Loop() {
				w, err := export.Create(b.TempDir(), export.Options{})
				if err != nil {
					b.Fatal(err)
				}
				sum, err := pipeline.Run(b.Context(), items, w, pipeline.RunOptions{Jobs: jobs})
				if err != nil {
					b.Fatal(err)
				}
				if err := w.Close(); err != nil {
					b.Fatal(err)
				}
				reports += sum.Inputs
				times.Extract += sum.Times.Extract
				times.Normalize += sum.Times.Normalize
				times.Write += sum.Times.Write
			}
			per := func(n float64, unit string) { b.ReportMetric(n/float64(reports)/1e3, unit) }
			per(float64(times.Extract), "extract-µs/report")
			per(float64(times.Normalize), "normalize-µs/report")
			per(float64(times.Write), "write-µs/report")
			b.ReportMetric(float64(reports)/b.Elapsed().Seconds(), "reports/s")
		})
	}
}
