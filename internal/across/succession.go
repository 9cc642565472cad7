package across

import (
	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/extract/diag"
)

// enough is the number of values that are not 0 from which two equal reports are worth
// telling: a small body prints 0 everywhere in all years.
const enough = 5

// succeed compares the reports of two years that follow one another.
func (j *judge) succeed(last, this *year) error {
	for _, t := range this.stand {
		l := partner(t, last.stand)
		if err := j.same(t, l); err != nil {
			return err
		}
		for _, r := range j.plan.rules[t.Form] {
			if err := j.apply(r, t, l, last, this); err != nil {
				return err
			}
		}
	}
	return nil
}

// partner is the report of the other year to compare with: of the same scope if there
// is one.
func partner(t *record, list []*record) *record {
	for _, l := range list {
		if l.Scope == t.Scope {
			return l
		}
	}
	for _, l := range list {
		if !otherScope(l, t) {
			return l
		}
	}
	return list[0]
}

func (j *judge) same(t, l *record) error {
	if t.Nonzero < enough || l.Nonzero < enough {
		return nil
	}
	j.count("N503", ruleSame).Compared++
	if t.Hash != l.Hash {
		return nil
	}
	return j.tell(t, finding("N503", ruleSame, "count", itoa(t.Nonzero), "last", itoa(l.Year)),
		rows.CheckRow{OtherReportID: l.ID, OtherYear: l.Year})
}

// sides are the two sides of a rule, if all their cells are numbers.
func (r *rule) sides(t, l *record) (found, expected float64, ok bool) {
	for _, s := range [...]struct {
		of   *record
		keys []uint16
		sign float64
		to   *float64
	}{{t, r.this, 1, &found}, {t, r.less, -1, &found}, {l, r.last, 1, &expected}} {
		for _, k := range s.keys {
			v, has := find(s.of.Cells, k)
			if !has {
				return 0, 0, false
			}
			*s.to += s.sign * v
		}
	}
	return found, expected, true
}

func (r *rule) holds(t, l *record) bool {
	found, expected, ok := r.sides(t, l)
	return ok && found == expected
}

// apply evaluates a rule, and says what may explain that it fails.
func (j *judge) apply(r *rule, t, l *record, last, this *year) error {
	found, expected, ok := r.sides(t, l)
	if !ok {
		return nil
	}
	j.count(r.def.Code, r.path).Compared++
	if found == expected {
		return nil
	}
	row := rows.CheckRow{TableKey: r.name.table, RowKey: r.name.row, ColumnKey: r.name.column,
		Found: &found, Expected: &expected, OtherReportID: l.ID, OtherYear: l.Year}
	switch {
	case otherScope(t, l):
		row.ExplainedBy = rows.ByScope
	case r.holdsInOther(t, l, last, this):
		row.ExplainedBy = rows.ByRevision
	}
	f := finding(r.def.Code, r.path, "what", r.name.table+"/"+r.name.row+"/"+r.name.column, "year", itoa(t.Year), "last", itoa(l.Year),
		"found", text(found), "expected", text(expected))
	var severity diag.Severity
	if err := severity.UnmarshalText([]byte(r.def.Severity)); err == nil {
		f.Severity = severity
	}
	if row.ExplainedBy != "" {
		f.Severity = diag.Info
	}
	return j.tell(t, f, row)
}

// holdsInOther tells whether the rule holds with another version of one report.
func (r *rule) holdsInOther(t, l *record, last, this *year) bool {
	for _, list := range [...][]*record{last.stand, last.further} {
		for _, o := range list {
			if o != l && r.holds(t, o) {
				return true
			}
		}
	}
	for _, list := range [...][]*record{this.stand, this.further} {
		for _, o := range list {
			if o != t && r.holds(o, l) {
				return true
			}
		}
	}
	return false
}
