package extract

import (
	"bytes"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/msdoc"
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
	{"WordDocument", "", ""}, // extract/msdoc reads it
	{"Workbook", "an old binary spreadsheet (.xls)", "N111"},
	{"PowerPoint Document", "an old binary presentation (.ppt)", "N109"},
	{"__properties_version1.0", "an Outlook message (.msg)", "N109"},
}

// refuseOLE says why an old binary file is not read; nil for any other file, and
// for one with a Word document in it.
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
		if !msdoc.HasStream(data, k.stream) {
			continue
		}
		if k.code == "" {
			return nil
		}
		return diag.Errorf(k.code, nil, "format", k.name)
	}
	if msdoc.CutOff(data) {
		return diag.Errorf("X116", nil) // with its directory
	}
	return diag.Errorf("X102", nil, "format", "an OLE compound file without a Word document")
}
