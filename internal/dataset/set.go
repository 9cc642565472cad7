// Package dataset keeps a data set in a folder: its parts, the journal that says
// which inputs lie in them, and the files that describe it when it is whole.
//
//	OUT/facts/part-00000.parquet      the parts, a folder a table
//	OUT/_nianbao/                     the journal, locks, files that are being written
//	OUT/manifest.json                 files with rows, bytes and hashes
//	OUT/datapackage.json              descriptor (Data Package v2)
//	OUT/croissant.json                descriptor (Croissant 1.1)
//	OUT/failed.jsonl                  inputs that could not be processed
//	OUT/_SUCCESS                      there only while the data set is whole
//
// A part is committed as a whole: its files are brought to the disk and renamed,
// then its line is added to the journal. A process may die at any moment: the
// next [Open] takes away what was not committed.
package dataset

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/nianbao/nianbao/export/part"
	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/internal/journal"
	"github.com/nianbao/nianbao/normalize/schema"
)

// DefaultPartSize is the number of reports a part. A part of it has a few
// megabytes a table, which suits both readers and a run that must go back to
// the begin of a part.
const DefaultPartSize = 2000

// Options say how a data set is written. The zero value is ready to use.
type Options struct {
	// Program is the version and build of the program, Depends a text of what
	// else rows depend on beside the inputs: forms and options. If either is
	// another than that of the data set, the run starts anew.
	Program, Depends string
	// PartSize is the number of reports a part, 0 for [DefaultPartSize].
	PartSize  int
	Partition part.Partition
	Formats   part.Formats
	// Panel are the variables that the panel has columns for; nil is no panel.
	Panel *rows.Panel
	Shard journal.Shard
	// Force starts anew in any case; Adding goes on with a data set that is
	// whole, and starts none.
	Force, Adding bool
}

func (o Options) header() journal.Header {
	return journal.Header{Program: o.Program, Schema: schema.Version, Options: o.Depends,
		Partition: string(o.Partition), Formats: string(o.Formats), Shard: o.Shard}
}

// Set is a data set that is being written. It is for one goroutine.
type Set struct {
	opts   Options
	folder *folder
	had    *journal.Contents // what was there and is gone on with, or nil
	lost   map[int]bool      // parts of it whose files are damaged
	journ  *journal.Journal
	began  bool     // the data set on the disk is no longer the one that was there
	retire []string // files that go when it begins
	parts  []journal.Held
	last   int // greatest number of a part
	open   *part.Writer
	whole  bool // there was a _SUCCESS

	// Anew says why what was there is not gone on with, or "".
	Anew string
	// Damage says which parts were deleted or changed by hand.
	Damage []string
}

