package text

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// value matches what stands in a cell for values, as far as its look tells:
// a number with sign, separators and a counting word; a dash; a word for none. A
// number may be broken after a separator.
// Traditional characters are those of mirrors that were converted.
var value = regexp.MustCompile(`^(?:` +
	`(?:[+＋\-−－±]|增加?|减少?|约|近)? ?[0-9０-９](?:[0-9０-９,，.．]*[0-9０-９])?[,，]?[余餘多]? ?[万萬亿億]?[余餘多]? ?(?:[件条條元个個次人篇项項起宗份户戶%％‰]|人次|左右?)?` +
	`|[0-9０-９,，]{3,}[.．]` +
	`|[-−－—–─/／\\]{1,4}` +
	`|[〇零一二两兩三四五六七八九十百千万萬亿億]{1,20}[余餘多]?` +
	`|[无無]|持平|不涉及|不[适適]用)$`)

// What need not be looked at: texts longer than any value, or that start with
// another character than one of these.
const (
	valueBytes  = 60
	valueStarts = "0123456789０１２３４５６７８９+＋-−－±增减约近—–─/／\\〇零一二三四五六七八九十百千两兩无無持不"
)

// isValue tells whether a trimmed text looks like a value rather than a label.
func isValue(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return len(text) <= valueBytes && strings.ContainsRune(valueStarts, first) && value.MatchString(text)
}

// sentenceRunes is the length from which a text that ends like a sentence is
// taken for one; labels that end so are shorter.
const sentenceRunes = 15

// isSentence tells whether a trimmed text is running text and no label.
func isSentence(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return endsSentence(r) && utf8.RuneCountInString(text) >= sentenceRunes ||
		strings.Contains(text, "。") && utf8.RuneCountInString(text) >= 2*sentenceRunes
}

// endsSentence tells whether r ends a sentence or a part of one that ends its
// paragraph.
func endsSentence(r rune) bool { return strings.ContainsRune("。！？；：!?;:", r) }

// index matches the ordinal or the number with which headings and labels start.
var index = regexp.MustCompile(`^(?:[（(][一二三四五六七八九十0-9０-９]{1,3}[）)]` +
	`|[一二三四五六七八九十]{1,3}[、.．，,]` +
	`|[0-9０-９]{1,2}(?:[、．]|\.[^0-9]|\.$))`)

// hasIndex tells whether a text starts with an ordinal or a number that counts
// it.
func hasIndex(text string) bool { return index.MatchString(text) }

// chapter matches the ordinal of a chapter, which some row labels have too.
var chapter = regexp.MustCompile(`^[一二三四五六七八九十]{1,3}[、.．，,]`)
