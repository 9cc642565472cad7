package journal_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/nianbao/nianbao/internal/journal"
)

var header = journal.Header{Program: "p", Schema: "1", Options: "o"}

// input is an invented input.
func input(pos int) journal.Input {
	return journal.Input{Pos: pos, Path: fmt.Sprintf("in/%d.txt", pos), Sum: strings.Repeat("0a", 32),
		Status: "ok", IDs: []string{fmt.Sprintf("%016x", pos)}}
}

func newPart(number int, replaces ...int) journal.Part {
	return journal.Part{Number: number, Replaces: replaces, Files: []journal.File{
		{Name: fmt.Sprintf("facts/part-%05d.parquet", number), Table: "facts", Format: "parquet", Rows: 2, Bytes: 3, Hash: "00"}}}
}

// said is what a journal says, for comparison.
type said struct {
	Parts, Gone []int
	Inputs      map[int][]journal.Input // by part, those that went too
	Last        int
	Ended, Base bool
}

func read(path string) (said, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return said{}, err
	}
	s, _, err := readBytes(data)
	return s, err
}

func readBytes(data []byte) (s said, counts int, err error) {
	s = said{Inputs: map[int][]journal.Input{}}
	c, counts, err := journal.ReadBytes(data, func(in journal.Input, part int, _ int64) error {
		s.Inputs[part] = append(s.Inputs[part], in)
		return nil
	})
	if err != nil {
		return said{}, 0, err
	}
	for _, p := range c.Parts {
		s.Parts = append(s.Parts, p.Number)
	}
	for _, p := range c.Gone {
		s.Gone = append(s.Gone, p.Number)
	}
	s.Last, s.Ended, s.Base = c.Last, c.End != nil, c.Base != nil
	return s, counts, nil
}

func mustRead(t *testing.T, path string) said {
	t.Helper()
	s, err := read(path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// story writes a journal of every kind of line, and calls told after each write
// with what the journal must say then.
func story(t *testing.T, path string, told func(said)) {
	t.Helper()
	j, err := journal.Create(path, header)
	must(t, err)
	s := said{Inputs: map[int][]journal.Input{}, Last: -1}
	tell := func(err error) { t.Helper(); must(t, err); told(s) }
	tell(nil)
	part := func(p journal.Part, inputs ...int) {
		t.Helper()
		for _, i := range inputs {
			_, err := j.Add(input(i))
			must(t, err)
			s.Inputs[p.Number] = append(s.Inputs[p.Number], input(i))
		}
		_, err := j.Part(p)
		s.Parts = append(slices.DeleteFunc(slices.Clone(s.Parts), func(n int) bool { return slices.Contains(p.Replaces, n) }), p.Number)
		s.Gone = append(slices.Clone(s.Gone), p.Replaces...)
		s.Last, s.Ended = p.Number, false
		tell(err)
	}
	part(newPart(0), 0, 1)
	part(newPart(1), 2, 3, 4)
	s.Ended, s.Base = true, true
	tell(j.End(journal.End{Inputs: 5, Listing: "x"}))
	s.Ended = false
	tell(j.Begin(journal.Begin{Adding: true}))
	part(newPart(2, 0), 5)
	s.Parts, s.Gone = []int{2}, []int{0, 1}
	tell(j.Drop([]int{1}))
	s.Base = false
	tell(j.Begin(journal.Begin{}))
	part(newPart(3), 6)
	s.Ended, s.Base = true, true
	tell(j.End(journal.End{Inputs: 7, Listing: "y"}))
	must(t, j.Close())
}

var sameSaid = cmpopts.EquateEmpty()

// TestReadSaysWhatWasWritten reads after each write.
func TestReadSaysWhatWasWritten(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "j")
	story(t, path, func(want said) {
		if diff := cmp.Diff(want, mustRead(t, path), sameSaid); diff != "" {
			t.Fatalf("(-written +read):\n%s", diff)
		}
	})
}

// TestTornAtEachByte cuts a journal at each byte: it says what it said after
// the last whole write, and can be gone on with.
func TestTornAtEachByte(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "j")
	type stage struct {
		size int
		said said
	}
	var stages []stage
	story(t, path, func(s said) {
		fi, err := os.Stat(path)
		must(t, err)
		s.Inputs = maps.Clone(s.Inputs)
		stages = append(stages, stage{int(fi.Size()), s})
	})
	data, err := os.ReadFile(path)
	must(t, err)
	cut := filepath.Join(dir, "cut")
	for n := range len(data) {
		must(t, os.WriteFile(cut, data[:n], 0o666))
		if n < stages[0].size {
			if _, err := read(cut); !errors.Is(err, journal.ErrDamaged) {
				t.Fatalf("at %d: %v, want ErrDamaged", n, err)
			}
			continue
		}
		want := stages[0]
		for _, s := range stages {
			if s.size <= n {
				want = s
			}
		}
		c, err := journal.Read(cut, nil)
		must(t, err)
		if diff := cmp.Diff(want.said, mustRead(t, cut), sameSaid); diff != "" {
			t.Fatalf("at %d (-last whole write +read):\n%s", n, diff)
		}
		goOn(t, cut, c, want.size)
	}
}

