package xmlscan

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

// attr is an attribute of a start tag: where its name, its local name and its
// value stand, counted from the tag's '<'.
type attr struct{ name, local, nameEnd, value, valueEnd int }

// Character classes of names and tags.
const (
	space = 1 << iota
	stop  // ends a name
)

var class = func() (t [256]uint8) {
	for c := range byte(utf8.RuneSelf) {
		switch {
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			t[c] = space | stop
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '.', c == '_', c == ':':
		default:
			t[c] = stop
		}
	}
	return t
}()

func isSpace(c byte) bool  { return class[c]&space != 0 }
func endsName(c byte) bool { return class[c]&stop != 0 }

// startTag reads a start tag.
func (z *Scanner) startTag() Kind {
	p := z.pos
	t := z.recall(p)
	if t == nil {
		return EOF
	}
	if len(z.stack) == 0 {
		if z.rooted {
			return z.fail(p, "a second root element")
		}
		z.rooted = true
	}
	z.attrs, z.selfClosed = t.attrs, t.selfClosed
	z.start, z.pos = p, p+t.size
	if len(z.stack) >= z.depth {
		z.fail(p, "more than %d open elements", z.depth)
		z.err.Depth = true
		return EOF
	}
	z.stack = append(z.stack, element{p + 1, p + t.nameEnd})
	if t.declares {
		z.declare()
		if len(z.binds) > maxBindings {
			return z.fail(p, "more than %d namespace declarations", maxBindings)
		}
	}
	if t.epoch != z.epoch {
		if z.resolve(z.b[p+1:p+t.nameEnd], t.hash) == EOF {
			return EOF
		}
		t.name, t.space, t.epoch = z.name, z.space, z.epoch
	}
	z.name, z.space = t.name, t.space
	return Start
}

// readTag reads the start tag at byte p into t and tells whether it is good.
func (z *Scanner) readTag(t *tag, p int) bool {
	b := z.b[p:]
	hash := uint32(0)
	i := 1
	for i < len(b) && class[b[i]]&stop == 0 {
		hash = hash*31 + uint32(b[i])
		i++
	}
	t.nameEnd, t.hash = i, hash
	if i == 1 || i < len(b) && !isSpace(b[i]) && b[i] != '>' && b[i] != '/' {
		z.fail(p, "bad markup")
		return false
	}
	i, ok := z.readAttrs(t, p, i)
	if !ok {
		return false
	}
	t.selfClosed = b[i] == '/'
	if t.selfClosed {
		i++
	}
	t.size, t.epoch = i+1, z.epoch-1 // its name is not resolved yet
	return z.check(p, p+t.size)
}

// readAttrs reads the attributes of the tag at byte p from its byte i on, and
// gives the place in it of the '>' or '/' that ends the tag.
func (z *Scanner) readAttrs(t *tag, p, i int) (end int, ok bool) {
	b := z.b[p:]
	t.attrs, t.declares = t.attrs[:0], false
	for {
		from := i
		for i < len(b) && isSpace(b[i]) {
			i++
		}
		if i >= len(b) {
			z.fail(p, "unexpected end in a tag")
			return 0, false
		}
		switch {
		case b[i] == '>':
			return i, true
		case b[i] == '/':
			if i+1 < len(b) && b[i+1] == '>' {
				return i, true
			}
			z.fail(p+i, "bad markup in a tag")
			return 0, false
		case i == from:
			z.fail(p+i, "white space is missing in a tag")
			return 0, false
		}
		if i, ok = z.readAttr(t, p, i); !ok {
			return 0, false
		}
	}
}

// readAttr reads one attribute of the tag at byte p from its byte i on.
func (z *Scanner) readAttr(t *tag, p, i int) (end int, ok bool) {
	b := z.b[p:]
	a := attr{name: i, local: i}
	for i < len(b) && class[b[i]]&stop == 0 {
		if b[i] == ':' {
			a.local = i + 1
		}
		i++
	}
	a.nameEnd = i
	t.declares = t.declares || bytes.HasPrefix(b[a.name:i], xmlns)
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	if a.nameEnd == a.name || i >= len(b) || b[i] != '=' {
		z.fail(p+a.name, "bad attribute")
		return 0, false
	}
	i++
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	if i >= len(b) || b[i] != '"' && b[i] != '\'' {
		z.fail(p+a.name, "an attribute value is not quoted")
		return 0, false
	}
	n := bytes.IndexByte(b[i+1:], b[i])
	if n < 0 {
		z.fail(p+a.name, "an attribute value is not closed")
		return 0, false
	}
	a.value, a.valueEnd = i+1, i+1+n
	if bytes.IndexByte(b[a.value:a.valueEnd], '<') >= 0 {
		z.fail(p+a.name, "'<' in an attribute value")
		return 0, false
	}
	t.attrs = append(t.attrs, a)
	return a.valueEnd + 1, true
}

