package across

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
)

// ruleKey names a rule of the summary.
type ruleKey struct{ code, rule string }

// judge compares records. It is for one goroutine.
type judge struct {
	plan   *plan
	sum    *Summary
	put    func(rows.CheckRow) error
	areas  map[area]*areaSum
	wholes []whole
	counts map[ruleKey]*Rule
}

func (j *judge) count(code, rule string) *Rule {
	k := ruleKey{code, rule}
	if j.counts[k] == nil {
		j.counts[k] = &Rule{Code: code, Rule: rule}
	}
	return j.counts[k]
}

func (j *judge) rules() []Rule {
	out := make([]Rule, 0, len(j.counts))
	for _, r := range j.counts {
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b Rule) int { return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Rule, b.Rule)) })
	return out
}

// share compares the records of a share, body by body.
func (j *judge) share(list []*record) error {
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n].Agency == list[0].Agency {
			n++
		}
		j.sum.Agencies++
		if err := j.body(list[:n]); err != nil {
			return err
		}
		list = list[n:]
	}
	return nil
}

// year is the reports of a body for one year: those that stand, and those that a
// newer version supersedes or that hold the same numbers.
type year struct {
	year    int32
	stand   []*record
	further []*record
}

// body compares the reports of one body.
func (j *judge) body(list []*record) error {
	var years []year
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n].Year == list[0].Year {
			n++
		}
		y, err := j.versions(list[:n])
		if err != nil {
			return err
		}
		years = append(years, y)
		list = list[n:]
	}
	for i := range years {
		j.noteArea(&years[i])
		if i == 0 {
			continue
		}
		if err := j.missing(&years[i-1], &years[i]); err != nil {
			return err
		}
		if years[i].year == years[i-1].year+1 {
			if err := j.succeed(&years[i-1], &years[i]); err != nil {
				return err
			}
		}
	}
	return j.outliers(years)
}

// tell writes a row.
func (j *judge) tell(r *record, f diag.Finding, row rows.CheckRow) error {
	row.Key = rows.Key{ReportID: r.ID, Year: r.Year, Form: r.Form}
	row.AgencyID, row.AgencyName, row.RegionCode = r.Agency, r.Canonical, r.Region
	row.SetFinding(&f)
	if row.Expected != nil {
		e := *row.Expected
		row.Expected = &e
	}
	c := j.count(row.Code, row.Rule)
	c.Told++
	if row.ExplainedBy != "" {
		c.Explained++
	}
	if f.Severity == diag.Warning {
		j.sum.Warnings++
	} else {
		j.sum.Infos++
	}
	return j.put(row)
}

func finding(code, rule string, args ...string) diag.Finding {
	f := diag.New(diag.Code(code), source.Pos{}, args...)
	f.Rule = rule
	return f
}

func text(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func itoa(n int32) string { return strconv.Itoa(int(n)) }

// The rules that are no form's data.
const (
	ruleSame    = "series/same_as_last_year"
	ruleMissing = "series/missing_year"
	ruleOutlier = "series/outlier"
	ruleCopy    = "series/same_report"
	ruleRevised = "series/revised"
	ruleArea    = "area/own_within_whole"
)

// versions sorts out the reports of a year.
func (j *judge) versions(list []*record) (year, error) {
	y := year{year: list[0].Year}
	for _, r := range slices.Backward(newestLast(list)) {
		other, how := y.versionOf(r)
		if other == nil {
			y.stand = append(y.stand, r)
			continue
		}
		row := rows.CheckRow{OtherReportID: r.ID, OtherYear: r.Year, ExplainedBy: how}
		code, rule := "N507", ruleRevised
		if other.Hash == r.Hash {
			code, rule, row.ExplainedBy = "N506", ruleCopy, ""
		}
		if code == "N507" && how == "" {
			y.stand = append(y.stand, r)
		} else {
			y.further = append(y.further, r)
		}
		j.count(code, rule).Compared++
		if err := j.tell(other, finding(code, rule, "year", itoa(r.Year), "other", r.Path), row); err != nil {
			return y, err
		}
	}
	return y, nil
}

// versionOf finds the report that stands of which r is another version, and what
// tells that r is the older one.
func (y *year) versionOf(r *record) (*record, string) {
	for _, o := range y.stand {
		if otherScope(o, r) {
			continue
		}
		switch {
		case o.Hash == r.Hash:
			return o, ""
		case o.Published != "" && r.Published != "" && o.Published != r.Published:
			return o, rows.ByPublished
		case o.Published == r.Published && o.Fetched != "" && r.Fetched != "" && o.Fetched != r.Fetched:
			return o, rows.ByFetched
		}
		return o, ""
	}
	return nil, ""
}

// newestLast sorts by what tells the age of a version, then by id.
func newestLast(list []*record) []*record {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b *record) int {
		return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(a.Fetched, b.Fetched), cmp.Compare(b.ID, a.ID))
	})
	return list
}

// otherScope tells that one report is for the body alone and the other for an area.
func otherScope(a, b *record) bool {
	return a.Scope != b.Scope && a.Scope != "" && b.Scope != "" && a.Scope != "unknown" && b.Scope != "unknown"
}

// missing tells of the years between two reports.
func (j *judge) missing(last, this *year) error {
	c := j.count("N504", ruleMissing)
	c.Compared++
	for y := last.year + 1; y < this.year; y++ {
		if err := j.tell(this.stand[0], finding("N504", ruleMissing, "missing", itoa(y)), rows.CheckRow{OtherYear: y}); err != nil {
			return err
		}
	}
	return nil
}
