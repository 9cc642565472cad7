package msdoc

// style is one style with what its chain of bases gives it.
type style struct {
	base       uint16
	para, char []byte // its own modifiers
	chain      []uint16
	heading    int // level 1 to 9 of a built-in heading, or 0
	font       int // or -1
	toggles
	struckTwice bool
}

const noStyle = 0xFFF

// maxBased bounds chains of styles.
const maxBased = 64

// readStyles reads the style sheet ([MS-DOC] §2.9.271). One that is damaged gives
// the styles before the damage: text and tables do not hang on it.
func (f *file) readStyles() []style {
	b, ok := f.table(stshf)
	if !ok || len(b) < 8 {
		return nil
	}
	n, fixed := int(le.Uint16(b[2:])), int(le.Uint16(b[4:]))
	out := make([]style, 0, min(n, 4096))
	for p := 2 + int(le.Uint16(b)); len(out) < min(n, 4096) && p+2 <= len(b); {
		size := int(le.Uint16(b[p:]))
		p += 2
		s := style{base: noStyle}
		if p+size > len(b) {
			break
		}
		if size > fixed && fixed >= 10 {
			s.read(b[p:p+size], fixed)
		}
		out = append(out, s)
		p += size
	}
	for i := range out {
		out[i].resolve(out, i)
	}
	return out
}

func (s *style) read(b []byte, fixed int) {
	sti := le.Uint16(b) & 0xFFF
	if sti >= 1 && sti <= 9 {
		s.heading = int(sti)
	}
	kind, n := le.Uint16(b[2:])&0xF, int(le.Uint16(b[4:])&0xF)
	s.base = le.Uint16(b[2:]) >> 4
	if fixed+2 > len(b) {
		return
	}
	p := fixed + 2 + 2*int(le.Uint16(b[fixed:])) + 2
	for i := 0; i < n && p+2 <= len(b); i++ {
		size := int(le.Uint16(b[p:]))
		if p += 2; p+size > len(b) {
			return
		}
		upx := b[p : p+size]
		switch {
		case kind == 1 && i == 0 && size >= 2:
			s.para = upx[2:]
		case kind == 1 && i == 1, kind == 2 && i == 0:
			s.char = upx
		}
		p += size + size&1
	}
}

// resolve lists the chain of a style, its base first.
func (s *style) resolve(all []style, i int) {
	for range maxBased {
		if i >= len(all) {
			break
		}
		s.chain = append([]uint16{uint16(i)}, s.chain...)
		if all[i].base == uint16(i) {
			break
		}
		if s.heading == 0 {
			s.heading = all[i].heading
		}
		i = int(all[i].base)
	}
	c := charProps{font: -1}
	for _, k := range s.chain {
		c.apply(all[k].char, toggles{})
	}
	s.toggles, s.struckTwice, s.font = c.toggles, c.struckTwice, c.font
}
