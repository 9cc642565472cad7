package dataset

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"

	"github.com/nianbao/nianbao/export/part"
	"github.com/nianbao/nianbao/internal/journal"
	"github.com/nianbao/nianbao/normalize/schema"
)

// Fates tell what becomes of the inputs of a data set that were there before
// the run.
type Fates interface {
	// Fate of an input, by its ref: whether it stays, and as what.
	Fate(in journal.Input, ref int64) (now journal.Input, stays bool)
	// Moved tells whether an input that stays is not as the journal has it.
	Moved() bool
}

// Finish ends a run in which all inputs were put or stay as they are: rows of
// others go, and the data set is described as whole. A shard is whole only when
// all are, which [CommitShards] sees to.
func (s *Set) Finish(end journal.End, fates Fates) error {
	if err := s.Commit(); err != nil {
		return err
	}
	if s.had != nil {
		for _, p := range slices.Clone(s.had.Parts) {
			if err := s.sift(p, fates); err != nil {
				return err
			}
		}
	}
	if err := s.end(end, fates); err != nil {
		return err
	}
	if s.opts.Shard.Count > 0 {
		s.whole = false
		return nil
	}
	return describeWhole(s.folder, []*Set{s})
}

// sift takes the rows out of a part whose inputs do not stay.
func (s *Set) sift(p journal.Held, fates Fates) error {
	gone, stay := map[string]bool{}, 0
	err := s.journ.Inputs(p, func(in journal.Input, ref int64) error {
		if _, stays := fates.Fate(in, ref); stays {
			stay++
			return nil
		}
		for _, id := range in.IDs {
			gone[id] = true
		}
		return nil
	})
	switch {
	case err != nil:
		return err
	case stay == 0 || s.lost[p.Number]:
		return s.drop(p)
	case len(gone) == 0:
		return nil
	}
	if err := s.openPart(); err != nil {
		return err
	}
	if err := s.open.Copy(s.folder.dir, fileNames(p), func(id string) bool { return !gone[id] }); err != nil {
		return err
	}
	err = s.journ.Inputs(p, func(in journal.Input, ref int64) error {
		now, stays := fates.Fate(in, ref)
		if !stays {
			return nil
		}
		_, err := s.journ.Add(now)
		return err
	})
	if err != nil {
		return err
	}
	if err := s.commit([]int{p.Number}); err != nil {
		return err
	}
	return s.folder.remove(fileNames(p))
}

func (s *Set) drop(p journal.Held) error {
	if err := s.Begin(); err != nil {
		return err
	}
	if err := s.journ.Drop([]int{p.Number}); err != nil {
		return err
	}
	s.parts = slices.DeleteFunc(s.parts, func(h journal.Held) bool { return h.Number == p.Number })
	return s.folder.remove(fileNames(p))
}

// end notes that all inputs are done.
func (s *Set) end(end journal.End, fates Fates) error {
	if s.had != nil && (s.began || fates.Moved()) {
		return s.compact(end, fates)
	}
	if s.had != nil && s.had.End != nil && *s.had.End == end {
		return nil
	}
	if err := s.Begin(); err != nil {
		return err
	}
	return s.journ.End(end)
}

// compact writes the journal anew, with the inputs as they are now.
func (s *Set) compact(end journal.End, fates Fates) error {
	s.sortParts()
	path := s.journalPath() + ".new"
	j, err := journal.Create(path, s.opts.header())
	if err != nil {
		return err
	}
	parts, err := s.copyJournal(j, end, fates)
	if err == nil {
		err = os.Rename(path, s.journalPath())
	}
	if err != nil {
		_ = os.Remove(path)
		return errors.Join(err, j.Close())
	}
	err = s.journ.Close()
	s.journ, s.parts = j, parts
	return errors.Join(err, syncDir(filepath.Dir(path)))
}

func (s *Set) copyJournal(j *journal.Journal, end journal.End, fates Fates) ([]journal.Held, error) {
	before := map[int]bool{}
	for _, p := range s.had.Parts {
		before[p.Number] = true
	}
	var parts []journal.Held
	for _, p := range s.parts {
		err := s.journ.Inputs(p, func(in journal.Input, ref int64) error {
			if before[p.Number] {
				in, _ = fates.Fate(in, ref)
			}
			_, err := j.Add(in)
			return err
		})
		if err != nil {
			return nil, err
		}
		next := p.Part
		next.Replaces = nil
		for i := range next.Files {
			fi, err := os.Stat(s.folder.path(next.Files[i].Name))
			if err != nil {
				return nil, err
			}
			next.Files[i].Time = fi.ModTime().UnixNano()
		}
		held, err := j.Part(next)
		if err != nil {
			return nil, err
		}
		parts = append(parts, held)
	}
	return parts, j.End(end)
}

func (s *Set) sortParts() {
	sort.Slice(s.parts, func(i, j int) bool { return s.parts[i].Number < s.parts[j].Number })
}

