package rows

import "github.com/nianbao/nianbao/extract/diag"

// CheckRow is a row of [Checks].
type CheckRow struct {
	Key
	AgencyID      string   `parquet:"agency_id,dict"`
	AgencyName    string   `parquet:"agency_canonical,optional,dict"`
	RegionCode    string   `parquet:"region_code,optional,dict"`
	Code          string   `parquet:"code,dict"`
	Severity      string   `parquet:"severity,dict"`
	Rule          string   `parquet:"rule,dict"`
	Message       string   `parquet:"message"`
	TableKey      string   `parquet:"table_key,optional,dict"`
	RowKey        string   `parquet:"row_key,optional,dict"`
	ColumnKey     string   `parquet:"column_key,optional,dict"`
	Expected      *float64 `parquet:"expected,optional"`
	Found         *float64 `parquet:"found,optional"`
	OtherReportID string   `parquet:"other_report_id,optional"`
	OtherYear     int32    `parquet:"other_year,optional"`
	ExplainedBy   string   `parquet:"explained_by,optional,dict"`
}

// What [CheckRow.ExplainedBy] may say.
const (
	ByScope     = "scope"     // one report is for the body, the other for an area
	ByRevision  = "revision"  // it holds with another version of one of the reports
	ByPublished = "published" // the report was published later
	ByFetched   = "fetched"   // the report was fetched later
)

// Checks has one row a thing that does not fit between the reports of a body, or of
// an area. It is no table of convert: nianbao check writes it, into a folder of its own.
var Checks = &Table{
	Name: "checks", Title: "Checks across reports", TitleZH: "跨报告核验", Parent: "reports",
	Meaning:   "One row a thing that does not fit between the reports of a body over the years, or between bodies of an area.",
	MeaningZH: "同一机构各年度之间或同一地区各机构之间不相符之处，每处一行。",
	Fields: []Field{
		reportID, year, form,
		{Name: "agency_id", Type: String, Title: "Agency id", TitleZH: "机构编号", Pattern: "[0-9a-f]{16}",
			Meaning: "The body, as in table reports.", MeaningZH: "机构编号，同 reports 表。"},
		*Reports.Field("agency_canonical"), *Reports.Field("region_code"),
		{Name: "code", Type: String, Pattern: "N5[0-9]{2}", Title: "Code", TitleZH: "代码",
			Meaning: "Kind of finding; `nianbao explain CODE` tells more.", MeaningZH: "结果代码，详见 nianbao explain。"},
		{Name: "severity", Type: String, Enum: severities, Title: "Severity", TitleZH: "严重程度",
			Meaning: "warning, or info; there are good reasons for breaks, so none is an error.", MeaningZH: "warning 或 info；差异可能有正当原因，故不作 error。"},
		{Name: "rule", Type: String, Title: "Rule", TitleZH: "规则",
			Meaning: "Path of the rule in its form, form/table/rule, or series/rule.", MeaningZH: "规则路径：格式/表/规则，或 series/规则。"},
		{Name: "message", Type: String, Title: "Message", TitleZH: "说明",
			Meaning: "The finding in one sentence.", MeaningZH: "一句话说明（英文）。"},
		optionalKey("table_key", "Table", "表键"), optionalKey("row_key", "Row", "行键"), optionalKey("column_key", "Column", "列键"),
		{Name: "expected", Type: Number, Nullable: true, Unit: "that of the cells", Title: "Expected", TitleZH: "应为",
			Meaning: "What the other report, the series or the sum gives.", MeaningZH: "由另一份报告、自身序列或合计得出的数值。"},
		{Name: "found", Type: Number, Nullable: true, Unit: "that of the cells", Title: "Found", TitleZH: "实为",
			Meaning: "What this report prints.", MeaningZH: "本报告所印数值。"},
		{Name: "other_report_id", Type: String, Nullable: true, Title: "Other report", TitleZH: "另一份报告",
			Meaning: "The report that it was compared with.", MeaningZH: "与之比较的报告编号。"},
		{Name: "other_year", Type: Integer, Nullable: true, Unit: "calendar year", Title: "Other year", TitleZH: "另一年度",
			Meaning: "Year of that report, or the year that is missing.", MeaningZH: "该报告的年度，或所缺年度。"},
		{Name: "explained_by", Type: String, Nullable: true, Enum: []string{ByScope, ByRevision, ByPublished, ByFetched}, Title: "Explained by", TitleZH: "解释",
			Meaning:   "scope: one is the body's own report, the other one for an area; revision: another version of one of the reports fits. Of revised versions: published, fetched, by which this one is newer.",
			MeaningZH: "scope：两份报告口径不同；revision：与其中一份的另一版本相符。对修订版：判断本份较新的依据（发布日期或抓取时间）。"},
	},
}

func optionalKey(name, title, titleZH string) Field {
	return Field{Name: name, Type: String, Nullable: true, Title: title, TitleZH: titleZH,
		Meaning: "Key in the form; null where the whole report is meant.", MeaningZH: "格式中的键名；针对整份报告时为空。"}
}

// SetFinding fills the columns that a finding has.
func (r *CheckRow) SetFinding(f *diag.Finding) {
	r.Code, r.Severity, r.Rule, r.Message = string(f.Code), f.Severity.String(), f.Rule, valid(f.Message())
}
