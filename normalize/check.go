package normalize

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/form"
	"github.com/nianbao/nianbao/normalize/schema"
)

// tableKeys are the keys of a form's table, numbered.
type tableKeys struct {
	keys [2][]string
	at   [2]map[string]int
	// totals are the keys that an identity says are the sum of others.
	totals map[string]bool
}

var tables sync.Map // *form.Table → *tableKeys

func keysOf(t *form.Table) *tableKeys {
	if k, ok := tables.Load(t); ok {
		return k.(*tableKeys)
	}
	k := &tableKeys{totals: map[string]bool{}}
	for _, ax := range []axis{rowAxis, colAxis} {
		k.at[ax] = map[string]int{}
		for _, key := range keys(t, ax) {
			k.at[ax][key] = len(k.keys[ax])
			k.keys[ax] = append(k.keys[ax], key)
		}
	}
	for _, id := range t.Identities {
		if len(id.Left) == 1 && len(id.Right) > 1 && (id.Relation == "" || id.Relation == form.Equal) {
			k.totals[id.Left[0].Key] = true
		}
	}
	got, _ := tables.LoadOrStore(t, k)
	return got.(*tableKeys)
}

// factGrid answers for the facts of one table by row and column key.
type factGrid struct {
	*tableKeys
	table *form.Table
	cells []*schema.Fact // rows × columns
	count int
	// checks counts what became of the form's own sums.
	checks *schema.Checks
	// places are for the cells of the two sides of an identity, and of a total in
	// one of them, for reuse.
	places [3][]source.Pos
}

func newFactGrid(t *form.Table, facts []schema.Fact) *factGrid {
	g := &factGrid{tableKeys: keysOf(t), table: t}
	g.cells = make([]*schema.Fact, len(g.keys[rowAxis])*len(g.keys[colAxis]))
	for i := range facts {
		f := &facts[i]
		if f.TableKey != t.Key {
			continue
		}
		r, rok := g.tableKeys.at[rowAxis][f.RowKey]
		c, cok := g.tableKeys.at[colAxis][f.ColumnKey]
		if rok && cok {
			g.cells[r*len(g.keys[colAxis])+c] = f
			g.count++
		}
	}
	return g
}

// fact is the cell of a row and a column, or nil.
func (g *factGrid) fact(row, col string) *schema.Fact {
	return g.cells[g.tableKeys.at[rowAxis][row]*len(g.keys[colAxis])+g.tableKeys.at[colAxis][col]]
}

// check evaluates all identities of a form's tables. all asks for those too
// that cannot be evaluated, body is the kind of the public body; checks counts what
// became of them.
func check(f *form.Form, facts []schema.Fact, body schema.AgencyType, all bool, checks *schema.Checks) []diag.Finding {
	var out []diag.Finding
	for i := range f.Tables {
		t := &f.Tables[i]
		g := newFactGrid(t, facts)
		g.checks = checks
		if g.count == 0 {
			continue
		}
		out = append(out, g.wholeNumbers(f)...)
		rows, cols := g.keys[rowAxis], g.keys[colAxis]
		for k := range t.Identities {
			id := &t.Identities[k]
			if len(id.Bodies) > 0 && !slices.Contains(id.Bodies, string(body)) {
				continue
			}
			lines := rows
			if id.Along == "columns" {
				lines = cols
			}
			for _, line := range lines {
				if len(id.Only) > 0 && !slices.Contains(id.Only, line) {
					continue
				}
				if fd, ok := g.evaluate(f, id, line, all); ok {
					out = append(out, fd)
				}
			}
		}
	}
	return out
}

// keys are the keys of an axis over all blocks of a table, in their order.
func keys(t *form.Table, ax axis) []string {
	var out []string
	for _, b := range t.Blocks {
		nodes := b.Rows
		if ax == colAxis {
			nodes = b.Columns
		}
		for _, l := range form.Leaves(nodes) {
			if !slices.Contains(out, l.Key) {
				out = append(out, l.Key)
			}
		}
	}
	return out
}

