package normalize

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// narrowLinesOf writes numbers top down in cells of a width, and forgets in which
// column each piece of a line stands.
func narrowLinesOf(numbers []int64, width int) (lines [][]*cell, want []string) {
	for _, n := range numbers {
		var pieces []string
		for text := fmt.Sprint(n); text != ""; text = text[min(width, len(text)):] {
			pieces = append(pieces, text[:min(width, len(text))])
		}
		for k, p := range pieces {
			if k == len(lines) {
				lines = append(lines, nil)
			}
			lines[k] = append(lines[k], &cell{text: p, value: true})
		}
		want = append(want, strings.Join(pieces, "\n"))
	}
	return lines, want
}

// threeSums are those of a line of three groups of five, the last of each the total.
func threeSums(lines [][]*cell, width int) *narrowJoin {
	const columns = 15
	j := &narrowJoin{lines: lines, width: width, at: make([]int, len(lines)), numbers: make([]string, columns), ends: make([][]int, columns)}
	for g := range 3 {
		sum := make([]int64, columns)
		for c := range 4 {
			sum[5*g+c] = -1
		}
		sum[5*g+4] = 1
		j.ends[5*g+4] = []int{g}
		j.sums = append(j.sums, sum)
	}
	return j
}

func drawGroups(r *rand.Rand) (numbers []int64) {
	limit := []int64{3, 12, 90, 700}[r.IntN(4)]
	for range 3 {
		total := int64(0)
		for range 4 {
			n := r.Int64N(limit)
			if r.IntN(4) == 0 {
				n = 0
			}
			numbers, total = append(numbers, n), total+n
		}
		numbers = append(numbers, total)
	}
	return numbers
}

// TestNarrowJoinSound: of numbers whose sums hold, what is found is what was printed.
func TestNarrowJoinSound(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	found := 0
	for range 3000 {
		width := 1 + r.IntN(2)
		lines, want := narrowLinesOf(drawGroups(r), width)
		if len(lines) < 2 {
			continue
		}
		j := threeSums(lines, width)
		if j.headsHold() || !j.full() && !j.search() {
			continue
		}
		found++
		if !slices.Equal(j.found, want) {
			t.Fatalf("width %d: found %q, printed %q", width, j.found, want)
		}
	}
	if found < 1500 {
		t.Errorf("only %d found", found)
	}
}
