// Package overview counts a data set for looking at it rather than reading it, and
// writes what it counted as one web page.
//
// It reads the rows one after another and keeps counts, and of documents only those
// with the most findings: a page of a million reports is as large as that of a
// hundred.
package overview

import (
	"hash/maphash"
	"slices"

	"github.com/nianbao/nianbao/export/part"
	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/internal/dataset"
	"github.com/nianbao/nianbao/normalize/form"
	"github.com/nianbao/nianbao/normalize/schema"
)

// How many documents are named: of all, and of each kind of finding.
const (
	worstOfAll  = 20
	worstOfKind = 3
)

// Overview is what was counted. It is for one goroutine.
type Overview struct {
	forms    *form.Set
	inputs   int
	statuses map[statusFormat]int
	coverage map[yearForm]int
	agencies map[uint64]struct{} // hashes of names
	seed     maphash.Seed
	tables   map[tableOf]*tally
	kinds    map[kind]*count
	worst    top
	figures  map[figure]*histogram
	facts,
	values int
	severities [3]int

	layouts map[string]map[string]*layout // of each form and table
	docs    map[string]*doc               // of the part that is being read
	fact    openFacts
	finding openFindings
}

type (
	statusFormat struct{ status, format string }
	yearForm     struct {
		year int32
		form string
	}
	tableOf struct{ form, table string }
	kind    struct {
		code     string
		severity diag.Severity
		status   string
		rule     string
	}
	figure struct {
		concept string
		year    int32
	}
)

// tally counts the cells of a table over all reports of a form.
type tally struct {
	reports  int // that should have the table, or have it
	found    int // of these
	more     int // cells found that the form does not demand
	statuses map[string]int
	matches  map[string]int
}

// count counts findings of a kind, and the documents that have some.
type count struct {
	findings, docs int
	worst          top
}

// doc is a document as the page names it.
type doc struct {
	ID, Agency, Path, Form  string
	Year                    int32
	Errors, Warnings, Count int
}

// Of counts the data set.
func Of(set *dataset.Whole) (*Overview, error) {
	forms, err := form.Embedded()
	if err != nil {
		return nil, err
	}
	o := &Overview{forms: forms, inputs: set.Inputs, statuses: map[statusFormat]int{}, coverage: map[yearForm]int{}, agencies: map[uint64]struct{}{},
		seed: maphash.MakeSeed(), tables: map[tableOf]*tally{}, kinds: map[kind]*count{}, figures: map[figure]*histogram{},
		worst: top{most: worstOfAll}, layouts: map[string]map[string]*layout{}}
	for _, f := range forms.Forms {
		o.layouts[f.ID] = layoutsOf(f)
	}
	err = set.Read(part.Reader{
		Begin:   func() { o.docs = map[string]*doc{} },
		Report:  func(r *rows.ReportRow) error { o.addReport(r); return nil },
		Fact:    func(f *rows.FactRow) error { o.addFact(f); return nil },
		Finding: func(f *rows.FindingRow) error { return o.addFinding(f) },
		End:     func() { o.endFacts(); o.endFindings() },
	})
	if err != nil {
		return nil, err
	}
	return o, nil
}

// isReport tells whether a row of this status is that of a report.
func isReport(status string) bool {
	switch schema.Status(status) {
	case schema.OK, schema.Partial, schema.Empty:
		return true
	}
	return false
}

func (o *Overview) addReport(r *rows.ReportRow) {
	o.statuses[statusFormat{r.Status, r.Format}]++
	d := &doc{ID: r.ReportID, Agency: r.AgencyName, Path: r.Path, Form: r.Form,
		Year: r.Year, Errors: int(r.ErrorCount), Warnings: int(r.WarningCount)}
	if d.Agency == "" {
		d.Agency = r.Title
	}
	o.docs[d.ID] = d
	if d.Errors+d.Warnings > 0 {
		o.worst.add(*d)
	}
	if !isReport(r.Status) {
		return
	}
	o.coverage[yearForm{r.Year, d.Form}]++
	if d.Agency != "" {
		o.agencies[maphash.String(o.seed, d.Agency)] = struct{}{}
	}
	for table, l := range o.layouts[d.Form] {
		if !l.optional {
			o.tally(d.Form, table).reports++
		}
	}
}