// wholeNumbers wants counts to be whole and, where they have no sign, not
// negative.
func (g *factGrid) wholeNumbers(f *form.Form) []diag.Finding {
	var out []diag.Finding
	for _, x := range g.cells {
		if x == nil || !x.Status.HasValue() || x.Unit != schema.Count || x.Value.IsInt() {
			continue
		}
		fd := diag.New("N303", x.Pos, "row", x.RowKey, "column", x.ColumnKey, "found", x.Value.String())
		fd.Status, fd.Rule = diag.Fail, f.ID+"/"+g.table.Key+"/whole_number"
		v := x.Value
		fd.Found = &v
		out = append(out, fd)
	}
	return out
}

// side is one side of an identity, with real numbers.
type side struct {
	sum     decimal.Decimal
	places  []source.Pos
	printed int  // summands with a value
	blank   bool // a summand is blank, a dash or 无, and counts as 0
	absent  bool // a summand is not in the document, or cannot be read
}

// evaluate applies an identity to one line. It gives no finding (false) where
// the identity holds, where the document has none of its cells, and, unless all
// is set, where it cannot be evaluated.
func (g *factGrid) evaluate(f *form.Form, id *form.Identity, line string, all bool) (diag.Finding, bool) {
	left, right := g.side(id, id.Left, line, 0), g.side(id, id.Right, line, 1)
	if id.Limit != nil {
		right.sum, right.printed = decimal.FromInt(int64(*id.Limit)), 1
	}
	if len(left.places)+len(right.places) == 0 {
		return diag.Finding{}, false
	}
	var status diag.Status
	severity := diag.Info
	switch {
	case left.absent || right.absent || left.printed == 0 || right.printed == 0:
		status = diag.NotEvaluable
	case !holds(id, left.sum, right.sum):
		status, severity = diag.Fail, severityOf(id, left.sum, right.sum)
	case left.blank || right.blank:
		status = diag.HoldsIfBlankIsZero
	}
	g.tally(id, status, severity)
	if status == "" || status == diag.NotEvaluable && !all {
		return diag.Finding{}, false
	}
	var pos source.Pos
	if len(left.places) > 0 {
		pos = left.places[0]
	}
	fd := diag.New(diag.Code(id.Code), pos, "row", line, "column", line,
		"left", g.name(id, id.Left, line), "right", rightName(id, g.name(id, id.Right, line)),
		"found", left.sum.String(), "expected", right.sum.String())
	fd.Status, fd.Severity = status, severity
	fd.Rule = f.ID + "/" + g.table.Key + "/" + id.ID
	fd.Related = slices.Concat(left.places, right.places)
	found, expected := left.sum, right.sum
	fd.Found, fd.Expected = &found, &expected
	return fd, true
}

// tally counts what became of a rule that the form states or implies. One that may be
// broken for good reason, and is, counts neither way.
func (g *factGrid) tally(id *form.Identity, status diag.Status, severity diag.Severity) {
	if g.checks == nil || id.Severity != diag.Severe.String() {
		return
	}
	switch {
	case status == "":
		g.checks.Held++
	case status == diag.HoldsIfBlankIsZero:
		g.checks.HeldIfBlankIsZero++
	case status == diag.NotEvaluable:
		g.checks.NotEvaluable++
	case severity == diag.Severe:
		g.checks.Failed++
	}
}

// severityOf is the severity that the form gives a rule, which was linted, for two
// sides that break it.
func severityOf(id *form.Identity, left, right decimal.Decimal) (s diag.Severity) {
	_ = s.UnmarshalText([]byte(id.Severity))
	if c := left.Cmp(right); s == diag.Severe && (id.MayExceed == "left" && c > 0 || id.MayExceed == "right" && c < 0) {
		return diag.Warning
	}
	return s
}

