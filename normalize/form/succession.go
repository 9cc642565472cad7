package form

import (
	"slices"

	"github.com/nianbao/nianbao/extract/diag"
)

// Succession is a rule between a report and that of the year before: the sum of This
// less that of Less, in this report, is the sum of Last in the one before. Like an
// [Identity] it is lists of keys. A report of another form may be the one before; a
// rule whose cells it does not have cannot be evaluated.
type Succession struct {
	ID string `json:"id"`
	// Code is the catalogue's code of its finding, Source the rule's name in the
	// reference (FORMATS.md §2.6).
	Code   string `json:"code"`
	Source string `json:"source"`
	// Severity is "warning" or "info": there are good reasons for breaks.
	Severity string `json:"severity"`
	// Along is "rows": the keys are columns, and the rule is applied to each row; or
	// "columns": they are rows.
	Along string `json:"along"`
	// Only restricts the rows (or columns) that the rule is applied to.
	Only []string `json:"only,omitempty"`
	This []string `json:"this"`
	Less []string `json:"less,omitempty"`
	Last []string `json:"last"`
}

// Cells are the cells of a key for each row or column that the rule is applied to.
func (s *Succession) Cells(t *Table) (across []string, cell func(key, at string) (row, column string)) {
	for _, b := range t.Blocks {
		axis := Leaves(b.Columns)
		if s.Along == "rows" {
			axis = Leaves(b.Rows)
		}
		for _, l := range axis {
			if (len(s.Only) == 0 || slices.Contains(s.Only, l.Key)) && !slices.Contains(across, l.Key) {
				across = append(across, l.Key)
			}
		}
	}
	return across, func(key, at string) (row, column string) {
		if s.Along == "rows" {
			return at, key
		}
		return key, at
	}
}

func (l *linter) succession(table string, s Succession, rows, cols map[string]bool) {
	where := "table " + table + " succession " + s.ID
	l.key(where, s.ID)
	if _, ok := diag.Lookup(diag.Code(s.Code)); !ok {
		l.add("%s: code %q is not in the catalogue", where, s.Code)
	}
	if s.Severity != "warning" && s.Severity != "info" {
		l.add("%s: severity %q: want warning or info", where, s.Severity)
	}
	terms, only := cols, rows
	switch s.Along {
	case "rows":
	case "columns":
		terms, only = rows, cols
	default:
		l.add("%s: along %q: want rows or columns", where, s.Along)
	}
	if len(s.This) == 0 || len(s.Last) == 0 {
		l.add("%s: a side is empty", where)
	}
	for _, list := range [][]string{s.This, s.Less, s.Last} {
		for _, k := range list {
			if !terms[k] {
				l.add("%s: key %q is not in the table", where, k)
			}
		}
	}
	for _, k := range s.Only {
		if !only[k] {
			l.add("%s: only %q is not in the table", where, k)
		}
	}
}
