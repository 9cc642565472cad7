package number_test

import (
	"testing"

	"github.com/nianbao/nianbao/normalize/number"
	"github.com/nianbao/nianbao/normalize/schema"
)

func TestRead(t *testing.T) {
	const (
		count, change, money = number.Count, number.Change, number.Money
		num, approx          = schema.Number, schema.Approximate
		blank, dash, none    = schema.Blank, schema.Dash, schema.None
		bad                  = schema.Unparsed
	)
	tests := []struct {
		raw    string
		kind   number.Kind
		status schema.ValueStatus
		value  string
		unit   schema.Unit
		note   string
	}{
		{"0", count, num, "0", "", ""},
		{"447228", count, num, "447228", "", ""},
		{"００１２", count, num, "12", "", ""},
		{" 12\u00a0", count, num, "12", "", ""},
		{"1,234", count, num, "1234", "", ""},
		{"1，234，567", count, num, "1234567", "", ""},
		{"1 234", count, num, "1234", "", ""},
		{"1 2", count, bad, "", "", ""},
		{"1\n234", count, bad, "", "", ""},
		{"12 345 6", count, bad, "", "", ""},
		{"1,23", count, bad, "", "", ""},
		{"1.0", count, num, "1", "", ""},
		{"96171.6", money, num, "96171.6", "", ""},
		{"96，171.6万元", money, num, "96171.6", schema.WanYuan, ""},
		{"251000元", money, num, "251000", schema.Yuan, ""},
		{"¥3.5", money, num, "3.5", "", ""},
		{"52万", money, num, "52", schema.WanYuan, ""},
		{"1.2万", money, num, "1.2", schema.WanYuan, ""},
		{"3万余元", money, schema.Approximate, "3", schema.WanYuan, ""},
		{"5万万元", money, bad, "", "", ""},
		{"1.2万", count, num, "12000", "", ""},
		{"3件", count, num, "3", schema.Count, ""},
		{"3 人次", count, num, "3", schema.Count, ""},
		{"22（其中修订 16件）", count, num, "22", "", "其中修订 16件"},
		{"22(其中(修订)16件)", count, num, "22", "", "其中(修订)16件"},
		{"+3", change, num, "3", "", ""},
		{"-2", change, num, "-2", "", ""},
		{"－2", change, num, "-2", "", ""},
		{"减4", change, num, "-4", "", ""},
		{"增加 12项", change, num, "12", schema.Count, ""},
		{"持平", change, num, "0", "", ""},
		{"持平", count, bad, "", "", ""},
		{"-3", count, bad, "", "", ""},
		{"约30", count, approx, "30", "", ""},
		{"30余件", count, approx, "30", schema.Count, ""},
		{"30多", count, approx, "30", "", ""},
		{"30件左右", count, approx, "30", schema.Count, ""},
		{"十二", count, num, "12", "", ""},
		{"三百零五件", count, num, "305", schema.Count, ""},
		{"一千零八十二", count, num, "1082", "", ""},
		{"二十万三百", count, num, "200300", "", ""},
		{"七百七", count, bad, "", "", ""}, // 770 or 707, or cut off
		{"三万五", count, bad, "", "", ""},
		{"一千二", count, bad, "", "", ""},
		{"三千零", count, bad, "", "", ""},
		{"二〇", count, num, "20", "", ""},
		{"一万二千", count, num, "12000", "", ""},
		{"一", count, num, "1", "", ""},
		{"十十", count, bad, "", "", ""},
		{"二十三四", count, bad, "", "", ""},
		{"", count, blank, "", "", ""},
		{"\u3000\u00a0 ", count, blank, "", "", ""},
		{"&nbsp;", count, blank, "", "", ""},
		{"—", count, dash, "", "", ""},
		{"－－", count, dash, "", "", ""},
		{"／", count, dash, "", "", ""},
		{"\\", count, dash, "", "", ""},
		{"一一", count, dash, "", "", ""},
		{"–", count, dash, "", "", ""},
		{"-", count, dash, "", "", ""},
		{"-", change, dash, "", "", ""},
		{"--", count, dash, "", "", ""},
		{"/", count, dash, "", "", ""},
		{"不适用", count, none, "", "", ""},
		{"０", count, num, "0", "", ""},
		{"〇", count, num, "0", "", ""},
		{"0.00", money, num, "0", "", ""},
		{"减少1", change, num, "-1", "", ""},
		{"增加2", change, num, "2", "", ""},
		{"30余", count, approx, "30", "", ""},
		{"未统计", count, bad, "", "", ""},
		{"无", count, none, "", "", ""},
		{"不涉及", count, none, "", "", ""},
		{"不适用。", count, none, "", "", ""},
		{"2020年", count, bad, "", "", ""},
		{"1.", count, bad, "", "", ""},
		{"1、234", count, bad, "", "", ""},
		{"12。5", money, bad, "", "", ""},
		{"（1）", count, bad, "", "", ""},
		{"第3", count, bad, "", "", ""},
		{"0/0", count, bad, "", "", ""},
		{"12、13", count, bad, "", "", ""},
		{"99999999999999999999", count, bad, "", "", ""},
	}
	for _, tc := range tests {
		t.Run(tc.raw, func(t *testing.T) {
			got := number.Read(tc.raw, tc.kind)
			if got.Status != tc.status || got.Unit != tc.unit || got.Note != tc.note {
				t.Fatalf("= %+v", got)
			}
			if got.Status.HasValue() && got.Value.String() != tc.value {
				t.Errorf("value %s, want %s", got.Value, tc.value)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"12", "1,234", "减4", "约30余件", "22（其中）", "一万二千", "1.2万元", "- -"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, k := range []number.Kind{number.Count, number.Change, number.Money} {
			r := number.Read(s, k)
			if r.Status == "" {
				t.Fatalf("%q has no status", s)
			}
			if k == number.Count && r.Status.HasValue() && r.Value.Sign() < 0 {
				t.Fatalf("%q is a negative count", s)
			}
		}
	})
}
