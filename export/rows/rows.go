package rows

import (
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/schema"
)

// The row types. Their field tags are the columns of a Parquet file, in this
// order; a test holds them to the tables' descriptions.
//
// A column that may be unknown is tagged optional. parquet-go writes the zero
// value of an optional value field as NULL: right for texts and the year, where
// zero is "unknown", and wrong for numbers, where 0 is a number. Those are
// pointers, and stand in no embedded struct: there the library reads a NULL
// back as a pointer to 0.
type (
	// ReportRow is a row of [Reports].
	ReportRow struct {
		ReportID         string `parquet:"report_id"`
		Status           string `parquet:"status,dict"`
		Path             string `parquet:"path"`
		Format           string `parquet:"format,optional,dict"`
		SHA256           string `parquet:"sha256,optional"`
		Bytes            int64  `parquet:"bytes"`
		DuplicateOf      string `parquet:"duplicate_of,optional"`
		URL              string `parquet:"url,optional"`
		FetchedAt        string `parquet:"fetched_at,optional"`
		SourceAgency     string `parquet:"source_agency,optional"`
		SourceRegion     string `parquet:"source_region,optional"`
		SourceYear       int32  `parquet:"source_year,optional"`
		RecordOffset     *int64 `parquet:"record_offset,optional"`
		AttachmentOf     string `parquet:"attachment_of,optional"`
		Title            string `parquet:"title,optional"`
		Year             int32  `parquet:"year,optional"`
		PeriodStart      string `parquet:"period_start,optional,dict"`
		PeriodEnd        string `parquet:"period_end,optional,dict"`
		Published        string `parquet:"published,optional,dict"`
		AgencyName       string `parquet:"agency_name,optional"`
		AgencyType       string `parquet:"agency_type,optional,dict"`
		Scope            string `parquet:"scope,optional,dict"`
		ScopeEvidence    string `parquet:"scope_evidence,optional"`
		AgencyID         string `parquet:"agency_id,optional"`
		AgencyCanonical  string `parquet:"agency_canonical,optional"`
		AgencyLevel      string `parquet:"agency_level,optional,dict"`
		AgencyParent     string `parquet:"agency_parent,optional"`
		AgencyParentID   string `parquet:"agency_parent_id,optional"`
		RegionCode       string `parquet:"region_code,optional"`
		RegionLevel      string `parquet:"region_level,optional,dict"`
		RegionProvince   string `parquet:"region_province,optional,dict"`
		RegionCity       string `parquet:"region_city,optional,dict"`
		RegionCounty     string `parquet:"region_county,optional,dict"`
		RegionTown       string `parquet:"region_town,optional"`
		RegionCodeYear   int32  `parquet:"region_code_year,optional"`
		RegionMethod     string `parquet:"region_method,optional,dict"`
		RegionConfidence string `parquet:"region_confidence,optional,dict"`
		RegionCandidates string `parquet:"region_candidates,optional"`
		Form             string `parquet:"form,optional,dict"`
		FactCount        int32  `parquet:"fact_count"`
		NumberCount      int32  `parquet:"number_count"`
		UnmappedCount    int32  `parquet:"unmapped_count"`
		ErrorCount       int32  `parquet:"error_count"`
		WarningCount     int32  `parquet:"warning_count"`
		InfoCount        int32  `parquet:"info_count"`
		ChecksHeld       int32  `parquet:"checks_held"`
		ChecksFailed     int32  `parquet:"checks_failed"`
		ChecksIfBlank    int32  `parquet:"checks_held_if_blank_is_zero"`
		ChecksNone       int32  `parquet:"checks_not_evaluable"`
	}

	// Key is what every row but that of a report begins with.
	Key struct {
		ReportID string `parquet:"report_id,dict"`
		Year     int32  `parquet:"year,optional"`
		Form     string `parquet:"form,optional,dict"`
	}

	// FactRow is a row of [Facts].
	FactRow struct {
		Key
		TableKey    string   `parquet:"table_key,dict"`
		RowKey      string   `parquet:"row_key,dict"`
		ColumnKey   string   `parquet:"column_key,dict"`
		RowLabel    string   `parquet:"row_label,optional,dict"`
		ColumnLabel string   `parquet:"column_label,optional,dict"`
		Value       *float64 `parquet:"value,optional"`
		Status      string   `parquet:"status,dict"`
		Unit        string   `parquet:"unit,dict"`
		Raw         string   `parquet:"raw,dict"`
		Note        string   `parquet:"note,optional"`
		Context     string   `parquet:"context,optional"`
		Match       string   `parquet:"match,dict"`
		PosBlock    *int32   `parquet:"pos_block,optional"`
		PosRow      *int32   `parquet:"pos_row,optional"`
		PosCol      *int32   `parquet:"pos_col,optional"`
		PosPage     *int32   `parquet:"pos_page,optional"`
		PosLeft     *float64 `parquet:"pos_left,optional"`
		PosTop      *float64 `parquet:"pos_top,optional"`
		PosRight    *float64 `parquet:"pos_right,optional"`
		PosBottom   *float64 `parquet:"pos_bottom,optional"`
	}

	// UnmappedRow is a row of [UnmappedCells].
	UnmappedRow struct {
		Key
		TableKey    string   `parquet:"table_key,dict"`
		RowLabel    string   `parquet:"row_label,optional,dict"`
		ColumnLabel string   `parquet:"column_label,optional,dict"`
		Raw         string   `parquet:"raw"`
		PosBlock    *int32   `parquet:"pos_block,optional"`
		PosRow      *int32   `parquet:"pos_row,optional"`
		PosCol      *int32   `parquet:"pos_col,optional"`
		PosPage     *int32   `parquet:"pos_page,optional"`
		PosLeft     *float64 `parquet:"pos_left,optional"`
		PosTop      *float64 `parquet:"pos_top,optional"`
		PosRight    *float64 `parquet:"pos_right,optional"`
		PosBottom   *float64 `parquet:"pos_bottom,optional"`
	}

	// SectionRow is a row of [Sections].
	SectionRow struct {
		Key
		Number  int32  `parquet:"number"`
		SecKey  string `parquet:"key,dict"`
		Heading string `parquet:"heading,optional,dict"`
		Text    string `parquet:"text"`
	}

	// FindingRow is a row of [Findings].
	FindingRow struct {
		Key
		Code      string   `parquet:"code,dict"`
		Severity  string   `parquet:"severity,dict"`
		Status    string   `parquet:"status,optional,dict"`
		Rule      string   `parquet:"rule,optional,dict"`
		Message   string   `parquet:"message"`
		Expected  *float64 `parquet:"expected,optional"`
		Found     *float64 `parquet:"found,optional"`
		PosBlock  *int32   `parquet:"pos_block,optional"`
		PosRow    *int32   `parquet:"pos_row,optional"`
		PosCol    *int32   `parquet:"pos_col,optional"`
		PosPage   *int32   `parquet:"pos_page,optional"`
		PosLeft   *float64 `parquet:"pos_left,optional"`
		PosTop    *float64 `parquet:"pos_top,optional"`
		PosRight  *float64 `parquet:"pos_right,optional"`
		PosBottom *float64 `parquet:"pos_bottom,optional"`
		Related   string   `parquet:"related,optional"`
	}
)

