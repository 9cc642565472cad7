package pipeline_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/export/csv"
	"github.com/nianbao/nianbao/export/parquet"
	"github.com/nianbao/nianbao/export/part"
	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/internal/dataset"
	"github.com/nianbao/nianbao/internal/journal"
	"github.com/nianbao/nianbao/internal/pipeline"
	"github.com/nianbao/nianbao/normalize/schema"
)

// world is a set of inputs that a test edits: texts by path. The version of a
// text is its stamp; texts without a version must be read to be known.
type world struct {
	texts    map[string]string
	versions map[string]int
}

// list lists paths, all if there are none given.
func (w *world) list(paths ...string) iter.Seq2[source.Item, error] {
	if paths == nil {
		paths = slices.Sorted(maps.Keys(w.texts))
	}
	return func(yield func(source.Item, error) bool) {
		for _, p := range paths {
			it := w.open(p)
			var err error
			if w.texts[p] == "unlisted" {
				it, err = source.Item{Path: p, Size: -1}, errors.New("not there")
			}
			if !yield(it, err) {
				return
			}
		}
	}
}

func (w *world) open(p string) source.Item {
	it := source.Bytes(p, []byte(w.texts[p]))
	if v := w.versions[p]; v > 0 {
		it.Stamp = fmt.Sprint(v)
	}
	return it
}

// testPanel has a column for each of the fake reports' facts.
var testPanel = func() *rows.Panel {
	p, err := rows.NewPanel([]schema.Variable{
		{Name: "received", TableKey: "requests", RowKey: "received", ColumnKey: "total"},
		{Name: "granted", TableKey: "requests", RowKey: "granted", ColumnKey: "total"},
	})
	if err != nil {
		panic(err)
	}
	return p
}()

// tables are all rows of a data set, sorted.
func tables(t *testing.T, dir string) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(dir, path)
		name := filepath.ToSlash(rel)
		if !part.OurName(name) {
			return nil
		}
		table, _, _ := strings.Cut(name, "/")
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		switch table {
		case "json":
			data, err := os.ReadFile(path)
			out[table] = append(out[table], strings.Split(strings.TrimSpace(string(data)), "\n")...)
			return err
		case "reports":
			return collect[rows.ReportRow](f, out, table)
		case "facts":
			return collect[rows.FactRow](f, out, table)
		case "findings":
			return collect[rows.FindingRow](f, out, table)
		case "panel":
			return parquet.ReadWide(f, testPanel.Table, func(_ string, row parquet.Row) error {
				out[table] = append(out[table], row.String())
				return nil
			})
		case "panel_csv":
			return csv.Records(f, testPanel.Table, func(_ string, record []byte) error {
				out[table] = append(out[table], string(record))
				return nil
			})
		}
		for _, flat := range rows.Tables() {
			if table == flat.Name+"_csv" {
				return csv.Records(f, flat, func(_ string, record []byte) error {
					out[table] = append(out[table], string(record))
					return nil
				})
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range out {
		slices.Sort(list)
	}
	return out
}

func collect[T any](f *os.File, out map[string][]string, table string) error {
	return parquet.Read(f, func(list []T) error {
		for _, r := range list {
			out[table] = append(out[table], fmt.Sprint(deref(r)))
		}
		return nil
	})
}

// deref prints a row without addresses.
func deref(v any) string {
	num := func(p *float64) string {
		if p == nil {
			return "null"
		}
		return fmt.Sprint(*p)
	}
	switch r := v.(type) {
	case rows.FactRow:
		return fmt.Sprint(r.Key, r.TableKey, r.RowKey, r.ColumnKey, num(r.Value), r.Status, r.Raw)
	case rows.FindingRow:
		return fmt.Sprint(r.Key, r.Code, r.Severity, r.Message)
	}
	return fmt.Sprint(v)
}

// update brings dir up to date and gives the summary.
func update(t *testing.T, w *world, dir string, set dataset.Options, opts pipeline.UpdateOptions, paths ...string) *pipeline.Summary {
	t.Helper()
	sum, err := tryUpdate(t.Context(), w, dir, set, opts, paths...)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func tryUpdate(ctx context.Context, w *world, dir string, set dataset.Options, opts pipeline.UpdateOptions, paths ...string) (*pipeline.Summary, error) {
	set.PartSize, set.Panel = cmp.Or(set.PartSize, 3), testPanel
	d, err := dataset.Open(dir, set)
	if err != nil {
		return nil, err
	}
	opts.Options = fakeOptions()
	opts.Jobs = 2
	opts.Shard, opts.Adding, opts.Reopen = set.Shard, set.Adding, w.open
	sum, err := pipeline.Update(ctx, w.list(paths...), d, opts)
	return sum, errors.Join(err, d.Close())
}

// edit changes a few inputs: some get texts of others.
func (w *world) edit(r *rand.Rand) {
	for range 1 + r.IntN(6) {
		p := fmt.Sprintf("%02d", r.IntN(30))
		switch r.IntN(5) {
		case 0:
			delete(w.texts, p)
		case 1:
			w.versions[p] += r.IntN(2) // touched, if it is there
		default:
			w.texts[p] = []string{"two", "bad", "unlisted", "a", "bb", "ccc", "dddd", p, p + "x", image}[r.IntN(10)]
			if r.IntN(5) == 0 {
				w.versions[p] = 0
			} else {
				w.versions[p] += 1 + r.IntN(3)
			}
		}
	}
	if len(w.texts) == 0 {
		w.texts["00"] = "a"
	}
}

// formatsOf are other formats for each of four seeds.
func formatsOf(seed uint64) part.Formats {
	return []part.Formats{"", "csv", "parquet", "jsonl,parquet,csv"}[seed%4]
}

// seeds are n seeds, or as many as NIANBAO_SOAK says (see make soak).
func seeds(n uint64) uint64 {
	if more, err := strconv.ParseUint(os.Getenv("NIANBAO_SOAK"), 10, 32); err == nil {
		return more
	}
	return n
}

// TestUpdateIsAsFresh edits inputs at random and demands after each update the
// rows of a new data set of them.
func TestUpdateIsAsFresh(t *testing.T) {
	t.Parallel()
	for seed := range seeds(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(seed, 1))
			w := &world{texts: map[string]string{}, versions: map[string]int{}}
			for range 4 {
				w.edit(r)
			}
			set := dataset.Options{Partition: []part.Partition{part.Whole, part.ByYear}[seed%2], Formats: formatsOf(seed)}
			dir := filepath.Join(t.TempDir(), "out")
			for range 6 {
				w.edit(r)
				switch r.IntN(3) {
				case 0:
					interruptUpdate(t, w, dir, set, r)
				case 1:
					damage(t, dir, r)
				}
				update(t, w, dir, set, pipeline.UpdateOptions{})
				fresh := filepath.Join(t.TempDir(), "fresh")
				update(t, w, fresh, set, pipeline.UpdateOptions{})
				if diff := gocmp.Diff(tables(t, fresh), tables(t, dir)); diff != "" {
					t.Fatalf("rows (-fresh +updated):\n%s", diff)
				}
				again := update(t, w, dir, set, pipeline.UpdateOptions{})
				if again.Inputs != 0 {
					t.Fatalf("a second update without changes converted %d inputs", again.Inputs)
				}
			}
		})
	}
}

