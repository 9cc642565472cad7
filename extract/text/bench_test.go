package text_test

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/extract/internal/doctest"
	"github.com/nianbao/nianbao/extract/text"
)

// BenchmarkRead reads texts of each family of layouts, of about the size of a
// report.
func BenchmarkRead(b *testing.B) {
	for _, name := range []string{"tika", "markdown", "cells_closed_padded", "layout_blank", "wrapped"} {
		a, err := txtar.ParseFile(filepath.Join("testdata", name+".txtar"))
		if err != nil {
			b.Fatal(err)
		}
		in := string(doctest.File(a, "input"))
		data := []byte(strings.Repeat(in, 1+12_000/len(in)))
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, err := text.Read(b.Context(), data, text.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
