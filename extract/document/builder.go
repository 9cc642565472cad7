package document

import (
	"strconv"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
)

// Limits bound what a stranger's file can make a [Builder] allocate. Zero
// fields take the values of [DefaultLimits].
type Limits struct {
	Blocks int // blocks of a document
	Cells  int // cells of a document
	Rows   int // rows of a table
	Cols   int // columns of a table
	Places int // rows × columns of a document's tables
	Depth  int // tables within tables
	Span   int // rows, or columns up to Cols, that a cell may cover
	Text   int // bytes of text
}

// DefaultLimits are far above every real report. That of spans is the HTML
// standard's for rows.
func DefaultLimits() Limits {
	return Limits{Blocks: 200_000, Cells: 200_000, Rows: 100_000, Cols: 1_000, Places: 4_000_000, Depth: 40, Span: 65_534, Text: 32 << 20}
}

// WithDefaults are the limits with the default in place of each zero.
func (l Limits) WithDefaults() Limits {
	d := DefaultLimits()
	for _, f := range []struct{ v, d *int }{
		{&l.Blocks, &d.Blocks}, {&l.Cells, &d.Cells}, {&l.Rows, &d.Rows}, {&l.Cols, &d.Cols},
		{&l.Places, &d.Places}, {&l.Depth, &d.Depth}, {&l.Span, &d.Span}, {&l.Text, &d.Text},
	} {
		if *f.v <= 0 {
			*f.v = *f.d
		}
	}
	return l
}

// Model says how a format states where its cells lie.
type Model uint8

const (
	// GridColumns: each row lists its cells from the left, each with the number
	// of grid columns it covers; vertical merging is said cell by cell
	// (WordprocessingML, ECMA-376 Part 1 §17.4; Word binary files; RTF).
	GridColumns Model = iota
	// Flow: cells flow around those that span down from rows above (the HTML
	// standard's algorithm for forming a table).
	Flow
	// Loose: each row lists what was found, and nothing is known of spans
	// (flattened text). The table's geometry is [Ragged].
	Loose
	// Placed: each row lists its cells from the left, with the columns and spans
	// in which they were found to stand; gaps are [Builder.SkipCols]. The
	// table's geometry is [Aligned].
	Placed
)

// VMerge is a cell's part in a vertical merge of the model [GridColumns].
type VMerge uint8

// The parts in a vertical merge.
const (
	VMergeNone VMerge = iota
	VMergeRestart
	VMergeContinue
)

// ToGroupEnd as the number of rows spans to the end of the row group, as
// rowspan="0" does in HTML.
const ToGroupEnd = -1

// CellProps is what a format says of a cell. The zero value is a plain cell.
type CellProps struct {
	// ColSpan and RowSpan are the columns and rows covered; 0 is 1. RowSpan
	// counts only in the model [Flow], and may be [ToGroupEnd].
	ColSpan, RowSpan int
	// VMerge counts only in the model [GridColumns].
	VMerge VMerge
	// HContinue joins the cell to the one before it (hMerge="continue").
	HContinue bool
	Header    bool
	// Box is where the cell stands on a page, or zero.
	Box source.Box
}

// Builder makes a [Document]. It does the arithmetic of spans once for all
// readers; damaged input gives findings, never a panic. Calls nest like the
// document: BeginTable, BeginRow, BeginCell, content, EndCell, EndRow,
// EndTable. End calls without a Begin, and rows or cells that are still open
// when something around them ends, are tolerated.
//
// The zero value is not ready; use [NewBuilder]. A Builder is for one
// goroutine.
type Builder struct {
	doc    *Document
	limits Limits
	err    *diag.Error
	cells  int
	places int
	text   int
	stack  []*openTable
	free   []*openTable
}

// NewBuilder starts a document of the named format.
func NewBuilder(format string, limits Limits) *Builder {
	return &Builder{doc: &Document{Format: format}, limits: limits.WithDefaults()}
}

// Document closes what is open and returns the document. It is a
// [*diag.Error] if a limit was passed.
func (b *Builder) Document() (*Document, error) {
	for len(b.stack) > 0 {
		b.EndTable()
	}
	for _, t := range b.free {
		t.giveBack()
	}
	b.free = nil
	if b.err != nil {
		return nil, b.err
	}
	return b.doc, nil
}

// Err is the limit that was passed, or nil. Readers may look at it to stop
// early; the Builder ignores all content after it.
func (b *Builder) Err() error {
	if b.err != nil {
		return b.err
	}
	return nil
}

