package rows

import "slices"

// Tables is THE list of flat tables, in the order of the output contract.
func Tables() []*Table { return slices.Clone(tables) }

var tables = []*Table{Reports, Facts, UnmappedCells, Sections, Findings}

// Lines is the table of JSON lines, one whole report a line. It is not flat:
// lists and objects hold what the flat tables hold as rows.
var Lines = &Table{
	Name: "json", Title: "Reports as JSON lines", TitleZH: "报告（JSON 行）",
	Meaning:    "One line an input report, with its sections, facts, unmapped cells and findings.",
	MeaningZH:  "每份报告一行，含各部分文字、数值、未识别单元格和核验结果。",
	PrimaryKey: []string{"report_id"},
	Fields: []Field{
		{Name: "schema", Type: String, Title: "Schema", TitleZH: "结构名称", Enum: []string{"nianbao.report"},
			Meaning: "Name of the structure of this line.", MeaningZH: "本行结构的名称。"},
		{Name: "schema_version", Type: String, Title: "Schema version", TitleZH: "结构版本", Pattern: `[0-9]+\.[0-9]+\.[0-9]+`,
			Meaning: "Version of the structure (semantic versioning).", MeaningZH: "结构的版本号（语义化版本）。"},
		reportID, reportStatus,
		{Name: "source", Type: Object, Fields: sourceKeys, Title: "Source", TitleZH: "来源文件",
			Meaning: "The input: path, format, sha256, bytes, duplicate_of; and what --metadata or a web archive knows of it: url, fetched_at, agency, region, year, record_offset, attachment_of.", MeaningZH: "输入文件：路径、格式、哈希、字节数、所重复的文件，以及 --metadata 或网页归档提供的 url、fetched_at、agency、region、year、record_offset、attachment_of。"},
		title, year,
		{Name: "period", Type: Object, Fields: periodKeys, Title: "Period", TitleZH: "统计期限",
			Meaning: "The days that the figures cover: start and end, both inclusive.", MeaningZH: "数据的统计期限：起止日期，均含当日。"},
		published,
		{Name: "agency", Type: Object, Fields: agencyKeys, Title: "Agency", TitleZH: "机构",
			Meaning:   "The public body that reports: name, type, scope of its figures, and the words that say so (scope_evidence).",
			MeaningZH: "编制报告的机构：名称、类型、数据口径及其依据（scope_evidence）。"},
		form,
		{Name: "sections", Type: Array, Fields: keysOf(Sections), Title: "Sections", TitleZH: "各部分",
			Meaning: "The sections; their keys are the columns of table sections.", MeaningZH: "报告各部分，键同 sections 表的列。"},
		{Name: "facts", Type: Array, Fields: keysOf(Facts), Title: "Facts", TitleZH: "数值",
			Meaning: "The values; their keys are the columns of table facts.", MeaningZH: "各项数值，键同 facts 表的列。"},
		{Name: "unmapped", Type: Array, Fields: keysOf(UnmappedCells), Title: "Unmapped cells", TitleZH: "未识别单元格",
			Meaning: "Cells that no key took; their keys are the columns of table unmapped.", MeaningZH: "未识别的单元格，键同 unmapped 表的列。"},
		{Name: "concepts", Type: Array, Fields: conceptKeys, Title: "Concepts", TitleZH: "可比指标",
			Meaning:   "Numbers that can be set beside those of other forms: key, comparable (yes, approx, no), value, unit, and the cells that were added and subtracted. The value is null unless each cell holds an exact number.",
			MeaningZH: "可跨格式比较的指标：键、可比程度（yes、approx、no）、数值、单位及相加相减的单元格；任一单元格无确切数值时为空。"},
		{Name: "findings", Type: Array, Fields: keysOf(Findings), Title: "Findings", TitleZH: "核验结果",
			Meaning: "The findings; their keys are the columns of table findings.", MeaningZH: "核验结果，键同 findings 表的列。"},
	},
}

