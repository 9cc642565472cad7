// Package source says where documents come from ([Item]) and where in a
// document something stands ([Pos]).
//
// It is the lowest leaf: everything may import it, and it imports nothing of
// ours.
package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// ErrTooLarge says that an item has more bytes than the caller allows.
var ErrTooLarge = errors.New("larger than the limit")

// Item is one input: a file, or later a member of an archive. It holds no open
// file, so millions may be listed ahead of being read.
type Item struct {
	// Path names the item to people and in the data set, with forward slashes, as
	// [EscapePath] writes it.
	Path string
	// Open gives the bytes from the start; each call gives a new reader.
	Open func() (io.ReadCloser, error)
	// Size is the length in bytes as far as it is known before reading, or -1.
	Size int64
	// Stamp is a text that changes whenever the bytes may have changed, such as a
	// file's size and time of change. It is empty if nothing short of reading the
	// bytes tells.
	Stamp string
	// Within names one member of the item, an archive: "!/2020/a.docx". It is
	// empty if all are meant.
	Within string
	// Rel is the path below the folder that was listed, spelled as Path; empty
	// for an item that was named itself.
	Rel string
	// Known is what a crawler knew of the item, or nil.
	Known *Known
	// Notes are to be told with what becomes of the item.
	Notes []Note
}

// File is the item of a file on disk. The file is opened only by [Item.Read].
func File(path string) Item {
	it := Item{Path: slashed(path), Size: -1, Open: func() (io.ReadCloser, error) { return os.Open(path) }}
	if fi, err := os.Stat(path); err == nil {
		it.Size, it.Stamp = fi.Size(), FileStamp(fi)
	}
	return it
}

// FileStamp is the [Item.Stamp] of a file: its size and its time of change in
// nanoseconds. It is empty for what is no regular file, such as a pipe.
func FileStamp(fi fs.FileInfo) string {
	if !fi.Mode().IsRegular() {
		return ""
	}
	return fmt.Sprintf("%d-%d", fi.Size(), fi.ModTime().UnixNano())
}

// Bytes is an item that lies in memory. The bytes must not change afterwards.
func Bytes(path string, data []byte) Item {
	return Item{Path: path, Size: int64(len(data)), Open: func() (io.ReadCloser, error) {
		return &memory{Reader: bytes.NewReader(data), data: data}, nil
	}}
}

// memory lets Read hand out the bytes of [Bytes] without a copy.
type memory struct {
	*bytes.Reader
	data []byte
}

func (*memory) Close() error { return nil }

// Read returns all bytes of the item, which the caller must not change. More
// than limit bytes is [ErrTooLarge]; a limit of 0 or less is none.
func (it Item) Read(ctx context.Context, limit int64) ([]byte, error) {
	if limit > 0 && it.Size > limit {
		return nil, ErrTooLarge
	}
	r, err := it.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }() // it was only read
	if m, ok := r.(*memory); ok {
		return m.data, nil
	}
	in := Until(ctx, r)
	if limit > 0 {
		in = io.LimitReader(in, limit+1)
	}
	var buf bytes.Buffer
	if it.Size > 0 {
		buf.Grow(int(it.Size) + bytes.MinRead)
	}
	if _, err := buf.ReadFrom(in); err != nil {
		return nil, err
	}
	if limit > 0 && int64(buf.Len()) > limit {
		return nil, ErrTooLarge
	}
	return buf.Bytes(), nil
}

// Until is a reader that ends with the error of ctx once that has ended, so that
// no long read outlives it.
func Until(ctx context.Context, r io.Reader) io.Reader { return &cancelable{ctx, r} }

type cancelable struct {
	ctx context.Context
	r   io.Reader
}

func (c *cancelable) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}
