package export

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

	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/normalize/schema"
)

// openSuffix ends the name of a file that is being written.
const openSuffix = ".open"

// part is one file of each output, under temporary names until the data set
// takes them over.
type part struct {
	dir   string
	files []*partFile
	set   rows.Set
}

// partFile is one file of a part.
type partFile struct {
	out  *output
	name string // final name, relative to the folder, with forward slashes
	f    *os.File
	buf  *bufio.Writer
	enc  encoder
	hash hash.Hash
	size int64
}

// finished is a file that is whole and on the disk.
type finished struct {
	out   *output
	name  string
	rows  int
	bytes int64
	hash  string // SHA-256 in hexadecimal
}

// partName is the name of a file of part n.
func partName(o *output, n int) string {
	return fmt.Sprintf("%s/part-%05d%s", o.table.Name, n, o.suffix)
}

// openPart creates the files of part n in dir. After an error nothing is left
// open.
func openPart(dir string, n int) (*part, error) {
	p := &part{dir: dir}
	for i := range outputs {
		if err := p.add(&outputs[i], n); err != nil {
			return nil, errors.Join(err, p.discard())
		}
	}
	return p, nil
}

func (p *part) add(o *output, n int) error {
	pf := &partFile{out: o, name: partName(o, n), hash: sha256.New()}
	path := filepath.Join(p.dir, filepath.FromSlash(pf.name)) + openSuffix
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	pf.f = f
	p.files = append(p.files, pf)
	pf.buf = bufio.NewWriterSize(io.MultiWriter(f, pf.hash, (*counter)(&pf.size)), 256<<10)
	pf.enc, err = o.open(pf.buf, o.table)
	return err
}

// counter counts the bytes written to it.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// write takes a report.
func (p *part) write(r *schema.Report) error {
	p.set.Flatten(r)
	for _, f := range p.files {
		if err := f.enc.encode(r, &p.set); err != nil {
			return fmt.Errorf("write %s: %w", f.name, err)
		}
	}
	return nil
}

// finish brings all files to the disk, still under their temporary names.
func (p *part) finish() ([]finished, error) {
	var out []finished
	for _, f := range p.files {
		if err := f.finish(); err != nil {
			return nil, fmt.Errorf("write %s: %w", f.name, err)
		}
		out = append(out, finished{f.out, f.name, f.enc.rows(), f.size, hex.EncodeToString(f.hash.Sum(nil))})
	}
	return out, nil
}

func (f *partFile) finish() error {
	if err := f.enc.finish(); err != nil {
		return err
	}
	if err := f.buf.Flush(); err != nil {
		return err
	}
	if err := f.f.Sync(); err != nil {
		return err
	}
	err := f.f.Close()
	f.f = nil
	return err
}

// discard closes and removes all files.
func (p *part) discard() error {
	var errs []error
	for _, f := range p.files {
		if f.f != nil {
			_ = f.f.Close() // the file goes; what it could not write does not matter
			f.f = nil
		}
		path := filepath.Join(p.dir, filepath.FromSlash(f.name)) + openSuffix
		if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
