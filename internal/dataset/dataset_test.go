package dataset_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/internal/dataset"
	"github.com/nianbao/nianbao/internal/journal"
	"github.com/nianbao/nianbao/normalize/schema"
)

const (
	inputs   = 5
	partSize = 2
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// put writes the n-th invented input.
func put(s *dataset.Set, n int) error {
	id := fmt.Sprintf("%016x", n)
	r := &schema.Report{ReportID: id, Status: schema.OK, Title: fmt.Sprint("report ", n), Year: 2020,
		Source: schema.Source{Path: fmt.Sprint("in/", n)},
		Facts: []schema.Fact{{TableKey: "requests", RowKey: "received", ColumnKey: "total", Value: decimal.FromInt(int64(n)),
			Status: schema.Number, Unit: schema.Count, Match: schema.Exact}}}
	_, err := s.Put(journal.Input{Pos: n, Path: r.Source.Path, Sum: strings.Repeat(id, 4), Status: "ok", IDs: []string{id}}, []*schema.Report{r})
	return err
}

// stays is the fate of inputs of which some are lost: those that are put again
// do not stay as they were.
type stays struct{ lost map[int]bool }

func (f stays) Fate(in journal.Input, _ int64) (journal.Input, bool) { return in, !f.lost[in.Pos] }
func (f stays) Moved() bool                                          { return false }

// bring makes the data set in dir one of all inputs, as a run does: it puts those
// that are not there or lost.
func bring(dir string) (damage []string, lost []int, err error) {
	s, err := dataset.Open(dir, dataset.Options{PartSize: partSize})
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	there, gone := map[int]bool{}, map[int]bool{}
	err = s.Known(func(in journal.Input, _ int64, lost bool) {
		there[in.Pos] = there[in.Pos] || !lost
		if lost {
			gone[in.Pos] = true
		}
	})
	if err != nil {
		return nil, nil, err
	}
	for n := range inputs {
		if gone[n] {
			lost = append(lost, n)
		}
		if there[n] {
			continue
		}
		if err := put(s, n); err != nil {
			return nil, nil, err
		}
	}
	return s.Damage, lost, s.Finish(journal.End{Inputs: inputs}, stays{gone})
}

// whole makes a data set and gives its folder, which lies in a folder of its own.
func whole(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	_, _, err := bring(dir)
	must(t, err)
	return dir
}

// lines are the JSON lines of a data set, sorted: what it holds.
func lines(t *testing.T, dir string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(dir, "json", "*"))
	must(t, err)
	var out []string
	for _, p := range list {
		data, err := os.ReadFile(p)
		must(t, err)
		out = append(out, strings.SplitAfter(strings.TrimSuffix(string(data), "\n"), "\n")...)
	}
	for i := range out {
		out[i] = strings.TrimSuffix(out[i], "\n")
	}
	slices.Sort(out)
	return out
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// TestDamagedFiles damages each file of a part by hand: what is wrong is said, the
// inputs of the part are lost, and the next run makes the data set whole.
func TestDamagedFiles(t *testing.T) {
	t.Parallel()
	damages := []struct {
		name, want string
		do         func(path string, data []byte) error
	}{
		{"missing", "is missing", func(p string, _ []byte) error { return os.Remove(p) }},
		{"cut", "bytes, not", func(p string, d []byte) error { return os.WriteFile(p, d[:len(d)-1], 0o666) }},
		{"emptied", "has 0 bytes", func(p string, _ []byte) error { return os.WriteFile(p, nil, 0o666) }},
		{"longer", "bytes, not", func(p string, d []byte) error { return os.WriteFile(p, append(d, '\n'), 0o666) }},
		{"edited", "was changed", func(p string, d []byte) error {
			d[len(d)/2] ^= 1
			return errors.Join(os.WriteFile(p, d, 0o666), os.Chtimes(p, time.Time{}, time.Unix(1, 0)))
		}},
	}
	for _, d := range damages {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			dir := whole(t)
			want := lines(t, dir)
			files, err := filepath.Glob(filepath.Join(dir, "*", "part-00001.*"))
			must(t, err)
			if len(files) != 6 {
				t.Fatalf("part 1 has the files %v", files)
			}
			path := files[len(d.name)%len(files)]
			data, err := os.ReadFile(path)
			must(t, err)
			must(t, d.do(path, data))

			s, err := dataset.Open(dir, dataset.Options{PartSize: partSize})
			must(t, err)
			must(t, s.Close())
			if exists(filepath.Join(dir, "_SUCCESS")) {
				t.Error("a data set with a damaged part counts as whole")
			}
			damage, lost, err := bring(dir)
			must(t, err)
			if len(damage) != 1 || !strings.Contains(damage[0], d.want) || !strings.Contains(damage[0], filepath.Base(path)) {
				t.Errorf("said %q, want %q of %s", damage, d.want, filepath.Base(path))
			}
			if !slices.Equal(lost, []int{2, 3}) {
				t.Errorf("lost %v, want those of part 1", lost)
			}
			if diff := cmp.Diff(want, lines(t, dir)); diff != "" || !exists(filepath.Join(dir, "_SUCCESS")) {
				t.Errorf("made whole (-before +after):\n%s", diff)
			}
			if damage, lost, err = bring(dir); err != nil || len(damage)+len(lost) > 0 {
				t.Errorf("then: %v, damage %q, lost %v", err, damage, lost)
			}
		})
	}
}

