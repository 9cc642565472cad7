package dataset

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/nianbao/nianbao/export/part"
	"github.com/nianbao/nianbao/internal/journal"
)

// recover takes away what runs that died left of parts that were not
// committed, or were replaced.
func (s *Set) recover(c *journal.Contents) error {
	for _, list := range [][]journal.Held{c.Parts, c.Gone} {
		for _, p := range list {
			if err := s.checkNames(p.Number, fileNames(p)); err != nil {
				return fmt.Errorf("the journal names %w", err)
			}
		}
	}
	data, err := os.ReadFile(s.intentPath())
	if err == nil {
		// What was not written whole was not begun either.
		var in intent
		if json.Unmarshal(data, &in) == nil && !slices.ContainsFunc(c.Parts, func(h journal.Held) bool { return h.Number == in.Part }) {
			if err := s.checkNames(in.Part, in.Names); err != nil {
				return fmt.Errorf("%s names %w", s.intentPath(), err)
			}
			if err := s.folder.remove(in.Names); err != nil {
				return err
			}
		}
		err = os.Remove(s.intentPath())
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	for _, p := range c.Gone {
		if err := s.folder.remove(fileNames(p)); err != nil {
			return err
		}
	}
	return nil
}

// checkNames refuses names that the files of a part do not have: what is written
// in a file is not trusted with what is removed.
func (s *Set) checkNames(number int, names []string) error {
	for _, n := range names {
		base, _, _ := strings.Cut(path.Base(n), ".")
		if !part.OurName(n) || base != s.partName(number) {
			return fmt.Errorf("%q, which is no file of part %d", n, number)
		}
	}
	return nil
}

func fileNames(p journal.Held) []string {
	var names []string
	for _, f := range p.Files {
		names = append(names, f.Name)
	}
	return names
}

// verify says what is wrong with the files of a part, or "". A file that was
// touched and has the same bytes is not.
func (s *Set) verify(p journal.Held) (string, error) {
	for i := range p.Files {
		f := &p.Files[i]
		fi, err := os.Stat(s.folder.path(f.Name))
		switch {
		case errors.Is(err, os.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
			return fmt.Sprintf("%q is missing", f.Name), nil
		case err == nil && !fi.Mode().IsRegular():
			return fmt.Sprintf("%q is no file", f.Name), nil
		case err != nil:
			return "", err
		case fi.Size() != f.Bytes:
			return fmt.Sprintf("%q has %d bytes, not %d", f.Name, fi.Size(), f.Bytes), nil
		case fi.ModTime().UnixNano() != f.Time:
			sum, err := hashFile(s.folder.path(f.Name))
			if err != nil {
				return "", err
			}
			if sum != f.Hash {
				return fmt.Sprintf("%q was changed", f.Name), nil
			}
		}
	}
	return "", nil
}

func hashFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }() // it was only read
	h := sha256.New()
	_, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), err
}

// journals are the headers of the journals in a folder, by path.
func journals(f *folder) (map[string]journal.Header, error) {
	list, err := filepath.Glob(f.state("journal*.jsonl"))
	if err != nil {
		return nil, err
	}
	out := map[string]journal.Header{}
	for _, path := range list {
		h, err := journal.ReadHeader(path)
		if err != nil {
			return nil, err
		}
		out[path] = h
	}
	return out, nil
}

// checkOthers refuses to go on where the data set was divided otherwise.
func (s *Set) checkOthers() error {
	all, err := journals(s.folder)
	if err != nil {
		return err
	}
	for path, h := range all {
		if h.Shard.Count == s.opts.Shard.Count {
			continue
		}
		if s.opts.Force && s.opts.Shard.Count == 0 {
			if err := s.retireShard(path); err != nil {
				return err
			}
			continue
		}
		was, is := "as a whole", "as a whole"
		if h.Shard.Count > 0 {
			was = fmt.Sprintf("in %d shards", h.Shard.Count)
		}
		if s.opts.Shard.Count > 0 {
			is = fmt.Sprintf("in %d shards", s.opts.Shard.Count)
		}
		return fmt.Errorf("%q holds a data set that is written %s, and this run writes %s: name another folder, or start anew without --shard and with --force",
			s.folder.dir, was, is)
	}
	return nil
}

// retireShard lets a shard's parts and journal go when the run begins.
func (s *Set) retireShard(path string) error {
	c, err := journal.Read(path, nil)
	if err != nil {
		return err
	}
	for _, p := range append(c.Parts, c.Gone...) {
		for _, f := range p.Files {
			if part.OurName(f.Name) {
				s.retire = append(s.retire, f.Name)
			}
		}
	}
	s.retire = append(s.retire, stateName+"/"+filepath.Base(path))
	return nil
}

// Begin says that the data set on the disk changes from now on: it is no longer
// whole, and what is replaced goes.
func (s *Set) Begin() error {
	if s.began {
		return nil
	}
	s.began = true
	if err := s.folder.remove([]string{successName, manifestName, croissantName}); err != nil {
		return err
	}
	if s.had != nil {
		if err := s.folder.remove([]string{descriptorName}); err != nil {
			return err
		}
		return s.journ.Begin(journal.Begin{Adding: s.opts.Adding})
	}
	if err := s.folder.remove(s.retire); err != nil {
		return err
	}
	if s.opts.Shard.Count > 0 {
		if err := s.folder.remove([]string{descriptorName, failedName}); err != nil {
			return err
		}
	}
	if err := os.Rename(s.journalPath()+".new", s.journalPath()); err != nil {
		return err
	}
	return syncDir(filepath.Dir(s.journalPath()))
}