// fail notes that a limit was passed, by its code.
func (b *Builder) fail(code diag.Code, limit int) {
	if b.err == nil {
		b.err = diag.Errorf(code, nil, "limit", strconv.Itoa(limit))
	}
}

// room counts text and tells whether there is room for it.
func (b *Builder) room(text int) bool {
	if b.err != nil {
		return false
	}
	if b.text += text; b.text > b.limits.Text {
		b.fail("X168", b.limits.Text)
		return false
	}
	return true
}

func (b *Builder) addBlock(blk Block) int {
	if len(b.doc.Blocks) >= b.limits.Blocks {
		b.fail("X111", b.limits.Blocks)
		return -1
	}
	b.doc.Blocks = append(b.doc.Blocks, blk)
	return len(b.doc.Blocks) - 1
}

// SetTitle sets the title of the file's own metadata.
func (b *Builder) SetTitle(title string) { b.doc.Title = title }

// SetUnproven sets [Document.Unproven].
func (b *Builder) SetUnproven() { b.doc.Unproven = true }

// AddMeta adds a name and value of the file's metadata.
func (b *Builder) AddMeta(name, value string) {
	if b.room(len(name) + len(value)) {
		b.doc.Meta = append(b.doc.Meta, Meta{name, value})
	}
}

// AddLink adds a link from the running text to another file.
func (b *Builder) AddLink(text, target string) {
	if b.room(len(text) + len(target)) {
		b.doc.Links = append(b.doc.Links, Link{text, target})
	}
}

// AddAside adds a text that stands apart.
func (b *Builder) AddAside(kind AsideKind, text string) {
	if b.room(len(text)) {
		b.doc.Asides = append(b.doc.Asides, Aside{kind, text})
	}
}

// AddImage counts a picture.
func (b *Builder) AddImage() { b.doc.Images++ }

// AddFinding adds a finding of the reader.
func (b *Builder) AddFinding(f diag.Finding) { b.doc.Findings = append(b.doc.Findings, f) }

// Here is the place where the next content will stand: the block about to be
// added, or the block of the table that is open.
func (b *Builder) Here() source.Pos {
	if t := b.top(); t != nil {
		return source.AtBlock(t.block)
	}
	return source.AtBlock(len(b.doc.Blocks))
}

// Heading adds a heading of level 1 to 9 whose text starts with the computed
// marker, which may be "". Inside a cell it is a paragraph of the cell.
func (b *Builder) Heading(level int, marker, text string) {
	b.textBlock(Block{Kind: Heading, Level: min(max(level, 1), 9), Marker: marker, Text: marker + text})
}

// Paragraph adds a paragraph whose text starts with the computed marker, which
// may be "". Inside a cell it is a paragraph of the cell, where an empty one is
// an empty line; outside, an empty paragraph is dropped.
func (b *Builder) Paragraph(marker, text string) {
	b.textBlock(Block{Kind: Paragraph, Marker: marker, Text: marker + text})
}

// Append adds a paragraph, or for a level of 1 to 9 a heading, like
// [Builder.Paragraph] and [Builder.Heading]. It is for readers that keep their
// text in a buffer: text may change after the call.
func (b *Builder) Append(level int, marker string, text []byte) {
	if t := b.top(); t != nil && t.inCell {
		if b.room(len(marker) + len(text) + 1) {
			t.addText(marker, text)
		}
		return
	}
	if level > 0 {
		b.Heading(level, marker, string(text))
	} else {
		b.Paragraph(marker, string(text))
	}
}

// Covered tells whether the open cell continues the one above it in a vertical
// merge, so that nothing in it prints.
func (b *Builder) Covered() bool {
	t := b.top()
	return t != nil && t.inCell && t.hidden
}

func (b *Builder) textBlock(blk Block) {
	if !b.room(len(blk.Text) + 1) {
		return
	}
	if t := b.top(); t != nil && t.inCell {
		t.addText(blk.Text, nil)
		return
	}
	if blk.Text != "" {
		b.addBlock(blk)
	}
}

func (b *Builder) top() *openTable {
	if len(b.stack) == 0 {
		return nil
	}
	return b.stack[len(b.stack)-1]
}

