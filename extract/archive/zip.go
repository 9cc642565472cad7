package archive

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
)

// Of APPNOTE.TXT (PKWARE): signatures, sizes of fixed parts, flags, methods.
const (
	sigLocal, sigDirectory, sigEnd = "PK\x03\x04", "PK\x01\x02", "PK\x05\x06"
	sigEnd64, sigLocator64         = "PK\x06\x06", "PK\x06\x07"

	localSize, directorySize, endSize, end64Size, locator64Size = 30, 46, 22, 56, 20

	flagEncrypted, flagUTF8             = 1 << 0, 1 << 11
	methodStore, methodDeflate          = 0, 8
	extraZip64, extraUnicodeName        = 0x0001, 0x7075
	maxComment                          = 1<<16 - 1
	max16, max32                 uint64 = 1<<16 - 1, 1<<32 - 1
)

var le = binary.LittleEndian

// zipFile is a zip whose directory was read. Of an entry only its place is kept,
// since there may be a million: the directory is read again when its turn comes.
type zipFile struct {
	file    *shared
	size    int64
	base    int64 // bytes before the zip, which offsets do not count
	dir     int64 // where the directory begins, and its size
	dirSize int64
	names   nameSet // of the names that do not say theirs
	order   []int64 // places of the entries in the directory, in the order of their names
}

type zipEntry struct {
	name            string
	packed, size    int64
	offset          int64
	crc             uint32
	flags, method   uint16
	isFolder, isDoc bool
	length          int64 // of the entry in the directory
	undeclared      bool  // the name does not say its character set
}

// openZip opens a zip; nil if it is one document, or so damaged that whoever
// reads it may say so.
func (w *walk) openZip(it source.Item) (container, error) {
	f, size, err := w.random(it)
	if err != nil {
		return nil, err
	}
	z := &zipFile{file: f, size: size}
	at, err := f.acquire()
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.release() }() // it was only read
	isDoc, err := z.readDirectory(at, w)
	switch {
	case errors.Is(err, errNoZip):
		return nil, nil
	case err != nil:
		return nil, err
	case isDoc:
		return nil, nil
	}
	return z, nil
}

// compareNames orders names as folders in order list them: what lies in a folder
// stands together.
func compareNames(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] == b[i] {
			continue
		}
		switch {
		case a[i] == '/':
			return -1
		case b[i] == '/':
			return 1
		}
		return int(a[i]) - int(b[i])
	}
	return len(a) - len(b)
}

// end is what the end of a zip says of its directory.
type end struct{ records, size, offset uint64 }

// errNoZip says that a file has no directory, or a broken one.
var errNoZip = errors.New("not a whole zip file")

// readDirectory finds the entries in their order, and tells whether the zip is one
// document. It refuses a directory whose entries cannot all have room in the
// file: such zips are made to inflate the same bytes again and again.
func (z *zipFile) readDirectory(at io.ReaderAt, w *walk) (isDoc bool, err error) {
	e, where, err := z.findEnd(at)
	if err != nil {
		return false, err
	}
	if e.records > uint64(w.entries) {
		return false, w.tooMany()
	}
	if e.size > uint64(where) || e.offset > uint64(where)-e.size {
		return false, errNoZip
	}
	z.base = where - int64(e.size) - int64(e.offset)
	z.dir, z.dirSize = z.base+int64(e.offset), int64(e.size)
	if isDoc, err = z.sortDirectory(at, e, w); err == nil && z.names.notUTF8 {
		return z.sortDirectory(at, e, w) // now that the character set of the names is known
	}
	return isDoc, err
}

// sortDirectory reads the directory, with names of the character set that is known
// so far, and learns of it.
func (z *zipFile) sortDirectory(at io.ReaderAt, e end, w *walk) (isDoc bool, err error) {
	var packed int64
	var names nameList
	set := z.names
	in := bufio.NewReaderSize(io.NewSectionReader(at, z.dir, z.dirSize), 64<<10)
	for place := int64(0); ; {
		entry, raw, err := readEntry(in, set)
		switch {
		case errors.Is(err, io.EOF):
			if uint64(len(names.list))&max16 != e.records&max16 {
				return false, errNoZip
			}
			z.order = names.sorted()
			return isDoc, nil
		case err != nil:
			return false, err
		case len(names.list) >= w.entries:
			return false, w.tooMany()
		}
		if entry.undeclared {
			z.names.see(raw)
		}
		packed += entry.packed
		if packed < 0 || packed > z.size {
			return false, damagedf("the entries overlap")
		}
		isDoc = isDoc || entry.isDoc
		names.add(entry.name, place)
		place += entry.length
	}
}

