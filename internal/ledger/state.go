package ledger

import "sort"

// State is what became of an input that was loaded.
type State struct {
	// Kept says that its rows stay; Pos is then its position, and Stamp its
	// stamp if that is another than before.
	Kept  bool
	Pos   int
	Stamp string
}

// Of tells what became of the input that was loaded with a ref.
func (l *Ledger) Of(ref int64) State {
	l.mu.Lock()
	defer l.mu.Unlock()
	i := sort.Search(l.known, func(i int) bool { return l.entries.at(int32(i)).ref >= ref })
	if i == l.known || l.entries.at(int32(i)).ref != ref {
		return State{}
	}
	e := l.entries.at(int32(i))
	return State{Kept: e.kept, Pos: int(e.pos), Stamp: l.stamps[ref]}
}

// Changed tells whether an input that is kept has another position or stamp.
func (l *Ledger) Changed() bool { return l.changed }

// Order gives the refs of the inputs that count, in the order of their
// positions.
func (l *Ledger) Order() []int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	live := make([]int32, 0, len(l.paths))
	for _, i := range l.paths {
		if i >= 0 {
			live = append(live, i)
		}
	}
	sort.Slice(live, func(a, b int) bool { return l.entries.at(live[a]).pos < l.entries.at(live[b]).pos })
	refs := make([]int64, len(live))
	for n, i := range live {
		refs[n] = l.entries.at(i).ref
	}
	return refs
}
