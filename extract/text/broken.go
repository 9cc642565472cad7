package text

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A number that is wider than its cell is broken over two lines. In lines of
// text, its end stands below the rest of its row, or both halves stand above and
// below, with the label between them:
//
//	                3275
//	applications            12
//	                5
//
// Either half looks like a whole number. So they are put together as what they
// are, two lines of one cell; that is no number to whoever reads the cell, unless
// something else proves it, as sums do. A measure word may stand below its number
// in the same way, and the end of a word for none below its beginning.

// mendBroken puts the halves of broken numbers together. at is the line in which
// each row stands.
func mendBroken(rows []textRow, at []int) []textRow {
	for i, r := range rows {
		adjacent := func(k int) bool { return k >= 0 && k < len(rows) && abs(at[k]-at[i]) == abs(k-i) }
		around := alike(rows[max(i-columnRows, 0):min(i+columnRows, len(rows))], max(r.count(), rows[max(i-1, 0)].count()))
		if adjacent(i - 1) {
			rows[i-1].takeTails(r, around)
		}
		switch {
		case adjacent(i-1) && r.mayHoldEnds(rows[i-1], around):
			r.takeStarts(rows[i-1], around)
		case r.onlyValues():
			above := i - 1 // the row that the ends may belong to
			if adjacent(i-2) && len(rows[i-1]) == 1 && rows[i-1].isPiece() {
				above = i - 2
			}
			unlabelled := adjacent(i-1) && r.endsLone(rows[i-1])
			for k, s := range r {
				if adjacent(above) && rows[above].takeEnd(s, around, unlabelled) ||
					adjacent(i+2) && rows[i+1].takeHalves(s, rows[i+2], around) {
					r[k].text = ""
				}
			}
		case adjacent(i-1) && (r.besideLabelOf(rows[i-1]) || r.mayEnd(rows[i-1])):
			rows[i-1].takeAllEnds(r, around)
		}
	}
	for i := range rows {
		rows[i] = slices.DeleteFunc(rows[i], func(s segment) bool { return s.text == "" })
	}
	return slices.DeleteFunc(rows, func(r textRow) bool { return len(r) == 0 })
}

// alike are the rows that may be of one table with a row of n values: without
// those that have less than half as many.
func alike(rows []textRow, n int) (out []textRow) {
	for _, r := range rows {
		if c := r.count(); c == 0 || 2*c >= n {
			out = append(out, r)
		}
	}
	return out
}

// isPiece tells whether a row is one or two characters of a heading that is
// written top down beside the rows.
func (r textRow) isPiece() bool {
	return !r[0].value && utf8.RuneCountInString(r[0].text) <= tailRunes
}

// tailRunes is the number of characters up to which a text can be the end of a
// value that is not itself a number.
const tailRunes = 2

// takeTails adds the texts of a row that are the ends of values, as a measure
// word is, to what stands above them: where that makes a value and the text
// alone is none, or where a text stands among the values. If the values above
// are one line higher than the others of their row, they go down.
func (r textRow) takeTails(tails textRow, around []textRow) {
	down := r.count() > 0 && tails.count() > r.count() && tails.goesOnWith(r, around)
	for i, s := range tails {
		if s.value || utf8.RuneCountInString(s.text) > tailRunes {
			continue
		}
		k := slices.IndexFunc(r, func(t segment) bool { return t.text != "" && t.x0 < s.x1 && s.x0 < t.x1 })
		if k < 0 || !isValue(strings.ReplaceAll(r[k].text, " ", "")+s.text) && !r.amongValues(k) {
			continue
		}
		whole := r[k]
		whole.text, whole.value = whole.text+"\n"+s.text, true
		if down {
			tails[i], r[k].text = whole, ""
		} else {
			r[k], tails[i].text = whole, ""
		}
	}
}

// amongValues tells whether a text that is no value stands behind two values.
func (r textRow) amongValues(k int) bool {
	return !r[k].value && r[:k].values() > 1
}

// besideLabelOf tells whether a row has values, and its text ends left of the
// label of the row above: then it is part of a label that stands beside several
// rows, and no label of its own.
func (r textRow) besideLabelOf(above textRow) bool {
	label := -1 // where the label of the row above starts
	for _, s := range above {
		if !s.value {
			label = s.x0
		}
	}
	values := r.values()
	return values > 0 && values == r.count() && !slices.ContainsFunc(r, func(s segment) bool {
		return !s.value && s.x1 > label
	})
}

