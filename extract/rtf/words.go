package rtf

import (
	"maps"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/internal/raised"
)

// word acts on a control word.
func (r *reader) word(t token) {
	ignorable := r.ignorable
	r.ignorable = false
	switch {
	case t.isBinary():
		if r.skip = max(0, r.skip-1); !r.in.skip(t.number) {
			r.err = r.cutOff("it ends in binary data")
		}
		return
	case string(t.bytes) == "u":
		r.unicode(t.number)
		return
	}
	if c, ok := signs[string(t.bytes)]; ok {
		if r.skip > 0 {
			r.skip--
			return
		}
		r.put(c)
		return
	}
	r.skip = 0
	if do, ok := groups[string(t.bytes)]; ok {
		do(r)
		return
	}
	if ignorable || skipped[string(t.bytes)] || isMathProperty(t.bytes) {
		r.skipGroup()
		return
	}
	if do, ok := words[string(t.bytes)]; ok {
		do(r, t)
	}
}

// symbol acts on a control symbol.
func (r *reader) symbol(c byte) {
	switch c {
	case '\\', '{', '}':
		r.text([]byte{c})
		return
	case '*':
		r.ignorable = true
		return
	case '\r', '\n':
		r.endOfParagraph()
		return
	}
	if r.skip > 0 {
		r.skip--
		return
	}
	switch c {
	case '~':
		r.put('\u00a0')
	case '_':
		r.put('\u2011')
	case '\t':
		r.put('\t')
	}
}

// signs are the words that stand for a character.
var signs = map[string]rune{
	"tab": '\t', "line": '\n', "lbr": '\n', "softline": '\n', "emdash": '—', "endash": '–', "emspace": '\u2003', "enspace": '\u2002', "qmspace": '\u2005',
	"bullet": '•', "lquote": '‘', "rquote": '’', "ldblquote": '“', "rdblquote": '”',
}

// skipped are groups that print nothing, or what stands elsewhere too, and that
// writers do not mark as ignorable.
var skipped = setOf(
	"colortbl", "filetbl", "list", "listtable", "listoverride", "listoverridetable", "revtbl", "rsidtbl", "generator", "template",
	"nonshppict", "nonesttables", "shprslt", "sp", "objdata", "objclass", "objname", "annotation", "atnid", "atnauthor",
	"xe", "tc", "tcn", "rxe", "bkmkstart", "bkmkend", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn",
	"private", "mmathPict", "themedata", "datastore", "xmlnstbl", "keycode",
)

func setOf(names ...string) map[string]bool {
	out := make(map[string]bool, len(names))
	for _, n := range names {
		out[n] = true
	}
	return out
}

// isMathProperty tells whether a word begins properties in a formula, "mfPr".
func isMathProperty(b []byte) bool {
	return len(b) > 3 && b[0] == 'm' && strings.HasSuffix(string(b), "Pr")
}

// groups are the words that say what the group that they stand in is.
var groups map[string]func(*reader)

// words are those that say something of what follows.
var words map[string]func(*reader, token)

func init() { // the functions refer to the tables
	groups, words = groupWords(), textWords()
	maps.Copy(words, tableWords())
}

func groupWords() map[string]func(*reader) {
	return map[string]func(*reader){
		"fonttbl":        (*reader).fontTable,
		"stylesheet":     (*reader).styleSheet,
		"info":           func(r *reader) { r.look.sink = nowhere },
		"title":          func(r *reader) { r.look.sink = title; r.leave = r.endRun },
		"pict":           (*reader).picture,
		"shppict":        func(*reader) {},
		"shpinst":        func(*reader) {},
		"do":             func(*reader) {},
		"shptxt":         (*reader).box,
		"dptxbxtext":     (*reader).box,
		"footnote":       (*reader).note,
		"header":         func(r *reader) { r.margin(document.Header) },
		"headerl":        func(r *reader) { r.margin(document.Header) },
		"headerr":        func(r *reader) { r.margin(document.Header) },
		"headerf":        func(r *reader) { r.margin(document.Header) },
		"footer":         func(r *reader) { r.margin(document.Footer) },
		"footerl":        func(r *reader) { r.margin(document.Footer) },
		"footerr":        func(r *reader) { r.margin(document.Footer) },
		"footerf":        func(r *reader) { r.margin(document.Footer) },
		"listtext":       (*reader).listNumber,
		"pntext":         (*reader).listNumber,
		"field":          (*reader).beginField,
		"fldinst":        func(r *reader) { r.look.sink = fieldCode; r.leave = r.endRun },
		"fldrslt":        (*reader).fieldResult,
		"upr":            func(r *reader) { r.upr = true },
		"ud":             func(*reader) {},
		"nesttableprops": func(r *reader) { r.nestedProps = true; r.look.sink = nowhere },
		"moMath":         func(*reader) {},
		"moMathPara":     func(*reader) {},
		"msup":           func(r *reader) { r.look.raised = raised.Superscript },
		"msub":           func(r *reader) { r.look.raised = raised.Subscript },
		"mden":           func(r *reader) { r.put('/') },
	}
}

