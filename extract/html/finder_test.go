package html

import (
	"slices"
	"strings"
	"testing"
)

// What a finder meets is what looking for each word by itself finds.
func FuzzFinder(f *testing.F) {
	for _, s := range []string{"", "京ICP备1号 版权所有", "主办：某局 承办单位：某中心", "COPYRIGHT 2023", "联系我", "\xe4", "all rights reserve", "网站网站地图"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var got, want []int
		footerWords.find(s, func(w int) bool { got = append(got, w); return true })
		slices.Sort(got)
		got = slices.Compact(got)
		low := strings.Map(func(r rune) rune {
			if r >= 'A' && r <= 'Z' {
				return r | 0x20
			}
			return r
		}, s)
		for i, w := range footerWords.words {
			if strings.Contains(low, w) {
				want = append(want, i)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", s, got, want)
		}
	})
}
