// Package crawl joins what a crawler noted of its files (a CSV list) to the
// inputs of a run.
package crawl

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"iter"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/extract/source"
)

// columns are those that are known; path must be there.
var columns = []string{"path", "url", "fetched_at", "agency", "region", "year"}

const maxUnused = 10 // rows without an input that are listed

// Table is a list that was opened. Of each of its rows it keeps 17 bytes in
// memory; the rows are read from the file when an input asks for them. It is for
// one goroutine.
type Table struct {
	// Ignored are the names of columns that are not known.
	Ignored []string

	file  *os.File
	start int64          // bytes of the byte-order mark
	gb    bool           // GB 18030, else UTF-8
	where map[string]int // columns by name
	rows  []row          // sorted
}

type row struct {
	hash   uint64 // of the path's key
	offset int64
	used   bool
}

// Open reads a CSV file whose first line names its columns. It is UTF-8 if it has
// the byte-order mark of UTF-8 or all of it is valid UTF-8, and else GB 18030 (with
// GBK and GB 2312); the file decides, since some words of GB 18030, such as 某省, are
// valid UTF-8 by accident. Any fault in it is an error with its line: half a list is
// none.
func Open(name string) (*Table, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	t := &Table{file: f, where: map[string]int{}}
	if err := t.index(); err != nil {
		return nil, errors.Join(fmt.Errorf("read %s: %w", name, err), f.Close())
	}
	return t, nil
}

// Close closes the file.
func (t *Table) Close() error { return t.file.Close() }

// Rows is the number of rows.
func (t *Table) Rows() int { return len(t.rows) }

func (t *Table) index() error {
	if err := t.charset(); err != nil {
		return err
	}
	if _, err := t.file.Seek(t.start, io.SeekStart); err != nil {
		return err
	}
	r := csv.NewReader(t.file)
	r.ReuseRecord = true
	head, err := r.Read()
	if err != nil {
		return fmt.Errorf("the line with the names of the columns: %w", err)
	}
	if err := t.decode(head); err != nil {
		return fmt.Errorf("line 1: %w", err)
	}
	for i, name := range head {
		name = strings.ToLower(strings.TrimSpace(name))
		switch _, twice := t.where[name]; {
		case !slices.Contains(columns, name):
			t.Ignored = append(t.Ignored, name)
		case twice:
			return fmt.Errorf("two columns have the name %q", name)
		default:
			t.where[name] = i
		}
	}
	if _, ok := t.where["path"]; !ok {
		return errors.New(`no column has the name "path"`)
	}
	for {
		offset := t.start + r.InputOffset()
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		line, _ := r.FieldPos(0)
		k, err := t.known(rec)
		if err != nil {
			return fmt.Errorf("line %d: %w", line, err)
		}
		t.rows = append(t.rows, row{hash: hashOf(k.key), offset: offset})
	}
	slices.SortFunc(t.rows, func(a, b row) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.offset, b.offset)) })
	return nil
}

// entry is a row with the key of its path.
type entry struct {
	source.Known
	path, key string
}

func (t *Table) known(rec []string) (entry, error) {
	get := func(name string) string {
		if i, ok := t.where[name]; ok {
			return strings.Clone(strings.TrimSpace(rec[i]))
		}
		return ""
	}
	if err := t.decode(rec); err != nil {
		return entry{}, err
	}
	e := entry{path: get("path"), Known: source.Known{URL: get("url"), FetchedAt: get("fetched_at"), Agency: get("agency"), Region: get("region")}}
	if e.path == "" {
		return e, errors.New("it has no path")
	}
	e.key = key(source.EscapePath(e.path))
	if y := strings.TrimSuffix(get("year"), "年"); y != "" {
		n, err := strconv.Atoi(y)
		if err == nil && 1900 <= n && n <= 2999 {
			e.Year = n
		} else {
			e.NoYear = y
		}
	}
	return e, nil
}

// key is a path by which rows are found: cleaned, with forward slashes.
func key(p string) string { return path.Clean(strings.ReplaceAll(p, `\`, "/")) }

func hashOf(key string) uint64 {
	h := fnv.New64a()
	_, _ = io.WriteString(h, key) // a hash takes all
	return h.Sum64()
}

// Join gives each item what the list knows of it: the row of its path as it is
// listed, else of its path below the folder that is an input. An item without a
// row, with several that differ or with one whose year is none gets a note.
func (t *Table) Join(items iter.Seq2[source.Item, error]) iter.Seq2[source.Item, error] {
	return func(yield func(source.Item, error) bool) {
		for it, err := range items {
			if joinErr := t.join(&it); joinErr != nil && err == nil {
				err = fmt.Errorf("read the list of metadata: %w", joinErr)
			}
			if !yield(it, err) {
				return
			}
		}
	}
}

func (t *Table) join(it *source.Item) error {
	for _, p := range []string{it.Path, it.Rel} {
		if p == "" {
			continue
		}
		found, err := t.find(key(p))
		if err != nil {
			return err
		}
		if len(found) == 0 {
			continue
		}
		for _, other := range found[1:] {
			if other.Known != found[0].Known {
				it.Notes = append(it.Notes, source.Note{Code: "X141", Args: []string{"count", strconv.Itoa(len(found))}})
				return nil
			}
		}
		it.Known = merge(found[0].Known, it.Known)
		if y := it.Known.NoYear; y != "" {
			it.Notes = append(it.Notes, source.Note{Code: "X144", Args: []string{"year", y}})
		}
		return nil
	}
	it.Notes = append(it.Notes, source.Note{Code: "X140"})
	return nil
}

// merge is what the list knows, and where it is silent what the web archive does
// that the input lies in, if it lies in one.
func merge(list source.Known, archive *source.Known) *source.Known {
	if archive != nil {
		list.URL, list.FetchedAt = cmp.Or(list.URL, archive.URL), cmp.Or(list.FetchedAt, archive.FetchedAt)
		list.RecordOffset, list.AttachmentOf = archive.RecordOffset, archive.AttachmentOf
	}
	return &list
}

// find gives the rows of a key.
func (t *Table) find(key string) (found []entry, err error) {
	h := hashOf(key)
	i, _ := slices.BinarySearchFunc(t.rows, h, func(r row, h uint64) int { return cmp.Compare(r.hash, h) })
	for ; i < len(t.rows) && t.rows[i].hash == h; i++ {
		e, err := t.read(t.rows[i].offset)
		if err != nil {
			return nil, err
		}
		if e.key == key {
			t.rows[i].used = true
			found = append(found, e)
		}
	}
	return found, nil
}

func (t *Table) read(offset int64) (entry, error) {
	const most = 1 << 30
	rec, err := csv.NewReader(io.NewSectionReader(t.file, offset, most)).Read()
	if err != nil {
		return entry{}, err
	}
	for _, i := range t.where {
		if i >= len(rec) {
			return entry{}, errors.New("the file was changed during the run")
		}
	}
	return t.known(rec)
}

// Unused are the number of rows that no input asked for, and the first of their
// paths as the list has them.
func (t *Table) Unused() (n int, paths []string) {
	var offsets []int64
	for _, r := range t.rows {
		if !r.used {
			offsets = append(offsets, r.offset)
		}
	}
	slices.Sort(offsets)
	for _, o := range offsets[:min(len(offsets), maxUnused)] {
		if e, err := t.read(o); err == nil {
			paths = append(paths, e.path)
		}
	}
	return len(offsets), paths
}
