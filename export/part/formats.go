package part

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/export/jsonl"
	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/normalize/schema"
)

// Formats are the file formats of a data set, as in "jsonl,parquet" in the order of
// the output contract; "" are those two, which are the default. [ParseFormats] makes
// one of what a user says.
type Formats string

// The names of formats.
const (
	formatLines   = "jsonl"
	formatParquet = "parquet"
	formatCSV     = "csv"
)

// DefaultFormats are what [Formats] "" stands for.
const DefaultFormats = formatLines + "," + formatParquet

// ParseFormats reads a list of formats in any order.
func ParseFormats(list string) (Formats, error) {
	all := []string{formatLines, formatParquet, formatCSV}
	asked := strings.Split(list, ",")
	for i, name := range asked {
		asked[i] = strings.TrimSpace(name)
		if !slices.Contains(all, asked[i]) {
			return "", fmt.Errorf("there is no format %q; the formats are %s", asked[i], strings.Join(all, ", "))
		}
	}
	found := strings.Join(slices.DeleteFunc(all, func(name string) bool { return !slices.Contains(asked, name) }), ",")
	if found == DefaultFormats {
		return "", nil
	}
	return Formats(found), nil
}

// Outputs are all tables in these formats, in the order of the output contract; the
// panel is among them if there is one.
func (f Formats) Outputs(p *rows.Panel) []Output {
	names := strings.Split(string(f), ",")
	if f == "" {
		names = strings.Split(DefaultFormats, ",")
	}
	var out []Output
	for _, o := range outputs {
		switch {
		case !slices.Contains(names, o.Format):
		case o.Table.Name != rows.PanelName:
			out = append(out, o)
		case p != nil:
			out = append(out, o.withColumns(p))
		}
	}
	return out
}

// Output is one table in one file format: one file a part.
type Output struct {
	Table *rows.Table
	// Name is that of the folder of its files.
	Name string
	// Format and MediaType are those of the descriptor, Suffix ends the names of
	// the files.
	Format, MediaType, Suffix string
	open                      func(io.Writer) (encoder, error)
	// copy copies the rows of a file that keep tells to, and gives their number.
	copy func(in *os.File, to func() (encoder, error), keep func(id string) bool) (int, error)
}

// outputs is THE table of writers. CSV files lie in folders of their own, so that
// programs that read a folder of Parquet files find nothing else there.
var outputs = []Output{
	{rows.Lines, rows.Lines.Name, formatLines, "application/jsonl", linesSuffix, openLines, copyLines},
	reports.parquet(), facts.parquet(), unmapped.parquet(), sections.parquet(), findings.parquet(), panelOutputs[0],
	reports.csv(), facts.csv(), unmapped.csv(), sections.csv(), findings.csv(), panelOutputs[1],
}

const linesSuffix = ".jsonl"

// PerReport tells whether a table has one row a report.
func PerReport(table string) bool { return table == rows.Lines.Name || table == rows.Reports.Name }

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

func openLines(w io.Writer) (encoder, error) {
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
