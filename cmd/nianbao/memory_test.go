package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// One collection that counts garbage as in use does not let the heap grow; three do.
func TestPacer(t *testing.T) {
	t.Parallel()
	const mb = 1 << 20
	var got []int64
	p := pacer{most: 200 * mb, set: func(limit int64) { got = append(got, limit/mb) }}
	for cycle, live := range []uint64{10, 20, 32, 32, 33, 60, 34, 60, 60, 60, 60, 300, 300, 300, 10} {
		p.look(uint64(cycle+1), live*mb)
		p.look(uint64(cycle+1), 1) // no new collection
	}
	want := []int64{
		38, // the least
		45, // 20 is yet among the last three
		66, // 32, three times
		69, // 34
		115,
		200, // the most
		38,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("limits in MiB (-want +got):\n%s", diff)
	}
}
