// Package part writes the parts of a data set: some thousand reports each, as
// one file of every table and format (or, by year, one for every year).
//
// formats.go holds the one table of writers. A part is written under temporary
// names; the caller renames its files when all of them are whole.
package part

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/normalize/schema"
)

// Partition says by what a data set is laid out in folders.
type Partition string

// The partitions.
const (
	Whole  Partition = ""     // facts/part-00000.parquet
	ByYear Partition = "year" // facts/year=2020/part-00000.parquet
)

// unknownYear is the name of the folder of reports without a year, which is
// Hive's for NULL.
const unknownYear = "__HIVE_DEFAULT_PARTITION__"

// folder is where a report's rows go below the folder of their table.
func (p Partition) folder(r *schema.Report) string {
	switch {
	case p == Whole:
		return ""
	case r.Year == 0:
		return "year=" + unknownYear + "/"
	}
	return fmt.Sprintf("year=%d/", r.Year)
}

// File is a file of a part that is whole and on the disk, under its temporary
// name.
type File struct {
	// Name is the final name, relative to the folder of the data set, with
	// forward slashes; Temp is the path where the file is.
	Name, Temp    string
	Table, Format string
	Rows          int
	Bytes         int64
	Hash          string // SHA-256 in hexadecimal
	Time          int64  // time of change in nanoseconds
}

// Writer writes one part. It is for one goroutine.
type Writer struct {
	dir, name string
	by        Partition
	outputs   []Output
	folders   map[string][]*file // by the folder of the partition
	set       *rows.Set
	reports   int
	inOrder   []*file
}

// file is one file of a part.
type file struct {
	out        *Output
	name, temp string
	f          *os.File
	buf        *bufio.Writer
	enc        encoder
	hash       hash.Hash
	size       int64
}

// New starts a part. name is that of its files without the suffix, such as
// part-00000; they lie in dir, which is there, until they are renamed. panel may be nil.
func New(dir, name string, by Partition, formats Formats, panel *rows.Panel) *Writer {
	return &Writer{dir: dir, name: name, by: by, outputs: formats.Outputs(panel), folders: map[string][]*file{}, set: rows.NewSet(panel)}
}

// Reports is the number of reports written so far.
func (w *Writer) Reports() int { return w.reports }

// Write takes a report, which it does not keep.
func (w *Writer) Write(r *schema.Report) error {
	files, err := w.open(w.by.folder(r))
	if err != nil {
		return err
	}
	w.reports++
	w.set.Flatten(r)
	for _, f := range files {
		if err := f.enc.encode(r, w.set); err != nil {
			return fmt.Errorf("write %s: %w", f.name, err)
		}
	}
	return nil
}

// open gives the files of a folder of the partition, each of which has one of
// every table: a pattern such as facts/*/*.parquet then finds something in all.
func (w *Writer) open(folder string) ([]*file, error) {
	if files, ok := w.folders[folder]; ok {
		return files, nil
	}
	for i := range w.outputs {
		f, err := w.create(&w.outputs[i], folder)
		if err != nil {
			return nil, err
		}
		w.folders[folder] = append(w.folders[folder], f)
	}
	return w.folders[folder], nil
}

// bufferBytes is the size of a file's buffer, of which there are six or more for
// every year in a part.
const bufferBytes = 64 << 10

func (w *Writer) create(o *Output, folder string) (*file, error) {
	f := &file{out: o, name: o.Name + "/" + folder + w.name + o.Suffix, hash: sha256.New()}
	f.temp = filepath.Join(w.dir, strings.ReplaceAll(f.name, "/", "+"))
	var err error
	if f.f, err = os.OpenFile(f.temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666); err != nil {
		return nil, err
	}
	w.inOrder = append(w.inOrder, f)
	f.buf = bufio.NewWriterSize(io.MultiWriter(f.f, f.hash, (*counter)(&f.size)), bufferBytes)
	f.enc, err = o.open(f.buf)
	return f, err
}

// counter counts the bytes written to it.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// Finish brings all files to the disk, still under their temporary names, in
// the order of their final ones. It finishes several at once: meanwhile nobody
// takes what the workers have ready, so that they soon wait.
func (w *Writer) Finish() ([]File, error) {
	out, errs := make([]File, len(w.inOrder)), make([]error, len(w.inOrder))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(w.inOrder)) {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(out)); i = next.Add(1) - 1 {
				out[i], errs[i] = w.inOrder[i].finish()
			}
		})
	}
	wg.Wait()
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", w.inOrder[i].name, err)
		}
	}
	slices.SortFunc(out, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
}

func (f *file) finish() (File, error) {
	if err := f.enc.finish(); err != nil {
		return File{}, err
	}
	if err := f.buf.Flush(); err != nil {
		return File{}, err
	}
	if err := f.f.Sync(); err != nil {
		return File{}, err
	}
	fi, err := f.f.Stat()
	if err != nil {
		return File{}, err
	}
	err = f.f.Close()
	f.f = nil
	return File{Name: f.name, Temp: f.temp, Table: f.out.Table.Name, Format: f.out.Format, Rows: f.enc.rows(),
		Bytes: f.size, Hash: hex.EncodeToString(f.hash.Sum(nil)), Time: fi.ModTime().UnixNano()}, err
}

// Discard closes and removes all files that still have their temporary names.
func (w *Writer) Discard() error {
	var errs []error
	for _, f := range w.inOrder {
		if f.f != nil {
			_ = f.f.Close() // the file goes; what it could not write does not matter
			f.f = nil
		}
		if err := os.Remove(f.temp); err != nil && !errors.Is(err, os.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

var pattern = regexp.MustCompile(`^[a-z_]+/(year=([0-9]{1,4}|` + unknownYear + `)/)?part-(s[0-9]{4}-)?[0-9]{5,}\.[a-z]+$`)

// OurName tells whether a name is one that a file of a part may have. Names out
// of a file are not trusted before.
func OurName(name string) bool {
	return outputOf(name) != nil
}

// outputOf is the output that a name is one of a file of, or nil.
func outputOf(name string) *Output {
	if !pattern.MatchString(name) {
		return nil
	}
	folder, _, _ := strings.Cut(name, "/")
	i := slices.IndexFunc(outputs, func(o Output) bool { return o.Name == folder && strings.HasSuffix(name, o.Suffix) })
	if i < 0 {
		return nil
	}
	return &outputs[i]
}

// Folders are the names of the folders that hold parts.
func Folders() []string {
	var names []string
	for i := range outputs {
		names = append(names, outputs[i].Name)
	}
	return names
}
