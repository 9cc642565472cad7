package normalize

import (
	"strings"
	"sync"
	"sync/atomic"

	"github.com/nianbao/nianbao/normalize/label"
	"github.com/nianbao/nianbao/normalize/number"
	"github.com/nianbao/nianbao/normalize/schema"
)

// textMeaning is what a text says by itself, wherever it stands; see the fields of
// cell.
type textMeaning struct {
	fold               label.Folded
	refs               []ref
	bare               bool
	blank, value, unit bool
}

// memo remembers what texts mean: report after report prints the same labels. It
// is bounded, and safe for concurrent use. What it holds never changes a result,
// only how soon that is found.
type memo struct {
	known sync.Map // string → *textMeaning
	size  atomic.Int64
}

const (
	// memoTexts is how many texts are remembered; then it starts afresh.
	memoTexts = 8192
	// memoBytes is the size up to which a text is remembered. Labels are shorter, but
	// where lines are joined to see whether they make one, so are their neighbours.
	memoBytes = 512
)

// meaningOf tells what a text that is not empty means.
func (m *matcher) meaningOf(text string) *textMeaning {
	if len(text) > memoBytes {
		return m.think(text)
	}
	if got, ok := m.memo.known.Load(text); ok {
		return got.(*textMeaning)
	}
	if m.memo.size.Add(1) > memoTexts {
		m.memo.known.Clear()
		m.memo.size.Store(1)
	}
	// A copy, so that the document in which the text stands is not kept alive.
	text = strings.Clone(text)
	got := m.think(text)
	m.memo.known.Store(text, got)
	return got
}

// think finds out what a text means.
func (m *matcher) think(text string) *textMeaning {
	x := &textMeaning{fold: label.Fold(text)}
	if x.refs, x.bare = m.lookup(x.fold); x.refs != nil {
		return x
	}
	if x.unit = label.IsUnit(x.fold.Text); x.unit {
		return x
	}
	x.value = number.Plausible(text)
	x.blank = x.value && x.fold.Text == "" && number.Read(text, number.Count).Status == schema.Blank
	return x
}

// isLabel tells whether a text is a label.
func (m *matcher) isLabel(text string) bool {
	return text != "" && !plainNumber(text) && m.meaningOf(text).refs != nil
}

// plainNumber tells whether a text is the common value, which needs no look-up
// as a label.
func plainNumber(text string) bool { return isNumeral(text) && number.Plausible(text) }