// Open opens or makes the data set in dir. The errors of [ErrForeign] and
// [ErrBusy] say what to do about them.
func Open(dir string, opts Options) (*Set, error) {
	if opts.PartSize <= 0 {
		opts.PartSize = DefaultPartSize
	}
	f, err := openFolder(dir, shardName(opts.Shard))
	if err != nil {
		return nil, err
	}
	s := &Set{opts: opts, folder: f, lost: map[int]bool{}, last: -1}
	err = s.load()
	if err == nil && exists(f.path(successName)) {
		// Who waits for it waits for this run, too.
		s.whole = true
		err = f.remove([]string{successName})
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// shardName is the piece of names that is a shard's, or "".
func shardName(s journal.Shard) string {
	if s.Count == 0 {
		return ""
	}
	return fmt.Sprintf("s%04d", s.Index)
}

// named is a name in the folder of the state that is the shard's.
func named(name string, s journal.Shard) string {
	ext := filepath.Ext(name)
	if n := shardName(s); n != "" {
		return name[:len(name)-len(ext)] + "-" + n + ext
	}
	return name
}

func (s *Set) journalPath() string { return s.folder.state(named("journal.jsonl", s.opts.Shard)) }
func (s *Set) intentPath() string  { return s.folder.state(named("intent.json", s.opts.Shard)) }
func (s *Set) openPath() string    { return s.folder.state(named("open", s.opts.Shard)) }

// partName is the name of a part's files without the suffix.
func (s *Set) partName(n int) string {
	if name := shardName(s.opts.Shard); name != "" {
		return fmt.Sprintf("part-%s-%05d", name, n)
	}
	return fmt.Sprintf("part-%05d", n)
}

// load finds out what the folder holds, and takes away what was not committed.
func (s *Set) load() error {
	if err := os.RemoveAll(s.openPath()); err != nil {
		return err
	}
	if err := s.checkOthers(); err != nil {
		return err
	}
	c, err := journal.Read(s.journalPath(), nil)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return s.loadOld()
	case err != nil && s.opts.Force && errors.Is(err, journal.ErrDamaged):
		return fmt.Errorf("%w; delete the folder and convert again", err)
	case err != nil:
		return fmt.Errorf("%w; start anew in another folder", err)
	}
	if err := s.recover(c); err != nil {
		return fmt.Errorf("clean up after a run that broke off: %w", err)
	}
	h := s.opts.header()
	h.Format = journal.Version
	switch {
	case s.opts.Force:
		s.Anew = "--force"
	case c.Header.Program != h.Program:
		s.Anew = "the program is another one"
	case c.Header != h:
		s.Anew = "forms or options are others"
	}
	if s.Anew == "" {
		return s.goOn(c)
	}
	for _, p := range c.Parts {
		for _, f := range p.Files {
			s.retire = append(s.retire, f.Name)
		}
	}
	return s.start()
}

// start prepares a new data set.
func (s *Set) start() error {
	if s.opts.Adding {
		why := s.Anew
		if why == "" {
			why = "there is none"
		}
		return fmt.Errorf("nothing can be added to the data set in %q (%s): convert all of it", s.folder.dir, why)
	}
	if err := s.checkRoom(s.retire); err != nil {
		return err
	}
	var err error
	s.journ, err = journal.Create(s.journalPath()+".new", s.opts.header())
	return err
}

// loadOld takes over a data set without a journal: it is replaced.
func (s *Set) loadOld() error {
	names, err := describedFiles(s.folder.dir)
	if err != nil {
		return err
	}
	if s.opts.Shard.Count > 0 && len(names) > 0 && !exists(s.folder.path(manifestName)) {
		return fmt.Errorf("%q holds a data set that was not written in shards: name another folder", s.folder.dir)
	}
	if s.opts.Shard.Count == 0 {
		s.retire = names
	}
	return s.start()
}

// goOn goes on with what is there.
func (s *Set) goOn(c *journal.Contents) error {
	if s.opts.Adding && c.Base == nil {
		return fmt.Errorf("the data set in %q is not whole: run the command that makes it again before adding", s.folder.dir)
	}
	var ours []string
	for _, p := range c.Parts {
		why, err := s.verify(p)
		if err != nil {
			return err
		}
		if why != "" {
			s.lost[p.Number] = true
			s.Damage = append(s.Damage, fmt.Sprintf("part %d is damaged (%s): its %d inputs are converted again", p.Number, why, p.Inputs))
		}
		for _, f := range p.Files {
			ours = append(ours, f.Name)
		}
	}
	if err := s.checkRoom(ours); err != nil {
		return err
	}
	var err error
	s.journ, err = journal.Append(s.journalPath(), c)
	s.had, s.parts, s.last = c, c.Parts, c.Last
	return err
}

// checkRoom refuses files that look like parts and are none: programs that read
// a folder would take them for some.
func (s *Set) checkRoom(ours []string) error {
	known := make(map[string]bool, len(ours))
	for _, n := range ours {
		known[n] = true
	}
	mine := filepath.Base(s.partName(0))
	mine = mine[:len(mine)-5]
	for _, t := range part.Folders() {
		for _, pattern := range []string{"", "year=*"} {
			list, err := filepath.Glob(filepath.Join(s.folder.dir, t, pattern, mine+"[0-9]*"))
			if err != nil {
				return err
			}
			for _, path := range list {
				rel, err := filepath.Rel(s.folder.dir, path)
				if err != nil {
					return err
				}
				if name := filepath.ToSlash(rel); part.OurName(name) && !known[name] {
					return fmt.Errorf("%q would be taken for a part of the data set and is none: move it away: %w", path, ErrForeign)
				}
			}
		}
	}
	return nil
}

// Known calls each for all inputs that the data set holds, in the order of
// their refs. lost says that their rows are gone.
func (s *Set) Known(each func(in journal.Input, ref int64, lost bool)) error {
	if s.had == nil {
		return nil
	}
	live := map[int]bool{}
	for _, p := range s.parts {
		live[p.Number] = true
	}
	_, err := journal.Read(s.journalPath(), func(in journal.Input, n int, ref int64) error {
		if live[n] {
			each(in, ref, s.lost[n])
		}
		return nil
	})
	return err
}

// Put writes an input with its reports and gives a ref to it.
func (s *Set) Put(in journal.Input, reports []*schema.Report) (int64, error) {
	if err := s.openPart(); err != nil {
		return 0, err
	}
	for _, r := range reports {
		if err := s.open.Write(r); err != nil {
			return 0, err
		}
	}
	ref, err := s.journ.Add(in)
	if err == nil && s.open.Reports() >= s.opts.PartSize {
		err = s.Commit()
	}
	return ref, err
}

// Input reads an input again.
func (s *Set) Input(ref int64) (journal.Input, error) { return s.journ.Input(ref) }

func (s *Set) openPart() error {
	if s.open != nil {
		return nil
	}
	if s.had != nil {
		// Its line in the journal stands before those of the part's inputs.
		if err := s.Begin(); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(s.openPath(), 0o777); err != nil {
		return err
	}
	s.open = part.New(s.openPath(), s.partName(s.last+1), s.opts.Partition, s.opts.Formats, s.opts.Panel)
	return nil
}

// Commit ends the part that is open, if there is one.
func (s *Set) Commit() error {
	if s.open == nil {
		return nil
	}
	if s.open.Reports() == 0 {
		return s.discard()
	}
	return s.commit(nil)
}

func (s *Set) commit(replaces []int) error {
	files, err := s.open.Finish()
	if err != nil {
		return err
	}
	if err := s.Begin(); err != nil {
		return err
	}
	p := journal.Part{Number: s.last + 1, Replaces: replaces}
	for _, f := range files {
		p.Files = append(p.Files, journal.File{Name: f.Name, Table: f.Table, Format: f.Format,
			Rows: f.Rows, Bytes: f.Bytes, Hash: f.Hash, Time: f.Time})
	}
	held, err := s.publish(p, files)
	if err != nil {
		return errors.Join(err, s.takeBack(p))
	}
	s.parts = append(slices.DeleteFunc(s.parts, func(h journal.Held) bool { return slices.Contains(replaces, h.Number) }), held)
	s.last++
	s.open = nil
	return nil
}

// intent is what is about to be renamed, so that it can be taken back.
type intent struct {
	Part  int      `json:"part"`
	Names []string `json:"names"`
}

// publish gives the files their names and notes the part.
func (s *Set) publish(p journal.Part, files []part.File) (held journal.Held, err error) {
	in := intent{Part: p.Number}
	dirs := map[string]bool{}
	for _, f := range files {
		in.Names = append(in.Names, f.Name)
		dir := filepath.Dir(s.folder.path(f.Name))
		if !dirs[dir] {
			dirs[dir] = true
			if err := s.folder.mkdir(dir); err != nil {
				return held, err
			}
		}
		if exists(s.folder.path(f.Name)) {
			return held, fmt.Errorf("%q would be written over: %w", s.folder.path(f.Name), ErrForeign)
		}
	}
	if err := s.writeIntent(in); err != nil {
		return held, err
	}
	for _, f := range files {
		if err := os.Rename(f.Temp, s.folder.path(f.Name)); err != nil {
			return held, err
		}
	}
	for dir := range dirs {
		if err := syncDir(dir); err != nil {
			return held, err
		}
	}
	if held, err = s.journ.Part(p); err != nil {
		return held, err
	}
	return held, os.Remove(s.intentPath())
}

func (s *Set) writeIntent(in intent) error {
	data, err := json.Marshal(in)
	if err != nil {
		return err
	}
	f, err := os.Create(s.intentPath())
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close(), syncDir(filepath.Dir(s.intentPath())))
}

// takeBack removes the files of a part that could not be noted.
func (s *Set) takeBack(p journal.Part) error {
	if !exists(s.intentPath()) {
		return nil
	}
	var names []string
	for _, f := range p.Files {
		names = append(names, f.Name)
	}
	return errors.Join(s.folder.remove(names), os.Remove(s.intentPath()))
}

func (s *Set) discard() error {
	if s.open == nil {
		return nil
	}
	err := s.open.Discard()
	s.open = nil
	s.journ.Discard()
	return err
}

// Close gives the folder back. What was not committed is lost.
func (s *Set) Close() error {
	var errs []error
	if s.journ != nil {
		errs = append(errs, s.discard(), s.journ.Close())
		if !s.began && s.had == nil {
			_ = os.Remove(s.journalPath() + ".new")
		}
	}
	errs = append(errs, os.RemoveAll(s.openPath()))
	if s.whole && !s.began && len(s.Damage) == 0 {
		errs = append(errs, s.folder.writeWhole(successName, nil))
	}
	return errors.Join(append(errs, s.folder.release())...)
}