// Reports has one row a report, and one for every input that holds none.
var Reports = &Table{
	Name: "reports", Title: "Reports", TitleZH: "报告",
	Meaning:    "One row a report, and one for every input that holds none, whatever became of it.",
	MeaningZH:  "每份报告一行；不含报告、读取失败或重复的输入文件也各占一行。",
	PrimaryKey: []string{"report_id"},
	Fields: []Field{
		reportID, reportStatus,
		{Name: "path", Type: String, Title: "Path", TitleZH: "路径",
			Meaning:   "The input as it was named to the program, with forward slashes; - is standard input.",
			MeaningZH: "输入文件的路径，以正斜杠分隔；- 表示标准输入。"},
		{Name: "format", Type: String, Nullable: true, Title: "Format", TitleZH: "文件格式",
			Meaning:   "The file format as told by the content, null if it is none that is read.",
			MeaningZH: "由内容判断的文件格式；不支持的格式为空。"},
		{Name: "sha256", Type: String, Nullable: true, Title: "SHA-256", TitleZH: "SHA-256", Pattern: "[0-9a-f]{64}",
			Meaning:   "Hash of the input's bytes in hexadecimal, null if they could not be read.",
			MeaningZH: "输入文件内容的 SHA-256 哈希（十六进制）；无法读取时为空。"},
		{Name: "bytes", Type: Integer, Unit: "byte", Title: "Size", TitleZH: "字节数",
			Meaning: "Size of the input, 0 if it could not be read.", MeaningZH: "输入文件的字节数；无法读取时为 0。"},
		{Name: "duplicate_of", Type: String, Nullable: true, Title: "Duplicate of", TitleZH: "重复于",
			Meaning:   "Path of the earlier input with the same bytes, which holds the facts if there are any. Set where status is duplicate, and for files of kinds that hold no report (such as images), whose status is the one that their own name gives them.",
			MeaningZH: "内容完全相同的先前输入文件的路径，数值（如有）见该文件。status 为 duplicate 时填写；图片等不含年报的文件也填写，其 status 仍依其自身文件名判定。"},
		{Name: "url", Type: String, Nullable: true, Title: "Address", TitleZH: "网址",
			Meaning: "Where the input was fetched from, as the list of --metadata or the web archive says.", MeaningZH: "文件的来源网址（取自 --metadata 或网页归档）。"},
		{Name: "fetched_at", Type: String, Nullable: true, Title: "Fetched at", TitleZH: "抓取时间",
			Meaning: "When the input was fetched, as the list of --metadata or the web archive says.", MeaningZH: "文件的抓取时间（取自 --metadata 或网页归档）。"},
		{Name: "source_agency", Type: String, Nullable: true, Title: "Agency by the list", TitleZH: "清单机构",
			Meaning: "The agency that the list of --metadata names.", MeaningZH: "--metadata 清单所列机构。"},
		{Name: "source_region", Type: String, Nullable: true, Title: "Region by the list", TitleZH: "清单地区",
			Meaning: "The region that the list of --metadata names.", MeaningZH: "--metadata 清单所列地区。"},
		{Name: "source_year", Type: Integer, Nullable: true, Unit: "calendar year", Title: "Year by the list", TitleZH: "清单年度",
			Meaning: "The year that the list of --metadata names.", MeaningZH: "--metadata 清单所列年度。"},
		{Name: "record_offset", Type: Integer, Nullable: true, Unit: "byte", Title: "Offset of the record", TitleZH: "记录偏移",
			Meaning:   "Byte of the web archive at which the record, or the gzip stream that holds it, begins; null for inputs from elsewhere.",
			MeaningZH: "输入所属记录（或其 gzip 流）在网页归档文件中的起始字节；非网页归档的输入为空。"},
		{Name: "attachment_of", Type: String, Nullable: true, Title: "Attachment of", TitleZH: "附件所属网页",
			Meaning:   "Path of the input, a page of the same web archive, that links to this one.",
			MeaningZH: "同一网页归档中链接到此文件的网页的路径。"},
		title, year,
		{Name: "period_start", Type: Date, Nullable: true, Title: "First day", TitleZH: "期限起始日",
			Meaning: "First day that the figures cover.", MeaningZH: "数据统计期限的第一天。"},
		{Name: "period_end", Type: Date, Nullable: true, Title: "Last day", TitleZH: "期限截止日",
			Meaning: "Last day that the figures cover.", MeaningZH: "数据统计期限的最后一天。"},
		published,
		{Name: "agency_name", Type: String, Nullable: true, Title: "Agency", TitleZH: "机构名称",
			Meaning:   "Name of the public body as the title gives it, without the year.",
			MeaningZH: "标题中的机构名称，不含年度。"},
		{Name: "agency_type", Type: String, Nullable: true, Enum: agencyTypes, Title: "Kind of agency", TitleZH: "机构类型",
			Meaning: "Kind of public body, as its name tells.", MeaningZH: "由名称判断的机构类型。"},
		{Name: "scope", Type: String, Nullable: true, Enum: scopes, Title: "Scope", TitleZH: "数据口径",
			Meaning:   "Whether the figures are the body's own or those of a whole area; never add the two.",
			MeaningZH: "数据为本机关（own）还是汇总（consolidated）口径；二者不可相加。"},
		{Name: "scope_evidence", Type: String, Nullable: true, Title: "Evidence of the scope", TitleZH: "口径依据",
			Meaning: "The words of the report that tell the scope.", MeaningZH: "报告中表明口径的字句。"},
		form,
		count("fact_count", "Facts", "数值个数", "Number of the report's rows in table facts.", "该报告在 facts 表中的行数。"),
		count("number_count", "Facts with a value", "有值的数值个数", "Number of these rows whose value is not null.", "其中 value 非空的行数。"),
		count("unmapped_count", "Unmapped cells", "未识别单元格数", "Number of the report's rows in table unmapped.", "该报告在 unmapped 表中的行数。"),
		count("error_count", "Errors", "错误数", "Number of findings of severity error.", "严重程度为 error 的核验结果数。"),
		count("warning_count", "Warnings", "警告数", "Number of findings of severity warning.", "严重程度为 warning 的核验结果数。"),
		count("info_count", "Remarks", "提示数", "Number of findings of severity info.", "严重程度为 info 的核验结果数。"),
	},
}

