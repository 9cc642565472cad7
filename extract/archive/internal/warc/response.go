package warc

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// ErrTooLarge says that a response, or what it unpacks to, is over the limit.
var ErrTooLarge = errors.New("larger than the limit")

// Encoding is the error for a Content-Encoding that is not known.
type Encoding string

func (e Encoding) Error() string { return "content encoding " + string(e) }

// Head is how a response begins.
type Head struct {
	// Status is that of HTTP, 200 for a resource that came without a header.
	Status int
	// ContentType is the media type in lower case, without parameters.
	ContentType string

	header map[string]string
	raw    []byte // the header's bytes
	rest   io.Reader
}

// Response is a response read whole.
type Response struct {
	Body []byte
	// Short tells that the body has fewer bytes than the response says.
	Short bool
	// Altered tells that the record's digest is that of other bytes.
	Altered bool
}

// Head reads the header of HTTP in a response, or makes one for a record that
// holds its resource bare. ok is false for a record that holds neither.
func (r *Record) Head() (h *Head, ok bool) {
	kind := mediaType(r.ContentType)
	if r.Type == "resource" && kind != "application/http" {
		return &Head{Status: 200, ContentType: kind, header: map[string]string{}, rest: r.block}, true
	}
	if r.Type != "response" && r.Type != "resource" {
		return nil, false
	}
	in := bufio.NewReader(r.block)
	tee := &recorder{in: in}
	lines, err := headerLines(tee)
	if err != nil || !strings.HasPrefix(lines[0], "HTTP/") {
		return nil, false
	}
	status := 0
	if parts := strings.Fields(lines[0]); len(parts) > 1 {
		status, _ = strconv.Atoi(parts[1]) // 0 is no document
	}
	fields := fields(lines[1:])
	return &Head{Status: status, ContentType: mediaType(fields["content-type"]), header: fields, raw: tee.raw, rest: in}, true
}

// recorder keeps the bytes that are read.
type recorder struct {
	in  io.ByteReader
	raw []byte
}

func (r *recorder) ReadByte() (byte, error) {
	b, err := r.in.ReadByte()
	if err == nil {
		r.raw = append(r.raw, b)
	}
	return b, err
}

func mediaType(s string) string {
	s, _, _ = strings.Cut(s, ";")
	return strings.ToLower(strings.TrimSpace(s))
}

// Read reads the body of a response and takes its encodings away. The error is
// [ErrTooLarge], an [Encoding], or what is wrong with packed data.
func (r *Record) Read(h *Head, limit int64) (*Response, error) {
	raw, err := readUpTo(h.rest, limit)
	if err != nil {
		return nil, err
	}
	if r.block.N > 0 { // the file ends before
		return nil, io.ErrUnexpectedEOF
	}
	out := &Response{}
	body, chunked := raw, false
	if strings.Contains(strings.ToLower(h.header["transfer-encoding"]), "chunked") {
		if b, ok := dechunk(raw); ok {
			body, chunked = b, true
		}
	}
	out.Altered = r.altered(h.raw, raw, body)
	if n, err := strconv.ParseInt(h.header["content-length"], 10, 64); err == nil && !chunked && n > int64(len(raw)) {
		out.Short = true
	}
	names := strings.Split(h.header["content-encoding"], ",")
	for _, name := range slices.Backward(names) {
		if body, err = unpack(strings.ToLower(strings.TrimSpace(name)), body, limit); err != nil {
			return nil, err
		}
	}
	out.Body = body
	return out, nil
}

// readUpTo reads all, if it is no more than limit. It reads in pieces, so that what
// is more costs no more than the limit.
func readUpTo(r io.Reader, limit int64) ([]byte, error) {
	var pieces [][]byte
	for left, size := limit+1, int64(32<<10); left > 0; size = min(2*size, 4<<20) {
		piece := make([]byte, min(size, left))
		n := 0
		var err error
		for n < len(piece) && err == nil {
			var got int
			got, err = r.Read(piece[n:])
			n += got
		}
		left -= int64(n)
		pieces = append(pieces, piece[:n])
		switch {
		case errors.Is(err, io.EOF) && left > 0:
			return bytes.Join(pieces, nil), nil
		case err != nil && !errors.Is(err, io.EOF):
			return nil, err
		}
	}
	return nil, ErrTooLarge
}

