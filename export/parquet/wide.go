package parquet

import (
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"slices"
	"sync"

	"github.com/parquet-go/parquet-go"

	"github.com/nianbao/nianbao/export/rows"
)

const (
	// wideRows is the number of rows of a row group of a wide table: with some
	// hundred columns it is some 20 MB until it is written.
	wideRows = 4096
	// wideBatch is how many rows are handed over at once: the library works column
	// by column.
	wideBatch = 64
)

// Wide writes rows of a table whose columns are known only at run time. It is for
// one goroutine.
type Wide struct {
	w     *parquet.GenericWriter[any]
	table *rows.Table
	cols  []*parquet.ColumnWriter
	// batch are the values of the next rows, by column; nulls that no value follows
	// are not there yet, which most columns of a report are.
	batch [][]parquet.Value
	n     int // rows in batch
	rows  int // of the row group that is open, without those
}

// NewWide starts a file with the rows of table t.
func NewWide(w io.Writer, t *rows.Table) (*Wide, error) {
	s, err := wideOf(t)
	if err != nil {
		return nil, err
	}
	out := &Wide{table: t, w: parquet.NewGenericWriter[any](w, append(s.options[:len(s.options):len(s.options)], s.schema)...)}
	out.cols = out.w.ColumnWriters()
	out.batch = make([][]parquet.Value, len(out.cols))
	return out, nil
}

// wide is what all files of a table share.
type wide struct {
	schema  *parquet.Schema
	options []parquet.WriterOption
}

var wides sync.Map // *rows.Table → *wide

// columns is the root of a schema whose columns keep their order, as those of a
// parquet.Group do not.
type columns struct {
	parquet.Group
	list []parquet.Field
}

func (c *columns) Fields() []parquet.Field { return c.list }

// named is a column of a schema.
type named struct {
	parquet.Node
	name string
}

func (n *named) Name() string { return n.name }

// Value is for rows that are structs or maps, which are never written.
func (n *named) Value(reflect.Value) reflect.Value { return reflect.Value{} }

// wideOf makes the schema of a table.
func wideOf(t *rows.Table) (*wide, error) {
	if s, ok := wides.Load(t); ok {
		return s.(*wide), nil
	}
	root := &columns{}
	for _, f := range t.Fields {
		var node parquet.Node
		switch f.Type {
		case rows.String, rows.Date:
			node = parquet.String()
			if f.Enum != nil || f.Name == "form" || f.Type == rows.Date {
				node = parquet.Encoded(node, &parquet.RLEDictionary)
			}
		case rows.Integer:
			node = parquet.Int(32)
		case rows.Number:
			node = parquet.Leaf(parquet.DoubleType)
		default:
			return nil, fmt.Errorf("table %s: column %s of type %s is not flat", t.Name, f.Name, f.Type)
		}
		if f.Nullable {
			node = parquet.Optional(node)
		}
		root.list = append(root.list, &named{node, f.Name})
	}
	opts, err := options(t)
	if err != nil {
		return nil, err
	}
	s := &wide{parquet.NewSchema(t.Name, root), opts}
	got, _ := wides.LoadOrStore(t, s)
	return got.(*wide), nil
}

// Write appends a row, which has a value for each column.
func (w *Wide) Write(row []rows.Value) error {
	for i := range row {
		v, f := &row[i], &w.table.Fields[i]
		if !v.Set && f.Nullable {
			continue
		}
		var pv parquet.Value
		switch f.Type {
		case rows.Integer:
			pv = parquet.Int32Value(v.Int)
		case rows.Number:
			pv = parquet.DoubleValue(v.Number.Float64())
		default:
			pv = parquet.ByteArrayValue([]byte(v.Text))
		}
		level := 0
		if f.Nullable {
			level = 1
		}
		w.pad(i, w.n)
		w.batch[i] = append(w.batch[i], pv.Level(0, level, i))
	}
	w.n++
	return w.next()
}

// Row is a row of a file of a wide table.
type Row struct{ values parquet.Row }

// String is the values with commas between them, for tests and messages.
func (r Row) String() string { return fmt.Sprint(r.values) }

// WriteRow appends a row that [ReadWide] gave.
func (w *Wide) WriteRow(row Row) error {
	for i, v := range row.values {
		if v.IsNull() {
			continue
		}
		w.pad(i, w.n)
		w.batch[i] = append(w.batch[i], v.Clone())
	}
	w.n++
	return w.next()
}

// pad gives a column n values, the missing ones null.
func (w *Wide) pad(column, n int) {
	for len(w.batch[column]) < n {
		w.batch[column] = append(w.batch[column], parquet.Value{}.Level(0, 0, column))
	}
}

// next is called behind every row.
func (w *Wide) next() error {
	if w.n < wideBatch && w.rows+w.n < wideRows {
		return nil
	}
	if err := w.hand(); err != nil || w.rows < wideRows {
		return err
	}
	w.rows = 0
	return w.w.Flush()
}

// hand gives the rows of the batch to the library.
func (w *Wide) hand() error {
	if w.n == 0 {
		return nil // the library computes an address before it looks how many values there are
	}
	for i, col := range w.cols {
		w.pad(i, w.n)
		if _, err := col.WriteRowValues(w.batch[i]); err != nil {
			return err
		}
		w.batch[i] = w.batch[i][:0]
	}
	w.rows, w.n = w.rows+w.n, 0
	return nil
}

// Close writes what is buffered and the footer. It does not close the underlying
// writer.
func (w *Wide) Close() error {
	if err := w.hand(); err != nil {
		return err
	}
	return w.w.Close()
}

// errNotOurs says that a file is none that [Wide] wrote for this table.
var errNotOurs = errors.New("its columns are others than those of the table")

// ReadWide gives the rows of a file that [Wide] wrote for table t, each with its
// first column, which is a text. each must not keep them.
func ReadWide(f *os.File, t *rows.Table, each func(id string, row Row) error) error {
	fi, err := f.Stat()
	if err != nil {
		return err
	}
	file, err := parquet.OpenFile(f, fi.Size())
	if err != nil {
		return err
	}
	var names []string
	for _, path := range file.Schema().Columns() {
		names = append(names, path[0])
	}
	if !slices.EqualFunc(names, t.Fields, func(n string, f rows.Field) bool { return n == f.Name }) {
		return errNotOurs
	}
	for _, g := range file.RowGroups() {
		if err := readGroup(g, each); err != nil {
			return err
		}
	}
	return nil
}

func readGroup(g parquet.RowGroup, each func(string, Row) error) error {
	r := g.Rows()
	defer func() { _ = r.Close() }() // it was only read
	list := make([]parquet.Row, wideBatch)
	for {
		n, err := r.ReadRows(list)
		for _, row := range list[:n] {
			if err := each(row[0].String(), Row{row}); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
