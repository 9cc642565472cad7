package part

import (
	"io"
	"os"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/export/csv"
	"github.com/nianbao/nianbao/export/parquet"
	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/normalize/schema"
)

// shape is how a flat table comes out of a report's rows.
type shape[T any] struct {
	table *rows.Table
	// pick takes the table's rows out of a report's, id is the report of a row, and
	// text about how many bytes of text it holds.
	pick func(*rows.Set) []T
	id   func(*T) string
	text func(*T) int
	// exact are the decimals of row i, by column; nil in tables without.
	exact func(r *schema.Report, i int, column string) *decimal.Decimal
}

// The flat tables.
var (
	reports = shape[rows.ReportRow]{rows.Reports, func(s *rows.Set) []rows.ReportRow { return s.Report[:] },
		func(r *rows.ReportRow) string { return r.ReportID },
		func(r *rows.ReportRow) int {
			return len(r.Path) + len(r.Title) + len(r.AgencyName) + len(r.ScopeEvidence)
		}, nil}
	facts = shape[rows.FactRow]{rows.Facts, func(s *rows.Set) []rows.FactRow { return s.Facts },
		func(f *rows.FactRow) string { return f.ReportID },
		func(f *rows.FactRow) int { return len(f.Raw) + len(f.Note) + len(f.Context) }, factNumber}
	unmapped = shape[rows.UnmappedRow]{rows.UnmappedCells, func(s *rows.Set) []rows.UnmappedRow { return s.Unmapped },
		func(u *rows.UnmappedRow) string { return u.ReportID },
		func(u *rows.UnmappedRow) int { return len(u.Raw) }, nil}
	sections = shape[rows.SectionRow]{rows.Sections, func(s *rows.Set) []rows.SectionRow { return s.Sections },
		func(c *rows.SectionRow) string { return c.ReportID },
		func(c *rows.SectionRow) int { return len(c.Text) }, nil}
	findings = shape[rows.FindingRow]{rows.Findings, func(s *rows.Set) []rows.FindingRow { return s.Findings },
		func(f *rows.FindingRow) string { return f.ReportID },
		func(f *rows.FindingRow) int { return len(f.Message) }, findingNumber}
)

// factNumber is the only number of a fact.
func factNumber(r *schema.Report, i int, _ string) *decimal.Decimal {
	if f := &r.Facts[i]; f.Status.HasValue() {
		return &f.Value
	}
	return nil
}

func findingNumber(r *schema.Report, i int, column string) *decimal.Decimal {
	if column == "expected" {
		return r.Findings[i].Expected
	}
	return r.Findings[i].Found
}

func (s shape[T]) parquet() Output {
	return Output{s.table, s.table.Name, formatParquet, "application/vnd.apache.parquet", ".parquet", s.openParquet, s.copyParquet}
}

func (s shape[T]) csv() Output {
	return Output{s.table, s.table.Name + "_csv", formatCSV, "text/csv", ".csv", s.openCSV, s.copyCSV}
}

// parquetEncoder writes the rows of one table as Parquet.
type parquetEncoder[T any] struct {
	shape[T]
	w *parquet.Writer[T]
	n int
}

func (s shape[T]) openParquet(w io.Writer) (encoder, error) {
	pw, err := parquet.New[T](w, s.table)
	if err != nil {
		return nil, err
	}
	return &parquetEncoder[T]{shape: s, w: pw}, nil
}

func (e *parquetEncoder[T]) encode(_ *schema.Report, s *rows.Set) error { return e.write(e.pick(s)) }

func (e *parquetEncoder[T]) write(list []T) error {
	text := 0
	for i := range list {
		text += e.text(&list[i])
	}
	e.n += len(list)
	return e.w.Write(list, text)
}

func (e *parquetEncoder[T]) finish() error { return e.w.Close() }
func (e *parquetEncoder[T]) rows() int     { return e.n }

func (s shape[T]) copyParquet(in *os.File, to func() (encoder, error), keep func(string) bool) (int, error) {
	n := 0
	err := parquet.Read(in, func(batch []T) error {
		kept := batch[:0]
		for i := range batch {
			if keep(s.id(&batch[i])) {
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
		return enc.(*parquetEncoder[T]).write(kept)
	})
	return n, err
}

// csvEncoder writes the rows of one table as CSV.
type csvEncoder[T any] struct {
	shape[T]
	w *csv.Writer[T]
	n int
}

func (s shape[T]) openCSV(w io.Writer) (encoder, error) {
	cw, err := csv.New[T](w, s.table)
	if err != nil {
		return nil, err
	}
	return &csvEncoder[T]{shape: s, w: cw}, nil
}

func (e *csvEncoder[T]) encode(r *schema.Report, s *rows.Set) error {
	list := e.pick(s)
	e.n += len(list)
	return e.w.Write(list, func(i int, column string) *decimal.Decimal { return e.exact(r, i, column) })
}

func (e *csvEncoder[T]) finish() error { return nil }
func (e *csvEncoder[T]) rows() int     { return e.n }

// copyCSV copies records as they stand.
func (s shape[T]) copyCSV(in *os.File, to func() (encoder, error), keep func(string) bool) (int, error) {
	n := 0
	err := csv.Records(in, s.table, func(id string, record []byte) error {
		if !keep(id) {
			return nil
		}
		enc, err := to()
		if err != nil {
			return err
		}
		n++
		e := enc.(*csvEncoder[T])
		e.n++
		return e.w.WriteRecord(record)
	})
	return n, err
}

// read gives the rows of a file of a format that keep tells to.
func (s shape[T]) read(in *os.File, format string, keep func(string) bool, each func(*T) error) error {
	if format == formatParquet {
		return parquet.Read(in, func(batch []T) error {
			for i := range batch {
				if keep(s.id(&batch[i])) {
					if err := each(&batch[i]); err != nil {
						return err
					}
				}
			}
			return nil
		})
	}
	return csv.Records(in, s.table, func(id string, record []byte) error {
		if !keep(id) {
			return nil
		}
		row, err := csv.Parse[T](record, s.table)
		if err != nil {
			return err
		}
		return each(&row)
	})
}
