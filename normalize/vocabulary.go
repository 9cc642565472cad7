package normalize

import (
	"slices"
	"strings"
)

// vocabulary finds which of many words stand in a text, in one pass over it. A
// form has some thirty patterns with some hundred words that their matches must
// hold, and nearly all sentences hold none of them: looking for each word by
// itself cost as much as all patterns that were then searched.
type vocabulary struct {
	words []string
	// first gives for what a character begins with (see leadOf) the list of the
	// words that begin so, 0 for none.
	first [128 + 16*64]uint8
	lists [][]int
}

// wordSet is a set of words of a vocabulary, by their numbers.
type wordSet [4]uint64

// maxWords is how many words a vocabulary holds. What a form has more is looked
// for by its patterns themselves.
const maxWords = 64 * len(wordSet{})

func (w *wordSet) add(n int) { w[n/64] |= 1 << (n % 64) }
func (w *wordSet) meets(o *wordSet) bool {
	return w[0]&o[0]|w[1]&o[1]|w[2]&o[2]|w[3]&o[3] != 0
}

// leadOf is a number for the first byte of a character or, if that is no ASCII
// letter, for its first two.
func leadOf(s string) int {
	if s[0] < 0x80 || len(s) == 1 {
		return int(s[0] & 0x7f)
	}
	return 128 + pageOf(s[0], s[1])
}

// number is that of a word, which it adds if it is new. It is not ok if the
// vocabulary is full.
func (v *vocabulary) number(word string) (n int, ok bool) {
	if n = slices.Index(v.words, word); n >= 0 {
		return n, true
	}
	if len(v.words) == maxWords || word == "" {
		return 0, false
	}
	if v.lists == nil {
		v.lists = make([][]int, 1)
	}
	n = len(v.words)
	v.words = append(v.words, word)
	lead := leadOf(word)
	if v.first[lead] == 0 {
		v.first[lead] = uint8(len(v.lists)) // there are no more lists than words
		v.lists = append(v.lists, nil)
	}
	v.lists[v.first[lead]] = append(v.lists[v.first[lead]], n)
	return n, true
}

// in gives the words that stand in a text, which is valid UTF-8.
func (v *vocabulary) in(s string) (found wordSet) {
	for i := 0; i < len(s); i += runeSize(s[i]) {
		list := v.first[leadOf(s[i:])]
		if list == 0 {
			continue
		}
		for _, n := range v.lists[list] {
			if strings.HasPrefix(s[i:], v.words[n]) {
				found.add(n)
			}
		}
	}
	return found
}

// know gives a pattern whose words are in the vocabulary, so that
// [pattern.possible] can tell.
func (v *vocabulary) know(p pattern) pattern {
	for _, g := range p.groups {
		var set wordSet
		all := true
		for _, w := range g {
			n, ok := v.number(w)
			if all = all && ok; ok {
				set.add(n)
			}
		}
		if all {
			p.known = append(p.known, set)
		}
	}
	return p
}

// possible tells whether a pattern may match a text, by the words of its
// vocabulary that stand there.
func (p *pattern) possible(found *wordSet) bool {
	for i := range p.known {
		if !p.known[i].meets(found) {
			return false
		}
	}
	return true
}
