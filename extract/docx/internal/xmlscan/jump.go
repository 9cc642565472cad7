package xmlscan

import (
	"bytes"
	"slices"
)

// Mark is an element whose content shall be read later.
type Mark struct {
	pos        int
	name       element
	selfClosed bool
	binds      []binding
}

// Mark remembers the element just started. The caller then skips it.
func (z *Scanner) Mark() Mark {
	m := Mark{pos: z.pos, name: z.stack[len(z.stack)-1], selfClosed: z.selfClosed, binds: slices.Clone(z.binds)}
	for i := range m.binds {
		m.binds[i].depth = 0 // they hold for the whole content
	}
	return m
}

// Visit goes back to the content of a marked element, calls read, which must
// read up to the element's end, and returns to where the scanner was.
func (z *Scanner) Visit(m Mark, read func()) {
	if z.stopped {
		return
	}
	pos, binds, selfClosed := z.pos, z.binds, z.selfClosed
	z.pos, z.binds, z.selfClosed = m.pos, m.binds, m.selfClosed
	z.stack = append(z.stack, m.name)
	z.epoch++
	z.watch(z.pos)
	read()
	if z.stopped {
		return
	}
	z.pos, z.binds, z.selfClosed = pos, binds, selfClosed
	z.epoch++
	z.watch(z.pos)
}

// Epoch is a number that changes with the namespaces in scope.
func (z *Scanner) Epoch() uint32 { return z.epoch }

// AtContent tells whether the content of the element just started lies ahead
// (and not the end of a self-closed tag).
func (z *Scanner) AtContent() bool { return !z.selfClosed }

// SkipSame skips the rest of the element just started if it reads exactly as
// rest, the content and end tag of an element of the same name that was read
// before under the same [Scanner.Epoch]. Then nothing in it needs a second look.
func (z *Scanner) SkipSame(rest []byte) bool {
	if z.selfClosed || !bytes.HasPrefix(z.b[z.pos:], rest) {
		return false
	}
	e := z.stack[len(z.stack)-1]
	if name := z.b[e.from:e.to]; !bytes.HasSuffix(rest[:len(rest)-1], name) {
		return false // the same name under another prefix
	}
	z.pos += len(rest)
	if z.nextRef < z.pos {
		z.watchRef(z.pos)
	}
	if z.nextDecl < z.pos {
		z.watchDecl(z.pos)
	}
	z.pop()
	return true
}
