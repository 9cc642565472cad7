package overview

import (
	"math"
	"slices"
	"testing"
)

// TestHistogram compares shares of a histogram with those of the sorted numbers.
func TestHistogram(t *testing.T) {
	t.Parallel()
	for name, of := range map[string]func(i int) float64{
		"small": func(i int) float64 { return float64(i % 60) },
		"large": func(i int) float64 { return float64(i * i) },
		"one":   func(int) float64 { return 7 },
		"zero":  func(int) float64 { return 0 },
	} {
		h := newHistogram()
		var all []float64
		for i := range 1000 {
			all = append(all, of(i))
			h.add(of(i))
		}
		slices.Sort(all)
		for _, share := range []float64{0.1, 0.25, 0.5, 0.75, 0.9} {
			want, got := all[int(math.Ceil(share*1000))-1], h.at(share)
			if math.Abs(got-want) > 0.02*want {
				t.Errorf("%s: %g of them are not above %g, the histogram says %g", name, share, want, got)
			}
		}
		if len(h.buckets) > 500 {
			t.Errorf("%s: %d buckets", name, len(h.buckets))
		}
	}
}