// Set is the rows of one report. Its zero value is ready, and has no panel; it is
// for one goroutine.
type Set struct {
	Report   [1]ReportRow
	Facts    []FactRow
	Unmapped []UnmappedRow
	Sections []SectionRow
	Findings []FindingRow
	// Panel is the report's row of the panel, or empty: where there is no panel, and
	// for what is no report of its own.
	Panel []Value

	panel   *Panel
	numbers []float64 // what the rows' pointers point at
	places  []int32
}

// Flatten makes the rows of r in place of those of the report before, whose
// memory it takes. All texts are valid UTF-8, whatever the report holds.
func (s *Set) Flatten(r *schema.Report) {
	s.numbers = grow(s.numbers, len(r.Facts)+2*len(r.Findings))
	s.places = grow(s.places, 3*(len(r.Facts)+len(r.Unmapped)+len(r.Findings)))
	s.Facts, s.Unmapped = s.Facts[:0], s.Unmapped[:0]
	s.Sections, s.Findings = s.Sections[:0], s.Findings[:0]

	s.Report[0] = reportRow(r)
	k := Key{ReportID: r.ReportID, Year: int32(r.Year), Form: r.Form}
	for i := range r.Facts {
		s.Facts = append(s.Facts, s.fact(k, &r.Facts[i]))
	}
	for _, u := range r.Unmapped {
		row := UnmappedRow{Key: k, TableKey: u.TableKey,
			RowLabel: valid(u.RowLabel), ColumnLabel: valid(u.ColumnLabel), Raw: valid(u.Raw)}
		row.PosBlock, row.PosRow, row.PosCol = s.place(u.Pos)
		row.PosPage, row.PosLeft, row.PosTop, row.PosRight, row.PosBottom = onPage(u.Pos.Box())
		s.Unmapped = append(s.Unmapped, row)
	}
	for _, c := range r.Sections {
		s.Sections = append(s.Sections, SectionRow{Key: k, Number: int32(c.Number), SecKey: c.Key,
			Heading: valid(c.Heading), Text: valid(c.Text)})
	}
	for i := range r.Findings {
		s.Findings = append(s.Findings, s.finding(k, &r.Findings[i]))
	}
	s.Panel = s.Panel[:0]
	if s.panel != nil && s.panel.has(r) {
		s.Panel = s.panel.fill(s.Panel, r, &s.Report[0])
	}
}

