package region

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
)

// ref is a division of the table: a town, or one of the levels above if town is -1.
type ref struct{ div, town int32 }

// Place is a division with the names of the levels above it. The zero value is none.
type Place struct {
	// Code has six digits, nine for a town.
	Code  string
	Level Level
	// Province, City, County and Town are the names of each level, "" for one that
	// the place does not have: a municipality's counties have no city.
	Province, City, County, Town string
	// Year is that of the newest list of codes that has the code under this name.
	Year int
}

// Name is the whole name, from the province.
func (p Place) Name() string { return p.Province + p.City + p.County + p.Town }

// place is a ref for the world.
func (t *table) place(r ref) Place {
	if r.div < 0 {
		return Place{}
	}
	d := &t.divs[r.div]
	p := Place{Code: strconv.Itoa(int(d.code)), Level: d.level(), Year: t.months[d.to] / 100}
	t.name(&p, d)
	if d.code%100 != 0 {
		if up := t.above(d, d.code/100*100); up != nil {
			t.name(&p, up)
		}
	}
	if d.code%10000 != 0 {
		if up := t.above(d, d.code/10000*10000); up != nil {
			t.name(&p, up)
		}
	}
	if r.town >= 0 {
		code := t.towns[r.town].code
		p.Code, p.Level, p.Town, p.Year = strconv.Itoa(int(code)), Town, t.townName(r.town), t.months[len(t.months)-1]/100
	}
	return p
}

func (t *table) name(p *Place, d *division) {
	switch d.level() {
	case Province:
		p.Province = d.name
	case City:
		p.City = d.name
	default:
		p.County = d.name
	}
}

// above is the division of a code as it was when d was last listed.
func (t *table) above(d *division, code int32) *division {
	first, last := t.divsOf(code, code+1)
	for i := last - 1; i >= first; i-- {
		if t.divs[i].from <= d.to && t.divs[i].to >= d.from {
			return &t.divs[i]
		}
	}
	return nil
}

// code is the code of what the division is today, of nine digits.
func (t *table) code(r ref) int32 {
	if r.town >= 0 {
		return t.towns[r.town].code
	}
	return t.divs[t.heir(r.div)].code * 1000
}

// former tells of a division that is in no more list, and of which it is not certain
// what it became. Its code may be another's today.
func (t *table) former(r ref) bool {
	return r.town < 0 && int(t.divs[t.heir(r.div)].to) < len(t.months)-1
}

// identity tells bodies apart: the code of today, and for one that is no more that of
// then with the year.
func (t *table) identity(r ref) string {
	text := fmt.Sprintf("%09d", t.code(r))
	if t.former(r) {
		text += "-" + strconv.Itoa(t.months[t.divs[t.heir(r.div)].to]/100)
	}
	return text
}

// span is the codes of nine digits that lie in a division today, from lo to below hi;
// none in one that is no more.
func (t *table) span(r ref) (lo, hi int32) {
	lo = t.code(r)
	switch {
	case t.former(r):
		return lo, lo
	case r.town >= 0:
		return lo, lo + 1
	case lo%10000000 == 0:
		return lo, lo + 10000000
	case lo%100000 == 0:
		return lo, lo + 100000
	}
	return lo, lo + 1000
}

// within tells whether a division lies in another, or is it.
func (t *table) within(r, in ref) bool {
	lo, hi := t.span(in)
	if c := t.code(r); c >= lo && c < hi && !t.former(r) {
		return true
	}
	if r.town >= 0 || in.town >= 0 {
		return false
	}
	// As it was then: a county that is gone, or that moved, lay in the city of its code.
	d, o := &t.divs[r.div], &t.divs[in.div]
	switch {
	case d.from > o.to || d.to < o.from:
		return false
	case o.code%10000 == 0:
		return d.code/10000 == o.code/10000
	case o.code%100 == 0:
		return d.code/100 == o.code/100
	}
	return d.code == o.code
}

// townRef is the ref of a town.
func (t *table) townRef(i int32) ref {
	code := t.towns[i].code / 1000
	first, last := t.divsOf(code, code+1)
	if first == last { // 嘉峪关市 has no counties
		code = code / 100 * 100
		first, last = t.divsOf(code, code+1)
	}
	if first == last {
		return ref{-1, i}
	}
	return ref{last - 1, i} // the newest
}

// groups puts what is one body today together, in the order of codes.
func (t *table) groups(refs []ref) [][]ref {
	refs = slices.Clone(refs)
	slices.SortFunc(refs, func(a, b ref) int {
		return cmp.Or(cmp.Compare(t.code(a), t.code(b)), cmp.Compare(t.heir(a.div), t.heir(b.div)), cmp.Compare(a.div, b.div))
	})
	refs = slices.Compact(refs)
	var out [][]ref
	for i, r := range refs {
		if i > 0 && t.code(r) == t.code(refs[i-1]) && t.former(r) == t.former(refs[i-1]) && (!t.former(r) || t.heir(r.div) == t.heir(refs[i-1].div)) {
			out[len(out)-1] = append(out[len(out)-1], r)
			continue
		}
		out = append(out, []ref{r})
	}
	return out
}

// years are the lists that a report of a year may go by: those in force during
// it, and in the year after, when it was written. 0 is an unknown year.
func (t *table) years(year int) (lo, hi int16) {
	newest := int16(len(t.months) - 1)
	if year == 0 {
		return newest, newest
	}
	lo, hi = 0, newest
	for i, m := range t.months {
		if m <= year*100+1 {
			lo = int16(i)
		}
		if m >= year*100+106 && int16(i) < hi {
			hi = int16(i)
		}
	}
	return lo, hi
}

// inForce are the refs that a report of the year may mean, all if none was in
// force then; sure tells that some were. Zones are in the newest list only, and
// older.
func (t *table) inForce(refs []ref, year int) (out []ref, sure bool) {
	lo, hi := t.years(year)
	for _, r := range refs {
		d := &t.divs[r.div]
		if r.town >= 0 || d.zone() || d.from <= hi && d.to >= lo {
			out = append(out, r)
		}
	}
	if len(out) == 0 {
		return refs, false
	}
	return out, true
}

// best is the ref of a group, all one body, that the year has: that of the newest
// list from the year on for which there is no other.
func (t *table) best(group []ref, year int) ref {
	newest := len(t.months) - 1
	at := int16(newest)
	for i := newest - 1; i >= 0 && year > 0 && year <= t.months[newest-1]/100 && t.months[i+1] > year*100+12; i-- {
		at = int16(i)
	}
	far := func(r ref) int {
		d := &t.divs[r.div]
		return int(max(d.from-at, at-d.to, 0))
	}
	return slices.MinFunc(group, func(a, b ref) int {
		return cmp.Or(cmp.Compare(far(a), far(b)), cmp.Compare(b.town, a.town), cmp.Compare(b.div, a.div))
	})
}
