// Package sample makes reports for the tests of the exporters.
package sample

import (
	"fmt"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/schema"
)

// Report is report number n, with every kind of value: numbers (0 and decimals
// among them), all statuses, a cell that no key took, findings with and without
// places. Reports of different n differ in all numbers but that 0.
func Report(n int) *schema.Report {
	r := &schema.Report{
		ReportID: fmt.Sprintf("%016x", n+1), Status: schema.Partial,
		Source: schema.Source{Path: fmt.Sprintf("in/报告 %d.docx", n), Format: "docx",
			SHA256: fmt.Sprintf("%064x", n+1), Bytes: int64(18_211 + n)},
		Title: fmt.Sprintf("青石镇人民政府%d年政府信息公开工作年度报告", 2020+n), Year: 2020 + n,
		Period:    schema.Period{Start: fmt.Sprintf("%d-01-01", 2020+n), End: fmt.Sprintf("%d-12-31", 2020+n)},
		Published: fmt.Sprintf("%d-01-25", 2021+n), Form: "cn_goi_2019",
		Agency: schema.Agency{Name: "青石镇人民政府", ID: fmt.Sprintf("%016x", n+7), Canonical: "某省白鹭县青石镇人民政府", Level: schema.TownLevel,
			Parent: "某省白鹭县人民政府", ParentID: "00000000000000aa"},
		Region: schema.Region{Code: "990123100", Level: "town", Province: "某省", County: "白鹭县", Town: "青石镇", CodeYear: 2023,
			Method: "names", Confidence: "high", Candidates: []string{"990123100", "990124101"}},
		Sections: []schema.Section{
			{Number: 0, Key: "preamble", Text: "本报告依据条例编制。"},
			{Number: 1, Key: "overview", Heading: "一、总体情况", Text: "第一段。\n第二段“引文”。"},
		},
	}
	r.Facts = facts(n)
	r.Unmapped = []schema.Unmapped{{TableKey: "requests", RowLabel: "（九）补充", ColumnLabel: "自然人", Raw: fmt.Sprint(n + 5), Pos: source.AtCell(4, 30, 3)}}
	r.Findings = findings(n)
	return r
}

func facts(n int) []schema.Fact {
	at := source.AtCell
	money, err := decimal.Parse(fmt.Sprintf("%d.25", 96171+n))
	if err != nil {
		panic(err)
	}
	return []schema.Fact{
		{TableKey: "requests", RowKey: "granted", ColumnKey: "natural_person", RowLabel: "（一）予以公开", ColumnLabel: "自然人",
			Value: decimal.FromInt(int64(22 + n)), Status: schema.Number, Unit: schema.Count, Raw: fmt.Sprint(22 + n), Match: schema.Exact, Pos: at(4, 5, 3)},
		{TableKey: "requests", RowKey: "granted", ColumnKey: "org_business", RowLabel: "（一）予以公开", ColumnLabel: "商业企业",
			Value: decimal.FromInt(0), Status: schema.Number, Unit: schema.Count, Raw: "0", Match: schema.Alias, Pos: at(4, 5, 4)},
		{TableKey: "requests", RowKey: "granted", ColumnKey: "org_research", RowLabel: "（一）予以公开",
			Status: schema.Blank, Unit: schema.Count, Match: schema.Exact, Pos: at(4, 5, 5)},
		{TableKey: "requests", RowKey: "granted", ColumnKey: "total", RowLabel: "（一）予以公开", ColumnLabel: "总计",
			Status: schema.Unparsed, Unit: schema.Count, Raw: "见附件", Match: schema.Exact, Pos: at(4, 5, 9)},
		{TableKey: "proactive", RowKey: "admin_fee", ColumnKey: "amount", RowLabel: "行政事业性收费", ColumnLabel: "本年收费金额",
			Value: money, Status: schema.Number, Unit: schema.WanYuan, Raw: money.String() + "（含罚没）", Note: "含罚没", Match: schema.Fuzzy, Pos: at(2, 14, 1).OnPage(source.BoxOf(3, 72, 100.4, 170.5, 118))},
		{TableKey: "narrative", RowKey: "proactive_items", ColumnKey: "total",
			Value: decimal.FromInt(int64(1176 + n)), Status: schema.Approximate, Unit: schema.Count, Raw: fmt.Sprintf("%d余", 1176+n),
			Context: fmt.Sprintf("全年主动公开信息%d余条。", 1176+n), Match: schema.Exact, Pos: source.AtBlock(1)},
	}
}

func findings(n int) []diag.Finding {
	expected, found := decimal.FromInt(int64(22+n)), decimal.FromInt(0)
	sum := diag.New("N301", source.AtCell(4, 5, 9), "row", "granted", "found", found.String(), "expected", expected.String())
	sum.Status, sum.Rule = diag.Fail, "cn_goi_2019/requests/row_sum"
	sum.Expected, sum.Found = &expected, &found
	sum.Related = []source.Pos{source.AtCell(4, 5, 3), source.AtCell(4, 5, 4)}
	return []diag.Finding{
		diag.New("N402", source.Pos{}, "title", fmt.Sprint(2020+n), "period", fmt.Sprint(2021+n)),
		diag.New("N105", source.Pos{}, "number", "4", "key", "remedies"),
		sum,
		diag.New("N210", source.AtCell(2, 14, 1)),
	}
}

// Failed is the report of an input that could not be read.
func Failed(n int) *schema.Report {
	return &schema.Report{
		ReportID: fmt.Sprintf("%016x", n+1), Status: schema.Failed,
		Source:   schema.Source{Path: fmt.Sprintf("in/broken%d.docx", n), SHA256: fmt.Sprintf("%064x", n+1), Bytes: 3},
		Findings: []diag.Finding{diag.Errorf("X120", nil).Finding()},
	}
}

// Big is a report of 230 facts, six sections of some 4 KB in all and two
// findings, as real ones have.
func Big(n int) *schema.Report {
	r := Report(n)
	r.ReportID = fmt.Sprintf("%016x", uint64(n+1)*0x9E3779B97F4A7C15)
	r.Findings = r.Findings[:2]
	r.Unmapped = nil
	r.Facts = r.Facts[:0]
	for i := range 230 {
		v := int64((i*n + i) % 97)
		r.Facts = append(r.Facts, schema.Fact{
			TableKey: "requests", RowKey: fmt.Sprint("row_key_", i/7), ColumnKey: fmt.Sprint("column_key_", i%7),
			RowLabel: fmt.Sprintf("（%d）属于某类信息", i/7), ColumnLabel: fmt.Sprintf("申请人%d", i%7),
			Value: decimal.FromInt(v), Status: schema.Number, Unit: schema.Count, Raw: fmt.Sprint(v), Match: schema.Exact,
			Pos: source.AtCell(12, i/7, i%7),
		})
	}
	text := make([]byte, 0, 1<<10)
	for i := range 20 {
		text = fmt.Appendf(text, "%d年第%d项工作按期完成，共%d件。\n", r.Year, i, i*n+3)
	}
	for i := range 6 {
		r.Sections = append(r.Sections, schema.Section{Number: i, Key: fmt.Sprint("key", i), Heading: fmt.Sprint(i, "、标题"), Text: string(text)})
	}
	return r
}
