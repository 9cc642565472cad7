// Package schema holds what the program promises: the [Report] and its parts,
// under a version of their own.
//
// A Report is plain data. It is not changed after [normalize.Reports] has made
// it, and is then safe for concurrent use.
//
// [normalize.Reports]: https://pkg.go.dev/github.com/nianbao/nianbao/normalize#Reports
package schema

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
)

const (
	// Name is the value of the key "schema" in each JSON line.
	Name = "nianbao.report"
	// Version is the version of the output contract (semantic versioning: the
	// first number changes when a key goes or changes its meaning, the second
	// when keys are added).
	Version = "1.4.0"
)

// Status says what became of an input.
type Status string

// The statuses of a report.
const (
	OK        Status = "ok"         // everything that the form has was found
	Partial   Status = "partial"    // a table or section was not found or not fully mapped, or no value was found
	Empty     Status = "empty"      // the form is there, unfilled
	NotReport Status = "not_report" // a document, but no annual report
	Failed    Status = "failed"     // could not be read
	Duplicate Status = "duplicate"  // the same bytes as an earlier input of the run
)

// Report is one annual report, or what became of an input that holds none.
// Empty strings, a zero year and nil pointers stand for what is unknown and are
// null in the output.
type Report struct {
	ReportID string
	Status   Status
	Source   Source
	Title    string
	Year     int
	// Period is the span of the figures, zero if unknown.
	Period Period
	// Published is the date of publication, "2021-01-25".
	Published string
	Agency    Agency
	Region    Region
	// Form is the id of the form that the report uses, or "".
	Form     string
	Sections []Section
	Facts    []Fact
	Unmapped []Unmapped
	// Concepts are the numbers that can be set beside those of other forms.
	Concepts []Concept
	// Checks are how many sums of the form were checked, and what came of it.
	Checks   Checks
	Findings []diag.Finding
}

// Checks counts the applications of those rules that a form states or implies (of
// severity error), each for one row or column of which the report has a cell.
type Checks struct {
	// Held and Failed are those whose cells all hold numbers; Failed ones are
	// findings.
	Held, Failed int
	// HeldIfBlankIsZero are right if blank cells count as 0, NotEvaluable lack a
	// cell or a number.
	HeldIfBlankIsZero, NotEvaluable int
}

// Concept is a number that means the same in reports of different forms, or
// nearly so. What it is made of is the form's data.
type Concept struct {
	// Key is the name of the concept, Comparable how far it can be compared
	// across forms: "yes", "approx" or "no".
	Key, Comparable string
	// Value is the sum of Add less Subtract, nil unless each of those cells
	// holds an exact number: a blank is no 0. Unit is that of the cells.
	Value *decimal.Decimal
	Unit  Unit
	// Add and Subtract are the cells, "table/row/column".
	Add, Subtract []string
}

// Source is the input that a report comes from.
type Source struct {
	Path   string
	Format string
	// SHA256 is the hash of the input's bytes, in hexadecimal.
	SHA256 string
	Bytes  int64
	// DuplicateOf is the path of the earlier input with the same bytes.
	DuplicateOf string
	// Known is what a crawler noted of the input.
	Known source.Known
}

// Period is a span of days, both inclusive, as "2020-01-01".
type Period struct{ Start, End string }

// Agency is the public body that reports.
type Agency struct {
	// Name is as the title gives it, without 关于 and without the year.
	Name string
	// Type is the kind of body that its name tells, or "".
	Type AgencyType
	// Scope says whether the figures are the body's own or those of a whole
	// area, ScopeEvidence are the words that say so, or "".
	Scope         Scope
	ScopeEvidence string
	// ID is the same for one body in all years, spellings and data sets, Canonical
	// its whole name from the province; "" where it is not certain which body it is.
	ID, Canonical string
	Level         AgencyLevel
	// Parent is the whole name of the body above, ParentID its id, or "".
	Parent, ParentID string
}

// AgencyLevel is the level of a public body, or "".
type AgencyLevel string

// The levels of public bodies.
const (
	NationalLevel AgencyLevel = "national"
	ProvinceLevel AgencyLevel = "province"
	CityLevel     AgencyLevel = "city" // a prefecture
	CountyLevel   AgencyLevel = "county"
	TownLevel     AgencyLevel = "town"
)

