package overview

import (
	"maps"
	"math"
	"slices"
)

// histogram counts numbers from 0 in bounded memory: whole numbers below exact one
// by one, larger ones in steps of a few in a hundred.
type histogram struct {
	n       int
	buckets map[int]int
}

const (
	exact = 64 // numbers below have a bucket each
	steps = 24 // buckets for each doubling above it
)

func newHistogram() *histogram { return &histogram{buckets: map[int]int{}} }

func (h *histogram) add(v float64) {
	h.n++
	if v < exact {
		h.buckets[int(v)]++
		return
	}
	h.buckets[exact+int(math.Log2(v/exact)*steps)]++
}

// at is the number that a share of all is not above, to a few in a hundred.
func (h *histogram) at(share float64) float64 {
	rank := max(1, int(math.Ceil(share*float64(h.n))))
	for _, b := range slices.Sorted(maps.Keys(h.buckets)) {
		if rank -= h.buckets[b]; rank <= 0 {
			return value(b)
		}
	}
	return 0
}

// value is the middle of a bucket.
func value(b int) float64 {
	if b < exact {
		return float64(b)
	}
	return math.Round(exact * math.Exp2((float64(b-exact)+0.5)/steps))
}
