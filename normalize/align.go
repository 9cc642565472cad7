package normalize

import (
	"strings"

	"github.com/nianbao/nianbao/normalize/label"
)

// align names the records that have no label of their own. Where between named
// neighbours stand exactly as many unnamed records as the form has lines there,
// their position names them; elsewhere a label may do that was broken over the
// lines around the values. Position comes first: text that was torn out of a
// table's cells often stands beside other values than its own.
//
// A record that is printed across both axes needs no name.
func (rd *reader) align() {
	rd.fillUnits()
	rd.fillRuns()
	if rd.b.def.Across && rd.acrossOnly() {
		rd.records = withValues(rd.records)
		if rec := rd.unfilled(); rec != nil {
			rd.records = append(rd.records, rec)
		}
		return
	}
	ax := rd.side()
	rd.dropNoise(ax)
	rd.fill(ax)
	rd.join(ax)
	rd.fill(ax)
	rd.records = withValues(rd.records)
}

// fillUnits gives lines whose label and unit are printed, and no value, the
// blank that must have stood behind the unit, in a block of one column of values.
// Not so where a line without a label follows, which may hold the value.
func (rd *reader) fillUnits() {
	if len(rd.b.leaves[colAxis]) != 1 {
		return
	}
	for i, r := range rd.records {
		if r.unit == nil || len(r.values) > 0 || !rd.named(r, rowAxis) {
			continue
		}
		if i+1 == len(rd.records) || rd.records[i+1].text != "" {
			r.values = []*cell{{value: true, blank: true, pos: r.unit.pos, lo: r.unit.hi, hi: r.unit.hi + 1}}
		}
	}
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
	out := make([]*record, 0, len(list))
	for _, r := range list {
		if len(r.values) > 0 {
			out = append(out, r)
		}
	}
	return out
}

// dropNoise takes out lone values that stand between paragraphs: page numbers,
// mostly. One behind a label is noise if a whole line of values without a label
// follows.
func (rd *reader) dropNoise(ax axis) {
	columns := len(rd.b.leaves[1-ax])
	out := rd.records[:0]
	for i, r := range rd.records {
		if r.row.grid < 0 && len(r.values) == 1 && columns > 1 {
			if r.node[ax] < 0 {
				continue
			}
			if i+1 < len(rd.records) && rd.records[i+1].node[ax] < 0 && len(rd.records[i+1].values) == columns {
				r.values = nil
			}
		}
		out = append(out, r)
	}
	rd.records = out
}

// maxPieces is the number of pieces of a label that are tried before and after
// a line of values.
const maxPieces = 6

// join finds labels whose pieces stand on the lines before and after their
// values, as pdftotext and narrow cells leave them. A label that breaks the
// order of the form is not taken.
func (rd *reader) join(ax axis) {
	sides := rd.sides()
	for i, r := range rd.records {
		if len(r.values) == 0 || rd.named(r, ax) && r.quality != position || r.text != "" && r.unknown == nil {
			continue
		}
		j := &joint{rec: r, ax: ax, above: rd.piecesAbove(i), below: rd.piecesBelow(i), sides: sides}
		j.lo, j.hi = rd.bounds(i, ax)
		for n := 1; n <= len(j.above)+len(j.below); n++ {
			if rd.tryJoin(j, n) {
				break
			}
		}
	}
}

// joint is a record and the pieces around it that may be its label.
type joint struct {
	rec          *record
	ax           axis
	above, below []*cell
	lo, hi       int // leaves between which the record must stand
	sides        [2]bool
}