// Region is the division of the country that a report's agency belongs to. The
// values of Level, Method and Confidence are those of package region.
type Region struct {
	// Code has six digits, nine for a town; "" where it is not certain.
	Code string
	// Level is province, city, county or town; the names are those of each level, ""
	// for one that the place does not have.
	Level                        string
	Province, City, County, Town string
	// CodeYear is the year of the newest list of codes that has Code under this name.
	CodeYear int
	// Method says what decided, Confidence is high or medium.
	Method, Confidence string
	// Candidates are the codes of the places of which it may be any.
	Candidates []string
}

// AgencyType is a kind of public body.
type AgencyType string

// The kinds of public bodies.
const (
	Government          AgencyType = "government" // of a province, city, county …
	Office              AgencyType = "office"     // general office of a government
	Department          AgencyType = "department" // 厅, 部
	Bureau              AgencyType = "bureau"
	Committee           AgencyType = "committee"
	ManagementCommittee AgencyType = "management_committee" // of a development zone
	Township            AgencyType = "township"
	StreetOffice        AgencyType = "street_office"
	VerticallyManaged   AgencyType = "vertically_managed" // tax, customs, weather …
	Organisation        AgencyType = "organisation"       // other bodies with public powers
)

// Scope says whose figures a report gives.
type Scope string

// The scopes.
const (
	Own          Scope = "own"
	Consolidated Scope = "consolidated"
	ScopeUnknown Scope = "unknown"
)

// Section is one section of a report's prose.
type Section struct {
	// Number is the section's place in the form, 0 for the text before the
	// first heading.
	Number int
	Key    string
	// Heading is as printed, Text is all that stands under it except the
	// tables that gave facts; paragraphs are separated by "\n".
	Heading, Text string
}

// ValueStatus says what a cell holds.
type ValueStatus string

// The statuses of a value. Only Number and Approximate have one.
const (
	Number      ValueStatus = "number"
	Approximate ValueStatus = "approximate" // 约30, 30余
	Blank       ValueStatus = "blank"
	Dash        ValueStatus = "dash" // — - / \
	None        ValueStatus = "none" // 无, 不涉及, 不适用
	Unparsed    ValueStatus = "unparsed"
	Ambiguous   ValueStatus = "ambiguous"
)

// HasValue tells whether a fact of this status has a value.
func (s ValueStatus) HasValue() bool { return s == Number || s == Approximate }

// Unit is the unit of a value as printed; numbers are never rescaled.
type Unit string

// The units.
const (
	Count    Unit = "count"
	Yuan     Unit = "yuan"
	WanYuan  Unit = "wan_yuan" // 10 000 yuan
	Unstated Unit = "unstated"
	Percent  Unit = "percent" // of prose only; less by 12.5 % is -12.5
)

// Match says how a fact's cell was found.
type Match string

// The ways of matching, from the surest to the least sure.
const (
	Exact      Match = "exact"
	Alias      Match = "alias"
	Fuzzy      Match = "fuzzy"
	ByPosition Match = "position"
	BySums     Match = "sums"
	Corrected  Match = "corrected" // by a person
)

// Fact is one cell that the form has and the document has a place for.
type Fact struct {
	TableKey, RowKey, ColumnKey string
	// RowLabel and ColumnLabel are as printed, "" where none was.
	RowLabel, ColumnLabel string
	// Value counts only if Status.HasValue().
	Value  decimal.Decimal
	Status ValueStatus
	Unit   Unit
	// Raw is the cell's text as printed, Note the remark in it, Context the
	// sentence for a number from prose.
	Raw, Note, Context string
	Match              Match
	Pos                source.Pos
}

// Unmapped is a non-empty cell of a recognised table that no key took.
type Unmapped struct {
	TableKey              string
	RowLabel, ColumnLabel string
	Raw                   string
	Pos                   source.Pos
}

// ReportID is the id of the n-th report (from 1) of an input with these bytes:
// the same file has the same id anywhere. sum is the SHA-256 of the bytes.
func ReportID(sum [sha256.Size]byte, n int) string {
	h := sha256.New()
	h.Write(sum[:])
	h.Write([]byte(strconv.Itoa(n)))
	return hex.EncodeToString(h.Sum(nil))[:16]
}
