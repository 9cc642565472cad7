package source

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"slices"
)

// folder is the names in a folder, in byte order. A folder may hold a million, so
// it keeps little beside them, and lets go of them as they are given out.
type folder struct {
	// packed are the names, some hundred each: type, length, name.
	packed [][]byte
}

// folderEntry is a name while a folder is read.
type folderEntry struct {
	start int // in the text of all names
	size  int32
	kind  fs.FileMode // its type bits
}

// readFolder reads the names in a folder. With an error the folder holds those
// that came before it.
func readFolder(path string) (*folder, error) {
	dir, err := os.Open(path)
	if err != nil {
		return new(folder), err
	}
	defer func() { _ = dir.Close() }() // it was only read
	var text []byte
	var entries []folderEntry
	const some = 256
	for err == nil {
		var list []fs.DirEntry
		list, err = dir.ReadDir(some)
		for _, d := range list {
			entries = append(entries, folderEntry{len(text), int32(len(d.Name())), d.Type()})
			text = append(text, d.Name()...)
		}
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	name := func(e folderEntry) []byte { return text[e.start : e.start+int(e.size)] }
	slices.SortFunc(entries, func(a, b folderEntry) int { return bytes.Compare(name(a), name(b)) })
	f := new(folder)
	for list := range slices.Chunk(entries, some) {
		var b []byte
		for _, e := range list {
			b = binary.AppendUvarint(b, uint64(e.kind))
			b = binary.AppendUvarint(b, uint64(e.size))
			b = append(b, name(e)...)
		}
		f.packed = append(f.packed, slices.Clip(b))
	}
	return f, err
}

// all gives the names once, with their types.
func (f *folder) all() iter.Seq2[string, fs.FileMode] {
	return func(yield func(string, fs.FileMode) bool) {
		for i, b := range f.packed {
			f.packed[i] = nil
			for len(b) > 0 {
				kind, n := binary.Uvarint(b)
				size, m := binary.Uvarint(b[n:])
				b = b[n+m:]
				if !yield(string(b[:size]), fs.FileMode(kind)) {
					return
				}
				b = b[size:]
			}
		}
	}
}
