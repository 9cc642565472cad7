package second

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// Names are as WordprocessingML writes them; the decoder behind the filter
// knows local names only.
const (
	nsWord       = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	nsWordStrict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
)

func isWord(n xml.Name) bool { return n.Space == nsWord || n.Space == nsWordStrict }

// filter is an [xml.TokenReader] that gives what the decoder of go-docx reads
// right: paragraphs of runs of text, tables of rows of cells. What wraps them is
// unwrapped (content controls, inserted and moved text, smart tags, fields,
// hyperlinks, one branch of alternatives), text boxes follow the paragraph that
// holds them, and what does not print is dropped (deleted and hidden text,
// codes of fields, all properties but those of cells).
type filter struct {
	src    *tokens
	out    []xml.Token // ready, from next on
	next   int
	open   []func() // what the ends of the open elements do; nil is nothing
	styles *styleSheet
	fields []fieldState
	para   *paragraph // around the place being read, or nil
	draw   int        // drawings around it
}

// fieldState is a field: code first, then maybe a result.
type fieldState struct{ result, form bool }

// paragraph is what is known of the paragraph being read.
type paragraph struct {
	style    string
	numbered bool
	goesOn   bool        // into the next paragraph
	boxes    []xml.Token // what follows it
	run      run
	begun    bool // it has text
}

// run is how text is printed.
type run struct {
	hidden bool
	struck bool
	signs  bool   // of a symbol font
	raised string // "superscript", "subscript" or ""
}

func newFilter(src *tokens, styles *styleSheet) *filter { return &filter{src: src, styles: styles} }

// Token gives the next token.
func (f *filter) Token() (xml.Token, error) {
	for f.next == len(f.out) {
		f.out, f.next = f.out[:0], 0
		t, err := f.src.token()
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := f.start(t); err != nil {
				return nil, err
			}
		case xml.EndElement:
			f.end()
		}
	}
	t := f.out[f.next]
	f.next++
	return t, nil
}

func (f *filter) emit(t ...xml.Token) { f.out = append(f.out, t...) }

func startOf(local string, attrs ...string) xml.StartElement {
	s := xml.StartElement{Name: xml.Name{Space: nsWord, Local: local}}
	for i := 0; i < len(attrs); i += 2 {
		s.Attr = append(s.Attr, xml.Attr{Name: xml.Name{Space: nsWord, Local: attrs[i]}, Value: attrs[i+1]})
	}
	return s
}

func endOf(local string) xml.EndElement {
	return xml.EndElement{Name: xml.Name{Space: nsWord, Local: local}}
}

// keep passes an element on.
func (f *filter) keep(local string) {
	f.emit(startOf(local))
	f.push(func() { f.emit(endOf(local)) })
}

// enter passes over an element and reads what it holds.
func (f *filter) enter() { f.push(nil) }

func (f *filter) push(do func()) { f.open = append(f.open, do) }

func (f *filter) end() {
	n := len(f.open)
	if n == 0 {
		return
	}
	do := f.open[n-1]
	f.open = f.open[:n-1]
	if do != nil {
		do()
	}
}

// attr is the value of an attribute of that local name, and whether it is there.
func attr(s xml.StartElement, local string) (string, bool) {
	for _, a := range s.Attr {
		if a.Name.Local == local && a.Name.Space != "xmlns" {
			return a.Value, true
		}
	}
	return "", false
}

func val(s xml.StartElement) string {
	v, _ := attr(s, "val")
	return v
}

func number(s string) int {
	i := 0
	for i < len(s) && i < 9 && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	n, _ := strconv.Atoi(s[:i])
	return n
}

func switchedOn(s xml.StartElement) bool {
	v, ok := attr(s, "val")
	return !ok || isOn(v)
}

// start handles the start of an element.
func (f *filter) start(s xml.StartElement) error {
	if f.draw > 0 {
		return f.drawing(s)
	}
	if s.Name.Local == "AlternateContent" {
		return f.alternate()
	}
	if strings.HasSuffix(s.Name.Space, "/math") {
		f.write(string(anyText))
		return f.src.skip()
	}
	if !isWord(s.Name) {
		return f.src.skip()
	}
	if f.para != nil {
		return f.inParagraph(s, f.para)
	}
	return f.block(s)
}

// block handles an element outside paragraphs.
func (f *filter) block(s xml.StartElement) error {
	switch s.Name.Local {
	case "document", "body", "tbl":
		f.keep(s.Name.Local)
	case "p":
		f.beginParagraph()
	case "tr":
		return f.row()
	case "tc":
		return f.cell()
	case "altChunk":
		f.emit(startOf("p"), startOf("r"), startOf("t"), xml.CharData(gapText), endOf("t"), endOf("r"), endOf("p"))
		return f.src.skip()
	case "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "txbxContent", "subDoc":
		f.enter()
	default:
		return f.src.skip()
	}
	return nil
}

