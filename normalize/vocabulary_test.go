package normalize

import (
	"strconv"
	"strings"
	"testing"
)

// A vocabulary finds the words that stand in a text, and no others.
func TestVocabularyIn(t *testing.T) {
	t.Parallel()
	texts := []string{"收到", "收到申请", "到申", "a", "ab", "１", "é", "𠮷", "，", "公开", "公", "不予公开", "", "全市共收到申请３件，公开ab", "é𠮷a1收"}
	var v vocabulary
	for _, w := range texts {
		if n, ok := v.number(w); ok != (w != "") || ok && v.words[n] != w {
			t.Errorf("%q has number %d, %t", w, n, ok)
		}
	}
	for _, a := range texts {
		for _, b := range texts {
			found := v.in(a + b)
			for n, w := range v.words {
				var one wordSet
				one.add(n)
				if got, want := found.meets(&one), strings.Contains(a+b, w); got != want {
					t.Errorf("%q in %q: got %t, want %t", w, a+b, got, want)
				}
			}
		}
	}
}

// What a vocabulary has no room for is looked for by the pattern itself.
func TestVocabularyFull(t *testing.T) {
	t.Parallel()
	var v vocabulary
	for i := range maxWords - 1 {
		v.number("w" + strconv.Itoa(i))
	}
	p := v.know(mustCompile("(甲|乙)收到"))
	for _, tc := range []struct {
		text string
		want bool
	}{{"甲收到", true}, {"乙收到", true}, {"甲", false}, {"收到", true}} {
		found := v.in(tc.text)
		if got := p.possible(&found); got != tc.want {
			t.Errorf("%s: possible %t, want %t", tc.text, got, tc.want)
		}
	}
}