// NewSet is a set with rows of the panel, if there is one.
func NewSet(p *Panel) *Set { return &Set{panel: p} }

// grow empties a slice and gives it room for n values, so that pointers into
// it stay valid while they are appended.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, 0, n+n/2)
	}
	return s[:0]
}

func reportRow(r *schema.Report) ReportRow {
	row := ReportRow{
		ReportID: r.ReportID, Status: string(r.Status), Path: valid(r.Source.Path), Format: r.Source.Format,
		SHA256: r.Source.SHA256, Bytes: r.Source.Bytes, DuplicateOf: valid(r.Source.DuplicateOf),
		URL: valid(r.Source.Known.URL), FetchedAt: valid(r.Source.Known.FetchedAt), SourceAgency: valid(r.Source.Known.Agency),
		SourceRegion: valid(r.Source.Known.Region), SourceYear: int32(r.Source.Known.Year),
		RecordOffset: r.Source.Known.RecordOffset, AttachmentOf: valid(r.Source.Known.AttachmentOf),
		Title: valid(r.Title), Year: int32(r.Year), PeriodStart: r.Period.Start, PeriodEnd: r.Period.End,
		Published: r.Published, AgencyName: valid(r.Agency.Name), Form: r.Form,
		AgencyType: string(r.Agency.Type), Scope: string(r.Agency.Scope), ScopeEvidence: valid(r.Agency.ScopeEvidence),
		FactCount: int32(len(r.Facts)), UnmappedCount: int32(len(r.Unmapped)),
		ChecksHeld: int32(r.Checks.Held), ChecksFailed: int32(r.Checks.Failed),
		ChecksIfBlank: int32(r.Checks.HeldIfBlankIsZero), ChecksNone: int32(r.Checks.NotEvaluable),
	}
	row.identify(r)
	for i := range r.Facts {
		if r.Facts[i].Status.HasValue() {
			row.NumberCount++
		}
	}
	for i := range r.Findings {
		switch r.Findings[i].Severity {
		case diag.Severe:
			row.ErrorCount++
		case diag.Warning:
			row.WarningCount++
		default:
			row.InfoCount++
		}
	}
	return row
}

