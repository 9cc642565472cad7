// Package document is what every reader makes of a file and what the
// normalizer reads: blocks in reading order, tables as grids.
//
// A Document loses nothing that a reader of the printed page would see and adds
// nothing that they would not. Values are built by a [Builder], and are not
// changed afterwards; then they are safe for concurrent use.
package document

import (
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
)

// Document is one file, read.
type Document struct {
	// Format is the name of the format read: "docx", "html", "text".
	Format string `json:"format"`
	// Title is what the file's own metadata say the title is, or "".
	Title string `json:"title"`
	// Meta is what the file says of itself (HTML meta elements, document
	// properties), in the order found.
	Meta []Meta `json:"meta"`
	// Blocks are in reading order. A table that stands in a cell of another
	// table is a block of its own, after the outer one, with Parent set.
	Blocks []Block `json:"blocks"`
	// Asides are texts that stand apart from the running text.
	Asides []Aside `json:"asides"`
	// Links are the targets of links to other documents (attachments).
	Links []Link `json:"links"`
	// Unproven tells that what stands in no ruled table was put into its order by places
	// on a page: values of a form that come so need a proof.
	Unproven bool `json:"unproven,omitempty"`
	// Images is the number of pictures in the running text.
	Images int `json:"images"`
	// Findings are what the reader has to say.
	Findings []diag.Finding `json:"findings"`
}

// Meta is one name and value of a file's metadata.
type Meta struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Link is a link from the running text to another file.
type Link struct {
	Text   string `json:"text"`
	Target string `json:"target"`
}

// Kind tells blocks apart.
type Kind uint8

// The kinds of blocks.
const (
	Paragraph Kind = iota
	Heading
	TableBlock
)

var kindNames = [...]string{"paragraph", "heading", "table"}

// String is "paragraph", "heading" or "table".
func (k Kind) String() string { return kindNames[k] }

// MarshalText is [Kind.String].
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// Block is a paragraph, a heading or a table. Its position is
// [source.AtBlock] of its index in [Document.Blocks].
type Block struct {
	Kind Kind `json:"kind"`
	// Level is 1 to 9 for a heading, else 0.
	Level int `json:"level,omitempty"`
	// Text is the text of a paragraph or heading, line breaks as "\n". It starts
	// with Marker.
	Text string `json:"text,omitempty"`
	// Marker is the list number or bullet that the program computes and the
	// file does not hold as text, such as "一、", or "".
	Marker string `json:"marker,omitempty"`
	// Table is set for a table and nil otherwise.
	Table *Table `json:"table,omitempty"`
	// Parent is the cell in which a nested table stands, zero for all else.
	Parent source.Pos `json:"parent,omitzero"`
}

// AsideKind tells asides apart.
type AsideKind string

// The kinds of asides.
const (
	Footnote AsideKind = "footnote"
	Endnote  AsideKind = "endnote"
	Header   AsideKind = "header"
	Footer   AsideKind = "footer"
)

// Aside is a text that stands apart from the running text, such as a footnote.
type Aside struct {
	Kind AsideKind `json:"kind"`
	Text string    `json:"text"`
}

// Geometry says how far the columns of a table can be trusted.
type Geometry uint8

const (
	// Ruled: the file states rows, columns and spans.
	Ruled Geometry = iota
	// Aligned: columns were told by horizontal positions in a text.
	Aligned
	// Ragged: the text lost spans and maybe blank cells. The column of a cell
	// is only its number in its row.
	Ragged
)

var geometryNames = [...]string{"ruled", "aligned", "ragged"}

// String is "ruled", "aligned" or "ragged".
func (g Geometry) String() string { return geometryNames[g] }

// MarshalText is [Geometry.String].
func (g Geometry) MarshalText() ([]byte, error) { return []byte(g.String()), nil }

// Table is a grid of cells. Each cell stands once, at its anchor (its top left
// place); [Table.At] answers for every place that it covers.
type Table struct {
	Rows     int      `json:"rows"`
	Cols     int      `json:"cols"`
	Geometry Geometry `json:"geometry"`
	// Cells are in the order of their anchors, row by row.
	Cells []Cell `json:"cells"`

	grid []int32 // Rows × Cols: index in Cells plus one, 0 for a hole
}

// Cell is one cell of a table.
type Cell struct {
	// Row and Col are the grid place of the anchor, from 0.
	Row int `json:"row"`
	Col int `json:"col"`
	// RowSpan and ColSpan are 1 or more, and lie within the grid.
	RowSpan int `json:"row_span"`
	ColSpan int `json:"col_span"`
	// Header tells that the file marks the cell as a header.
	Header bool `json:"header,omitempty"`
	// Text is the cell's paragraphs joined by "\n", without nested tables.
	Text string `json:"text"`
	// Nested are the tables that stand in the cell.
	Nested []Nested `json:"nested,omitempty"`
	// Box is where the cell stands on a page, for formats that have pages.
	Box source.Box `json:"box,omitzero"`
}

// Nested is a table in a cell.
type Nested struct {
	// Block is the table's index in [Document.Blocks].
	Block int `json:"block"`
	// Offset is the byte of the cell's text before which the table stands.
	Offset int `json:"offset"`
}

// At is the cell that covers the place, or nil for a place that none covers or
// that lies outside the grid.
func (t *Table) At(row, col int) *Cell {
	if i := t.IndexAt(row, col); i >= 0 {
		return &t.Cells[i]
	}
	return nil
}

// IndexAt is the index in Cells of the cell that covers the place, or -1.
func (t *Table) IndexAt(row, col int) int {
	if row < 0 || col < 0 || row >= t.Rows || col >= t.Cols {
		return -1
	}
	return int(t.grid[row*t.Cols+col]) - 1
}
