package part

import (
	"io"
	"os"

	"github.com/nianbao/nianbao/export/csv"
	"github.com/nianbao/nianbao/export/parquet"
	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/normalize/schema"
)

// panelOutputs are the panel in the formats that have it, of which the names are
// known before its columns are.
var panelOutputs = []Output{
	{Table: &rows.Table{Name: rows.PanelName}, Name: rows.PanelName, Format: formatParquet, MediaType: "application/vnd.apache.parquet", Suffix: ".parquet"},
	{Table: &rows.Table{Name: rows.PanelName}, Name: rows.PanelName + "_csv", Format: formatCSV, MediaType: "text/csv", Suffix: ".csv"},
}

// withColumns is an output of the panel with its columns.
func (o Output) withColumns(p *rows.Panel) Output {
	o.Table = p.Table
	if o.Format == formatParquet {
		o.open = func(w io.Writer) (encoder, error) {
			pw, err := parquet.NewWide(w, o.Table)
			return &panelParquet{w: pw}, err
		}
		o.copy = o.copyPanelParquet
		return o
	}
	o.open = func(w io.Writer) (encoder, error) {
		return &panelCSV{w: w, table: o.Table}, csv.WriteHeader(w, o.Table)
	}
	o.copy = o.copyPanelCSV
	return o
}

// panelParquet writes the panel as Parquet.
type panelParquet struct {
	w *parquet.Wide
	n int
}

func (e *panelParquet) encode(_ *schema.Report, s *rows.Set) error {
	if len(s.Panel) == 0 {
		return nil
	}
	e.n++
	return e.w.Write(s.Panel)
}

func (e *panelParquet) finish() error { return e.w.Close() }
func (e *panelParquet) rows() int     { return e.n }

func (o Output) copyPanelParquet(in *os.File, to func() (encoder, error), keep func(string) bool) (n int, err error) {
	err = parquet.ReadWide(in, o.Table, func(id string, row parquet.Row) error {
		if !keep(id) {
			return nil
		}
		enc, err := to()
		if err != nil {
			return err
		}
		n++
		e := enc.(*panelParquet)
		e.n++
		return e.w.WriteRow(row)
	})
	return n, err
}

// panelCSV writes the panel as CSV.
type panelCSV struct {
	w     io.Writer
	table *rows.Table
	n     int
}

func (e *panelCSV) encode(_ *schema.Report, s *rows.Set) error {
	if len(s.Panel) == 0 {
		return nil
	}
	e.n++
	return csv.WriteValues(e.w, e.table, s.Panel)
}

func (e *panelCSV) finish() error { return nil }
func (e *panelCSV) rows() int     { return e.n }

func (o Output) copyPanelCSV(in *os.File, to func() (encoder, error), keep func(string) bool) (n int, err error) {
	err = csv.Records(in, o.Table, func(id string, record []byte) error {
		if !keep(id) {
			return nil
		}
		enc, err := to()
		if err != nil {
			return err
		}
		n++
		e := enc.(*panelCSV)
		e.n++
		_, err = e.w.Write(record)
		return err
	})
	return n, err
}
