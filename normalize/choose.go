package normalize

import (
	"cmp"
	"slices"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/form"
)

// chooseForm finds the form that the printed labels speak for, and the block of
// each segment. Segments that two forms share go to the report's form.
func (a *assembly) chooseForm() {
	a.form = a.formOfTables()
	if a.form == nil && (len(a.heads) >= minSections || a.r.Title != "") {
		a.form = a.formOfYear()
	}
	for _, s := range a.segments {
		a.chooseBlock(s)
	}
	a.adoptBare()
}

// claim is what speaks for a form.
type claim struct {
	form *form.Form
	// parts is the number of segments that it explains better than any other
	// form does, labels what it explains in all.
	parts, labels int
}

// formOfTables is the form that explains most of the tables: of a report that
// mixes forms, that of most of its parts. Where the tables do not decide, as
// those of a report that is cut short may not, the year does, and that is told.
func (a *assembly) formOfTables() *form.Form {
	claims := make([]claim, len(a.forms))
	for i, f := range a.forms {
		claims[i].form = f
	}
	for _, s := range a.segments {
		best, of := 0, -1
		for i, f := range a.forms {
			n := a.support(s, f)
			claims[i].labels += n
			switch {
			case n > best:
				best, of = n, i
			case n == best:
				of = -1
			}
		}
		if of >= 0 {
			claims[of].parts++
		}
	}
	slices.SortStableFunc(claims, func(x, y claim) int {
		return cmp.Or(cmp.Compare(y.parts, x.parts), cmp.Compare(y.labels, x.labels))
	})
	first := claims[0]
	if first.labels <= 0 {
		return nil
	}
	even := 1 // the forms for which as much speaks
	for even < len(claims) && claims[even].parts == first.parts && claims[even].labels == first.labels {
		even++
	}
	if even == 1 {
		return first.form
	}
	for i, c := range claims[:even] {
		if c.form.Years.Contain(a.r.Year) {
			other := claims[(i+1)%even].form
			a.add(diag.New("N406", source.Pos{}, "form", c.form.ID, "other", other.ID))
			return c.form
		}
	}
	f := diag.New("N406", source.Pos{}, "form", first.form.ID, "other", claims[1].form.ID)
	f.Severity = diag.Warning // nothing decides: the earlier form is taken
	a.add(f)
	return first.form
}

// adoptBare takes a table without any label for a block of the form that is
// printed as one line of values, if that block is not found otherwise, the
// number of values is the block's, and no other table would do but the same once
// more.
func (a *assembly) adoptBare() {
	for _, b := range a.blocks {
		if b.form != a.form || !b.def.Across || slices.ContainsFunc(a.segments, func(s *segment) bool { return s.block == b }) {
			continue
		}
		var fit []*segment
		for _, s := range a.segments {
			if s.bare && s.block == nil && s.oneLine(b.size()) {
				fit = append(fit, s)
			}
		}
		if s := a.overhang(b); len(fit) == 0 && s != nil {
			a.segments = append(a.segments, s)
			fit = append(fit, s)
		}
		if len(fit) == 0 || slices.ContainsFunc(fit, func(s *segment) bool { return !s.printsLike(fit[0]) }) {
			continue
		}
		for _, s := range fit {
			s.block = b
		}
	}
}

// overhang cuts the values of a block of which nothing else is left off the last
// line of a segment, where they follow on one another, one cell a line. It is nil
// unless that line holds just as many values more than each other line of its
// table, and at least three others agree.
func (a *assembly) overhang(b *block) *segment {
	for _, s := range a.segments {
		if s.bare || s.block == nil || s.block.form != a.form || s.block.def.Across || len(s.rows) <= leastFailing {
			continue
		}
		last := s.rows[len(s.rows)-1]
		at := len(last.cells) - b.size()
		if last.geometry != document.Ragged || at < 2 || slices.ContainsFunc(last.cells[at-1:], func(c *cell) bool { return !c.value }) {
			continue
		}
		width, lines := len(values(last))-b.size(), 0
		for _, r := range s.rows[:len(s.rows)-1] {
			if n := len(values(r)); n == width {
				lines++
			} else if n > 0 {
				lines = -len(s.rows)
			}
		}
		if width < 1 || lines < leastFailing {
			continue
		}
		line := *last
		line.cells = last.cells[at:]
		last.cells = last.cells[:at:at]
		return &segment{rows: []*row{&line}, section: s.section, lo: s.hi - 1, hi: s.hi, bare: true, data: true}
	}
	return nil
}