// nameList is the names of entries with their places, while they are sorted.
type nameList struct {
	text []byte
	list []struct {
		place int64
		start int
		size  int32
	}
}

func (l *nameList) add(name string, place int64) {
	l.list = append(l.list, struct {
		place int64
		start int
		size  int32
	}{place, len(l.text), int32(len(name))})
	l.text = append(l.text, name...)
}

func (l *nameList) sorted() []int64 {
	name := func(i int) []byte { e := l.list[i]; return l.text[e.start : e.start+int(e.size)] }
	order := make([]int, len(l.list))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(compareNames(name(a), name(b)), cmp.Compare(a, b)) })
	places := make([]int64, len(order))
	for i, n := range order {
		places[i] = l.list[n].place
	}
	return places
}

// findEnd finds the end record, or that of a zip64, and where it stands.
func (z *zipFile) findEnd(at io.ReaderAt) (e end, where int64, err error) {
	tail := make([]byte, min(z.size, endSize+maxComment))
	start := z.size - int64(len(tail))
	if _, err := at.ReadAt(tail, start); err != nil && !errors.Is(err, io.EOF) {
		return e, 0, errNoZip
	}
	i := bytes.LastIndex(tail, []byte(sigEnd))
	if i < 0 || len(tail)-i < endSize {
		return e, 0, errNoZip
	}
	rec := tail[i:]
	where = start + int64(i)
	e = end{uint64(le.Uint16(rec[10:])), uint64(le.Uint32(rec[12:])), uint64(le.Uint32(rec[16:]))}
	if e.records != max16 && e.size != max32 && e.offset != max32 || i < locator64Size {
		return e, where, nil
	}
	loc := tail[i-locator64Size:]
	if !bytes.HasPrefix(loc, []byte(sigLocator64)) {
		return e, where, nil
	}
	rec = make([]byte, end64Size)
	off := le.Uint64(loc[8:])
	if off > uint64(z.size) {
		return e, 0, errNoZip
	}
	if _, err := at.ReadAt(rec, int64(off)); err != nil || !bytes.HasPrefix(rec, []byte(sigEnd64)) {
		return e, 0, errNoZip
	}
	return end{le.Uint64(rec[32:]), le.Uint64(rec[40:]), le.Uint64(rec[48:])}, int64(off), nil
}