// Facts has one row a value.
var Facts = &Table{
	Name: "facts", Title: "Facts", TitleZH: "数值", Parent: "reports",
	Meaning:    "One row a cell that the form has and the document has a place for.",
	MeaningZH:  "格式规定且文档中有相应位置的每个单元格一行。",
	PrimaryKey: []string{"report_id", "table_key", "row_key", "column_key"},
	Fields: slices.Concat([]Field{
		reportID, year, form, tableKey,
		{Name: "row_key", Type: String, Title: "Row", TitleZH: "行键",
			Meaning: "Key of the row in the form.", MeaningZH: "格式中行的键名。"},
		{Name: "column_key", Type: String, Title: "Column", TitleZH: "列键",
			Meaning: "Key of the column in the form.", MeaningZH: "格式中列的键名。"},
		rowLabel, columnLabel,
		{Name: "value", Type: Number, Nullable: true, Unit: "see column unit", Title: "Value", TitleZH: "数值",
			Meaning:   "The number as printed, never rescaled. Null unless status is number or approximate; null is not 0.",
			MeaningZH: "原文所印数值，不换算单位；status 非 number、approximate 时为空。空值不等于零。"},
		{Name: "status", Type: String, Enum: valueStatuses, Title: "Status", TitleZH: "取值状态",
			Meaning:   "What the cell holds: a number, an approximate one, nothing (blank), a dash, the word none, something unreadable, or something with two readings.",
			MeaningZH: "单元格内容：数值、约数、空白、短横、“无”、无法识别、有歧义。"},
		{Name: "unit", Type: String, Enum: units, Title: "Unit", TitleZH: "单位",
			Meaning: "Unit of the value as printed; wan_yuan is 10 000 yuan.", MeaningZH: "数值的原印单位；wan_yuan 为万元。"},
		raw,
		{Name: "note", Type: String, Nullable: true, Title: "Remark", TitleZH: "备注",
			Meaning: "A remark that stands in the cell beside the number.", MeaningZH: "单元格中数值以外的说明文字。"},
		{Name: "context", Type: String, Nullable: true, Title: "Sentence", TitleZH: "上下文",
			Meaning: "The sentence, for a number that comes from prose.", MeaningZH: "取自正文的数值所在的句子。"},
		{Name: "match", Type: String, Enum: matches, Title: "Match", TitleZH: "匹配方式",
			Meaning: "How the cell was found, from exact to position and sums.", MeaningZH: "单元格的匹配方式。"},
	}, pos),
}

