package export

import (
	"io"

	"github.com/nianbao/nianbao/export/jsonl"
	"github.com/nianbao/nianbao/export/parquet"
	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/normalize/schema"
)

// output is one table in one file format: one file a part.
type output struct {
	table *rows.Table
	// format and mediaType are those of the descriptor, suffix ends the names of
	// the files.
	format, mediaType, suffix string
	open                      func(io.Writer, *rows.Table) (encoder, error)
}

// outputs is THE table of writers.
var outputs = []output{
	{rows.Lines, "jsonl", "application/jsonl", ".jsonl", openLines},
	{rows.Reports, "parquet", parquetType, ".parquet", openReports},
	{rows.Facts, "parquet", parquetType, ".parquet", openFacts},
	{rows.UnmappedCells, "parquet", parquetType, ".parquet", openUnmapped},
	{rows.Sections, "parquet", parquetType, ".parquet", openSections},
	{rows.Findings, "parquet", parquetType, ".parquet", openFindings},
}

const parquetType = "application/vnd.apache.parquet"

// encoder spells reports in a file's format. Of a report it is given both the
// whole and its rows, and takes what it writes.
type encoder interface {
	encode(*schema.Report, *rows.Set) error
	// finish writes what is buffered; it does not close the file.
	finish() error
	// rows is the number of rows written.
	rows() int
}

type linesEncoder struct {
	w *jsonl.Writer
	n int
}

func openLines(w io.Writer, _ *rows.Table) (encoder, error) {
	return &linesEncoder{w: jsonl.New(w)}, nil
}

func (e *linesEncoder) encode(r *schema.Report, _ *rows.Set) error { e.n++; return e.w.Write(r) }
func (e *linesEncoder) finish() error                              { return nil }
func (e *linesEncoder) rows() int                                  { return e.n }

// tableEncoder writes the rows of one table as Parquet.
type tableEncoder[T any] struct {
	w *parquet.Writer[T]
	n int
	// pick takes the table's rows out of a report's, and says about how many
	// bytes of text they hold.
	pick func(*rows.Set) ([]T, int)
}

func openTable[T any](w io.Writer, t *rows.Table, pick func(*rows.Set) ([]T, int)) (encoder, error) {
	pw, err := parquet.New[T](w, t)
	if err != nil {
		return nil, err
	}
	return &tableEncoder[T]{w: pw, pick: pick}, nil
}

func (e *tableEncoder[T]) encode(_ *schema.Report, s *rows.Set) error {
	list, text := e.pick(s)
	e.n += len(list)
	return e.w.Write(list, text)
}

func (e *tableEncoder[T]) finish() error { return e.w.Close() }
func (e *tableEncoder[T]) rows() int     { return e.n }

func openReports(w io.Writer, t *rows.Table) (encoder, error) {
	return openTable(w, t, func(s *rows.Set) ([]rows.ReportRow, int) {
		r := &s.Report[0]
		return s.Report[:], len(r.Path) + len(r.Title) + len(r.AgencyName) + len(r.ScopeEvidence)
	})
}

func openFacts(w io.Writer, t *rows.Table) (encoder, error) {
	return openTable(w, t, func(s *rows.Set) ([]rows.FactRow, int) {
		text := 0
		for i := range s.Facts {
			f := &s.Facts[i]
			text += len(f.Raw) + len(f.Note) + len(f.Context)
		}
		return s.Facts, text
	})
}

func openUnmapped(w io.Writer, t *rows.Table) (encoder, error) {
	return openTable(w, t, func(s *rows.Set) ([]rows.UnmappedRow, int) {
		text := 0
		for i := range s.Unmapped {
			text += len(s.Unmapped[i].Raw)
		}
		return s.Unmapped, text
	})
}

func openSections(w io.Writer, t *rows.Table) (encoder, error) {
	return openTable(w, t, func(s *rows.Set) ([]rows.SectionRow, int) {
		text := 0
		for i := range s.Sections {
			text += len(s.Sections[i].Text)
		}
		return s.Sections, text
	})
}

func openFindings(w io.Writer, t *rows.Table) (encoder, error) {
	return openTable(w, t, func(s *rows.Set) ([]rows.FindingRow, int) {
		text := 0
		for i := range s.Findings {
			text += len(s.Findings[i].Message)
		}
		return s.Findings, text
	})
}
