// Package edges finds the columns of tables whose rows each state where their
// cells begin and end, as Word's old formats do.
package edges

import "slices"

// tolerance is how far edges of one column may lie apart, in twips: programs
// round them.
const tolerance = 15

// Columns are the edges of a table's columns, from those of the cells of its rows
// in twips. Edges of one row are never joined.
func Columns(rows [][]int) []int {
	type edge struct{ x, row int }
	var all []edge
	for i, row := range rows {
		for _, x := range row {
			all = append(all, edge{x, i})
		}
	}
	slices.SortFunc(all, func(a, b edge) int { return a.x - b.x })
	var out []int
	in := map[int]int{}
	for _, e := range all {
		x, met := in[e.row]
		if n := len(out); n == 0 || e.x-out[n-1] > tolerance || met && x != e.x {
			out = append(out, e.x)
			clear(in)
		}
		in[e.row] = e.x
	}
	return out
}

// Column is the index of the column that starts at an edge.
func Column(columns []int, x int) int {
	i, ok := slices.BinarySearch(columns, x)
	if !ok {
		i--
	}
	return max(i, 0)
}
