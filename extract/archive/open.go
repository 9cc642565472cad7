package archive

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path"
	"runtime"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"

	"github.com/nianbao/nianbao/extract/archive/internal/warc"
	"github.com/nianbao/nianbao/extract/source"
)

// headSize is how much of a file tells what it is: a tar's first header.
const headSize = 512

const (
	zipMagic   = "PK\x03\x04"
	emptyZip   = "PK\x05\x06"
	gzipMagic  = "\x1f\x8b\x08"
	tarSum     = 148 // where a tar's header has its checksum, and how long that is
	tarSumSize = 8
)

// openContainer opens an archive; nil if the item is none. An item that cannot
// be opened is none either: whoever reads it will say why.
func (w *walk) openContainer(it source.Item) (container, error) {
	head := headOf(it.Open)
	switch {
	case bytes.HasPrefix(head, []byte(zipMagic)) && isPackagePart(firstName(head)):
		return nil, nil
	case bytes.HasPrefix(head, []byte(zipMagic)), bytes.HasPrefix(head, []byte(emptyZip)):
		return w.openZip(it)
	case isTar(head):
		f, size, err := w.random(it)
		if err != nil {
			return nil, err
		}
		return &tarFile{file: f, size: size}, nil
	case isWARC(head):
		return w.openWARC(it, false)
	case !bytes.HasPrefix(head, []byte(gzipMagic)):
		return nil, nil
	}
	unzipped := func() (io.ReadCloser, error) { return gunzip(it.Open) }
	switch head := headOf(unzipped); {
	case isTar(head):
		return &tarStream{open: unzipped}, nil
	case isWARC(head):
		return w.openWARC(it, true)
	}
	return &gzipFile{name: innerName(it.Path), open: unzipped}, nil
}

// isWARC tells a web archive by its first record. A text may begin with the same
// word; a record has a type in its header.
func isWARC(head []byte) bool {
	return bytes.HasPrefix(head, []byte(warc.Magic)) && bytes.Contains(bytes.ToLower(head), []byte("\nwarc-type:"))
}

func (w *walk) openWARC(it source.Item, packed bool) (container, error) {
	f, size, err := w.random(it)
	if err != nil {
		return nil, err
	}
	open := func() (io.ReadCloser, error) {
		at, err := f.acquire()
		if err != nil {
			return nil, err
		}
		return &memberReader{r: io.NewSectionReader(at, 0, size), close: f.release}, nil
	}
	return &warcFile{path: it.Path, open: open, file: f, size: size, packed: packed}, nil
}

// headOf is the first bytes of a file, fewer if it is short or broken.
func headOf(open func() (io.ReadCloser, error)) []byte {
	r, err := open()
	if err != nil {
		return nil
	}
	defer func() { _ = r.Close() }() // it was only read
	head := make([]byte, headSize)
	n, _ := io.ReadFull(r, head) // what is missing is found missing by whoever reads all
	return head[:n]
}

// isTar tells a tar by the checksum of its first header (POSIX.1, ustar; the
// older forms have the same), in which the checksum itself counts as blanks.
func isTar(head []byte) bool {
	if len(head) < headSize || head[0] == 0 {
		return false
	}
	text := strings.Trim(string(head[tarSum:tarSum+tarSumSize]), " \x00")
	if text == "" {
		return false
	}
	want := int64(0)
	for _, c := range []byte(text) {
		if c < '0' || c > '7' {
			return false
		}
		want = want<<3 | int64(c-'0')
	}
	sum := int64(tarSumSize * ' ')
	for i, c := range head {
		if i < tarSum || i >= tarSum+tarSumSize {
			sum += int64(c)
		}
	}
	return sum == want
}

// firstName is the name of a zip's first entry as far as head holds it.
func firstName(head []byte) string {
	const fixed, length = 30, 26
	if len(head) < fixed {
		return ""
	}
	n := int(binary.LittleEndian.Uint16(head[length:]))
	return string(head[fixed:min(len(head), fixed+n)])
}

