package msdoc

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"

	"github.com/nianbao/nianbao/extract/diag"
)

// compoundFile starts the OLE compound files ([MS-CFB] §2.2).
const compoundFile = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// Sniff tells whether data may be a binary Word document: a compound file with
// an entry for the stream WordDocument. What is wrong with it, [Read] finds.
func Sniff(data []byte) bool {
	return bytes.HasPrefix(data, []byte(compoundFile)) && HasStream(data, "WordDocument")
}

// Of a directory entry ([MS-CFB] §2.6.1): its size, and where it has the length
// of its name in bytes. Sectors are multiples of its size.
const (
	entrySize  = 128
	entryName  = 64
	firstEntry = 512
)

// HasStream tells whether a compound file has a stream of that name, in whatever
// case. It looks at every place where an entry may stand, and so finds them in
// files whose chains of sectors are damaged.
func HasStream(data []byte, name string) bool {
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

// damaged is the error for a file that is not what [MS-DOC] says.
func damaged(stream, what string) *diag.Error {
	return diag.Errorf("X128", errors.New(what)).In(stream, -1)
}

// streams are the streams at the root that hold a document, by name. Streams of
// embedded objects have the same names, further down.
func streams(data []byte) (map[string][]byte, error) {
	c, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return nil, diag.Errorf("X128", err)
	}
	out := make(map[string][]byte, 4)
	for f, err := c.Next(); err == nil; f, err = c.Next() {
		for _, name := range []string{"WordDocument", "0Table", "1Table", "Data"} {
			// Names are compared without case ([MS-CFB] §2.6.4).
			if len(f.Path) > 0 || out[name] != nil || !strings.EqualFold(f.Name, name) {
				continue
			}
			if out[name], err = stream(f, len(data)); err != nil {
				return nil, diag.Errorf("X128", err).In(name, -1)
			}
		}
	}
	return out, nil
}

// chunk is how much is read at once. mscfb joins the sectors of one read in
// quadratic time.
const chunk = 64 << 10

func stream(f *mscfb.File, limit int) ([]byte, error) {
	if f.Size > int64(limit) {
		return nil, errors.New("longer than the file")
	}
	out := make([]byte, f.Size)
	for at := 0; at < len(out); {
		n, err := f.Read(out[at:min(at+chunk, len(out))])
		at += n
		if err != nil && !(errors.Is(err, io.EOF) && at == len(out)) {
			return nil, err
		}
		if n == 0 {
			return nil, io.ErrUnexpectedEOF
		}
	}
	return out, nil
}
