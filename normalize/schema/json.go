package schema

import (
	"encoding/json"
	"strconv"
	"unicode/utf8"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
)

// AppendJSON appends the report as one line of the output contract, without a
// line end: all keys, always, in this order. It is written by hand since it is
// a third of the time of a whole conversion otherwise.
func (r *Report) AppendJSON(b []byte) []byte {
	b = append(b, `{"schema":"`+Name+`","schema_version":"`+Version+`","report_id":`...)
	b = appendString(b, r.ReportID)
	b = append(b, `,"status":`...)
	b = appendString(b, string(r.Status))
	b = append(b, `,"source":{"path":`...)
	b = appendString(b, r.Source.Path)
	b = append(b, `,"format":`...)
	b = appendNullable(b, r.Source.Format)
	b = append(b, `,"sha256":`...)
	b = appendNullable(b, r.Source.SHA256)
	b = append(b, `,"bytes":`...)
	b = strconv.AppendInt(b, r.Source.Bytes, 10)
	b = append(b, `,"duplicate_of":`...)
	b = appendNullable(b, r.Source.DuplicateOf)
	b = appendKnown(b, &r.Source.Known)
	b = append(b, `},"title":`...)
	b = appendNullable(b, r.Title)
	b = append(b, `,"year":`...)
	if r.Year == 0 {
		b = append(b, "null"...)
	} else {
		b = strconv.AppendInt(b, int64(r.Year), 10)
	}
	b = append(b, `,"period":{"start":`...)
	b = appendNullable(b, r.Period.Start)
	b = append(b, `,"end":`...)
	b = appendNullable(b, r.Period.End)
	b = append(b, `},"published":`...)
	b = appendNullable(b, r.Published)
	b = append(b, `,"agency":{"name":`...)
	b = appendNullable(b, r.Agency.Name)
	b = append(b, `,"type":`...)
	b = appendNullable(b, string(r.Agency.Type))
	b = append(b, `,"scope":`...)
	b = appendNullable(b, string(r.Agency.Scope))
	b = append(b, `,"scope_evidence":`...)
	b = appendNullable(b, r.Agency.ScopeEvidence)
	b = appendIdentity(b, &r.Agency)
	b = appendRegion(b, &r.Region)
	b = append(b, `,"form":`...)
	b = appendNullable(b, r.Form)
	b = append(b, `,"sections":`...)
	b = appendList(b, r.Sections, Section.appendJSON)
	b = append(b, `,"facts":`...)
	b = appendList(b, r.Facts, Fact.appendJSON)
	b = append(b, `,"unmapped":`...)
	b = appendList(b, r.Unmapped, Unmapped.appendJSON)
	b = append(b, `,"concepts":`...)
	b = appendList(b, r.Concepts, Concept.appendJSON)
	b = appendChecks(b, r.Checks)
	b = append(b, `,"findings":`...)
	b = appendList(b, r.Findings, appendFinding)
	return append(b, '}')
}

func appendChecks(b []byte, c Checks) []byte {
	b = append(b, `,"checks":{"held":`...)
	b = strconv.AppendInt(b, int64(c.Held), 10)
	b = append(b, `,"failed":`...)
	b = strconv.AppendInt(b, int64(c.Failed), 10)
	b = append(b, `,"held_if_blank_is_zero":`...)
	b = strconv.AppendInt(b, int64(c.HeldIfBlankIsZero), 10)
	b = append(b, `,"not_evaluable":`...)
	b = strconv.AppendInt(b, int64(c.NotEvaluable), 10)
	return append(b, '}')
}

func appendIdentity(b []byte, a *Agency) []byte {
	b = append(b, `,"id":`...)
	b = appendNullable(b, a.ID)
	b = append(b, `,"canonical":`...)
	b = appendNullable(b, a.Canonical)
	b = append(b, `,"level":`...)
	b = appendNullable(b, string(a.Level))
	b = append(b, `,"parent":`...)
	b = appendNullable(b, a.Parent)
	b = append(b, `,"parent_id":`...)
	b = appendNullable(b, a.ParentID)
	return append(b, '}')
}

func appendRegion(b []byte, g *Region) []byte {
	b = append(b, `,"region":{"code":`...)
	b = appendNullable(b, g.Code)
	b = append(b, `,"level":`...)
	b = appendNullable(b, g.Level)
	b = append(b, `,"province":`...)
	b = appendNullable(b, g.Province)
	b = append(b, `,"city":`...)
	b = appendNullable(b, g.City)
	b = append(b, `,"county":`...)
	b = appendNullable(b, g.County)
	b = append(b, `,"town":`...)
	b = appendNullable(b, g.Town)
	b = append(b, `,"code_year":`...)
	if g.CodeYear == 0 {
		b = append(b, "null"...)
	} else {
		b = strconv.AppendInt(b, int64(g.CodeYear), 10)
	}
	b = append(b, `,"method":`...)
	b = appendNullable(b, g.Method)
	b = append(b, `,"confidence":`...)
	b = appendNullable(b, g.Confidence)
	b = append(b, `,"candidates":`...)
	b = appendList(b, g.Candidates, func(s string, b []byte) []byte { return appendString(b, s) })
	return append(b, '}')
}