// mayEnd tells whether all values of a row are shorter than those above them, and
// fewer, and those long enough to be broken, as where a label goes on beside the
// ends of numbers. They may be as long where the label certainly goes on.
func (r textRow) mayEnd(above textRow) bool {
	if r.values() > 0 && r.values() == r.count() && !r.startsLabel() && !slices.ContainsFunc(r, func(s segment) bool {
		k := above.at(s)
		return s.value && (k < 0 || !above[k].isCut() && !above[k].goesOnIn(s.text))
	}) {
		return true
	}
	if r.values() == 0 || r.values() != r.count() || r.values() >= above.beside() || r.startsLabel() {
		return false
	}
	least := 1 // by which the ends are shorter
	if above.startsLabel() && r.inner() != nil {
		least = 0
	}
	return !slices.ContainsFunc(r, func(s segment) bool {
		k := above.at(s)
		return s.value && (k < 0 || above[k].width() < s.width()+least || above[k].width() < minBroken)
	})
}

// mayHoldEnds tells whether all values of the row above stand over values of a row
// with more, and it may be one line of print with it: then those are starts of
// numbers that are one line higher than their neighbours.
func (r textRow) mayHoldEnds(above textRow, around []textRow) bool {
	if above.count() == 0 || above.values() != above.count() || r.count() <= above.count()+1 || !r.goesOnWith(above, around) {
		return false
	}
	return !slices.ContainsFunc(above, func(s segment) bool {
		k := r.at(s)
		return s.value && (k < 0 || r[k].width() > s.width() || s.width() < minBroken || !s.mayGoOnIn(r[k].text))
	})
}

// goesOnWith tells whether nothing says that a row, which has a label, is another
// line of the table than the row above: no label above, or only one that stands
// beside several rows, or one that goes on here, in a table that counts its lines.
func (r textRow) goesOnWith(above textRow, around []textRow) bool {
	own, other := r.inner(), above.inner()
	switch {
	case own == nil:
		return other == nil && r.count() >= minAlone
	case other == nil || other.x1 <= own.x0:
		return true
	case r.startsLabel():
		return false
	}
	return above.startsLabel() || counts(around)
}

// counts tells whether rows stand in a table that counts its lines.
func counts(rows []textRow) bool {
	counted := 0
	for _, r := range rows {
		if r.startsLabel() {
			counted++
		}
	}
	return counted >= minCounted
}

// minCounted is the number of lines with an ordinal that make a table one that
// counts its lines.
const minCounted = 4

// takeStarts puts the values of the row above before those that stand below them,
// if all fill their columns.
func (r textRow) takeStarts(above textRow, around []textRow) {
	for _, s := range above {
		if s.value && !s.fillsColumn(around) {
			return
		}
	}
	for i, s := range above {
		if s.value {
			k := r.at(s)
			r[k].text, r[k].tail = s.text+"\n"+r[k].text, r[k].width()
			above[i].text = ""
		}
	}
}

// beside is the number of values behind the label of a row: without one in front
// that counts the lines.
func (r textRow) beside() int {
	if k := slices.IndexFunc(r, func(s segment) bool { return !s.value }); k >= 0 {
		return r[k:].count()
	}
	return r.count()
}

// inner is the last text before the values of a row, or nil.
func (r textRow) inner() (last *segment) {
	for i := range r {
		if !r[i].value {
			last = &r[i]
		} else if last != nil {
			break
		}
	}
	return last
}

// startsLabel tells whether the label beside the values starts in this row, as far
// as an ordinal tells.
func (r textRow) startsLabel() bool {
	s := r.inner()
	return s != nil && hasIndex(s.text)
}

// minBroken is the width that a cell has at least.
const minBroken = 3

// takeAllEnds adds the values of a row to those above them, if all are ends of
// broken numbers.
func (r textRow) takeAllEnds(ends textRow, around []textRow) {
	for _, s := range ends {
		if k := r.at(s); s.value && (k < 0 || !r[k].fillsColumn(around)) {
			return
		}
	}
	for i, s := range ends {
		if s.value && r.takeEnd(s, around, false) {
			ends[i].text = ""
		}
	}
}

// onlyValues tells whether a row has values and nothing else.
func (r textRow) onlyValues() bool {
	return len(r) > 0 && !slices.ContainsFunc(r, func(s segment) bool { return !s.value || s.glued })
}

// endsLone tells whether a row of values goes on with the row above in a table
// that has no labels beside its values: it has fewer, each shorter than the one
// above it, and those are all about as long as any in their row; or as long as the
// last line of one that is broken already, or as makes a Chinese number with it.
func (r textRow) endsLone(above textRow) bool {
	if !above.onlyValues() || r.count() >= above.count() || above.count() < minAlone {
		return false
	}
	longest := 0
	for _, s := range above {
		longest = max(longest, s.width())
	}
	return !slices.ContainsFunc(r, func(s segment) bool {
		k := above.at(s)
		if k >= 0 && above[k].goesOnIn(s.text) {
			return false
		}
		if k >= 0 && strings.Contains(above[k].text, "\n") { // broken already: a further line may be as long
			return above[k].width() < s.width()
		}
		return k < 0 || above[k].width() <= s.width() || above[k].width() < longest-1
	})
}

