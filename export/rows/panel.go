package rows

import (
	"fmt"
	"slices"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/normalize/schema"
)

// PanelName is the name of the table panel and of its folder.
const PanelName = "panel"

// Panel is the table of one row a report and one column a variable. Which
// variables there are is data: the forms say it. It is not changed after
// [NewPanel] and safe for concurrent use.
type Panel struct {
	Table    *Table
	vars     []schema.Variable
	first    int // column of the first variable
	facts    map[cell]int
	concepts map[string]int
}

// cell names a fact of a report.
type cell struct{ table, row, column string }

// Value is a value of a row whose columns are known only at run time. The type of
// the column says which member counts; the zero value is null.
type Value struct {
	Set    bool
	Text   string          // of columns of type String and Date
	Int    int32           // of Integer
	Number decimal.Decimal // of Number
}

// panelLead are the columns that every row of the panel begins with.
func panelLead() []Field {
	lead := []Field{reportID, year}
	for _, name := range []string{"agency_name", "agency_type", "agency_id", "agency_canonical", "agency_level", "region_code", "region_code_year",
		"region_province", "region_city", "region_county", "region_town", "region_confidence", "scope", "form", "status", "published", "path", "url",
		"error_count", "warning_count", "info_count", "number_count",
		"checks_held", "checks_failed", "checks_held_if_blank_is_zero", "checks_not_evaluable"} {
		lead = append(lead, *Reports.Field(name))
	}
	return append(lead,
		Field{Name: "checks_share", Type: Number, Nullable: true, Unit: "share", Title: "Share of sums that hold", TitleZH: "勾稽关系成立比例",
			Meaning:   "Sums that hold, also those that do if blank cells count as 0, as a share of all that could be checked; null if none could. Rounded to 4 decimals.",
			MeaningZH: "成立的勾稽关系（含空白计零时成立的）占可核验总数的比例，保留四位小数；均无法核验时为空。"},
		count("approximate_count", "About-numbers left out", "未列入的约数个数", "Number of variables that are null here since the report gives them only about (约30); table facts has them.", "因原文仅为约数（如约30）而在此留空的变量个数；数值见 facts 表。"),
		count("unit_unstated_count", "Amounts left out", "未列入的金额个数", "Number of variables that are null here since the report names no unit of the money; table facts has them.", "因原文未注明金额单位而在此留空的变量个数；数值见 facts 表。"),
		count("doubtful_count", "Doubtful values", "存疑数值个数", "Number of variables with a value whose cell was found by likeness, place or sums (match fuzzy, position, sums).", "单元格系由近似、位置或勾稽关系确定（match 为 fuzzy、position、sums）的变量个数。"),
	)
}

// NewPanel makes the panel of these variables. Two of one name are an error.
func NewPanel(vars []schema.Variable) (*Panel, error) {
	p := &Panel{vars: vars, facts: map[cell]int{}, concepts: map[string]int{}, Table: &Table{
		Name: PanelName, Title: "Panel", TitleZH: "面板数据", Parent: "reports", PrimaryKey: []string{"report_id"},
		Meaning:   "One row a report of status ok, partial or empty, one column a variable. Copies, failed inputs and what is no report are left out. A value is an exact number that the report prints; null where it prints none, and null is not 0. Money is in yuan.",
		MeaningZH: "每份状态为 ok、partial 或 empty 的报告一行，每个变量一列；重复、失败和非年报的文件不列入。数值为原文所印确数；原文没有确数时为空，空值不等于零。金额一律为元。",
		Fields:    panelLead(),
	}}
	p.first = len(p.Table.Fields)
	for i, v := range vars {
		if p.Table.Field(v.Name) != nil {
			return nil, fmt.Errorf("two columns of the panel have the name %s", v.Name)
		}
		f := Field{Name: v.Name, Type: Number, Nullable: true, Unit: "1", Title: v.Title, TitleZH: v.TitleZH,
			Meaning: v.Meaning, MeaningZH: v.MeaningZH, Comparable: v.Comparable, Forms: v.Forms}
		if v.Money {
			f.Unit = "yuan"
		}
		if v.Concept != "" {
			p.concepts[v.Concept] = i
			f.Cell = "concept/" + v.Concept
		} else {
			p.facts[cell{v.TableKey, v.RowKey, v.ColumnKey}] = i
			f.Cell = v.TableKey + "/" + v.RowKey + "/" + v.ColumnKey
		}
		p.Table.Fields = append(p.Table.Fields, f)
	}
	return p, nil
}