func appendKnown(b []byte, k *source.Known) []byte {
	b = append(b, `,"url":`...)
	b = appendNullable(b, k.URL)
	b = append(b, `,"fetched_at":`...)
	b = appendNullable(b, k.FetchedAt)
	b = append(b, `,"agency":`...)
	b = appendNullable(b, k.Agency)
	b = append(b, `,"region":`...)
	b = appendNullable(b, k.Region)
	b = append(b, `,"year":`...)
	if k.Year == 0 {
		b = append(b, "null"...)
	} else {
		b = strconv.AppendInt(b, int64(k.Year), 10)
	}
	b = append(b, `,"record_offset":`...)
	if k.RecordOffset == nil {
		b = append(b, "null"...)
	} else {
		b = strconv.AppendInt(b, *k.RecordOffset, 10)
	}
	b = append(b, `,"attachment_of":`...)
	return appendNullable(b, k.AttachmentOf)
}

// MarshalJSON is [Report.AppendJSON].
func (r *Report) MarshalJSON() ([]byte, error) { return r.AppendJSON(nil), nil }

func appendList[T any](b []byte, list []T, item func(T, []byte) []byte) []byte {
	b = append(b, '[')
	for i, v := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = item(v, b)
	}
	return append(b, ']')
}

func (s Section) appendJSON(b []byte) []byte {
	b = append(b, `{"number":`...)
	b = strconv.AppendInt(b, int64(s.Number), 10)
	b = append(b, `,"key":`...)
	b = appendString(b, s.Key)
	b = append(b, `,"heading":`...)
	b = appendNullable(b, s.Heading)
	b = append(b, `,"text":`...)
	b = appendString(b, s.Text)
	return append(b, '}')
}

func (f Fact) appendJSON(b []byte) []byte {
	b = append(b, `{"table_key":`...)
	b = appendString(b, f.TableKey)
	b = append(b, `,"row_key":`...)
	b = appendString(b, f.RowKey)
	b = append(b, `,"column_key":`...)
	b = appendString(b, f.ColumnKey)
	b = append(b, `,"row_label":`...)
	b = appendNullable(b, f.RowLabel)
	b = append(b, `,"column_label":`...)
	b = appendNullable(b, f.ColumnLabel)
	b = append(b, `,"value":`...)
	if f.Status.HasValue() {
		b = f.Value.Append(b)
	} else {
		b = append(b, "null"...)
	}
	b = append(b, `,"status":`...)
	b = appendString(b, string(f.Status))
	b = append(b, `,"unit":`...)
	b = appendString(b, string(f.Unit))
	b = append(b, `,"raw":`...)
	b = appendString(b, f.Raw)
	b = append(b, `,"note":`...)
	b = appendNullable(b, f.Note)
	b = append(b, `,"context":`...)
	b = appendNullable(b, f.Context)
	b = append(b, `,"match":`...)
	b = appendString(b, string(f.Match))
	b = append(b, `,"pos":`...)
	b = f.Pos.AppendJSON(b)
	return append(b, '}')
}

func (u Unmapped) appendJSON(b []byte) []byte {
	b = append(b, `{"table_key":`...)
	b = appendString(b, u.TableKey)
	b = append(b, `,"row_label":`...)
	b = appendNullable(b, u.RowLabel)
	b = append(b, `,"column_label":`...)
	b = appendNullable(b, u.ColumnLabel)
	b = append(b, `,"raw":`...)
	b = appendString(b, u.Raw)
	b = append(b, `,"pos":`...)
	b = u.Pos.AppendJSON(b)
	return append(b, '}')
}

func (c Concept) appendJSON(b []byte) []byte {
	text := func(s string, b []byte) []byte { return appendString(b, s) }
	b = append(b, `{"key":`...)
	b = appendString(b, c.Key)
	b = append(b, `,"comparable":`...)
	b = appendString(b, c.Comparable)
	b = append(b, `,"value":`...)
	if c.Value == nil {
		b = append(b, "null"...)
	} else {
		b = c.Value.Append(b)
	}
	b = append(b, `,"unit":`...)
	b = appendNullable(b, string(c.Unit))
	b = append(b, `,"add":`...)
	b = appendList(b, c.Add, text)
	b = append(b, `,"subtract":`...)
	b = appendList(b, c.Subtract, text)
	return append(b, '}')
}

