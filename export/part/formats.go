package part

import (
	"io"
	"os"
	"slices"

	"github.com/nianbao/nianbao/export/jsonl"
	"github.com/nianbao/nianbao/export/parquet"
	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/normalize/schema"
)

// Output is one table in one file format: one file a part.
type Output struct {
	Table *rows.Table
	// Format and MediaType are those of the descriptor, Suffix ends the names of
	// the files.
	Format, MediaType, Suffix string
	open                      func(io.Writer, *rows.Table) (encoder, error)
	// copy copies the rows of a file that keep tells to, and gives their number.
	copy func(in *os.File, to func() (encoder, error), keep func(id string) bool) (int, error)
}

// Outputs are all tables in all formats, in the order of the output contract.
func Outputs() []Output { return slices.Clone(outputs) }

// outputs is THE table of writers.
var outputs = []Output{
	{rows.Lines, "jsonl", "application/jsonl", linesSuffix, openLines, copyLines},
	{rows.Reports, "parquet", parquetType, ".parquet", openReports, copyRows(func(r *rows.ReportRow) string { return r.ReportID })},
	{rows.Facts, "parquet", parquetType, ".parquet", openFacts, copyRows(func(r *rows.FactRow) string { return r.ReportID })},
	{rows.UnmappedCells, "parquet", parquetType, ".parquet", openUnmapped, copyRows(func(r *rows.UnmappedRow) string { return r.ReportID })},
	{rows.Sections, "parquet", parquetType, ".parquet", openSections, copyRows(func(r *rows.SectionRow) string { return r.ReportID })},
	{rows.Findings, "parquet", parquetType, ".parquet", openFindings, copyRows(func(r *rows.FindingRow) string { return r.ReportID })},
}

const (
	linesSuffix  = ".jsonl"
	reportsTable = "reports"
)

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

func copyLines(in *os.File, to func() (encoder, error), keep func(string) bool) (int, error) {
	return eachLine(in, keep, func(line []byte) error {
		enc, err := to()
		if err != nil {
			return err
		}
		e := enc.(*linesEncoder)
		e.n++
		return e.w.WriteLine(line)
	})
}

// copyRows copies rows of a Parquet file.
func copyRows[T any](id func(*T) string) func(*os.File, func() (encoder, error), func(string) bool) (int, error) {
	return func(in *os.File, to func() (encoder, error), keep func(string) bool) (int, error) {
		n := 0
		err := parquet.Read(in, func(batch []T) error {
			kept := batch[:0]
			for i := range batch {
				if keep(id(&batch[i])) {
					kept = append(kept, batch[i])
				}
			}
			if len(kept) == 0 {
				return nil
			}
			n += len(kept)
			enc, err := to()
			if err != nil {
				return err
			}
			return enc.(*tableEncoder[T]).write(kept)
		})
		return n, err
	}
}

// tableEncoder writes the rows of one table as Parquet.
type tableEncoder[T any] struct {
	w *parquet.Writer[T]
	n int
	// pick takes the table's rows out of a report's; text is about how many
	// bytes of text a row holds.
	pick func(*rows.Set) []T
	text func(*T) int
}

func openTable[T any](w io.Writer, t *rows.Table, pick func(*rows.Set) []T, text func(*T) int) (encoder, error) {
	pw, err := parquet.New[T](w, t)
	if err != nil {
		return nil, err
	}
	return &tableEncoder[T]{w: pw, pick: pick, text: text}, nil
}

func (e *tableEncoder[T]) encode(_ *schema.Report, s *rows.Set) error { return e.write(e.pick(s)) }

func (e *tableEncoder[T]) write(list []T) error {
	text := 0
	for i := range list {
		text += e.text(&list[i])
	}
	e.n += len(list)
	return e.w.Write(list, text)
}

func (e *tableEncoder[T]) finish() error { return e.w.Close() }
func (e *tableEncoder[T]) rows() int     { return e.n }

func openReports(w io.Writer, t *rows.Table) (encoder, error) {
	return openTable(w, t, func(s *rows.Set) []rows.ReportRow { return s.Report[:] }, func(r *rows.ReportRow) int {
		return len(r.Path) + len(r.Title) + len(r.AgencyName) + len(r.ScopeEvidence)
	})
}

func openFacts(w io.Writer, t *rows.Table) (encoder, error) {
	return openTable(w, t, func(s *rows.Set) []rows.FactRow { return s.Facts }, func(f *rows.FactRow) int {
		return len(f.Raw) + len(f.Note) + len(f.Context)
	})
}

func openUnmapped(w io.Writer, t *rows.Table) (encoder, error) {
	return openTable(w, t, func(s *rows.Set) []rows.UnmappedRow { return s.Unmapped },
		func(u *rows.UnmappedRow) int { return len(u.Raw) })
}

func openSections(w io.Writer, t *rows.Table) (encoder, error) {
	return openTable(w, t, func(s *rows.Set) []rows.SectionRow { return s.Sections },
		func(c *rows.SectionRow) int { return len(c.Text) })
}

func openFindings(w io.Writer, t *rows.Table) (encoder, error) {
	return openTable(w, t, func(s *rows.Set) []rows.FindingRow { return s.Findings },
		func(f *rows.FindingRow) int { return len(f.Message) })
}
