package second

import (
	"strings"

	"github.com/nianbao/nianbao/extract/document"
)

// Reading is what a second reader makes of a document.
type Reading struct {
	// By names the reader in findings.
	By string
	// Part tells that the first reading may leave out blocks that this one has,
	// as the furniture of a web page.
	Part   bool
	blocks []block
}

// block is a paragraph, a table, or a gap.
type block struct {
	text  pattern
	table *table
	// gap stands for any number of blocks, which were not read.
	gap bool
}

// table is a table as its cells lie in the grid.
type table struct {
	rows, cols int
	cells      []cell
}

// cell is a cell at its anchor.
type cell struct {
	row, col, rowSpan, colSpan int
	text                       pattern
}

// OfDocument makes a reading of a document that another reader made.
func OfDocument(by string, doc *document.Document) *Reading {
	r := &Reading{By: by, blocks: make([]block, 0, len(doc.Blocks))}
	for i := range doc.Blocks {
		r.blocks = append(r.blocks, blockOf(&doc.Blocks[i]))
	}
	return r
}

func blockOf(b *document.Block) block {
	if b.Table == nil {
		return block{text: literal(b.Text)}
	}
	t := &table{rows: b.Table.Rows, cols: b.Table.Cols, cells: make([]cell, 0, len(b.Table.Cells))}
	for i := range b.Table.Cells {
		c := &b.Table.Cells[i]
		t.cells = append(t.cells, cell{c.Row, c.Col, c.RowSpan, c.ColSpan, literal(c.Text)})
	}
	return block{table: t}
}

// Signs that stand in a second reading for what it does not know. They are
// noncharacters of Unicode, which no text holds; where a file has them all the
// same, they are read as U+FFFD.
const (
	anyRune  = '\uFDD0' // one character, such as one of a symbol font
	anyText  = '\uFDD1' // any text on the line, such as a formula
	marker   = '\uFDD2' // at the start of a line: maybe the number of a list
	joins    = '\uFDD3' // at the end of a paragraph: it goes on in the next
	noCell   = '\uFDD4' // in a cell: columns without a cell
	toLeft   = '\uFDD5' // in a cell: it is one with the cell before it
	strike   = '\uFDD6' // what is struck through begins; gone when paragraphs are joined
	unstrike = '\uFDD7' // and ends
)

const signs = string(anyRune) + string(anyText) + string(marker) + string(joins) + string(noCell) + string(toLeft) +
	string(strike) + string(unstrike)

// withoutSigns is text of a file, which may hold no signs.
func withoutSigns(s string) string {
	if !strings.ContainsAny(s, signs) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r >= anyRune && r <= unstrike {
			return '\uFFFD'
		}
		return r
	}, s)
}

// pattern is text in which signs may stand.
type pattern string

// literal is a pattern without signs.
func literal(s string) pattern { return pattern(withoutSigns(s)) }

// String shows the pattern to people.
func (p pattern) String() string {
	return strings.NewReplacer(string(anyRune), "?", string(anyText), "…", string(marker), "").Replace(string(p))
}

// optional tells whether the pattern may stand for no text at all.
func (p pattern) optional() bool {
	return strings.Trim(string(p), string(anyText)+string(marker)) == ""
}

// matches tells whether the pattern stands for the text, line by line. mark is
// the number that the first reader computed for a block, or "" for "not known".
func (p pattern) matches(text, mark string) bool {
	if !strings.ContainsAny(string(p), signs) {
		return string(p) == text
	}
	if i := strings.LastIndexByte(string(p), '\n'); i >= 0 && p[i+1:].optional() && p[:i].matches(text, mark) {
		return true // the last line holds nothing that prints
	}
	for {
		want, wants, more := strings.Cut(string(p), "\n")
		got, gots, has := strings.Cut(text, "\n")
		if !matchLine(want, got, mark) || more != has {
			// Text that is not known may have lines of its own.
			return strings.ContainsRune(string(p), anyText) && glob([]rune(string(p)), []rune(text))
		}
		if !more {
			return true
		}
		p, text, mark = pattern(wants), gots, ""
	}
}

func matchLine(want, got, mark string) bool {
	rest, numbered := strings.CutPrefix(want, string(marker))
	if !numbered {
		return glob([]rune(want), []rune(got))
	}
	if glob([]rune(rest), []rune(got)) {
		return true
	}
	if mark != "" {
		after, ok := strings.CutPrefix(got, mark)
		if ok && glob([]rune(rest), []rune(after)) {
			return true
		}
		// A tab or a space stands between the number and the text.
		return ok && after != "" && (after[0] == '\t' || after[0] == ' ') && glob([]rune(rest), []rune(after[1:]))
	}
	return matchNumbered(rest, got)
}

// maxMarker is the number of characters that the number of a list may have.
const maxMarker = 60

// matchNumbered tells whether text is the pattern with the number of a list
// before it. What ends in a digit is no such number unless white space follows:
// otherwise a digit too many would pass for one.
func matchNumbered(rest, got string) bool {
	n := 0
	var last rune
	for i, r := range got {
		if n > 0 && (last < '0' || last > '9') && glob([]rune(rest), []rune(got[i:])) {
			return true
		}
		if n++; n > maxMarker {
			return false
		}
		last = r
	}
	return rest == "" && n <= maxMarker
}

// glob matches with [anyRune] and [anyText] in time proportional to the product
// of the lengths at worst.
func glob(p, s []rune) bool {
	i, k, star, from := 0, 0, -1, 0
	for k < len(s) {
		switch {
		case i < len(p) && p[i] == anyText:
			star, from = i, k
			i++
		case i < len(p) && (p[i] == anyRune || p[i] == s[k]):
			i++
			k++
		case star >= 0:
			from++
			i, k = star+1, from
		default:
			return false
		}
	}
	for i < len(p) && (p[i] == anyText || p[i] == marker) {
		i++
	}
	return i == len(p)
}
