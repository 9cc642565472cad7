package pdf_test

import (
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/extract/pdf"
	"github.com/nianbao/nianbao/fixtures/hostile"
)

// TestHostile reads the hostile files of package fixtures/hostile that are PDF: each ends with a
// document or an error with a code.
func TestHostile(t *testing.T) {
	for _, f := range hostile.Files() {
		if !strings.HasPrefix(f.Name, "pdf_") {
			continue
		}
		t.Run(strings.TrimSuffix(strings.TrimPrefix(f.Name, "pdf_"), ".pdf"), func(t *testing.T) {
			data := f.Data()
			start := time.Now()
			_, err := pdf.Read(t.Context(), data, pdf.Options{})
			t.Logf("%d KB, %v: %v", len(data)>>10, time.Since(start).Round(time.Millisecond), err)
			if err != nil && code(err) == "" {
				t.Errorf("error of no code: %v", err)
			}
		})
	}
}
