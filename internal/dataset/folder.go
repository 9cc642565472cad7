package dataset

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
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

// Names of files in the folder of a data set. Programs that read a folder pass
// over what begins with _.
const (
	stateName    = "_nianbao"
	successName  = "_SUCCESS"
	manifestName = "manifest.json"
	failedName   = "failed.jsonl"
	// oldLockName is the lock of the version before.
	oldLockName = ".nianbao-run.lock"
)

// folder is an output folder that this process has locked.
type folder struct {
	dir   string
	locks []*flock.Flock
	made  []string // folders that were missing before, outermost first
}

// state is a path in the folder of the state.
func (f *folder) state(name string) string { return filepath.Join(f.dir, stateName, name) }

func (f *folder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

// openFolder makes and locks dir. Shards lock it side by side, each its own
// name; nobody else may be there when the whole is locked.
func openFolder(dir, shard string) (*folder, error) {
	if err := checkOurs(dir); err != nil {
		return nil, err
	}
	f := &folder{dir: dir}
	if err := f.open(shard); err != nil {
		return nil, errors.Join(err, f.release())
	}
	return f, nil
}

func (f *folder) open(shard string) error {
	if err := f.mkdir(filepath.Join(f.dir, stateName)); err != nil {
		return err
	}
	if shard == "" {
		return f.lock("lock", (*flock.Flock).TryLock)
	}
	if err := f.lock("lock", (*flock.Flock).TryRLock); err != nil {
		return err
	}
	return f.lock("lock-"+shard, (*flock.Flock).TryLock)
}

// mkdir makes a folder and those above it, and notes which were missing.
func (f *folder) mkdir(dir string) error {
	var missing []string
	for d := filepath.Clean(dir); ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); !errors.Is(err, os.ErrNotExist) {
			break
		}
		missing = append(missing, d)
	}
	for _, d := range slices.Backward(missing) {
		if err := os.Mkdir(d, 0o777); err != nil {
			if errors.Is(err, os.ErrExist) {
				continue // another shard made it
			}
			return err
		}
		f.made = append(f.made, d)
		if err := syncDir(filepath.Dir(d)); err != nil {
			return err
		}
	}
	return nil
}

// lock takes a lock or says [ErrBusy]. On file systems that know no locks the
// folder is used without one.
func (f *folder) lock(name string, try func(*flock.Flock) (bool, error)) error {
	lock := flock.New(f.state(name))
	ok, err := try(lock)
	switch {
	case errors.Is(err, errors.ErrUnsupported), errors.Is(err, syscall.ENOSYS), errors.Is(err, syscall.ENOTSUP):
	case err != nil:
		return err
	case !ok:
		return errors.Join(fmt.Errorf("%q: %w", f.dir, ErrBusy), lock.Close())
	}
	f.locks = append(f.locks, lock)
	return nil
}

// release gives the locks back. Folders that were made for nothing go again.
func (f *folder) release() error {
	var err error
	for _, l := range slices.Backward(f.locks) {
		err = errors.Join(err, l.Close())
	}
	if len(f.made) > 0 && onlyLocks(filepath.Join(f.dir, stateName)) {
		for _, l := range f.locks {
			_ = os.Remove(l.Path())
		}
	}
	f.locks = nil
	for _, d := range slices.Backward(f.made) {
		_ = os.Remove(d) // fails if there is something in it, as it should
	}
	return err
}

func onlyLocks(dir string) bool {
	entries, err := os.ReadDir(dir)
	return err == nil && !slices.ContainsFunc(entries, func(e os.DirEntry) bool { return e.Name() != "lock" })
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
		case e.Name() == stateName && e.IsDir(), e.Name() == oldLockName:
			return nil
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

// writeWhole writes a file under a temporary name, brings it to the disk, and
// gives it its name.
func (f *folder) writeWhole(name string, data []byte) error {
	temp := f.state(name + ".new")
	out, err := os.Create(temp)
	if err != nil {
		return err
	}
	_, err = out.Write(data)
	err = errors.Join(err, out.Sync(), out.Close())
	if err == nil {
		err = os.Rename(temp, f.path(name))
	}
	if err != nil {
		_ = os.Remove(temp)
		return fmt.Errorf("write %s: %w", name, err)
	}
	return syncDir(f.dir)
}

// remove removes files of the data set, and folders of years that are then
// empty.
func (f *folder) remove(names []string) error {
	for _, name := range names {
		if err := os.Remove(f.path(name)); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		if d := filepath.Dir(filepath.FromSlash(name)); filepath.Dir(d) != "." {
			_ = os.Remove(filepath.Join(f.dir, d)) // fails if there is something in it
		}
	}
	return nil
}

// syncDir brings the names in a folder to the disk.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil // which has no such call, and orders its renames
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		err = nil
	}
	return errors.Join(err, d.Close())
}
