package msdoc

// box is a text box of the running text.
type box struct {
	from, to uint32 // character positions
	done     bool
}

// readBoxes finds the text boxes, and the shapes of the running text that hold
// them ([MS-DOC] §2.8.22 PlcfSpa, §2.8.32 PlcftxbxTxt). Boxes in groups of shapes
// have no anchor of their own.
func (r *reader) readBoxes() {
	f := r.file
	start, end := f.start[boxStory], f.start[boxStory+1]
	if start == end {
		return
	}
	r.anchored = map[uint32][]int{}
	anchors := map[uint32]uint32{}
	b, _ := f.table(plcSpaMom)
	for p, i := newPLC(b, 26), 0; i < p.n; i++ {
		anchors[le.Uint32(p.element(i))] = p.pos(i)
	}
	b, _ = f.table(plcftxbxTxt)
	next := start
	for p, i := newPLC(b, 22), 0; i < p.n; i++ {
		x := box{from: start + p.pos(i), to: start + p.pos(i+1)}
		if x.from != next || x.to < x.from || x.to > end {
			break // the rest is read as one
		}
		next = x.to
		e := p.element(i)
		if le.Uint16(e[8:]) != 0 {
			continue // it waits to be used again
		}
		if cp, ok := anchors[le.Uint32(e[14:])]; ok {
			r.anchored[cp] = append(r.anchored[cp], len(r.boxes))
		}
		r.boxes = append(r.boxes, x)
	}
	if next < end {
		r.boxes = append(r.boxes, box{from: next, to: end})
	}
}
