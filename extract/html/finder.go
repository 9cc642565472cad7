package html

// finder looks for many words at once, in one pass: in Chinese text the bytes
// that words begin with are all over, so that to look for each word by itself
// costs as many passes. ASCII letters match in either case. It is read-only and
// safe for concurrent use.
type finder struct {
	words []string
	// start gives for what a character begins with (see key) the words that begin
	// so, 0 for none.
	start [2048]uint8
	lists [][]int
}

// newFinder makes a finder of words, whose ASCII letters are small.
func newFinder(words ...string) *finder {
	f := &finder{words: words, lists: [][]int{nil}}
	for i, w := range words {
		k := key(w)
		if f.start[k] == 0 {
			f.start[k] = uint8(len(f.lists))
			f.lists = append(f.lists, nil)
		}
		at := f.start[k]
		f.lists[at] = append(f.lists[at], i)
	}
	return f
}

// key is a number for the first byte of a text or, of a character of three
// bytes as most of Chinese are, for the first two.
func key(s string) int {
	c := s[0]
	switch {
	case c >= 'A' && c <= 'Z':
		return int(c | 0x20)
	case c >= 0xe0 && len(s) > 1:
		return 1024 + (int(c&15)<<6 | int(s[1]&63))
	}
	return int(c)
}

// find calls yield with the index of each word that it meets in a text, in the
// order of their places, until yield is false.
func (f *finder) find(text string, yield func(word int) bool) {
	for i := 0; i < len(text); i++ {
		list := f.start[key(text[i:])]
		if list == 0 {
			if isThree(text[i:]) { // no word begins within a character
				i += 2
			}
			continue
		}
		for _, w := range f.lists[list] {
			if beginsWith(text[i:], f.words[w]) && !yield(w) {
				return
			}
		}
	}
}

// isThree tells whether a text begins with a character of three bytes, as most of
// Chinese are.
func isThree(s string) bool {
	return len(s) > 2 && s[0]&0xf0 == 0xe0 && s[1]&0xc0 == 0x80 && s[2]&0xc0 == 0x80
}

// beginsWith tells whether a text begins with a word; ASCII letters of the text
// match in either case.
func beginsWith(text, word string) bool {
	if len(text) < len(word) {
		return false
	}
	for i := range len(word) {
		c := text[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		if c != word[i] {
			return false
		}
	}
	return true
}
