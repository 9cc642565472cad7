// Package xmlscan reads XML that lies in memory, quickly and strictly enough
// to trust it.
//
// It is made for the parts of office documents: no document type definitions,
// no entities but the five of XML, UTF-8 or UTF-16. Element names come as small
// numbers of a [Vocabulary], text is copied only when asked for, and everything
// else is skipped without being looked at twice. What it checks of
// well-formedness: start and end tags match, one root element, attribute
// syntax, references, encoding, the characters of all text that is read, and
// that prefixes of elements are declared. It does not check that attribute names
// are unique.
package xmlscan

import (
	"bytes"
	"fmt"
	"sync"
	"unicode/utf8"
)

// Kind tells what [Scanner.Next] found.
type Kind uint8

// The kinds. EOF also follows an error; see [Scanner.Err].
const (
	EOF Kind = iota
	Start
	End
)

// Error says where and why reading stopped.
type Error struct {
	// Offset is the byte of the part, counted in UTF-8 after any byte-order mark.
	Offset int
	Msg    string
	// Depth is set if the only fault is more open elements than the limit.
	Depth bool
}

// Error is the reason and the place.
func (e *Error) Error() string { return fmt.Sprintf("%s at byte %d", e.Msg, e.Offset) }

// Scanner walks through one part. Errors are sticky: after one, Next gives EOF,
// so a reader may look at Err once at the end. The zero value needs
// [Scanner.Reset]; [Borrow] gives a used one. A Scanner is for one goroutine.
type Scanner struct {
	b     []byte
	pos   int
	vocab *Vocabulary
	depth int // limit of open elements
	err   *Error

	name       Name
	space      NS
	start      int  // offset of the start tag
	selfClosed bool // the End of a self-closed tag is due
	rooted     bool // the root element was met
	stopped    bool
	attrs      []attr // of the element just started

	stack []element
	binds []binding
	// epoch changes with the namespaces in scope.
	epoch uint32
	// markBinds are the bindings for marks made in markEpoch.
	markBinds []binding
	markEpoch uint32
	scope     []byte // of the last call of Scope

	cache [cacheSize]resolved

	tags   [tagSlots]tag
	single tag // of a tag that is not worth keeping
}

// element is an open element: where its name stands.
type element struct{ from, to int }

// binding is a namespace prefix in scope.
type binding struct {
	prefix []byte
	space  NS
	depth  int // number of open elements at which it ends
}

// resolved remembers what a qualified name means.
type resolved struct {
	raw   []byte
	epoch uint32
	name  Name
	space NS
}

const cacheSize = 256

// Reset starts reading data, which must not change meanwhile. depth is the
// limit of open elements.
func (z *Scanner) Reset(data []byte, v *Vocabulary, depth int) {
	epoch := z.epoch + 1
	z.b, z.pos, z.vocab, z.depth, z.err = nil, 0, v, depth, nil
	z.name, z.space, z.selfClosed, z.rooted, z.stopped = 0, 0, false, false, false
	z.attrs, z.stack, z.binds = nil, z.stack[:0], z.binds[:0]
	z.epoch = epoch
	b, err := decode(data)
	if err != nil {
		z.err = err
		return
	}
	z.b = b
}

// pool keeps scanners: one costs some 60 KB.
var pool = sync.Pool{New: func() any { return new(Scanner) }}

// Borrow gives a scanner for use until [Scanner.Return].
func Borrow() *Scanner { return pool.Get().(*Scanner) }

// Return gives the scanner back. It keeps nothing of the data alive.
func (z *Scanner) Return() {
	z.b = nil
	clear(z.cache[:])
	clear(z.binds[:cap(z.binds)])
	z.markBinds, z.markEpoch = nil, 0
	pool.Put(z)
}

var xmlns = []byte("xmlns")

// Err is what made the scanner stop, or nil.
func (z *Scanner) Err() *Error { return z.err }

// Stop makes the scanner end here without an error.
func (z *Scanner) Stop() {
	z.stack, z.selfClosed, z.rooted, z.stopped = z.stack[:0], false, true, true
	z.pos = len(z.b)
}

func (z *Scanner) fail(at int, format string, args ...any) Kind {
	if z.err == nil {
		z.err = &Error{Offset: at, Msg: fmt.Sprintf(format, args...)}
	}
	z.Stop()
	return EOF
}

// Name is the name of the element just started or ended.
func (z *Scanner) Name() Name { return z.name }

// Space is the namespace of the element just started.
func (z *Scanner) Space() NS { return z.space }

// Offset is the byte at which the element just started begins.
func (z *Scanner) Offset() int { return z.start }

// Pos is the byte at which reading goes on.
func (z *Scanner) Pos() int { return z.pos }