// gapText is the text of a paragraph that stands for a document which was not
// read.
const gapText = string(anyText) + string(anyText)

// row begins a row, unless its deletion is tracked.
func (f *filter) row() error {
	before := 0
	for {
		t, err := f.src.token()
		if err != nil {
			return err
		}
		s, ok := t.(xml.StartElement)
		if _, text := t.(xml.CharData); text {
			continue
		}
		if ok && isWord(s.Name) && s.Name.Local == "tblPrEx" {
			if err := f.src.skip(); err != nil {
				return err
			}
			continue
		}
		if !ok || !isWord(s.Name) || s.Name.Local != "trPr" {
			f.src.unread(t)
			break
		}
		deleted := false
		err = f.src.children(func(c xml.StartElement) {
			switch c.Name.Local {
			case "gridBefore":
				before = number(val(c))
			case "del":
				deleted = true
			}
		})
		if err != nil {
			return err
		}
		if deleted {
			return f.src.skip()
		}
		break
	}
	f.keep("tr")
	if before > 0 {
		f.emit(startOf("tc"), startOf("tcPr"), startOf("gridSpan", "val", strconv.Itoa(before)), endOf("gridSpan"), endOf("tcPr"))
		f.emit(startOf("p"), startOf("r"), startOf("t"), xml.CharData(string(noCell)), endOf("t"), endOf("r"), endOf("p"), endOf("tc"))
	}
	return nil
}

// cellMerge are the properties of a cell that count.
type cellMerge struct {
	span                  int
	vertical              string
	tracked, left, delete bool
}

func (m *cellMerge) read(c xml.StartElement) {
	switch c.Name.Local {
	case "gridSpan":
		m.span = number(val(c))
	case "vMerge":
		if !m.tracked {
			m.vertical = mergeOf(val(c), "restart")
		}
	case "cellMerge":
		m.tracked = true
		v, _ := attr(c, "vMerge")
		m.vertical = mergeOf(v, "rest")
	case "hMerge":
		m.left = val(c) != "restart"
	case "cellDel":
		m.delete = true
	}
}

func mergeOf(v, restart string) string {
	if v == restart {
		return "restart"
	}
	return "continue"
}

// cell begins a cell, unless its deletion is tracked.
func (f *filter) cell() error {
	var m cellMerge
	for {
		t, err := f.src.token()
		if err != nil {
			return err
		}
		if _, text := t.(xml.CharData); text {
			continue
		}
		s, ok := t.(xml.StartElement)
		if !ok || !isWord(s.Name) || s.Name.Local != "tcPr" {
			f.src.unread(t)
			break
		}
		if err := f.src.children(m.read); err != nil {
			return err
		}
		break
	}
	if m.delete {
		return f.src.skip()
	}
	f.emit(startOf("tc"), startOf("tcPr"))
	if m.span > 1 {
		f.emit(startOf("gridSpan", "val", strconv.Itoa(m.span)), endOf("gridSpan"))
	}
	if m.vertical != "" {
		f.emit(startOf("vMerge", "val", m.vertical), endOf("vMerge"))
	}
	f.emit(endOf("tcPr"))
	if m.left {
		f.emit(startOf("p"), startOf("r"), startOf("t"), xml.CharData(string(toLeft)), endOf("t"), endOf("r"), endOf("p"))
	}
	f.push(func() { f.emit(endOf("tc")) })
	return nil
}

// alternate reads the first branch of mc:AlternateContent that is understood
// (ECMA-376 Part 3 §7.5).
func (f *filter) alternate() error {
	done := false
	for {
		t, err := f.src.token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			requires, _ := attr(t, "Requires")
			take := t.Name.Local == "Fallback" || t.Name.Local == "Choice" && f.src.understands(requires)
			if done || !take {
				if err := f.src.skip(); err != nil {
					return err
				}
				continue
			}
			// What is left of the element around it comes after the branch.
			f.push(func() { f.src.skipRest = true })
			return nil
		}
	}
}

// drawing handles an element in a drawing: only text boxes count.
func (f *filter) drawing(s xml.StartElement) error {
	switch {
	case s.Name.Local == "AlternateContent":
		return f.alternate()
	case s.Name.Local == "txbxContent" && isWord(s.Name):
		return f.postpone(s)
	case s.Name.Local == "txBody":
		return f.postponeShape()
	case s.Name.Local == "textpath":
		if v, _ := attr(s, "string"); v != "" {
			f.later(paragraphOf(v))
		}
		return f.src.skip()
	case s.Name.Local == "shape" || s.Name.Local == "rect" || s.Name.Local == "group" || s.Name.Local == "roundrect":
		if v, _ := attr(s, "style"); strings.Contains(v, "visibility:hidden") {
			return f.src.skip()
		}
	}
	f.enter()
	return nil
}

