package region

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/normalize/label"
)

// byCode is the division of a code of 2, 4, 6, 9 or 12 digits: the newest of it,
// or the one in force in a year.
func (t *table) byCode(text string, year int) (ref, bool) {
	switch len(text) {
	case 2:
		text += "0000"
	case 4:
		text += "00"
	case 12:
		text = strings.TrimSuffix(text, "000")
	}
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil || n <= 0 {
		return ref{}, false
	}
	switch len(text) {
	case 6:
		first, last := t.divsOf(int32(n), int32(n)+1)
		var refs []ref
		for i := first; i < last; i++ {
			refs = append(refs, ref{i, -1})
		}
		if len(refs) > 0 {
			return t.best(refs, year), true
		}
	case 9:
		if n%1000 == 0 {
			return t.byCode(text[:6], year)
		}
		if first, last := t.townsOf(int32(n), int32(n)+1); first < last {
			return t.townRef(first), true
		}
	}
	return ref{}, false
}

// find is the ref of a place.
func (t *table) find(p Place) (ref, bool) {
	if p.Code == "" {
		return ref{}, false
	}
	return t.byCode(p.Code, p.Year)
}

// ByCode is the place of a division's code, of six or nine digits, as of a year; 0
// is the newest list that has it.
func ByCode(code string, year int) (Place, bool) {
	t := embedded()
	r, ok := t.byCode(code, year)
	if !ok {
		return Place{}, false
	}
	return t.place(r), true
}

// byClues takes the only group that lies in the place of a clue.
func (o *resolver) byClues(groups [][]ref) bool {
	for _, c := range o.q.Clues {
		in, ok := o.t.find(c.Place)
		if !ok {
			continue
		}
		var fits [][]ref
		for _, g := range groups {
			if o.agrees(g, in) {
				fits = append(fits, g)
			}
		}
		switch len(fits) {
		case 1:
			o.take(fits[0], c.Method, Medium)
			return true
		case 0:
			if o.res.Against == (Clue{}) {
				o.res.Against = c
			}
		}
	}
	return false
}

// unnamed is for a name without a place: the place of a clue, or of a line of the
// text that is the name with a place before it.
func (o *resolver) unnamed() {
	if o.res.Body == "" || o.res.Central != "" {
		return
	}
	for _, c := range o.q.Clues {
		if in, ok := o.t.find(c.Place); ok && c.Own {
			o.take([]ref{in}, c.Method, Medium)
			return
		}
	}
	o.bySignature()
}

// longestSigned is the length in bytes of the longest line that may be a signature.
const longestSigned = 120

// bySignature looks for a short line that is a place and the name.
func (o *resolver) bySignature() {
	if o.q.Text == nil || utf8.RuneCountInString(o.res.Body) < 3 {
		return
	}
	var refs []ref
	for line := range o.q.Text {
		if len(line) > longestSigned || !strings.Contains(line, o.q.Name) {
			continue
		}
		before, ok := strings.CutSuffix(label.Flat(line), o.res.Body)
		if !ok || before == "" {
			continue
		}
		if r := o.t.chain(before, nil, 4); r.used == len(before) && !r.stem {
			refs = append(refs, r.refs...)
		}
	}
	refs, _ = o.t.inForce(refs, o.q.Year)
	switch groups := o.t.groups(refs); {
	case len(groups) == 1:
		o.take(groups[0], BySigned, Medium)
	case len(groups) > 1:
		o.leave(groups)
	}
}

// byText takes the only group of whose county (or city, for a county) the text
// speaks.
func (o *resolver) byText(groups [][]ref) bool {
	if o.q.Text == nil {
		return false
	}
	names := make([][]string, len(groups))
	for i, g := range groups {
		p := o.t.place(o.t.best(g, o.q.Year))
		names[i] = telling(p)
	}
	spoken := make([]bool, len(groups))
	for text := range o.q.Text {
		for i, list := range names {
			for _, n := range list {
				spoken[i] = spoken[i] || strings.Contains(text, n)
			}
		}
	}
	one := -1
	for i, s := range spoken {
		if s && one >= 0 {
			return false
		}
		if s {
			one = i
		}
	}
	if one < 0 {
		return false
	}
	o.take(groups[one], ByText, Medium)
	return true
}

// telling are words by which a text speaks of the place above: names that are no
// ordinary words, or with the government behind them.
func telling(p Place) []string {
	above := p.County
	if p.Level != Town || above == "" {
		above = p.City
		if p.Level == City || above == "" {
			above = p.Province
		}
	}
	switch n := utf8.RuneCountInString(above); {
	case above == "":
		return nil
	case n > 2:
		return []string{above}
	}
	return []string{p.City + above, above + "人民政府", above + "政府", above + "委"}
}

// CreditCodes are the division codes in the unified social credit codes of a text
// (GB 32100: digits 3 to 8), where the check character is right.
func CreditCodes(text string) (out []string) {
	const length = 18
	run := 0
	for i := 0; i <= len(text); i++ {
		if i < len(text) && strings.IndexByte(creditAlphabet, text[i]) >= 0 {
			run++
			continue
		}
		if run == length {
			if code := text[i-length : i]; creditCheck(code) {
				out = append(out, code[2:8])
			}
		}
		run = 0
	}
	return out
}

const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// creditCheck verifies the check character: weights 3^i modulo 31.
func creditCheck(code string) bool {
	if !strings.Contains("123456789ANY", code[:1]) {
		return false
	}
	sum, weight := 0, 1
	for i := range len(code) - 1 {
		sum += strings.IndexByte(creditAlphabet, code[i]) * weight
		weight = weight * 3 % 31
	}
	return strings.IndexByte(creditAlphabet, code[17]) == (31-sum%31)%31
}

// Heir tells bodies apart over the years; see [Result].
func Heir(p Place) string {
	t := embedded()
	r, ok := t.find(p)
	if !ok {
		return ""
	}
	return t.identity(r)
}
