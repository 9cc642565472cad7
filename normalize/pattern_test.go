package normalize

import (
	"slices"
	"testing"

	"github.com/nianbao/nianbao/normalize/form"
)

// Where a match cannot begin nothing is searched, and what is found is the same.
func TestPatternFind(t *testing.T) {
	set, err := form.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	var patterns []pattern
	for _, f := range set.Forms {
		for _, s := range phrasingOf(f).statements {
			patterns = append(append(patterns, s.patterns...), s.zero...)
		}
	}
	patterns = append(patterns, wholeArea, ownBody, mustCompile(`^收到`), mustCompile(`(?:^|[^不])予以公开(\d+)`),
		mustCompile(`(?i)ab|c`), mustCompile(`x*收到`), mustCompile(`(?:甲|乙丙)?收到{num}`))
	pieces := []string{"", "全年", "本机关", "全市", "共", "收到", "受理", "申请", "政府信息公开申请", "予以公开", "不予公开", "部分公开", "答复",
		"不", "，", "3", "12", "件", "条", "一百二十", "万元", "收取", "结转", "下年度", "上年", "未", "没有", "ab", "AB", "xx", "甲", "乙丙"}
	found := 0
	seed := uint32(1)
	for range 2_000 {
		s := ""
		for range 9 {
			seed = seed*1664525 + 1013904223
			s += pieces[seed>>8%uint32(len(pieces))]
		}
		for _, p := range patterns {
			want, got := p.FindStringSubmatch(s), p.find(s)
			if !slices.Equal(want, got) {
				t.Fatalf("%s in %s: got %q, want %q", p, s, got, want)
			}
			if len(want) > 0 {
				found++
			}
		}
	}
	if found < 200 {
		t.Errorf("only %d matches", found)
	}
}
