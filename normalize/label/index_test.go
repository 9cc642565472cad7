package label_test

import (
	"testing"

	"github.com/nianbao/nianbao/normalize/label"
)

// CutIndex is given flat strings, in which 、 and ， are commas.
func TestCutIndex(t *testing.T) {
	tests := []struct {
		flat   string
		level  label.Level
		number int
		rest   string
	}{
		{"一,总体情况", label.Ordinal, 1, "总体情况"},
		{"十,总体情况", label.Ordinal, 10, "总体情况"},
		{"十九.总体情况", label.Ordinal, 19, "总体情况"},
		{"二十一:总体情况", label.Ordinal, 21, "总体情况"},
		{"壹,总体情况", label.Ordinal, 1, "总体情况"},
		{"(一)总体情况", label.Bracket, 1, "总体情况"},
		{"一)总体情况", label.Bracket, 1, "总体情况"},
		{"(一),总体情况", label.Bracket, 1, "总体情况"},
		{"1.总体情况", label.Digit, 1, "总体情况"},
		{"12,总体情况", label.Digit, 12, "总体情况"},
		{"(3)总体情况", label.Digit, 3, "总体情况"},
		{"3)总体情况", label.Digit, 3, "总体情况"},
		{"①总体情况", label.Digit, 1, "总体情况"},
		{"⑳总体情况", label.Digit, 20, "总体情况"},
		{"⑴总体情况", label.Digit, 1, "总体情况"},
		{"⒈总体情况", label.Digit, 1, "总体情况"},
		{"㈩总体情况", label.Bracket, 10, "总体情况"},
		{"第一部分总体情况", label.Ordinal, 1, "总体情况"},
		{"第十节:总体情况", label.Ordinal, 10, "总体情况"},
		{"一,", label.Ordinal, 1, ""},

		{"总体情况", label.NoIndex, 0, "总体情况"},
		{"", label.NoIndex, 0, ""},
		{"一般情况", label.NoIndex, 0, "一般情况"},
		{"三类内部事务信息", label.NoIndex, 0, "三类内部事务信息"},
		{"第二十条第(一)项", label.NoIndex, 0, "第二十条第(一)项"},
		{"(一", label.NoIndex, 0, "(一"},
		{"(总体)情况", label.NoIndex, 0, "(总体)情况"},
		{"1.5", label.NoIndex, 0, "1.5"},
		{"1,234", label.NoIndex, 0, "1,234"},
		{"12", label.NoIndex, 0, "12"},
		{"2020.总体情况", label.NoIndex, 0, "2020.总体情况"},
		{"10²", label.NoIndex, 0, "10²"},
		{"十十,总体情况", label.NoIndex, 0, "十十,总体情况"},
		{"一二,总体情况", label.NoIndex, 0, "一二,总体情况"},
	}
	for _, tc := range tests {
		t.Run(tc.flat, func(t *testing.T) {
			level, number, rest := label.CutIndex(tc.flat)
			if level != tc.level || number != tc.number || rest != tc.rest {
				t.Errorf("= %d, %d, %q, want %d, %d, %q", level, number, rest, tc.level, tc.number, tc.rest)
			}
		})
	}
}

func TestChinese(t *testing.T) {
	tests := []struct {
		in   string
		n    int
		rest string
	}{
		{"一", 1, ""}, {"十", 10, ""}, {"十五项", 15, "项"}, {"二十", 20, ""}, {"九十九,", 99, ","}, {"叁", 3, ""},
		{"", 0, ""}, {"项", 0, "项"}, {"5", 0, "5"}, {"十十", 0, "十十"}, {"一二", 0, "一二"}, {"二十三四", 0, "二十三四"},
		{"一百", 1, "百"},
	}
	for _, tc := range tests {
		t.Run(tc.in, func(t *testing.T) {
			if n, rest := label.Chinese(tc.in); n != tc.n || rest != tc.rest {
				t.Errorf("= %d, %q, want %d, %q", n, rest, tc.n, tc.rest)
			}
		})
	}
}
