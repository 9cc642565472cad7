package normalize

import (
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/form"
	"github.com/nianbao/nianbao/normalize/label"
	"github.com/nianbao/nianbao/normalize/number"
	"github.com/nianbao/nianbao/normalize/schema"
)

// blockResult is what a document says about one block of a form.
type blockResult struct {
	b        *block
	cells    cellGrid
	facts    []schema.Fact
	unmapped []schema.Unmapped
	findings []diag.Finding
	// twins are blank rows that were told of; see blankTwin.
	twins []*record
	// incomplete tells that a row, a column or a printed cell has no key.
	incomplete bool
}

// readBlock reads all segments of a block.
func (m *matcher) readBlock(b *block, segments []*segment) *blockResult {
	rd := &reader{matcher: m, b: b, last: noPath.node}
	for _, s := range segments {
		rd.read(s)
	}
	rd.joinNarrow()
	rd.align()
	res := &blockResult{b: b}
	if len(rd.records) == 0 {
		return res
	}
	res.cells = newCellGrid(b, rd.scratch)
	lost := res.collect(rd)
	res.trustColumns()
	res.trustRows(rd)
	rd.solve(res, lost)
	res.mendBroken(rd)
	res.slotFindings(rd)
	if rd.unproven {
		res.prove()
	}
	res.emit(rd.scratch)
	res.missing()
	res.absent()
	res.leftOver(rd)
	return res
}

func (res *blockResult) add(f diag.Finding) { res.findings = append(res.findings, f) }

// collect places all records. Those whose blank cells are lost are returned.
func (res *blockResult) collect(rd *reader) (lost []*record) {
	var headers []source.Pos // the tables whose headers are in doubt
	var unread []*record     // those that hold more than there are columns
	for _, rec := range rd.records {
		rd.work.spend(1, 0)
		obs, p := rd.place(rec)
		switch p {
		case tooFew:
			lost = append(lost, rec)
		case tooMany:
			unread = append(unread, rec)
			if _, n := rec.key(rd.b); n >= 0 || len(obs) > 0 {
				res.add(rec.finding("N205", rd.b, "found", strconv.Itoa(len(rec.values)), "expected", strconv.Itoa(rd.width(rec))))
			}
		case headless:
			if p := source.AtBlock(rec.pos().Block()); !slices.Contains(headers, p) {
				headers = append(headers, p)
			}
		case merged:
			res.add(rec.finding("N214", rd.b, "count", strconv.Itoa(rd.width(rec))))
		}
		for _, o := range obs {
			res.put(o)
		}
	}
	res.doubtTwins(rd, unread)
	for _, p := range headers {
		res.add(diag.New("N216", p, "table", res.b.table.Key))
	}
	res.matchFindings(rd)
	return lost
}

// differs tells whether a record in a text prints a value that no other record of
// the same line prints, and more than half as many as that. One that only cannot
// be cut off from what follows says nothing against the other.
func differs(res *blockResult, rec *record, ax axis, n int) bool {
	other := map[string]bool{}
	cells := 0
	for k, o := range res.cells.all() {
		if [2]int{k.row, k.col}[ax] == n && o.rec != rec && o.cell != nil {
			other[o.cell.text] = true
			cells++
		}
	}
	printed := 0
	for _, c := range rec.values {
		if !c.blank {
			printed++
		}
	}
	return cells > 0 && 2*printed > cells && slices.ContainsFunc(rec.values, func(c *cell) bool { return !c.blank && !other[c.text] })
}

// doubtTwins makes the cells of a line ambiguous that is printed once more where its
// values cannot be told: they may be others.
func (res *blockResult) doubtTwins(rd *reader, unread []*record) {
	for _, rec := range unread {
		ax, n := rec.key(rd.b)
		if n < 0 || rec.row.geometry != document.Ruled && !differs(res, rec, ax, n) {
			continue
		}
		for k, o := range res.cells.all() {
			if [2]int{k.row, k.col}[ax] == n && o.rec != rec && !o.lost && !o.cell.blank {
				o.ambiguous = true
			}
		}
	}
}

// width is the number of columns that a record should have: those of its header,
// else those of the form.
func (rd *reader) width(rec *record) int {
	if slots, _ := rd.slotsFor(rec); slots != nil {
		return len(slots)
	}
	return len(rd.formSlots([2]bool{rec.node[rowAxis] < 0, rec.node[colAxis] < 0}))
}

