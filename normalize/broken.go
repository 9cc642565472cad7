package normalize

import (
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/normalize/form"
	"github.com/nianbao/nianbao/normalize/number"
	"github.com/nianbao/nianbao/normalize/schema"
)

// joined is the number that a cell's lines are together, where a narrow cell
// broke it and no line says so: 821 above 3. It may be 8213, or two numbers; only
// a sum can tell.
func (c *cell) joined() (text string, ok bool) {
	if !strings.Contains(c.text, "\n") || strings.Trim(c.text, "0123456789０１２３４５６７８９\n") != "" {
		return "", false
	}
	text = strings.ReplaceAll(c.text, "\n", "")
	if strings.HasPrefix(text, "0") || strings.HasPrefix(text, "０") {
		return "", false
	}
	return text, number.Read(text, number.Count).Status == schema.Number
}

// mendBroken takes numbers that were broken over lines for one where a sum proves
// it: one in which all other cells are printed, that holds, and that would not
// hold with the first lines alone.
func (res *blockResult) mendBroken(rd *reader) {
	if !res.hasBroken() {
		return
	}
	p := &puzzle{rd: rd, res: res}
	proved := map[cellKey]bool{}
	for _, ax := range []axis{rowAxis, colAxis} {
		for _, id := range res.b.rules(ax == rowAxis) {
			for _, line := range res.b.leaves[ax] {
				for _, k := range p.provedBy(id, ax, line) {
					proved[k] = true
				}
			}
		}
	}
	for k, o := range res.cells.all() {
		if o.cell == nil || !o.rec.narrow {
			continue
		}
		if _, ok := o.cell.joined(); ok {
			proved[k] = true
		}
	}
	if len(proved) == 0 {
		return
	}
	for k := range proved {
		o, _ := res.cells.get(k)
		o.joined, o.quality = true, sums
		res.cells.set(k, o)
	}
	res.add(diag.New("N218", res.firstOf(proved), "count", strconv.Itoa(len(proved)), "table", res.b.table.Key))
}

func (res *blockResult) hasBroken() bool {
	for _, o := range res.cells.all() {
		if o.cell != nil && strings.Contains(o.cell.text, "\n") {
			return true
		}
	}
	return false
}

// provedBy are the broken numbers in one sum, if it proves them.
func (p *puzzle) provedBy(id *form.Identity, ax axis, line int) (broken []cellKey) {
	whole := puzzleSum{}
	if !p.addTerms(&whole, id.Left, ax, line, 1) || !p.addTerms(&whole, id.Right, ax, line, -1) || whole.known != 0 {
		return nil
	}
	first := int64(0) // what the sum is with the first lines alone
	side := func(terms []form.Term, sign int64) {
		for _, t := range terms {
			cells, _ := p.cellsOf(t, ax, line)
			for _, k := range cells {
				o, _ := p.res.cells.get(k)
				c := o.cell
				n, _ := addend(c)
				if _, ok := c.joined(); ok {
					broken = append(broken, k)
					head, _, _ := strings.Cut(c.text, "\n")
					n, _ = addend(&cell{text: head})
				}
				first += sign * n
			}
		}
	}
	side(id.Left, 1)
	side(id.Right, -1)
	if first == 0 {
		return nil
	}
	return broken
}
