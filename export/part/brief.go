package part

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/schema"
)

// Briefs gives of the reports of a part that want tells to what any format has at
// hand: id, status, source and findings, with their messages. names are the files of
// the part in the data set dir.
func Briefs(dir string, names []string, want func(id string) bool, each func(*schema.Report) error) error {
	if slices.ContainsFunc(names, func(n string) bool { return strings.HasSuffix(n, linesSuffix) }) {
		return eachReport(dir, names, want, each)
	}
	format := formatCSV
	if slices.ContainsFunc(names, func(n string) bool { return strings.HasSuffix(n, ".parquet") }) {
		format = formatParquet
	}
	read := func(table string, do func(in *os.File) error) error {
		for _, name := range names {
			o := outputOf(name)
			if o == nil || o.Table.Name != table || o.Format != format {
				continue
			}
			if err := withFile(dir, name, do); err != nil {
				return fmt.Errorf("read %s: %w", name, err)
			}
		}
		return nil
	}
	var order []*schema.Report
	byID := map[string]*schema.Report{}
	err := read(rows.Reports.Name, func(in *os.File) error {
		return reports.read(in, format, want, func(row *rows.ReportRow) error {
			r := briefReport(row)
			order, byID[r.ReportID] = append(order, r), r
			return nil
		})
	})
	if err != nil {
		return err
	}
	err = read(rows.Findings.Name, func(in *os.File) error {
		return findings.read(in, format, want, func(row *rows.FindingRow) error {
			f, err := briefFinding(row)
			if r := byID[row.ReportID]; r != nil {
				r.Findings = append(r.Findings, f)
			}
			return err
		})
	})
	if err != nil {
		return err
	}
	for _, r := range order {
		if err := each(r); err != nil {
			return err
		}
	}
	return nil
}

// eachReport reads whole reports of JSON lines.
func eachReport(dir string, names []string, want func(string) bool, each func(*schema.Report) error) error {
	for _, name := range names {
		if !OurName(name) || !strings.HasSuffix(name, linesSuffix) {
			continue
		}
		err := withFile(dir, name, func(in *os.File) error {
			_, err := eachLine(in, want, func(line []byte) error {
				var r schema.Report
				if err := json.Unmarshal(line, &r); err != nil {
					return err
				}
				return each(&r)
			})
			return err
		})
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
	}
	return nil
}

func withFile(dir, name string, do func(*os.File) error) error {
	in, err := os.Open(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }() // it was only read
	return do(in)
}

func briefReport(row *rows.ReportRow) *schema.Report {
	offset := row.RecordOffset
	if offset != nil {
		own := *offset // the row is the reader's
		offset = &own
	}
	return &schema.Report{ReportID: row.ReportID, Status: schema.Status(row.Status), Source: schema.Source{
		Path: row.Path, Format: row.Format, SHA256: row.SHA256, Bytes: row.Bytes, DuplicateOf: row.DuplicateOf,
		Known: source.Known{URL: row.URL, FetchedAt: row.FetchedAt, Agency: row.SourceAgency, Region: row.SourceRegion,
			Year: int(row.SourceYear), RecordOffset: offset, AttachmentOf: row.AttachmentOf},
	}}
}

func briefFinding(row *rows.FindingRow) (f diag.Finding, err error) {
	f = diag.Finding{Code: diag.Code(row.Code), Status: diag.Status(row.Status), Rule: row.Rule,
		Args: []diag.Arg{{Name: diag.MessageArg, Value: row.Message}}}
	if err := f.Severity.UnmarshalText([]byte(row.Severity)); err != nil {
		return f, err
	}
	if f.Expected, err = number(row.Expected); err != nil {
		return f, err
	}
	if f.Found, err = number(row.Found); err != nil {
		return f, err
	}
	if f.Pos, err = place(map[string]*int32{"block": row.PosBlock, "row": row.PosRow, "col": row.PosCol}); err != nil {
		return f, err
	}
	if row.PosPage != nil && row.PosLeft != nil && row.PosTop != nil && row.PosRight != nil && row.PosBottom != nil {
		f.Pos = f.Pos.OnPage(source.BoxOf(int(*row.PosPage), *row.PosLeft, *row.PosTop, *row.PosRight, *row.PosBottom))
	}
	if row.Related == "" {
		return f, nil
	}
	for text := range strings.SplitSeq(row.Related, "; ") {
		p, err := placeOf(text)
		if err != nil {
			return f, err
		}
		f.Related = append(f.Related, p)
	}
	return f, nil
}

func number(x *float64) (*decimal.Decimal, error) {
	if x == nil {
		return nil, nil
	}
	d, err := decimal.Parse(strconv.FormatFloat(*x, 'f', -1, 64))
	return &d, err
}

// place makes a place of the indices that are given.
func place(at map[string]*int32) (p source.Pos, err error) {
	if at["block"] == nil && at["row"] == nil && at["col"] == nil {
		return p, nil
	}
	text, err := json.Marshal(at)
	if err == nil {
		err = p.UnmarshalJSON(text)
	}
	return p, err
}

// placeOf reads what [source.Pos.String] writes.
func placeOf(text string) (source.Pos, error) {
	at := map[string]*int32{}
	words := strings.Fields(text)
	for i := 0; i+1 < len(words); i += 2 {
		n, err := strconv.ParseInt(words[i+1], 10, 32)
		if err != nil {
			return source.Pos{}, err
		}
		index := int32(n)
		at[words[i]] = &index
	}
	return place(at)
}
