// Package warc reads web archives (WARC 1.0 and 1.1, ISO 28500): records one after
// the other, each maybe a gzip stream of its own, and the responses of HTTP in
// them.
//
// It is lenient, as archives of real crawls need: line ends of one byte, empty
// lines between records, bodies that were decoded while their headers still say
// that they are not.
package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
)

// Magic starts every record.
const Magic = "WARC/"

// Record is one record of an archive.
type Record struct {
	// Offset is the byte of the file at which the record begins, or the gzip
	// stream that holds it; Inner the byte in that stream, unpacked.
	Offset, Inner int64
	// Type is the record's type in lower case: "response", "revisit" and so on.
	Type string
	// URI, Date, ContentType, Truncated, BlockDigest and PayloadDigest are as the
	// record's header has them, or "".
	URI, Date, ContentType, Truncated, BlockDigest, PayloadDigest string
	// Length is that of the block in bytes.
	Length int64

	block *io.LimitedReader
}

// maxHeader is how long the header of a record may be.
const maxHeader = 64 << 10

// input counts what is read of it.
type input struct {
	*bufio.Reader
	at int64
}

func (in *input) ReadByte() (byte, error) {
	b, err := in.Reader.ReadByte()
	if err == nil {
		in.at++
	}
	return b, err
}

func (in *input) Read(p []byte) (int, error) {
	n, err := in.Reader.Read(p)
	in.at += int64(n)
	return n, err
}

// Scan calls f with each record of a file; packed tells that it is compressed. A
// record can be read only during its call. An error of f ends the scan.
func Scan(r io.Reader, packed bool, f func(*Record) error) error {
	in := &input{Reader: bufio.NewReaderSize(r, 64<<10)}
	if !packed {
		return scan(in, f, func(rec *Record, at int64) { rec.Offset = at })
	}
	var z *gzip.Reader
	inner := &input{Reader: bufio.NewReaderSize(nil, 32<<10)}
	for {
		if err := skipPadding(in); err != nil {
			return eof(err)
		}
		start := in.at
		var err error
		if z == nil {
			z, err = gzip.NewReader(in)
		} else {
			err = z.Reset(in)
		}
		if err != nil {
			return fmt.Errorf("at byte %d: %w", start, noEOF(err))
		}
		z.Multistream(false)
		inner.Reset(z)
		inner.at = 0
		if err := scan(inner, f, func(rec *Record, at int64) { rec.Offset, rec.Inner = start, at }); err != nil {
			return err
		}
	}
}

// skipPadding goes over zero bytes, with which some programs fill a file.
func skipPadding(in *input) error {
	for {
		b, err := in.Peek(1)
		if err != nil {
			return err
		}
		if b[0] != 0 {
			return nil
		}
		if _, err := in.ReadByte(); err != nil {
			return err
		}
	}
}

func eof(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// scan reads the records of one stream.
func scan(in *input, f func(*Record) error, place func(*Record, int64)) error {
	for {
		rec, err := next(in, place)
		if err != nil || rec == nil {
			return err
		}
		block := &io.LimitedReader{R: in, N: rec.Length}
		rec.block = block
		if err := f(rec); err != nil {
			return err
		}
		if _, err := io.Copy(io.Discard, block); err != nil {
			return fmt.Errorf("record at byte %d: %w", rec.Offset, noEOF(err))
		}
		if block.N > 0 {
			return fmt.Errorf("record at byte %d: %w", rec.Offset, io.ErrUnexpectedEOF)
		}
	}
}

// next reads the header of the next record; nil at the end of the stream.
func next(in *input, place func(*Record, int64)) (*Record, error) {
	for {
		b, err := in.Peek(1)
		if err != nil {
			return nil, eof(err)
		}
		if b[0] != '\r' && b[0] != '\n' && b[0] != 0 {
			break
		}
		if _, err := in.ReadByte(); err != nil {
			return nil, err
		}
	}
	rec := new(Record)
	place(rec, in.at)
	lines, err := headerLines(in)
	if err != nil {
		return nil, fmt.Errorf("record at byte %d: %w", rec.Offset, err)
	}
	if !strings.HasPrefix(lines[0], Magic) {
		return nil, fmt.Errorf("no record at byte %d", rec.Offset)
	}
	h := fields(lines[1:])
	rec.Type = strings.ToLower(h["warc-type"])
	rec.URI = strings.Trim(h["warc-target-uri"], "<>")
	rec.Date, rec.ContentType, rec.Truncated = h["warc-date"], h["content-type"], h["warc-truncated"]
	rec.BlockDigest, rec.PayloadDigest = h["warc-block-digest"], h["warc-payload-digest"]
	if rec.Length, err = strconv.ParseInt(h["content-length"], 10, 64); err != nil || rec.Length < 0 {
		return nil, fmt.Errorf("record at byte %d has no length", rec.Offset)
	}
	return rec, nil
}

// headerLines reads lines up to an empty one.
func headerLines(in io.ByteReader) ([]string, error) {
	var all bytes.Buffer
	for all.Len() < maxHeader {
		b, err := in.ReadByte()
		if err != nil {
			return nil, noEOF(err)
		}
		all.WriteByte(b)
		if b == '\n' && endsHeader(all.Bytes()) {
			return strings.Split(strings.ReplaceAll(all.String(), "\r\n", "\n"), "\n"), nil
		}
	}
	return nil, errors.New("its header has no end")
}

func endsHeader(b []byte) bool {
	return bytes.HasSuffix(b, []byte("\n\n")) || bytes.HasSuffix(b, []byte("\n\r\n"))
}

// fields are the lines "Name: value", names in lower case; of several of a name,
// the first. Lines that begin with a blank go on.
func fields(lines []string) map[string]string {
	out := map[string]string{}
	last := ""
	for _, line := range lines {
		if line != "" && (line[0] == ' ' || line[0] == '\t') && last != "" {
			out[last] += " " + strings.TrimSpace(line)
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		name = strings.ToLower(strings.TrimSpace(name))
		if _, twice := out[name]; !twice {
			out[name] = strings.TrimSpace(value)
			last = name
		}
	}
	return out
}
