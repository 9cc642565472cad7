package region

import (
	"bytes"
	"cmp"
	_ "embed" // the table
	"fmt"
	"io"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
)

//go:embed data/regions.txt.gz
var packed []byte

// Level is a level of divisions.
type Level string

// The levels, from the highest.
const (
	Province Level = "province"
	City     Level = "city" // prefectures, leagues and autonomous prefectures, too
	County   Level = "county"
	Town     Level = "town" // streets and what else has a code of that level, too
)

// Source is a package that the table was made of.
type Source struct{ Name, Version, Licence, SHA256, What string }

// division is a code under one name, with the first and last list that has it.
type division struct {
	code     int32 // six digits
	from, to int16
	next     int32 // the division that it became, by what [table.succeed] is sure of, or -1
	name     string
	flat     string // folded
	stem     string // flat without what kind of division it is
	short    string // flat without names of peoples, "" if that is the same
}

func (d *division) level() Level {
	switch {
	case d.code%10000 == 0:
		return Province
	case d.code%100 == 0:
		return City
	}
	return County
}

// town has its name as a place in the table's text: 41,000 strings would have to be
// looked at in every collection of a run's garbage.
type town struct {
	code int32 // nine digits
	at   int32
	size int32
}

// table is all divisions. Towns are those of the newest list only.
type table struct {
	text    string // of which all names are parts
	sources []Source
	months  []int            // of the lists, as 200212
	divs    []division       // by code, then time
	towns   []town           // by code
	flat    map[int32]string // folded names of towns where they are others
	names   map[string]int32 // first entry of each name of a division
	entries []entry

	townsOnce sync.Once
	townSlots []int32 // first town of each folded name, by its hash, or -1; a power of two
	sameName  []int32 // the next town of the same name, or -1
}

// embedded is the table, read once.
var embedded = sync.OnceValue(unpack)

func unpack() *table {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic("region: the embedded table: " + err.Error()) // a test reads it
	}
	text, err := io.ReadAll(z)
	if err != nil {
		panic("region: the embedded table: " + err.Error())
	}
	t, err := read(string(text))
	if err != nil {
		panic("region: the embedded table: " + err.Error())
	}
	return t
}

// read reads a table; texts are parts of the one that is given.
func read(text string) (*table, error) {
	t := &table{text: text, flat: map[int32]string{}, towns: make([]town, 0, 42000), divs: make([]division, 0, 4000)}
	end := 0
	for line := range strings.Lines(text) {
		end += len(line)
		at := end - len(line)
		line = strings.TrimSuffix(line, "\n")
		kind, rest, _ := strings.Cut(line, "\t")
		var err error
		switch kind {
		case "source":
			if f := strings.Split(rest, "\t"); len(f) == 5 {
				t.sources = append(t.sources, Source{f[0], f[1], f[2], f[3], f[4]})
			}
		case "lists":
			for m := range strings.SplitSeq(rest, "\t") {
				n, _ := strconv.Atoi(m)
				t.months = append(t.months, n)
			}
		case "towns":
			err = t.addTowns(at+len(line)-len(rest), rest)
		default:
			err = t.addDivision(kind, rest)
		}
		if err != nil {
			return nil, fmt.Errorf("line %q: %w", line[:min(len(line), 40)], err)
		}
	}
	if len(t.divs) == 0 || len(t.towns) == 0 || len(t.months) == 0 {
		return nil, io.ErrUnexpectedEOF
	}
	t.succeed()
	t.nameAll()
	return t, nil
}

func (t *table) addDivision(code, rest string) error {
	f := strings.SplitN(rest, "\t", 3)
	n, err := strconv.Atoi(code)
	if err != nil || len(f) != 3 {
		return fmt.Errorf("no division: %w", err)
	}
	from, err1 := strconv.Atoi(f[0])
	to, err2 := strconv.Atoi(f[1])
	if err := cmp.Or(err1, err2); err != nil {
		return err
	}
	d := division{code: int32(n), from: int16(from), to: int16(to), next: -1}
	d.name, d.flat = cutFolded(f[2])
	d.stem, d.short = shorten(d.flat)
	t.divs = append(t.divs, d)
	return nil
}

// addTowns adds the towns of a county, whose line stands at a place of the text.
func (t *table) addTowns(at int, line string) error {
	county, rest, _ := strings.Cut(line, "\t")
	at += len(line) - len(rest)
	base, err := strconv.Atoi(county)
	if err != nil {
		return err
	}
	for item := range strings.SplitSeq(rest, "\t") {
		if len(item) < 4 {
			return fmt.Errorf("no town: %q", item)
		}
		n, err := strconv.Atoi(item[:3])
		if err != nil {
			return err
		}
		code := int32(base*1000 + n)
		name, flat := cutFolded(item[3:])
		if flat != name {
			t.flat[code] = flat
		}
		t.towns = append(t.towns, town{code, int32(at + 3), int32(len(name))})
		at += len(item) + 1
	}
	return nil
}

func cutFolded(s string) (name, flat string) {
	name, flat, two := strings.Cut(s, "=")
	if !two {
		flat = name
	}
	return name, flat
}

func (t *table) flatTown(i int32) string {
	if flat, ok := t.flat[t.towns[i].code]; ok {
		return flat
	}
	return t.townName(i)
}

func (t *table) townName(i int32) string {
	w := t.towns[i]
	return t.text[w.at : w.at+w.size]
}

// townsOf are the towns with codes from lo to below hi, of nine digits.
func (t *table) townsOf(lo, hi int32) (first, last int32) {
	by := func(x town, code int32) int { return cmp.Compare(x.code, code) }
	i, _ := slices.BinarySearchFunc(t.towns, lo, by)
	j, _ := slices.BinarySearchFunc(t.towns, hi, by)
	return int32(i), int32(j)
}

// divsOf are the divisions with codes from lo to below hi, of six digits.
func (t *table) divsOf(lo, hi int32) (first, last int32) {
	by := func(x division, code int32) int { return cmp.Compare(x.code, code) }
	i, _ := slices.BinarySearchFunc(t.divs, lo, by)
	j, _ := slices.BinarySearchFunc(t.divs, hi, by)
	return int32(i), int32(j)
}

// townsNamed calls yield with the towns of a folded name.
func (t *table) townsNamed(flat string, yield func(i int32)) {
	t.townsOnce.Do(t.indexTowns)
	for i := t.townSlots[t.slot(flat)]; i >= 0; i = t.sameName[i] {
		yield(i)
	}
}

func (t *table) indexTowns() {
	t.townSlots = slices.Repeat([]int32{-1}, 1<<bits.Len(uint(2*len(t.towns))))
	t.sameName = make([]int32, len(t.towns))
	for i := int32(len(t.towns)) - 1; i >= 0; i-- {
		s := t.slot(t.flatTown(i))
		t.sameName[i] = t.townSlots[s]
		t.townSlots[s] = i
	}
}

// slot is where the first town of a folded name stands, or would.
func (t *table) slot(flat string) int {
	hash := uint32(2166136261) // FNV-1a
	for i := range len(flat) {
		hash = (hash ^ uint32(flat[i])) * 16777619
	}
	last := len(t.townSlots) - 1
	s := int(hash) & last
	for t.townSlots[s] >= 0 && t.flatTown(t.townSlots[s]) != flat {
		s = (s + 1) & last
	}
	return s
}

// Sources are the packages that the table was made of.
func Sources() []Source { return slices.Clone(embedded().sources) }
