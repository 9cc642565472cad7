package normalize

import (
	"slices"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/form"
	"github.com/nianbao/nianbao/normalize/number"
	"github.com/nianbao/nianbao/normalize/schema"
)

// leastFailing is the number of rows whose sums must fail before the columns are
// doubted: two may well be wrong in print.
const leastFailing = 3

// trustColumns asks the sums whether columns are what they were taken for, where
// no label says so for sure: the header is lost, the columns of a text were told
// by alignment, or the cells are lines of text. Single rows may be wrong in print; but where the sums of
// more rows fail than hold, the columns are not those, and no value counts.
func (res *blockResult) trustColumns() {
	rules := res.b.rules(true)
	if len(rules) == 0 {
		return
	}
	var t rowTally
	var doubtful []cellKey
	rows := map[int]bool{}
	for k, o := range res.cells.all() {
		if o.rec == nil || o.lost || !o.byPlace() {
			continue
		}
		doubtful = append(doubtful, k)
		rows[k.row] = true
	}
	for row := range rows {
		for _, id := range rules {
			res.tally(&t, id, row)
		}
	}
	if !t.doubtful() {
		return
	}
	res.doubt(doubtful)
}

// trustRows asks more of lines of text in which more values were left over than
// could be placed, as where a program printed the cells of a table in another
// order: there a row counts only if its own sum holds.
func (res *blockResult) trustRows(rd *reader) {
	rules := res.b.rules(true)
	if len(rules) == 0 {
		return
	}
	var loose []*record
	for _, rec := range rd.records {
		if _, n := rec.key(rd.b); n >= 0 && len(rec.values) <= rd.width(rec) {
			continue // a line that lost its blanks, or is printed twice
		}
		loose = append(loose, rec)
	}
	if loose == nil {
		return
	}
	placed := map[*cell]bool{}
	for _, o := range res.cells.all() {
		if o.cell != nil && !o.lost && !o.cell.blank {
			placed[o.cell] = true
		}
	}
	left := 0
	for _, rec := range loose {
		for _, c := range rec.values {
			if !c.blank && !placed[c] {
				left++
			}
		}
	}
	if left <= len(placed) {
		return
	}
	res.doubtRows(rules)
}

// doubtRows makes the rows of lines of text ambiguous whose sums do not hold.
func (res *blockResult) doubtRows(rules []*form.Identity) {
	sound := map[int]bool{}
	var doubtful []cellKey
	for k, o := range res.cells.all() {
		if o.rec == nil || o.cell == nil || o.lost || o.ambiguous || !o.rec.row.ragged() || !o.byPlace() {
			continue
		}
		ok, known := sound[k.row]
		if !known {
			var t rowTally
			for _, id := range rules {
				res.tally(&t, id, k.row)
			}
			ok = t.holds > 0 && t.fails+t.lone == 0
			sound[k.row] = ok
		}
		if !ok {
			doubtful = append(doubtful, k)
		}
	}
	res.doubt(doubtful)
}

// doubt makes cells ambiguous, as the columns of their tables could not be told.
func (res *blockResult) doubt(cells []cellKey) {
	if len(cells) == 0 {
		return
	}
	var places []source.Pos // the tables, of which a cut one has several
	for _, k := range cells {
		o, _ := res.cells.get(k)
		o.ambiguous = true
		res.cells.set(k, o)
		if p := source.AtBlock(o.cell.pos.Block()); !slices.Contains(places, p) {
			places = append(places, p)
		}
	}
	slices.SortFunc(places, source.Pos.Compare)
	res.incomplete = true
	f := diag.New("N215", places[0], "table", res.b.table.Key)
	f.Related = places[1:]
	res.add(f)
}

// byPlace tells whether the place of the cell, and not a label over it or beside
// it in a table, says which column it is in.
func (o observation) byPlace() bool {
	g := o.rec.row.geometry
	return g == document.Aligned || g == document.Ragged && !o.rec.inColumns() || !o.rec.given && o.quality >= position
}

// rowTally counts what the sums of rows say.
type rowTally struct {
	holds, fails int
	// lone are the rows that fail with one number that is not 0, so that no order
	// of the columns would help; zeros those of nothing but zeros.
	lone, zeros int
}

// doubtful tells whether the sums of more rows fail than hold. Columns that were
// mistaken leave no rows of zeros if a number moved in among them; against rows
// that no order of the columns would help, those speak too.
func (t rowTally) doubtful() bool {
	more := func(fails, holds int) bool { return fails >= leastFailing && fails > holds }
	return more(t.fails, t.holds) || more(t.fails+t.lone, t.holds+t.zeros)
}

// tally evaluates a rule of the rows on one row, if both sides have a number.
func (res *blockResult) tally(t *rowTally, id *form.Identity, row int) {
	left, some, lok := res.rowTerms(id.Left, row)
	right, more, rok := res.rowTerms(id.Right, row)
	switch {
	case !lok || !rok:
	case some+more == 0:
		t.zeros++
	case left.Cmp(right) == 0:
		t.holds++
	case some+more == 1:
		t.lone++
	default:
		t.fails++
	}
}

// rowTerms adds up the printed numbers of a row, and counts those that are not 0;
// it is not ok if there is none.
func (res *blockResult) rowTerms(terms []form.Term, row int) (sum decimal.Decimal, some int, ok bool) {
	for _, t := range terms {
		for _, key := range t.Keys() {
			for col := range res.b.nodes[colAxis] {
				if res.b.key(colAxis, col) != key {
					continue
				}
				o, have := res.cells.get(cellKey{row, col})
				if !have || o.cell == nil || o.lost {
					continue
				}
				r := number.Read(o.cell.text, number.Count)
				if r.Status == schema.Unparsed {
					return sum, some, false // what is printed there would count
				}
				if !r.Status.HasValue() {
					continue
				}
				var err error
				if sum, err = sum.Add(r.Value); err != nil {
					return sum, some, false
				}
				if ok = true; r.Value.Sign() != 0 {
					some++
				}
			}
		}
	}
	return sum, some, ok
}
