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

// identity is who reported, and where: columns of table reports.
var identity = []Field{
	{Name: "agency_id", Type: String, Nullable: true, Pattern: "[0-9a-f]{16}", Title: "Agency id", TitleZH: "机构编号",
		Meaning:   "The same for one body in all years, spellings and data sets; null where it is not certain which body it is.",
		MeaningZH: "同一机构在各年度、各种写法、各数据集中编号相同；无法确定是哪个机构时为空。"},
	{Name: "agency_canonical", Type: String, Nullable: true, Title: "Whole name", TitleZH: "机构规范名称",
		Meaning: "Whole name of the body, from the province, in one spelling.", MeaningZH: "自省份起的机构全称，写法统一。"},
	{Name: "agency_level", Type: String, Nullable: true, Enum: agencyLevels, Title: "Level", TitleZH: "机构层级",
		Meaning: "Level of the division that the body is one of; city is that of a prefecture.", MeaningZH: "机构所属层级；city 为地级。"},
	{Name: "agency_parent", Type: String, Nullable: true, Title: "Body above", TitleZH: "上级机构",
		Meaning:   "Whole name of the body above: the government of its place, or that of the place above; null where the name does not tell.",
		MeaningZH: "上级机构全称：本级人民政府或上一级人民政府；名称不能说明时为空。"},
	{Name: "agency_parent_id", Type: String, Nullable: true, Pattern: "[0-9a-f]{16}", Title: "Id of the body above", TitleZH: "上级机构编号",
		Meaning: "Agency id of the body above.", MeaningZH: "上级机构的编号。"},
	{Name: "region_code", Type: String, Nullable: true, Pattern: "[0-9]{6}([0-9]{3})?", Title: "Region", TitleZH: "地区代码",
		Meaning:   "Code of the division that the body belongs to: six digits (GB/T 2260), nine for a town. Null where it is not certain; then see region_candidates.",
		MeaningZH: "机构所属行政区划代码：六位（GB/T 2260），乡镇九位。无法确定时为空，见 region_candidates。"},
	{Name: "region_level", Type: String, Nullable: true, Enum: []string{"province", "city", "county", "town"}, Title: "Level of the region", TitleZH: "地区层级",
		Meaning: "Level of that division; city is that of a prefecture, town that of streets and townships.", MeaningZH: "该区划的层级；city 为地级，town 为乡镇街道。"},
	{Name: "region_province", Type: String, Nullable: true, Title: "Province", TitleZH: "省级",
		Meaning: "Name of the province.", MeaningZH: "省级名称。"},
	{Name: "region_city", Type: String, Nullable: true, Title: "City", TitleZH: "地级",
		Meaning:   "Name of the city, prefecture or league; null above, and where there is none between province and county.",
		MeaningZH: "地级名称；更高层级以及直辖市、省直辖县为空。"},
	{Name: "region_county", Type: String, Nullable: true, Title: "County", TitleZH: "县级",
		Meaning: "Name of the county, district or banner; null above, and in cities without.", MeaningZH: "县级名称；更高层级以及不设县级的市为空。"},
	{Name: "region_town", Type: String, Nullable: true, Title: "Town", TitleZH: "乡级",
		Meaning: "Name of the town, township or street; null above.", MeaningZH: "乡级名称；更高层级为空。"},
	{Name: "region_code_year", Type: Integer, Nullable: true, Unit: "calendar year", Title: "Year of the code", TitleZH: "代码年份",
		Meaning:   "Year of the newest list of codes that has this code under this name: 2023 for those in force then, earlier for former divisions.",
		MeaningZH: "最近一份载有该代码和名称的代码表的年份：2023 为现行，更早为已撤并更名。"},
	{Name: "region_method", Type: String, Nullable: true, Enum: regionMethods, Title: "Evidence", TitleZH: "判定依据",
		Meaning:   "What decided: names and name, full names of several levels or one; stem, a short name; else the name fits several or none, and what the user says (hint), the list of metadata, a unified social credit code, the page's publisher, the web address, a line of the text or the text chose.",
		MeaningZH: "names、name：名称写明多级或一级全称；stem：简称；其余为名称不足以确定，由用户指定（hint）、元数据清单、统一社会信用代码、网页发布机构、网址、落款或正文确定。"},
	{Name: "region_confidence", Type: String, Nullable: true, Enum: []string{"high", "medium"}, Title: "Confidence", TitleZH: "可信度",
		Meaning:   "high: full names in force in the reporting year that fit one place; medium: short or former names, or evidence beside the name.",
		MeaningZH: "high：名称为报告年度有效的全称且唯一；medium：简称、旧称或依据名称以外的信息。"},
	{Name: "region_candidates", Type: String, Nullable: true, Title: "Candidates", TitleZH: "可能的代码",
		Meaning: "Codes of all divisions that it may be, separated by semicolons, where that is not certain.", MeaningZH: "无法确定时，所有可能的地区代码，以分号分隔。"},
}

func count(name, title, titleZH, meaning, meaningZH string) Field {
	return Field{Name: name, Type: Integer, Unit: "1", Title: title, TitleZH: titleZH, Meaning: meaning, MeaningZH: meaningZH}
}

// All values of the closed columns; a test holds them to the constants of the
// packages that own them.
var (
	reportStatuses = texts(schema.OK, schema.Partial, schema.Empty, schema.NotReport, schema.Failed, schema.Duplicate)
	valueStatuses  = texts(schema.Number, schema.Approximate, schema.Blank, schema.Dash, schema.None, schema.Unparsed, schema.Ambiguous)
	units          = texts(schema.Count, schema.Yuan, schema.WanYuan, schema.Unstated, schema.Percent)
	matches        = texts(schema.Exact, schema.Alias, schema.Fuzzy, schema.ByPosition, schema.BySums, schema.Corrected)
	severities     = []string{diag.Severe.String(), diag.Warning.String(), diag.Info.String()}
	agencyTypes    = texts(schema.Government, schema.Office, schema.Department, schema.Bureau, schema.Committee,
		schema.ManagementCommittee, schema.Township, schema.StreetOffice, schema.VerticallyManaged, schema.Organisation)
	scopes        = texts(schema.Own, schema.Consolidated, schema.ScopeUnknown)
	regionMethods = []string{"names", "name", "stem", "hint", "metadata", "uscc", "portal", "host", "signed", "text"}
	agencyLevels  = texts(schema.NationalLevel, schema.ProvinceLevel, schema.CityLevel, schema.CountyLevel, schema.TownLevel)
	checkStatuses = texts(diag.Fail, diag.HoldsIfBlankIsZero, diag.NotEvaluable)
)

func texts[T ~string](values ...T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}
