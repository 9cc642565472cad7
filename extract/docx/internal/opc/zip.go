package opc

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strconv"
	"sync"

	"github.com/klauspost/compress/flate"

	"github.com/nianbao/nianbao/extract/diag"
)

// minEntry is the size of the smallest entry in a zip's central directory.
const minEntry = 46

// tooManyEntries tells whether data may hold more entries than limit, without
// reading the directory, which costs memory for each entry.
func tooManyEntries(data []byte, limit int) bool {
	if len(data)/minEntry <= limit {
		return false
	}
	return bytes.Count(data, []byte("PK\x01\x02")) > limit
}

func openZip(data []byte, limit int) (*zip.Reader, *diag.Error) {
	if tooManyEntries(data, limit) {
		return nil, tooMany(limit)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // no name is ever used as a path
		return nil, noPackage(data, err)
	}
	if len(z.File) > limit {
		return nil, tooMany(limit)
	}
	return z, nil
}

// endOfDirectory starts the record with which every zip file ends.
const endOfDirectory = "PK\x05\x06"

// noPackage is why data are no zip file: cut off (X116) or damaged (X120).
func noPackage(data []byte, err error) *diag.Error {
	if errors.Is(err, zip.ErrFormat) && !bytes.Contains(data, []byte(endOfDirectory)) {
		return diag.Errorf("X116", cause("the directory at its end is missing"))
	}
	return diag.Errorf("X120", err)
}

func tooMany(limit int) *diag.Error {
	return diag.Errorf("X162", nil, "limit", strconv.Itoa(limit))
}

// readers are inflaters for reuse: one costs 40 KB.
var readers = sync.Pool{New: func() any { return flate.NewReader(nil) }}

// buffers are for the inflated parts.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// maxKept is the size up to which a buffer is kept for the next file: a bomb's would
// stay for as long as the run does.
const maxKept = 8 << 20

// chunk is how much is inflated between two looks at the context.
const chunk = 1 << 20

// Bits of a zip entry's flags.
const encrypted = 1

// content gives the content of an entry, which it inflates into the buffer that
// lend gives if it must, and checks its size and checksum.
func content(ctx context.Context, data []byte, f *zip.File, limit int64, lend func() *bytes.Buffer) ([]byte, *diag.Error) {
	if f.Flags&encrypted != 0 {
		return nil, diag.Errorf("X107", nil)
	}
	if f.UncompressedSize64 > uint64(limit) {
		return nil, errTooLarge(limit)
	}
	out, err := rawEntry(data, f)
	if err != nil {
		return nil, diag.Errorf("X121", err)
	}
	switch f.Method {
	case zip.Store:
		if int64(len(out)) > limit {
			return nil, errTooLarge(limit)
		}
	case zip.Deflate:
		buf := lend()
		if err := inflate(ctx, out, f, limit, buf); err != nil {
			return nil, err
		}
		out = buf.Bytes()
	default:
		return nil, diag.Errorf("X121", fmt.Errorf("compression method %d", f.Method))
	}
	if sum := crc32.ChecksumIEEE(out); sum != f.CRC32 {
		return nil, diag.Errorf("X121", zip.ErrChecksum)
	}
	return out, nil
}

func errTooLarge(limit int64) *diag.Error {
	return diag.Errorf("X160", nil, "limit", strconv.FormatInt(limit, 10))
}

// rawEntry is the compressed bytes of an entry.
func rawEntry(data []byte, f *zip.File) ([]byte, error) {
	at, err := f.DataOffset()
	if err != nil {
		return nil, err
	}
	if at < 0 || at > int64(len(data)) || f.CompressedSize64 > uint64(int64(len(data))-at) {
		return nil, io.ErrUnexpectedEOF
	}
	return data[at : at+int64(f.CompressedSize64)], nil
}

func inflate(ctx context.Context, raw []byte, f *zip.File, limit int64, buf *bytes.Buffer) *diag.Error {
	r := readers.Get().(io.ReadCloser)
	defer readers.Put(r)
	if err := r.(flate.Resetter).Reset(bytes.NewReader(raw), nil); err != nil {
		return diag.Errorf("X121", err)
	}
	// A stated size is a hint: a stranger's file may lie.
	buf.Grow(int(min(f.UncompressedSize64, uint64(limit), 64*uint64(len(raw))+chunk)) + bytes.MinRead)
	for {
		if err := ctx.Err(); err != nil {
			return diag.Errorf("X100", err)
		}
		n, err := io.CopyN(buf, r, min(chunk, limit+1-int64(buf.Len())))
		switch {
		case int64(buf.Len()) > limit:
			return errTooLarge(limit)
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return diag.Errorf("X121", err)
		case n == 0:
			return nil
		}
	}
}
