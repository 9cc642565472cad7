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
		{"spreadsheet", compound("Root Entry", "Workbook"), "X115"},
		{"cut off", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + string(make([]byte, 300))), "X116"},
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

// TestKinds tells files that hold no report from those that should have held
// one, by their names.
func TestKinds(t *testing.T) {
	xlsx := "PK\x03\x04 xl/workbook.xml PK\x05\x06" + string(make([]byte, 18))
	tests := []struct {
		data, name string
		want       diag.Code
	}{
		{"%PDF-1.4", "a.pdf", "X116"},
		{"%PDF-1.4", "a.docx", "X116"},
		{"\x89PNG\r\n\x1a\n", "a.png", "N110"},
		{"\x89PNG\r\n\x1a\n", "a.docx", "X114"},
		{"\xff\xd8\xff\xe0", "a.pdf", "X114"},
		{string(compound("Root Entry", "Workbook")), "a.xls", "N111"},
		{string(compound("Root Entry", "Workbook")), "a.doc", "X115"},
		{xlsx, "a.xlsx", "N111"},
		{xlsx, "a.docx", "X115"},
		{string(compound("Root Entry", "PowerPoint Document")), "a.ppt", "N109"},
		{"\x00\x01\x02\x03", "a.bin", "N109"},
		{"\x00\x01\x02\x03", "a.html", "X102"},
		{"Rar!\x1a\x07\x00", "a.rar", "X102"},
		{"", "a.docx", "X101"},
	}
	for _, tc := range tests {
		_, err := extract.Read(context.Background(), source.Bytes(tc.name, []byte(tc.data)), extract.Options{})
		if e := diag.AsError(err); e.Code != tc.want || extract.HoldsNone(e) != (tc.want[0] == 'N') {
			t.Errorf("%q: error = %v, want %s", tc.name, err, tc.want)
		}
	}
}