// paragraphOf are the tokens of a paragraph as the source has them.
func paragraphOf(text string) []xml.Token {
	return []xml.Token{startOf("p"), startOf("r"), preserved, xml.CharData(text), endOf("t"), endOf("r"), endOf("p")}
}

var preserved = startOf("t", "space", "preserve")

// errTooDeep ends the reading of what nests too deeply.
var errTooDeep = errors.New("elements nest too deeply")

// tokens reads the tokens of a part, of which some can be put back.
type tokens struct {
	d        *xml.Decoder
	ahead    []xml.Token // to be read first, from at on
	at       int
	depth    int
	maxDepth int
	// skipRest asks for the rest of the element around to be skipped.
	skipRest bool
	prefixes map[string]string
	begins   int // fields that began
	unclosed map[int]bool
	later    int  // tokens that were put off
	preserve bool // the part keeps white space in text
}

// token gives the next token; comments and instructions come, too.
func (s *tokens) token() (xml.Token, error) {
	if s.skipRest {
		s.skipRest = false
		if err := s.skip(); err != nil {
			return nil, err
		}
	}
	if s.at < len(s.ahead) {
		t := s.ahead[s.at]
		s.ahead[s.at] = nil
		if s.at++; s.at == len(s.ahead) {
			s.ahead, s.at = s.ahead[:0], 0
		}
		return t, nil
	}
	t, err := s.d.Token()
	if err != nil {
		if errors.Is(err, io.EOF) && s.depth > 0 {
			err = io.ErrUnexpectedEOF
		}
		return nil, err
	}
	switch t := t.(type) {
	case xml.StartElement:
		if s.depth++; s.depth > s.maxDepth {
			return nil, errTooDeep
		}
		return s.started(t.Copy())
	case xml.EndElement:
		s.depth--
	case xml.CharData:
		return t.Copy(), nil
	}
	return t, nil
}

// started notes what a start tag says of prefixes, and takes the beginning of a
// field that never ends for nothing: its code would swallow the document.
func (s *tokens) started(t xml.StartElement) (xml.Token, error) {
	for _, a := range t.Attr {
		if a.Name.Space == "xmlns" {
			s.prefixes[a.Name.Local] = a.Value
		}
	}
	if t.Name.Local == "fldChar" {
		if v, _ := attr(t, "fldCharType"); v == "begin" {
			if s.begins++; s.unclosed[s.begins] {
				t.Attr = nil
			}
		}
	}
	return t, nil
}

func (s *tokens) unread(t ...xml.Token) {
	rest := s.ahead[s.at:]
	s.ahead, s.at = append(append(make([]xml.Token, 0, len(t)+len(rest)), t...), rest...), 0
}

// skip reads up to the end of the element around.
func (s *tokens) skip() error { return s.children(func(xml.StartElement) {}) }

// children calls see for each child of the element around, and reads up to its
// end.
func (s *tokens) children(see func(xml.StartElement)) error {
	return s.walk(func(depth int, t xml.Token) {
		if start, ok := t.(xml.StartElement); ok && depth == 0 {
			see(start)
		}
	})
}

// walk calls see for each token in the element around, with the number of
// elements that are open in it, and reads up to its end.
func (s *tokens) walk(see func(depth int, t xml.Token)) error {
	depth := 0
	for {
		t, err := s.token()
		if err != nil {
			return err
		}
		switch t.(type) {
		case xml.StartElement:
			see(depth, t)
			depth++
		case xml.EndElement:
			if depth == 0 {
				return nil
			}
			depth--
			see(depth, t)
		default:
			see(depth, t)
		}
	}
}

// understands tells whether all namespaces that a branch requires are of
// Office.
func (s *tokens) understands(requires string) bool {
	for p := range strings.FieldsSeq(requires) {
		uri := s.prefixes[p]
		if !strings.Contains(uri, "schemas.openxmlformats.org") && !strings.Contains(uri, "schemas.microsoft.com") && !strings.Contains(uri, "purl.oclc.org") {
			return false
		}
	}
	return true
}

// unclosedFields are the numbers of the fields, from 1, that never end.
func unclosedFields(data []byte) map[int]bool {
	d := decoder(data)
	var open []int
	n := 0
	for {
		t, err := d.RawToken()
		if err != nil {
			break
		}
		s, ok := t.(xml.StartElement)
		if !ok || s.Name.Local != "fldChar" {
			continue
		}
		switch v, _ := attr(s, "fldCharType"); v {
		case "begin":
			n++
			open = append(open, n)
		case "end":
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		}
	}
	out := make(map[int]bool, len(open))
	for _, k := range open {
		out[k] = true
	}
	return out
}
