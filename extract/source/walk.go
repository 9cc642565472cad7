package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// StdinPath is the path that stands for standard input.
const StdinPath = "-"

// Walk lists the items of paths in the order given: a file is itself, a folder
// all files below it in byte order of their paths. Folder litter (see [Litter])
// is passed over; files that are named are taken whatever their name. A
// symbolic link inside a folder is followed only if it leads to a file in that
// folder.
//
// A path that cannot be listed comes as an error with an Item that holds its
// path; the walk then goes on. stdin is what the path "-" reads.
func Walk(paths []string, stdin io.Reader) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		for _, p := range paths {
			if p == StdinPath {
				if !yield(stdinItem(stdin), nil) {
					return
				}
				continue
			}
			fi, err := os.Stat(p)
			switch {
			case err != nil:
				if !yield(Item{Path: slashed(p), Size: -1}, err) {
					return
				}
			case fi.IsDir():
				if !walkDir(p, yield) {
					return
				}
			default:
				if !yield(File(p), nil) {
					return
				}
			}
		}
	}
}

func stdinItem(stdin io.Reader) Item {
	return Item{Path: StdinPath, Size: -1, Open: func() (io.ReadCloser, error) { return io.NopCloser(stdin), nil }}
}

func walkDir(root string, yield func(Item, error) bool) bool {
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			if !yield(Item{Path: slashed(path), Size: -1}, err) {
				return errStop
			}
			return nil
		}
		if path != root && Litter(d.Name()) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		switch {
		case d.IsDir():
			return nil
		case d.Type()&fs.ModeSymlink != 0:
			return walkLink(root, path, yield)
		case !d.Type().IsRegular():
			return nil
		}
		if !yield(File(path), nil) {
			return errStop
		}
		return nil
	})
	return !errors.Is(err, errStop)
}

// walkLink follows a link to a file within root and reports any other.
func walkLink(root, path string, yield func(Item, error) bool) error {
	it, err := File(path), checkLink(root, path)
	if err != nil {
		it = Item{Path: slashed(path), Size: -1}
	}
	if !yield(it, err) {
		return errStop
	}
	return nil
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

type stop struct{}

func (stop) Error() string { return "stop" }

var errStop error = stop{}

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

func slashed(path string) string { return filepath.ToSlash(path) }
