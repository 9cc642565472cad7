package normalize

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/form"
	"github.com/nianbao/nianbao/normalize/label"
	"github.com/nianbao/nianbao/normalize/number"
	"github.com/nianbao/nianbao/normalize/schema"
)

// narrative is the key of the table of numbers that prose states.
const narrative = "narrative"

// statement is a form's statement, with its patterns compiled.
type statement struct {
	*form.Statement
	patterns, zero []pattern
}

// phrasing is how sentences state what a form asks for, and of whom they speak.
type phrasing struct {
	words              vocabulary // of all patterns
	statements         []statement
	wholeArea, ownBody pattern
}

var phrasings sync.Map // *form.Form → *phrasing

func phrasingOf(f *form.Form) *phrasing {
	if p, ok := phrasings.Load(f); ok {
		return p.(*phrasing)
	}
	p := &phrasing{}
	p.wholeArea, p.ownBody = p.words.know(wholeArea), p.words.know(ownBody)
	for i := range f.Statements {
		s := statement{Statement: &f.Statements[i]}
		for _, text := range s.Patterns {
			s.patterns = append(s.patterns, p.words.know(mustCompile(text)))
		}
		for _, text := range s.Zero {
			s.zero = append(s.zero, p.words.know(mustCompile(text)))
		}
		p.statements = append(p.statements, s)
	}
	got, _ := phrasings.LoadOrStore(f, p)
	return got.(*phrasing)
}

// sentence is one sentence of prose: as printed, and folded for patterns.
type sentence struct {
	text, flat string
	words      wordSet // of the form's phrasing, in flat
	pos        source.Pos
}

// sentences cuts the prose of a report. Only sentences with a number or a
// negation can state one.
//
// A sentence over [maxSentence], and lines that go on in one another for more
// than [maxRun], are left out and counted.
func (p *phrasing) sentences(elems []element, w *work, skip func(int) bool) (out []sentence, tooLong int) {
	for i := 0; i < len(elems); i++ {
		e := elems[i]
		if e.table != nil || skip(i) {
			continue
		}
		first, size := i, len(e.text)
		for i+1 < len(elems) && goesOn(elems[i].text, elems[i+1]) && !skip(i+1) {
			i++
			size += len(elems[i].text)
		}
		w.spend(1, size)
		if i > first && size > maxRun {
			tooLong++
			continue
		}
		whole := joinedLines(elems[first:i+1], size)
		if len(whole) < 12 {
			continue
		}
		for rest := whole; rest != ""; {
			var text string
			var states bool
			switch text, rest, states = cutSentence(rest); {
			case states && len(text) > maxSentence:
				tooLong++
			case states:
				flat := flatSentence(text)
				out = append(out, sentence{strings.TrimSpace(text), flat, p.words.in(flat), e.pos})
			}
		}
	}
	return out, tooLong
}

// What is longer, in bytes, is no prose of a report; patterns would take long to
// search it.
const (
	maxSentence = 64 << 10
	maxRun      = 1 << 20 // lines that go on in one another
)

// joinedLines is the text of elements of so many bytes.
func joinedLines(elems []element, size int) string {
	if len(elems) == 1 {
		return elems[0].text
	}
	var b strings.Builder
	b.Grow(size)
	for _, e := range elems {
		b.WriteString(e.text)
	}
	return b.String()
}

// fullLine is the number of bytes from which a line may have been broken for
// its length.
const fullLine = 15 * 3

// goesOn tells whether a line of text goes on in the next element: it is as
// long as lines are, ends within a sentence, and the next is no point of a
// list.
func goesOn(line string, next element) bool {
	if len(line) < fullLine || next.table != nil || next.level > 0 || strings.TrimSpace(next.text) == "" {
		return false
	}
	line = strings.TrimRight(line, " \t\u3000")
	for _, end := range []string{"。", "；", "！", "？", "：", ";", ":", "!", "?"} {
		if strings.HasSuffix(line, end) {
			return false
		}
	}
	first, _, _ := strings.Cut(strings.TrimSpace(next.text), "\n")
	return len(first) > 4*fullLine || !listed(first)
}

