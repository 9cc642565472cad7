package overview

import (
	"cmp"
	_ "embed" // for the template
	"fmt"
	"html/template"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/internal/look"
	"github.com/nianbao/nianbao/normalize/form"
	"github.com/nianbao/nianbao/normalize/schema"
)

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Funcs(look.Functions()).Parse(pageText))

// Write writes the overview as one page that needs no other file. times are nil if
// they are not known.
func (o *Overview) Write(w io.Writer, title string, times *Times) error {
	total := 0
	for _, n := range o.coverage {
		total += n
	}
	return page.Execute(w, map[string]any{
		"CSS": template.CSS(look.CSS), "Title": title, "Version": schema.Version,
		"Inputs": o.inputs, "Reports": total, "Agencies": len(o.agencies), "Facts": o.facts, "Values": o.values,
		"Errors": o.severities[diag.Severe], "Warnings": o.severities[diag.Warning], "Infos": o.severities[diag.Info],
		"Coverage": o.coverageTable(), "Formats": o.formatTable(), "Tables": o.tableRows(), "Matches": o.matchBar(),
		"Serious": o.kindRows(diag.Severe, diag.Warning), "Remarks": o.kindRows(diag.Info), "Worst": o.worst.docs,
		"Figures": o.charts(), "Times": times.view(),
	})
}

// column is the head of a column of counts, with the style that its bars have.
type column struct {
	Key, Style string
	Name       form.Text
}

// line is a row of counts.
type line struct {
	Name   string
	Counts []int
	Total  int
	Bar    template.HTML
}

type countTable struct {
	Columns []column
	Lines   []line
	Sums    []int
	Total   int
}

func styleOf(i int) string { return "s" + strconv.Itoa(min(i, 4)) }

// tableOfCounts lays counts out by line and column; the bars are as long as the
// longest line's.
func tableOfCounts[L comparable](lines []L, columns []column, name func(L) string, count func(L, string) int, full bool) countTable {
	t := countTable{Columns: columns, Sums: make([]int, len(columns))}
	longest := 0
	for _, l := range lines {
		row := line{Name: name(l)}
		for i, c := range columns {
			n := count(l, c.Key)
			row.Counts, row.Total = append(row.Counts, n), row.Total+n
			t.Sums[i] += n
		}
		longest, t.Total = max(longest, row.Total), t.Total+row.Total
		t.Lines = append(t.Lines, row)
	}
	for i := range t.Lines {
		l := &t.Lines[i]
		var parts []look.Segment
		for k, c := range columns {
			parts = append(parts, look.Segment{N: l.Counts[k], Style: c.Style, Label: cmp.Or(c.Key, "none")})
		}
		whole := longest
		if full {
			whole = l.Total
		}
		l.Bar = look.Bar(whole, parts...)
	}
	return t
}

func (o *Overview) coverageTable() countTable {
	years, forms := map[int32]bool{}, map[string]bool{}
	for k := range o.coverage {
		years[k.year], forms[k.form] = true, true
	}
	var columns []column
	for i, id := range slices.Sorted(maps.Keys(forms)) {
		c := column{Key: id, Style: styleOf(len(forms) - 1 - i), Name: form.Text{EN: "no form", ZH: "未识别格式"}}
		if def := o.forms.Find(id); def != nil {
			c.Name = def.Title
		}
		columns = append(columns, c)
	}
	return tableOfCounts(slices.Sorted(maps.Keys(years)), columns, yearName,
		func(y int32, f string) int { return o.coverage[yearForm{y, f}] }, false)
}

func yearName(y int32) string {
	if y == 0 {
		return "?"
	}
	return strconv.Itoa(int(y))
}

// statusNames are the statuses in the order of the page, with the styles of their
// bars.
var statusNames = []column{
	{string(schema.OK), "s0", form.Text{EN: "whole", ZH: "完整"}},
	{string(schema.Partial), "s1", form.Text{EN: "parts not found", ZH: "部分缺失"}},
	{string(schema.Empty), "s2", form.Text{EN: "unfilled form", ZH: "空表"}},
	{string(schema.NotReport), "s4", form.Text{EN: "no report", ZH: "不是年报"}},
	{string(schema.Duplicate), "s3", form.Text{EN: "same bytes as another", ZH: "内容重复"}},
	{string(schema.Failed), "s5", form.Text{EN: "could not be read", ZH: "读取失败"}},
}

func (o *Overview) formatTable() countTable {
	formats := map[string]int{}
	for k, n := range o.statuses {
		formats[k.format] += n
	}
	order := slices.SortedFunc(maps.Keys(formats), func(a, b string) int {
		return cmp.Or(cmp.Compare(formats[b], formats[a]), cmp.Compare(a, b))
	})
	return tableOfCounts(order, statusNames, func(f string) string { return cmp.Or(f, "not read") },
		func(f, s string) int { return o.statuses[statusFormat{s, f}] }, true)
}

// tableRow is a table of a form over all reports.
type tableRow struct {
	Form, Table           string
	Name                  form.Text
	Reports, Expected     int
	Found, Missed         int
	Value, Empty, Unread  int
	Corrected, Undemanded int
	Bar                   template.HTML
}

