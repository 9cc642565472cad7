package html

import (
	"bytes"
	"html"
	"strings"

	"github.com/nianbao/nianbao/extract/internal/raised"
)

// styleAttribute reads a style attribute as it is written, comments and
// character references included.
func styleAttribute(value []byte) look {
	if bytes.IndexByte(value, '&') >= 0 {
		value = []byte(html.UnescapeString(string(value)))
	}
	if bytes.Contains(value, []byte("/*")) {
		value = []byte(dropComments(string(value)))
	}
	return parseStyle(value)
}

// look is what a style says of an element, as far as it decides which text the
// page shows and where its lines break. The zero value says nothing.
type look struct {
	display    display
	visibility visibility
	msoHidden  bool // Word's "mso-hide: all"
	space      whiteSpace
	list       listStyle
	line       line
	raised     raised.Position
}

// line is the line through, over or under text.
type line uint8

const (
	lineUnset line = iota
	lineOther
	lineThrough
)

type display uint8

const (
	displayUnset display = iota
	displayNone
	displayInline
	displayBlock // all values that break lines: block, flex, table, list-item, …
)

type visibility uint8

const (
	visibilityUnset visibility = iota
	visible
	invisible
)

type whiteSpace uint8

const (
	spaceUnset whiteSpace = iota
	spaceCollapse
	spaceKeep  // white-space: pre and its like
	spaceLines // white-space: pre-line
)

// hides tells whether the element does not show.
func (l look) hides() bool {
	return l.display == displayNone || l.visibility == invisible || l.msoHidden
}

// add takes over what o says.
func (l *look) add(o look) {
	if o.display != displayUnset {
		l.display = o.display
	}
	if o.visibility != visibilityUnset {
		l.visibility = o.visibility
	}
	if o.msoHidden {
		l.msoHidden = true
	}
	if o.space != spaceUnset {
		l.space = o.space
	}
	if o.list != listUnset {
		l.list = o.list
	}
	if o.line != lineUnset {
		l.line = o.line
	}
	if o.raised != raised.OnLine {
		l.raised = o.raised
	}
}

// parseStyle reads the declarations of a style attribute or rule (CSS Syntax
// §5.4.5, simplified: no quoted semicolons, which none of the properties
// looked for can hold). Later declarations win.
func parseStyle[T []byte | string](css T) (l look) {
	for i := 0; i < len(css); {
		end := i
		for end < len(css) && css[end] != ';' {
			end++
		}
		for i < end && isSpace(css[i]) {
			i++
		}
		if p := propertyOf(css[i:end]); p != propertyNone {
			l.declare(p, string(css[i:end]))
		}
		i = end + 1
	}
	return l
}

// property is one of the properties that matter.
type property uint8

const (
	propertyNone property = iota
	propertyDisplay
	propertyVisibility
	propertyMsoHide
	propertyWhiteSpace
	propertyListStyleType
	propertyListStyle
	propertyTextDecoration
	propertyTextDecorationLine
	propertyVerticalAlign
)

var propertyNames = [...]string{"", "display", "visibility", "mso-hide", "white-space", "list-style-type", "list-style",
	"text-decoration", "text-decoration-line", "vertical-align"}

// propertyOf tells which property a declaration is about. Nearly all
// declarations are about none that matters.
func propertyOf[T []byte | string](decl T) property {
	if len(decl) < len("display:") {
		return propertyNone
	}
	switch lower(decl[0]) {
	case 'd', 'v', 'm', 'w', 'l', 't':
	default:
		return propertyNone
	}
	for p := propertyDisplay; p <= propertyVerticalAlign; p++ {
		name := propertyNames[p]
		n := 0
		for n < len(name) && n < len(decl) && lower(decl[n]) == name[n] {
			n++
		}
		if n < len(name) {
			continue
		}
		for n < len(decl) && isSpace(decl[n]) {
			n++
		}
		if n < len(decl) && decl[n] == ':' {
			return p
		}
	}
	return propertyNone
}

func (l *look) declare(p property, decl string) {
	_, value, _ := strings.Cut(strings.ToLower(decl), ":")
	value, _, _ = strings.Cut(value, "!")
	value = strings.TrimSpace(value)
	switch p {
	case propertyDisplay:
		l.display = displayOf(value)
	case propertyVisibility:
		switch value {
		case "hidden", "collapse":
			l.visibility = invisible
		case "visible":
			l.visibility = visible
		}
	case propertyMsoHide:
		l.msoHidden = value == "all"
	case propertyWhiteSpace:
		l.space = spaceOf(value)
	case propertyListStyleType:
		l.list = listStyleOf(value)
	case propertyListStyle:
		for v := range strings.FieldsSeq(value) {
			if s := listStyleOf(v); s != listUnset {
				l.list = s
			}
		}
	case propertyTextDecoration, propertyTextDecorationLine:
		if l.line = lineOther; strings.Contains(value, "line-through") {
			l.line = lineThrough
		}
	case propertyVerticalAlign:
		switch value {
		case "super":
			l.raised = raised.Superscript
		case "sub":
			l.raised = raised.Subscript
		}
	}
}

func displayOf(value string) display {
	switch value {
	case "":
		return displayUnset
	case "none":
		return displayNone
	case "inline", "contents", "ruby":
		return displayInline
	}
	return displayBlock
}

func spaceOf(value string) whiteSpace {
	switch value {
	case "pre", "pre-wrap", "break-spaces":
		return spaceKeep
	case "pre-line":
		return spaceLines
	}
	return spaceCollapse
}

// appendTo appends the look as attributes, each with a space before it. Their
// number and values are few, whatever the page says.
func (l look) appendTo(b []byte) []byte {
	if l.hides() {
		return append(b, " hidden"...)
	}
	mark := len(b)
	b = append(b, ` style="`...)
	start := len(b)
	switch l.display {
	case displayInline:
		b = append(b, "display:inline;"...)
	case displayBlock:
		b = append(b, "display:block;"...)
	}
	switch l.space {
	case spaceCollapse:
		b = append(b, "white-space:normal;"...)
	case spaceKeep:
		b = append(b, "white-space:pre;"...)
	case spaceLines:
		b = append(b, "white-space:pre-line;"...)
	}
	if l.list != listUnset {
		b = append(append(append(b, "list-style-type:"...), l.list.String()...), ';')
	}
	if l.line == lineThrough {
		b = append(b, "text-decoration:line-through;"...)
	}
	switch l.raised {
	case raised.Superscript:
		b = append(b, "vertical-align:super;"...)
	case raised.Subscript:
		b = append(b, "vertical-align:sub;"...)
	}
	if len(b) == start {
		return b[:mark]
	}
	return append(b, '"')
}

// dropComments puts a space in the place of each comment.
func dropComments(css string) string {
	if !strings.Contains(css, "/*") {
		return css
	}
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(css, "/*")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		b.WriteByte(' ')
		_, css, _ = strings.Cut(rest, "*/")
	}
}