// listed tells whether a line starts with an index number: （一） 1. 二、 but not
// the 34 of 34件.
func listed(line string) bool { return indexed.MatchString(line) }

var indexed = newExpression(`^(?:[（(][0-9０-９一二三四五六七八九十]+[)）]|[一二三四五六七八九十]{1,3}、|[0-9０-９]{1,2}[.．、][^0-9０-９])`)

// cutSentence cuts the first sentence off, and tells whether it can state a
// number: it holds a digit, a Chinese numeral before a measure word, or a
// negation. It looks at bytes: prose is most of what a report holds, and decoding
// it rune by rune was most of the time.
func cutSentence(s string) (first, rest string, states bool) {
	numeral := false // the character before is one
	for i := 0; i < len(s); {
		size := runeSize(s[i])
		if size == 1 {
			switch c := s[i]; {
			case c == ';' || c == '\n':
				return s[:i], s[i+1:], states
			case c >= '0' && c <= '9':
				states = true
			}
		}
		if size != 3 || i+3 > len(s) {
			i, numeral = i+size, false
			continue
		}
		switch prosePages[prosePage[pageOf(s[i], s[i+1])]][s[i+2]&63] {
		case endsSentence:
			return s[:i], s[i+3:], states
		case statesNumber:
			states, numeral = true, false
		case proseNumeral:
			numeral = true
		case proseMeasure:
			states, numeral = states || numeral, false
		default:
			numeral = false
		}
		i += 3
	}
	return s, "", states
}

// The characters that matter in prose, by their three bytes in UTF-8: the first
// two find a page, 0 where none of them matters, and the last one the place on it.
var prosePage, prosePages = proseTable(map[uint8]string{
	endsSentence: "。；！",
	statesNumber: "未没無无０１２３４５６７８９",
	proseNumeral: "一二三四五六七八九十百千万两零〇余多",
	proseMeasure: "件條条份宗次例起项項个個篇部则則场場元",
})

const (
	endsSentence = iota + 1
	statesNumber
	proseNumeral
	proseMeasure
)

func proseTable(kinds map[uint8]string) (page [16 * 64]uint8, pages [][64]uint8) {
	pages = make([][64]uint8, 1)
	for kind, chars := range kinds {
		for _, r := range chars {
			b := string(r)
			at := pageOf(b[0], b[1])
			if page[at] == 0 {
				page[at] = uint8(len(pages))
				pages = append(pages, [64]uint8{})
			}
			pages[page[at]][b[2]&63] = kind
		}
	}
	return page, pages
}

func pageOf(first, second byte) int { return int(first&15)<<6 | int(second&63) }

// runeSize is the number of bytes of the character that starts with b in valid
// UTF-8, and 1 for a byte that starts none.
func runeSize(b byte) int {
	switch {
	case b < 0xc0:
		return 1
	case b < 0xe0:
		return 2
	case b < 0xf0:
		return 3
	}
	return 4
}

// flatSentence takes blanks away and makes digits and characters plain, but
// keeps the punctuation that keeps numbers apart.
func flatSentence(s string) string {
	s = unstruck(s)
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch f := label.Rune(r); {
		case f < 0:
		case r == '，' || r == '、' || r == '：' || r == '”' || r == '“':
			b.WriteRune(r)
		case r == ',':
			b.WriteRune(r)
		default:
			b.WriteRune(f)
		}
	}
	flat := b.String()
	if strings.Contains(flat, ",") {
		flat = strings.ReplaceAll(thousands.ReplaceAllString(flat, "$1$2"), ",", "，")
	}
	return flat
}

// unstruck takes away what readers put between ~~ and ~~, as it is struck through
// in print: it states nothing any more.
func unstruck(s string) string {
	const mark = "~~"
	before, rest, found := strings.Cut(s, mark)
	if !found {
		return s
	}
	out := before
	for found {
		// A pair that is cut by the end of the sentence is struck to there.
		if _, rest, found = strings.Cut(rest, mark); !found {
			break
		}
		before, rest, found = strings.Cut(rest, mark)
		out += before
	}
	return out
}

