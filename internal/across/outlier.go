package across

import (
	"math"
	"slices"

	"github.com/nianbao/nianbao/export/rows"
)

// When a number is an outlier of its body's own series; docs/checks.md says why.
const (
	outlierYears    = 4    // other years that are needed
	outlierDistance = 5    // in robust standard deviations, on a scale of log(1+x)
	outlierSpread   = 0.25 // the least standard deviation that is assumed
	outlierTimes    = 3    // as large or as small as the median
	outlierAway     = 20   // from the median
)

// outliers compares each number of a concept with those of the other years. Only
// the first report that stands counts in years with several.
func (j *judge) outliers(years []year) error {
	if len(years) <= outlierYears {
		return nil
	}
	for k, key := range j.plan.concepts {
		var values []float64
		var of []*record
		for i := range years {
			if r := years[i].stand[0]; r.Scope == years[0].stand[0].Scope {
				if v, ok := find(r.Concepts, uint16(k)); ok && v >= 0 {
					values, of = append(values, v), append(of, r)
				}
			}
		}
		if err := j.outliersOf(key, values, of); err != nil {
			return err
		}
	}
	return nil
}

func (j *judge) outliersOf(key string, values []float64, of []*record) error {
	if len(values) <= outlierYears {
		return nil
	}
	for i, v := range values {
		others := slices.Delete(slices.Clone(values), i, i+1)
		j.count("N505", ruleOutlier).Compared++
		mid, far := isOutlier(v, others)
		if !far {
			continue
		}
		row := rows.CheckRow{TableKey: "concept", RowKey: key, Found: &v, Expected: &mid}
		f := finding("N505", ruleOutlier, "what", j.plan.title[key], "found", text(v), "years", itoa(int32(len(others))),
			"expected", text(mid), "least", text(slices.Min(others)), "most", text(slices.Max(others)))
		if err := j.tell(of[i], f, row); err != nil {
			return err
		}
	}
	return nil
}

// isOutlier tells whether v is far from the others, and gives their median.
func isOutlier(v float64, others []float64) (mid float64, far bool) {
	mid = median(others)
	logs := make([]float64, len(others))
	for i, o := range others {
		logs[i] = math.Log1p(o)
	}
	center := median(logs)
	for i := range logs {
		logs[i] = math.Abs(logs[i] - center)
	}
	spread := max(1.4826*median(logs), outlierSpread)
	far = math.Abs(math.Log1p(v)-center) > outlierDistance*spread && math.Abs(v-mid) >= outlierAway &&
		(v >= outlierTimes*mid || v*outlierTimes <= mid)
	return mid, far
}

func median(list []float64) float64 {
	list = slices.Sorted(slices.Values(list))
	n := len(list)
	if n%2 == 1 {
		return list[n/2]
	}
	return (list[n/2-1] + list[n/2]) / 2
}
