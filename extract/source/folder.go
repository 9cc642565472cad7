package source

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
)

// folder is the names in a folder, in byte order. It keeps a dozen bytes beside
// each name: a folder may hold a million.
type folder struct {
	text    []byte // all names
	entries []folderEntry
}

type folderEntry struct {
	start int // of its name in text
	size  uint16
	kind  fs.FileMode // its type bits
}

func (f *folder) name(e folderEntry) []byte { return f.text[e.start : e.start+int(e.size)] }

// readFolder reads the names in a folder. With an error the folder holds those
// that came before it.
func readFolder(path string) (*folder, error) {
	f := new(folder)
	dir, err := os.Open(path)
	if err != nil {
		return f, err
	}
	defer func() { _ = dir.Close() }() // it was only read
	const some = 256
	for err == nil {
		var list []fs.DirEntry
		list, err = dir.ReadDir(some)
		for _, d := range list {
			f.entries = append(f.entries, folderEntry{len(f.text), uint16(len(d.Name())), d.Type()})
			f.text = append(f.text, d.Name()...)
		}
	}
	slices.SortFunc(f.entries, func(a, b folderEntry) int { return bytes.Compare(f.name(a), f.name(b)) })
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return f, err
}