var thousands = newExpression(`(\d),(\d{3})`)

// readProse makes facts of the numbers that prose states, and compares them
// with the tables.
func (a *assembly) readProse() {
	p := phrasingOf(a.form)
	list := p.statements
	taken := a.takenElements()
	all, tooLong := p.sentences(a.elems, a.work, func(i int) bool { _, h := a.headingAt(i); return h || taken(i) })
	if tooLong > 0 {
		a.add(diag.New("N413", source.Pos{}, "count", strconv.Itoa(tooLong), "limit", strconv.Itoa(maxSentence)))
	}
	a.r.Agency.Scope, a.r.Agency.ScopeEvidence = p.scope(all)
	var facts []schema.Fact
	for i := range list {
		f, other, ok := list[i].read(all, a.work)
		if other != nil {
			d := diag.New("N411", f.Pos, "what", list[i].Key, "first", f.Raw, "second", other.Raw)
			d.Related = []source.Pos{other.Pos}
			a.add(d)
		}
		if ok {
			a.correct(&f)
			facts = append(facts, f)
			a.compareProse(&list[i], f)
		}
	}
	a.r.Facts = append(a.r.Facts, facts...)
}

// read finds what the sentences state. If they state different numbers, which
// one is meant cannot be told; other is the first that differs.
func (s *statement) read(all []sentence, w *work) (fact schema.Fact, other *schema.Fact, found bool) {
	for i := range all {
		sen := &all[i]
		w.spend(1, len(sen.flat))
		s.in(sen, func(f schema.Fact) {
			switch {
			case !found:
				fact, found = f, true
			case other == nil && f.Value.Cmp(fact.Value) != 0:
				differs := f
				other = &differs
			}
		})
	}
	if other != nil {
		fact.Status = schema.Ambiguous
		fact.Value = decimal.Decimal{}
	}
	return fact, other, found
}

// in reads one sentence, and calls yield with each number that it states.
func (s *statement) in(sen *sentence, yield func(schema.Fact)) {
	for i := range s.patterns {
		re := &s.patterns[i]
		if !re.possible(&sen.words) {
			continue
		}
		found := false
		for _, m := range re.findAll(sen.flat) {
			// 其中 begins a part of what was stated before, unless that was stated of
			// others and this is of the body itself.
			if found && strings.Contains(m.before, "其中") && !ownBody.MatchString(m.before+m.whole) {
				continue
			}
			if f, ok := s.fact(sen, m); ok {
				found = true
				yield(f)
			}
		}
		if found {
			return
		}
	}
	for i := range s.zero {
		re := &s.zero[i]
		if !re.possible(&sen.words) {
			continue
		}
		if m := re.find(sen.flat); m != nil && m[0] != "" {
			f := s.blankFact(sen)
			f.Status, f.Raw = schema.Number, m[0]
			yield(f)
			return
		}
	}
}

func (s *statement) blankFact(sen *sentence) schema.Fact {
	f := schema.Fact{TableKey: narrative, RowKey: s.Key, ColumnKey: "value", Unit: schema.Count, Match: schema.Exact,
		Context: sen.text, Pos: sen.pos}
	switch s.Unit {
	case form.Money:
		f.Unit = schema.Unstated
	case form.Percent:
		f.Unit = schema.Percent
	}
	return f
}

