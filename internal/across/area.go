package across

import (
	"cmp"
	"encoding/json"
	"os"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/normalize/schema"
)

// area is a concept in a division and year. The division is the beginning of its
// codes: 34, 3406, 340603.
type area struct {
	division string
	year     int32
	concept  uint16
}

// areaSum adds up own reports.
type areaSum struct {
	sum   float64
	count int32
}

// whole is a report for a whole area.
type whole struct {
	*record
	division string
}

// noteArea takes the reports of a body's year for the sums of areas.
func (j *judge) noteArea(y *year) {
	for _, r := range y.stand {
		switch schema.Scope(r.Scope) {
		case schema.Own:
			if r.Region == "" || r.Region == "000000" {
				continue
			}
			for _, n := range []int{2, 4, 6} {
				if n > len(r.Region) {
					break
				}
				division := r.Region[:n]
				if n > 2 && strings.HasSuffix(division, "00") {
					break // the body is of the division above
				}
				for _, c := range r.Concepts {
					k := area{division, r.Year, c.Key}
					if j.areas[k] == nil {
						j.areas[k] = &areaSum{}
					}
					j.areas[k].sum += c.Value
					j.areas[k].count++
				}
			}
		case schema.Consolidated:
			d := strings.TrimSuffix(strings.TrimSuffix(r.Region, "00"), "00")
			if government(r) && len(r.Region) == 6 && d != "" {
				kept := *r
				kept.Cells = nil
				j.wholes = append(j.wholes, whole{&kept, d})
			}
		}
	}
}

func government(r *record) bool {
	t := schema.AgencyType(r.Type)
	return t == schema.Government || t == schema.Office
}

// areaRows compares each report for a whole area with the own reports in it. A sum that
// is less says nothing: the data set may lack some.
func (j *judge) areaRows() error {
	slices.SortFunc(j.wholes, func(a, b whole) int {
		return cmp.Or(cmp.Compare(a.Region, b.Region), cmp.Compare(a.Year, b.Year), cmp.Compare(a.ID, b.ID))
	})
	for _, w := range j.wholes {
		for _, c := range w.Concepts {
			own := j.areas[area{w.division, w.Year, c.Key}]
			if own == nil || own.count < 2 {
				continue
			}
			j.count("N508", ruleArea).Compared++
			if own.sum <= c.Value {
				continue
			}
			key := j.plan.concepts[c.Key]
			f := finding("N508", ruleArea, "what", j.plan.title[key], "found", text(c.Value), "count", itoa(own.count), "expected", text(own.sum))
			if err := j.tell(w.record, f, rows.CheckRow{TableKey: "concept", RowKey: key, Found: &c.Value, Expected: &own.sum}); err != nil {
				return err
			}
		}
	}
	return nil
}

func writeSummary(path string, sum *Summary) error {
	data, err := json.MarshalIndent(sum, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(data, '\n'), 0o666)
}