// takeEnd adds the end of a broken number to the number above it, if that is as
// long as any in its column and stands in a row with a label, or in a table
// without any.
func (r textRow) takeEnd(end segment, around []textRow, unlabelled bool) bool {
	k := r.at(end)
	if k < 0 || r.onlyValues() && !unlabelled || !r[k].fillsColumn(around) || !r[k].mayGoOnIn(end.text) {
		return false
	}
	r[k].text, r[k].tail = r[k].text+"\n"+end.text, end.width()
	return true
}

// takeHalves puts a number into the row whose halves stand above and below it,
// in lines without a label.
func (r *textRow) takeHalves(start segment, below textRow, around []textRow) bool {
	k := below.at(start)
	if k < 0 || r.onlyValues() || !below.onlyValues() || r.at(start) >= 0 || !start.fillsColumn(around) || !start.mayGoOnIn(below[k].text) {
		return false
	}
	start.text, start.tail = start.text+"\n"+below[k].text, below[k].width()
	below[k].text = ""
	i := slices.IndexFunc(*r, func(s segment) bool { return s.x0 > start.x0 })
	if i < 0 {
		i = len(*r)
	}
	*r = slices.Insert(*r, i, start)
	return true
}

// at is the index of the value that stands above or below the segment, or -1.
func (r textRow) at(s segment) int {
	return slices.IndexFunc(r, func(t segment) bool {
		return t.value && t.text != "" && t.x0 < s.x1 && s.x0 < t.x1
	})
}

// columnRows is how many rows up and down are looked at for the longest number
// of a column.
const columnRows = 40

// isCut tells whether a number ends in a separator, or is a Chinese one without its
// end: 三千零, or 七百七, the beginning of 七百七十九.
func (s segment) isCut() bool {
	r, size := utf8.DecodeLastRuneInString(s.text)
	switch {
	case strings.ContainsRune(",，.．", r):
		return true
	case !s.value || !strings.ContainsRune("零〇一二三四五六七八九", r):
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s.text[:len(s.text)-size])
	return strings.ContainsRune("百千万", before)
}

// goesOnIn tells whether a Chinese number goes on in a text, as 二百 does in 零四 and
// in 六十, 三十 in 三, and 七百七 in 十九.
func (s segment) goesOnIn(text string) bool {
	const units, digits = "十百千", "一二两三四五六七八九"
	last, _ := utf8.DecodeLastRuneInString(s.text)
	below := []rune(text)
	if len(below) == 0 || strings.Trim(text, units+digits+"零") != "" {
		return false
	}
	unit, first := strings.IndexRune(units, last), below[0]
	switch {
	case s.isCut():
		return last == '零' || strings.ContainsRune(units, first)
	case unit < 0:
		return false
	case first == '零':
		return last != '十' && len(below) > 1
	case len(below) == 1:
		return last == '十' && strings.ContainsRune(digits, first)
	}
	next := strings.IndexRune(units, below[1])
	return strings.ContainsRune(digits, first) && next >= 0 && next < unit
}

// mayGoOnIn tells whether both texts are numbers in digits, or Chinese ones of which
// one goes on in the other: it also may where a digit stands before a unit, as in
// 一万零五 and 百二十四.
func (s segment) mayGoOnIn(text string) bool {
	const numerals = "零〇一二两三四五六七八九十百千万亿\n"
	upper, lower := strings.Trim(s.text, numerals) == "", strings.Trim(text, numerals) == ""
	if upper != lower || !upper {
		return upper == lower
	}
	last, _ := utf8.DecodeLastRuneInString(s.text)
	first, _ := utf8.DecodeRuneInString(text)
	return s.goesOnIn(text) || strings.ContainsRune("一二两三四五六七八九", last) && strings.ContainsRune("十百千万", first)
}

// fillsColumn tells whether no number above or below the segment is longer, and
// it is one that could be broken at all. A separator at its end says that it was.
func (s segment) fillsColumn(around []textRow) bool {
	if s.isCut() {
		return true
	}
	if len(s.text) < 2 || s.tail > 0 && s.tail < s.width() {
		return false
	}
	room := s.width() / max(1, utf8.RuneCountInString(s.text)) // that one more character would take
	for _, r := range around {
		if k := r.at(s); k >= 0 && r[k].width() >= s.width()+max(1, room) {
			return false
		}
	}
	return true
}
