package msdoc

import "sort"

// exception is what a page of properties says of a run of bytes: the papx of a
// paragraph, or the chpx of a run of characters.
type exception struct {
	from, to uint32 // bytes in WordDocument
	istd     uint16 // the paragraph's style
	sprms    []byte
}

// pageSize is that of formatted disk pages ([MS-DOC] §2.9.33 and §2.9.192).
const pageSize = 512

// readPapx reads all paragraph properties, in the order of their bytes.
func (f *file) readPapx() ([]exception, error) {
	return f.readPages(plcfBtePapx, 13, func(page []byte, at byte) (e exception, ok bool) {
		p := 2 * int(at)
		if at == 0 {
			return e, true
		}
		n, p := 2*int(page[p])-1, p+1
		if n < 0 && p < pageSize {
			n, p = 2*int(page[p]), p+1
		}
		if n < 2 || p+n > pageSize {
			return e, false
		}
		return exception{istd: le.Uint16(page[p:]), sprms: page[p+2 : p+n]}, true
	})
}

// readChpx reads all character properties, in the order of their bytes.
func (f *file) readChpx() ([]exception, error) {
	return f.readPages(plcfBteChpx, 1, func(page []byte, at byte) (e exception, ok bool) {
		p := 2 * int(at)
		if at == 0 {
			return e, true
		}
		n := int(page[p])
		if p+1+n > pageSize {
			return e, false
		}
		return exception{sprms: page[p+1 : p+1+n]}, true
	})
}

// readPages reads the pages of a table. Each has the bytes at which runs start,
// then an entry a run whose first byte is half the place of its properties.
func (f *file) readPages(t table, entry int, read func(page []byte, at byte) (exception, bool)) ([]exception, error) {
	b, ok := f.table(t)
	if !ok {
		return nil, damaged("properties", "their table lies outside the Table stream")
	}
	bins := newPLC(b, 4)
	var out []exception
	seen := make(map[uint32]bool, bins.n)
	for i := range bins.n {
		pn := le.Uint32(bins.element(i)) & 0x3fffff
		at := uint64(pn) * pageSize
		if seen[pn] {
			continue
		}
		seen[pn] = true
		if at+pageSize > uint64(len(f.word)) {
			return nil, damaged("properties", "a page lies outside WordDocument")
		}
		page := f.word[at : at+pageSize]
		n := int(page[pageSize-1])
		if 4*(n+1)+entry*n >= pageSize {
			return nil, damaged("properties", "a page has more runs than fit")
		}
		for j := range n {
			e, ok := read(page, page[4*(n+1)+entry*j])
			if !ok {
				return nil, damaged("properties", "a run's properties leave their page")
			}
			e.from, e.to = le.Uint32(page[4*j:]), le.Uint32(page[4*j+4:])
			out = append(out, e)
		}
	}
	sort.SliceStable(out, func(a, b int) bool { return out[a].from < out[b].from })
	return out, nil
}

// lookup finds exceptions by byte. It remembers the last, since text is mostly
// asked for in its order.
type lookup struct {
	list []exception
	last int
}

// at is the exception for a byte, or nil.
func (l *lookup) at(fc uint32) *exception {
	for _, i := range [...]int{l.last, l.last + 1} {
		if i < len(l.list) && l.list[i].from <= fc && fc < l.list[i].to {
			l.last = i
			return &l.list[i]
		}
	}
	i := sort.Search(len(l.list), func(i int) bool { return l.list[i].from > fc }) - 1
	if i < 0 || fc >= l.list[i].to {
		return nil
	}
	l.last = i
	return &l.list[i]
}

// next is the first byte after fc at which another exception may count.
func (l *lookup) next(fc uint32) uint32 {
	i := sort.Search(len(l.list), func(i int) bool { return l.list[i].from > fc })
	if i < len(l.list) {
		return l.list[i].from
	}
	return ^uint32(0)
}
