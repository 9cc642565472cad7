package msdoc

// row is what the end of a table row says of its cells ([MS-DOC] §2.6.3).
type row struct {
	edges  []int // of the cells, one more than cells, in twips
	cells  []cellDef
	header bool
}

type cellDef struct{ horizontal, vertical uint8 }

// maxCells is how many cells a row may have ([MS-DOC] §2.9.324).
const maxCells = 64

func (r *row) apply(s sprm) {
	a := s.arg
	switch s.op {
	case sprmTDefTable:
		r.define(a[2:])
	case sprmTTableHeader:
		r.header = s.flag()
	case sprmTVertMerge:
		if len(a) >= 3 && int(a[1]) < len(r.cells) {
			r.cells[a[1]].vertical = a[2] & 3
		}
	case sprmTMerge:
		r.each(a, func(i int, c *cellDef) {
			c.horizontal = 1
			if i == int(a[0]) {
				c.horizontal = 2
			}
		})
	case sprmTSplit:
		r.each(a, func(_ int, c *cellDef) { c.horizontal = 0 })
	case sprmTInsert:
		r.insert(int(a[0]), int(a[1]), int(int16(le.Uint16(a[2:]))))
	case sprmTDelete:
		r.remove(int(a[0]), int(a[1]))
	case sprmTDxaCol:
		r.each(a, func(i int, _ *cellDef) {
			shift := int(int16(le.Uint16(a[2:]))) - (r.edges[i+1] - r.edges[i])
			for k := i + 1; k < len(r.edges); k++ {
				r.edges[k] += shift
			}
		})
	}
}

// each calls do for the cells of an ItcFirstLim.
func (r *row) each(a []byte, do func(int, *cellDef)) {
	for i := int(a[0]); i < int(a[1]) && i < len(r.cells); i++ {
		do(i, &r.cells[i])
	}
}

// define reads a TDefTableOperand behind its length: edges, then a TC80 a cell,
// of which the last may be missing.
func (r *row) define(b []byte) {
	if len(b) == 0 {
		return
	}
	n := int(b[0])
	if b = b[1:]; n > maxCells || 2*(n+1) > len(b) {
		return
	}
	r.edges, r.cells = make([]int, n+1), make([]cellDef, n)
	for i := range r.edges {
		r.edges[i] = int(int16(le.Uint16(b[2*i:])))
	}
	for i, b := 0, b[2*(n+1):]; i < n && len(b) >= 2; i++ {
		flags := le.Uint16(b)
		r.cells[i] = cellDef{uint8(flags & 3), uint8(flags >> 5 & 3)}
		b = b[min(20, len(b)):]
	}
}

func (r *row) insert(at, n, width int) {
	if at+n > maxCells || len(r.cells)+n > maxCells {
		return
	}
	if len(r.edges) == 0 {
		r.edges = []int{0}
	}
	for len(r.cells) < at {
		r.cells = append(r.cells, cellDef{})
		r.edges = append(r.edges, r.edges[len(r.edges)-1])
	}
	cells := append(append(append([]cellDef(nil), r.cells[:at]...), make([]cellDef, n)...), r.cells[at:]...)
	edges := append([]int(nil), r.edges[:at+1]...)
	for range n {
		edges = append(edges, edges[len(edges)-1]+width)
	}
	for _, x := range r.edges[at+1:] {
		edges = append(edges, x+n*width)
	}
	r.cells, r.edges = cells, edges
}

func (r *row) remove(from, to int) {
	if from >= to || to > len(r.cells) {
		return
	}
	gap := r.edges[to] - r.edges[from]
	edges := append([]int(nil), r.edges[:from+1]...)
	for _, x := range r.edges[to+1:] {
		edges = append(edges, x-gap)
	}
	r.cells = append(append([]cellDef(nil), r.cells[:from]...), r.cells[to:]...)
	r.edges = edges
}
