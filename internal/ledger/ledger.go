// Package ledger decides what becomes of each input of a run: whether it must
// be converted, stays as a data set holds it, or is a copy of an earlier one.
//
// It knows inputs by hashes, so that a million take little memory: about 45
// bytes each, most of them outside of the heap, and 95 of those that a data set
// holds. What it says of an input
// depends only on the inputs before it in the listing.
package ledger

import (
	"crypto/sha256"
	"hash/maphash"
	"runtime"
	"sync"
)

// Key is half of a SHA-256: 128 bits are enough to tell a nation's files apart.
type Key [16]byte

// KeyOf shortens a SHA-256.
func KeyOf(sum [sha256.Size]byte) Key { return Key(sum[:16]) }

// seed makes hashes those of this process alone: nobody can make texts that have
// the same.
var seed = maphash.MakeSeed()

// short is a hash of a text, 0 for the empty one.
func short(s string) uint64 {
	if s == "" {
		return 0
	}
	return maphash.String(seed, s) | 1
}

func (k Key) hash() uint64 { return maphash.Bytes(seed, k[:]) }

// Known is an input that a data set holds.
type Known struct {
	Path, Stamp, Meta string
	// Sum stands for the bytes, or for the path if they could not be read; then
	// Failure is why.
	Sum     Key
	Unread  bool
	Failure string
	Failed  bool
	// Copy and Of are the input's role: how many before it have the same bytes,
	// and the path of the first.
	Copy int
	Of   string
	Pos  int
	// Ref is where the data set knows it by. Inputs are loaded by ascending Ref.
	Ref int64
	// Worst is the greatest severity of its findings, in the caller's numbers.
	Worst uint8
	// Lost says that its rows are gone.
	Lost bool
}

// held is what is known of an entry that was loaded. It holds no pointers, so
// that the collector passes over it.
type held struct {
	of, stamp, meta uint64 // of an unread input stamp is that of its failure
	pos, copy       int32
	now             int32 // where in stamps its new stamp is, or 0
	kept, listed    bool
	lost, unread    bool
	failed          bool
	worst           uint8
}

// Ledger is safe for concurrent use.
type Ledger struct {
	mu      sync.Mutex
	entries *entries
	held    list[held]    // of the first entries
	paths   index         // entries by path and how often that was listed
	sums    index         // the first settled of each bytes
	claims  map[Key]int32 // positions of inputs on their way, by their bytes
	// What few inputs have: nths are how often the paths of entries were listed
	// before, again how often paths were listed after their first time, copies how
	// many inputs have the bytes of an entry that is the first of several.
	nths    map[int32]int32
	again   map[uint64]int32
	copies  map[int32]int32
	changed bool   // a kept input has another position or stamp
	stamps  []byte // new stamps of kept inputs, each with a length before it
}

// New is an empty ledger.
func New() *Ledger {
	l := &Ledger{entries: new(entries), claims: map[Key]int32{}, nths: map[int32]int32{}, again: map[uint64]int32{},
		copies: map[int32]int32{}}
	// Not by a Close: a run that breaks off leaves workers behind that may ask yet.
	runtime.AddCleanup(l, (*entries).free, l.entries)
	return l
}

// list is a slice that never moves what it holds: growing one of a million
// would need twice the memory.
type list[T any] struct {
	chunks [][]T
	n      int
}

const chunk = 4096

func (l *list[T]) at(i int32) *T { return &l.chunks[i/chunk][i%chunk] }

func (l *list[T]) add(v T) int32 {
	if l.n%chunk == 0 {
		l.chunks = append(l.chunks, make([]T, 0, chunk))
	}
	c := &l.chunks[len(l.chunks)-1]
	*c = append(*c, v)
	l.n++
	return int32(l.n - 1)
}

// byPath finds the entry of a path for the nth time (from 0), or -1.
func (l *Ledger) byPath(path uint64, nth int32) int32 {
	return l.paths.find(path+uint64(nth), l.samePath(path, nth))
}

func (l *Ledger) samePath(path uint64, nth int32) func(int32) bool {
	return func(i int32) bool { return l.entries.at(i).path == path && l.nths[i] == nth }
}

// addPath makes an entry that byPath finds.
func (l *Ledger) addPath(e entry, nth int32) int32 {
	i := l.entries.add(e)
	if nth != 0 {
		l.nths[i] = nth
	}
	l.paths.put(e.path+uint64(nth), i, l.samePath(e.path, nth),
		func(i int32) uint64 { return l.entries.at(i).path + uint64(l.nths[i]) })
	return i
}

// first is the first settled input with these bytes, or -1.
func (l *Ledger) first(sum Key) int32 {
	return l.sums.find(sum.hash(), func(i int32) bool { return l.entries.at(i).sum == sum })
}

// Load takes what a data set holds. Of two with the same path the later counts,
// unless they have different positions of one listing: see nth.
func (l *Ledger) Load(k Known, nth int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	h := held{of: short(k.Of), stamp: short(k.Stamp), meta: short(k.Meta), pos: int32(k.Pos), copy: int32(k.Copy),
		lost: k.Lost, unread: k.Unread, failed: k.Failed, worst: k.Worst}
	if k.Unread {
		h.stamp = short(k.Failure)
	}
	l.addPath(entry{sum: k.Sum, path: short(k.Path), ref: k.Ref}, int32(nth))
	l.held.add(h)
}

