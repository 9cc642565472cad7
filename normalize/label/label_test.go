package label_test

import (
	"testing"
	"unicode"

	"github.com/nianbao/nianbao/normalize/label"
)

func TestFold(t *testing.T) {
	tests := []struct {
		name, in string
		want     label.Folded
	}{
		{"plain", "规章", label.Folded{Text: "规章", Bare: "规章"}},
		{"empty", "", label.Folded{}},
		{"nothing that prints", " \u3000\u00a0\u200b\ufeff\u00ad\n", label.Folded{}},
		{"blanks and line breaks inside", " 行 政\n许\u3000可\u00a0", label.Folded{Text: "行政许可", Bare: "行政许可"}},
		{"full width", "ＡＢ１２", label.Folded{Text: "AB12", Bare: "AB12"}},
		{"half-width punctuation goes", "行政复议、行政诉讼", label.Folded{Text: "行政复议行政诉讼", Bare: "行政复议行政诉讼"}},
		{"slash", "本年增/减", label.Folded{Text: "本年增减", Bare: "本年增减"}},
		{"slash of full width", "本年增／减", label.Folded{Text: "本年增减", Bare: "本年增减"}},
		{"quotes", "危及“三安全一稳定”", label.Folded{Text: "危及三安全一稳定", Bare: "危及三安全一稳定"}},
		{"corner brackets", "危及「三安全一稳定」", label.Folded{Text: "危及三安全一稳定", Bare: "危及三安全一稳定"}},
		{"ASCII quotes", `危及"三安全一稳定"`, label.Folded{Text: "危及三安全一稳定", Bare: "危及三安全一稳定"}},

		{"ordinal", "一、本年新收", label.Folded{Text: "本年新收", Bare: "本年新收", Level: label.Ordinal, Number: 1}},
		{"ordinal with a stop", "十二．本年新收", label.Folded{Text: "本年新收", Bare: "本年新收", Level: label.Ordinal, Number: 12}},
		{"ordinal with blanks", "二 、 本年新收", label.Folded{Text: "本年新收", Bare: "本年新收", Level: label.Ordinal, Number: 2}},
		{"part", "第三部分 主动公开", label.Folded{Text: "主动公开", Bare: "主动公开", Level: label.Ordinal, Number: 3}},
		{"chapter", "第二章：主动公开", label.Folded{Text: "主动公开", Bare: "主动公开", Level: label.Ordinal, Number: 2}},
		{"bracket", "（一）予以公开", label.Folded{Text: "予以公开", Bare: "予以公开", Level: label.Bracket, Number: 1}},
		{"bracket in ASCII", "(七) 总计", label.Folded{Text: "总计", Bare: "总计", Level: label.Bracket, Number: 7}},
		{"bracket lost in front", "七）总计", label.Folded{Text: "总计", Bare: "总计", Level: label.Bracket, Number: 7}},
		{"enclosed ideograph", "㈢不予公开", label.Folded{Text: "不予公开", Bare: "不予公开", Level: label.Bracket, Number: 3}},
		{"digit", "1.属于国家秘密", label.Folded{Text: "属于国家秘密", Bare: "属于国家秘密", Level: label.Digit, Number: 1}},
		{"digit of full width", "１．属于国家秘密", label.Folded{Text: "属于国家秘密", Bare: "属于国家秘密", Level: label.Digit, Number: 1}},
		{"digit in brackets", "（8）属于行政查询事项", label.Folded{Text: "属于行政查询事项", Bare: "属于行政查询事项", Level: label.Digit, Number: 8}},
		{"circled", "②重复申请", label.Folded{Text: "重复申请", Bare: "重复申请", Level: label.Digit, Number: 2}},
		{"digit with a stop, one character", "⒊其他", label.Folded{Text: "其他", Bare: "其他", Level: label.Digit, Number: 3}},
		{"digit in brackets, one character", "⑴其他", label.Folded{Text: "其他", Bare: "其他", Level: label.Digit, Number: 1}},
		{"a number that is part of the text", "三类内部事务信息", label.Folded{Text: "三类内部事务信息", Bare: "三类内部事务信息"}},
		{"a year", "2020年", label.Folded{Text: "2020年", Bare: "2020年"}},
		{"a decimal", "1.5", label.Folded{Text: "15", Bare: "15"}},

		{"of which", "其中：主动公开规范性文件数", label.Folded{Text: "主动公开规范性文件数", Bare: "主动公开规范性文件数"}},
		{"of which, with an index", "其中：1.涉及国家秘密", label.Folded{Text: "涉及国家秘密", Bare: "涉及国家秘密", Level: label.Digit, Number: 1}},
		{"remark", "部分公开（区分处理的，只计这一情形）", label.Folded{Text: "部分公开区分处理的只计这一情形", Bare: "部分公开"}},
		{"remark in the middle", "其他（指外地）处理", label.Folded{Text: "其他指外地处理", Bare: "其他处理"}},
		{"nothing but a remark", "（只计这一情形）", label.Folded{Text: "只计这一情形", Bare: "只计这一情形"}},
		{"unit", "收费金额（单位：万元）", label.Folded{Text: "收费金额", Bare: "收费金额"}},
		{"unit without the word", "采购总金额(元)", label.Folded{Text: "采购总金额", Bare: "采购总金额"}},

		{"traditional", "收到和處理政府信息公開申請情況", label.Folded{Text: "收到和处理政府信息公开申请情况", Bare: "收到和处理政府信息公开申请情况"}},
		{"variants of a character", "其它", label.Folded{Text: "其他", Bare: "其他"}},
		{"radicals of PDF files", "⾃然⼈", label.Folded{Text: "自然人", Bare: "自然人"}},
		{"a superscript is no digit", "件数²", label.Folded{Text: "件数", Bare: "件数"}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if got := label.Fold(tc.in); got != tc.want {
				t.Errorf("Fold(%q)\n  = %+v\nwant %+v", tc.in, got, tc.want)
			}
		})
	}
}

