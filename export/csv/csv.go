// Package csv writes one flat table as comma-separated values, for spreadsheets and
// statistics programs.
//
// The text is RFC 4180 in UTF-8 with a byte-order mark, which Excel needs to take it
// for UTF-8 and Stata and pandas pass over; records end in CR LF, as the standard
// has it. The first record names the columns. Null is an empty field, and an empty
// text that is not null is ""; 0 is 0. Decimals are as printed.
//
// A spreadsheet takes a field that begins with =, +, - or @ for a formula and runs
// it. Texts that do, or that begin with an apostrophe, get one before them, which
// spreadsheets show as text: take one apostrophe away to have the text as it was.
// Numbers are left alone, and so is a lone sign, which is no formula. Equal rows give
// equal bytes.
package csv

import (
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"unicode"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/export/rows"
)

// mark is the byte-order mark.
const mark = "\ufeff"

// lineEnd ends a record.
const lineEnd = "\r\n"

// Exact gives the number of a column of type [rows.Number] in row i of the list that
// is written, or nil for null: the row types have floating-point numbers.
type Exact func(i int, column string) *decimal.Decimal

// Writer writes rows of type T, a row type of package rows, with few calls of the
// underlying writer. It is for one goroutine.
type Writer[T any] struct {
	w       io.Writer
	columns []column
	buf     []byte
}

// column is a column of the table and its place in the row type.
type column struct {
	*rows.Field
	index []int
}

// New starts a file with the rows of table t: it writes the names of the columns.
func New[T any](w io.Writer, t *rows.Table) (*Writer[T], error) {
	cols, err := columns[T](t)
	if err != nil {
		return nil, err
	}
	return &Writer[T]{w: w, columns: cols}, WriteHeader(w, t)
}

// header is the first record with the mark, without its end.
func header(t *rows.Table) []byte {
	b := []byte(mark)
	for i, f := range t.Fields {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, f.Name...)
	}
	return b
}

// columns pairs the columns of a table with the fields of T, which stand in the
// same order.
func columns[T any](t *rows.Table) ([]column, error) {
	var places [][]int
	for _, f := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		if !f.Anonymous {
			places = append(places, f.Index)
		}
	}
	if len(places) != len(t.Fields) {
		return nil, fmt.Errorf("table %s has %d columns and %v has %d", t.Name, len(t.Fields), reflect.TypeFor[T](), len(places))
	}
	out := make([]column, len(places))
	for i := range out {
		out[i] = column{&t.Fields[i], places[i]}
	}
	return out, nil
}

// Write appends rows.
func (w *Writer[T]) Write(list []T, exact Exact) error {
	b := w.buf[:0]
	for i := range list {
		row := reflect.ValueOf(&list[i]).Elem()
		for j := range w.columns {
			c := &w.columns[j]
			if j > 0 {
				b = append(b, ',')
			}
			if c.Type == rows.Number && c.Unit != rows.Points {
				if d := exact(i, c.Name); d != nil {
					b = d.Append(b)
				}
				continue
			}
			b = c.append(b, row.FieldByIndex(c.index))
		}
		b = append(b, lineEnd...)
	}
	w.buf = b
	if len(b) == 0 {
		return nil
	}
	_, err := w.w.Write(b)
	if cap(b) > keep {
		w.buf = nil
	}
	return err
}

// keep is the capacity of the buffer that is kept between calls.
const keep = 4 << 20

// WriteValues appends a row of a table whose columns are known only at run time.
func WriteValues(w io.Writer, t *rows.Table, row []rows.Value) error {
	var b []byte
	for i := range row {
		v, f := &row[i], &t.Fields[i]
		if i > 0 {
			b = append(b, ',')
		}
		switch {
		case f.Type == rows.Number && v.Set:
			b = v.Number.Append(b)
		case f.Type == rows.Integer && v.Set:
			b = strconv.AppendInt(b, int64(v.Int), 10)
		case f.Type == rows.Number, f.Type == rows.Integer, f.Nullable && !v.Set:
		case v.Text == "":
			b = append(b, `""`...)
		default:
			b = appendText(b, v.Text)
		}
	}
	_, err := w.Write(append(b, lineEnd...))
	return err
}

// WriteHeader writes the names of the columns, with which a file begins.
func WriteHeader(w io.Writer, t *rows.Table) error {
	_, err := w.Write(append(header(t), lineEnd...))
	return err
}

// WriteRecord writes a record, with its end, that a Writer of the same table wrote
// before.
func (w *Writer[T]) WriteRecord(record []byte) error {
	_, err := w.w.Write(record)
	return err
}

// append appends a text, a whole number or a place on a page; the zero of a column that may be null
// is null, but for pointers.
func (c *column) append(b []byte, v reflect.Value) []byte {
	switch {
	case v.Kind() == reflect.Pointer && v.IsNil():
		return b
	case v.Kind() == reflect.Pointer && c.Type == rows.Number:
		return strconv.AppendFloat(b, v.Elem().Float(), 'f', -1, 64)
	case v.Kind() == reflect.Pointer:
		return strconv.AppendInt(b, v.Elem().Int(), 10)
	case c.Nullable && v.IsZero():
		return b
	case v.Kind() == reflect.String:
		return appendText(b, v.String())
	}
	return strconv.AppendInt(b, v.Int(), 10)
}

func appendText(b []byte, s string) []byte {
	if risky(s) {
		s = "'" + s
	}
	if s != "" && !strings.ContainsAny(s, ",\"\r\n") && s[0] != ' ' && s[len(s)-1] != ' ' {
		return append(b, s...)
	}
	b = append(b, '"')
	for {
		text, rest, found := strings.Cut(s, `"`)
		b = append(b, text...)
		if !found {
			return append(b, '"')
		}
		b = append(b, '"', '"')
		s = rest
	}
}

// risky tells whether a spreadsheet might run a text, or it begins as one does that
// was kept from it. White space before it does not count, as some programs trim it;
// full-width signs are formulas in Chinese editions of Excel.
func risky(s string) bool {
	if strings.HasPrefix(s, "'") {
		return true
	}
	s = strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\ufeff' })
	switch s {
	case "+", "-", "＋", "－":
		return false
	}
	return strings.HasPrefix(s, "=") || strings.HasPrefix(s, "+") || strings.HasPrefix(s, "-") || strings.HasPrefix(s, "@") ||
		strings.HasPrefix(s, "＝") || strings.HasPrefix(s, "＋") || strings.HasPrefix(s, "－") || strings.HasPrefix(s, "＠")
}
