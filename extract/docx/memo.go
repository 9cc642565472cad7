package docx

import (
	"hash/maphash"

	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
)

// memo remembers what property elements said. Word repeats the same properties
// in run after run and cell after cell, byte by byte: comparing is far cheaper
// than reading them again.
type memo[T any] struct {
	epoch   uint32
	index   [memoSlots]uint8 // 1 + the entry, by the hash of its bytes; 0 for none
	entries []memoEntry[T]
	oldest  int // the entry to be replaced next
}

const (
	memoSlots = 512
	memoSize  = 255 // bounds the entries
)

type memoEntry[T any] struct {
	rest  []byte // content and end tag of the element
	value T
}

// memoSeed only decides which elements take one another's slot.
var memoSeed = maphash.MakeSeed()

func memoSlot(rest []byte) uint64 { return maphash.Bytes(memoSeed, rest) % memoSlots }

// find looks for the properties of the element just started. If they are known,
// it skips the element.
func (m *memo[T]) find(z *xmlscan.Scanner) (value *T, ok bool) {
	if m.epoch != z.Epoch() {
		// The same bytes may mean something else under other namespaces.
		*m = memo[T]{epoch: z.Epoch(), entries: m.entries[:0]}
	}
	rest := z.Rest()
	if rest == nil {
		return nil, false
	}
	i := m.index[memoSlot(rest)]
	if i == 0 || !z.SkipSame(m.entries[i-1].rest) {
		return nil, false
	}
	return &m.entries[i-1].value, true
}

// add remembers the properties of the element whose content began at byte from
// and that has just ended.
func (m *memo[T]) add(z *xmlscan.Scanner, from int, value T) {
	if m.epoch != z.Epoch() || from == z.Pos() {
		return
	}
	e := memoEntry[T]{rest: z.Data()[from:z.Pos()], value: value}
	i := m.oldest
	if len(m.entries) < memoSize {
		i = len(m.entries)
		m.entries = append(m.entries, e)
	} else {
		m.entries[i] = e
		m.oldest = (i + 1) % memoSize
	}
	m.index[memoSlot(e.rest)] = uint8(i + 1)
}
