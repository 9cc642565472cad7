package rows

import "slices"

// Keys of the objects within a JSON line. Where a flat table has the same as a
// column, the column's description stands, under the key's name.
var (
	sourceKeys = []Field{
		column(Reports, "path", "path"), column(Reports, "format", "format"), column(Reports, "sha256", "sha256"),
		column(Reports, "bytes", "bytes"), column(Reports, "duplicate_of", "duplicate_of"),
		column(Reports, "url", "url"), column(Reports, "fetched_at", "fetched_at"),
		column(Reports, "source_agency", "agency"), column(Reports, "source_region", "region"),
		column(Reports, "source_year", "year"), column(Reports, "record_offset", "record_offset"),
		column(Reports, "attachment_of", "attachment_of"),
	}
	periodKeys = []Field{column(Reports, "period_start", "start"), column(Reports, "period_end", "end")}
	agencyKeys = []Field{column(Reports, "agency_name", "name"), column(Reports, "agency_type", "type"),
		column(Reports, "scope", "scope"), column(Reports, "scope_evidence", "scope_evidence"),
		column(Reports, "agency_id", "id"), column(Reports, "agency_canonical", "canonical"), column(Reports, "agency_level", "level"),
		column(Reports, "agency_parent", "parent"), column(Reports, "agency_parent_id", "parent_id")}
	regionKeys = []Field{column(Reports, "region_code", "code"), column(Reports, "region_level", "level"),
		column(Reports, "region_province", "province"), column(Reports, "region_city", "city"), column(Reports, "region_county", "county"),
		column(Reports, "region_town", "town"), column(Reports, "region_code_year", "code_year"), column(Reports, "region_method", "method"),
		column(Reports, "region_confidence", "confidence"), candidates}

	checkKeys = []Field{column(Reports, "checks_held", "held"), column(Reports, "checks_failed", "failed"),
		column(Reports, "checks_held_if_blank_is_zero", "held_if_blank_is_zero"), column(Reports, "checks_not_evaluable", "not_evaluable")}
	placeKeys = []Field{column(Facts, "pos_block", "block"), column(Facts, "pos_row", "row"), column(Facts, "pos_col", "col"),
		optional("pos_page", "page"), optional("pos_left", "left"), optional("pos_top", "top"),
		optional("pos_right", "right"), optional("pos_bottom", "bottom")}

	candidates = Field{Name: "candidates", Type: Array, Title: "Candidates", TitleZH: "可能的代码",
		Meaning: "Codes of the divisions of which it may be any; there is then no code.", MeaningZH: "可能的地区代码；此时 code 为空。"}

	place = Field{Name: "pos", Type: Object, Nullable: true, Fields: placeKeys, Title: "Place", TitleZH: "位置",
		Meaning: "Where it stands in the document, null where the whole document is meant.", MeaningZH: "在文档中的位置；针对整个文档时为空。"}
	places = Field{Name: "related", Type: Array, Fields: placeKeys, Title: "Related places", TitleZH: "相关位置",
		Meaning: "Further places in the document.", MeaningZH: "文档中的其他相关位置。"}

	conceptUnit = Field{Name: "unit", Type: String, Nullable: true, Enum: units, Title: "Unit", TitleZH: "单位",
		Meaning: "Unit of the cells; wan_yuan is 10 000 yuan.", MeaningZH: "单元格的单位；wan_yuan 为万元。"}

	conceptKeys = []Field{
		{Name: "key", Type: String, Title: "Key", TitleZH: "键",
			Meaning: "Name of the concept, the same in all forms.", MeaningZH: "指标名称，各格式相同。"},
		{Name: "comparable", Type: String, Enum: []string{"yes", "approx", "no"}, Title: "Comparable", TitleZH: "可比程度",
			Meaning:   "How far the number can be set beside those of other forms.",
			MeaningZH: "该数值与其他格式数值的可比程度。"},
		{Name: "value", Type: Number, Nullable: true, Unit: "see unit", Title: "Value", TitleZH: "数值",
			Meaning:   "The sum of the cells added less those subtracted; null unless each of them holds an exact number: a blank is not 0.",
			MeaningZH: "所加单元格之和减去所减单元格；任一单元格无确切数值时为空，空白不等于零。"},
		conceptUnit,
		{Name: "add", Type: Array, Title: "Cells added", TitleZH: "相加单元格",
			Meaning: "The cells that are added, as table/row/column.", MeaningZH: "相加的单元格，形如 表/行/列。"},
		{Name: "subtract", Type: Array, Title: "Cells subtracted", TitleZH: "相减单元格",
			Meaning: "The cells that are subtracted, as table/row/column.", MeaningZH: "相减的单元格，形如 表/行/列。"},
	}
)

// column is the column of a table, as the key name of an object.
func column(t *Table, column, name string) Field {
	f := *t.Field(column)
	f.Name = name
	return f
}

// optional is a column of places that an object has as a key only where there is a page.
func optional(name, key string) Field {
	f := column(Facts, name, key)
	f.Optional, f.Nullable = true, false
	return f
}

// keysOf are the keys of the objects that hold the rows of t within their
// report, which need not name it again and have places as objects.
func keysOf(t *Table) []Field {
	var keys []Field
	for _, f := range t.Fields {
		switch f.Name {
		case reportID.Name, year.Name, form.Name, "pos_row", "pos_col",
			"pos_page", "pos_left", "pos_top", "pos_right", "pos_bottom":
		case "pos_block":
			keys = append(keys, place)
		case places.Name:
			keys = append(keys, places)
		default:
			keys = append(keys, f)
		}
	}
	return slices.Clip(keys)
}