// Lead is the number of columns before the variables.
func (p *Panel) Lead() int { return p.first }

// has tells whether the report has a row.
func (p *Panel) has(r *schema.Report) bool {
	return slices.Contains([]schema.Status{schema.OK, schema.Partial, schema.Empty}, r.Status)
}

// fill makes the row of a report in the memory of row.
func (p *Panel) fill(row []Value, r *schema.Report, flat *ReportRow) []Value {
	row = slices.Grow(row[:0], len(p.Table.Fields))[:len(p.Table.Fields)]
	clear(row)
	vars := row[p.first:]
	var approximate, unstated, doubtful int
	for i := range r.Facts {
		f := &r.Facts[i]
		if !f.Status.HasValue() {
			continue
		}
		at, ok := p.facts[cell{f.TableKey, f.RowKey, f.ColumnKey}]
		switch {
		case !ok:
		case f.Status != schema.Number:
			approximate++
		case p.vars[at].Money && f.Unit == schema.Unstated:
			unstated++
		case vars[at].set(f.Value, f.Unit):
			if f.Match == schema.Fuzzy || f.Match == schema.ByPosition || f.Match == schema.BySums {
				doubtful++
			}
		}
	}
	for i := range r.Concepts {
		c := &r.Concepts[i]
		if at, ok := p.concepts[c.Key]; ok && c.Value != nil && !(p.vars[at].Money && c.Unit == schema.Unstated) {
			vars[at].set(*c.Value, c.Unit)
		}
	}
	p.lead(row[:0], flat, approximate, unstated, doubtful)
	return row
}

// lead appends the columns of [panelLead], in their order.
func (p *Panel) lead(row []Value, r *ReportRow, more ...int) {
	text := func(s string) { row = append(row, Value{Set: s != "", Text: s}) }
	whole := func(n int32) { row = append(row, Value{Set: true, Int: n}) }
	text(r.ReportID)
	row = append(row, Value{Set: r.Year != 0, Int: r.Year})
	for _, s := range []string{r.AgencyName, r.AgencyType, r.AgencyID, r.AgencyCanonical, r.AgencyLevel, r.RegionCode} {
		text(s)
	}
	row = append(row, Value{Set: r.RegionCodeYear != 0, Int: r.RegionCodeYear})
	for _, s := range []string{r.RegionProvince, r.RegionCity, r.RegionCounty, r.RegionTown, r.RegionConfidence,
		r.Scope, r.Form, r.Status, r.Published, r.Path, r.URL} {
		text(s)
	}
	for _, n := range []int32{r.ErrorCount, r.WarningCount, r.InfoCount, r.NumberCount,
		r.ChecksHeld, r.ChecksFailed, r.ChecksIfBlank, r.ChecksNone} {
		whole(n)
	}
	row = append(row, share(int64(r.ChecksHeld)+int64(r.ChecksIfBlank), int64(r.ChecksFailed)))
	for _, n := range more {
		whole(int32(n))
	}
}

// share is held of held and failed, to four decimals.
func share(held, failed int64) Value {
	all := held + failed
	if all == 0 {
		return Value{}
	}
	d, err := decimal.New((held*10_000+all/2)/all, 4)
	return Value{Set: err == nil, Number: d}
}

// set takes a number as printed, and tells whether it could be taken: amounts are
// turned into yuan, and one too large for that stays null.
func (v *Value) set(d decimal.Decimal, unit schema.Unit) bool {
	if unit == schema.WanYuan {
		var err error
		if d, err = d.Shift(4); err != nil {
			return false
		}
	}
	v.Set, v.Number = true, d
	return true
}
