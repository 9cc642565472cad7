package dataset

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/nianbao/nianbao/export/part"
)

// ErrNotWhole says that a folder holds no data set that is whole.
var ErrNotWhole = errors.New("not a whole data set")

// Whole is a data set that is whole, for reading.
type Whole struct {
	Dir             string
	Inputs, Reports int
	parts           [][]string // names of files
}

// Look finds the data set in dir. The errors of [ErrNotWhole] say what to do.
func Look(dir string) (*Whole, error) {
	root, err := os.OpenRoot(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no folder %q: name the folder that convert -o wrote", dir)
	case err != nil:
		return nil, fmt.Errorf("%w; name the folder that convert -o wrote", err)
	}
	defer func() { _ = root.Close() }() // it was only read
	if _, err := root.Stat(successName); err != nil {
		return nil, fmt.Errorf("%q holds no whole data set (no %s): run convert -o %s to its end, or commit: %w", dir, successName, dir, ErrNotWhole)
	}
	data, err := root.ReadFile(manifestName)
	if err != nil {
		return nil, err
	}
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, fmt.Errorf("read %s: %w", manifestName, err)
	}
	w := &Whole{Dir: dir, Inputs: m.Inputs, Reports: m.Reports}
	for _, p := range m.Parts {
		var names []string
		for _, f := range p.Files {
			if !part.OurName(f.Path) {
				return nil, fmt.Errorf("%s names %q, which is no file of a data set", manifestName, f.Path)
			}
			names = append(names, f.Path)
		}
		w.parts = append(w.parts, names)
	}
	return w, nil
}

// Read gives all rows, part by part, as [part.Read] does.
func (w *Whole) Read(to part.Reader) error {
	for _, names := range w.parts {
		if err := part.Read(w.Dir, names, to); err != nil {
			return err
		}
	}
	return nil
}

// Places gives the place of each JSON line with the id of its report, part by part.
func (w *Whole) Places(each func(id string, p part.Place)) error {
	for _, names := range w.parts {
		if err := part.Places(w.Dir, names, each); err != nil {
			return err
		}
	}
	return nil
}

// HasLines tells whether the data set has JSON lines.
func (w *Whole) HasLines() bool {
	return len(w.parts) == 0 || slices.ContainsFunc(w.parts[0], func(n string) bool { return strings.HasSuffix(n, ".jsonl") })
}

// Version changes when the data set does.
func Version(dir string) string {
	fi, err := os.Stat(filepath.Join(dir, manifestName))
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%d %d", fi.Size(), fi.ModTime().UnixNano())
}

// ReadAtOnce reads several parts at once, each with a reader that reader makes for it.
// Rows of one part come in order; those of others come in between.
func (w *Whole) ReadAtOnce(workers int, reader func() part.Reader) error {
	var next atomic.Int64
	var wg sync.WaitGroup
	errs := make([]error, len(w.parts))
	for range min(max(workers, 1), len(w.parts)) {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(w.parts)); i = next.Add(1) - 1 {
				errs[i] = part.Read(w.Dir, w.parts[i], reader())
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}
