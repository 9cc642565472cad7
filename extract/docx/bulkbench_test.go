package docx_test

import (
	"context"
	"testing"

	"github.com/nianbao/nianbao/extract/docx"
	"github.com/nianbao/nianbao/fixtures/bulk"
)

// BenchmarkBulk reads many distinct reports of the size of real ones.
func BenchmarkBulk(b *testing.B) {
	const n = 40
	var files [n][]byte
	for i := range files {
		var err error
		if _, files[i], err = bulk.File(bulk.Docx, i); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := docx.Read(context.Background(), files[i%n], docx.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