// manifest is manifest.json. It holds no time, so that equal data sets have
// equal ones.
type manifest struct {
	Program   program        `json:"nianbao"`
	Partition *string        `json:"partition"`
	Inputs    int            `json:"inputs"`
	Reports   int            `json:"reports"`
	Parts     []manifestPart `json:"parts"`
}

type manifestPart struct {
	Part   int            `json:"part"`
	Shard  *int           `json:"shard"`
	Inputs int            `json:"inputs"`
	Files  []manifestFile `json:"files"`
}

type manifestFile struct {
	Path   string `json:"path"`
	Table  string `json:"table"`
	Format string `json:"format"`
	Rows   int    `json:"rows"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// describeWhole writes what only a whole data set has, _SUCCESS last.
func describeWhole(f *folder, sets []*Set) error {
	m := manifest{Program: program{schema.Version}, Parts: []manifestPart{}}
	if p := sets[0].opts.Partition; p != "" {
		m.Partition = (*string)(&p)
	}
	var parts []journal.Held
	for _, s := range sets {
		s.sortParts()
		parts = append(parts, s.parts...)
		for _, p := range s.parts {
			m.add(s.opts.Shard, p)
		}
	}
	failed, err := failures(sets)
	if err != nil {
		return err
	}
	man, err := indented(m)
	if err != nil {
		return err
	}
	outputs := sets[0].opts.Formats.Outputs(sets[0].opts.Panel)
	desc, err := lined(describe(parts, outputs))
	if err != nil {
		return err
	}
	croissant, err := lined(describeCroissant(parts, outputs))
	if err != nil {
		return err
	}
	for _, w := range []struct {
		name string
		data []byte
	}{{failedName, failed}, {manifestName, man}, {croissantName, croissant}, {descriptorName, desc}, {successName, nil}} {
		if err := f.writeWhole(w.name, w.data); err != nil {
			return err
		}
	}
	return nil
}

func (m *manifest) add(shard journal.Shard, p journal.Held) {
	mp := manifestPart{Part: p.Number, Inputs: p.Inputs, Files: []manifestFile{}}
	if shard.Count > 0 {
		mp.Shard = &shard.Index
	}
	m.Inputs += p.Inputs
	counts := "" // the format by which reports are counted
	for _, f := range p.Files {
		mp.Files = append(mp.Files, manifestFile{f.Name, f.Table, f.Format, f.Rows, f.Bytes, f.Hash})
		if !part.PerReport(f.Table) {
			continue
		}
		if counts == "" {
			counts = f.Format
		}
		if f.Format == counts {
			m.Reports += f.Rows
		}
	}
	m.Parts = append(m.Parts, mp)
}

// lineLists are lists of a file that stand in it with an element a line: there are
// hundreds of columns, and who writes one report should not wait for them.
type lineLists [][]any

// fieldList stands for a list of lineLists until [lined] puts it in.
type fieldList string

func (l *lineLists) add(list []any) fieldList {
	*l = append(*l, list)
	return fieldList(fmt.Sprintf("@list %d@", len(*l)-1))
}

// lined is v, indented, with the lists in their places.
func lined[T any](v T, lists lineLists) ([]byte, error) {
	text, err := indented(v)
	if err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	for i, list := range lists {
		before, after, _ := bytes.Cut(text, fmt.Appendf(nil, `"@list %d@"`, i))
		buf.Write(before)
		buf.WriteString("[\n")
		for j, item := range list {
			if err := enc.Encode(item); err != nil { // with a line end
				return nil, err
			}
			if j < len(list)-1 {
				buf.Truncate(buf.Len() - 1)
				buf.WriteString(",\n")
			}
		}
		buf.WriteString("]")
		text = after
	}
	buf.Write(text)
	return buf.Bytes(), nil
}

func indented(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(v)
	return buf.Bytes(), err
}

// failedLine is a line of failed.jsonl.
type failedLine struct {
	Path    string `json:"path"`
	Code    string `json:"code"`
	Stage   string `json:"stage"`
	Message string `json:"message"`
}

// failures are the lines of failed.jsonl, in the order of the inputs.
func failures(sets []*Set) ([]byte, error) {
	type place struct {
		pos int
		set *Set
		ref int64
	}
	var places []place
	for _, s := range sets {
		for _, p := range s.parts {
			err := s.journ.Inputs(p, func(in journal.Input, ref int64) error {
				if in.Failure != nil {
					places = append(places, place{in.Pos, s, ref})
				}
				return nil
			})
			if err != nil {
				return nil, err
			}
		}
	}
	sort.SliceStable(places, func(i, j int) bool { return places[i].pos < places[j].pos })
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	for _, p := range places {
		in, err := p.set.journ.Input(p.ref)
		if err != nil {
			return nil, err
		}
		if err := enc.Encode(failedLine{in.Path, in.Failure.Code, in.Failure.Stage, in.Failure.Message}); err != nil {
			return nil, err
		}
	}
	return buf.Bytes(), nil
}
