package extract_test

import (
	"context"
	"errors"
	"testing"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
)

// compound is the start of a compound file whose directory has the names.
func compound(names ...string) []byte {
	out := []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + string(make([]byte, 1016)))
	for _, name := range names {
		entry := make([]byte, 128)
		for i, c := range []byte(name) {
			entry[2*i] = c
		}
		entry[64] = byte(2*len(name) + 2)
		out = append(out, entry...)
	}
	return out
}

func TestOldBinaryFiles(t *testing.T) {
	tests := []struct {
		name string
		data []byte
		want diag.Code
	}{
		{"Word", compound("Root Entry", "1Table", "WordDocument"), "X128"},
		{"Word 2", []byte("\xdb\xa5\x2d\x00 text"), "X106"},
		{"encrypted package", compound("Root Entry", "EncryptionInfo", "EncryptedPackage"), "X107"},
		{"encrypted package, upper case", compound("ROOT ENTRY", "ENCRYPTEDPACKAGE"), "X107"},
		{"spreadsheet", compound("Root Entry", "Workbook"), "X102"},
		{"presentation", compound("Root Entry", "PowerPoint Document"), "X102"},
		{"anything else", compound("Root Entry", "Contents"), "X102"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			_, err := extract.Read(context.Background(), source.Bytes("in/report.docx", tc.data), extract.Options{})
			var e *diag.Error
			if !errors.As(err, &e) || e.Code != tc.want || e.Path != "in/report.docx" {
				t.Errorf("error = %v, want %s", err, tc.want)
			}
		})
	}
}
