package docx

import (
	"hash/maphash"
	"sync"

	"github.com/nianbao/nianbao/extract/docx/internal/opc"
	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
)

// memory is what is remembered of property elements, from one document to the
// next: Word and WPS write the same properties in run after run, cell after
// cell and file after file, byte by byte, and comparing is far cheaper than
// reading them again. What is remembered depends on nothing but those bytes and
// the namespaces in scope, so the result never depends on it. One goroutine at a
// time uses it.
type memory struct {
	run   memo[runProps]
	para  memo[paraProps]
	cell  memo[cellProps]
	row   memo[rowProps]
	style memo[styleProps]

	scopes map[string]scope
	last   scope

	// The part of styles read last, as it lay in its package, and what it says,
	// which nothing changes.
	stylesPart opc.Packed
	styles     *styles
}

// scope is the number of a set of namespace prefixes and their meanings; 0 is
// one that is not remembered. The same bytes mean something else in another.
type scope uint32

// maxScopes bounds the scopes remembered: every version of a word processor
// declares other prefixes.
const maxScopes = 64

var memories = sync.Pool{New: func() any { return &memory{scopes: make(map[string]scope)} }}

// scope gives the number of what is in scope.
func (m *memory) scope(z *xmlscan.Scanner) scope {
	key := z.Scope()
	if len(key) == 0 {
		return 0
	}
	if id, ok := m.scopes[string(key)]; ok {
		return id
	}
	if len(m.scopes) >= maxScopes {
		clear(m.scopes) // what was remembered under them is met no more
	}
	m.last++
	m.scopes[string(key)] = m.last
	return m.last
}

// memo remembers what elements of one kind said, each in the slot that its
// bytes choose. The zero value is empty.
type memo[T any] struct {
	entries []memoEntry[T]
}

const (
	memoSlots = 2048
	memoBytes = 1024 // longer elements are not remembered, which bounds the memory
)

type memoEntry[T any] struct {
	scope scope
	rest  []byte // content and end tag of the element
	value T
}

// memoSeed only decides which elements take one another's slot.
var memoSeed = maphash.MakeSeed()

func (m *memo[T]) slot(rest []byte) *memoEntry[T] {
	return &m.entries[maphash.Bytes(memoSeed, rest)%memoSlots]
}

// find looks for the properties of the element just started. If they are known,
// it skips the element.
func (m *memo[T]) find(p *part) (value T, ok bool) {
	in := p.scope()
	if in == 0 || m.entries == nil {
		return value, false
	}
	rest := p.z.Rest(memoBytes)
	if rest == nil {
		return value, false
	}
	e := m.slot(rest)
	if e.scope != in || !p.z.SkipSame(e.rest) {
		return value, false
	}
	return e.value, true
}

// add remembers the properties of the element whose content began at byte from,
// in the scope that was there, and that has just ended.
func (m *memo[T]) add(p *part, from int, before scope, value T) {
	n := p.z.Pos() - from
	if n == 0 || n > memoBytes || before == 0 || p.scope() != before {
		return
	}
	if m.entries == nil {
		m.entries = make([]memoEntry[T], memoSlots)
	}
	rest := p.z.Data()[from:p.z.Pos()]
	e := m.slot(rest)
	e.scope, e.rest, e.value = before, append(e.rest[:0], rest...), value
}

// scope is the number of the namespaces in scope.
func (p *part) scope() scope {
	if epoch := p.z.Epoch(); p.scopeEpoch != epoch {
		p.scopeEpoch, p.scopeNow = epoch, p.memory.scope(p.z)
	}
	return p.scopeNow
}