func textWords() map[string]func(*reader, token) {
	return map[string]func(*reader, token){
		"mac":     func(r *reader, _ token) { r.ansi = 10000 },
		"pc":      func(r *reader, _ token) { r.ansi = 437 },
		"pca":     func(r *reader, _ token) { r.ansi = 850 },
		"ansicpg": func(r *reader, t token) { r.codePage(t.number) },
		"deff":    func(r *reader, t token) { r.plain, r.look.font = t.number, t.number },
		"f":       (*reader).font,
		"fcharset": func(r *reader, t token) {
			if r.defining != nil {
				r.defining.charset, r.defining.hasCharset = t.number, true
			}
		},
		"cpg": func(r *reader, t token) {
			if _, ok := codePages[t.number]; ok && r.defining != nil {
				r.defining.page = t.number
			}
		},
		"uc": func(r *reader, t token) { r.fall = min(max(t.number, 0), maxWord) },

		"s":            (*reader).style,
		"sbasedon":     (*reader).basedOn,
		"outlinelevel": (*reader).outline,
		"pard":         func(r *reader, _ token) { r.para = paragraph{outline: -1} },
		"intbl":        func(r *reader, _ token) { r.para.inTable = true },
		"itap":         func(r *reader, t token) { r.para.nesting = t.number },
		"plain":        func(r *reader, _ token) { r.look = look{sink: r.look.sink, font: r.plain} },
		"v":            func(r *reader, t token) { r.look.hidden = t.isOn() },
		"deleted":      func(r *reader, t token) { r.look.deleted = t.isOn() },
		"revised":      func(r *reader, t token) { r.look.inserted = t.isOn() },
		"super":        func(r *reader, t token) { r.raise(t, raised.Superscript) },
		"sub":          func(r *reader, t token) { r.raise(t, raised.Subscript) },
		"strike":       func(r *reader, t token) { r.look.struck = t.isOn() },
		"striked":      func(r *reader, t token) { r.look.struckTwice = t.isOn() },
		"nosupersub":   func(r *reader, _ token) { r.look.raised = raised.OnLine },
		"ftnalt":       func(r *reader, _ token) { r.cur.isEndnote = true },

		"par":    func(r *reader, _ token) { r.endOfParagraph() },
		"sect":   func(r *reader, _ token) { r.endOfParagraph() }, // it ends both
		"page":   func(r *reader, _ token) { r.breakLine() },
		"column": func(r *reader, _ token) { r.breakLine() },
	}
}

func tableWords() map[string]func(*reader, token) {
	return map[string]func(*reader, token){
		"cell":     func(r *reader, _ token) { r.endOfCell(min(1, r.para.depth())) },
		"nestcell": func(r *reader, _ token) { r.endOfCell(max(2, r.para.depth())) },
		"row":      func(r *reader, _ token) { r.endOfRow(1, &r.cur.row) },
		"nestrow":  func(r *reader, _ token) { r.endOfRow(max(2, r.para.depth()), &r.cur.nested) },

		"trowd":  (*reader).beginRow,
		"trleft": func(r *reader, t token) { r.row().left = t.number },
		"trhdr":  func(r *reader, _ token) { r.row().header = true },
		"cellx":  func(r *reader, t token) { r.row().cell(t.number) },
		"clmgf":  func(r *reader, _ token) { r.row().next.horizontal = document.VMergeRestart },
		"clmrg":  func(r *reader, _ token) { r.row().next.horizontal = document.VMergeContinue },
		"clvmgf": func(r *reader, _ token) { r.row().next.vertical = document.VMergeRestart },
		"clvmrg": func(r *reader, _ token) { r.row().next.vertical = document.VMergeContinue },
	}
}

