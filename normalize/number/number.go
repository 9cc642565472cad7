// Package number reads what a cell prints: a number with its unit and remark, a
// dash, a word for "none", a blank, or something that is none of these.
//
// It never guesses: what does not read as one number in one way is
// [schema.Unparsed]. All functions are pure and safe for concurrent use.
package number

import (
	"strings"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/normalize/label"
	"github.com/nianbao/nianbao/normalize/schema"
)

// Kind says what a cell is expected to hold.
type Kind uint8

const (
	// Count: a number of things, without a sign.
	Count Kind = iota
	// Change: a number of things that may be negative, or written as 增3 or 减2.
	Change
	// Money: an amount, maybe with 元 or 万元.
	Money
)

// Reading is what a cell holds.
type Reading struct {
	Status schema.ValueStatus
	Value  decimal.Decimal
	// Unit is the unit printed in the cell, "" if none is.
	Unit schema.Unit
	// Note is the bracketed remark behind the number, without its brackets.
	Note string
}

// Read reads a cell's text.
func Read(raw string, kind Kind) Reading {
	if r, ok := digitsOnly(raw); ok {
		return r
	}
	flat := strings.ReplaceAll(raw, "&nbsp;", "")
	flat = label.Flat(flat)
	switch {
	case flat == "":
		return Reading{Status: schema.Blank}
	case isDash(flat):
		return Reading{Status: schema.Dash}
	case isNone(flat):
		return Reading{Status: schema.None}
	}
	body, note := cutRemark(flat, raw)
	r, ok := read(body, raw, kind)
	if !ok {
		return Reading{Status: schema.Unparsed}
	}
	r.Note = note
	return r
}

// digitsOnly is the common case: plain ASCII digits.
func digitsOnly(raw string) (Reading, bool) {
	if len(raw) == 0 || len(raw) > 15 {
		return Reading{}, false
	}
	for i := 0; i < len(raw); i++ {
		if raw[i] < '0' || raw[i] > '9' {
			return Reading{}, false
		}
	}
	v, err := decimal.Parse(raw)
	return Reading{Status: schema.Number, Value: v}, err == nil
}

// isDash tells whether flat is nothing but dashes and strokes.
func isDash(flat string) bool {
	for _, r := range flat {
		switch r {
		case '-', '/', '\\', 'ー', '一':
			// 一 alone is the numeral; two and more are a drawn line.
			if r == '一' && flat == "一" {
				return false
			}
		default:
			return false
		}
	}
	return true
}

var noneWords = map[string]bool{
	"无": true, "暂无": true, "没有": true, "无此项": true, "无此类": true, "无此事项": true, "不涉及": true,
	"未涉及": true, "不适用": true, "无数据": true, "N/A": true, "n/a": true, "NA": true, "无内容": true,
}

func isNone(flat string) bool {
	flat = strings.Trim(flat, ".,;()\"'")
	return noneWords[flat]
}

// cutRemark cuts a bracketed remark off the end of a flat number. The remark is
// returned as printed, with its blanks.
func cutRemark(flat, raw string) (body, note string) {
	if !strings.HasSuffix(flat, ")") {
		return flat, ""
	}
	open := strings.IndexByte(flat, '(')
	if open <= 0 {
		return flat, ""
	}
	body = flat[:open]
	// The same bracket in the printed text: the last of the brackets that
	// stand outside one another.
	rs := []rune(strings.TrimSpace(raw))
	start := -1
	for i, r := range rs {
		if label.Rune(r) == '(' {
			start = i
			break
		}
	}
	if start < 0 || label.Rune(rs[len(rs)-1]) != ')' {
		return body, flat[open+1 : len(flat)-1]
	}
	return body, strings.TrimSpace(string(rs[start+1 : len(rs)-1]))
}

// countUnits are the measure words that may stand behind a count.
var countUnits = []string{"人次", "件次", "件", "项", "条", "次", "个", "人", "份", "篇", "宗", "起", "批", "家", "名", "部", "期", "类", "户"}

