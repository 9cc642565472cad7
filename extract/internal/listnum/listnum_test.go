package listnum_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/extract/internal/listnum"
)

func TestFormat(t *testing.T) {
	tests := []struct {
		name string
		n    []int
		want string
	}{
		{"decimal", []int{0, 1, 12, -3}, "0 1 12 -3"},
		{"decimalZero", []int{0, 9, 10, 123}, "00 09 10 123"},
		{"upperRoman", []int{0, 1, 4, 9, 14, 40, 90, 400, 1999, 40000}, "0 I IV IX XIV XL XC CD MCMXCIX 40000"},
		{"lowerRoman", []int{3, 8}, "iii viii"},
		{"upperLetter", []int{1, 26, 27, 53}, "A Z AA AAA"},
		{"lowerLetter", []int{0, 2, 28, 781}, "0 b bb 781"},
		{"ordinal", []int{1, 2, 3, 4, 11, 12, 13, 21, 112}, "1st 2nd 3rd 4th 11th 12th 13th 21st 112th"},
		{"cardinalText", []int{1, 21, 90, 105, 1000, 10000}, "One Twenty-one Ninety One_hundred_five One_thousand 10000"},
		{"ordinalText", []int{1, 12, 20, 21, 100, 2003}, "First Twelfth Twentieth Twenty-first One_hundredth Two_thousand_third"},
		{"hex", []int{10, 255}, "A FF"},
		{"chicago", []int{1, 2, 5}, "* † **"},
		{"numberInDash", []int{7}, "-_7_-"},
		{"none", []int{1}, ""},
		{"bullet", []int{1}, ""},
		{"chineseCounting", []int{0, 1, 10, 11, 20, 21, 99, 100, 101}, "○ 一 十 十一 二十 二十一 九十九 一○○ 一○一"},
		{"chineseCountingThousand", []int{1, 10, 15, 20, 36, 100, 101, 110, 111, 1000, 1001, 1010, 10000, 10001, 10012, 20300, 110000, 100000000},
			"一 十 十五 二十 三十六 一百 一百零一 一百一十 一百一十一 一千 一千零一 一千零一十 一万 一万零一 一万零一十二 二万零三百 十一万 100000000"},
		{"chineseLegalSimplified", []int{1, 2, 10, 23, 105}, "壹 贰 壹拾 贰拾叁 壹佰零伍"},
		{"ideographLegalTraditional", []int{6, 10, 1020}, "陸 壹拾 壹仟零貳拾"},
		{"ideographDigital", []int{0, 9, 10, 23, 105}, "〇 九 一〇 二三 一〇五"},
		{"taiwaneseCounting", []int{10, 34, 120}, "十 三十四 一二○"},
		{"taiwaneseCountingThousand", []int{10, 34, 120, 12000}, "十 三十四 一百二十 一萬二千"},
		{"taiwaneseDigital", []int{10}, "一○"},
		{"japaneseCounting", []int{0, 1, 10, 11, 20, 100, 110, 111, 205, 1000, 10000}, "〇 一 十 十一 二十 百 百十 百十一 二百五 千 一万"},
		{"japaneseLegal", []int{1, 12, 30}, "壱 壱拾弐 参拾"},
		{"japaneseDigitalTenThousand", []int{12}, "一二"},
		{"koreanCounting", []int{1, 10, 25}, "일 십 이십오"},
		{"koreanDigital", []int{10}, "일영"},
		{"decimalEnclosedCircle", []int{1, 20, 21}, "① ⑳ 21"},
		{"decimalEnclosedCircleChinese", []int{3}, "③"},
		{"decimalEnclosedFullstop", []int{2}, "⒉"},
		{"decimalEnclosedParen", []int{2}, "⑵"},
		{"ideographEnclosedCircle", []int{1, 10, 11}, "㊀ ㊉ 11"},
		{"decimalFullWidth", []int{105}, "１０５"},
		{"decimalHalfWidth", []int{105}, "105"},
		{"ideographTraditional", []int{1, 10, 11}, "甲 癸 11"},
		{"ideographZodiac", []int{1, 12, 13}, "子 亥 13"},
		{"ideographZodiacTraditional", []int{1, 13, 60, 61}, "甲子 丙子 癸亥 61"},
		{"aiueoFullWidth", []int{1, 46, 47}, "ア ン 47"},
		{"irohaFullWidth", []int{1, 2}, "イ ロ"},
		{"ganada", []int{2}, "나"},
		{"russianLower", []int{1, 30}, "а аа"},
		{"thaiNumbers", []int{12}, "๑๒"},
		{"not a format", []int{4}, "4"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			f, known := listnum.ParseFormat(tc.name)
			if known == (tc.name == "not a format") {
				t.Errorf("known = %v", known)
			}
			var got []string
			for _, n := range tc.n {
				got = append(got, strings.ReplaceAll(string(f.Append(nil, n)), " ", "_"))
			}
			if diff := cmp.Diff(tc.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// list makes a list of levels "%1.", "%1.%2.", "%1.%2.%3." in decimal.
func list(id, sequence int, change func(l *listnum.List)) *listnum.List {
	l := &listnum.List{ID: id, Sequence: sequence}
	for i, text := range []string{"%1.", "%1.%2.", "%1.%2.%3."} {
		l.Levels[i] = listnum.Level{Start: 1, Text: text}
	}
	for i := range l.StartOverride {
		l.StartOverride[i] = listnum.NoOverride
	}
	if change != nil {
		change(l)
	}
	return l
}

func TestCounters(t *testing.T) {
	plain := list(1, 1, nil)
	same := list(2, 1, nil)
	restarted := list(3, 1, func(l *listnum.List) { l.StartOverride[0] = 1 })
	other := list(4, 2, func(l *listnum.List) { l.Levels[0].Start = 5 })
	roman := list(5, 3, func(l *listnum.List) {
		l.Levels[0].Format, l.Levels[1].Format = listnum.UpperRoman, listnum.DecimalZero
		l.Levels[1].Legal, l.Levels[2].Legal = true, true
	})
	running := list(6, 4, func(l *listnum.List) { l.Levels[1].Restart = listnum.NoRestart })
	afterTop := list(7, 5, func(l *listnum.List) { l.Levels[2].Restart = 1 })
	hidden := list(8, 6, func(l *listnum.List) { l.Levels[0].Hidden = true })
	padded := list(9, 7, func(l *listnum.List) { l.Levels[0].Width = 3 })
	odd := list(10, 8, func(l *listnum.List) { l.Levels[0].Text = "100% %1 %3%" })

	type step struct {
		list  *listnum.List
		level int
	}
	tests := []struct {
		name  string
		steps []step
		want  string
	}{
		{"levels", []step{{plain, 0}, {plain, 1}, {plain, 1}, {plain, 0}, {plain, 1}, {plain, 2}}, "1. 1.1. 1.2. 2. 2.1. 2.1.1."},
		{"one definition, two lists", []step{{plain, 0}, {same, 0}, {plain, 0}}, "1. 2. 3."},
		{"start override counts once", []step{{plain, 0}, {plain, 0}, {restarted, 0}, {restarted, 0}, {plain, 0}, {restarted, 0}}, "1. 2. 1. 2. 3. 4."},
		{"lists of their own", []step{{plain, 0}, {other, 0}, {plain, 0}, {other, 0}}, "1. 5. 2. 6."},
		{"skipped level", []step{{plain, 1}, {plain, 1}, {plain, 0}}, "1.1. 1.2. 2."},
		{"legal", []step{{roman, 0}, {roman, 1}, {roman, 2}}, "I. 1.01. 1.01.1."},
		{"no restart", []step{{running, 0}, {running, 1}, {running, 0}, {running, 1}}, "1. 1.1. 2. 2.2."},
		{"restart after the top level only", []step{{afterTop, 0}, {afterTop, 1}, {afterTop, 2}, {afterTop, 1}, {afterTop, 2}, {afterTop, 0}, {afterTop, 2}},
			"1. 1.1. 1.1.1. 1.2. 1.2.2. 2. 2.1.1."},
		{"hidden number counts", []step{{hidden, 0}, {hidden, 0}, {hidden, 1}}, "  2.1."},
		{"padded", []step{{padded, 0}, {padded, 1}}, "001. 001.1."},
		{"pattern with signs of its own", []step{{odd, 0}}, "100% 1 %"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			var c listnum.Counters
			var got []string
			for _, s := range tc.steps {
				got = append(got, string(c.Next(nil, s.list, s.level)))
			}
			if diff := cmp.Diff(tc.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