func TestFlat(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"punctuation of full width", "（一）、：；。，！", "(一),:;.,!"},
		{"dashes", "‐‑–—―−─－", "--------"},
		{"brackets of all kinds", "〔一〕【二】《三》", "(一)(二)(三)"},
		{"zeros that are circles", "二○二〇年", "二〇二〇年"},
		{"blanks of all kinds", "a\tb\u3000c\u2003d\u200be\u00a0f", "abcdef"},
		{"superscripts stay", "10²", "10²"},
		{"subscripts stay", "CO₂", "CO₂"},
		{"enclosed numbers stay", "①㈠⒈", "①㈠⒈"},
		{"compatibility forms", "㎏羽", "㎏羽"},
		{"characters that were moved", "\uf90a\ufa19", "金神"},
		{"damaged UTF-8", "a\xffb", "a\ufffdb"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if got := label.Flat(tc.in); got != tc.want {
				t.Errorf("Flat(%q) = %q, want %q", tc.in, got, tc.want)
			}
		})
	}
}

func TestUnit(t *testing.T) {
	tests := []struct{ flat, unit, before string }{
		{"收费金额(单位:万元)", "万元", "收费金额"},
		{"收费金额(单位万元)", "万元", "收费金额"},
		{"收费金额(人民币元)", "元", "收费金额"},
		{"收费金额(单位:人民币万元)", "万元", "收费金额"},
		{"申请数(件)", "件", "申请数"},
		{"总计(其他)(件)", "件", "总计(其他)"},
		{"收费金额", "", "收费金额"},
		{"收费金额(美元)", "", "收费金额(美元)"},
		{"收费金额(万元", "", "收费金额(万元"},
		{"(万元)", "", "(万元)"},
		{"", "", ""},
	}
	for _, tc := range tests {
		t.Run(tc.flat, func(t *testing.T) {
			if unit, before := label.Unit(tc.flat); unit != tc.unit || before != tc.before {
				t.Errorf("= %q, %q, want %q, %q", unit, before, tc.unit, tc.before)
			}
		})
	}
}

func TestIsUnit(t *testing.T) {
	for text, want := range map[string]bool{"件": true, "万元": true, "人次": true, "": false, "件数": false, "年": false} {
		if got := label.IsUnit(text); got != want {
			t.Errorf("IsUnit(%q) = %v", text, got)
		}
	}
}

// TestFlatOnce: no character changes again when its flat form is made flat.
func TestFlatOnce(t *testing.T) {
	for r := range rune(unicode.MaxRune) {
		if flat := label.Flat(string(r)); label.Flat(flat) != flat {
			t.Errorf("%q is flat as %q, and that as %q", r, flat, label.Flat(flat))
		}
	}
}

// FuzzFold holds folding to what callers count on.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"一、本年新收", "（三）不予公开", "1．其他（万元）", "其中：①危及“三安全”", "㈠㈡", "10²", "\xff", "第三部分"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := label.Fold(s)
		if got.Level == label.NoIndex && got.Number != 0 {
			t.Errorf("%q: level %d with the number %d", s, got.Level, got.Number)
		}
		for _, text := range []string{got.Text, got.Bare} {
			if flat := label.Flat(text); flat != text {
				t.Errorf("%q: %q is not flat but %q", s, text, flat)
			}
		}
		if len(got.Bare) > len(got.Text) {
			t.Errorf("%q: bare %q is longer than %q", s, got.Bare, got.Text)
		}
	})
}
