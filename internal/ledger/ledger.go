// Package ledger decides what becomes of each input of a run: whether it must
// be converted, stays as a data set holds it, or is a copy of an earlier one.
//
// It knows inputs by hashes, so that a million take little memory. What it
// says of an input depends only on the inputs before it in the listing.
package ledger

import (
	"crypto/sha256"
	"encoding/binary"
	"strconv"
	"sync"
)

// Key is half of a SHA-256: 128 bits are enough to tell a nation's files apart.
type Key [16]byte

// KeyOf shortens a SHA-256.
func KeyOf(sum [sha256.Size]byte) Key { return Key(sum[:16]) }

// pathKey is that of the nth time (from 0) that a path is listed.
func pathKey(path string, nth int) Key {
	if nth > 0 {
		path += "\x00" + strconv.Itoa(nth)
	}
	return KeyOf(sha256.Sum256([]byte(path)))
}

// short is a hash of a text, 0 for the empty one.
func short(s string) uint64 {
	if s == "" {
		return 0
	}
	sum := sha256.Sum256([]byte(s))
	return binary.LittleEndian.Uint64(sum[:8]) | 1
}

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

// entry is an input. It holds no pointers, so that the collector passes over it.
type entry struct {
	sum          Key
	path, of     uint64
	stamp, meta  uint64 // of an unread input stamp is that of its failure
	ref          int64
	pos, copy    int32
	kept, listed bool
	lost, unread bool
	failed       bool
	worst        uint8
}

// group is the inputs with the same bytes.
type group struct {
	claimed int32 // position of the earliest that converts them
	first   int32 // entry of the first that was settled
	seen    int32 // settled so far
}

// Ledger is safe for concurrent use.
type Ledger struct {
	mu      sync.Mutex
	entries list
	known   int // entries that were loaded
	paths   map[Key]int32
	groups  map[Key]group
	changed bool             // a kept input has another position or stamp
	stamps  map[int64]string // new stamps of kept inputs, by ref
}

// New is an empty ledger.
func New() *Ledger {
	return &Ledger{paths: map[Key]int32{}, groups: map[Key]group{}, stamps: map[int64]string{}}
}

// list is a slice that never moves what it holds: growing one of a million
// would need twice the memory.
type list struct {
	chunks [][]entry
	n      int
}

const chunk = 4096

func (l *list) at(i int32) *entry { return &l.chunks[i/chunk][i%chunk] }

func (l *list) add(e entry) int32 {
	if l.n%chunk == 0 {
		l.chunks = append(l.chunks, make([]entry, 0, chunk))
	}
	c := &l.chunks[len(l.chunks)-1]
	*c = append(*c, e)
	l.n++
	return int32(l.n - 1)
}

// Load takes what a data set holds. Of two with the same path the later counts,
// unless they have different positions of one listing: see nth.
func (l *Ledger) Load(k Known, nth int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e := entry{sum: k.Sum, path: short(k.Path), of: short(k.Of), stamp: short(k.Stamp), meta: short(k.Meta),
		ref: k.Ref, pos: int32(k.Pos), copy: int32(k.Copy), lost: k.Lost, unread: k.Unread, failed: k.Failed, worst: k.Worst}
	if k.Unread {
		e.stamp = short(k.Failure)
	}
	l.paths[pathKey(k.Path, nth)] = l.entries.add(e)
	l.known = l.entries.n
}

// Ticket is an input that was listed.
type Ticket struct {
	key   Key
	entry int32 // of what is known of it, or -1
	sum   Key
	path  string
	meta  string
	pos   int
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

// listedOnly marks a path that was listed and is not settled yet.
const listedOnly = -1

// List takes note of an input in the order of the listing. retry demands that
// inputs that failed are converted again.
func (l *Ledger) List(path, stamp, meta string, pos int, retry bool) Ticket {
	l.mu.Lock()
	defer l.mu.Unlock()
	t := Ticket{entry: -1, path: path, meta: meta, pos: pos}
	for ; ; t.Nth++ {
		t.key = pathKey(path, t.Nth)
		i, ok := l.paths[t.key]
		if !ok {
			l.paths[t.key] = listedOnly
			return t
		}
		if i == listedOnly || l.entries.at(i).listed || int(i) >= l.known {
			continue
		}
		e := l.entries.at(i)
		e.listed = true
		if e.lost || (stamp != Assumed && e.meta != short(meta)) || (retry && e.failed) {
			return t
		}
		t.entry, t.sum, t.Failed, t.Worst = i, e.sum, e.failed, e.worst
		t.same = stamp == Assumed || (stamp != "" && !e.unread && e.stamp == short(stamp))
		if t.same {
			l.claim(e.sum, pos)
		}
		return t
	}
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
	return t.entry >= 0 && t.sum == sum && !l.entries.at(t.entry).unread
}

func (l *Ledger) claim(sum Key, pos int) bool {
	g, ok := l.groups[sum]
	if ok && int(g.claimed) < pos {
		return false
	}
	g.claimed = int32(pos)
	l.groups[sum] = g
	return true
}

// Held tells whether an input with these bytes was settled.
func (l *Ledger) Held(sum Key) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.groups[sum].seen > 0
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
	e, g := l.entries.at(t.entry), l.groups[sum]
	if stamp != Assumed && (e.unread != (failure != "") || (e.unread && e.stamp != short(failure))) {
		return false
	}
	if e.copy != g.seen || (g.seen > 0 && !e.unread && e.of != l.entries.at(g.first).path) {
		return false
	}
	if !e.unread && stamp != Assumed && e.stamp != short(stamp) {
		e.stamp = short(stamp)
		l.stamps[e.ref] = stamp
		l.changed = true
	}
	if int(e.pos) != t.pos {
		e.pos = int32(t.pos)
		l.changed = true
	}
	e.kept = true
	l.count(sum, t.entry)
	return true
}

// count adds an input to its group.
func (l *Ledger) count(sum Key, i int32) {
	g, ok := l.groups[sum]
	if !ok {
		g.claimed = l.entries.at(i).pos
	}
	if g.seen == 0 {
		g.first = i
	}
	g.seen++
	l.groups[sum] = g
}

// Role is that of the next input with these bytes: how many were settled, and
// the ref of the first.
func (l *Ledger) Role(sum Key) (before int, first int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	g := l.groups[sum]
	if g.seen == 0 {
		return 0, 0
	}
	return int(g.seen), l.entries.at(g.first).ref
}

// Put settles an input that was written, in the order of the listing.
func (l *Ledger) Put(t Ticket, sum Key, ref int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	i := l.entries.add(entry{sum: sum, path: short(t.path), ref: ref, pos: int32(t.pos), listed: true, kept: true})
	l.paths[t.key] = i
	l.count(sum, i)
}
