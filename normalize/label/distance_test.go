package label_test

import (
	"strings"
	"testing"

	"github.com/nianbao/nianbao/normalize/label"
)

func TestDistance(t *testing.T) {
	tests := []struct {
		name, a, b string
		limit      int
		want       int
	}{
		{"equal", "行政许可", "行政许可", 2, 0},
		{"both empty", "", "", 2, 0},
		{"one empty", "", "许可", 2, 2},
		{"replaced", "行政许司", "行政许可", 2, 1},
		{"lost", "行政可", "行政许可", 2, 1},
		{"doubled", "行政许许可", "行政许可", 2, 1},
		{"swapped", "行政可许", "行政许可", 2, 1},
		{"swapped, and another in between", "可许政", "许政可", 3, 2},
		{"three lost", "其他法律行政止公开", "其他法律行政法规禁止公开", 5, 3},
		{"at the limit", "abcd", "wxyd", 3, 3},
		{"past the limit", "abcd", "wxyz", 3, 4},
		{"lengths past the limit", "a", "abcdef", 2, 3},
		{"limit of none", "ab", "ac", 0, 1},
		{"longer than the store", strings.Repeat("长", 200), strings.Repeat("长", 199) + "短", 2, 1},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if got := label.Distance([]rune(tc.a), []rune(tc.b), tc.limit); got != tc.want {
				t.Errorf("= %d, want %d", got, tc.want)
			}
			if got := label.Distance([]rune(tc.b), []rune(tc.a), tc.limit); got != tc.want {
				t.Errorf("the other way = %d, want %d", got, tc.want)
			}
		})
	}
}

func TestWithin(t *testing.T) {
	tests := []struct {
		name, a, b string
		want       bool
	}{
		{"itself", "本年制发件数", "本年制发件数", true},
		{"cut short", "本年制", "本年制发件数", true},
		{"characters lost inside", "本制件", "本年制发件数", true},
		{"nothing", "", "本年", true},
		{"in nothing", "本", "", false},
		{"another order", "年本", "本年", false},
		{"another character", "本月", "本年", false},
		{"twice, once there", "本本", "本年", false},
		{"longer", "本年制发", "本年制", false},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if got := label.Within([]rune(tc.a), []rune(tc.b)); got != tc.want {
				t.Errorf("= %v", got)
			}
		})
	}
}

// FuzzDistance compares with the definition, without a limit.
func FuzzDistance(f *testing.F) {
	f.Add("行政可许", "行政许可", 2)
	f.Add("abc", "", 1)
	f.Fuzz(func(t *testing.T, a, b string, limit int) {
		ra, rb := []rune(a), []rune(b)
		if limit < 0 || limit > 100 || len(ra) > 60 || len(rb) > 60 {
			return
		}
		want := min(plainDistance(ra, rb), limit+1)
		if got := label.Distance(ra, rb, limit); got != want {
			t.Errorf("Distance(%q, %q, %d) = %d, want %d", a, b, limit, got, want)
		}
	})
}

// plainDistance is the textbook's optimal string alignment.
func plainDistance(a, b []rune) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}
