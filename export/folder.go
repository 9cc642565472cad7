package export

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"github.com/gofrs/flock"

	"github.com/nianbao/nianbao/extract/source"
)

var (
	// ErrForeign says that a folder holds something else than a data set.
	ErrForeign = errors.New("the folder holds files that are no data set of nianbao; name an empty or a new one")
	// ErrBusy says that another run writes into the folder.
	ErrBusy = errors.New("another run is writing into this folder; wait for it or name another folder")
)

// lockName is the file that is locked while a run writes into a folder. It is
// there only during a run, and after one that died.
const lockName = ".nianbao-run.lock"

// folder is an output folder that this process has locked.
type folder struct {
	dir  string
	lock *flock.Flock
	made []string // folders that were missing before, outermost first
	old  []string // files of the data set that the folder holds, the descriptor first

	rename func(from, to string) error // os.Rename, but for tests
}

// openFolder makes and locks dir, undoes or finishes what a run that died left
// there, and finds out what it holds.
func openFolder(dir string) (*folder, error) {
	if err := checkOurs(dir); err != nil {
		return nil, err
	}
	f := &folder{dir: dir, rename: os.Rename}
	if err := f.open(); err != nil {
		return nil, errors.Join(err, f.release())
	}
	return f, nil
}

func (f *folder) open() error {
	if err := f.mkdir(); err != nil {
		return err
	}
	if err := f.acquire(); err != nil {
		return err
	}
	if err := f.recover(); err != nil {
		return fmt.Errorf("clean up after a run that broke off: %w", err)
	}
	old, err := heldFiles(f.dir)
	if err != nil {
		return err
	}
	f.old = old
	return nil
}

// mkdir makes the folder and the tables' folders, and notes which were missing.
func (f *folder) mkdir() error {
	var missing []string
	for d := filepath.Clean(f.dir); ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); !errors.Is(err, os.ErrNotExist) {
			break
		}
		missing = append(missing, d)
	}
	slices.Reverse(missing)
	for _, name := range tableFolders() {
		d := filepath.Join(f.dir, name)
		if _, err := os.Stat(d); errors.Is(err, os.ErrNotExist) {
			missing = append(missing, d)
		}
	}
	for _, d := range missing {
		if err := os.Mkdir(d, 0o777); err != nil && !errors.Is(err, os.ErrExist) {
			return err
		}
		f.made = append(f.made, d)
	}
	return nil
}

// acquire locks the folder or says [ErrBusy]. On file systems that know no
// locks the folder is used without one.
func (f *folder) acquire() error {
	path := filepath.Join(f.dir, lockName)
	for {
		lock := flock.New(path)
		ok, err := lock.TryLock()
		switch {
		case errors.Is(err, errors.ErrUnsupported), errors.Is(err, syscall.ENOSYS), errors.Is(err, syscall.ENOTSUP):
		case err != nil:
			return err
		case !ok:
			return errors.Join(fmt.Errorf("%q: %w", f.dir, ErrBusy), lock.Close())
		case !lockHeld(lock, path):
			// Its holder removed the file between our opening and our locking it.
			if err := lock.Close(); err != nil {
				return err
			}
			continue
		}
		f.lock = lock
		return nil
	}
}

// lockHeld tells whether the file that was locked is still the one at path.
func lockHeld(lock *flock.Flock, path string) bool {
	locked, err := lock.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(path)
	return err == nil && os.SameFile(locked, there)
}

// release gives the lock back and removes the folders that were made and are
// empty.
func (f *folder) release() error {
	var err error
	if f.lock != nil {
		path := filepath.Join(f.dir, lockName)
		if e := os.Remove(path); !errors.Is(e, os.ErrNotExist) {
			err = e
		}
		err = errors.Join(err, f.lock.Close())
		f.lock = nil
	}
	for _, d := range slices.Backward(f.made) {
		_ = os.Remove(d) // fails if there is something in it, as it should
	}
	return err
}

// checkOurs refuses a folder that holds files and no data set.
func checkOurs(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	foreign := ""
	for _, e := range entries {
		switch {
		case e.Name() == lockName, e.Name() == planName:
			return nil // left by a run that died
		case e.Name() == descriptorName && oursDescriptor(filepath.Join(dir, descriptorName)):
			return nil
		case source.Litter(e.Name()):
		case foreign == "":
			foreign = e.Name()
		}
	}
	if foreign != "" {
		return fmt.Errorf("%q holds %q: %w", dir, foreign, ErrForeign)
	}
	return nil
}

// checkRoom refuses to write over a file that is no part of the data set that
// the folder holds.
func (f *folder) checkRoom(names []string) error {
	for _, name := range names {
		if slices.Contains(f.old, name) {
			continue
		}
		if _, err := os.Lstat(f.path(name)); err == nil {
			return fmt.Errorf("%q would be written over: %w", f.path(name), ErrForeign)
		}
	}
	return nil
}

func (f *folder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }
