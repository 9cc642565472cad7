package golden_test

import (
	"context"
	"testing"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/fixtures/bulk"
	"github.com/nianbao/nianbao/normalize"
)

// BenchmarkBulk is the normalizer alone, on many distinct reports of the size of
// real ones. An operation is one report.
func BenchmarkBulk(b *testing.B) {
	for _, kind := range bulk.Kinds {
		b.Run(string(kind), func(b *testing.B) {
			const n = 40
			docs := make([]*document.Document, n)
			for i := range docs {
				name, data, err := bulk.File(kind, i)
				if err != nil {
					b.Fatal(err)
				}
				if docs[i], err = extract.Read(context.Background(), source.Bytes(name, data), extract.Options{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				normalize.Reports(docs[i%n], normalize.Options{})
			}
		})
	}
}
