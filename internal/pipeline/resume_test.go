package pipeline_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/internal/dataset"
	"github.com/nianbao/nianbao/internal/pipeline"
	"github.com/nianbao/nianbao/normalize/schema"
)

// moment is what a run that dies leaves of a data set: files by name.
type moment struct {
	name  string
	files map[string][]byte
}

func (m moment) write(t *testing.T, dir string) {
	t.Helper()
	for name, data := range m.files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

const (
	stateJournal = "_nianbao/journal.jsonl"
	stateIntent  = "_nianbao/intent.json"
)

// moments runs an update and gives the folder after each input, with all that
// lies between two commits, and in the end.
func moments(t *testing.T, w *world) (list []moment, whole map[string][]byte) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	var opts pipeline.UpdateOptions
	opts.Done = func(_ []*schema.Report, sum *pipeline.Summary) {
		now := moment{fmt.Sprintf("after %d inputs", sum.Inputs), readAll(t, dir)}
		if len(list) > 0 {
			list = append(list, between(list[len(list)-1], now)...)
		}
		list = append(list, now)
	}
	update(t, w, dir, dataset.Options{}, opts)
	whole = readAll(t, dir)
	list = append(list, between(list[len(list)-1], moment{"in the end", whole})...)
	return list, whole
}

// between are the moments of a commit, if there was one: when it has noted what
// it is about to rename, when some of the files have their names, and when some
// of the bytes of the journal are there.
func between(before, after moment) (list []moment) {
	if bytes.Equal(before.files[stateJournal], after.files[stateJournal]) {
		return nil
	}
	var names []string
	part := 0
	for name := range after.files {
		if base := filepath.Base(name); before.files[name] == nil && strings.HasPrefix(base, "part-") {
			names = append(names, name)
			_, _ = fmt.Sscanf(base, "part-%d.", &part)
		}
	}
	slices.Sort(names)
	intent, _ := json.Marshal(map[string]any{"part": part, "names": names})
	add := func(name string, put map[string][]byte, renamed int) {
		m := moment{name + " of part " + fmt.Sprint(part), map[string][]byte{}}
		for _, files := range []map[string][]byte{before.files, put} {
			maps.Copy(m.files, files)
		}
		if m.files[stateJournal] == nil { // it gets its name before the first part is begun
			m.files[stateJournal] = firstLine(after.files[stateJournal])
			delete(m.files, stateJournal+".new")
		}
		for i, n := range names {
			if i < renamed {
				m.files[n] = after.files[n]
			} else {
				m.files["_nianbao/open/"+strings.ReplaceAll(n, "/", "+")] = after.files[n]
			}
		}
		list = append(list, m)
	}
	add("torn intent", map[string][]byte{stateIntent: intent[:len(intent)/2]}, 0)
	for i := range len(names) + 1 {
		add(fmt.Sprint(i, " files renamed"), map[string][]byte{stateIntent: intent}, i)
	}
	was, is := before.files[stateJournal], after.files[stateJournal]
	if was == nil {
		was = firstLine(is)
	}
	for _, size := range []int{len(was), len(was) + 1, (len(was) + len(is)) / 2, len(is) - 1, len(is)} {
		add(fmt.Sprint(size, " bytes of the journal"), map[string][]byte{stateIntent: intent, stateJournal: is[:size]}, len(names))
	}
	return list
}

func firstLine(b []byte) []byte { return b[:bytes.IndexByte(b, '\n')+1] }

// TestResumeAfterAnyPrefix goes on from moments of a run: all bytes are those of an
// undisturbed one.
func TestResumeAfterAnyPrefix(t *testing.T) {
	t.Parallel()
	w := &world{texts: map[string]string{}, versions: map[string]int{}}
	for i, text := range []string{"a", "two", "bad", "a", "b", "unlisted", "two", "c", "b", image, image, "e"} {
		w.texts[fmt.Sprintf("%02d", i)], w.versions[fmt.Sprintf("%02d", i)] = text, i%3
	}
	list, whole := moments(t, w)
	if len(list) < 50 {
		t.Fatalf("only %d moments", len(list))
	}
	rand.New(rand.NewPCG(1, 4)).Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	for _, m := range list[:min(len(list), int(seeds(2))*12)] {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "out")
			m.write(t, dir)
			update(t, w, dir, dataset.Options{}, pipeline.UpdateOptions{})
			got := readAll(t, dir)
			for _, files := range []map[string][]byte{whole, got} {
				for name := range files {
					if !strings.HasPrefix(name, "_nianbao") && !bytes.Equal(whole[name], got[name]) {
						t.Errorf("%s is not as after an undisturbed run", name)
					}
				}
			}
			if left, _ := filepath.Glob(filepath.Join(dir, "_nianbao", "*.new")); len(left) > 0 {
				t.Errorf("left %v", left)
			}
		})
	}
}