// dechunk takes the chunks of HTTP/1.1 apart (RFC 9112 §7.1). It fails for a body
// that is not in chunks, whatever its header says.
func dechunk(data []byte) (out []byte, ok bool) {
	for {
		line, rest, found := bytes.Cut(data, []byte("\n"))
		if !found {
			return nil, false
		}
		size, _, _ := strings.Cut(strings.TrimSpace(string(line)), ";")
		n, err := strconv.ParseInt(strings.TrimSpace(size), 16, 64)
		switch {
		case err != nil || n < 0 || n > int64(len(rest)):
			return nil, false
		case n == 0:
			return out, true
		}
		out = append(out, rest[:n]...)
		data = bytes.TrimPrefix(rest[n:], []byte("\r"))
		data = bytes.TrimPrefix(data, []byte("\n"))
	}
}

// unpack takes one encoding away. A body that does not begin as its encoding has
// it was unpacked before.
func unpack(name string, data []byte, limit int64) ([]byte, error) {
	var r io.Reader
	var err error
	switch name {
	case "", "identity", "none", "utf-8":
		return data, nil
	case "gzip", "x-gzip":
		if !bytes.HasPrefix(data, []byte("\x1f\x8b")) {
			return data, nil
		}
		r, err = gzip.NewReader(bytes.NewReader(data))
	case "deflate":
		if r, err = zlib.NewReader(bytes.NewReader(data)); err != nil {
			r, err = flate.NewReader(bytes.NewReader(data)), nil
		}
	case "br":
		r = brotli.NewReader(bytes.NewReader(data))
	case "zstd":
		if !bytes.HasPrefix(data, []byte("\x28\xb5\x2f\xfd")) {
			return data, nil
		}
		var z *zstd.Decoder
		if z, err = zstd.NewReader(bytes.NewReader(data), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(uint64(limit)+1)); err == nil {
			defer z.Close()
			r = z
		}
	default:
		return nil, Encoding(name)
	}
	if err != nil {
		return nil, noEOF(err)
	}
	out, err := readUpTo(r, limit)
	if err != nil && !errors.Is(err, ErrTooLarge) && looksPlain(name, data) {
		return data, nil // it was unpacked before
	}
	return out, err
}

// looksPlain tells whether data of an encoding without a mark of its own begin as
// a page or a text.
func looksPlain(name string, data []byte) bool {
	if name != "br" && name != "deflate" {
		return false
	}
	for _, c := range data[:min(len(data), 64)] {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return false
		}
	}
	return bytes.IndexByte(data[:min(len(data), 512)], '<') >= 0
}

// altered tells whether the record states a digest that none of the bytes have
// that it may be meant of: for a payload, programs differ in whether chunks count.
func (r *Record) altered(head, raw, body []byte) bool {
	if ok, known := matches(r.BlockDigest, head, raw); known {
		return !ok
	}
	ok, known := matches(r.PayloadDigest, raw)
	if known && !ok {
		ok, _ = matches(r.PayloadDigest, body)
	}
	return known && !ok
}

var hashes = map[string]func() hash.Hash{"md5": md5.New, "sha1": sha1.New, "sha256": sha256.New, "sha512": sha512.New}

// matches compares a digest, "sha1:BASE32" or in hexadecimal. known is false for
// one that cannot be checked.
func matches(digest string, data ...[]byte) (ok, known bool) {
	name, value, _ := strings.Cut(digest, ":")
	make := hashes[strings.ReplaceAll(strings.ToLower(strings.TrimSpace(name)), "-", "")]
	if make == nil {
		return false, false
	}
	h := make()
	for _, b := range data {
		h.Write(b)
	}
	sum := h.Sum(nil)
	value = strings.TrimRight(strings.TrimSpace(value), "=")
	b32 := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum)
	return strings.EqualFold(value, b32) || strings.EqualFold(value, hex.EncodeToString(sum)), true
}

// Find reads the response that begins at a place of a file.
func Find(r io.Reader, packed bool, inner, limit int64) (*Response, error) {
	var out *Response
	err := Scan(r, packed, func(rec *Record) error {
		if rec.Inner != inner {
			return nil
		}
		h, ok := rec.Head()
		if !ok {
			return fmt.Errorf("no response at byte %d", rec.Offset)
		}
		var err error
		if out, err = rec.Read(h, limit); err != nil {
			return err
		}
		return errFound
	})
	if errors.Is(err, errFound) {
		return out, nil
	}
	if err == nil {
		err = errors.New("no record where one was")
	}
	return nil, err
}

var errFound = errors.New("found")