// goOn adds a part to a journal that says c in its first size bytes.
func goOn(t *testing.T, path string, c *journal.Contents, size int) {
	t.Helper()
	before := mustRead(t, path)
	j, err := journal.Append(path, c)
	must(t, err)
	if fi, err := os.Stat(path); err != nil || int(fi.Size()) != size {
		t.Fatalf("what is gone on with has %d bytes, want %d (%v)", fi.Size(), size, err)
	}
	ref, err := j.Add(input(99))
	must(t, err)
	in, err := j.Input(ref)
	must(t, err)
	_, err = j.Part(newPart(c.Last + 1))
	must(t, err)
	again, err := j.Input(ref)
	must(t, err)
	must(t, j.Close())
	if diff := cmp.Diff(input(99), in) + cmp.Diff(in, again); diff != "" {
		t.Fatalf("input read by its ref: %s", diff)
	}
	after := mustRead(t, path)
	if want := append(slices.Clone(before.Parts), c.Last+1); !slices.Equal(after.Parts, want) {
		t.Fatalf("parts %v after going on, want %v", after.Parts, want)
	}
}

// TestForged reads journals that no run and no crash leaves.
func TestForged(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "j")
	story(t, path, func(said) {})
	whole, err := os.ReadFile(path)
	must(t, err)
	replace := func(old, by string) string {
		if strings.Count(string(whole), old) == 0 {
			t.Fatalf("the journal has no %q", old)
		}
		return strings.Replace(string(whole), old, by, 1)
	}
	lines := strings.SplitAfter(string(whole), "\n")
	tests := []struct{ name, text, want string }{
		{"empty", "", "it has no first line"},
		{"another file", "a,b\n1,2\n", "its first line is none of a journal"},
		{"without a first line", strings.Join(lines[1:], ""), "its first line is none of a journal"},
		{"another format", replace(`"journal":1`, `"journal":2`), "has format 2"},
		{"a shard of too many", replace(`"count":0`, `"count":999999999`), "is no shard"},
		{"a shard below none", replace(`"index":0`, `"index":-1`), "is no shard"},
		{"an input's text changed", replace(`in/3.txt`, `in/9.txt`), "are not those that were written"},
		{"an input gone", replace(lines[1], ""), "are not those that were written"},
		{"an input twice", replace(lines[1], lines[1]+lines[1]), "are not those that were written"},
		{"inputs in another order", replace(lines[1]+lines[2], lines[2]+lines[1]), "are not those that were written"},
		{"a huge position", replace(`"pos":3,`, `"pos":99999999999,`), "is no position"},
		{"a number that is none", replace(`"pos":3,`, `"pos":1e999,`), "at line 6: json"},
		{"a negative part", replace(`"part":0`, `"part":-1`), "is no number of a part"},
		{"a huge part", replace(`"part":0`, `"part":9223372036854775807`), "is no number of a part"},
		{"a part again", replace(lines[3], lines[3]+strings.Join(lines[1:4], "")), "part 0 comes after part 0"},
		{"negative bytes", replace(`"bytes":3`, `"bytes":-3`), "less than nothing"},
		{"a file of another part", replace(`part-00001`, `part-00000`), "two parts have the file"},
		{"an unknown kind", replace(`"type":"begin"`, `"type":"begun"`), "not a line of a journal"},
		{"no JSON", replace(lines[8], "\x00\x01\n"), "not a line of a journal"},
		{"an end among inputs", replace(lines[1], lines[1]+`{"type":"end","inputs":1,"listing":""}`+"\n"), "inputs without a part"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			p := filepath.Join(t.TempDir(), "j")
			must(t, os.WriteFile(p, []byte(tc.text), 0o666))
			if _, err := read(p); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("%v, want one with %q", err, tc.want)
			}
		})
	}
}