// put takes an observation. Where two places claim a cell with different texts
// neither counts.
func (res *blockResult) put(o observation) {
	k := cellKey{o.node[rowAxis], o.node[colAxis]}
	have, ok := res.cells.get(k)
	switch {
	case !ok, have.lost && !o.lost:
		res.cells.set(k, o)
	case o.lost:
	case have.cell.text != o.cell.text:
		if have.cell.blank || o.cell.blank {
			if have.cell.blank {
				res.cells.set(k, o)
			}
			res.blankTwin(have, o)
			return
		}
		f := diag.New("N209", have.cell.pos, "row", res.b.key(rowAxis, k.row), "column", res.b.key(colAxis, k.col))
		f.Related = []source.Pos{o.cell.pos}
		res.add(f)
		have.ambiguous = true
		res.cells.set(k, have)
	}
}

// blankTwin tells once of a row of a ruled table that stands twice, once with blank
// cells only.
func (res *blockResult) blankTwin(a, b observation) {
	if allBlank(b.rec.values) {
		a, b = b, a
	}
	ax, n := b.rec.key(res.b)
	if n < 0 || a.rec == b.rec || !allBlank(a.rec.values) || a.rec.row.geometry != document.Ruled || b.rec.row.geometry != document.Ruled || slices.Contains(res.twins, a.rec) {
		return
	}
	res.twins = append(res.twins, a.rec)
	f := diag.New("N219", b.rec.pos(), "row", res.b.key(ax, n))
	f.Related = []source.Pos{a.rec.pos()}
	res.add(f)
}

// key is the key of a node.
func (b *block) key(ax axis, n int) string { return b.nodes[ax][n].Key }

// rule is the path of a rule of the block's table.
func (b *block) rule(id string) string { return b.form.ID + "/" + b.table.Key + "/" + id }

// pos is where a record stands.
func (rec *record) pos() source.Pos {
	for _, c := range rec.row.cells {
		if !c.blank {
			return c.pos
		}
	}
	for _, list := range [][]*cell{rec.values, rec.row.cells, rec.row.over} {
		if len(list) > 0 {
			return list[0].pos
		}
	}
	return source.Pos{}
}

func (rec *record) finding(code diag.Code, b *block, args ...string) diag.Finding {
	name := strings.TrimSpace(rec.text)
	if ax, n := rec.key(b); n >= 0 {
		name = b.key(ax, n)
	}
	return diag.New(code, rec.pos(), append([]string{"row", name, "table", b.table.Key}, args...)...)
}

// matchFindings says how rows and columns were matched where that is not by
// their labels.
func (res *blockResult) matchFindings(rd *reader) {
	var byPosition []string
	var first source.Pos
	for _, rec := range rd.records {
		ax, n := rec.key(rd.b)
		switch {
		case n < 0:
		case rec.quality == position:
			if byPosition == nil {
				first = rec.pos()
			}
			byPosition = append(byPosition, rd.b.key(ax, n))
		case rec.quality == fuzzy && rec.path.label[ax] != nil:
			c := rec.path.label[ax]
			res.add(diag.New("N202", c.pos, "label", clean(c.text), "known", rd.b.nodes[ax][n].Label.Label))
		}
	}
	if byPosition != nil {
		res.add(diag.New("N203", first, "count", strconv.Itoa(len(byPosition)), "keys", strings.Join(byPosition, ", ")))
	}
}

// takenRecords are those of which something was taken, and not only told to be lost.
func (res *blockResult) takenRecords() map[*record]bool {
	out := map[*record]bool{}
	for _, o := range res.cells.all() {
		if !o.lost {
			out[o.rec] = true
		}
	}
	return out
}

// slotFindings does the same for the columns of what was taken, once for each header.
func (res *blockResult) slotFindings(rd *reader) {
	told := map[*cell]bool{}
	var unlabelled []string
	var at source.Pos
	seen := map[string]bool{}
	taken := res.takenRecords()
	for _, rec := range rd.records {
		slots, given := rd.slotsFor(rec)
		if _, n := rec.key(rd.b); !taken[rec] || n < 0 && !rd.b.def.Across || rd.whole(rec.path) {
			continue
		}
		for _, s := range slots {
			for ax := range s.node {
				n := s.node[ax]
				if n < 0 || s.quality < fuzzy || rec.node[ax] >= 0 {
					continue
				}
				if s.cell == nil || !given {
					if k := rd.b.key(axis(ax), n); !seen[k] {
						seen[k] = true
						unlabelled = append(unlabelled, k)
						at = rec.pos()
					}
				} else if c := s.label[ax]; c != nil && !told[c] && (c.guessed || c.refs == nil) {
					told[c] = true
					res.add(diag.New("N202", c.pos, "label", clean(c.text), "known", rd.b.nodes[ax][n].Label.Label))
				}
			}
		}
	}
	if unlabelled != nil {
		res.add(diag.New("N204", at, "keys", strings.Join(unlabelled, ", ")))
	}
}

