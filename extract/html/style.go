package html

import (
	"bytes"
	"html"
	"strings"
)

// look is what a style says of an element, as far as it decides which text the
// page shows and where its lines break. The zero value says nothing.
type look struct {
	display    display
	visibility visibility
	msoHidden  bool // Word's "mso-hide: all"
	space      whiteSpace
	list       listStyle
}

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
}

// parseStyle reads the declarations of a style attribute or rule (CSS Syntax
// §5.4.5, simplified: no quoted semicolons, which none of the properties
// looked for can hold). Later declarations win.
func parseStyle(css []byte) (l look) {
	if bytes.IndexByte(css, '&') >= 0 {
		css = []byte(html.UnescapeString(string(css)))
	}
	for len(css) > 0 {
		decl := css
		if n := bytes.IndexByte(css, ';'); n >= 0 {
			decl, css = css[:n], css[n+1:]
		} else {
			css = nil
		}
		for len(decl) > 0 && isSpace(decl[0]) {
			decl = decl[1:]
		}
		// d, v, m, w and l start the names that matter; most others go here.
		if len(decl) < len("display:") {
			continue
		}
		switch decl[0] {
		case 'd', 'D', 'v', 'V', 'm', 'M', 'w', 'W', 'l', 'L', '/':
			l.declare(decl)
		}
	}
	return l
}

func (l *look) declare(decl []byte) {
	name, value, ok := strings.Cut(strings.ToLower(dropComments(string(decl))), ":")
	if !ok {
		return
	}
	value, _, _ = strings.Cut(value, "!")
	value = strings.TrimSpace(value)
	switch strings.TrimSpace(name) {
	case "display":
		l.display = displayOf(value)
	case "visibility":
		switch value {
		case "hidden", "collapse":
			l.visibility = invisible
		case "visible":
			l.visibility = visible
		}
	case "mso-hide":
		l.msoHidden = value == "all"
	case "white-space":
		l.space = spaceOf(value)
	case "list-style-type":
		l.list = listStyleOf(value)
	case "list-style":
		for _, v := range strings.Fields(value) {
			if s := listStyleOf(v); s != listUnset {
				l.list = s
			}
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
