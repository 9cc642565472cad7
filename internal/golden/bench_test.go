package golden_test

import (
	"context"
	"testing"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/fixtures/gen"
	"github.com/nianbao/nianbao/normalize"
	"github.com/nianbao/nianbao/normalize/schema"
)

// BenchmarkReports is the normalizer alone, on documents of each kind that were
// read before. Bytes are those of the file.
func BenchmarkReports(b *testing.B) {
	for _, bc := range []struct {
		name string
		spec gen.Spec
	}{
		{"docx2021", gen.Spec{Seed: 2021, Form: gen.Form2021, Format: gen.DocxRaw}},
		{"portal2021", gen.Spec{Seed: 2021, Form: gen.Form2021, Format: gen.HTMLPortal}},
		{"tika2019", gen.Spec{Seed: 2019, Form: gen.Form2019, Format: gen.TextTika}},
		{"cells2019", gen.Spec{Seed: 2019, Form: gen.Form2019, Format: gen.TextCells}},
		{"aligned2021", gen.Spec{Seed: 2021, Form: gen.Form2021, Format: gen.TextAligned}},
		{"stats2014", gen.Spec{Seed: 44, Form: gen.Form2014, Format: gen.HTMLPlain}},
		{"lostBlanks2021", gen.Spec{Seed: 5, Form: gen.Form2021, Format: gen.TextTika, Traits: []gen.Trait{"blanks_dropped"}}},
	} {
		b.Run(bc.name, func(b *testing.B) {
			c, err := gen.Make(bc.spec)
			if err != nil {
				b.Fatal(err)
			}
			doc, err := extract.Read(context.Background(), source.Bytes("input", c.Data), extract.Options{})
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			b.SetBytes(int64(len(c.Data)))
			var reports []*schema.Report
			for b.Loop() {
				reports = normalize.Reports(doc, normalize.Options{})
			}
			if len(reports[0].Facts) == 0 {
				b.Fatal("no facts")
			}
		})
	}
}