// size is the number of cells of a block.
func (b *block) size() int { return len(b.leaves[rowAxis]) * len(b.leaves[colAxis]) }

// printsLike tells whether two segments are the same table, printed twice.
func (s *segment) printsLike(t *segment) bool {
	return slices.EqualFunc(s.rows, t.rows, (*row).printsLike)
}

func (r *row) printsLike(o *row) bool {
	return slices.EqualFunc(r.cells, o.cells, func(c, d *cell) bool { return c.text == d.text })
}

// oneLine tells whether a segment's only row with a value has n values. A caption
// that stands before them, in cells that were lines, is taken away.
func (s *segment) oneLine(n int) bool {
	var line *row
	words, narrow := false, false
	for _, r := range s.rows {
		switch {
		case allBlank(r.cells), len(r.cells) == 1 && !r.cells[0].value:
			continue // nothing, or a remark
		case line != nil && line.printsLike(r):
			continue // the table once more
		case line != nil && line.narrow(r):
			narrow = true // the next digits of its numbers
			continue
		case line == nil && !slices.ContainsFunc(r.cells, func(c *cell) bool { return c.value && !c.blank }):
			words = true // of a header, perhaps
			continue
		}
		if line != nil || len(r.cells) != n && !(len(r.cells) == n+1 && r.grid < 0 && isCaption(r)) {
			return false
		}
		line = r
	}
	if line == nil || words && !narrow {
		return false
	}
	line.cells = line.cells[len(line.cells)-n:]
	return true
}

// narrow tells whether a line of digits may go on in another; see joinNarrow.
func (r *row) narrow(next *row) bool {
	digits := func(c *cell) bool { return digitsOnly(c.text) }
	return r.ragged() && next.ragged() && len(next.cells) > 1 && len(next.cells) <= len(r.cells) &&
		!slices.ContainsFunc(r.cells, func(c *cell) bool { return !digits(c) }) &&
		!slices.ContainsFunc(next.cells, func(c *cell) bool { return !digits(c) })
}

// isCaption tells whether a row starts with a text, and values are all that follows.
func isCaption(r *row) bool {
	return !r.cells[0].value && !slices.ContainsFunc(r.cells[1:], func(c *cell) bool { return !c.value })
}

// support is how many different labels of a segment a form explains, less the
// labels of its block that are left out in print.
func (m *matcher) support(s *segment, f *form.Form) (best int) {
	s.cand.each(func(id int) {
		if b := m.blocks[id]; b.form == f {
			best = max(best, b.support(s, m.scratch.takeTexts()))
		}
	})
	return best
}

// support adds up for one block; texts is an empty set for its use.
func (b *block) support(s *segment, texts map[string]bool) int {
	printed := [2][]bool{make([]bool, len(b.nodes[rowAxis])), make([]bool, len(b.nodes[colAxis]))}
	var last [2]int // the last label in the form's order
	for _, r := range s.rows {
		for _, c := range r.cells {
			for _, ref := range c.refs {
				if ref.block != b.id {
					continue
				}
				texts[c.fold.Text] = true
				if ref.axis <= colAxis {
					printed[ref.axis][ref.node] = true
					if !otherAxis(c.refs, ref) { // 总计 may be a row or a column
						last[ref.axis] = max(last[ref.axis], ref.node)
					}
				}
			}
		}
	}
	missing := 0
	for ax := range b.leaves {
		for _, l := range b.leaves[ax] {
			// What comes after the last label may be cut off: it says nothing.
			if l < last[ax] && !printed[ax][l] {
				missing++
			}
		}
	}
	return 8*len(texts) - missing
}

// otherAxis tells whether a label of the block has a meaning on its other axis.
func otherAxis(refs []ref, r ref) bool {
	return slices.ContainsFunc(refs, func(o ref) bool { return o.block == r.block && o.axis != r.axis })
}

// formOfYear is the form meant for the report's year, among those that the
// headings fit.
func (a *assembly) formOfYear() *form.Form {
	for _, f := range a.forms {
		if f.Years.Contain(a.r.Year) {
			return f
		}
	}
	return nil
}

func (a *assembly) chooseBlock(s *segment) {
	best := 0
	s.cand.each(func(id int) {
		b := a.blocks[id]
		n := b.support(s, a.scratch.takeTexts())
		if b.form == a.form {
			n += 4
		}
		if s.block == nil || n > best {
			s.block, best = b, n
		}
	})
}
