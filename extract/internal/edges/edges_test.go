package edges_test

import (
	"slices"
	"testing"

	"github.com/nianbao/nianbao/extract/internal/edges"
)

func TestColumns(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		rows [][]int
		want []int
	}{
		{"none", nil, nil},
		{"equal", [][]int{{0, 100, 200}, {0, 200}}, []int{0, 100, 200}},
		{"rounded", [][]int{{0, 1000, 3000}, {4, 1003, 2000, 2997}}, []int{0, 1000, 2000, 2997}},
		{"narrow cells of one row", [][]int{{0, 10, 20, 1000}}, []int{0, 10, 20, 1000}},
	}
	for _, tc := range tests {
		if got := edges.Columns(tc.rows); !slices.Equal(got, tc.want) {
			t.Errorf("%s: %v, want %v", tc.name, got, tc.want)
		}
	}
}

func TestColumn(t *testing.T) {
	t.Parallel()
	columns := []int{0, 1000, 2000}
	for x, want := range map[int]int{-5: 0, 0: 0, 999: 0, 1000: 1, 1010: 1, 2000: 2, 9000: 2} {
		if got := edges.Column(columns, x); got != want {
			t.Errorf("Column(%d) = %d, want %d", x, got, want)
		}
	}
}
