package grid

import (
	"cmp"
	"math"
	"slices"

	"github.com/nianbao/nianbao/extract/pdf/internal/content"
)

// maxRules is how many lines of a page, merged, are looked at: a page of a report
// has some hundred.
const maxRules = 4000

// merged joins lines of one height, or of one distance from the left, that touch: dotted
// borders and those drawn cell by cell become one.
func merged(rules []content.Rule) []content.Rule {
	const near, gap = 0.4, 1.0
	rules = slices.Clone(rules)
	across := func(r content.Rule) float64 {
		if r.Horizontal() {
			return r.Y0
		}
		return r.X0
	}
	level := func(r content.Rule) float64 { return math.Round(across(r) / near) }
	slices.SortFunc(rules, func(a, b content.Rule) int {
		if a.Horizontal() != b.Horizontal() {
			if a.Horizontal() {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(level(a), level(b)), cmp.Compare(a.X0, b.X0), cmp.Compare(a.Y0, b.Y0),
			cmp.Compare(a.X1, b.X1), cmp.Compare(a.Y1, b.Y1))
	})
	var out []content.Rule
	for _, r := range rules {
		if n := len(out); n > 0 {
			l := &out[n-1]
			switch {
			case l.Horizontal() != r.Horizontal() || level(*l) != level(r):
			case r.Horizontal() && r.X0 <= l.X1+gap:
				l.X1 = max(l.X1, r.X1)
				continue
			case !r.Horizontal() && r.Y0 <= l.Y1+gap:
				l.Y1 = max(l.Y1, r.Y1)
				continue
			}
		}
		out = append(out, r)
	}
	return out
}

// touching groups lines that touch, each group in the order of its lines.
func touching(rules []content.Rule) [][]content.Rule {
	s := newSets(len(rules))
	order := make([]int, len(rules))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(rules[i].Y0, rules[j].Y0) })
	for k, i := range order {
		a := rules[i]
		for _, j := range order[k+1:] {
			b := rules[j]
			if b.Y0 > a.Y1+snap {
				break
			}
			if a.X0 <= b.X1+snap && b.X0 <= a.X1+snap {
				s.join(i, j)
			}
		}
	}
	groups := map[int]int{}
	var out [][]content.Rule
	for i, r := range rules {
		root := s.find(i)
		g, ok := groups[root]
		if !ok {
			g = len(out)
			groups[root] = g
			out = append(out, nil)
		}
		out[g] = append(out[g], r)
	}
	return out
}

// sets are disjoint sets of numbers.
type sets []int32

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = int32(i)
	}
	return s
}

func (s sets) find(i int) int {
	for s[i] != int32(i) {
		s[i] = s[s[i]]
		i = int(s[i])
	}
	return i
}

// join joins the sets of two numbers; the lower number names the set.
func (s sets) join(i, j int) {
	i, j = s.find(i), s.find(j)
	s[max(i, j)] = int32(min(i, j))
}
