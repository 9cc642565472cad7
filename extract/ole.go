package extract

import (
	"bytes"

	"github.com/nianbao/nianbao/extract/diag"
)

// compoundFile starts the OLE compound files ([MS-CFB] §2.2) in which Office
// kept documents until 2007, and in which it wraps those that have a password.
const compoundFile = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// olds start documents of Word before it used compound files: Word 2 and Word 1
// for Windows.
var olds = []string{"\xdb\xa5\x2d\x00", "\x9b\xa5\x21\x00"}

// compoundKinds tells compound files apart by the name of a stream that only
// they have ([MS-OFFCRYPTO] §2.3.4, [MS-DOC] §2.1, [MS-XLS] §2.1.2, [MS-PPT]
// §2.1), in the order in which they are asked.
var compoundKinds = []struct {
	stream, name string
	code         diag.Code
}{
	{"EncryptedPackage", "", "X107"},
	{"WordDocument", "", "X106"},
	{"Workbook", "an old binary spreadsheet (.xls)", "X102"},
	{"PowerPoint Document", "an old binary presentation (.ppt)", "X102"},
	{"__properties_version1.0", "an Outlook message (.msg)", "X102"},
}

// refuseOLE says why an old binary file is not read; nil for any other file. The
// names of its streams stand in the file as UTF-16 with a zero behind, which
// finds them in damaged files too.
func refuseOLE(data []byte) *diag.Error {
	for _, magic := range olds {
		if bytes.HasPrefix(data, []byte(magic)) {
			return diag.Errorf("X106", nil)
		}
	}
	if !bytes.HasPrefix(data, []byte(compoundFile)) {
		return nil
	}
	for _, k := range compoundKinds {
		if !bytes.Contains(data, utf16Name(k.stream)) {
			continue
		}
		if k.code == "X102" {
			return diag.Errorf(k.code, nil, "format", k.name)
		}
		return diag.Errorf(k.code, nil)
	}
	return diag.Errorf("X102", nil, "format", "an OLE compound file without a Word document")
}

// utf16Name is an ASCII name as it stands in a compound file's directory.
func utf16Name(s string) []byte {
	out := make([]byte, 0, 2*len(s)+2)
	for _, c := range []byte(s) {
		out = append(out, c, 0)
	}
	return append(out, 0, 0)
}
