package rows

import (
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/normalize/schema"
)

// Columns that several tables have.
var (
	reportID = Field{Name: "report_id", Type: String, Pattern: `[0-9a-f]{16}(\.[0-9]+)?`, Title: "Report id", TitleZH: "报告编号",
		Meaning:   "The same file has the same id anywhere; further copies in one run have .2, .3 … behind.",
		MeaningZH: "同一文件在任何地方编号相同；同次运行中的其他副本后缀 .2、.3 等。"}
	reportStatus = Field{Name: "status", Type: String, Enum: reportStatuses, Title: "Status", TitleZH: "状态",
		Meaning:   "ok; partial: a table or section was not found or not fully mapped, or no value was found; empty: an unfilled form; not_report; failed: could not be read; duplicate: the same bytes as an earlier input.",
		MeaningZH: "ok 完整；partial 部分缺失；empty 空表；not_report 不是年报；failed 无法读取；duplicate 与先前文件相同。"}
	title = Field{Name: "title", Type: String, Nullable: true, Title: "Title", TitleZH: "标题",
		Meaning: "Title of the report.", MeaningZH: "报告标题。"}
	year = Field{Name: "year", Type: Integer, Nullable: true, Unit: "calendar year", Title: "Year", TitleZH: "年度",
		Meaning: "The year that the report is about, not that of publication.", MeaningZH: "报告所反映的年度，而非发布年份。"}
	published = Field{Name: "published", Type: Date, Nullable: true, Title: "Published", TitleZH: "发布日期",
		Meaning: "Day of publication.", MeaningZH: "发布日期。"}
	form = Field{Name: "form", Type: String, Nullable: true, Title: "Form", TitleZH: "格式",
		Meaning: "Id of the official form that the report uses; `nianbao forms list` lists them.", MeaningZH: "报告所用官方格式的编号，见 nianbao forms list。"}
	tableKey = Field{Name: "table_key", Type: String, Title: "Table", TitleZH: "表键",
		Meaning: "Key of the table in the form.", MeaningZH: "格式中表的键名。"}
	rowLabel = Field{Name: "row_label", Type: String, Nullable: true, Title: "Row label", TitleZH: "行标签",
		Meaning: "Label of the row as printed.", MeaningZH: "所印行标签。"}
	columnLabel = Field{Name: "column_label", Type: String, Nullable: true, Title: "Column label", TitleZH: "列标签",
		Meaning: "Label of the column as printed.", MeaningZH: "所印列标签。"}
	raw = Field{Name: "raw", Type: String, Title: "Cell text", TitleZH: "单元格原文",
		Meaning: "All text of the cell as printed.", MeaningZH: "单元格全部原文。"}

	// pos is a place in the document, null where the whole document is meant.
	pos = []Field{
		{Name: "pos_block", Type: Integer, Nullable: true, Title: "Block", TitleZH: "块",
			Meaning: "Index of the paragraph, heading or table in the document, from 0.", MeaningZH: "段落、标题或表格在文档中的序号，从 0 起。"},
		{Name: "pos_row", Type: Integer, Nullable: true, Title: "Grid row", TitleZH: "网格行",
			Meaning: "Row of the cell's top left place in the table's grid, from 0.", MeaningZH: "单元格左上角所在网格行，从 0 起。"},
		{Name: "pos_col", Type: Integer, Nullable: true, Title: "Grid column", TitleZH: "网格列",
			Meaning: "Column of the cell's top left place in the table's grid, from 0.", MeaningZH: "单元格左上角所在网格列，从 0 起。"},
		{Name: "pos_page", Type: Integer, Nullable: true, Title: "Page", TitleZH: "页",
			Meaning: "Page on which the cell stands, from 1; null for formats without pages.", MeaningZH: "单元格所在页，从 1 起；无页面的格式为空。"},
		{Name: "pos_left", Type: Number, Nullable: true, Unit: Points, Title: "Left edge", TitleZH: "左",
			Meaning: "Distance of the cell's left edge from the left edge of the page, in points.", MeaningZH: "单元格左边到页面左边的距离（点）。"},
		{Name: "pos_top", Type: Number, Nullable: true, Unit: Points, Title: "Upper edge", TitleZH: "上",
			Meaning: "Distance of the cell's upper edge from the upper edge of the page, in points.", MeaningZH: "单元格上边到页面上边的距离（点）。"},
		{Name: "pos_right", Type: Number, Nullable: true, Unit: Points, Title: "Right edge", TitleZH: "右",
			Meaning: "Distance of the cell's right edge from the left edge of the page, in points.", MeaningZH: "单元格右边到页面左边的距离（点）。"},
		{Name: "pos_bottom", Type: Number, Nullable: true, Unit: Points, Title: "Lower edge", TitleZH: "下",
			Meaning: "Distance of the cell's lower edge from the upper edge of the page, in points.", MeaningZH: "单元格下边到页面上边的距离（点）。"},
	}
)

func count(name, title, titleZH, meaning, meaningZH string) Field {
	return Field{Name: name, Type: Integer, Unit: "1", Title: title, TitleZH: titleZH, Meaning: meaning, MeaningZH: meaningZH}
}

// All values of the closed columns; a test holds them to the constants of the
// packages that own them.
var (
	reportStatuses = texts(schema.OK, schema.Partial, schema.Empty, schema.NotReport, schema.Failed, schema.Duplicate)
	valueStatuses  = texts(schema.Number, schema.Approximate, schema.Blank, schema.Dash, schema.None, schema.Unparsed, schema.Ambiguous)
	units          = texts(schema.Count, schema.Yuan, schema.WanYuan, schema.Unstated)
	matches        = texts(schema.Exact, schema.Alias, schema.Fuzzy, schema.ByPosition, schema.BySums, schema.Corrected)
	severities     = []string{diag.Severe.String(), diag.Warning.String(), diag.Info.String()}
	agencyTypes    = texts(schema.Government, schema.Office, schema.Department, schema.Bureau, schema.Committee,
		schema.ManagementCommittee, schema.Township, schema.StreetOffice, schema.VerticallyManaged, schema.Organisation)
	scopes        = texts(schema.Own, schema.Consolidated, schema.ScopeUnknown)
	checkStatuses = texts(diag.Fail, diag.HoldsIfBlankIsZero, diag.NotEvaluable)
)

func texts[T ~string](values ...T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}
