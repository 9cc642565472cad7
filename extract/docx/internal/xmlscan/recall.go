package xmlscan

import (
	"bytes"
	"encoding/binary"
)

// tag is what was read of a start tag.
type tag struct {
	raw        []byte // a copy of its bytes, if it is remembered
	size       int
	nameEnd    int // counted from the '<', as in attrs
	selfClosed bool
	declares   bool // some attribute declares a namespace
	attrs      []attr
	hash       uint32 // of the name

	// What the name means in the epoch.
	epoch uint32
	name  Name
	space NS
}

const (
	// tagSlots is the number of tags remembered, a power of 2.
	tagSlots = 512
	// shortTag is the size up to which a tag with content is remembered. Longer
	// ones have attributes, which are rarely met twice: Word gives each paragraph
	// and row a number.
	shortTag = 16
	// longTag is the size up to which a self-closed tag is remembered.
	longTag = 512
	// maxKeptAttrs bounds the memory that a slot keeps.
	maxKeptAttrs = 32
)

// recall gives what the start tag at byte p says, or nil if it is bad. Word
// repeats the same small tags all over, from file to file: where one of the same
// bytes was read before, comparing spares reading it again.
func (z *Scanner) recall(p int) *tag {
	// The end is a guess, since '>' may stand in a value. But where the bytes up
	// to it are those of a whole tag, they read as that tag.
	n := bytes.IndexByte(z.b[p:], '>') + 1
	if n < 3 || n > shortTag && (z.b[p+n-2] != '/' || n > longTag) {
		return z.readSingle(p)
	}
	raw := z.b[p : p+n]
	t := &z.tags[slot(raw)]
	if string(t.raw) == string(raw) {
		return t
	}
	t.raw = t.raw[:0]
	if cap(t.attrs) > maxKeptAttrs {
		t.attrs = nil
	}
	if !z.readTag(t, p) {
		return nil
	}
	t.raw = append(t.raw, z.b[p:p+t.size]...)
	return t
}

// readSingle reads a tag that is not remembered.
func (z *Scanner) readSingle(p int) *tag {
	t := &z.single
	if cap(t.attrs) > maxKeptAttrs {
		t.attrs = nil
	}
	if !z.readTag(t, p) {
		return nil
	}
	return t
}

// slot is the place of a tag among those remembered. It looks at the size, the
// start, the middle and the end: values differ there.
func slot(raw []byte) int {
	n := len(raw)
	h := uint64(n)
	if n < 8 {
		for _, c := range raw {
			h = h<<8 | uint64(c)
		}
	} else {
		h ^= binary.LittleEndian.Uint64(raw) * 0x9e3779b97f4a7c15
		h ^= binary.LittleEndian.Uint64(raw[n/2-4:]) * 0xc2b2ae3d27d4eb4f
		h ^= binary.LittleEndian.Uint64(raw[n-8:]) * 0x165667b19e3779f9
	}
	return int(h * 0x9e3779b97f4a7c15 >> 55 % tagSlots)
}
