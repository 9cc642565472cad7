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

// refuseOLE says why an old binary file is not read; nil for any other file.
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
		if !hasStream(data, k.stream) {
			continue
		}
		if k.code == "X102" {
			return diag.Errorf(k.code, nil, "format", k.name)
		}
		return diag.Errorf(k.code, nil)
	}
	return diag.Errorf("X102", nil, "format", "an OLE compound file without a Word document")
}

// Of a directory entry ([MS-CFB] §2.6.1): its size, and where it has the length
// of its name in bytes. Sectors are multiples of its size.
const (
	entrySize  = 128
	entryName  = 64
	firstEntry = 512
)

// hasStream tells whether a compound file has a stream of that name, in whatever
// case. It looks at every place where an entry may stand, and so finds them in
// files whose chains of sectors are damaged.
func hasStream(data []byte, name string) bool {
	for at := firstEntry; at+entrySize <= len(data); at += entrySize {
		entry := data[at : at+entrySize]
		if int(entry[entryName])|int(entry[entryName+1])<<8 == 2*len(name)+2 && isNamed(entry, name) {
			return true
		}
	}
	return false
}

// isNamed compares the UTF-16 name of an entry with an ASCII one.
func isNamed(entry []byte, name string) bool {
	for i := range len(name) {
		if entry[2*i+1] != 0 || upper(entry[2*i]) != upper(name[i]) {
			return false
		}
	}
	return true
}

func upper(c byte) byte {
	if c >= 'a' && c <= 'z' {
		return c - 'a' + 'A'
	}
	return c
}
