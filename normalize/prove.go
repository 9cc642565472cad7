package normalize

import (
	"strconv"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/form"
	"github.com/nianbao/nianbao/normalize/number"
	"github.com/nianbao/nianbao/normalize/schema"
)

// prove lets a value that has its row and column by its place on a page alone count only if
// the sums of the form prove it: that of its row holds, and one of its column, where the table
// has such, and none fails. Those that count are matches by position.
func (res *blockResult) prove() {
	rowRules, colRules := res.b.rules(true), res.b.rules(false)
	rows, cols := res.proofs(rowAxis, rowRules), res.proofs(colAxis, colRules)
	var first source.Pos
	left := 0
	for k, o := range res.cells.all() {
		if o.rec == nil || o.cell == nil || o.lost || o.rec.row.geometry == document.Ruled {
			continue
		}
		proved := (len(rowRules) == 0 || rows[k] == proves) && (len(colRules) == 0 || cols[k] == proves) && len(rowRules)+len(colRules) > 0
		if !proved && o.quality != sums && !o.joined {
			if !o.ambiguous && !o.cell.blank {
				if left++; left == 1 || o.cell.pos.Compare(first) < 0 {
					first = o.cell.pos
				}
			}
			o.ambiguous = true
			continue
		}
		o.quality = max(o.quality, position)
	}
	if left > 0 {
		res.incomplete = true
		res.add(diag.New("N220", first, "table", res.b.table.Key, "count", strconv.Itoa(left)))
	}
}

// proof is what the sums say of a cell.
type proof uint8

const (
	silent proof = iota
	proves
	disproves
)

// proofs evaluates rules whose sums go along an axis, on each line of it on which all
// cells have numbers.
func (res *blockResult) proofs(ax axis, rules []*form.Identity) map[cellKey]proof {
	out := map[cellKey]proof{}
	for _, id := range rules {
		for line := range res.b.nodes[ax] {
			left, some, ok := res.exactTerms(id.Left, ax, line)
			right, more, fine := res.exactTerms(id.Right, ax, line)
			if !ok || !fine {
				continue
			}
			says := proves
			if left.Cmp(right) != 0 {
				says = disproves
			}
			for _, k := range append(some, more...) {
				out[k] = max(out[k], says)
			}
		}
	}
	return out
}

// exactTerms adds up the numbers of a side of a rule; it is not ok if one is not there.
func (res *blockResult) exactTerms(terms []form.Term, ax axis, line int) (sum decimal.Decimal, cells []cellKey, ok bool) {
	for _, t := range terms {
		lists := t.Either
		if lists == nil {
			lists = [][]string{{t.Key}}
		}
		found := false
		for _, keys := range lists {
			part, some, has := res.exactKeys(keys, ax, line)
			if !has {
				continue
			}
			var err error
			if sum, err = sum.Add(part); err != nil {
				return sum, nil, false
			}
			cells, found = append(cells, some...), true
			break
		}
		if !found {
			return sum, nil, false
		}
	}
	return sum, cells, len(cells) > 0
}

// exactKeys adds up the numbers of cells, all of which must be there.
func (res *blockResult) exactKeys(keys []string, ax axis, line int) (sum decimal.Decimal, cells []cellKey, ok bool) {
	for _, key := range keys {
		k, v, has := res.exactCell(key, ax, line)
		if !has {
			return sum, nil, false
		}
		var err error
		if sum, err = sum.Add(v); err != nil {
			return sum, nil, false
		}
		cells = append(cells, k)
	}
	return sum, cells, len(cells) > 0
}

// exactCell is the number of the cell on a line whose key along the other axis is this.
func (res *blockResult) exactCell(key string, ax axis, line int) (k cellKey, v decimal.Decimal, ok bool) {
	other := rowAxis + colAxis - ax
	for n := range res.b.nodes[other] {
		if res.b.key(other, n) != key {
			continue
		}
		k = cellKey{line, n}
		if ax == colAxis {
			k = cellKey{n, line}
		}
		o, have := res.cells.get(k)
		if !have || o.cell == nil || o.lost || o.ambiguous {
			continue
		}
		text := o.cell.text
		if o.joined {
			text, _ = o.cell.joined()
		}
		if r := number.Read(text, number.Count); r.Status == schema.Number {
			return k, r.Value, true
		}
	}
	return k, v, false
}
