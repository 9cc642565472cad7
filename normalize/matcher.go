package normalize

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/nianbao/nianbao/normalize/form"
	"github.com/nianbao/nianbao/normalize/label"
)

// axis says what a label names.
type axis uint8

const (
	rowAxis axis = iota
	colAxis
	bandAxis
	cornerAxis
)

// block is a form's block, compiled for matching.
type block struct {
	id    int // index in matcher.blocks
	form  *form.Form
	table *form.Table
	def   *form.Block
	// nodes are the labels of the two axes in the order printed, leaves the
	// indices of those that a complete table has values for.
	nodes  [2][]node
	leaves [2][]int
}

// node is a label of an axis.
type node struct {
	*form.Node
	parent int // index in the same axis, or -1
	leaf   int // index in leaves, or -1 for a heading
}

// ref is one meaning of a label.
type ref struct {
	block int
	axis  axis
	node  int
	alias bool
	rank  int // among the aliases, from 1
}

// spelling is one spelling of a label, for inexact matching.
type spelling struct {
	text  string
	runes []rune
	refs  []ref
}

// matcher is a set of forms, compiled. It is not changed after compile and is
// safe for concurrent use.
type matcher struct {
	forms     []*form.Form
	blocks    []*block
	labels    map[string][]ref
	spellings []spelling
	sections  map[string][]sectionRef
	longest   int              // characters of the longest label
	starts    map[[2]rune]bool // the first two characters of all labels
	memo      *memo
	// Of one document, in a copy that one run has; see [ReportsContext].
	work    *work
	scratch *scratch
	// unproven is [document.Document.Unproven].
	unproven bool
}

// sectionRef is one meaning of a section heading.
type sectionRef struct {
	form   *form.Form
	number int // from 1
	alias  bool
}

// compiled keeps the matchers of sets that were used before. Sets are few: one
// a run.
var compiled sync.Map

func matcherOf(set *form.Set) *matcher {
	if m, ok := compiled.Load(set); ok {
		return m.(*matcher)
	}
	m, _ := compiled.LoadOrStore(set, compile(set))
	return m.(*matcher)
}

func compile(set *form.Set) *matcher {
	m := &matcher{forms: set.Forms, labels: map[string][]ref{}, sections: map[string][]sectionRef{}, memo: &memo{}}
	for _, f := range set.Forms {
		for i, s := range f.Sections {
			m.addSection(s.Label, sectionRef{f, i + 1, false})
			for _, a := range s.Aliases {
				m.addSection(a, sectionRef{f, i + 1, true})
			}
		}
		for ti := range f.Tables {
			t := &f.Tables[ti]
			for bi := range t.Blocks {
				m.addBlock(f, t, &t.Blocks[bi])
			}
		}
	}
	m.starts = map[[2]rune]bool{}
	for text, refs := range m.labels {
		if r := []rune(text); len(r) > 1 {
			m.starts[[2]rune{r[0], r[1]}] = true
		}
		m.spellings = append(m.spellings, spelling{text, []rune(text), refs})
		m.longest = max(m.longest, utf8.RuneCountInString(text))
	}
	// The order of a map is random, that of results must not be.
	slices.SortFunc(m.spellings, func(a, b spelling) int { return cmp.Compare(a.text, b.text) })
	return m
}

func (m *matcher) addSection(text string, r sectionRef) {
	k := label.Fold(text).Text
	m.sections[k] = append(m.sections[k], r)
}

func (m *matcher) addBlock(f *form.Form, t *form.Table, def *form.Block) {
	b := &block{id: len(m.blocks), form: f, table: t, def: def}
	m.blocks = append(m.blocks, b)
	if def.Band != nil {
		m.addLabel(*def.Band, ref{block: b.id, axis: bandAxis})
	}
	for _, c := range def.Corner {
		m.addLabel(form.Label{Label: c}, ref{block: b.id, axis: cornerAxis})
	}
	m.addNodes(b, rowAxis, def.Rows, -1)
	m.addNodes(b, colAxis, def.Columns, -1)
}