// sides tells whether a label that stands wholly above (0) or below (1) a line
// of values can be its own. Between two lines it could belong to either, so it
// counts only where no label is left over at the other end of the table.
func (rd *reader) sides() (out [2]bool) {
	first, last := -1, -1
	for i, r := range rd.records {
		if len(r.values) > 0 {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return out
	}
	above, below := len(rd.piecesAbove(first)), len(rd.piecesBelow(last))
	return [2]bool{above > 0 && below == 0, above == 0 && below > 0}
}

// bounds are the leaves between which record i must stand: those of the named
// records before and after it.
func (rd *reader) bounds(i int, ax axis) (lo, hi int) {
	lo, hi = -1, len(rd.b.leaves[ax])
	for k := i - 1; k >= 0; k-- {
		rd.work.spend(1, 0)
		if r := rd.records[k]; len(r.values) > 0 && rd.named(r, ax) {
			_, lo = rd.b.span(ax, r.node[ax])
			break
		}
	}
	for k := i + 1; k < len(rd.records); k++ {
		rd.work.spend(1, 0)
		if r := rd.records[k]; len(r.values) > 0 && rd.named(r, ax) {
			hi, _ = rd.b.span(ax, r.node[ax])
			break
		}
	}
	return lo, hi
}

func (rd *reader) named(r *record, ax axis) bool {
	return rd.b.holds(ax, r.node[ax]) && r.unknown == nil
}

// tryJoin tries all ways to take n pieces, next to the record first.
func (rd *reader) tryJoin(j *joint, n int) bool {
	r, ax := j.rec, j.ax
	for a := min(n, len(j.above)); a >= 0; a-- {
		z := n - a
		if z > len(j.below) || a > maxPieces || z > maxPieces {
			continue
		}
		if len(r.pieces) == 0 && (z == 0 && !j.sides[0] || a == 0 && !j.sides[1]) {
			continue
		}
		before, after := j.above[len(j.above)-a:], j.below[:z]
		c := rd.newCell(joinedText(before)+joinedText(r.pieces)+joinedText(after), r.pos())
		p := rd.b.step(noPath, c, [2]bool{ax == rowAxis, ax == colAxis})
		if !rd.b.holds(ax, p.node[ax]) {
			continue
		}
		first, last := rd.b.span(ax, p.node[ax])
		if first <= j.lo || last >= j.hi || r.quality == position && r.node[ax] != p.node[ax] {
			continue
		}
		r.path, r.text, r.unknown = p, c.text, nil
		for _, c := range append(before[:a:a], after...) {
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
// the line of values before; piecesBelow those after it. More than may be tried
// are not listed.
func (rd *reader) piecesAbove(i int) []*cell {
	var out []*cell
	for k := i - 1; k >= 0 && len(rd.records[k].values) == 0 && len(out) <= maxPieces; k-- {
		out = append(untaken(rd.records[k].pieces), out...)
	}
	return out
}

func (rd *reader) piecesBelow(i int) []*cell {
	var out []*cell
	for k := i + 1; k < len(rd.records) && len(rd.records[k].values) == 0 && len(out) <= maxPieces; k++ {
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
	list := withValues(rd.records)
	taken := map[int]bool{}
	for _, r := range list {
		if rd.named(r, ax) {
			taken[r.node[ax]] = true
		}
	}
	for i := 0; i < len(list); i++ {
		if rd.named(list[i], ax) {
			continue
		}
		end := i
		for end < len(list) && !rd.named(list[end], ax) {
			end++
		}
		before, after := -1, len(leaves)
		if i > 0 {
			_, before = rd.b.span(ax, list[i-1].node[ax])
		}
		if end < len(list) {
			after, _ = rd.b.span(ax, list[end].node[ax])
		}
		if before+1+(end-i) == after && free(taken, leaves[before+1:after]) && rd.compatible(list[i:end], ax, leaves[before+1:after]) {
			for k := i; k < end; k++ {
				r := list[k]
				r.node[ax], r.quality, r.unknown, r.text = leaves[before+1+k-i], position, nil, ""
			}
		}
		i = end
	}
}

// compatible tells whether nothing beside the records speaks against their
// being those lines: no text at all, or the headings over them, or pieces of
// their own labels and of those.
func (rd *reader) compatible(list []*record, ax axis, nodes []int) bool {
	for i, r := range list {
		if r.unknown == nil && (r.text == "" || r.node[ax] >= 0 && rd.b.under(ax, nodes[i], r.node[ax])) {
			continue
		}
		if r.unknown == nil || !rd.b.pieceOf(ax, nodes[i], r.unknown.fold.Text) {
			return false
		}
	}
	return true
}

// pieceOf tells whether a text is part of the label of a node or of a heading
// over it.
func (b *block) pieceOf(ax axis, n int, text string) bool {
	for ; n >= 0; n = b.nodes[ax][n].parent {
		if strings.Contains(label.Fold(b.nodes[ax][n].Label.Label).Text, text) {
			return true
		}
	}
	return false
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