// identify fills the columns of who reported, and where.
func (row *ReportRow) identify(r *schema.Report) {
	a, g := &r.Agency, &r.Region
	row.AgencyID, row.AgencyCanonical, row.AgencyLevel = a.ID, a.Canonical, string(a.Level)
	row.AgencyParent, row.AgencyParentID = a.Parent, a.ParentID
	row.RegionCode, row.RegionLevel, row.RegionCodeYear = g.Code, g.Level, int32(g.CodeYear)
	row.RegionProvince, row.RegionCity, row.RegionCounty, row.RegionTown = g.Province, g.City, g.County, g.Town
	row.RegionMethod, row.RegionConfidence = g.Method, g.Confidence
	row.RegionCandidates = strings.Join(g.Candidates, "; ")
}

func (s *Set) fact(k Key, f *schema.Fact) FactRow {
	row := FactRow{
		Key: k, TableKey: f.TableKey, RowKey: f.RowKey, ColumnKey: f.ColumnKey,
		RowLabel: valid(f.RowLabel), ColumnLabel: valid(f.ColumnLabel), Status: string(f.Status), Unit: string(f.Unit),
		Raw: valid(f.Raw), Note: valid(f.Note), Context: valid(f.Context), Match: string(f.Match),
	}
	row.PosBlock, row.PosRow, row.PosCol = s.place(f.Pos)
	row.PosPage, row.PosLeft, row.PosTop, row.PosRight, row.PosBottom = onPage(f.Pos.Box())
	if f.Status.HasValue() {
		row.Value = s.number(f.Value)
	}
	return row
}

func (s *Set) finding(k Key, f *diag.Finding) FindingRow {
	row := FindingRow{
		Key: k, Code: string(f.Code), Severity: f.Severity.String(), Status: string(f.Status), Rule: f.Rule,
		Message: valid(f.Message()), Related: related(f.Related),
	}
	row.PosBlock, row.PosRow, row.PosCol = s.place(f.Pos)
	row.PosPage, row.PosLeft, row.PosTop, row.PosRight, row.PosBottom = onPage(f.Pos.Box())
	if f.Expected != nil {
		row.Expected = s.number(*f.Expected)
	}
	if f.Found != nil {
		row.Found = s.number(*f.Found)
	}
	return row
}

func (s *Set) number(d decimal.Decimal) *float64 {
	s.numbers = append(s.numbers, d.Float64())
	return &s.numbers[len(s.numbers)-1]
}

func (s *Set) place(p source.Pos) (block, row, col *int32) {
	return s.index(p.Block()), s.index(p.Row()), s.index(p.Col())
}

// onPage are the columns of a box. (The fields are not one embedded struct: parquet-go
// reads the nulls of pointers in one as zeros.)
func onPage(b source.Box) (page *int32, left, top, right, bottom *float64) {
	if b.IsZero() {
		return nil, nil, nil, nil, nil
	}
	p := b.Points()
	return &b.Page, &p[0], &p[1], &p[2], &p[3]
}

// index is nil for -1, which stands for "not given".
func (s *Set) index(n int) *int32 {
	if n < 0 {
		return nil
	}
	s.places = append(s.places, int32(n))
	return &s.places[len(s.places)-1]
}

// related spells a list of places as text.
func related(places []source.Pos) string {
	if len(places) == 0 {
		return ""
	}
	texts := make([]string, len(places))
	for i, p := range places {
		texts[i] = p.String()
	}
	return strings.Join(texts, "; ")
}

// valid is s with U+FFFD for each byte that is not UTF-8, as the JSON lines
// spell it. A Parquet text that is not UTF-8 makes readers refuse the file.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return string([]rune(s))
}