// Ticket is an input that was listed.
type Ticket struct {
	entry int32 // of what is known of it, or -1
	slot  int32 // of what will be known of it, or -1
	sum   Key
	path  uint64
	pos   int32
	same  bool
	// Failed and Worst are those of what is known.
	Failed bool
	Worst  uint8
	// Nth is how often the path was listed before.
	Nth int
}

// Same tells whether the input is as the data set holds it, so that it need not
// be read.
func (t Ticket) Same() bool { return t.same }

// Assumed is the stamp of an input that nobody looked at: it is as the data set
// holds it.
const Assumed = "\x00assumed"

// List takes note of an input in the order of the listing. retry demands that
// inputs that failed are converted again.
func (l *Ledger) List(path, stamp, meta string, pos int, retry bool) Ticket {
	l.mu.Lock()
	defer l.mu.Unlock()
	t := Ticket{entry: -1, slot: -1, path: short(path), pos: int32(pos)}
	i := l.byPath(t.path, 0)
	if i >= 0 && (int(i) >= l.held.n || l.held.at(i).listed) {
		l.again[t.path]++
		t.Nth = int(l.again[t.path])
		i = l.byPath(t.path, int32(t.Nth))
	}
	if i < 0 {
		t.slot = l.addPath(entry{path: t.path}, int32(t.Nth))
		return t
	}
	h := l.held.at(i)
	h.listed = true
	if h.lost || (stamp != Assumed && h.meta != short(meta)) || (retry && h.failed) {
		return t
	}
	t.entry, t.sum, t.Failed, t.Worst = i, l.entries.at(i).sum, h.failed, h.worst
	t.same = stamp == Assumed || (stamp != "" && !h.unread && h.stamp == short(stamp))
	if t.same {
		l.claim(t.sum, t.pos)
	}
	return t
}

// Claim tells whether an input must be converted: whether it is not as the
// data set holds it, and no input before it has these bytes. Workers ask in any
// order, so bytes may be converted more than once, but the first input of each
// always converts them.
func (l *Ledger) Claim(t Ticket, sum Key) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	first := l.claim(sum, t.pos)
	return first && !l.unchanged(t, sum)
}

func (l *Ledger) unchanged(t Ticket, sum Key) bool {
	return t.entry >= 0 && t.sum == sum && !l.held.at(t.entry).unread
}

func (l *Ledger) claim(sum Key, pos int32) bool {
	if l.first(sum) >= 0 {
		return false
	}
	if at, ok := l.claims[sum]; ok && at < pos {
		return false
	}
	l.claims[sum] = pos
	return true
}

// Held tells whether an input with these bytes was settled.
func (l *Ledger) Held(sum Key) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.first(sum) >= 0
}

// Sum is what stands for the bytes of an input that is [Ticket.Same].
func (t Ticket) Sum() Key { return t.sum }

// Keep settles an input that is as the data set holds it, in the order of the
// listing. It refuses one whose bytes or role have changed: that one must be
// processed again, and then put. failure is why an input could not be read.
func (l *Ledger) Keep(t Ticket, sum Key, stamp, failure string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if t.entry < 0 || t.sum != sum {
		return false
	}
	h := l.held.at(t.entry)
	if stamp != Assumed && (h.unread != (failure != "") || (h.unread && h.stamp != short(failure))) {
		return false
	}
	before, first := l.role(sum)
	if int(h.copy) != before || (before > 0 && !h.unread && h.of != first.path) {
		return false
	}
	if !h.unread && stamp != Assumed && h.stamp != short(stamp) {
		h.stamp = short(stamp)
		h.now = l.keepStamp(stamp)
		l.changed = true
	}
	if h.pos != t.pos {
		h.pos = t.pos
		l.changed = true
	}
	h.kept = true
	l.settle(t, t.entry)
	return true
}

// settle counts an input among those with its bytes.
func (l *Ledger) settle(t Ticket, i int32) {
	sum := l.entries.at(i).sum
	if first := l.first(sum); first >= 0 {
		l.copies[first]++
	} else {
		l.sums.put(sum.hash(), i, func(int32) bool { return false }, func(i int32) uint64 { return l.entries.at(i).sum.hash() })
	}
	delete(l.claims, sum)
	if at, ok := l.claims[t.sum]; ok && t.same && at == t.pos {
		delete(l.claims, t.sum) // its bytes are others by now
	}
}

// role is that of the next input with these bytes: how many were settled, and
// the first of them.
func (l *Ledger) role(sum Key) (before int, first entry) {
	i := l.first(sum)
	if i < 0 {
		return 0, entry{}
	}
	return 1 + int(l.copies[i]), l.entries.at(i)
}

// Role is that of the next input with these bytes: how many were settled, and
// the ref of the first.
func (l *Ledger) Role(sum Key) (before int, first int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	before, e := l.role(sum)
	return before, e.ref
}

// Put settles an input that was written, in the order of the listing.
func (l *Ledger) Put(t Ticket, sum Key, ref int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	i := t.slot
	if i < 0 { // the path is that of an entry that was loaded and does not stay
		i = l.entries.add(entry{path: t.path})
	}
	e := l.entries.at(i)
	e.sum, e.ref = sum, ref
	l.entries.set(i, e)
	l.settle(t, i)
}