func (o *Overview) tally(form, table string) *tally {
	k := tableOf{form, table}
	t := o.tables[k]
	if t == nil {
		t = &tally{statuses: map[string]int{}, matches: map[string]int{}}
		o.tables[tableOf{form, table}] = t
	}
	return t
}

// openFacts is what is known of the report whose facts are being read.
type openFacts struct {
	id     string
	doc    *doc
	tables []string // that it has
	cells  map[string]cell
}

// cell is a value that a figure is made of.
type cell struct {
	value float64
	unit  string
}

func (o *Overview) addFact(f *rows.FactRow) {
	if f.ReportID != o.fact.id || o.fact.doc == nil {
		o.endFacts()
		d := o.docs[f.ReportID]
		if d == nil {
			return // a row of no report: of a data set that was changed by hand
		}
		o.fact = openFacts{id: d.ID, doc: d, cells: map[string]cell{}}
	}
	d := o.fact.doc
	t := o.tally(d.Form, f.TableKey)
	l := o.layouts[d.Form][f.TableKey]
	if !slices.Contains(o.fact.tables, f.TableKey) {
		o.fact.tables = append(o.fact.tables, f.TableKey)
		if l == nil || l.optional {
			t.reports++
		}
	}
	o.facts++
	if f.Value != nil {
		o.values++
	}
	if l != nil && l.required[cellKey{f.RowKey, f.ColumnKey}] {
		t.found++
	} else {
		t.more++
	}
	t.statuses[f.Status]++ // the keys are few
	t.matches[f.Match]++
	if l != nil && l.used[cellKey{f.RowKey, f.ColumnKey}] && f.Value != nil && f.Status == string(schema.Number) {
		o.fact.cells[f.TableKey+"/"+f.RowKey+"/"+f.ColumnKey] = cell{*f.Value, f.Unit}
	}
}

// endFacts adds up the figures of the report whose facts were read.
func (o *Overview) endFacts() {
	d := o.fact.doc
	if d == nil {
		return
	}
	if f := o.forms.Find(d.Form); f != nil {
		for i := range f.Concepts {
			c := &f.Concepts[i]
			if v, ok := o.fact.add(c); ok {
				k := figure{c.Key, d.Year}
				if o.figures[k] == nil {
					o.figures[k] = newHistogram()
				}
				o.figures[k].add(v)
			}
		}
	}
	o.fact = openFacts{}
}

// add gives the number of a concept, if all of its cells hold one and they are
// counts: a blank is no 0, and money is printed in several units.
func (of *openFacts) add(c *form.Concept) (sum float64, ok bool) {
	if c.Comparable == form.No {
		return 0, false
	}
	for i, name := range slices.Concat(c.Add, c.Subtract) {
		x, known := of.cells[name]
		if !known || x.unit != string(schema.Count) {
			return 0, false
		}
		if i < len(c.Add) {
			sum += x.value
		} else {
			sum -= x.value
		}
	}
	return sum, sum >= 0
}

// openFindings counts the findings of the report that is being read.
type openFindings struct {
	id    string
	doc   *doc
	kinds map[kind]int
}

func (o *Overview) addFinding(f *rows.FindingRow) error {
	if f.ReportID != o.finding.id || o.finding.doc == nil {
		o.endFindings()
		d := o.docs[f.ReportID]
		if d == nil {
			return nil // as above
		}
		o.finding = openFindings{id: d.ID, doc: d, kinds: map[kind]int{}}
	}
	var s diag.Severity
	if err := s.UnmarshalText([]byte(f.Severity)); err != nil {
		return err
	}
	o.severities[s]++
	o.finding.kinds[kind{f.Code, s, f.Status, f.Rule}]++
	return nil
}

func (o *Overview) endFindings() {
	for k, n := range o.finding.kinds {
		c := o.kinds[k]
		if c == nil {
			c = &count{worst: top{most: worstOfKind}}
			o.kinds[k] = c
		}
		c.findings += n
		c.docs++
		d := *o.finding.doc
		d.Count = n
		c.worst.add(d)
	}
	o.finding = openFindings{}
}