// UnmappedCells has one row a non-empty cell that no key took.
var UnmappedCells = &Table{
	Name: "unmapped", Title: "Unmapped cells", TitleZH: "未识别单元格", Parent: "reports",
	Meaning:   "One row a non-empty cell of a recognised table that no key of the form took.",
	MeaningZH: "已识别表格中不属于格式任何键的非空单元格，每格一行。",
	Fields:    slices.Concat([]Field{reportID, year, form, tableKey, rowLabel, columnLabel, raw}, pos),
}

// Sections has one row a section of prose.
var Sections = &Table{
	Name: "sections", Title: "Sections", TitleZH: "各部分文字", Parent: "reports",
	Meaning:    "One row a section of a report, with its text.",
	MeaningZH:  "报告每个部分一行，含文字。",
	PrimaryKey: []string{"report_id", "number"},
	Fields: []Field{
		reportID, year, form,
		{Name: "number", Type: Integer, Title: "Number", TitleZH: "序号",
			Meaning: "Place of the section in the form, 0 for the text before the first heading.", MeaningZH: "该部分在格式中的序号，首个标题之前的文字为 0。"},
		{Name: "key", Type: String, Title: "Key", TitleZH: "键",
			Meaning: "Key of the section in the form.", MeaningZH: "格式中该部分的键名。"},
		{Name: "heading", Type: String, Nullable: true, Title: "Heading", TitleZH: "标题",
			Meaning: "The heading as printed.", MeaningZH: "所印标题。"},
		{Name: "text", Type: String, Title: "Text", TitleZH: "文字",
			Meaning: "All that stands under the heading except the tables that gave facts; paragraphs end in a line feed.", MeaningZH: "标题下除已取数表格以外的全部文字，段落以换行分隔。"},
	},
}

// Findings has one row a finding.
var Findings = &Table{
	Name: "findings", Title: "Findings", TitleZH: "核验结果", Parent: "reports",
	Meaning:   "One row a thing that a person should know about a report: failed sums, values that could not be read, doubtful matches.",
	MeaningZH: "每条核验结果一行：勾稽不符、无法识别的数值、存疑的匹配等。",
	Fields: slices.Concat([]Field{
		reportID, year, form,
		{Name: "code", Type: String, Pattern: "[XN][0-9]{3}", Title: "Code", TitleZH: "代码",
			Meaning: "Kind of finding; `nianbao explain CODE` tells more.", MeaningZH: "结果代码，详见 nianbao explain。"},
		{Name: "severity", Type: String, Enum: severities, Title: "Severity", TitleZH: "严重程度",
			Meaning: "error: the input could not be processed, or a sum of the form fails. warning: a value is unread, ambiguous or missing. info: how something was read.", MeaningZH: "error：无法处理或勾稽不符；warning：数值未识别、有歧义或缺失；info：读取方式说明。"},
		{Name: "status", Type: String, Nullable: true, Enum: checkStatuses, Title: "Status", TitleZH: "核验状态",
			Meaning: "What became of a check, null for findings that are none.", MeaningZH: "勾稽核验的结论；非核验类为空。"},
		{Name: "rule", Type: String, Nullable: true, Title: "Rule", TitleZH: "规则",
			Meaning: "Path of the rule in its form: form/table/identity.", MeaningZH: "规则在格式中的路径：格式/表/规则。"},
		{Name: "message", Type: String, Title: "Message", TitleZH: "说明",
			Meaning: "The finding in one sentence.", MeaningZH: "一句话说明（英文）。"},
		{Name: "expected", Type: Number, Nullable: true, Unit: "that of the cells checked", Title: "Expected", TitleZH: "应为",
			Meaning: "What a check computed.", MeaningZH: "核验计算所得数值。"},
		{Name: "found", Type: Number, Nullable: true, Unit: "that of the cells checked", Title: "Found", TitleZH: "实为",
			Meaning: "What is printed.", MeaningZH: "原文所印数值。"},
	}, pos, []Field{
		{Name: "related", Type: String, Nullable: true, Title: "Related places", TitleZH: "相关位置",
			Meaning: "Further places, as `block 12 row 5 col 3`, separated by semicolons.", MeaningZH: "其他相关位置，以分号分隔。"},
	}),
}