func appendFinding(f diag.Finding, b []byte) []byte {
	number := func(d *decimal.Decimal) {
		if d == nil {
			b = append(b, "null"...)
		} else {
			b = d.Append(b)
		}
	}
	b = append(b, `{"code":`...)
	b = appendString(b, string(f.Code))
	b = append(b, `,"severity":`...)
	b = appendString(b, f.Severity.String())
	b = append(b, `,"status":`...)
	b = appendNullable(b, string(f.Status))
	b = append(b, `,"rule":`...)
	b = appendNullable(b, f.Rule)
	b = append(b, `,"message":`...)
	b = appendString(b, f.Message())
	b = append(b, `,"expected":`...)
	number(f.Expected)
	b = append(b, `,"found":`...)
	number(f.Found)
	b = append(b, `,"pos":`...)
	b = f.Pos.AppendJSON(b)
	b = append(b, `,"related":`...)
	b = appendList(b, f.Related, source.Pos.AppendJSON)
	return append(b, '}')
}

func appendNullable(b []byte, s string) []byte {
	if s == "" {
		return append(b, "null"...)
	}
	return appendString(b, s)
}

const hexDigits = "0123456789abcdef"

// appendString appends s as a JSON string that is valid UTF-8 whatever s holds:
// each byte that is none becomes U+FFFD.
func appendString(b []byte, s string) []byte {
	if !utf8.ValidString(s) {
		s = string([]rune(s))
	}
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !special[c] {
			continue
		}
		size := 1
		switch c {
		case '"', '\\':
			b = append(append(b, s[start:i]...), '\\', c)
		case '\n':
			b = append(append(b, s[start:i]...), '\\', 'n')
		case '\t':
			b = append(append(b, s[start:i]...), '\\', 't')
		case '\r':
			b = append(append(b, s[start:i]...), '\\', 'r')
		case 0xC2, 0xD8, 0xE2:
			// Legal in JSON, but obeyed by programs that show it or split it.
			var r rune
			if r, size = utf8.DecodeRuneInString(s[i:]); !obeyed(r) {
				i += size - 1
				continue
			}
			b = append(append(b, s[start:i]...), '\\', 'u', hexDigits[r>>12], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
		default:
			b = append(append(b, s[start:i]...), '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
		start = i + size
		i = start - 1
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}

// obeyed tells of control characters above ASCII, ends of lines, and characters
// that turn text around or have no width.
func obeyed(r rune) bool {
	return r >= 0x80 && r < 0xA0 || r == 0x61C || r == 0x200B || r == 0x200E || r == 0x200F ||
		r >= 0x2028 && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// special are the bytes that JSON cannot hold as they are, and those that one
// which should be spelled out begins with.
var special = func() (t [256]bool) {
	for c := range 0x20 {
		t[c] = true
	}
	t['"'], t['\\'], t[0x7f] = true, true, true
	t[0xC2], t[0xD8], t[0xE2] = true, true, true
	return t
}()

// reportJSON reads what AppendJSON writes; null leaves zero values.
type reportJSON struct {
	ReportID string `json:"report_id"`
	Status   Status `json:"status"`
	Source   struct {
		Path        string `json:"path"`
		Format      string `json:"format"`
		SHA256      string `json:"sha256"`
		Bytes       int64  `json:"bytes"`
		DuplicateOf string `json:"duplicate_of"`
		URL         string `json:"url"`
		FetchedAt   string `json:"fetched_at"`
		Agency      string `json:"agency"`
		Region      string `json:"region"`
		Year        int    `json:"year"`
		Record      *int64 `json:"record_offset"`
		Attachment  string `json:"attachment_of"`
	} `json:"source"`
	Title  string `json:"title"`
	Year   int    `json:"year"`
	Period struct {
		Start string `json:"start"`
		End   string `json:"end"`
	} `json:"period"`
	Published string `json:"published"`
	Agency    struct {
		Name          string     `json:"name"`
		Type          AgencyType `json:"type"`
		Scope         Scope      `json:"scope"`
		ScopeEvidence string     `json:"scope_evidence"`

		ID        string      `json:"id"`
		Canonical string      `json:"canonical"`
		Level     AgencyLevel `json:"level"`
		Parent    string      `json:"parent"`
		ParentID  string      `json:"parent_id"`
	} `json:"agency"`
	Region struct {
		Code       string   `json:"code"`
		Level      string   `json:"level"`
		Province   string   `json:"province"`
		City       string   `json:"city"`
		County     string   `json:"county"`
		Town       string   `json:"town"`
		CodeYear   int      `json:"code_year"`
		Method     string   `json:"method"`
		Confidence string   `json:"confidence"`
		Candidates []string `json:"candidates"`
	} `json:"region"`
	Form     string `json:"form"`
	Sections []struct {
		Number  int    `json:"number"`
		Key     string `json:"key"`
		Heading string `json:"heading"`
		Text    string `json:"text"`
	} `json:"sections"`
	Facts []struct {
		TableKey    string           `json:"table_key"`
		RowKey      string           `json:"row_key"`
		ColumnKey   string           `json:"column_key"`
		RowLabel    string           `json:"row_label"`
		ColumnLabel string           `json:"column_label"`
		Value       *decimal.Decimal `json:"value"`
		Status      ValueStatus      `json:"status"`
		Unit        Unit             `json:"unit"`
		Raw         string           `json:"raw"`
		Note        string           `json:"note"`
		Context     string           `json:"context"`
		Match       Match            `json:"match"`
		Pos         source.Pos       `json:"pos"`
	} `json:"facts"`
	Unmapped []struct {
		TableKey    string     `json:"table_key"`
		RowLabel    string     `json:"row_label"`
		ColumnLabel string     `json:"column_label"`
		Raw         string     `json:"raw"`
		Pos         source.Pos `json:"pos"`
	} `json:"unmapped"`
	Concepts []struct {
		Key        string           `json:"key"`
		Comparable string           `json:"comparable"`
		Value      *decimal.Decimal `json:"value"`
		Unit       Unit             `json:"unit"`
		Add        []string         `json:"add"`
		Subtract   []string         `json:"subtract"`
	} `json:"concepts"`
	Checks struct {
		Held              int `json:"held"`
		Failed            int `json:"failed"`
		HeldIfBlankIsZero int `json:"held_if_blank_is_zero"`
		NotEvaluable      int `json:"not_evaluable"`
	} `json:"checks"`
	Findings []struct {
		Code     diag.Code        `json:"code"`
		Severity diag.Severity    `json:"severity"`
		Status   diag.Status      `json:"status"`
		Rule     string           `json:"rule"`
		Message  string           `json:"message"`
		Expected *decimal.Decimal `json:"expected"`
		Found    *decimal.Decimal `json:"found"`
		Pos      source.Pos       `json:"pos"`
		Related  []source.Pos     `json:"related"`
	} `json:"findings"`
}

// UnmarshalJSON reads a line that [Report.AppendJSON] wrote. A finding's
// arguments are not in the output; its English message stands as the only
// argument, [diag.MessageArg].
func (r *Report) UnmarshalJSON(b []byte) error {
	var in reportJSON
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	*r = Report{ReportID: in.ReportID, Status: in.Status, Source: Source{
		Path: in.Source.Path, Format: in.Source.Format, SHA256: in.Source.SHA256, Bytes: in.Source.Bytes, DuplicateOf: in.Source.DuplicateOf,
		Known: source.Known{URL: in.Source.URL, FetchedAt: in.Source.FetchedAt, Agency: in.Source.Agency, Region: in.Source.Region, Year: in.Source.Year,
			RecordOffset: in.Source.Record, AttachmentOf: in.Source.Attachment},
	}, Title: in.Title, Year: in.Year,
		Period: Period(in.Period), Published: in.Published, Agency: Agency(in.Agency), Region: Region(in.Region), Form: in.Form, Checks: Checks(in.Checks)}
	if len(r.Region.Candidates) == 0 {
		r.Region.Candidates = nil
	}
	for _, s := range in.Sections {
		r.Sections = append(r.Sections, Section(s))
	}
	for _, f := range in.Facts {
		fact := Fact{TableKey: f.TableKey, RowKey: f.RowKey, ColumnKey: f.ColumnKey, RowLabel: f.RowLabel,
			ColumnLabel: f.ColumnLabel, Status: f.Status, Unit: f.Unit, Raw: f.Raw, Note: f.Note,
			Context: f.Context, Match: f.Match, Pos: f.Pos}
		if f.Value != nil {
			fact.Value = *f.Value
		}
		r.Facts = append(r.Facts, fact)
	}
	for _, u := range in.Unmapped {
		r.Unmapped = append(r.Unmapped, Unmapped(u))
	}
	for _, c := range in.Concepts {
		r.Concepts = append(r.Concepts, Concept(c))
	}
	for _, f := range in.Findings {
		r.Findings = append(r.Findings, diag.Finding{Code: f.Code, Severity: f.Severity, Status: f.Status, Rule: f.Rule,
			Args: []diag.Arg{{Name: diag.MessageArg, Value: f.Message}}, Expected: f.Expected, Found: f.Found,
			Pos: f.Pos, Related: f.Related})
	}
	return nil
}