func (m *matcher) addNodes(b *block, ax axis, nodes []form.Node, parent int) {
	for i := range nodes {
		n := node{Node: &nodes[i], parent: parent, leaf: -1}
		at := len(b.nodes[ax])
		if n.Key != "" && !n.Alone {
			n.leaf = len(b.leaves[ax])
			b.leaves[ax] = append(b.leaves[ax], at)
		}
		b.nodes[ax] = append(b.nodes[ax], n)
		m.addLabel(n.Label, ref{block: b.id, axis: ax, node: at})
		m.addNodes(b, ax, n.Children, at)
	}
}

// addLabel registers a label under its folded text, and without its bracketed
// remark as an alias.
func (m *matcher) addLabel(l form.Label, r ref) {
	f := label.Fold(l.Label)
	m.register(f.Text, r)
	r.alias = true
	if f.Bare != f.Text && f.Bare != "" {
		m.register(f.Bare, r)
	}
	for i, a := range l.Aliases {
		r.rank = i + 1
		m.register(label.Fold(a).Text, r)
	}
}

func (m *matcher) register(text string, r ref) {
	for _, have := range m.labels[text] {
		if have.block == r.block && have.axis == r.axis && have.node == r.node {
			return
		}
	}
	m.labels[text] = append(m.labels[text], r)
}

// lookup finds the meanings of a folded text.
func (m *matcher) lookup(f label.Folded) (refs []ref, bare bool) {
	if refs, ok := m.labels[f.Text]; ok {
		return refs, false
	}
	if f.Bare != f.Text {
		if refs, ok := m.labels[f.Bare]; ok {
			return refs, true
		}
	}
	if rest := cutDigits(f); rest != "" {
		if refs, ok := m.labels[rest]; ok {
			return refs, false
		}
	}
	return nil, false
}

// cutDigits takes an index number off that lost its point: "3 其他".
func cutDigits(f label.Folded) string {
	rest := strings.TrimLeft(f.Text, "0123456789")
	if n := len(f.Text) - len(rest); f.Level != label.NoIndex || n == 0 || n > 2 || utf8.RuneCountInString(rest) < 2 {
		return ""
	}
	return rest
}

// near finds the one label of an axis of a block that a misspelt text must
// mean, by the measure of nearest. Labels of the other axis count against it.
func (m *matcher) near(text string, block int, ax axis) (ref, bool) {
	found := m.nearest(text, 4, func(refs []ref) []ref { return refsIn(refs, block) })
	if found == nil || found[0].axis != ax {
		return ref{}, false
	}
	return found[0], true
}

// nearAny finds what a misspelt text means when nothing else tells of which
// block it is: the refs of the nearest spelling.
func (m *matcher) nearAny(text string) []ref {
	return m.nearest(text, 6, func(refs []ref) []ref { return refs })
}

// nearest finds what a misspelt text of at least so many characters means: of
// the longer of text and spelling, at most one character in four differs, and
// any spelling with another meaning is at least twice as far. of picks those of
// a spelling's refs that can be meant at all.
func (m *matcher) nearest(text string, least int, of func([]ref) []ref) (found []ref) {
	runes := []rune(text)
	if len(runes) < least || len(runes) > m.longest+4 {
		return nil
	}
	m.work.spend(len(m.spellings)/8, 0)
	// With d characters lost of n+d, d is at most a third of n.
	limit := max(1, len(runes)/3)
	best := limit + 1
	for i := range m.spellings {
		s := &m.spellings[i]
		refs := of(s.refs)
		if refs == nil {
			continue
		}
		d := label.Distance(runes, s.runes, best-1)
		if d < best && d <= max(1, max(len(runes), len(s.runes))/4) {
			best, found = d, refs
		}
	}
	if found == nil {
		return nil
	}
	for i := range m.spellings {
		s := &m.spellings[i]
		refs := of(s.refs)
		if refs != nil && !shares(found, refs) && label.Distance(runes, s.runes, 2*best) < 2*best {
			return nil
		}
	}
	return found
}

// shares tells whether two lists name a node in common.
func shares(a, b []ref) bool {
	for _, r := range a {
		for _, s := range b {
			if r.block == s.block && r.axis == s.axis && r.node == s.node {
				return true
			}
		}
	}
	return false
}

// refsIn is the first of the refs that is in a block, or nil.
func refsIn(refs []ref, block int) []ref {
	for i := range refs {
		if refs[i].block == block {
			return refs[i : i+1 : i+1]
		}
	}
	return nil
}