// readEntry reads one entry of the directory, with its name as it is there, too;
// io.EOF at its end.
func readEntry(in *bufio.Reader, set nameSet) (e zipEntry, raw string, err error) {
	var fixed [directorySize]byte
	if _, err := io.ReadFull(in, fixed[:]); err != nil {
		if errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return e, "", io.EOF
		}
		return e, "", errNoZip
	}
	if string(fixed[:4]) != sigDirectory {
		return e, "", errNoZip
	}
	e.flags, e.method = le.Uint16(fixed[8:]), le.Uint16(fixed[10:])
	e.crc = le.Uint32(fixed[16:])
	packed, size, offset := uint64(le.Uint32(fixed[20:])), uint64(le.Uint32(fixed[24:])), uint64(le.Uint32(fixed[42:]))
	nameLen, extraLen, commentLen := int(le.Uint16(fixed[28:])), int(le.Uint16(fixed[30:])), int(le.Uint16(fixed[32:]))
	rest := make([]byte, nameLen+extraLen)
	if _, err := io.ReadFull(in, rest); err != nil {
		return e, "", errNoZip
	}
	if _, err := in.Discard(commentLen); err != nil {
		return e, "", errNoZip
	}
	raw = string(rest[:nameLen])
	name := raw
	e.undeclared = e.flags&flagUTF8 == 0
	for id, data := range extras(rest[nameLen:]) {
		switch id {
		case extraZip64:
			for _, v := range []*uint64{&size, &packed, &offset} {
				if *v == max32 && len(data) >= 8 {
					*v, data = le.Uint64(data), data[8:]
				}
			}
		case extraUnicodeName: // Info-ZIP: version, CRC-32 of the other name, name
			if len(data) > 5 && data[0] == 1 && le.Uint32(data[1:]) == crc32.ChecksumIEEE([]byte(raw)) {
				name, e.undeclared = string(data[5:]), false // always UTF-8
			}
		}
	}
	if packed > 1<<62 || size > 1<<62 || offset > 1<<62 {
		return e, "", errNoZip
	}
	e.packed, e.size, e.offset = int64(packed), int64(size), int64(offset)
	if e.undeclared {
		name = set.decode(name)
	}
	e.isFolder = strings.HasSuffix(name, "/") || strings.HasSuffix(name, `\`)
	e.name = cleanName(name)
	e.isDoc = isPackagePart(e.name)
	e.length = int64(directorySize + nameLen + extraLen + commentLen)
	return e, raw, nil
}

// extras lists the extra fields of an entry.
func extras(b []byte) func(func(uint16, []byte) bool) {
	return func(yield func(uint16, []byte) bool) {
		for len(b) >= 4 {
			id, n := le.Uint16(b), int(le.Uint16(b[2:]))
			b = b[4:]
			if n > len(b) || !yield(id, b[:n]) {
				return
			}
			b = b[n:]
		}
	}
}

func (z *zipFile) each(w *walk, f func(member) bool) error {
	at, err := z.file.acquire()
	if err != nil {
		return err
	}
	defer func() { _ = z.file.release() }() // it was only read
	in := bufio.NewReader(nil)
	next := int64(-1) // what it reads next
	for _, place := range z.order {
		if place != next {
			in.Reset(io.NewSectionReader(at, z.dir+place, z.dirSize-place))
		}
		e, _, err := readEntry(in, z.names)
		if err != nil {
			return damagedf("its directory was changed")
		}
		next = place + e.length
		if err := w.spend(e.size); err != nil {
			return err
		}
		if e.isFolder {
			continue
		}
		if !f(member{name: e.name, size: e.size, open: func() (io.ReadCloser, error) { return z.open(&e) }}) {
			return nil
		}
	}
	return nil
}

// open opens a member.
func (z *zipFile) open(e *zipEntry) (io.ReadCloser, error) {
	switch {
	case e.flags&flagEncrypted != 0:
		return nil, diag.Errorf("X107", nil)
	case e.method != methodStore && e.method != methodDeflate:
		return nil, diag.Errorf("X131", nil, "method", strconv.Itoa(int(e.method)))
	}
	at, err := z.file.acquire()
	if err != nil {
		return nil, err
	}
	var head [localSize]byte
	if _, err := at.ReadAt(head[:], z.base+e.offset); err != nil || string(head[:4]) != sigLocal {
		return nil, errors.Join(diag.Errorf("X121", errors.New("it is not where the directory says")), z.file.release())
	}
	start := z.base + e.offset + localSize + int64(le.Uint16(head[26:])) + int64(le.Uint16(head[28:]))
	raw := io.NewSectionReader(at, start, e.packed)
	r := &zipReader{left: e.size, want: e.crc, sum: crc32.NewIEEE(), in: raw}
	close := z.file.release
	if e.method == methodDeflate {
		inflater := inflaters.Get().(io.ReadCloser)
		if err := inflater.(flate.Resetter).Reset(bufio.NewReader(raw), nil); err != nil {
			return nil, errors.Join(badMember(err), z.file.release())
		}
		r.in = inflater
		close = sync.OnceValue(func() error {
			inflaters.Put(inflater)
			return z.file.release()
		})
	}
	return &memberReader{r: r, close: close}, nil
}

// inflaters are for reuse: one costs 40 KB.
var inflaters = sync.Pool{New: func() any { return flate.NewReader(nil) }}

// zipReader checks size and checksum of a member.
type zipReader struct {
	in   io.Reader
	left int64
	want uint32
	sum  hash.Hash32
}

func (r *zipReader) Read(p []byte) (int, error) {
	n, err := r.in.Read(p)
	r.left -= int64(n)
	r.sum.Write(p[:n])
	switch {
	case r.left < 0:
		return n, errors.New("longer than the directory says")
	case err == nil || !errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return n, err
	case r.left > 0:
		return n, io.ErrUnexpectedEOF
	case r.sum.Sum32() != r.want:
		return n, errors.New("checksum error")
	}
	return n, io.EOF
}