// fact makes a fact of what a pattern found: its groups are the words of {num}.
func (s *statement) fact(sen *sentence, m match) (f schema.Fact, ok bool) {
	about, digits, more := m.groups[0], m.groups[1], m.groups[2]
	before, _, _ := strings.Cut(m.whole, about+digits+more)
	if s.Unit == form.Percent {
		return s.percentFact(sen, m)
	}
	if containsAny(before, form.Changes) {
		return f, false
	}
	f = s.blankFact(sen)
	kind, text := number.Count, about+digits+more
	if s.Unit == form.Money && strings.HasSuffix(m.whole, "元") {
		// The unit belongs to the amount: 1.2万元 is 1.2 of 万元.
		kind, text = number.Money, m.whole[len(before):]
	}
	r := number.Read(text, kind)
	if !r.Status.HasValue() {
		return f, false
	}
	f.Value, f.Status, f.Raw = r.Value, r.Status, about+digits+more
	if strings.Contains(m.whole, digits+"余") || strings.Contains(m.whole, digits+"多") {
		f.Status = schema.Approximate
	}
	if r.Unit != "" && kind == number.Money {
		f.Unit = r.Unit
	}
	return f, true
}

// lessWords say that a change is one for the less.
var lessWords = []string{"下降", "减少", "降低", "下滑"}

// percentFact makes a fact of a percentage: negative where something grew less. It is
// about if any word near it says so.
func (s *statement) percentFact(sen *sentence, m match) (f schema.Fact, ok bool) {
	about, digits, more := m.groups[0], m.groups[1], m.groups[2]
	at := strings.LastIndex(m.whole, about+digits+more)
	if at < 0 || more != "" {
		return f, false
	}
	r := number.Read(digits, number.Count)
	if r.Status != schema.Number || strings.Contains(digits, "万") {
		return f, false
	}
	f = s.blankFact(sen)
	f.Value, f.Status, f.Raw = r.Value, r.Status, m.whole[at:]
	before := m.whole[:at]
	if about != "" || strings.HasSuffix(before, "约") || strings.HasSuffix(before, "近") {
		f.Status = schema.Approximate
		if about == "" {
			f.Raw = before[len(before)-len("约"):] + f.Raw
		}
	}
	for _, w := range lessWords {
		if i := strings.LastIndex(before, w); i >= 0 && s.Check == nil {
			f.Value, f.Raw = f.Value.Neg(), m.whole[i:]
		}
	}
	return f, true
}

func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// compareProse says where the prose differs from the table.
func (a *assembly) compareProse(s *statement, f schema.Fact) {
	if s.Check == nil || f.Status != schema.Number {
		return
	}
	if s.Unit == form.Percent {
		a.compareShare(s, f)
		return
	}
	sum, places, ok := a.tableSum(s.Check)
	if !ok || sum.Cmp(f.Value) == 0 && s.Unit != form.Money {
		return
	}
	if s.Unit == form.Money && !a.differs(f, s.Check, sum) {
		return
	}
	prose, table := f.Value.String(), sum.String()
	if s.Unit == form.Money {
		x := a.fact(s.Check.Table, s.Check.Rows[0], s.Check.Column)
		prose, table = prose+" "+string(f.Unit), table+" "+string(x.Unit)
	}
	fd := diag.New("N410", f.Pos, "what", s.Key, "prose", prose, "table", table)
	fd.Rule, fd.Status, fd.Related = a.form.ID+"/narrative/"+s.Key, diag.Fail, places
	v := f.Value
	fd.Found, fd.Expected = &v, &sum
	a.add(fd)
}

// maxPlaces is more than the decimal places of any percentage.
const maxPlaces = 4

