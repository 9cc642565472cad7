package docx

import "github.com/nianbao/nianbao/extract/docx/internal/xmlscan"

// memo remembers what property elements said. Word repeats the same properties
// in run after run and cell after cell, byte by byte: comparing is far cheaper
// than reading them again.
type memo[T any] struct {
	epoch   uint32
	n       int
	last    int
	entries [memoSize]memoEntry[T]
}

const memoSize = 24

type memoEntry[T any] struct {
	rest  []byte // content and end tag of the element
	next  int    // the entry that was met after this one
	value T
}

// find looks for the properties of the element just started. If they are known,
// it skips the element.
func (m *memo[T]) find(z *xmlscan.Scanner) (value *T, ok bool) {
	if m.epoch != z.Epoch() {
		// The same bytes may mean something else under other namespaces.
		m.epoch, m.n, m.last = z.Epoch(), 0, 0
		return nil, false
	}
	if guess := m.entries[m.last].next; guess < m.n && z.SkipSame(m.entries[guess].rest) {
		m.last = guess
		return &m.entries[guess].value, true
	}
	for i := range m.entries[:m.n] {
		if z.SkipSame(m.entries[i].rest) {
			m.entries[m.last].next = i
			m.last = i
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
	i := m.n
	if i == memoSize {
		i = (m.last + 1) % memoSize
	} else {
		m.n++
	}
	m.entries[m.last].next = i
	m.entries[i] = memoEntry[T]{rest: z.Data()[from:z.Pos()], value: value}
	m.last = i
}
