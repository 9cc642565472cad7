package across

import (
	"bufio"
	"encoding/gob"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/nianbao/nianbao/export/part"
	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/normalize/form"
	"github.com/nianbao/nianbao/normalize/schema"
)

// record is what is kept of a report.
type record struct {
	ID, Form, Agency, Canonical, Type, Region, Scope string
	Published, Fetched, Path                         string
	Year                                             int32
	// Cells are the numbers of the cells that rules need, Concepts those of concepts.
	Cells, Concepts []number
	// Hash is that of all numbers, Nonzero how many of them are not 0.
	Hash    uint64
	Nonzero int32
}

type number struct {
	Key   uint16
	Value float64
}

func find(list []number, key uint16) (float64, bool) {
	i, ok := slices.BinarySearchFunc(list, key, func(n number, k uint16) int { return int(n.Key) - int(k) })
	if !ok {
		return 0, false
	}
	return list[i].Value, true
}

// collector makes records of a data set. It is shared by the readers.
type collector struct {
	plan   *plan
	shares *shares
	mu     sync.Mutex
	sum    *Summary
}

// reading is one part that is being read.
type reading struct {
	*collector
	open map[string]*record
	fact *record // whose facts are being read, with its numbers so far
	vals map[cell]float64
	err  error
}

// reader reads one part.
func (c *collector) reader() part.Reader {
	r := &reading{collector: c, open: map[string]*record{}}
	return part.Reader{
		Report: r.addReport,
		Fact:   r.addFact,
		End:    r.end,
	}
}

func (r *reading) addReport(row *rows.ReportRow) error {
	switch schema.Status(row.Status) {
	case schema.OK, schema.Partial, schema.Empty:
	default:
		return r.err
	}
	r.mu.Lock()
	r.sum.Reports++
	switch {
	case row.AgencyID == "":
		r.sum.WithoutAgency++
	case row.Year == 0:
		r.sum.WithoutYear++
	}
	r.mu.Unlock()
	if row.AgencyID == "" || row.Year == 0 {
		return r.err
	}
	r.open[row.ReportID] = &record{ID: row.ReportID, Form: row.Form, Agency: row.AgencyID, Canonical: row.AgencyCanonical, Type: row.AgencyType,
		Region: row.RegionCode, Scope: row.Scope, Published: row.Published, Fetched: row.FetchedAt, Path: row.Path, Year: row.Year}
	return r.err
}

func (r *reading) addFact(f *rows.FactRow) error {
	if r.fact == nil || r.fact.ID != f.ReportID {
		r.close()
		rec := r.open[f.ReportID]
		if rec == nil {
			return r.err
		}
		r.fact, r.vals = rec, map[cell]float64{}
	}
	if f.Value == nil || f.Status != string(schema.Number) {
		return r.err
	}
	r.vals[cell{f.TableKey, f.RowKey, f.ColumnKey}] = *f.Value
	if *f.Value != 0 {
		r.fact.Nonzero++
	}
	// The order of facts must not count: the sum of the hashes of each.
	h := fnv.New64a()
	for _, s := range [...]string{f.TableKey, f.RowKey, f.ColumnKey, strconv.FormatUint(math.Float64bits(*f.Value), 16)} {
		_, _ = io.WriteString(h, s+"\x00") // a hash takes all
	}
	r.fact.Hash += h.Sum64()
	return r.err
}

// close takes what is needed of the facts that were read.
func (r *reading) close() {
	rec := r.fact
	if rec == nil {
		return
	}
	for c, id := range r.plan.cells {
		if v, ok := r.vals[c]; ok {
			rec.Cells = append(rec.Cells, number{id, v})
		}
	}
	byKey := func(a, b number) int { return int(a.Key) - int(b.Key) }
	slices.SortFunc(rec.Cells, byKey)
	if f := r.plan.forms.Find(rec.Form); f != nil {
		for i := range f.Concepts {
			c := &f.Concepts[i]
			k, known := slices.BinarySearch(r.plan.concepts, c.Key)
			if v, ok := r.concept(c); ok && known && c.Comparable != form.No {
				rec.Concepts = append(rec.Concepts, number{uint16(k), v})
			}
		}
	}
	slices.SortFunc(rec.Concepts, byKey)
	r.fact = nil
}

// concept is a concept's number, if each of its cells has one.
func (r *reading) concept(c *form.Concept) (sum float64, ok bool) {
	for i, list := range [...][]string{c.Add, c.Subtract} {
		for _, path := range list {
			p := strings.Split(path, "/")
			v, ok := r.vals[cell{p[0], p[1], p[2]}]
			if !ok {
				return 0, false
			}
			if i == 1 {
				v = -v
			}
			sum += v
		}
	}
	return sum, true
}

// end writes the records of a part.
func (r *reading) end() {
	r.close()
	for _, rec := range r.open {
		if err := r.shares.put(rec); err != nil {
			r.shares.fail(err)
		}
	}
	r.open = nil
}

// shareCount is the number of shares of the bodies, by the first byte of their ids.
const shareCount = 256

// shares are the files that records go to.
type shares struct {
	list [shareCount]share
	mu   sync.Mutex
	err  error
}

type share struct {
	mu  sync.Mutex
	f   *os.File
	buf *bufio.Writer
	enc *gob.Encoder
}

func sharePath(dir string, n int) string { return filepath.Join(dir, fmt.Sprintf("share-%02x", n)) }

func newShares(dir string) (*shares, error) {
	s := &shares{}
	for i := range s.list {
		f, err := os.Create(sharePath(dir, i))
		if err != nil {
			return nil, errors.Join(err, s.close())
		}
		h := &s.list[i]
		h.f, h.buf = f, bufio.NewWriterSize(f, 16<<10)
		h.enc = gob.NewEncoder(h.buf)
	}
	return s, nil
}

func (s *shares) put(r *record) error {
	n, err := strconv.ParseUint(r.Agency[:min(2, len(r.Agency))], 16, 8)
	if err != nil {
		return fmt.Errorf("report %s: agency id %q is none", r.ID, r.Agency)
	}
	h := &s.list[n]
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.enc.Encode(r)
}

func (s *shares) fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.err = errors.Join(s.err, err)
}

func (s *shares) close() error {
	err := s.err
	for i := range s.list {
		if h := &s.list[i]; h.f != nil {
			err = errors.Join(err, h.buf.Flush(), h.f.Close())
			h.f = nil
		}
	}
	return err
}

// readShare reads a share back, in the order of bodies, years and reports.
func readShare(dir string, n int) (list []*record, err error) {
	f, err := os.Open(sharePath(dir, n))
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // it was only read
	dec := gob.NewDecoder(bufio.NewReaderSize(f, 64<<10))
	for {
		r := new(record)
		err := dec.Decode(r)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	slices.SortFunc(list, compareRecords)
	return list, nil
}

func compareRecords(a, b *record) int {
	if c := strings.Compare(a.Agency, b.Agency); c != 0 {
		return c
	}
	if a.Year != b.Year {
		return int(a.Year) - int(b.Year)
	}
	return strings.Compare(a.ID, b.ID)
}