func read(s, raw string, kind Kind) (Reading, bool) {
	r := Reading{Status: schema.Number}
	s = strings.TrimPrefix(s, "共计")
	s = strings.TrimPrefix(s, "共")
	s = strings.TrimPrefix(s, "计")
	approx := false
	for _, w := range []string{"大约", "约", "近"} {
		if t, ok := strings.CutPrefix(s, w); ok {
			s, approx = t, true
			break
		}
	}
	sign := 1
	if kind == Change {
		if isUnchanged(s) {
			return r, true
		}
		s, sign = cutSign(s)
	}
	if kind == Money {
		for _, p := range []string{"人民币", "¥", "￥", "RMB"} {
			s = strings.TrimPrefix(s, p)
		}
	}
	if t, ok := strings.CutSuffix(s, "左右"); ok {
		s, approx = t, true
	}
	s, r.Unit = cutUnit(s, kind)
	if t, ok := strings.CutSuffix(s, "左右"); ok {
		s, approx = t, true
	}
	for _, w := range []string{"余", "多"} {
		if t, ok := strings.CutSuffix(s, w); ok {
			s, approx = t, true
		}
	}
	if kind == Money && r.Unit != schema.WanYuan {
		// 1.2万 and 3万余元 are printed in 万元, too. Amounts are never rescaled, or
		// 1.2万 below 万元 would be ten thousand times too much.
		if t, ok := strings.CutSuffix(s, "万"); ok {
			s, r.Unit = t, schema.WanYuan
		}
	}
	v, ok := numeral(s, raw, r.Unit == schema.WanYuan)
	if !ok {
		return r, false
	}
	if sign < 0 {
		v = v.Neg()
	}
	if approx {
		r.Status = schema.Approximate
	}
	r.Value = v
	return r, true
}

func isUnchanged(s string) bool {
	switch s {
	case "持平", "不变", "无变化", "无增减", "未变化", "增减0":
		return true
	}
	return false
}

// cutSign reads the sign of a change: +3, -2, 增3, 减少2.
func cutSign(s string) (string, int) {
	for _, w := range []struct {
		word string
		sign int
	}{
		{"增加了", 1}, {"增加", 1}, {"新增", 1}, {"增长", 1}, {"增", 1}, {"+", 1}, {"加", 1},
		{"减少了", -1}, {"减少", -1}, {"减", -1}, {"-", -1}, {"负", -1}, {"↑", 1}, {"↓", -1},
	} {
		if t, ok := strings.CutPrefix(s, w.word); ok {
			return strings.TrimPrefix(t, ":"), w.sign
		}
	}
	return s, 1
}

// cutUnit cuts the unit off the end. For counts it is a measure word, for money
// 元 or 万元.
func cutUnit(s string, kind Kind) (string, schema.Unit) {
	if kind == Money {
		if t, ok := strings.CutSuffix(s, "万元"); ok {
			return t, schema.WanYuan
		}
		if t, ok := strings.CutSuffix(s, "元整"); ok {
			return t, schema.Yuan
		}
		if t, ok := strings.CutSuffix(s, "元"); ok {
			return t, schema.Yuan
		}
		return s, ""
	}
	for _, u := range countUnits {
		if t, ok := strings.CutSuffix(s, u); ok && t != "" {
			return t, schema.Count
		}
	}
	return s, ""
}

// numeral reads digits with separators, or a Chinese number. wan says that the
// unit is 万元, so that a further 万 would be one too many.
func numeral(s, raw string, wan bool) (decimal.Decimal, bool) {
	scale := 0
	if t, ok := strings.CutSuffix(s, "万"); ok {
		if wan || t == "" {
			return decimal.Decimal{}, false
		}
		s, scale = t, 4
	}
	if v, ok := arabic(s, raw); ok {
		v, err := v.Shift(scale)
		return v, err == nil
	}
	n, ok := chinese(s)
	if !ok {
		return decimal.Decimal{}, false
	}
	v, err := decimal.FromInt(n).Shift(scale)
	return v, err == nil
}

// arabic reads digits with thousands separators and a decimal point. Digits
// that were printed with blanks between them are one number only if the blanks
// are thousands separators: "1 234" is, "12 34" may be two numbers.
func arabic(s, raw string) (decimal.Decimal, bool) {
	if s == "" || s[0] < '0' || s[0] > '9' {
		return decimal.Decimal{}, false
	}
	// 1、234 is a list, and 12。5 no decimal number, though both fold to one.
	if strings.ContainsAny(raw, "、。") || !blanksGroup(raw) {
		return decimal.Decimal{}, false
	}
	whole, frac, point := strings.Cut(s, ".")
	whole, ok := ungroup(whole)
	if !ok {
		return decimal.Decimal{}, false
	}
	if point {
		whole += "." + frac
	}
	v, err := decimal.Parse(whole)
	return v, err == nil
}

