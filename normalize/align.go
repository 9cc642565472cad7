package normalize

// align names the records that have no label of their own: by a label that was
// broken over the lines around them, or, where between named neighbours stand
// exactly as many unnamed records as the form has lines there, by position.
//
// A record that is printed across both axes needs no name.
func (rd *reader) align() {
	if rd.b.def.Across && rd.acrossOnly() {
		rd.records = withValues(rd.records)
		return
	}
	ax := rd.side()
	rd.join(ax)
	rd.records = withValues(rd.records)
	rd.dropNoise(ax)
	rd.fill(ax)
}

// acrossOnly tells whether no record has a label of its own.
func (rd *reader) acrossOnly() bool {
	for _, r := range rd.records {
		if r.node != noPath.node {
			return false
		}
	}
	return true
}

// side is the axis that runs down the side.
func (rd *reader) side() axis {
	count := [2]int{}
	for _, r := range rd.records {
		for ax, n := range r.node {
			if n >= 0 {
				count[ax]++
			}
		}
	}
	if count[colAxis] > count[rowAxis] {
		return colAxis
	}
	return rowAxis
}

func withValues(list []*record) []*record {
	out := list[:0]
	for _, r := range list {
		if len(r.values) > 0 {
			out = append(out, r)
		}
	}
	return out
}

// dropNoise takes out lone values without a label that stand between
// paragraphs: page numbers, mostly.
func (rd *reader) dropNoise(ax axis) {
	out := rd.records[:0]
	for _, r := range rd.records {
		if r.row.grid < 0 && r.node[ax] < 0 && len(r.values) < 2 && len(rd.b.leaves[1-ax]) > 1 {
			continue
		}
		out = append(out, r)
	}
	rd.records = out
}

// maxPieces is the number of pieces of a label that are tried before and after
// a line of values.
const maxPieces = 6

// join finds labels whose pieces stand on the lines before and after their
// values, column by column, as pdftotext and narrow cells leave them.
func (rd *reader) join(ax axis) {
	for i, r := range rd.records {
		if len(r.values) == 0 || rd.named(r, ax) {
			continue
		}
		above, below := rd.piecesAbove(i), rd.piecesBelow(i)
		own := joinedText(r.pieces)
		if r.text != "" && r.unknown == nil {
			continue
		}
		for n := 1; n <= len(above)+len(below); n++ {
			if rd.tryJoin(r, ax, above, below, own, n) {
				break
			}
		}
	}
}

func (rd *reader) named(r *record, ax axis) bool {
	return rd.b.holds(ax, r.node[ax]) && r.unknown == nil
}

// tryJoin tries all ways to take n pieces, next to the record first.
func (rd *reader) tryJoin(r *record, ax axis, above, below []*cell, own string, n int) bool {
	for a := min(n, len(above)); a >= 0; a-- {
		z := n - a
		if z > len(below) || a > maxPieces || z > maxPieces {
			continue
		}
		c := rd.newCell(joinedText(above[len(above)-a:])+own+joinedText(below[:z]), r.row.cells[0].pos)
		p := rd.b.step(noPath, c, [2]bool{ax == rowAxis, ax == colAxis})
		if !rd.b.holds(ax, p.node[ax]) {
			continue
		}
		r.path, r.text, r.unknown = p, c.text, nil
		for _, c := range above[len(above)-a:] {
			c.taken = true
		}
		for _, c := range below[:z] {
			c.taken = true
		}
		return true
	}
	return false
}

func joinedText(cells []*cell) (s string) {
	for _, c := range cells {
		s += c.text
	}
	return s
}

// piecesAbove are the pieces on lines without values before record i, up to
// the line of values before; piecesBelow those after it.
func (rd *reader) piecesAbove(i int) []*cell {
	var out []*cell
	for k := i - 1; k >= 0 && len(rd.records[k].values) == 0; k-- {
		out = append(untaken(rd.records[k].pieces), out...)
	}
	return out
}

func (rd *reader) piecesBelow(i int) []*cell {
	var out []*cell
	for k := i + 1; k < len(rd.records) && len(rd.records[k].values) == 0; k++ {
		out = append(out, untaken(rd.records[k].pieces)...)
	}
	return out
}

func untaken(cells []*cell) []*cell {
	var out []*cell
	for _, c := range cells {
		if !c.taken {
			out = append(out, c)
		}
	}
	return out
}

// fill names unnamed records by position.
func (rd *reader) fill(ax axis) {
	leaves := rd.b.leaves[ax]
	taken := map[int]bool{}
	for _, r := range rd.records {
		if rd.named(r, ax) {
			taken[r.node[ax]] = true
		}
	}
	for i := 0; i < len(rd.records); i++ {
		if rd.named(rd.records[i], ax) {
			continue
		}
		end := i
		bare := true // nothing that could be a label stands beside them
		for end < len(rd.records) && !rd.named(rd.records[end], ax) {
			bare = bare && rd.records[end].unknown == nil && rd.records[end].text == ""
			end++
		}
		before, after := -1, len(leaves)
		if i > 0 {
			_, before = rd.b.span(ax, rd.records[i-1].node[ax])
		}
		if end < len(rd.records) {
			after, _ = rd.b.span(ax, rd.records[end].node[ax])
		}
		if bare && before+1+(end-i) == after && free(taken, leaves[before+1:after]) {
			for k := i; k < end; k++ {
				rd.records[k].node[ax] = leaves[before+1+k-i]
				rd.records[k].quality = position
			}
		}
		i = end
	}
}

// span is the first and the last leaf of a node: itself, or those under it.
func (b *block) span(ax axis, n int) (first, last int) {
	if l := b.nodes[ax][n].leaf; l >= 0 {
		return l, l
	}
	first = -1
	for _, l := range b.leaves[ax] {
		if b.under(ax, l, n) {
			if first < 0 {
				first = b.nodes[ax][l].leaf
			}
			last = b.nodes[ax][l].leaf
		}
	}
	return first, last
}

func free(taken map[int]bool, nodes []int) bool {
	for _, n := range nodes {
		if taken[n] {
			return false
		}
	}
	return true
}
