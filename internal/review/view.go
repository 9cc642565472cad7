package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/correction"
	"github.com/nianbao/nianbao/normalize/form"
	"github.com/nianbao/nianbao/normalize/schema"
)

// notice is a finding as the page shows it.
type notice struct {
	N                  int
	Code               string
	Severity           diag.Severity
	Message, Rule      string
	MeaningZH          string
	Explain, ExplainZH string
	Place              string // the id of the place it is about, "" for the whole
	Cells              []cellRef
	Left, Right        string // the two sides of a sum that fails
	Sign               string // ≠, or how else they compare
	Fails              bool
}

// cellRef is a cell that a finding is about.
type cellRef struct{ Value, Label, Text string }

// table is the values of one table of the form, as rows and columns.
type table struct {
	Key, Name string
	Columns   []string // labels
	keys      []string // of the columns
	Rows      []tableRow
}

type tableRow struct {
	Label string
	Cells []*value // nil where the form has none, or the report lacks it
}

// value is a fact as the page shows it.
type value struct {
	ID, Place            string
	Cell                 correction.Cell
	Row, Column          string // labels
	Text                 string // as it is now, with what was decided
	Printed              string
	Read                 correction.State
	Unit                 string
	Status, Match        string
	Note, Context        string
	Marks                []mark
	Decision             *correction.Decision
	Pending              bool // the decision is not yet in the data set
	Misfits              int
	Empty, Unread, Wrong bool
}

// valueID is the id of a value's element.
func valueID(c correction.Cell) string { return "v-" + c.Table + "." + c.Row + "." + c.Column }

// view is all that the page shows of a report.
type view struct {
	Report   *schema.Report
	Notices  []notice
	Remarks  []notice
	More     int // findings that are not listed
	Tables   []table
	Pieces   []piece
	Missing  *missing
	Cut      bool
	Decided  int
	Pending  int
	values   map[correction.Cell]*value
	byPlace  map[source.Pos]*value
	marks    map[source.Pos][]mark
	form     *form.Form
	decision map[correction.Cell][]*correction.Decision
}

// mostNotices is the number of findings that are listed; real reports have some ten.
const mostNotices = 500

func newView(r *schema.Report, f *form.Form, decisions []*correction.Decision) *view {
	v := &view{Report: r, form: f, values: map[correction.Cell]*value{}, byPlace: map[source.Pos]*value{}, marks: map[source.Pos][]mark{},
		decision: map[correction.Cell][]*correction.Decision{}}
	for _, d := range decisions {
		v.decision[d.Cell] = append(v.decision[d.Cell], d)
	}
	for i := range r.Findings {
		v.mark(i+1, &r.Findings[i])
	}
	for i := range r.Facts {
		v.addFact(&r.Facts[i])
	}
	for i := range r.Findings {
		if i == mostNotices {
			v.More = len(r.Findings) - i
			break
		}
		n := v.notice(i+1, &r.Findings[i])
		if n.Severity == diag.Info {
			v.Remarks = append(v.Remarks, n)
		} else {
			v.Notices = append(v.Notices, n)
		}
	}
	return v
}

// mark marks the places that a finding is about.
func (v *view) mark(n int, f *diag.Finding) {
	m := mark{Class: f.Severity.String(), Code: string(f.Code), N: n, First: true, Sign: "i"}
	switch f.Severity {
	case diag.Severe:
		m.Sign = "✗"
	case diag.Warning:
		m.Sign = "!"
	}
	first := bare(f.Pos)
	if !first.IsZero() {
		v.marks[first] = append(v.marks[first], m)
	}
	m.First = false
	for _, p := range f.Related {
		if p = bare(p); p != first && f.Severity != diag.Info {
			v.marks[p] = append(v.marks[p], m)
		}
	}
}

// readOf is what the program read, before what people decided that is in the data
// set already: the decisions tell.
func readOf(f *schema.Fact, list []*correction.Decision) correction.State {
	if f.Match == schema.Corrected {
		if i := slices.IndexFunc(list, func(d *correction.Decision) bool { return d.Raw == f.Raw }); i >= 0 {
			return list[i].Old
		}
	}
	return correction.StateOf(f)
}

func (v *view) addFact(f *schema.Fact) {
	cell := correction.CellOf(f)
	list := v.decision[cell]
	read := readOf(f, list)
	s := correction.Settle(read, f.Raw, list)
	now := read
	x := &value{ID: valueID(cell), Place: placeID(f.Pos), Cell: cell, Printed: f.Raw, Unit: string(f.Unit), Match: string(f.Match),
		Note: f.Note, Context: f.Context, Read: read, Decision: s.Last, Misfits: len(s.Misfits), Marks: v.marks[bare(f.Pos)]}
	if s.Last != nil {
		now = s.Last.New
		v.Decided++
	}
	inSet := correction.StateOf(f)
	x.Pending = !now.Equal(inSet)
	if x.Pending {
		v.Pending++
	}
	x.Text, x.Status = now.String(), string(now.Status)
	x.Unread = now.Status == schema.Unparsed || now.Status == schema.Ambiguous
	x.Empty = now.Value == nil && !x.Unread
	x.Wrong = slices.ContainsFunc(x.Marks, func(m mark) bool { return m.Class != diag.Info.String() })
	x.Row, x.Column = cmp.Or(v.label(cell, 0), f.RowLabel, cell.Row), cmp.Or(v.label(cell, 1), f.ColumnLabel, cell.Column)
	v.values[cell] = x
	if at := bare(f.Pos); v.byPlace[at] == nil {
		v.byPlace[at] = x
	}
	v.place(x)
}

