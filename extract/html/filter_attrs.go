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

// attributes writes the attributes of the tag that matter, but for those of
// [filter.classAttributes].
func (f *filter) attributes() {
	keep := false
	if r := f.recalled; r != nil {
		f.out, keep = append(f.out, f.made[r.text.start:r.text.end]...), r.keep
	} else {
		f.out, keep = f.tag.appendAttributes(f.out)
	}
	f.keep = f.keep || keep
}

// appendAttributes appends the attributes that are kept, each once, and what the
// style says that matters; of an element that only changes the look the style
// alone. keep tells that white space matters in it.
func (t *tag) appendAttributes(b []byte) (out []byte, keep bool) {
	lookOnly := onlyLook(t.atom, t.name)
	if !lookOnly {
		own := keptOn(t.atom)
		var seen uint32
		for i := range t.attrs {
			a := &t.attrs[i]
			if bit := keptBit(t.bytes(a.name), own); bit != 0 && seen&bit == 0 {
				seen |= bit
				b = append(append(b, ' '), t.bytes(a.raw)...)
			}
		}
	}
	l := t.look()
	if lookOnly && strikes(t.atom, l) {
		l.line = lineThrough // its name is not kept
	}
	return l.appendTo(b), l.space == spaceKeep || l.space == spaceLines
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

// look is what the tag's attributes say of how its element looks.
func (t *tag) look() (l look) {
	for i := range t.attrs {
		a := &t.attrs[i]
		switch name := t.bytes(a.name); {
		case equalFold(name, "style"):
			l.add(styleAttribute(t.bytes(a.value)))
		case equalFold(name, "hidden"):
			l.display = displayNone
		}
	}
	return l
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
