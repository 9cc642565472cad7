package sample

import "github.com/nianbao/nianbao/normalize/schema"

// Variables are variables of the facts of [Report], and a concept.
func Variables() []schema.Variable {
	return []schema.Variable{
		{Name: "c_requests_granted", Concept: "requests_granted", Comparable: "approx", Forms: []string{"cn_goi_2014", "cn_goi_2019"},
			Title: "Requests granted", TitleZH: "予以公开数", Meaning: "Requests granted.", MeaningZH: "予以公开数。"},
		cellVariable("req_granted_nat", "requests", "granted", "natural_person", false),
		cellVariable("req_granted_biz", "requests", "granted", "org_business", false),
		cellVariable("req_granted_rsch", "requests", "granted", "org_research", false),
		cellVariable("req_granted_total", "requests", "granted", "total", false),
		cellVariable("pro_admin_fees_yuan", "proactive", "admin_fee", "amount", true),
		cellVariable("txt_proactive_items", "narrative", "proactive_items", "total", false),
	}
}

func cellVariable(name, table, row, column string, money bool) schema.Variable {
	return schema.Variable{Name: name, TableKey: table, RowKey: row, ColumnKey: column, Money: money, Forms: []string{"cn_goi_2019"},
		Title: "Cell of " + row + ", " + column, TitleZH: "单元格", Meaning: "The cell " + row + "/" + column + ".", MeaningZH: "单元格数值。"}
}
