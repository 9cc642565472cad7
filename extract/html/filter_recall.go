package html

import (
	"bytes"
	"hash/maphash"

	"golang.org/x/net/html/atom"
)

// recalled is what was made of a tag. Pages that come from Word or from tables
// repeat the same tags by the hundred: where one of the same bytes was read
// before, comparing spares reading it, and its style, again.
type recalled struct {
	raw        span // the tag in the page; empty if there is none
	name, text span // in filter.made: its name in lower case, and its attributes as they are written
	atom       atom.Atom
	end, void  bool
	keep       bool // white space matters in it
}

const (
	// recalledTags is the number of tags remembered, a power of 2.
	recalledTags = 256
	// longTag is the size up to which a tag is remembered.
	longTag = 512
)

var tagSeed = maphash.MakeSeed()

// readTag reads the tag that starts with the "<" at data[i], as [tag.read] does.
func (f *filter) readTag(data []byte, i int) (end int) {
	f.recalled = nil
	// The end is a guess, since '>' may stand in a value. But where the bytes up
	// to it are those of a whole tag, they read as that tag.
	n := bytes.IndexByte(data[i:min(len(data), i+longTag)], '>') + 1
	if n == 0 {
		return f.tag.read(data, i)
	}
	r := &f.memo[maphash.Bytes(tagSeed, data[i:i+n])%recalledTags]
	if bytes.Equal(data[r.raw.start:r.raw.end], data[i:i+n]) {
		f.recalled = r
		f.tag = tag{data: data, name: f.made[r.name.start:r.name.end], atom: r.atom, attrs: f.tag.attrs[:0], end: r.end, void: r.void}
		return i + n
	}
	if end = f.tag.read(data, i); end == i+n && f.tag.isPlain() {
		f.remember(r, span{uint32(i), uint32(end)})
	}
	return end
}

// isPlain tells whether nothing but a tag's own bytes decides how it is written.
func (t *tag) isPlain() bool {
	if rawText(t.atom) != "" {
		return false
	}
	if t.end || !onlyLook(t.atom, t.name) {
		return true
	}
	_, class := t.value("class") // of which style elements decide
	_, id := t.value("id")
	return !class && !id
}

// remember remembers the tag that was read.
func (f *filter) remember(r *recalled, raw span) {
	*r = recalled{raw: raw, atom: f.tag.atom, end: f.tag.end, void: f.tag.void}
	r.name.start = uint32(len(f.made))
	f.made = append(f.made, f.tag.name...)
	r.name.end = uint32(len(f.made))
	r.text.start = r.name.end
	if !r.end {
		f.made, r.keep = f.tag.appendAttributes(f.made)
	}
	r.text.end = uint32(len(f.made))
	f.recalled = r
}
