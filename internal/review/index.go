package review

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/export/part"
	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/internal/dataset"
)

// entry is what the list knows of a report: some hundred bytes, however long it is.
type entry struct {
	id, agency, path, sum string
	form, status, format  string
	year                  int32
	errors, warnings      int32
	codes                 []string // of its findings, sorted; shared between reports
	place                 part.Place
}

// index is all reports of a data set, in its order. It is not changed once made.
type index struct {
	version string
	entries []entry
	byID    map[string]int32
	choices choices
}

// choices are what a list can be narrowed to, with numbers of reports.
type choices struct {
	Years, Forms, Statuses []choice
	Codes                  []choice
}

type choice struct {
	Value, Text string
	Count       int
}

// readIndex makes the index of a data set.
func readIndex(dir string) (*index, error) {
	x := &index{version: dataset.Version(dir), byID: map[string]int32{}}
	set, err := dataset.Look(dir)
	if err != nil {
		return nil, err
	}
	if !set.HasLines() {
		return nil, fmt.Errorf("%q has no JSON lines, from which the page shows reports: convert with --format jsonl,parquet", dir)
	}
	same := sharer{}
	codes := codeSets{}
	last, found := int32(-1), []string(nil)
	end := func() {
		if last >= 0 {
			x.entries[last].codes = codes.of(found)
		}
		last, found = -1, nil
	}
	err = set.Read(part.Reader{
		Report: func(r *rows.ReportRow) error {
			x.byID[r.ReportID] = int32(len(x.entries))
			x.entries = append(x.entries, entry{id: r.ReportID, agency: same.text(cmp.Or(r.AgencyName, r.Title)), path: r.Path, sum: r.SHA256,
				form: same.text(r.Form), status: same.text(r.Status), format: same.text(r.Format), year: r.Year, errors: r.ErrorCount, warnings: r.WarningCount})
			return nil
		},
		Finding: func(f *rows.FindingRow) error {
			if i, ok := x.byID[f.ReportID]; ok {
				if i != last {
					end()
				}
				last = i
				found = append(found, f.Code)
			}
			return nil
		},
		End: end,
	})
	if err != nil {
		return nil, err
	}
	err = set.Places(func(id string, p part.Place) {
		if i, ok := x.byID[id]; ok {
			p.File = same.text(p.File)
			x.entries[i].place = p
		}
	})
	x.choices = x.choose()
	return x, err
}

// sharer keeps one of equal texts.
type sharer map[string]string

func (s sharer) text(t string) string {
	if have, ok := s[t]; ok {
		return have
	}
	s[t] = t
	return t
}

// codeSets keeps one of equal sets of codes.
type codeSets map[string][]string

func (c codeSets) of(found []string) []string {
	slices.Sort(found)
	found = slices.Compact(found)
	key := strings.Join(found, " ")
	if have, ok := c[key]; ok {
		return have
	}
	c[key] = slices.Clone(found)
	return c[key]
}

// choose counts what a list can be narrowed to.
func (x *index) choose() choices {
	years, forms, statuses, codes := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	for i := range x.entries {
		e := &x.entries[i]
		years[yearText(e.year)]++
		forms[e.form]++
		statuses[e.status]++
		for _, c := range e.codes {
			codes[c]++
		}
	}
	return choices{Years: sorted(years), Forms: sorted(forms), Statuses: sorted(statuses), Codes: sorted(codes)}
}

func yearText(y int32) string {
	if y == 0 {
		return ""
	}
	return strconv.Itoa(int(y))
}

func sorted(counts map[string]int) []choice {
	var out []choice
	for _, v := range slices.Sorted(maps.Keys(counts)) {
		c := choice{Value: v, Text: v, Count: counts[v]}
		if v == "" {
			c.Value, c.Text = none, "unknown 未知"
		}
		if e, ok := diag.Lookup(diag.Code(v)); ok {
			c.Text = v + " " + strings.NewReplacer("{detail}", "", "{", "<", "}", ">").Replace(e.Message)
		}
		out = append(out, c)
	}
	return out
}

// none asks for reports of which something is not known.
const none = "-"

// filter narrows a list. The zero value takes all.
type filter struct {
	Code, Form, Year, Status, Agency string
	// Decided is "yes" for reports about which somebody decided something, "no" for
	// the others.
	Decided string
}

// Codes that stand for any finding of a severity.
const (
	anyError   = "error"
	anyWarning = "warning"
)

func filterOf(q url.Values) filter {
	return filter{Code: q.Get("code"), Form: q.Get("form"), Year: q.Get("year"), Status: q.Get("status"),
		Agency: strings.TrimSpace(q.Get("agency")), Decided: q.Get("decided")}
}

// Query is the filter as the query of an address, with more behind it.
func (f filter) Query(more ...string) string {
	q := url.Values{}
	for _, p := range [][2]string{{"code", f.Code}, {"form", f.Form}, {"year", f.Year}, {"status", f.Status}, {"agency", f.Agency}, {"decided", f.Decided}} {
		if p[1] != "" {
			q.Set(p[0], p[1])
		}
	}
	for i := 0; i+1 < len(more); i += 2 {
		q.Set(more[i], more[i+1])
	}
	return q.Encode()
}

// takes tells whether a report is in the list. decided tells of bytes whether
// somebody decided something about them.
func (f filter) takes(e *entry, decided func(sum string) bool) bool {
	is := func(want, have string) bool { return want == "" || want == have || want == none && have == "" }
	if !is(f.Form, e.form) || !is(f.Status, e.status) || !is(f.Year, yearText(e.year)) {
		return false
	}
	if f.Agency != "" && !strings.Contains(e.agency, f.Agency) && !strings.Contains(e.path, f.Agency) {
		return false
	}
	switch f.Code {
	case "":
	case anyError:
		if e.errors == 0 {
			return false
		}
	case anyWarning:
		if e.warnings == 0 {
			return false
		}
	default:
		if _, ok := slices.BinarySearch(e.codes, f.Code); !ok {
			return false
		}
	}
	return f.Decided == "" || decided(e.sum) == (f.Decided == "yes")
}

// around finds the reports of a list before and behind one, and its number in it;
// -1 where there is none.
func (x *index) around(f filter, at int32, decided func(string) bool) (before, behind int32, number, total int) {
	before, behind = -1, -1
	for i := range x.entries {
		if int32(i) != at && !f.takes(&x.entries[i], decided) {
			continue
		}
		total++
		switch {
		case int32(i) < at:
			before = int32(i)
		case int32(i) == at:
			number = total
		case behind < 0:
			behind = int32(i)
		}
	}
	return before, behind, number, total
}
