package ledger

import (
	"encoding/binary"
	"sort"
)

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
	i := sort.Search(l.held.n, func(i int) bool { return l.entries.at(int32(i)).ref >= ref })
	if i == l.held.n || l.entries.at(int32(i)).ref != ref {
		return State{}
	}
	h := l.held.at(int32(i))
	return State{Kept: h.kept, Pos: int(h.pos), Stamp: l.stampAt(h.now)}
}

// keepStamp keeps a stamp that is not empty, and gives where.
func (l *Ledger) keepStamp(stamp string) int32 {
	if len(l.stamps) == 0 {
		l.stamps = append(l.stamps, 0) // so that no stamp is at 0
	}
	at := len(l.stamps)
	l.stamps = binary.AppendUvarint(l.stamps, uint64(len(stamp)))
	l.stamps = append(l.stamps, stamp...)
	return int32(at)
}

func (l *Ledger) stampAt(at int32) string {
	if at == 0 {
		return ""
	}
	n, size := binary.Uvarint(l.stamps[at:])
	text := l.stamps[int(at)+size:]
	return string(text[:n])
}

// Changed tells whether an input that is kept has another position or stamp.
func (l *Ledger) Changed() bool { return l.changed }

// Order gives the refs of the inputs that were loaded and count, in the order of
// their positions.
func (l *Ledger) Order() []int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	live := make([]int32, 0, l.held.n)
	for i := range int32(l.held.n) {
		if e := l.entries.at(i); l.byPath(e.path, l.nths[i]) == i {
			live = append(live, i)
		}
	}
	sort.Slice(live, func(a, b int) bool { return l.held.at(live[a]).pos < l.held.at(live[b]).pos })
	refs := make([]int64, len(live))
	for n, i := range live {
		refs[n] = l.entries.at(i).ref
	}
	return refs
}