// isOn reads a word that is on unless its number is 0.
func (t token) isOn() bool { return !t.has || t.number != 0 }

func (r *reader) raise(t token, p raised.Position) {
	if r.look.raised = p; !t.isOn() {
		r.look.raised = raised.OnLine
	}
}

func (r *reader) codePage(n int) {
	if _, ok := codePages[n]; ok {
		r.ansi = n
	}
}

func (r *reader) fontTable() {
	r.look.sink = fontNames
	r.leave = func() {
		r.endRun()
		r.endFont()
		r.defining = nil
	}
}

// font chooses a font, or begins the definition of one.
func (r *reader) font(t token) {
	if r.look.sink != fontNames {
		r.look.font = t.number
		return
	}
	r.endRun()
	r.endFont()
	r.defining = new(font)
	r.fonts[t.number] = r.defining
}

func (r *reader) styleSheet() {
	r.look.sink = styleNames
	r.leave = func() {
		r.endRun()
		r.endStyle()
	}
}

// style chooses a paragraph style, or begins the definition of one.
func (r *reader) style(t token) {
	if r.look.sink != styleNames {
		r.para.style = t.number
		return
	}
	r.endRun()
	r.endStyle()
	r.styling = &style{based: t.number}
	r.styles[t.number] = r.styling
}

func (r *reader) basedOn(t token) {
	if r.look.sink == styleNames && r.styling != nil {
		r.styling.based = t.number
	}
}

func (r *reader) outline(t token) {
	n := min(max(t.number, 0), 9)
	switch {
	case r.look.sink != styleNames:
		r.para.outline = n
	case r.styling != nil:
		r.styling.level = (n + 1) % 10
	}
}

// picture counts one and goes behind it.
func (r *reader) picture() {
	if r.look.sink == body && !r.look.hidden && !r.look.deleted {
		r.images++
	}
	r.skipGroup()
}

// listNumber begins the number of a list paragraph.
func (r *reader) listNumber() {
	if r.look.sink != body {
		return
	}
	r.endRun()
	r.cur.marker = r.cur.marker[:0]
	if r.look.sink = marker; r.look.hidden || r.look.deleted {
		r.look.sink = nowhere
	}
	r.leave = r.endRun
}

// endOfParagraph ends a paragraph, unless its mark is deleted or hidden: then it
// goes on with the next.
func (r *reader) endOfParagraph() {
	if r.look.sink == body && !r.look.hidden && !r.look.deleted {
		r.endLine(r.para.depth(), endParagraph)
	}
}

func (r *reader) endOfCell(depth int) {
	if r.look.sink == body {
		r.endLine(depth, endCell)
	}
}

// breakLine ends a line: neither a page nor a column makes one of its own.
func (r *reader) breakLine() {
	if r.look.sink != body {
		return
	}
	r.begin()
	r.flush()
	if t := r.cur.text; len(t) > 0 && t[len(t)-1] != '\n' {
		r.put('\n')
	}
}

// row is the row that is being defined.
func (r *reader) row() *rowDef {
	if r.nestedProps {
		return &r.cur.nested
	}
	return &r.cur.row
}

func (r *reader) beginRow(token) {
	*r.row() = rowDef{}
	if r.look.sink == body {
		r.cur.out.defining = true
	}
}

func (r *reader) endOfRow(depth int, def *rowDef) {
	if r.look.sink != body && !r.nestedProps {
		return
	}
	r.endRun()
	if len(r.cur.text) > 0 { // no \cell ended it
		r.endLine(depth, endCell)
	}
	d := *def
	d.cells, d.right = slices.Clip(d.cells), slices.Clip(d.right)
	def.cells, def.right = d.cells, d.right
	r.cur.out.endRow(depth, &d, r.look.deleted)
}
