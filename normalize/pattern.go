package normalize

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/normalize/form"
)

// pattern is a regular expression with groups of words: every match holds a word
// of each group. Looking for those first saves nearly all of the time.
type pattern struct {
	expression
	groups []group
	// A match holds at most lead characters before a word of start, if that is
	// known (not nil). What stands farther before need not be searched.
	start group
	lead  int
	known []wordSet // groups as words of a vocabulary, if it is in one
}

type group []string

func (p pattern) mayMatch(s string) bool {
	for _, g := range p.groups {
		if !g.in(s) {
			return false
		}
	}
	return true
}

// find gives the first match and its groups, or nil.
func (p pattern) find(s string) []string {
	if !p.mayMatch(s) {
		return nil
	}
	return p.FindStringSubmatch(s[p.from(s):])
}

// match is what a pattern found: what stands before it, the whole of it, and its
// first three groups.
type match struct {
	before, whole string
	groups        [3]string
}

// findAll gives all matches, one after another, in a text of which
// [pattern.possible] holds.
func (p *pattern) findAll(s string) (out []match) {
	for end := 0; ; {
		// The character before stays in sight, so that ^ does not match behind a match.
		_, size := utf8.DecodeLastRuneInString(s[:end])
		from := end - size
		if known := end == 0 && len(p.known) == len(p.groups); !known && !p.mayMatch(s[from:]) {
			return out
		}
		from += p.from(s[from:])
		at := p.FindStringSubmatchIndex(s[from:])
		if at == nil || from+at[1] <= end {
			return out
		}
		m := match{before: s[:from+at[0]], whole: s[from+at[0] : from+at[1]]}
		for i := range m.groups {
			if k := 2 * (i + 1); k < len(at) && at[k] >= 0 {
				m.groups[i] = s[from+at[k] : from+at[k+1]]
			}
		}
		out = append(out, m)
		end = from + at[1]
	}
}

// from is a place in s before which no match begins. The character there is
// before every match, so that ^ matches nothing there.
func (p pattern) from(s string) int {
	if p.start == nil {
		return 0
	}
	at := len(s)
	for _, w := range p.start {
		if i := strings.Index(s[:min(at+len(w), len(s))], w); i >= 0 {
			at = min(at, i)
		}
	}
	for range p.lead + 1 {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return at
}

func (g group) in(s string) bool {
	for _, w := range g {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// mustCompile compiles a pattern of this package, or one that form.Lint has
// compiled before.
func mustCompile(p string) pattern {
	re, err := form.Compile(p)
	if err != nil {
		panic(err)
	}
	tree, err := syntax.Parse(re.String(), syntax.Perl)
	if err != nil {
		panic(err)
	}
	groups := required(tree)
	slices.SortStableFunc(groups, func(a, b group) int { return b.shortest() - a.shortest() })
	start, lead, _ := leading(tree)
	return pattern{expression: expression{re}, groups: groups, start: start, lead: lead}
}

// leading is the first group of words of an expression, and how many characters
// a match may hold before it. It is not ok where that is not easily found.
func leading(re *syntax.Regexp) (g group, lead int, ok bool) {
	switch re.Op {
	case syntax.OpLiteral, syntax.OpCharClass:
		if groups := required(re); groups != nil {
			return groups[0], 0, true
		}
	case syntax.OpCapture, syntax.OpPlus:
		return leading(re.Sub[0])
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			words, n, ok := leading(sub)
			if !ok {
				return nil, 0, false
			}
			g, lead = append(g, words...), max(lead, n)
		}
		return g, lead, true
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			if g, n, ok := leading(sub); ok {
				return g, lead + n, true
			}
			n, ok := longest(sub)
			if !ok {
				return nil, 0, false
			}
			lead += n
		}
	}
	return nil, 0, false
}

// longest is the number of characters of the longest match of an expression. It
// is not ok if there is no limit.
func longest(re *syntax.Regexp) (n int, ok bool) {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpEndText, syntax.OpBeginLine, syntax.OpEndLine:
		return 0, true
	case syntax.OpLiteral:
		return len(re.Rune), true
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return 1, true
	case syntax.OpCapture, syntax.OpQuest:
		return longest(re.Sub[0])
	case syntax.OpRepeat:
		n, ok = longest(re.Sub[0])
		return n * re.Max, ok && re.Max >= 0
	case syntax.OpConcat, syntax.OpAlternate:
		for _, sub := range re.Sub {
			k, ok := longest(sub)
			if !ok {
				return 0, false
			}
			if re.Op == syntax.OpConcat {
				n += k
			} else {
				n = max(n, k)
			}
		}
		return n, true
	}
	return 0, false
}

// required are the groups of words of which every match of an expression holds
// one each, as far as they are easily found.
func required(re *syntax.Regexp) []group {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase != 0 {
			return nil
		}
		return []group{{string(re.Rune)}}
	case syntax.OpCharClass:
		return fewCharacters(re.Rune)
	case syntax.OpCapture, syntax.OpPlus:
		return required(re.Sub[0])
	case syntax.OpAlternate:
		// A match is one of these, so it holds the best word of one of them.
		var out group
		for _, sub := range re.Sub {
			groups := required(sub)
			if groups == nil {
				return nil
			}
			out = append(out, slices.MaxFunc(groups, func(a, b group) int { return a.shortest() - b.shortest() })...)
		}
		return []group{out}
	case syntax.OpConcat:
		return requiredInRow(re.Sub)
	}
	return nil
}

// requiredInRow are the groups of what stands one behind another. Words and
// classes of characters side by side are words together: the parser makes
// 办[结理] of 办结|办理, and 办 alone stands in many sentences.
func requiredInRow(subs []*syntax.Regexp) (out []group) {
	var words group
	for _, sub := range subs {
		groups := required(sub)
		whole := (sub.Op == syntax.OpLiteral || sub.Op == syntax.OpCharClass) && len(groups) == 1
		switch {
		case whole && words != nil && len(words)*len(groups[0]) <= few:
			words = words.followedBy(groups[0])
			continue
		case words != nil:
			out = append(out, words)
		}
		words = nil
		if whole {
			words = groups[0]
		} else {
			out = append(out, groups...)
		}
	}
	if words != nil {
		out = append(out, words)
	}
	return out
}

// followedBy is each word of a group with each of another behind it.
func (g group) followedBy(next group) (out group) {
	for _, a := range g {
		for _, b := range next {
			out = append(out, a+b)
		}
	}
	return out
}

// few is how many words a group made of classes of characters has at most.
const few = 24

// fewCharacters is the group of the characters of a class, given as pairs of the
// first and the last of a range, if they are few.
func fewCharacters(ranges []rune) []group {
	var out group
	for i := 0; i+1 < len(ranges); i += 2 {
		if len(out)+int(ranges[i+1]-ranges[i]) >= few {
			return nil
		}
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			out = append(out, string(r))
		}
	}
	return []group{out}
}

// shortest is the size of the shortest word, which says least.
func (g group) shortest() int {
	n := 0
	for i, w := range g {
		if i == 0 || len(w) < n {
			n = len(w)
		}
	}
	return n
}