// place puts a value into its table.
func (v *view) place(x *value) {
	i := slices.IndexFunc(v.Tables, func(t table) bool { return t.Key == x.Cell.Table })
	if i < 0 {
		i = len(v.Tables)
		v.Tables = append(v.Tables, table{Key: x.Cell.Table, Name: v.tableName(x.Cell.Table)})
	}
	t := &v.Tables[i]
	c := slices.Index(t.keys, x.Cell.Column)
	if c < 0 {
		c = len(t.keys)
		t.keys, t.Columns = append(t.keys, x.Cell.Column), append(t.Columns, x.Column)
		for k := range t.Rows {
			t.Rows[k].Cells = append(t.Rows[k].Cells, nil)
		}
	}
	k := slices.IndexFunc(t.Rows, func(r tableRow) bool { return r.holds(x.Cell.Row) })
	if k < 0 {
		k = len(t.Rows)
		t.Rows = append(t.Rows, tableRow{Label: x.Row, Cells: make([]*value, len(t.Columns))})
	}
	t.Rows[k].Cells[c] = x
}

func (r tableRow) holds(row string) bool {
	return slices.ContainsFunc(r.Cells, func(x *value) bool { return x != nil && x.Cell.Row == row })
}

func (v *view) tableName(key string) string {
	if v.form != nil {
		for i := range v.form.Tables {
			if v.form.Tables[i].Key == key {
				return v.form.Tables[i].Name.ZH
			}
		}
	}
	if key == "narrative" {
		return "正文所述数值"
	}
	return ""
}

// label is what the form calls the row (0) or column (1) of a cell, with the headings
// over it that tell it from others.
func (v *view) label(c correction.Cell, axis int) string {
	if v.form == nil {
		return ""
	}
	for i := range v.form.Tables {
		if v.form.Tables[i].Key != c.Table {
			continue
		}
		for _, b := range v.form.Tables[i].Blocks {
			rows, cols := form.Leaves(b.Rows), form.Leaves(b.Columns)
			r := slices.IndexFunc(rows, func(l form.Leaf) bool { return l.Key == c.Row })
			k := slices.IndexFunc(cols, func(l form.Leaf) bool { return l.Key == c.Column })
			switch {
			case r < 0 || k < 0:
			case axis == 0:
				return rows[r].Label.Label
			default:
				return cols[k].Label.Label
			}
		}
	}
	return ""
}

// notice makes a finding readable, with the cells of a sum.
func (v *view) notice(n int, f *diag.Finding) notice {
	out := notice{N: n, Code: string(f.Code), Severity: f.Severity, Message: f.Message(), Rule: f.Rule, Place: placeID(f.Pos), Fails: f.Status == diag.Fail}
	if e, ok := diag.Lookup(f.Code); ok {
		out.MeaningZH = strings.NewReplacer("{detail}", "", "{", "〈", "}", "〉").Replace(e.MessageZH)
		out.Explain, out.ExplainZH = e.Explain, e.ExplainZH
	}
	places := f.Related
	if len(places) == 0 && !f.Pos.IsZero() {
		places = []source.Pos{f.Pos}
	}
	for _, p := range places {
		x := v.byPlace[bare(p)]
		if x == nil {
			continue
		}
		out.Cells = append(out.Cells, cellRef{x.ID, x.Row + " · " + x.Column, x.Text})
	}
	if f.Found != nil && f.Expected != nil && out.Fails {
		out.Left, out.Right, out.Sign = f.Found.String(), f.Expected.String(), "≠"
		v.equation(&out, f, places)
	}
	return out
}

// equation writes the sides of a sum out where its cells tell which belongs where.
func (v *view) equation(out *notice, f *diag.Finding, places []source.Pos) {
	var sums []decimal.Decimal
	var texts []string
	for _, p := range places {
		x := v.byPlace[bare(p)]
		if x == nil {
			return
		}
		d := decimal.Decimal{}
		if x.Read.Value != nil {
			d = *x.Read.Value
		}
		sums, texts = append(sums, d), append(texts, x.Read.String())
	}
	for k := 1; k < len(sums); k++ {
		if add(sums[:k]).Cmp(*f.Found) == 0 && add(sums[k:]).Cmp(*f.Expected) == 0 {
			out.Left, out.Right = sumText(texts[:k], f.Found), sumText(texts[k:], f.Expected)
			return
		}
	}
}

func add(list []decimal.Decimal) (sum decimal.Decimal) {
	for _, d := range list {
		var err error
		if sum, err = sum.Add(d); err != nil {
			return decimal.Decimal{}
		}
	}
	return sum
}

func sumText(texts []string, sum *decimal.Decimal) string {
	switch n := len(texts); {
	case n == 1:
		return texts[0]
	case n > 8:
		return fmt.Sprintf("%s + … + %s (%d) = %s", strings.Join(texts[:3], " + "), texts[n-1], n, sum)
	}
	return strings.Join(texts, " + ") + " = " + sum.String()
}

// draw draws the source, or what is recorded of it.
func (v *view) draw(src pieces) {
	d := &drawer{marks: v.marks, values: map[source.Pos]string{}}
	for p, x := range v.byPlace {
		d.values[p] = x.ID
	}
	v.Pieces, v.Missing = src(d)
	v.Cut = d.cut
}

// pieces draws something with a drawer.
type pieces func(*drawer) ([]piece, *missing)
