package label

import "slices"

// Distance is the number of characters to insert, delete or replace, and of
// neighbours to swap, that make a into b (optimal string alignment). It is
// limit+1 as soon as it is more than limit.
func Distance(a, b []rune, limit int) int {
	if d := len(a) - len(b); d > limit || -d > limit {
		return limit + 1
	}
	var store [3 * 80]int
	width := len(b) + 1
	rows := store[:]
	if 3*width > len(rows) {
		rows = make([]int, 3*width)
	}
	before, prev, cur := rows[:width], rows[width:2*width], rows[2*width:3*width]
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			cur[j] = d
			least = min(least, d)
		}
		if least > limit {
			return limit + 1
		}
		before, prev, cur = prev, cur, before
	}
	return min(prev[len(b)], limit+1)
}

// Within tells whether a's characters stand in b in the same order, so that a
// is b with characters lost.
func Within(a, b []rune) bool {
	for _, r := range a {
		i := slices.Index(b, r)
		if i < 0 {
			return false
		}
		b = b[i+1:]
	}
	return true
}
