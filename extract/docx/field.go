package docx

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
	"github.com/nianbao/nianbao/extract/internal/symbolfont"
)

// field is a complex field (ECMA-376 Part 1 §17.16.18): code, then maybe a
// result, each any number of runs.
type field struct {
	result bool // the code is over
	from   int  // byte of the text at which the result starts
	code   []byte
	form   formField
}

// formField is what a form field shows that has no result.
type formField struct {
	checkBox, checked bool
	entries           []string
	chosen            int
}

// maxFields is how many fields may stand within one another; Word allows twenty.
const maxFields = 256

// maxCode bounds the code that is kept of a field.
const maxCode = 4 << 10

// fieldChar reads w:fldChar.
func (s *story) fieldChar(hidden bool) {
	z := s.z
	kind, _ := z.Attr(nsW, "fldCharType")
	switch string(kind) {
	case "begin":
		if s.fields.unclosed(z.Data(), z.Offset()) {
			break // its code would swallow the rest of the document
		}
		if len(s.open) >= maxFields {
			s.fail(diag.Errorf("X104", nil, "limit", strconv.Itoa(maxFields), "what", "fields within fields").
				In(s.name, int64(z.Offset())))
			return
		}
		f := field{}
		s.formField(&f.form)
		s.open = append(s.open, f)
		s.code++
		return
	case "separate":
		if n := len(s.open); n > 0 && !s.open[n-1].result {
			s.open[n-1].result, s.open[n-1].from = true, len(s.text)
			s.code--
		}
	case "end":
		s.endField(hidden)
	}
	z.Skip()
}

// endField ends the innermost field.
func (s *story) endField(hidden bool) {
	n := len(s.open)
	if n == 0 {
		return
	}
	f := s.open[n-1]
	s.open = s.open[:n-1]
	if f.result {
		s.link(f.from, hyperlinkTarget(f.code))
	} else {
		s.code--
	}
	// A check box shows what it is set to, whatever the result holds.
	if (!f.result || f.form.checkBox) && s.code == 0 && !hidden {
		from := len(s.text)
		s.text = append(s.text, f.shown()...)
		s.strike(from)
	}
}

// fieldCode keeps w:instrText, which never prints.
func (s *story) fieldCode() {
	if n := len(s.open); n > 0 && !s.open[n-1].result && len(s.open[n-1].code) < maxCode {
		s.open[n-1].code = s.z.AppendText(s.open[n-1].code)
		return
	}
	s.z.Skip()
}

// simpleField reads w:fldSimple, whose content is the result.
func (s *story) simpleField(hidden bool) {
	code, _ := s.z.Attr(nsW, "instr")
	target := hyperlinkTarget(code)
	from := len(s.text)
	s.inline(hidden)
	s.link(from, target)
}

// formField reads w:ffData inside the element just started, up to its end.
func (s *story) formField(f *formField) {
	z := s.z
	for z.Next() == xmlscan.Start {
		switch z.Name() {
		case wFFData:
			s.formField(f)
			continue
		case wCheckBox:
			f.checkBox = true
			s.formField(f)
			continue
		case wDdList:
			s.formField(f)
			continue
		case wDefault:
			if f.checkBox {
				f.checked = onOff(z) == on
			} else {
				f.chosen = intAttr(z, "val", 0)
			}
		case wChecked:
			f.checked = onOff(z) == on
		case wResult:
			f.chosen = intAttr(z, "val", 0)
		case wListEntry:
			v, _ := z.Attr(nsW, "val")
			f.entries = append(f.entries, string(v))
		}
		z.Skip()
	}
}

// shown is what a field without a result prints: most print nothing, some are
// all code.
func (f field) shown() string {
	words := strings.Fields(string(f.code))
	if len(words) == 0 {
		return ""
	}
	switch strings.ToUpper(words[0]) {
	case "FORMCHECKBOX":
		if f.form.checked {
			return "☒"
		}
		return "☐"
	case "FORMDROPDOWN":
		if i := f.form.chosen; i >= 0 && i < len(f.form.entries) {
			return f.form.entries[i]
		}
	case "SYMBOL":
		return symbolField(words[1:])
	case "EQ":
		return equation(string(f.code))
	}
	return ""
}

// symbolField is SYMBOL 252 \f "Wingdings" (§17.16.5.62).
func symbolField(words []string) string {
	if len(words) == 0 {
		return ""
	}
	code, err := strconv.ParseUint(words[0], 0, 16)
	if err != nil || code < ' ' {
		return ""
	}
	font := symbolfont.None
	for i, w := range words {
		if strings.EqualFold(w, `\f`) && i+1 < len(words) {
			name, _, _ := strings.Cut(strings.TrimPrefix(strings.Join(words[i+1:], " "), `"`), `"`)
			font = symbolfont.Named([]byte(name))
		}
	}
	return string(font.Glyph(rune(code)))
}

// hyperlinkTarget is the target of a HYPERLINK field's code, or "".
func hyperlinkTarget(code []byte) string {
	rest := bytes.TrimSpace(code)
	const name = "HYPERLINK"
	if len(rest) < len(name) || !bytes.EqualFold(rest[:len(name)], []byte(name)) {
		return ""
	}
	rest = bytes.TrimSpace(rest[len(name):])
	if len(rest) == 0 || rest[0] == '\\' {
		return ""
	}
	if rest[0] == '"' {
		target, _, _ := bytes.Cut(rest[1:], []byte(`"`))
		return strings.ReplaceAll(string(target), `\\`, `\`)
	}
	return string(bytes.Fields(rest)[0])
}

// fieldMarks knows which fields of a part never end.
type fieldMarks struct {
	done bool
	bad  map[int]bool // by the byte of the tag
}

// unclosed tells whether the field that begins with the tag at byte at has no
// end. The part is searched once, when its first field comes.
func (m *fieldMarks) unclosed(data []byte, at int) bool {
	if !m.done {
		m.done = true
		m.find(data)
	}
	return m.bad[at]
}

// maxTag is how far before its attribute a tag is looked for.
const maxTag = 1 << 10

func (m *fieldMarks) find(data []byte) {
	var open []int
	attr := []byte("fldCharType")
	for p := 0; ; {
		i := bytes.Index(data[p:], attr)
		if i < 0 {
			break
		}
		p += i + len(attr)
		value := bytes.TrimLeft(data[p:min(p+16, len(data))], " \t\r\n='\"")
		switch {
		case bytes.HasPrefix(value, []byte("begin")):
			from := max(0, p-maxTag)
			open = append(open, from+bytes.LastIndexByte(data[from:p], '<'))
		case bytes.HasPrefix(value, []byte("end")) && len(open) > 0:
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		m.bad = make(map[int]bool, len(open))
		for _, at := range open {
			m.bad[at] = true
		}
	}
}