// Data is the whole part in UTF-8.
func (z *Scanner) Data() []byte { return z.b }

// Next goes to the next start or end tag. A self-closed tag is a Start and an
// End. Character data are passed over.
func (z *Scanner) Next() Kind {
	if z.selfClosed {
		z.selfClosed = false
		return z.pop()
	}
	b := z.b
	for {
		p := z.pos
		if p < len(b) && b[p] != '<' {
			if !z.passText() {
				return EOF
			}
			p = z.pos
		}
		if p >= len(b) {
			return z.eof()
		}
		if p+1 == len(b) {
			return z.fail(p, "unexpected end")
		}
		switch b[p+1] {
		case '/':
			return z.endTag()
		case '?', '!':
			if _, ok := z.special(); !ok {
				return EOF
			}
		default:
			return z.startTag()
		}
	}
}

func (z *Scanner) eof() Kind {
	switch {
	case len(z.stack) > 0:
		e := z.stack[len(z.stack)-1]
		return z.fail(len(z.b), "unexpected end, <%s> is open", clip(z.b[e.from:e.to]))
	case !z.rooted && z.err == nil:
		return z.fail(len(z.b), "no element")
	}
	return EOF
}

// passText goes to the next '<'.
func (z *Scanner) passText() bool {
	rest := z.b[z.pos:]
	i := bytes.IndexByte(rest, '<')
	if i < 0 {
		i = len(rest)
	}
	if len(z.stack) == 0 && len(bytes.TrimLeft(rest[:i], " \t\r\n")) > 0 {
		z.fail(z.pos, "text outside the root element")
		return false
	}
	from := z.pos
	z.pos += i
	return z.check(from, z.pos)
}

// special passes a comment, a processing instruction or a CDATA section, and
// gives the latter's text.
func (z *Scanner) special() (text []byte, ok bool) {
	rest := z.b[z.pos:]
	for _, s := range specials {
		if !bytes.HasPrefix(rest, s.open) {
			continue
		}
		i := bytes.Index(rest[len(s.open):], s.end)
		if i < 0 {
			z.fail(z.pos, "unexpected end in %s", s.what)
			return nil, false
		}
		text = rest[len(s.open) : len(s.open)+i]
		if !s.text {
			text = nil
		} else if len(z.stack) == 0 {
			z.fail(z.pos, "text outside the root element")
			return nil, false
		}
		if s := rest[:len(s.open)+i]; !utf8.Valid(s) {
			z.fail(z.pos+invalidAt(s), notUTF8)
			return nil, false
		}
		z.pos += len(s.open) + i + len(s.end)
		return text, true // references have no meaning here
	}
	if bytes.HasPrefix(rest, []byte("<!DOCTYPE")) {
		z.fail(z.pos, "a document type definition is not allowed here")
	} else {
		z.fail(z.pos, "bad markup")
	}
	return nil, false
}

var specials = []struct {
	open, end []byte
	what      string
	text      bool
}{
	{[]byte("<?"), []byte("?>"), "a processing instruction", false},
	{[]byte("<!--"), []byte("-->"), "a comment", false},
	{[]byte("<![CDATA["), []byte("]]>"), "a CDATA section", true},
}

// endTag reads an end tag, which must close the innermost element.
func (z *Scanner) endTag() Kind {
	b, p := z.b, z.pos
	if len(z.stack) == 0 {
		return z.fail(p, "end tag without a start")
	}
	e := z.stack[len(z.stack)-1]
	i := p + 2 + e.to - e.from
	if i >= len(b) || string(b[p+2:i]) != string(b[e.from:e.to]) || !endsName(b[i]) {
		return z.fail(p, "end tag does not match <%s>", clip(b[e.from:e.to]))
	}
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	if i >= len(b) || b[i] != '>' {
		return z.fail(p, "end tag of <%s> is not closed", clip(b[e.from:e.to]))
	}
	z.pos = i + 1
	return z.pop()
}

func (z *Scanner) pop() Kind {
	z.stack = z.stack[:len(z.stack)-1]
	if n := len(z.binds); n > 0 && z.binds[n-1].depth > len(z.stack) {
		z.unbind()
	}
	return End
}

// Skip goes to the end of the element just started.
func (z *Scanner) Skip() {
	if z.selfClosed {
		z.selfClosed = false
		z.pop()
		return
	}
	for depth := len(z.stack); len(z.stack) >= depth && z.err == nil; {
		if z.Next() == EOF {
			return
		}
	}
}

func clip(name []byte) []byte { return name[:min(len(name), 40)] }

// Local is the name of the element just started, without its prefix.
func (z *Scanner) Local() []byte {
	e := z.stack[len(z.stack)-1]
	raw := z.b[e.from:e.to]
	return raw[bytes.IndexByte(raw, ':')+1:]
}