// TestInputWithoutReports is one that no report's row stands for.
func TestInputWithoutReports(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "j")
	j, err := journal.Create(path, header)
	must(t, err)
	in := input(0)
	in.IDs = nil
	_, err = j.Add(in)
	must(t, err)
	_, err = j.Part(newPart(0))
	must(t, err)
	must(t, j.End(journal.End{}))
	must(t, j.Close())
	if _, err := read(path); err == nil || !strings.Contains(err.Error(), "has no report") {
		t.Errorf("%v", err)
	}
}

// TestInputsOfAPart reads them by the place that Part gave.
func TestInputsOfAPart(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "j")
	j, err := journal.Create(path, header)
	must(t, err)
	var want []journal.Input
	for i := range 3 {
		want = append(want, input(i))
		_, err := j.Add(want[i])
		must(t, err)
	}
	held, err := j.Part(newPart(0))
	must(t, err)
	_, err = j.Add(input(7))
	must(t, err)
	j.Discard()
	_, err = j.Part(newPart(1))
	must(t, err)
	var got []journal.Input
	must(t, j.Inputs(held, func(in journal.Input, ref int64) error {
		again, err := j.Input(ref)
		if diff := cmp.Diff(in, again); diff != "" {
			t.Error(diff)
		}
		got = append(got, in)
		return err
	}))
	must(t, j.Close())
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-added +read):\n%s", diff)
	}
	if n := len(mustRead(t, path).Inputs[1]); n != 0 {
		t.Errorf("part 1 has %d inputs that were discarded", n)
	}
}

func TestShardHas(t *testing.T) {
	t.Parallel()
	count := 0
	for i := range 3 {
		for pos := range 10 {
			if (journal.Shard{Index: i, Count: 3}).Has(pos) {
				count++
			}
		}
	}
	if count != 10 || !(journal.Shard{}).Has(7) {
		t.Errorf("3 shards have %d of 10 inputs", count)
	}
}

// FuzzRead reads any bytes: no panic, the same answer twice, and what can be
// read can be gone on with.
func FuzzRead(f *testing.F) {
	path := filepath.Join(f.TempDir(), "j")
	j, err := journal.Create(path, header)
	if err != nil {
		f.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 1))
	for n := range 3 {
		for range r.IntN(3) {
			_, _ = j.Add(input(r.IntN(9)))
		}
		_, _ = j.Part(newPart(n))
	}
	_ = j.Begin(journal.Begin{Adding: true})
	_ = j.Drop([]int{1})
	_ = j.End(journal.End{Inputs: 3})
	_ = j.Close()
	data, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	for i, line := range bytes.SplitAfter(data, []byte("\n")) {
		f.Add(bytes.Replace(data, line, nil, 1))
		f.Add(data[:len(data)*(i+1)/20])
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		first, counts, err := readBytes(data)
		again, _, errAgain := readBytes(data)
		if fmt.Sprint(err) != fmt.Sprint(errAgain) || !cmp.Equal(first, again) {
			t.Fatalf("two readings differ: %v, %v\n%s", err, errAgain, cmp.Diff(first, again))
		}
		if err != nil {
			return
		}
		cut, sameCounts, err := readBytes(data[:counts])
		if err != nil || sameCounts != counts || !cmp.Equal(first, cut) {
			t.Fatalf("what counts of it says something else: %v\n%s", err, cmp.Diff(first, cut))
		}
		on, _, err := readBytes(append(data[:counts:counts], `{"type":"begin","adding":false}`+"\n"...))
		if err != nil || !slices.Equal(on.Parts, first.Parts) || on.Ended {
			t.Fatalf("cannot be gone on with: %v, parts %v, were %v", err, on.Parts, first.Parts)
		}
	})
}