// BeginTable opens a table, in the open cell if there is one.
func (b *Builder) BeginTable(m Model) {
	if len(b.stack) >= b.limits.Depth {
		b.fail("X167", b.limits.Depth)
	}
	var t *openTable
	if n := len(b.free); n > 0 {
		t, b.free = b.free[n-1], b.free[:n-1]
	} else {
		t = openTables.Get().(*openTable)
	}
	t.reset(m)
	blk := Block{Kind: TableBlock, Table: &Table{}}
	t.block = -1
	if b.err == nil {
		t.block = b.addBlock(blk)
	}
	if outer := b.top(); outer != nil && outer.inCell && t.block >= 0 {
		c := &outer.cells[outer.cur]
		c.Nested = append(c.Nested, Nested{Block: t.block, Offset: len(outer.text)})
	}
	b.stack = append(b.stack, t)
}

// BeginRow opens a row of the innermost table.
func (b *Builder) BeginRow() {
	t := b.top()
	if t == nil {
		return
	}
	b.EndRow()
	if t.row+1 >= b.limits.Rows {
		b.fail("X165", b.limits.Rows)
	}
	t.beginRow()
}

// DropRow takes back the row that is open, as for a deleted table row.
func (b *Builder) DropRow() {
	if t := b.top(); t != nil && t.inRow {
		b.EndCell()
		t.dropRow()
	}
}

// SkipCols leaves n grid columns empty before the next cell (gridBefore).
func (b *Builder) SkipCols(n int) {
	if t := b.top(); t != nil && n > 0 {
		t.col += b.clampCols(n)
	}
}

func (b *Builder) clampCols(n int) int { return b.clamp(max(n, 1), min(b.limits.Span, b.limits.Cols)) }

// clamp cuts a span to a limit.
func (b *Builder) clamp(n, limit int) int {
	if n <= limit {
		return n
	}
	b.AddFinding(diag.New("X108", b.Here(), "found", strconv.Itoa(n), "limit", strconv.Itoa(limit)))
	return limit
}

// BeginCell opens a cell of the open row; without an open row it opens one.
func (b *Builder) BeginCell(p CellProps) {
	t := b.top()
	if t == nil {
		return
	}
	b.EndCell()
	if !t.inRow {
		b.BeginRow()
	}
	if b.err == nil {
		if b.cells++; b.cells > b.limits.Cells {
			b.fail("X164", b.limits.Cells)
		}
		p.ColSpan = b.clampCols(p.ColSpan)
		p.RowSpan = b.clamp(p.RowSpan, min(b.limits.Span, b.limits.Rows))
	}
	if b.err != nil {
		t.discardCell()
		return
	}
	if t.beginCell(p, b.limits.Cols); t.wide == tooWide {
		t.wide = wideTold
		b.AddFinding(diag.New("X166", source.AtBlock(t.block), "limit", strconv.Itoa(b.limits.Cols)))
	}
}

// EndCell closes the open cell of the innermost table.
func (b *Builder) EndCell() {
	if t := b.top(); t != nil && t.inCell && t.endCell() {
		b.AddFinding(diag.New("X110", source.AtCell(t.block, t.cells[t.cur].Row, t.cells[t.cur].Col)))
	}
}

// EndRow closes the open row of the innermost table.
func (b *Builder) EndRow() {
	if t := b.top(); t != nil && t.inRow {
		b.EndCell()
		t.inRow = false
	}
}

// EndRowGroup closes a row group: in the model [Flow], no cell spans past it.
func (b *Builder) EndRowGroup() {
	if t := b.top(); t != nil {
		b.EndRow()
		t.endGroup()
	}
}

// EndTable closes the innermost table.
func (b *Builder) EndTable() {
	t := b.top()
	if t == nil {
		return
	}
	b.EndRow()
	t.endGroup()
	b.stack = b.stack[:len(b.stack)-1]
	if b.err == nil && t.block >= 0 {
		b.finish(t)
	}
	b.free = append(b.free, t)
}

// finish lays the grid and hands the table to its block.
func (b *Builder) finish(t *openTable) {
	blk := &b.doc.Blocks[t.block]
	tab := blk.Table
	t.into(tab)
	if b.places += tab.Rows * tab.Cols; b.places > b.limits.Places {
		b.fail("X169", b.limits.Places)
		*tab = Table{}
		return
	}
	if tab.lay() {
		b.AddFinding(diag.New("X109", source.AtBlock(t.block)))
	}
	for _, c := range tab.Cells {
		for _, n := range c.Nested {
			b.doc.Blocks[n.Block].Parent = source.AtCell(t.block, c.Row, c.Col)
		}
	}
}