// ungroup takes thousands separators out: commas, or apostrophes, in threes.
func ungroup(s string) (string, bool) {
	sep := strings.IndexAny(s, ",'")
	if sep < 0 {
		return s, true
	}
	parts := strings.Split(s, s[sep:sep+1])
	for i, p := range parts {
		if i == 0 && (p == "" || len(p) > 3) || i > 0 && len(p) != 3 {
			return "", false
		}
	}
	return strings.Join(parts, ""), true
}

// blanksGroup tells whether every blank between two digits of the printed text
// stands where a thousands separator would. A line break never does.
func blanksGroup(raw string) bool {
	rs := []rune(raw)
	for i := range rs {
		if !isDigit(rs[i]) || i+1 >= len(rs) || label.Rune(rs[i+1]) >= 0 {
			continue
		}
		j := i + 1
		for j < len(rs) && label.Rune(rs[j]) < 0 {
			if rs[j] == '\n' {
				return !nextIsDigit(rs, j)
			}
			j++
		}
		if j >= len(rs) || !isDigit(rs[j]) {
			continue
		}
		if j > i+2 || run(rs, j, 1) != 3 || run(rs, i, -1) > 3 {
			return false
		}
	}
	return true
}

func nextIsDigit(rs []rune, i int) bool {
	for ; i < len(rs); i++ {
		if label.Rune(rs[i]) >= 0 {
			return isDigit(rs[i])
		}
	}
	return false
}

// run counts the digits from i on in one direction.
func run(rs []rune, i, step int) int {
	n := 0
	for ; i >= 0 && i < len(rs) && isDigit(rs[i]); i += step {
		n++
	}
	return n
}

func isDigit(r rune) bool { r = label.Rune(r); return r >= '0' && r <= '9' }

// chinese reads a whole number below 10^12 in Chinese numerals, in words
// (三百二十) or digit by digit (二〇). A digit that follows a unit of hundreds or more
// without 零 is none of ones: 七百七 is 770 in speech, 707 to some, and may be the
// beginning of 七百七十九. Nor is 三千零, without its end.
func chinese(s string) (int64, bool) {
	if s == "" {
		return 0, false
	}
	if n, ok := chineseDigits(s); ok {
		return n, true
	}
	var total, section, digit int64
	seen := false // a digit that no unit has taken yet
	zero := false // 零 stands before it
	last := int64(1) << 40
	for _, r := range s {
		if d, ok := chineseDigit(r); ok {
			if seen && digit != 0 {
				return 0, false
			}
			digit, seen, zero = d, true, zero || d == 0
			continue
		}
		var unit int64
		switch r {
		case '十', '拾':
			unit = 10
		case '百', '佰':
			unit = 100
		case '千', '仟':
			unit = 1000
		case '万':
			section += digit
			if section == 0 || total != 0 {
				return 0, false
			}
			total, section, digit, seen, zero, last = section*10_000, 0, 0, false, false, 1<<40
			continue
		default:
			return 0, false
		}
		if unit >= last {
			return 0, false
		}
		if digit == 0 {
			if unit != 10 || section%100 != 0 {
				return 0, false
			}
			digit = 1
		}
		section += digit * unit
		digit, seen, zero, last = 0, false, false, unit
	}
	if more := section > 0 || total > 0; more && (seen && digit == 0 || digit != 0 && !zero && (last > 10 || section == 0)) {
		return 0, false
	}
	return total + section + digit, true
}

func chineseDigits(s string) (int64, bool) {
	var n int64
	for i, r := range s {
		d, ok := chineseDigit(r)
		if !ok || i > 3*12 {
			return 0, false
		}
		n = n*10 + d
	}
	return n, true
}

func chineseDigit(r rune) (int64, bool) {
	switch r {
	case '〇', '零':
		return 0, true
	case '一', '壹':
		return 1, true
	case '二', '贰', '两':
		return 2, true
	case '三', '叁':
		return 3, true
	case '四', '肆':
		return 4, true
	case '五', '伍':
		return 5, true
	case '六', '陆':
		return 6, true
	case '七', '柒':
		return 7, true
	case '八', '捌':
		return 8, true
	case '九', '玖':
		return 9, true
	}
	return 0, false
}

// longest is the number of bytes of the longest value with its remark.
const longest = 200

// Plausible tells whether a text looks like the content of a value cell: a
// number in any spelling, a dash, a blank or a word for none.
func Plausible(raw string) bool {
	if _, ok := digitsOnly(raw); ok {
		return true
	}
	if len(raw) > longest {
		return false
	}
	if Read(raw, Change).Status != schema.Unparsed {
		return true
	}
	return strings.ContainsAny(raw, "元¥￥R") && Read(raw, Money).Status != schema.Unparsed
}
