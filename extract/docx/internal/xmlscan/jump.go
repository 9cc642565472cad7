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
	if z.markEpoch != z.epoch {
		z.markEpoch, z.markBinds = z.epoch, slices.Clone(z.binds)
		for i := range z.markBinds {
			z.markBinds[i].depth = 0 // they hold for the whole content
		}
	}
	// The capacity is cut so that declarations inside do not meet.
	binds := slices.Clip(z.markBinds)
	return Mark{z.pos, z.stack[len(z.stack)-1], z.selfClosed, binds}
}

// Visit goes back to the content of a marked element, calls read, which must
// read up to the element's end, and returns to where the scanner was.
func (z *Scanner) Visit(m Mark, read func()) {
	if z.stopped {
		return
	}
	back := Mark{z.pos, element{}, z.selfClosed, z.binds}
	z.moveTo(m)
	z.stack = append(z.stack, m.name)
	read()
	if !z.stopped {
		z.moveTo(back)
	}
}

func (z *Scanner) moveTo(m Mark) {
	z.pos, z.selfClosed, z.binds = m.pos, m.selfClosed, m.binds
	z.epoch++
}

// Epoch is a number that changes with the namespaces in scope.
func (z *Scanner) Epoch() uint32 { return z.epoch }

// AtContent tells whether the content of the element just started lies ahead
// (and not the end of a self-closed tag).
func (z *Scanner) AtContent() bool { return !z.selfClosed }

// maxScope is how many declarations in scope are worth a name. Word writes some
// forty.
const maxScope = 128

// Scope names what the namespace prefixes in scope mean: two scanners of one
// vocabulary that give the same bytes read the same markup alike. It is empty for
// too many declarations, and valid until the next call.
func (z *Scanner) Scope() []byte {
	if len(z.binds) > maxScope {
		return nil
	}
	z.scope = z.scope[:0]
	for _, b := range z.binds {
		z.scope = append(append(append(z.scope, b.prefix...), '=', byte(b.space)), ' ')
	}
	return z.scope
}

// Rest is the content of the element just started up to and with the first end
// tag of its name: all the rest of it, unless it holds an element of its own
// name. It is nil if that is not within the next max bytes. Nothing in it has been
// checked.
func (z *Scanner) Rest(max int) []byte {
	if z.selfClosed {
		return nil
	}
	// A capital letter is rare in markup, and bytes.Index is quick where the first
	// byte is rare.
	e := z.stack[len(z.stack)-1]
	rare := e.from
	for i := e.to - 1; i > e.from; i-- {
		if z.b[i] >= 'A' && z.b[i] <= 'Z' {
			rare = i
			break
		}
	}
	before, after := z.b[e.from:rare], z.b[rare:e.to]
	window := z.b[z.pos:min(z.pos+max, len(z.b))]
	for at := 0; ; {
		i := bytes.Index(window[at:], after)
		if i < 0 {
			return nil
		}
		head := window[:at+i]
		at += i + len(after)
		n := len(head) - len(before)
		if at < len(window) && window[at] == '>' && bytes.HasSuffix(head, before) && n >= 2 && head[n-1] == '/' && head[n-2] == '<' {
			return window[:at+1]
		}
	}
}

// SkipSame skips the rest of the element just started if it reads exactly as
// rest, the content and end tag of an element of the same local name that was
// read before, in this part or another, under the same [Scanner.Scope]. Then nothing in it needs a second look.
func (z *Scanner) SkipSame(rest []byte) bool {
	if z.selfClosed || !bytes.HasPrefix(z.b[z.pos:], rest) {
		return false
	}
	e := z.stack[len(z.stack)-1]
	if name := z.b[e.from:e.to]; !bytes.HasSuffix(rest[:len(rest)-1], name) {
		return false // the same name under another prefix
	}
	z.pos += len(rest)
	z.pop()
	return true
}
