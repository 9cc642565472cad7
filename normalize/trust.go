package normalize

import (
	"slices"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/form"
	"github.com/nianbao/nianbao/normalize/number"
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
	holds, fails := 0, 0
	var doubtful []cellKey
	rows := map[int]bool{}
	for k, o := range res.cells {
		if o.rec == nil || o.lost || !o.byPlace() {
			continue
		}
		doubtful = append(doubtful, k)
		rows[k.row] = true
	}
	for row := range rows {
		for _, id := range rules {
			switch ok, evaluable := res.rowHolds(id, row); {
			case !evaluable:
			case ok:
				holds++
			default:
				fails++
			}
		}
	}
	if fails < leastFailing || fails <= holds {
		return
	}
	var places []source.Pos // the tables, of which a cut one has several
	for _, k := range doubtful {
		o := res.cells[k]
		o.ambiguous = true
		res.cells[k] = o
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

// rowHolds evaluates a rule of the rows on one row. It is evaluable if both
// sides have a number that is not 0.
func (res *blockResult) rowHolds(id *form.Identity, row int) (holds, evaluable bool) {
	left, lok := res.rowTerms(id.Left, row)
	right, rok := res.rowTerms(id.Right, row)
	if !lok || !rok || left.Sign() == 0 && right.Sign() == 0 {
		return false, false
	}
	return left.Cmp(right) == 0, true
}

// rowTerms adds up the printed numbers of a row; it is not ok if there is none.
func (res *blockResult) rowTerms(terms []form.Term, row int) (sum decimal.Decimal, ok bool) {
	for _, t := range terms {
		for _, key := range t.Keys() {
			for col := range res.b.nodes[colAxis] {
				o, have := res.cells[cellKey{row, col}]
				if !have || o.cell == nil || o.lost || res.b.key(colAxis, col) != key {
					continue
				}
				r := number.Read(o.cell.text, number.Count)
				if !r.Status.HasValue() {
					continue
				}
				var err error
				if sum, err = sum.Add(r.Value); err != nil {
					return sum, false
				}
				ok = true
			}
		}
	}
	return sum, ok
}