// isPackagePart tells whether a zip with a file of this name is one document,
// not an archive of files: Office Open XML (ECMA-376 Part 2), OpenDocument and
// EPUB, OFD (GB/T 33190).
func isPackagePart(name string) bool {
	switch strings.ToLower(strings.ReplaceAll(name, `\`, "/")) {
	case "[content_types].xml", "_rels/.rels", "mimetype", "meta-inf/manifest.xml", "meta-inf/container.xml",
		"ofd.xml", "word/document.xml":
		return true
	}
	return false
}

// gunzip opens a gzip stream.
func gunzip(open func() (io.ReadCloser, error)) (io.ReadCloser, error) {
	r, err := open()
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bufio.NewReader(r))
	if err != nil {
		return nil, errors.Join(damaged(err), r.Close())
	}
	return &memberReader{r: z, close: r.Close}, nil
}

// memberReader says of any error what it means for a member.
type memberReader struct {
	r     io.Reader
	close func() error
}

func (m *memberReader) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = badMember(err)
	}
	return n, err
}

func (m *memberReader) Close() error { return m.close() }

// gzipFile is a file compressed by gzip: an archive of one.
type gzipFile struct {
	name string
	open func() (io.ReadCloser, error)
}

func (g *gzipFile) each(w *walk, f func(member) bool) error {
	if err := w.spend(-1); err != nil {
		return err
	}
	f(member{name: g.name, size: -1, open: g.open})
	return nil
}

// innerName is the name of the file that is compressed under the name p.
func innerName(p string) string {
	base := path.Base(source.UnescapePath(p))
	if ext := path.Ext(base); strings.EqualFold(ext, ".gz") && len(base) > len(ext) {
		return base[:len(base)-len(ext)]
	}
	return "content"
}

// random gives an item's bytes in any order. A file is opened again when it is
// needed; the bytes of a member of an archive are held until nobody knows them
// any more.
func (w *walk) random(it source.Item) (*shared, int64, error) {
	r, err := it.Open()
	if err != nil {
		return nil, 0, err
	}
	if at, ok := r.(randomAccess); ok {
		size, err := at.Seek(0, io.SeekEnd)
		if err := errors.Join(err, r.Close()); err != nil {
			return nil, 0, err
		}
		return &shared{open: it.Open}, size, nil
	}
	b, err := hold(r, w.left)
	if errors.Is(err, source.ErrTooLarge) {
		err = w.tooLong()
	}
	if err := errors.Join(err, r.Close()); err != nil {
		return nil, 0, err
	}
	return &shared{open: b.open}, b.size, nil
}

type randomAccess interface {
	io.ReaderAt
	io.Seeker
}

// shared is a file that several members read at once. It is open while one of
// them is. It is safe for concurrent use.
type shared struct {
	open func() (io.ReadCloser, error)

	mu    sync.Mutex
	file  io.ReadCloser
	users int
}

// acquire gives the file until release.
func (s *shared) acquire() (io.ReaderAt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.users == 0 {
		f, err := s.open()
		if err != nil {
			return nil, err
		}
		s.file = f
	}
	s.users++
	return s.file.(io.ReaderAt), nil
}

func (s *shared) release() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.users--; s.users > 0 {
		return nil
	}
	f := s.file
	s.file = nil
	return f.Close()
}

// inMemory is how many bytes of a member that cannot be read again are held in
// memory; more lie in a temporary file. As many members are held as the run has
// inputs on their way.
const inMemory = 256 << 10

// blob is bytes that were read from a stream.
type blob struct {
	size int64
	data []byte
	file *os.File // nil if data are all
}

// hold reads a stream to its end. More than limit bytes are [source.ErrTooLarge].
func hold(r io.Reader, limit int64) (*blob, error) {
	var buf bytes.Buffer
	n, err := io.CopyN(&buf, r, min(inMemory, limit)+1)
	switch {
	case errors.Is(err, io.EOF):
		return &blob{size: n, data: buf.Bytes()}, nil
	case err != nil:
		return nil, err
	case n > limit:
		return nil, source.ErrTooLarge
	}
	f, err := os.CreateTemp("", "nianbao-*")
	if err != nil {
		return nil, err
	}
	b := &blob{file: f}
	runtime.AddCleanup(b, func(f *os.File) {
		_ = f.Close() // it is of no use to anybody any more
		_ = os.Remove(f.Name())
	}, f)
	if runtime.GOOS != "windows" {
		_ = os.Remove(f.Name()) // so that nothing is left if the process dies
	}
	b.size, err = io.Copy(f, io.MultiReader(&buf, io.LimitReader(r, limit+1-n)))
	if err == nil && b.size > limit {
		err = source.ErrTooLarge
	}
	return b, err
}

func (b *blob) open() (io.ReadCloser, error) {
	if b.file == nil {
		return held{io.NewSectionReader(bytes.NewReader(b.data), 0, b.size), b}, nil
	}
	return held{io.NewSectionReader(b.file, 0, b.size), b}, nil
}

// held keeps the bytes from being cleaned up while they are read.
type held struct {
	*io.SectionReader
	b *blob
}

func (h held) Close() error { runtime.KeepAlive(h.b); return nil }