// compareShare says where the prose states another share than the tables have,
// whatever it may be a share of. The last digit may be rounded or cut off.
func (a *assembly) compareShare(s *statement, f schema.Fact) {
	part, places, ok := a.tableSum(s.Check)
	_, decimals, _ := strings.Cut(f.Value.String(), ".")
	if !ok || len(decimals) > maxPlaces {
		return
	}
	scale := int(math.Pow10(len(decimals))) // units of the last digit in one
	stated := int(math.Round(f.Value.Float64() * float64(scale)))
	var shown decimal.Decimal
	for i, rows := range s.Check.Of {
		whole, more, ok := a.tableSum(&form.Check{Table: s.Check.Table, Rows: rows, Column: s.Check.Column})
		if !ok || whole.Sign() <= 0 {
			return
		}
		// |100 part/whole − value| < 1 unit of the last digit, without a division.
		exact, err1 := part.Times(100 * scale)
		said, err2 := whole.Times(stated)
		off, err3 := exact.Add(said.Neg())
		if err := errors.Join(err1, err2, err3); err != nil || off.Cmp(whole) < 0 && off.Neg().Cmp(whole) < 0 {
			return
		}
		if i == 0 {
			shown, _ = decimal.New(int64(math.Round(exact.Float64()/whole.Float64())), len(decimals))
			places = append(places, more...)
		}
	}
	fd := diag.New("N410", f.Pos, "what", s.Key, "prose", f.Value.String()+" %", "table", shown.String()+" %")
	fd.Rule, fd.Status, fd.Related = a.form.ID+"/narrative/"+s.Key, diag.Fail, places
	v := f.Value
	fd.Found, fd.Expected = &v, &shown
	a.add(fd)
}

// differs tells whether an amount is another than the table's, if the units of both
// are known: 1.2万元 is 12000元.
func (a *assembly) differs(f schema.Fact, c *form.Check, sum decimal.Decimal) bool {
	stated, ok := inYuan(f.Value, f.Unit)
	if len(c.Rows) != 1 || !ok {
		return false
	}
	x := a.fact(c.Table, c.Rows[0], c.Column)
	if x == nil {
		return false
	}
	printed, known := inYuan(sum, x.Unit)
	return known && printed.Cmp(stated) != 0
}

// inYuan is an amount in yuan, if its unit is known.
func inYuan(d decimal.Decimal, u schema.Unit) (decimal.Decimal, bool) {
	switch u {
	case schema.Yuan:
		return d, true
	case schema.WanYuan:
		y, err := d.Shift(4)
		return y, err == nil
	}
	return d, false
}

// tableSum adds up the cells of a check. It is not ok if one is missing or none
// is printed.
func (a *assembly) tableSum(c *form.Check) (sum decimal.Decimal, places []source.Pos, ok bool) {
	for _, row := range c.Rows {
		x := a.fact(c.Table, row, c.Column)
		if x == nil || x.Status == schema.Ambiguous || x.Status == schema.Unparsed {
			return sum, nil, false
		}
		places = append(places, x.Pos)
		value, printed := x.Value, x.Status.HasValue()
		if !printed {
			var err error
			if value, printed, err = a.partsOf(c, row); err != nil {
				return sum, nil, false
			}
		}
		if !printed {
			continue
		}
		var err error
		if sum, err = sum.Add(value); err != nil {
			return sum, nil, false
		}
		ok = true
	}
	return sum, places, ok
}

// partsOf adds up the printed parts of a total that was left blank, where the
// form says what its parts are. A part that cannot be read is an error.
func (a *assembly) partsOf(c *form.Check, row string) (sum decimal.Decimal, printed bool, err error) {
	for _, t := range a.form.Tables {
		if t.Key != c.Table {
			continue
		}
		for _, id := range t.Identities {
			if id.Along != "rows" || id.Relation != "" && id.Relation != form.Equal || len(id.Left) != 1 || id.Left[0].Key != c.Column {
				continue
			}
			for _, part := range id.Right {
				x := a.fact(c.Table, row, part.Key)
				switch {
				case x == nil, x.Status == schema.Ambiguous, x.Status == schema.Unparsed:
					return sum, false, errUnread
				case x.Status.HasValue():
					if sum, err = sum.Add(x.Value); err != nil {
						return sum, false, err
					}
					printed = true
				}
			}
			return sum, printed, nil
		}
	}
	return sum, false, nil
}

var errUnread = errors.New("normalize: a cell cannot be read")

func (a *assembly) fact(table, row, column string) *schema.Fact {
	for i := range a.r.Facts {
		f := &a.r.Facts[i]
		if f.RowKey == row && f.ColumnKey == column && f.TableKey == table {
			return f
		}
	}
	return nil
}
