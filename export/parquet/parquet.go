// Package parquet writes one flat table as an Apache Parquet file.
//
// The file carries its own description: column names, types and nullability in
// the Parquet schema; titles, meanings and units of all columns, in English and
// Chinese, as JSON in the file's metadata under [FieldsKey]. Equal rows give
// equal bytes: nothing in the file depends on time, machine or build.
package parquet

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/parquet-go/parquet-go"

	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/normalize/schema"
)

// Keys of the file's metadata.
const (
	TableKey   = "nianbao.table"          // name of the table
	TitleKey   = "nianbao.title"          // title of the table
	MeaningKey = "nianbao.description"    // what a row of the table is
	VersionKey = "nianbao.schema_version" // version of the output contract
	FieldsKey  = "nianbao.fields"         // array of Table Schema fields; shorter for variables of the panel
)

// Sizes of a row group. Row groups bound the memory of writer and readers; the
// number of rows is the one that DuckDB works in.
const (
	maxRows = 122_880
	maxText = 32 << 20 // bytes
)

// Writer writes rows of type T, a row type of package rows. It is for one
// goroutine.
type Writer[T any] struct {
	w    *parquet.GenericWriter[T]
	rows int // of the row group that is open
	text int // bytes of text in it

	maxRows, maxText int
}

// New starts a file with the rows of table t.
func New[T any](w io.Writer, t *rows.Table) (*Writer[T], error) {
	opts, err := options(t)
	if err != nil {
		return nil, err
	}
	return &Writer[T]{w: parquet.NewGenericWriter[T](w, opts...), maxRows: maxRows, maxText: maxText}, nil
}

// describe is the description of the columns of table t. A table of hundreds of
// variables says of those only what they are: the whole is in datapackage.json, and
// would be most of a small file.
func describe(t *rows.Table) ([]byte, error) {
	if t.Name != rows.PanelName {
		return json.Marshal(t.Fields)
	}
	type variable struct {
		Name    string `json:"name"`
		Title   string `json:"title"`
		TitleZH string `json:"title_zh"`
		Unit    string `json:"unit"`
		Cell    string `json:"cell"`
	}
	list := make([]any, len(t.Fields))
	for i, f := range t.Fields {
		list[i] = f
		if f.Cell != "" {
			list[i] = variable{f.Name, f.Title, f.TitleZH, f.Unit, f.Cell}
		}
	}
	return json.Marshal(list)
}

// options are those of all files of table t, among them its description.
func options(t *rows.Table) (opts []parquet.WriterOption, err error) {
	fields, err := describe(t)
	if err != nil {
		return nil, fmt.Errorf("describe table %s: %w", t.Name, err)
	}
	opts = []parquet.WriterOption{
		parquet.Compression(codec{}),
		// Read by every program, as version 2 is not.
		parquet.DataPageVersion(1),
		// The library's default names its own version only in some builds.
		parquet.CreatedBy("nianbao", schema.Version, ""),
		parquet.KeyValueMetadata(TableKey, t.Name),
		parquet.KeyValueMetadata(TitleKey, t.Title),
		parquet.KeyValueMetadata(MeaningKey, t.Meaning),
		parquet.KeyValueMetadata(VersionKey, schema.Version),
		parquet.KeyValueMetadata(FieldsKey, string(fields)),
	}
	for _, f := range t.Fields {
		if prose(f) {
			opts = append(opts, parquet.SkipPageBounds(f.Name))
		}
	}
	return opts, nil
}

// prose tells whether a column holds words of documents. Nobody asks for a
// range of those, and finding the least and the greatest of each page takes a
// fifth of the time. Nor does a variable of the panel need it: there are hundreds.
func prose(f rows.Field) bool {
	if f.Cell != "" {
		return true
	}
	switch f.Name {
	case "row_label", "column_label", "raw", "note", "context", "heading", "text", "message", "related":
		return true
	}
	return false
}

// Write appends rows. text is about how many bytes of text they hold.
func (w *Writer[T]) Write(rows []T, text int) error {
	if w.rows > 0 && (w.rows+len(rows) > w.maxRows || w.text+text > w.maxText) {
		if err := w.w.Flush(); err != nil {
			return err
		}
		w.rows, w.text = 0, 0
	}
	w.rows += len(rows)
	w.text += text
	_, err := w.w.Write(rows)
	return err
}

// Close writes what is buffered and the footer. It does not close the
// underlying writer.
func (w *Writer[T]) Close() error { return w.w.Close() }

// Columns are the names of the columns of T, in order.
func Columns[T any]() []string {
	var names []string
	for _, path := range parquet.SchemaOf(*new(T)).Columns() {
		names = append(names, strings.Join(path, "."))
	}
	return names
}
