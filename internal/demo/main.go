// Command demo shows a few values and findings of a data set. It is how `make
// demo` ends, and an example of reading the JSON lines in any program: it uses
// nothing of nianbao but its output.
//
//	go run ./internal/demo out
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
)

// report is what the demonstration needs of a line; docs/output.md has all.
type report struct {
	Source   struct{ Path string }
	Title    string
	Agency   struct{ Name string }
	Year     int
	Form     string
	Facts    []fact
	Findings []finding
}

// fact is one value, with the cell it stands in. Value is nil, never 0, where
// the cell holds no number.
type fact struct {
	Table  string   `json:"table_key"`
	Row    string   `json:"row_key"`
	Column string   `json:"column_key"`
	Value  *float64 `json:"value"`
	Raw    string   `json:"raw"`
	Pos    pos      `json:"pos"`
}

type finding struct {
	Code, Severity, Message string
	Pos                     pos
}

// pos is a place: the block in the document, and the row and column of the
// cell in that block's grid.
type pos struct{ Block, Row, Col *int }

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

func run(args []string, w io.Writer) error {
	if len(args) != 1 {
		return fmt.Errorf("name the folder of a data set")
	}
	reports, err := read(filepath.Join(args[0], "json", "part-00000.jsonl"))
	if err != nil {
		return err
	}
	for _, r := range reports {
		if filepath.Base(r.Source.Path) == "report_2021_word.docx" {
			if err := showTable(w, r, "requests", "received", "pending_start", "granted"); err != nil {
				return err
			}
		}
	}
	for _, r := range reports {
		if filepath.Base(r.Source.Path) == "broken_sums_2021_word.docx" {
			showErrors(w, r, 2)
		}
	}
	return nil
}

func read(path string) ([]report, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var out []report
	for line := range bytes.Lines(data) {
		var r report
		if err := json.Unmarshal(line, &r); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		out = append(out, r)
	}
	return out, nil
}

func head(w io.Writer, r report) {
	fmt.Fprintf(w, "\n%s\n  agency %s, year %d, form %s\n  from %s\n\n", r.Title, r.Agency.Name, r.Year, r.Form, r.Source.Path)
}

// showTable prints some rows of a table with the keys that the data set gives
// to rows and columns.
func showTable(w io.Writer, r report, table string, rows ...string) error {
	head(w, r)
	columns, values := []string{}, map[string]string{}
	for _, f := range r.Facts {
		if f.Table != table {
			continue
		}
		if f.Row == rows[0] {
			columns = append(columns, f.Column)
		}
		values[f.Row+"/"+f.Column] = printed(f)
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "%s\t%s\t\n", table, strings.Join(columns, "\t"))
	for _, row := range rows {
		fmt.Fprintf(t, "%s\t", row)
		for _, col := range columns {
			fmt.Fprintf(t, "%s\t", values[row+"/"+col])
		}
		fmt.Fprintln(t)
	}
	return t.Flush()
}

func printed(f fact) string {
	if f.Value == nil {
		return "null"
	}
	return fmt.Sprint(*f.Value)
}

// showErrors prints the first n findings of severity error, each with the cell
// that it is about.
func showErrors(w io.Writer, r report, n int) {
	head(w, r)
	for _, f := range r.Findings {
		if f.Severity == "error" && n > 0 {
			fmt.Fprintf(w, "  %s %s (%s)\n", f.Code, f.Message, f.Pos)
			n--
		}
	}
}

// String is "block 12, row 5, column 9", as far as it is known.
func (p pos) String() string {
	var parts []string
	for _, part := range []struct {
		name string
		n    *int
	}{{"block", p.Block}, {"row", p.Row}, {"column", p.Col}} {
		if part.n != nil {
			parts = append(parts, fmt.Sprintf("%s %d", part.name, *part.n))
		}
	}
	return strings.Join(parts, ", ")
}
