package pdf_test

import (
	"archive/zip"
	"io"
	"path"
	"testing"

	"github.com/nianbao/nianbao/extract/pdf"
)

// BenchmarkRead reads reports of five and six pages as two programs print them.
func BenchmarkRead(b *testing.B) {
	z, err := zip.OpenReader("../../fixtures/formats/printed.zip")
	if err != nil {
		b.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		if name := path.Base(f.Name); name != "libreoffice.pdf" && name != "chromium.pdf" {
			continue
		}
		r, err := f.Open()
		if err != nil {
			b.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(f.Name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := pdf.Read(b.Context(), data, pdf.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
