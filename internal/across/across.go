// Package across compares the reports of a data set with one another: those of a body
// over the years, and those of bodies in an area. Rules that name cells are the
// forms' data; see [form.Succession]. docs/checks.md explains all of them.
//
// A data set is read once, part by part, and the few numbers of each report that
// rules need go to files, one for each of 256 shares of the bodies. These are then
// taken one after another, so that memory holds one share, and a sum for each
// division and year. Equal data sets give equal rows, however many parts are read
// at once.
package across

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/nianbao/nianbao/export/parquet"
	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/internal/dataset"
	"github.com/nianbao/nianbao/normalize/form"
)

// The folder of the rows in the data set, and its files.
const (
	Folder      = "checks"
	rowsName    = "part-00000.parquet"
	summaryName = "summary.json"
)

// Summary says what was compared.
type Summary struct {
	// Reports is the number of reports, WithoutAgency that of those for which it is not
	// certain which body they are of; they are compared with none.
	Reports       int `json:"reports"`
	WithoutAgency int `json:"without_agency"`
	WithoutYear   int `json:"without_year"`
	Agencies      int `json:"agencies"`
	// Rules are what became of each rule, in the order of their codes and paths.
	Rules    []Rule `json:"rules"`
	Warnings int    `json:"warnings"`
	Infos    int    `json:"infos"`
}

// Rule is what became of a rule.
type Rule struct {
	Code string `json:"code"`
	Rule string `json:"rule"`
	// Compared is how often it could be evaluated, Told the number of its rows, and
	// Explained how many of those have an explanation.
	Compared  int `json:"compared"`
	Told      int `json:"told"`
	Explained int `json:"explained"`
}

// Run compares the reports of a data set and writes what it finds into its folder
// [Folder].
func Run(set *dataset.Whole, forms *form.Set) (sum *Summary, err error) {
	plan := newPlan(forms)
	temp, err := tempFolder(set.Dir)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temp)) }()
	shares, err := newShares(temp)
	if err != nil {
		return nil, err
	}
	sum = &Summary{}
	c := &collector{plan: plan, shares: shares, sum: sum}
	if err := set.ReadAtOnce(runtime.GOMAXPROCS(0), c.reader); err != nil {
		return nil, errors.Join(err, shares.close())
	}
	if err := shares.close(); err != nil {
		return nil, err
	}
	return sum, writeAll(set.Dir, temp, plan, sum)
}

// tempFolder is a folder in the state of the data set, which programs that read it
// pass over.
func tempFolder(dir string) (string, error) {
	state := filepath.Join(dir, "_nianbao")
	if err := os.MkdirAll(state, 0o777); err != nil {
		return "", err
	}
	return os.MkdirTemp(state, "check-")
}

// writeAll compares share by share, and gives the files their names when both are whole.
func writeAll(dir, temp string, plan *plan, sum *Summary) error {
	path := filepath.Join(temp, rowsName)
	if err := writeRows(path, temp, plan, sum); err != nil {
		return err
	}
	if err := writeSummary(filepath.Join(temp, summaryName), sum); err != nil {
		return err
	}
	out := filepath.Join(dir, Folder)
	if err := os.MkdirAll(out, 0o777); err != nil {
		return err
	}
	for _, name := range []string{rowsName, summaryName} {
		if err := os.Rename(filepath.Join(temp, name), filepath.Join(out, name)); err != nil {
			return err
		}
	}
	return nil
}

func writeRows(path, temp string, plan *plan, sum *Summary) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w, err := parquet.New[rows.CheckRow](f, rows.Checks)
	if err != nil {
		return err
	}
	j := &judge{plan: plan, sum: sum, areas: map[area]*areaSum{}, counts: map[ruleKey]*Rule{}}
	j.put = func(r rows.CheckRow) error { return w.Write([]rows.CheckRow{r}, len(r.Message)) }
	for n := range shareCount {
		list, err := readShare(temp, n)
		if err != nil {
			return fmt.Errorf("read back what was collected: %w", err)
		}
		if err := j.share(list); err != nil {
			return err
		}
	}
	if err := j.areaRows(); err != nil {
		return err
	}
	sum.Rules = j.rules()
	if err := w.Close(); err != nil {
		return err
	}
	return f.Sync()
}

// plan is which cells are needed, and what for.
type plan struct {
	forms    *form.Set
	cells    map[cell]uint16
	names    []cell
	rules    map[string][]*rule // by form
	concepts []string           // keys
	title    map[string]string  // of concepts
}

// cell names a fact.
type cell struct{ table, row, column string }

// rule is a succession for one row or column.
type rule struct {
	def              *form.Succession
	path, at         string
	table            string
	this, less, last []uint16
	name             cell // the first cell of this
}

func newPlan(forms *form.Set) *plan {
	p := &plan{forms: forms, cells: map[cell]uint16{}, rules: map[string][]*rule{}, title: map[string]string{}}
	for _, f := range forms.Forms {
		for i := range f.Tables {
			t := &f.Tables[i]
			for k := range t.Successions {
				p.addRule(f, t, &t.Successions[k])
			}
		}
		for i := range f.Concepts {
			c := &f.Concepts[i]
			if c.Comparable != form.No && !slices.Contains(p.concepts, c.Key) {
				p.concepts = append(p.concepts, c.Key)
				p.title[c.Key] = c.Name.EN
			}
		}
	}
	slices.Sort(p.concepts)
	return p
}

func (p *plan) addRule(f *form.Form, t *form.Table, def *form.Succession) {
	across, cellOf := def.Cells(t)
	for _, at := range across {
		ids := func(keys []string) (out []uint16) {
			for _, k := range keys {
				row, column := cellOf(k, at)
				out = append(out, p.cell(cell{t.Key, row, column}))
			}
			return out
		}
		row, column := cellOf(def.This[0], at)
		p.rules[f.ID] = append(p.rules[f.ID], &rule{def: def, path: f.ID + "/" + t.Key + "/" + def.ID, at: at, table: t.Key,
			this: ids(def.This), less: ids(def.Less), last: ids(def.Last), name: cell{t.Key, row, column}})
	}
}

func (p *plan) cell(c cell) uint16 {
	id, ok := p.cells[c]
	if !ok {
		id = uint16(len(p.names))
		p.cells[c] = id
		p.names = append(p.names, c)
	}
	return id
}
