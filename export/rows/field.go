// Package rows lays a report out as rows of flat tables, and says what every
// column of them means.
//
// It is the leaf below the exporters: [Tables] describes the tables of a data
// set once, for the metadata of Parquet files and for datapackage.json alike,
// and [Set.Flatten] makes the rows of a report once, for all formats. It
// decides nothing: what a value means was settled by the normalizer.
package rows

import "encoding/json"

// Type is the type of a column, by the names of the Table Schema standard.
type Type string

// The types of columns. Dates are texts of the form 2021-01-25.
const (
	String  Type = "string"
	Integer Type = "integer"
	Number  Type = "number"
	Date    Type = "date"
	Object  Type = "object" // only in JSON
	Array   Type = "array"  // only in JSON
)

// Points is the unit of places on a page: they are tenths of a point, and no numbers of
// a report that would have to stand as printed.
const Points = "pt"

// Field describes one column.
type Field struct {
	Name string
	Type Type
	// Unit is the unit of the numbers, or "" where there are none.
	Unit string
	// Title names the column to people, Meaning says what its values are.
	Title, TitleZH     string
	Meaning, MeaningZH string
	// Optional tells that an object may lack the key.
	Optional bool
	// Nullable tells that the value may be unknown.
	Nullable bool
	// Enum are all values that there may be, nil where they are open.
	Enum []string
	// Pattern is a regular expression (XML Schema) that all values match, or "".
	Pattern string
	// NeverMissing tells that, in a format that spells null as nothing, nothing is
	// the empty text in this column.
	NeverMissing bool
	// Cell is where the numbers of a variable of the panel come from: a cell of the
	// forms as table/row/column, or "concept/" and the key of a concept; Forms are the
	// forms that have it, Comparable is how far a concept can be compared across them.
	Cell, Comparable string
	Forms            []string
	// Fields are the keys of an object, or of the objects of an array, in order;
	// an array without them is one of texts.
	Fields []Field
}

// Table describes one table of a data set.
type Table struct {
	// Name is the name of the table and of its folder.
	Name               string
	Title, TitleZH     string
	Meaning, MeaningZH string
	Fields             []Field
	// PrimaryKey are the columns that no two rows share, nil where two rows may
	// be equal.
	PrimaryKey []string
	// Parent is the table that report_id refers to, or "".
	Parent string
}

// Field finds a column by name, or nil.
func (t *Table) Field(name string) *Field {
	for i := range t.Fields {
		if t.Fields[i].Name == name {
			return &t.Fields[i]
		}
	}
	return nil
}

// MarshalJSON writes the column as a field of a Table Schema (Data Package
// v2). Beside the standard's own properties stand unit, title_zh, description_zh
// and, of variables, cell, comparable and forms, which it permits.
func (f Field) MarshalJSON() ([]byte, error) { return json.Marshal(f.Described()) }

// Described is what [Field.MarshalJSON] writes, for who writes many.
func (f *Field) Described() any {
	type constraints struct {
		Required bool     `json:"required"`
		Enum     []string `json:"enum,omitempty"`
		Pattern  string   `json:"pattern,omitempty"`
	}
	var missing *[]string // nil is the default, which is nothing
	if f.NeverMissing {
		missing = &[]string{}
	}
	return struct {
		Name        string      `json:"name"`
		Type        Type        `json:"type"`
		Title       string      `json:"title"`
		TitleZH     string      `json:"title_zh"`
		Description string      `json:"description"`
		DescrZH     string      `json:"description_zh"`
		Unit        string      `json:"unit,omitempty"`
		Cell        string      `json:"cell,omitempty"`
		Comparable  string      `json:"comparable,omitempty"`
		Forms       []string    `json:"forms,omitempty"`
		Missing     *[]string   `json:"missingValues,omitempty"`
		Constraints constraints `json:"constraints"`
	}{f.Name, f.Type, f.Title, f.TitleZH, f.Meaning, f.MeaningZH, f.Unit, f.Cell, f.Comparable, f.Forms, missing,
		constraints{!f.Nullable, f.Enum, f.Pattern}}
}
