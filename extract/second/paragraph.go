package second

import (
	"encoding/xml"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

func (f *filter) beginParagraph() {
	p := &paragraph{style: f.styles.paragraph}
	p.run = f.plainRun(p)
	f.para = p
	f.emit(startOf("p"))
	f.push(func() { f.endParagraph(p) })
}

func (f *filter) endParagraph(p *paragraph) {
	f.para = nil
	if !p.begun && p.numbered {
		f.text(string(marker))
	}
	if f.inCode() || p.goesOn {
		f.text(string(joins))
	}
	f.emit(endOf("p"))
	f.src.unread(p.boxes...)
}

// plainRun is text without properties of its own.
func (f *filter) plainRun(p *paragraph) run {
	return run{hidden: f.styles.hides(p.style, ""), struck: f.styles.isStruck(p.style, "", nil, nil)}
}

// inCode tells whether what stands here is the code of a field.
func (f *filter) inCode() bool {
	for _, x := range f.fields {
		if !x.result {
			return true
		}
	}
	return false
}

// write prints text in the paragraph being read, if it shows.
func (f *filter) write(s string) {
	if f.para == nil || s == "" || f.inCode() || f.para.run.hidden {
		return
	}
	f.begin(f.para)
	f.text(s)
}

// begin puts before the first text of a paragraph that it may be numbered.
func (f *filter) begin(p *paragraph) {
	if p.numbered && !p.begun {
		f.text(string(marker))
	}
	p.begun = true
}

func (f *filter) text(s string) {
	f.emit(startOf("r"), startOf("t"), xml.CharData(s), endOf("t"), endOf("r"))
}

// empty prints an element that stands for a sign.
func (f *filter) empty(s xml.StartElement) {
	if f.inCode() || f.para.run.hidden {
		return
	}
	f.begin(f.para)
	f.emit(startOf("r"), s, xml.EndElement{Name: s.Name}, endOf("r"))
}

// inParagraph handles an element in a paragraph.
func (f *filter) inParagraph(s xml.StartElement, p *paragraph) error {
	switch s.Name.Local {
	case "pPr":
		return f.paragraphProperties(p)
	case "r":
		outer := p.run
		p.run = f.plainRun(p)
		f.push(func() { p.run = outer })
	case "rPr":
		return f.runProperties(p)
	case "t":
		return f.readText(s, p)
	case "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo", "ruby", "rubyBase":
		f.enter()
	case "drawing", "pict", "object":
		if f.inCode() || p.run.hidden {
			return f.src.skip()
		}
		f.draw++
		f.push(func() { f.draw-- })
	case "p", "tbl", "txbxContent":
		if f.inCode() || p.run.hidden {
			return f.src.skip()
		}
		return f.postpone(s)
	case "fldChar":
		return f.fieldChar(s)
	default:
		return f.sign(s)
	}
	return nil
}

// sign handles empty elements that print.
func (f *filter) sign(s xml.StartElement) error {
	switch s.Name.Local {
	case "tab", "ptab":
		f.empty(startOf("tab"))
	case "br":
		kind, _ := attr(s, "type")
		f.empty(startOf("br", "type", kind))
	case "cr":
		f.empty(startOf("br"))
	case "noBreakHyphen":
		f.struck("\u2011")
	case "sym":
		v, _ := attr(s, "char")
		if r, err := strconv.ParseUint(v, 16, 32); err == nil && r >= ' ' && utf8.ValidRune(rune(r)) {
			f.struck(string(anyRune))
		}
	}
	return f.src.skip()
}

// fieldChar follows complex fields.
func (f *filter) fieldChar(s xml.StartElement) error {
	kind, _ := attr(s, "fldCharType")
	n := len(f.fields)
	switch {
	case kind == "begin":
		if n >= maxFields {
			return errTooDeep
		}
		field := fieldState{}
		err := f.src.walk(func(_ int, t xml.Token) {
			if e, ok := t.(xml.StartElement); ok && e.Name.Local == "checkBox" {
				field.form = true
			}
		})
		f.fields = append(f.fields, field)
		return err
	case n == 0:
	case kind == "separate":
		f.fields[n-1].result = true
	case kind == "end":
		last := f.fields[n-1]
		f.fields = f.fields[:n-1]
		if !last.result || last.form {
			f.write(string(anyText)) // what it shows depends on its code
		}
	}
	return f.src.skip()
}

const maxFields = 256

// readText prints w:t.
func (f *filter) readText(s xml.StartElement, p *paragraph) error {
	var b strings.Builder
	err := f.src.walk(func(depth int, t xml.Token) {
		if c, ok := t.(xml.CharData); ok && depth == 0 {
			b.Write(c)
		}
	})
	if err != nil {
		return err
	}
	text := b.String()
	if v, _ := attr(s, "space"); v != "preserve" && !f.src.preserve {
		text = strings.Trim(text, " \t\r\n")
	}
	text = withoutSigns(strings.ReplaceAll(text, "\n", " "))
	switch {
	case p.run.signs:
		text = strings.Repeat(string(anyRune), utf8.RuneCountInString(text))
	case p.run.raised != "":
		text = raise(text, p.run.raised)
	}
	f.struck(text)
	return nil
}

// raise puts digits and signs above or below the line, if all can be.
func raise(text, where string) string {
	above := where == "superscript"
	out := make([]rune, 0, len(text))
	for _, r := range text {
		if '０' <= r && r <= '９' {
			r = r - '０' + '0'
		}
		i := strings.IndexRune("0123456789+-=()", r)
		switch {
		case strings.ContainsRune(" .,;:[]*/%，。、；：．", r): // stands between numbers
		case i < 0:
			return text
		case !above:
			r = rune(0x2080 + i)
		case i >= 1 && i <= 3:
			r = [...]rune{'¹', '²', '³'}[i-1]
		default:
			r = rune(0x2070 + i)
		}
		out = append(out, r)
	}
	return string(out)
}

// runProperties reads w:rPr of a run.
func (f *filter) runProperties(p *paragraph) error {
	r := run{}
	var vanish, single, double *bool
	style := ""
	err := f.src.children(func(c xml.StartElement) {
		switch c.Name.Local {
		case "vanish":
			on := switchedOn(c)
			vanish = &on
		case "strike":
			on := switchedOn(c)
			single = &on
		case "dstrike":
			on := switchedOn(c)
			double = &on
		case "rStyle":
			style = val(c)
		case "vertAlign":
			if v := val(c); v == "superscript" || v == "subscript" {
				r.raised = v
			}
		case "rFonts":
			ascii, _ := attr(c, "ascii")
			other, _ := attr(c, "hAnsi")
			r.signs = symbolFonts[strings.ToLower(ascii)] || symbolFonts[strings.ToLower(other)]
		}
	})
	r.hidden = f.styles.hides(p.style, style)
	r.struck = f.styles.isStruck(p.style, style, single, double)
	if vanish != nil {
		r.hidden = *vanish
	}
	p.run = r
	return err
}

var symbolFonts = map[string]bool{"symbol": true, "wingdings": true, "wingdings 2": true, "webdings": true}

// paragraphProperties reads w:pPr.
func (f *filter) paragraphProperties(p *paragraph) error {
	num := ""
	var mark markProperties
	var path []string
	err := f.src.walk(func(depth int, t xml.Token) {
		s, ok := t.(xml.StartElement)
		if !ok {
			return
		}
		path = append(path[:depth], s.Name.Local)
		switch strings.Join(path, "/") {
		case "pStyle":
			if f.styles.byID[val(s)] != nil {
				p.style = val(s)
			}
		case "numPr/numId":
			num = val(s)
		case "framePr":
			v, ok := attr(s, "dropCap")
			p.goesOn = p.goesOn || ok && v != "none"
		default:
			if depth == 1 && path[0] == "rPr" {
				mark.read(s)
			}
		}
	})
	p.numbered = num != "" && num != "0" || num == "" && f.styles.lists(p.style)
	p.goesOn = p.goesOn || mark.deleted || mark.special || mark.hidden(f.styles, p.style)
	p.run = f.plainRun(p)
	return err
}

// markProperties are those of the sign that ends a paragraph.
type markProperties struct {
	deleted, special bool
	vanish           *bool
	style            string
}

func (m *markProperties) read(s xml.StartElement) {
	switch s.Name.Local {
	case "del", "moveFrom":
		m.deleted = true
	case "specVanish":
		m.special = switchedOn(s)
	case "rStyle":
		m.style = val(s)
	case "vanish":
		on := switchedOn(s)
		m.vanish = &on
	}
}

func (m *markProperties) hidden(styles *styleSheet, paragraph string) bool {
	if m.vanish != nil {
		return *m.vanish
	}
	return styles.hides(paragraph, m.style)
}

// maxLater is how many tokens may be put off to after their paragraphs.
const maxLater = 4 << 20

// later puts tokens off to after the paragraph.
func (f *filter) later(t []xml.Token) {
	f.para.boxes = append(f.para.boxes, t...)
}

// postpone puts off the block just started.
func (f *filter) postpone(s xml.StartElement) error {
	t := []xml.Token{s}
	err := f.src.walk(func(_ int, x xml.Token) { t = append(t, x) })
	if f.src.later += len(t); f.src.later > maxLater {
		return errors.New("too much text in boxes")
	}
	f.later(append(t, xml.EndElement{Name: s.Name}))
	return err
}

// postponeShape puts off the DrawingML text just started, as Word text.
func (f *filter) postponeShape() error {
	var t []xml.Token
	err := f.src.walk(func(_ int, x xml.Token) {
		switch x := x.(type) {
		case xml.StartElement:
			switch x.Name.Local {
			case "p", "br":
				t = append(t, startOf(x.Name.Local))
			case "t":
				t = append(t, startOf("r"), preserved)
			}
		case xml.EndElement:
			switch x.Name.Local {
			case "p", "br":
				t = append(t, endOf(x.Name.Local))
			case "t":
				t = append(t, endOf("t"), endOf("r"))
			}
		case xml.CharData:
			if n := len(t); n > 0 {
				if s, ok := t[n-1].(xml.StartElement); ok && s.Name.Local == "t" {
					t = append(t, x)
				}
			}
		}
	})
	f.later(t)
	return err
}
