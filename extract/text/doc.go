// Package text reads flattened text: what programs leave of a report when they
// drop its file format. [Read] makes paragraphs and tables of it; what they
// mean is for others to say. The package knows no form and no label.
//
// # Steps
//
// A text goes through four steps, each in files of its own.
//
//  1. Decode (decode.go): the character set is found from the bytes, control
//     characters are dropped.
//  2. Lines (lines.go, pages.go, box.go): any line end is one; the tokens of
//     extractors ([bookmark: …], [image: …]) and page numbers are taken out.
//  3. Regions (scan.go): each stretch of lines is a table of one of the layouts
//     below, or running text. Tables that tabs or pipes mark are looked for
//     first (pipes.go, pipestream.go, tabs.go), then rows with commas (csv.go)
//     and columns that blanks align (align.go finds the lines, segments.go cuts
//     them, broken.go mends numbers, columns.go finds the columns of values,
//     place.go and headers.go place the rest); what is left is running text
//     (prose.go).
//  4. Emit (emit.go, inline.go): regions become blocks, without the marks of
//     Markdown and HTML entities.
//
// # Layouts
//
// How far the columns of a table can be trusted is its geometry. The rule is to
// claim less where a layout loses blank cells: a wrong column is an error that
// nobody sees, an unknown one is not.
//
//   - One tabbed cell a line, an empty line after each row (Apache Tika):
//     [document.Ragged]. Cells that continue a vertical merge are there, empty;
//     a horizontal merge is one cell. Without empty lines the rows are lost, and
//     each cell is a row of its own (X174).
//   - Cells between tabs or commas, a row a line: [document.Ruled] if all rows
//     have equally many cells, else Ragged.
//   - Cells between pipes, a row a line, with or without Markdown's separators,
//     or drawn with dashes and pluses: Ruled if all rows have equally many cells
//     and nothing hints at blank cells that were moved to the end of the row;
//     else Ragged. Pipes that only fill up a row are no cells.
//   - One cell a line, each closed by a pipe: Ragged; rows as far as lines of
//     pipes alone tell them, else each cell is a row of its own (X174).
//   - One cell a line, each opened by a pipe: Ruled or Ragged, as above.
//   - Columns that blanks align, as pdftotext -layout writes them (columns.go groups
//     values by their edges, grid.go all texts by what stands over what, so that a
//     header shows a column without values; a blank in a sure column is a cell):
//     [document.Aligned] if all values fall into columns, a full row proves how
//     many there are, and the headers agree; else Ragged (X173). Each line is a
//     row: parts of labels are not joined. Parts of headers are, where the columns
//     below tell what belongs together, and so are the pieces of numbers that a
//     narrow cell broke (broken.go): those are lines of one cell, and no number.
//     Labels stand in columns of their own, left of the values.
//   - One cell a line without any mark looks like paragraphs, and stays so. Where
//     lines of white space prove to be blank cells (spaces.go), the values around
//     them are a table, each cell a row of its own: Ragged.
//
// Lines of running text are joined only where a paragraph certainly goes on: see
// prose.go.
package text