// emit makes the facts, in the order of the form.
func (res *blockResult) emit(s *scratch) {
	b := res.b
	res.facts = s.takeFacts(res.cells.count)[:0]
	for r := range b.nodes[rowAxis] {
		for c := range b.nodes[colAxis] {
			o, ok := res.cells.get(cellKey{r, c})
			if !ok || res.hasUnder(r, c) {
				continue
			}
			res.facts = append(res.facts, res.fact(r, c, o))
			if o.cell != nil {
				o.cell.taken = true
			}
		}
	}
}

// hasUnder tells whether the line of a heading is none of its own: the lines
// under it are printed.
func (res *blockResult) hasUnder(row, col int) bool {
	if !res.b.nodes[rowAxis][row].Alone {
		return false
	}
	for k := range res.cells.all() {
		if k.col == col && res.b.under(rowAxis, k.row, row) {
			return true
		}
	}
	return false
}

var matchOf = [...]schema.Match{exact: schema.Exact, alias: schema.Alias, fuzzy: schema.Fuzzy, position: schema.ByPosition, sums: schema.BySums}

func (res *blockResult) fact(r, c int, o observation) schema.Fact {
	b := res.b
	f := schema.Fact{TableKey: b.table.Key, RowKey: b.key(rowAxis, r), ColumnKey: b.key(colAxis, c), Unit: schema.Count,
		Match: matchOf[o.quality], RowLabel: labelText(o.path.label[rowAxis]), ColumnLabel: labelText(o.path.label[colAxis])}
	kind := b.kind(r, c)
	if kind == number.Money {
		f.Unit = schema.Unstated
	}
	if o.lost || o.cell == nil {
		f.Status = schema.Ambiguous
		f.Pos = o.rec.pos()
		return f
	}
	text := o.cell.text
	if o.joined {
		text, _ = o.cell.joined()
	}
	read := number.Read(text, kind)
	f.Status, f.Value, f.Note, f.Raw, f.Pos = read.Status, read.Value, read.Note, o.cell.text, o.cell.pos
	if kind == number.Money {
		f.Unit = res.moneyUnit(read.Unit, o)
		if f.Unit == schema.Unstated && read.Status.HasValue() && read.Value.Sign() != 0 {
			res.add(diag.New("N210", f.Pos))
		}
	}
	if o.ambiguous {
		f.Status, f.Value = schema.Ambiguous, decimal.Decimal{}
	}
	if f.Status == schema.Unparsed {
		res.add(diag.New("N206", f.Pos, "raw", clean(f.Raw), "row", f.RowKey, "column", f.ColumnKey))
	}
	return f
}

// kind is what a cell of the block holds.
func (b *block) kind(r, c int) number.Kind {
	rn, cn := b.nodes[rowAxis][r], b.nodes[colAxis][c]
	switch {
	case rn.Unit == form.Money || cn.Unit == form.Money:
		return number.Money
	case rn.Signed || cn.Signed:
		return number.Change
	}
	return number.Count
}

// moneyUnit is the unit of an amount: what the cell prints, else what the row's
// unit cell, the column's label or the row's label print.
func (res *blockResult) moneyUnit(printed schema.Unit, o observation) schema.Unit {
	if printed != "" {
		return printed
	}
	for _, c := range []*cell{o.rec.unit, o.path.label[colAxis], o.path.label[rowAxis]} {
		if c != nil {
			if c.unit {
				if c.fold.Text == "万元" {
					return schema.WanYuan
				}
				return schema.Yuan
			}
			switch u, _ := label.Unit(label.Flat(c.text)); u {
			case "万元":
				return schema.WanYuan
			case "元":
				return schema.Yuan
			}
		}
	}
	return schema.Unstated
}

func labelText(c *cell) string {
	if c == nil {
		return ""
	}
	if c.printed == "" {
		c.printed = clean(c.text)
	}
	return c.printed
}