func (o *Overview) tableRows() []tableRow {
	var out []tableRow
	for k, t := range o.tables {
		if t.reports == 0 {
			continue
		}
		r := tableRow{Form: k.form, Table: k.table, Reports: t.reports, Found: t.found, Undemanded: t.more, Corrected: t.matches[string(schema.Corrected)]}
		if f := o.forms.Find(k.form); f != nil {
			for i := range f.Tables {
				if f.Tables[i].Key == k.table {
					r.Name = f.Tables[i].Name
				}
			}
		}
		if l := o.layouts[k.form][k.table]; l != nil {
			r.Expected = t.reports * len(l.required)
			r.Missed = max(0, r.Expected-t.found)
		}
		for s, n := range t.statuses {
			switch schema.ValueStatus(s) {
			case schema.Number, schema.Approximate:
				r.Value += n
			case schema.Unparsed, schema.Ambiguous:
				r.Unread += n
			default:
				r.Empty += n
			}
		}
		r.Bar = look.Bar(r.Value+r.Empty+r.Unread+r.Missed, look.Segment{N: r.Value, Style: "s0", Label: "a value"},
			look.Segment{N: r.Empty, Style: "s2", Label: "blank, dash or none"}, look.Segment{N: r.Unread, Style: "s3", Label: "unread"},
			look.Segment{N: r.Missed, Style: "s5", Label: "missed"})
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b tableRow) int {
		return cmp.Or(cmp.Compare(a.Form, b.Form), o.orderOf(a)-o.orderOf(b), cmp.Compare(a.Table, b.Table))
	})
	return out
}

// orderOf is the place of a table in its form; what no form has comes last.
func (o *Overview) orderOf(r tableRow) int {
	f := o.forms.Find(r.Form)
	if f == nil {
		return 1000
	}
	for i := range f.Tables {
		if f.Tables[i].Key == r.Table {
			return i
		}
	}
	return len(f.Tables)
}

// matchBar says how the cells of all facts were found.
func (o *Overview) matchBar() []line {
	sums := map[string]int{}
	for _, t := range o.tables {
		for m, n := range t.matches {
			sums[m] += n
		}
	}
	var out []line
	for _, m := range []schema.Match{schema.Exact, schema.Alias, schema.Fuzzy, schema.ByPosition, schema.BySums, schema.Corrected} {
		n := sums[string(m)]
		out = append(out, line{Name: string(m), Total: n, Bar: look.Bar(o.facts, look.Segment{N: n, Style: "s0", Label: string(m)})})
	}
	return out
}

// kindRow is a kind of finding.
type kindRow struct {
	Code, Rule, Status string
	Severity           diag.Severity
	Message            form.Text
	Explain            form.Text
	Findings, Docs     int
	Worst              []doc
	Bar                template.HTML
}

func (o *Overview) kindRows(severities ...diag.Severity) []kindRow {
	var out []kindRow
	longest := 0
	for k, c := range o.kinds {
		if !slices.Contains(severities, k.severity) {
			continue
		}
		r := kindRow{Code: k.code, Rule: k.rule, Status: k.status, Severity: k.severity, Findings: c.findings, Docs: c.docs, Worst: c.worst.docs}
		if e, ok := diag.Lookup(diag.Code(k.code)); ok {
			r.Message, r.Explain = meaning(e), form.Text{EN: e.Explain, ZH: e.ExplainZH}
		}
		longest = max(longest, c.docs)
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b kindRow) int {
		return cmp.Or(cmp.Compare(b.Severity, a.Severity), cmp.Compare(b.Docs, a.Docs), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Status, b.Status))
	})
	for i := range out {
		style := "s0"
		if out[i].Severity == diag.Severe {
			style = "s5"
		}
		out[i].Bar = look.Bar(longest, look.Segment{N: out[i].Docs, Style: style, Label: "documents"})
	}
	return out
}

// meaning is the message of a code with names for its values.
func meaning(e diag.Entry) form.Text {
	named := strings.NewReplacer("{detail}", "", "{", "<", "}", ">")
	return form.Text{EN: named.Replace(e.Message), ZH: named.Replace(e.MessageZH)}
}

// timesView is the time taken, as text.
type timesView struct {
	Took, Each string
	Inputs     int
	Skipped    int
	Bytes      int64
	Stages     []line
}

func (t *Times) view() *timesView {
	if t == nil {
		return nil
	}
	v := &timesView{Took: seconds(t.Seconds), Inputs: t.Inputs, Skipped: t.Skipped, Bytes: t.Bytes}
	if t.Inputs > 0 {
		v.Each = fmt.Sprintf("%.1f ms", 1000*t.Seconds/float64(t.Inputs))
	}
	sum := 0.0
	for _, s := range t.Stages {
		sum += s
	}
	for _, name := range []string{"read", "extract", "normalize", "write"} {
		s, ok := t.Stages[name]
		if !ok || sum <= 0 {
			continue
		}
		share := look.Segment{N: int(1e6 * s / sum), Style: "s0", Label: "millionths"}
		v.Stages = append(v.Stages, line{Name: name + " " + seconds(s), Bar: look.Bar(1e6, share)})
	}
	return v
}

func seconds(s float64) string {
	if s < 100 {
		return fmt.Sprintf("%.2f s", s)
	}
	return fmt.Sprintf("%d min %02d s", int(s)/60, int(s)%60)
}