// name is one side of an identity in a message.
func (g *factGrid) name(id *form.Identity, terms []form.Term, line string) string {
	var names []string
	for _, t := range terms {
		names = append(names, g.choose(id, t, line)...)
	}
	if len(names) > 4 {
		return fmt.Sprintf("%s + … + %s (%d terms)", names[0], names[len(names)-1], len(names))
	}
	return strings.Join(names, " + ")
}

// rightName is the right side in a message: a limit, and a multiple, are said.
func rightName(id *form.Identity, name string) string {
	switch {
	case id.Limit != nil:
		return "the usual limit"
	case id.Times != [2]int{}:
		return fmt.Sprintf("%s (of which %d/%d is the usual limit)", name, max(id.Times[1], 1), max(id.Times[0], 1))
	}
	return name
}

// holds compares the two sides of an identity. Numbers too large to be
// multiplied are not said to break it.
func holds(id *form.Identity, left, right decimal.Decimal) bool {
	l, lerr := left.Times(id.Times[0])
	r, rerr := right.Times(id.Times[1])
	if lerr != nil || rerr != nil {
		return true
	}
	switch c := l.Cmp(r); id.Relation {
	case form.AtMost:
		return c <= 0
	case form.AtLeast:
		return c >= 0
	case form.BothZero:
		return (l.Sign() == 0) == (r.Sign() == 0)
	default:
		return c == 0
	}
}

// side adds up one side of an identity, the left (0), the right (1) or one within those
// (2). Its places
// hold until the side is asked for again.
func (g *factGrid) side(id *form.Identity, terms []form.Term, line string, which int) (s side) {
	s.places = g.places[which][:0]
	defer func() { g.places[which] = s.places }()
	for i := range terms {
		t := &terms[i]
		if t.Either == nil { // nearly always, and spares a list
			g.addTo(id, &s, g.at(id, t.Key, line), t.Key, line)
			continue
		}
		for _, k := range g.choose(id, *t, line) {
			g.addTo(id, &s, g.at(id, k, line), k, line)
		}
	}
	return s
}

// choose takes the first alternative of which the document has a cell.
func (g *factGrid) choose(id *form.Identity, t form.Term, line string) []string {
	if t.Either == nil {
		return []string{t.Key}
	}
	for _, list := range t.Either {
		for _, k := range list {
			if g.at(id, k, line) != nil {
				return list
			}
		}
	}
	return t.Either[0]
}

func (g *factGrid) at(id *form.Identity, key, line string) *schema.Fact {
	if id.Along == "columns" {
		return g.fact(key, line)
	}
	return g.fact(line, key)
}

func (g *factGrid) addTo(id *form.Identity, s *side, x *schema.Fact, key, line string) {
	if x == nil {
		s.absent = true
		return
	}
	s.places = append(s.places, x.Pos)
	switch {
	case id.Unit != "" && string(x.Unit) != id.Unit:
		s.absent = true
	case !x.Status.HasValue() && (g.totals[key] || g.totals[line] && x.Status == schema.Blank && !g.ofNothing(x)):
		s.absent = true // a blank total says nothing; a blank summand counts as 0
	case x.Status.HasValue():
		sum, err := s.sum.Add(x.Value)
		if err != nil {
			s.absent = true
			return
		}
		s.sum = sum
		s.printed++
	case x.Status == schema.Unparsed || x.Status == schema.Ambiguous:
		s.absent = true
	default:
		s.blank = true
	}
}

// ofNothing tells whether a blank total is one of parts that are printed as
// nothing, so that it can only be 0.
func (g *factGrid) ofNothing(x *schema.Fact) bool {
	for i := range g.table.Identities {
		id := &g.table.Identities[i]
		key, line := x.ColumnKey, x.RowKey
		if id.Along == "columns" {
			key, line = line, key
		}
		if len(id.Left) == 1 && id.Left[0].Key == key && len(id.Right) > 1 && (id.Relation == "" || id.Relation == form.Equal) {
			parts := g.side(id, id.Right, line, 2) // within the adding up of another side
			return !parts.absent && parts.sum.Sign() == 0
		}
	}
	return false
}