// clean is a printed label on one line, without the blanks around it.
func clean(s string) string {
	s = strings.TrimSpace(s)
	if !strings.ContainsAny(s, "\n\t\u00a0\u3000") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// missing says which rows and columns of the block the document lacks.
func (res *blockResult) missing() {
	b := res.b
	for _, ax := range []axis{rowAxis, colAxis} {
		have := make([]bool, len(b.nodes[ax]))
		for k := range res.cells.all() {
			n := [2]int{k.row, k.col}[ax]
			if have[n] {
				continue
			}
			have[n] = true
			// A heading that is printed as a line of its own stands for those
			// under it.
			for _, l := range b.leaves[ax] {
				if b.nodes[ax][n].Alone && b.under(ax, l, n) {
					have[l] = true
				}
			}
		}
		for _, l := range b.leaves[ax] {
			if have[l] || res.cells.count == 0 {
				continue
			}
			n := b.nodes[ax][l]
			code, arg := diag.Code("N207"), "row"
			if ax == colAxis {
				code, arg = "N208", "column"
			}
			f := diag.New(code, res.at(), arg, n.Key, "label", n.Label.Label)
			f.Rule = b.rule(n.Key)
			if n.Optional {
				f.Severity = diag.Info
			} else {
				res.incomplete = true
			}
			res.add(f)
		}
	}
}

// absent says which cells of the block have no place in the document although
// their row has cells and their column has. They are told as what they are, for
// neither the row nor the column is missing.
func (res *blockResult) absent() {
	var printed [2][]bool
	for ax := range printed {
		printed[ax] = make([]bool, len(res.b.nodes[ax]))
	}
	for k := range res.cells.all() {
		printed[rowAxis][k.row], printed[colAxis][k.col] = true, true
	}
	var keys []string
	for _, row := range res.b.leaves[rowAxis] {
		for _, col := range res.b.leaves[colAxis] {
			if _, ok := res.cells.get(cellKey{row, col}); !ok && printed[rowAxis][row] && printed[colAxis][col] {
				keys = append(keys, res.b.key(rowAxis, row)+"/"+res.b.key(colAxis, col))
			}
		}
	}
	if keys == nil {
		return
	}
	res.incomplete = true
	res.add(diag.New("N217", res.at(), "table", res.b.table.Key, "count", strconv.Itoa(len(keys)), "keys", strings.Join(keys, ", ")))
}

// firstOf is where the first of some cells stands.
func (res *blockResult) firstOf(cells map[cellKey]bool) (p source.Pos) {
	for k := range cells {
		if o, _ := res.cells.get(k); p.IsZero() || o.cell.pos.Compare(p) < 0 {
			p = o.cell.pos
		}
	}
	return p
}

// at is a place in the block: that of its first cell.
func (res *blockResult) at() (p source.Pos) {
	for _, f := range res.facts {
		if p.IsZero() || f.Pos.Compare(p) < 0 {
			p = f.Pos
		}
	}
	return source.AtBlock(max(p.Block(), 0))
}

// leftOver lists the printed cells that no key took, and the labels that no
// alias covers.
func (res *blockResult) leftOver(rd *reader) {
	count := 0
	var at source.Pos
	for _, rec := range rd.records {
		for i, c := range rec.values {
			if c.taken || c.blank || rd.fillsHeading(rec, c) {
				continue
			}
			c.taken = true
			u := schema.Unmapped{TableKey: res.b.table.Key, RowLabel: clean(rec.text), Raw: c.text, Pos: c.pos}
			if rec.unknown != nil {
				u.RowLabel = clean(rec.unknown.text)
			}
			if s := slotOf(rec, i); s != nil && s.cell != nil {
				u.ColumnLabel = clean(s.cell.text)
			}
			res.unmapped = append(res.unmapped, u)
			if count++; at.IsZero() {
				at = c.pos
			}
		}
		if rec.unknown != nil && !allBlank(rec.values) {
			res.add(diag.New("N201", rec.unknown.pos, "label", clean(rec.unknown.text), "table", res.b.table.Key))
		}
	}
	res.unknownColumns(rd)
	if count > 0 {
		res.incomplete = true
		res.add(diag.New("N213", at, "count", strconv.Itoa(count), "table", res.b.table.Key))
	}
}

// fillsHeading tells whether a cell is the dash that some forms print beside a
// heading, where there is nothing to fill in.
func (rd *reader) fillsHeading(rec *record, c *cell) bool {
	for ax, n := range rec.node {
		if n >= 0 && rd.b.nodes[ax][n].Key == "" {
			return number.Read(c.text, number.Count).Status == schema.Dash
		}
	}
	return false
}

// slotOf is the column over the i-th value of a record, or nil.
func slotOf(rec *record, i int) *slot {
	v := rec.values[i]
	if rec.row.ragged() {
		if i < len(rec.slots) && len(rec.slots) == len(rec.values) {
			return &rec.slots[i]
		}
		return nil
	}
	for k := range rec.slots {
		if s := &rec.slots[k]; v.lo < s.hi && s.lo < v.hi {
			return s
		}
	}
	return nil
}

// unknownColumns says which columns with values have labels that are not
// known.
func (res *blockResult) unknownColumns(rd *reader) {
	told := map[*cell]bool{}
	for _, rec := range rd.records {
		for i, v := range rec.values {
			s := slotOf(rec, i)
			if s == nil || s.cell == nil || v.blank || told[s.cell] || s.cell.refs != nil || s.node != noPath.node {
				continue
			}
			told[s.cell] = true
			res.add(diag.New("N201", s.cell.pos, "label", clean(s.cell.text), "table", res.b.table.Key))
		}
	}
}