// interruptUpdate ends an update somewhere in its middle.
func interruptUpdate(t *testing.T, w *world, dir string, set dataset.Options, r *rand.Rand) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	stop := 1 + r.IntN(8)
	opts := pipeline.UpdateOptions{}
	opts.Done = func([]*schema.Report, *pipeline.Summary) {
		if stop--; stop == 0 {
			cancel()
		}
	}
	if _, err := tryUpdate(ctx, w, dir, set, opts); err != nil && !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
}

// damage removes or changes a file of a part.
func damage(t *testing.T, dir string, r *rand.Rand) {
	t.Helper()
	list, _ := filepath.Glob(filepath.Join(dir, "*", "part-*"))
	if len(list) == 0 {
		return
	}
	path := list[r.IntN(len(list))]
	if r.IntN(2) == 0 {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		return
	}
	put := []byte("damaged")
	if err := os.WriteFile(path, put, 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestShardsAreAsWhole converts in shards, at random also again after edits, and
// demands the rows of a data set that was written as a whole.
func TestShardsAreAsWhole(t *testing.T) {
	t.Parallel()
	for seed := range seeds(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			formats := formatsOf(seed)
			r := rand.New(rand.NewPCG(seed, 2))
			w := &world{texts: map[string]string{}, versions: map[string]int{}}
			for range 6 {
				w.edit(r)
			}
			dir := filepath.Join(t.TempDir(), "out")
			for range 3 {
				w.edit(r)
				for _, i := range r.Perm(3) {
					update(t, w, dir, dataset.Options{Formats: formats, Shard: journal.Shard{Index: i, Count: 3}}, pipeline.UpdateOptions{})
				}
				for range 2 { // the second finds nothing to settle
					if _, err := dataset.CommitShards(dir, testPanel); err != nil {
						t.Fatal(err)
					}
				}
				fresh := filepath.Join(t.TempDir(), "fresh")
				update(t, w, fresh, dataset.Options{Formats: formats}, pipeline.UpdateOptions{})
				if diff := gocmp.Diff(tables(t, fresh), tables(t, dir)); diff != "" {
					t.Fatalf("rows (-whole +shards):\n%s", diff)
				}
			}
		})
	}
}

// TestAddIsAsFresh adds and edits inputs and names only these.
func TestAddIsAsFresh(t *testing.T) {
	t.Parallel()
	for seed := range seeds(2) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(seed, 3))
			w := &world{texts: map[string]string{"00": "a", "01": "a", "02": "b"}, versions: map[string]int{"00": 1, "01": 1}}
			dir := filepath.Join(t.TempDir(), "out")
			update(t, w, dir, dataset.Options{}, pipeline.UpdateOptions{})
			order := []string{"00", "01", "02"}
			for range 4 {
				var named []string
				for range 1 + r.IntN(4) {
					p := fmt.Sprintf("%02d", r.IntN(20))
					w.texts[p] = []string{"two", "a", "b", "bad", p}[r.IntN(5)]
					w.versions[p]++
					if !slices.Contains(named, p) {
						named = append(named, p)
					}
					if !slices.Contains(order, p) {
						order = append(order, p)
					}
				}
				update(t, w, dir, dataset.Options{Adding: true}, pipeline.UpdateOptions{}, named...)
				fresh := filepath.Join(t.TempDir(), "fresh")
				update(t, w, fresh, dataset.Options{}, pipeline.UpdateOptions{}, order...)
				if diff := gocmp.Diff(tables(t, fresh), tables(t, dir)); diff != "" {
					t.Fatalf("rows (-fresh +added):\n%s", diff)
				}
			}
		})
	}
}
