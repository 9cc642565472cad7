package html

import (
	"bytes"

	"golang.org/x/net/html/atom"
)

// keptEverywhere are the attributes that the filter keeps on every element but
// those that only change the look. Styles are not among them: what matters of a
// style is written anew.
var keptEverywhere = [...]string{"class", "id", "role"}

// keptOn are the further attributes that the filter keeps on an element.
func keptOn(a atom.Atom) []string {
	switch a {
	case atom.A:
		return []string{"href"}
	case atom.Td, atom.Th:
		return []string{"colspan", "rowspan"}
	case atom.Li:
		return []string{"value", "type"}
	case atom.Ol:
		return []string{"start", "type", "reversed"}
	case atom.Ul, atom.Menu, atom.Dir:
		return []string{"type"}
	case atom.Meta:
		return []string{"name", "content", "property"}
	case atom.Embed:
		return []string{"src"}
	case atom.Object:
		return []string{"data"}
	case atom.Dialog:
		return []string{"open"}
	}
	return nil
}

// attributes writes the attributes of the tag that matter, each once.
func (f *filter) attributes() {
	own := keptOn(f.tag.atom)
	var seen uint32
	for i := range f.tag.attrs {
		a := &f.tag.attrs[i]
		if bit := keptBit(f.tag.bytes(a.name), own); bit != 0 && seen&bit == 0 {
			seen |= bit
			f.out = append(append(f.out, ' '), f.tag.bytes(a.raw)...)
		}
	}
	f.lookAttributes()
}

// keptBit is a bit for the attribute if it is kept, else 0.
func keptBit(name []byte, own []string) uint32 {
	if len(name) < 2 {
		return 0
	}
	for i, k := range keptEverywhere {
		if equalFold(name, k) {
			return 1 << i
		}
	}
	for i, k := range own {
		if equalFold(name, k) {
			return 1 << (8 + i)
		}
	}
	return 0
}

// lookAttributes writes what the tag's style says that matters.
func (f *filter) lookAttributes() {
	var l look
	for i := range f.tag.attrs {
		a := &f.tag.attrs[i]
		switch name := f.tag.bytes(a.name); {
		case equalFold(name, "style"):
			l.add(styleAttribute(f.tag.bytes(a.value)))
		case equalFold(name, "hidden"):
			l.display = displayNone
		}
	}
	if onlyLook(f.tag.atom, f.tag.name) && strikes(f.tag.atom, l) {
		l.line = lineThrough // its name is not kept
	}
	if l.space == spaceKeep || l.space == spaceLines {
		f.keep = true
	}
	f.out = l.appendTo(f.out)
}

// classAttributes writes class and id of a look-only element if the page's
// style elements say something of them.
func (f *filter) classAttributes() {
	class, _ := f.tag.value("class")
	id, _ := f.tag.value("id")
	if len(class)+len(id) == 0 {
		return
	}
	if f.sheet.empty() || f.sheet.look(string(f.tag.name), string(class), string(id)) == (look{}) {
		f.classless = true
		return
	}
	f.attribute(` class="`, class)
	f.attribute(` id="`, id)
}

func (f *filter) attribute(start string, value []byte) {
	if len(value) > 0 && bytes.IndexByte(value, '"') < 0 {
		f.out = append(append(append(f.out, start...), value...), '"')
	}
}
