package export

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// oldSuffix ends the name of a file that is being replaced.
const oldSuffix = ".old"

// planName is the file that says what a replacement does, while it does it.
const planName = ".nianbao-run.json"

// plan is a replacement of the files of one data set by those of the next. It
// lies on the disk before the first rename, so that a run that dies in the
// middle can be undone; the rename of the descriptor decides.
type plan struct {
	Retire  []string `json:"retire"`  // the descriptor first
	Publish []string `json:"publish"` // the descriptor last
}

// replace gives the files names (each there under its temporary name) their
// final names, in place of the data set that the folder holds. After an error
// the folder holds what it held before.
func (f *folder) replace(names []string) error {
	p := plan{Retire: f.old, Publish: names}
	data, err := json.Marshal(p)
	if err != nil {
		return err
	}
	if err := writeSynced(f.path(planName), data); err != nil {
		return err
	}
	if err := f.run(p); err != nil {
		return errors.Join(err, f.recover())
	}
	return f.recover() // which finishes it
}

func (f *folder) run(p plan) error {
	for _, name := range p.Retire {
		if err := f.rename(f.path(name), f.path(name)+oldSuffix); err != nil {
			return err
		}
	}
	if err := f.sync(); err != nil {
		return err
	}
	for _, name := range p.Publish {
		if name == descriptorName {
			if err := f.sync(); err != nil {
				return err
			}
		}
		if err := f.rename(f.path(name)+openSuffix, f.path(name)); err != nil {
			return err
		}
	}
	return f.sync()
}

// recover brings a folder in which a replacement was begun to one of two
// states: the new data set if its descriptor has its name, else the old one.
// Then it removes what is left of files that were never finished.
func (f *folder) recover() error {
	data, err := os.ReadFile(f.path(planName))
	switch {
	case errors.Is(err, os.ErrNotExist):
		return f.removeUnfinished()
	case err != nil:
		return err
	}
	var p plan
	// A plan that was not written whole was not begun either.
	if json.Unmarshal(data, &p) == nil {
		if err := p.check(); err != nil {
			return err
		}
		if exists(f.path(descriptorName) + openSuffix) {
			err = f.undo(p)
		} else {
			err = f.finish(p)
		}
		if err != nil {
			return err
		}
	}
	if err := f.sync(); err != nil {
		return err
	}
	if err := os.Remove(f.path(planName)); err != nil {
		return err
	}
	return f.removeUnfinished()
}

func (p plan) check() error {
	for _, name := range slices.Concat(p.Retire, p.Publish) {
		if !ourName(name) {
			return fmt.Errorf("%s names %q, which is no file of a data set", planName, name)
		}
	}
	return nil
}

// undo takes back the renames of run, the last first.
func (f *folder) undo(p plan) error {
	for _, name := range slices.Backward(p.Publish) {
		published := exists(f.path(name)) && !exists(f.path(name)+openSuffix)
		if published && (!slices.Contains(p.Retire, name) || exists(f.path(name)+oldSuffix)) {
			if err := os.Remove(f.path(name)); err != nil {
				return err
			}
		}
	}
	for _, name := range slices.Backward(p.Retire) {
		if exists(f.path(name) + oldSuffix) {
			if err := f.rename(f.path(name)+oldSuffix, f.path(name)); err != nil {
				return err
			}
		}
	}
	return nil
}

// finish removes the files that were replaced.
func (f *folder) finish(p plan) error {
	for _, name := range p.Retire {
		if err := os.Remove(f.path(name) + oldSuffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

// removeUnfinished removes temporary files that a run that died left behind.
func (f *folder) removeUnfinished() error {
	names := []string{descriptorName}
	for _, t := range tableFolders() {
		entries, err := os.ReadDir(f.path(t))
		if err != nil {
			return err
		}
		for _, e := range entries {
			if name, ok := strings.CutSuffix(t+"/"+e.Name(), openSuffix); ok && ourName(name) {
				names = append(names, name)
			}
		}
	}
	for _, name := range names {
		if err := os.Remove(f.path(name) + openSuffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// sync brings the names in the folder to the disk.
func (f *folder) sync() error {
	if runtime.GOOS == "windows" {
		return nil // which has no such call, and orders its renames
	}
	dirs := []string{f.dir}
	for _, t := range tableFolders() {
		dirs = append(dirs, filepath.Join(f.dir, t))
	}
	for _, dir := range dirs {
		d, err := os.Open(dir)
		if err != nil {
			return err
		}
		err = d.Sync()
		if errors.Is(err, errors.ErrUnsupported) {
			err = nil
		}
		if err := errors.Join(err, d.Close()); err != nil {
			return err
		}
	}
	return nil
}
