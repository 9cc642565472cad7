package source

import (
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// StdinPath is the path that stands for standard input.
const StdinPath = "-"

// Walker lists inputs. The zero value is ready to use.
type Walker struct {
	// Stdin is what the path "-" reads.
	Stdin io.Reader
	// FollowLinks follows symbolic links inside folders wherever they lead, to
	// folders too. A folder that holds itself through links is an error there.
	FollowLinks bool

	base string // the folder that is listed
}

// file is the item of a file in the folder that is listed.
func (w Walker) file(path string) Item {
	it := File(path)
	if rel, err := filepath.Rel(w.base, path); err == nil {
		it.Rel = slashed(rel)
	}
	return it
}

// Walk lists the items of paths in the order given: a file is itself, a folder
// all files below it, each folder in byte order of its names. Folder litter (see
// [Litter]) is passed over; files that are named are taken whatever their name.
// A symbolic link inside a folder is followed only if it leads to a file in that
// folder; [Walker] can follow others.
//
// A path that cannot be listed comes as an error with an Item that holds its
// path; the walk then goes on. stdin is what the path "-" reads.
func Walk(paths []string, stdin io.Reader) iter.Seq2[Item, error] {
	w := Walker{Stdin: stdin}
	return func(yield func(Item, error) bool) {
		for _, p := range paths {
			if !w.walk(p, yield) {
				return
			}
		}
	}
}

// Walk lists the items of paths as [Walk] does.
func (w Walker) Walk(paths []string) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		for _, p := range paths {
			if !w.walk(p, yield) {
				return
			}
		}
	}
}

// List lists the items of the paths that a list gives (see [ReadList]) as they
// come. The path "-" is a file of that name here. A line without a path is an
// item with an error.
func (w Walker) List(list io.Reader) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		for p, err := range ReadList(list) {
			if err != nil {
				if !yield(Item{Path: "", Size: -1}, err) {
					return
				}
				continue
			}
			if p == StdinPath {
				p = "./-"
			}
			if !w.walk(p, yield) {
				return
			}
		}
	}
}

func (w Walker) walk(p string, yield func(Item, error) bool) bool {
	if p == StdinPath {
		return yield(stdinItem(w.Stdin), nil)
	}
	fi, err := os.Stat(p)
	switch {
	case err != nil:
		if it, ok := memberOf(p); ok {
			return yield(it, nil)
		}
		return yield(Item{Path: slashed(p), Size: -1}, err)
	case fi.IsDir():
		w.base = p
		return w.walkDir(p, nil, yield)
	}
	return yield(File(p), nil)
}

func stdinItem(stdin io.Reader) Item {
	return Item{Path: StdinPath, Size: -1, Open: func() (io.ReadCloser, error) { return io.NopCloser(stdin), nil }}
}

// walkDir lists the files below root. within are the real paths of the folders
// through whose links the walk came here.
func (w Walker) walkDir(root string, within []string, yield func(Item, error) bool) bool {
	return w.walkFolder(root, root, within, yield)
}

// walkFolder lists the files of a folder below root. It tells whether to go on.
func (w Walker) walkFolder(root, path string, within []string, yield func(Item, error) bool) bool {
	f, err := readFolder(path)
	if err != nil && !yield(Item{Path: slashed(path), Size: -1}, err) {
		return false
	}
	for name, kind := range f.all() {
		if Litter(name) {
			continue
		}
		more, file := true, filepath.Join(path, name)
		switch {
		case kind.IsDir():
			more = w.walkFolder(root, file, within, yield)
		case kind&fs.ModeSymlink != 0 && w.FollowLinks:
			more = w.follow(file, within, yield)
		case kind&fs.ModeSymlink != 0:
			more = w.walkLink(root, file, yield)
		case kind.IsRegular():
			more = yield(w.file(file), nil)
		}
		if !more {
			return false
		}
	}
	return true
}

// follow lists what a symbolic link leads to.
func (w Walker) follow(path string, within []string, yield func(Item, error) bool) bool {
	fi, err := os.Stat(path)
	switch {
	case err != nil:
		return yield(Item{Path: slashed(path), Size: -1}, err)
	case fi.Mode().IsRegular():
		return yield(w.file(path), nil)
	case !fi.IsDir():
		return true
	}
	target, err := filepath.EvalSymlinks(path)
	if err == nil {
		target, err = filepath.Abs(target)
	}
	var here string
	if err == nil {
		here, err = filepath.EvalSymlinks(filepath.Dir(path))
	}
	if err == nil {
		here, err = filepath.Abs(here)
	}
	if err != nil {
		return yield(Item{Path: slashed(path), Size: -1}, err)
	}
	if target == here || below(here, target) || slices.Contains(within, target) {
		return yield(Item{Path: slashed(path), Size: -1}, fmt.Errorf("symbolic link leads back to %q, which it lies in", target))
	}
	return w.walkDir(path, append(slices.Clone(within), target), yield)
}

// below tells whether path lies in the folder dir; both are absolute.
func below(path, dir string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// walkLink follows a link to a file within root and reports any other.
func (w Walker) walkLink(root, path string, yield func(Item, error) bool) bool {
	it, err := w.file(path), checkLink(root, path)
	if err != nil {
		it = Item{Path: slashed(path), Size: -1}
	}
	return yield(it, err)
}

func checkLink(root, path string) error {
	target, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	base, err := filepath.EvalSymlinks(root)
	if err != nil {
		return err
	}
	rel, err := filepath.Rel(base, target)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return fmt.Errorf("symbolic link leads out of the input folder, to %q", target)
	}
	fi, err := os.Stat(target)
	if err != nil {
		return err
	}
	if !fi.Mode().IsRegular() {
		return fmt.Errorf("symbolic link leads to %q, which is no file", target)
	}
	return nil
}

// Litter tells whether name is one that people and systems leave in folders
// without meaning it: dot files, Word's lock files, thumbnails.
func Litter(name string) bool {
	switch {
	case strings.HasPrefix(name, ".") && name != "." && name != "..":
		return true
	case strings.HasPrefix(name, "~$"), strings.HasPrefix(name, ".~"):
		return true
	case strings.EqualFold(name, "Thumbs.db"), strings.EqualFold(name, "desktop.ini"), name == "__MACOSX":
		return true
	}
	return false
}

// slashed is the text of a path: [Item.Path].
func slashed(path string) string { return EscapePath(filepath.ToSlash(path)) }
