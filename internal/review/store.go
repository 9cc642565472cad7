package review

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/nianbao/nianbao/normalize/correction"
)

// store is the file of decisions. It is safe for concurrent use; another process may
// append to the file, too.
type store struct {
	path string

	mu   sync.Mutex
	set  *correction.Set
	size int64 // of what was read
	time time.Time
}

// openStore reads the file if it is there.
func openStore(path string) (*store, error) {
	s := &store{path: path, set: &correction.Set{}, size: -1}
	return s, s.refresh()
}

// refresh reads the file again if it is another than was read.
func (s *store) refresh() error {
	fi, err := os.Stat(s.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		s.set, s.size, s.time = &correction.Set{}, 0, time.Time{}
		return nil
	case err != nil:
		return err
	case fi.Size() == s.size && fi.ModTime().Equal(s.time):
		return nil
	}
	f, err := os.Open(s.path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // it was only read
	set, err := correction.Read(f)
	if err != nil {
		return fmt.Errorf("read the decisions in %q: %w", s.path, err)
	}
	s.set, s.size, s.time = set, fi.Size(), fi.ModTime()
	return nil
}

// of are the decisions about the report of some bytes.
func (s *store) of(sum, reportID string) ([]*correction.Decision, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.refresh(); err != nil {
		return nil, err
	}
	var out []*correction.Decision
	for _, d := range s.set.Of(sum) {
		if d.ReportID == reportID {
			out = append(out, d)
		}
	}
	return out, nil
}

// decided gives a function that tells whether there are decisions about some bytes,
// and the number of all.
func (s *store) decided() (func(sum string) bool, int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.refresh(); err != nil {
		return nil, 0, err
	}
	about := map[string]bool{}
	for _, sum := range s.set.Hashes() {
		about[sum] = true
	}
	return func(sum string) bool { return about[sum] }, s.set.Len(), nil
}

// add brings a decision to the disk. When it returns without an error the decision
// outlives a crash of the machine; with one, the file is as it was.
func (s *store) add(d *correction.Decision) (err error) {
	if err := d.Check(); err != nil {
		return err
	}
	line, err := d.Line()
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	f, err := os.OpenFile(s.path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o666)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	fi, err := f.Stat()
	if err != nil {
		return err
	}
	if n := fi.Size(); n > 0 { // a file that was edited by hand may end without a line break
		last := make([]byte, 1)
		if _, err := f.ReadAt(last, n-1); err != nil {
			return err
		}
		if last[0] != '\n' {
			line = append([]byte{'\n'}, line...)
		}
	}
	if _, err := f.Write(line); err != nil {
		return errors.Join(err, f.Truncate(fi.Size()))
	}
	if err := f.Sync(); err != nil {
		return errors.Join(err, f.Truncate(fi.Size()))
	}
	if fi.Size() == 0 {
		return syncFolder(filepath.Dir(s.path))
	}
	return nil
}

// syncFolder brings the name of a new file to the disk.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