// resolve finds what the qualified name of the element just started means.
func (z *Scanner) resolve(raw []byte, hash uint32) Kind {
	c := &z.cache[(hash^hash>>8)%cacheSize]
	if c.epoch == z.epoch && string(c.raw) == string(raw) {
		z.name, z.space = c.name, c.space
		return Start
	}
	prefix, local := raw[:0], raw
	if i := bytes.IndexByte(raw, ':'); i >= 0 {
		prefix, local = raw[:i], raw[i+1:]
		if i == 0 || len(local) == 0 || bytes.IndexByte(local, ':') >= 0 {
			return z.fail(z.start, "bad name <%s>", clip(raw))
		}
	}
	ns, ok := z.lookup(prefix)
	if !ok && len(prefix) > 0 {
		return z.fail(z.start, "the prefix of <%s> is not declared", clip(raw))
	}
	z.space, z.name = ns, z.vocab.names[ns][string(local)]
	*c = resolved{raw, z.epoch, z.name, ns}
	return Start
}

// maxBindings is how many namespace declarations may be in scope. Word writes
// some forty; each costs time with every new name.
const maxBindings = 1000

// lookup finds the namespace of a prefix.
func (z *Scanner) lookup(prefix []byte) (ns NS, ok bool) {
	for _, b := range slices.Backward(z.binds) {
		if string(b.prefix) == string(prefix) {
			return b.space, true
		}
	}
	if string(prefix) == "xml" {
		return XML, true
	}
	return 0, false
}

// maxBinds is how many namespace declarations may be in force; Word writes some
// forty. Each prefix is looked for among them.
const maxBinds = 2000

// declare takes the namespace declarations of the element just started.
func (z *Scanner) declare() {
	b := z.b[z.start:]
	for _, a := range z.attrs {
		name := b[a.name:a.nameEnd]
		var prefix []byte
		switch {
		case bytes.Equal(name, xmlns):
		case bytes.HasPrefix(name, xmlns) && name[len(xmlns)] == ':':
			prefix = b[a.local:a.nameEnd]
		default:
			continue
		}
		if len(z.binds) >= maxBinds {
			z.fail(z.start+a.name, "more than %d namespace declarations", maxBinds)
			return
		}
		ns := z.vocab.spaces[string(z.value(a))]
		if old, ok := z.lookup(prefix); !ok || old != ns {
			z.epoch++
		}
		z.binds = append(z.binds, binding{prefix, ns, len(z.stack)})
	}
}

// unbind ends the declarations of the element just ended.
func (z *Scanner) unbind() {
	n := len(z.binds)
	for n > 0 && z.binds[n-1].depth > len(z.stack) {
		n--
	}
	z.binds = z.binds[:n]
	z.epoch++
}

// Attr is the value of an attribute of the element just started, with
// references resolved, valid until the next call of the scanner. A name without
// a prefix is taken for one of ns: writers that forget the prefix mean it.
func (z *Scanner) Attr(ns NS, local string) (value []byte, ok bool) {
	b := z.b[z.start:]
	for _, a := range z.attrs {
		if string(b[a.local:a.nameEnd]) != local {
			continue
		}
		if a.local == a.name {
			return z.value(a), true
		}
		if got, _ := z.lookup(b[a.name : a.local-1]); got == ns {
			return z.value(a), true
		}
	}
	return nil, false
}

// HasAttrs tells whether the element just started has any attribute.
func (z *Scanner) HasAttrs() bool { return len(z.attrs) > 0 }

// Prefix is the namespace to which a prefix is bound here, such as those that
// mc:Choice lists.
func (z *Scanner) Prefix(prefix []byte) NS {
	ns, _ := z.lookup(prefix)
	return ns
}

func (z *Scanner) value(a attr) []byte {
	raw := z.b[z.start+a.value : z.start+a.valueEnd]
	if bytes.IndexByte(raw, '&') < 0 {
		return raw
	}
	// check has found every reference good.
	out, _ := appendResolved(nil, raw)
	return out
}
