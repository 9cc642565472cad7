package docx

import "github.com/nianbao/nianbao/extract/docx/internal/xmlscan"

// memo remembers what property elements said. Word repeats the same properties
// in run after run and cell after cell, byte by byte: comparing is far cheaper
// than reading them again.
type memo[T any] struct {
	epoch   uint32
	last    int // the entry met last
	misses  int // elements in a row that were not met before
	entries []memoEntry[T]
}

const (
	// memoSize bounds the search among what was met before.
	memoSize = 64
	// patience is how many misses in a row it takes until only every few elements
	// are searched for: some programs make all properties differ.
	patience, every = 32, 16
)

type memoEntry[T any] struct {
	rest  []byte // content and end tag of the element
	next  int    // the entry that was met after this one
	value T
}

// find looks for the properties of the element just started. If they are known,
// it skips the element. Rows repeat one another, so what came next the last time
// is tried first.
func (m *memo[T]) find(z *xmlscan.Scanner) (value *T, ok bool) {
	if m.epoch != z.Epoch() {
		// The same bytes may mean something else under other namespaces.
		m.epoch, m.last, m.entries = z.Epoch(), 0, m.entries[:0]
	}
	if len(m.entries) == 0 {
		return nil, false
	}
	guess := m.entries[m.last].next
	if z.SkipSame(m.entries[guess].rest) {
		m.met(guess)
		return &m.entries[guess].value, true
	}
	if m.misses++; m.misses > patience && m.misses%every != 0 {
		return nil, false
	}
	for i := range m.entries {
		if z.SkipSame(m.entries[i].rest) {
			m.met(i)
			return &m.entries[i].value, true
		}
	}
	return nil, false
}

// add remembers the properties of the element whose content began at byte from
// and that has just ended.
func (m *memo[T]) add(z *xmlscan.Scanner, from int, value T) {
	if m.epoch != z.Epoch() || from == z.Pos() {
		return
	}
	e := memoEntry[T]{rest: z.Data()[from:z.Pos()], value: value}
	i := (m.last + 1) % memoSize
	if len(m.entries) < memoSize {
		i = len(m.entries)
		m.entries = append(m.entries, e)
	} else {
		m.entries[i] = e
	}
	m.entries[m.last].next = i
	m.last = i
}

func (m *memo[T]) met(i int) {
	m.entries[m.last].next = i
	m.last, m.misses = i, 0
}