// TestTouchedFileIsNotDamaged has a file of another time and the same bytes.
func TestTouchedFileIsNotDamaged(t *testing.T) {
	t.Parallel()
	dir := whole(t)
	must(t, os.Chtimes(filepath.Join(dir, "json", "part-00000.jsonl"), time.Time{}, time.Unix(1, 0)))
	if damage, lost, err := bring(dir); err != nil || len(damage)+len(lost) > 0 {
		t.Errorf("%v, damage %q, lost %v", err, damage, lost)
	}
}

// victims are files that no forged text may remove: outside, and of the data set.
func victims(t *testing.T, dir string) []string {
	t.Helper()
	outside := filepath.Join(filepath.Dir(dir), "victim.parquet")
	must(t, os.WriteFile(outside, []byte("precious"), 0o666))
	list := []string{outside, filepath.Join(dir, "mine.txt")}
	must(t, os.WriteFile(list[1], []byte("precious"), 0o666))
	parts, err := filepath.Glob(filepath.Join(dir, "*", "part-*"))
	must(t, err)
	return append(list, parts...)
}

var forgedNames = []string{"../victim.parquet", "facts/../../victim.parquet", "/etc/nianbao-victim", "mine.txt", "facts/../mine.txt",
	"_nianbao/journal.jsonl", "_SUCCESS", "facts/part-00000.parquet", "facts/part-s0001-00009.parquet", "facts", "", "facts/part-00009.parquet/../../mine.txt"}

// TestForgedIntent puts names into the file that says what is about to be renamed:
// nothing is removed but files of a part that is not there.
func TestForgedIntent(t *testing.T) {
	t.Parallel()
	dir := whole(t)
	all := victims(t, dir)
	intent := filepath.Join(dir, "_nianbao", "intent.json")
	check := func(text, want string) {
		t.Helper()
		must(t, os.WriteFile(intent, []byte(text), 0o666))
		_, _, err := bring(dir)
		if (err == nil) != (want == "") || (err != nil && !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
		for _, v := range all {
			if !exists(v) {
				t.Fatalf("%s: %s is gone", text, v)
			}
		}
		if err == nil && exists(intent) {
			t.Errorf("%s: it is still there", text)
		}
	}
	for _, name := range forgedNames {
		check(fmt.Sprintf(`{"part":9,"names":[%q]}`, name), "which is no file of part 9")
	}
	// A part that is there is not about to come; torn and senseless texts say nothing.
	for _, text := range []string{`{"part":0,"names":["facts/part-00000.parquet"]}`, `{"part":9,"names":["facts/part-000`, ``, `null`, `[]`,
		`{"part":1e99,"names":["facts/part-00000.parquet"]}`, `{"part":9}`, "\x00\x01"} {
		check(text, "")
	}
	// The files of a part that was about to come are taken away.
	left := filepath.Join(dir, "facts", "part-00009.parquet")
	must(t, os.WriteFile(left, nil, 0o666))
	check(`{"part":9,"names":["facts/part-00009.parquet","json/part-00009.jsonl"]}`, "")
	if exists(left) {
		t.Error("what was left of a part is still there")
	}
}

// TestForgedJournal puts names into the journal, of parts that are there and of
// parts that went: the data set is refused, and nothing is removed.
func TestForgedJournal(t *testing.T) {
	t.Parallel()
	dir := whole(t)
	all := victims(t, dir)
	path := filepath.Join(dir, "_nianbao", "journal.jsonl")
	data, err := os.ReadFile(path)
	must(t, err)
	const name = `"name":"facts/part-00001.parquet"`
	if !strings.Contains(string(data), name) {
		t.Fatalf("the journal has no %s", name)
	}
	for _, forged := range forgedNames {
		for _, end := range []string{"", `{"type":"drop","parts":[1]}` + "\n"} {
			text := strings.Replace(string(data), name, fmt.Sprintf(`"name":%q`, forged), 1) + end
			must(t, os.WriteFile(path, []byte(text), 0o666))
			_, _, err := bring(dir)
			if err == nil || !strings.Contains(err.Error(), "which is no file of part 1") && !strings.Contains(err.Error(), "two parts have the file") {
				t.Errorf("%q: %v", forged, err)
			}
			for _, v := range all {
				if !exists(v) {
					t.Fatalf("%q: %s is gone", forged, v)
				}
			}
		}
	}
	must(t, os.WriteFile(path, data, 0o666))
	if damage, lost, err := bring(dir); err != nil || len(damage)+len(lost) > 0 {
		t.Errorf("as it was: %v, damage %q, lost %v", err, damage, lost)
	}
}

// TestCutJournal cuts a journal by hand behind its first part: files of the others
// are then nobody's, which is said.
func TestCutJournal(t *testing.T) {
	t.Parallel()
	dir := whole(t)
	path := filepath.Join(dir, "_nianbao", "journal.jsonl")
	data, err := os.ReadFile(path)
	must(t, err)
	must(t, os.WriteFile(path, data[:strings.Index(string(data), `{"type":"input","pos":3`)], 0o666))
	if _, _, err := bring(dir); !errors.Is(err, dataset.ErrForeign) || !strings.Contains(err.Error(), "move it away") {
		t.Errorf("%v, want ErrForeign", err)
	}
	others, err := filepath.Glob(filepath.Join(dir, "*", "part-0000[12].*"))
	must(t, err)
	for _, p := range others {
		must(t, os.Remove(p))
	}
	if damage, lost, err := bring(dir); err != nil || len(damage)+len(lost) > 0 || len(lines(t, dir)) != inputs {
		t.Errorf("moved away: %v, damage %q, lost %v", err, damage, lost)
	}
}
