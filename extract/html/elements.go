package html

import (
	"bytes"

	"golang.org/x/net/html/atom"

	"github.com/nianbao/nianbao/extract/internal/raised"
)

// isBlock tells whether a browser breaks the line before and after an element,
// as far as its name tells (HTML standard §15.3, rendering of flow content).
func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Center,
		atom.Dd, atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset,
		atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5,
		atom.H6, atom.Head, atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Legend, atom.Li, atom.Listing,
		atom.Main, atom.Marquee, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Plaintext, atom.Pre, atom.Search,
		atom.Section, atom.Summary, atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr,
		atom.Ul, atom.Xmp:
		return true
	}
	return false
}

// isDropped tells whether an element's content is no text of the page: scripts,
// form controls, media, ruby annotations.
func isDropped(a atom.Atom) bool {
	switch a {
	case atom.Applet, atom.Audio, atom.Button, atom.Canvas, atom.Datalist, atom.Embed, atom.Head, atom.Iframe,
		atom.Input, atom.Meter, atom.Noembed, atom.Noframes, atom.Noscript, atom.Object, atom.Progress,
		atom.Rp, atom.Rt, atom.Rtc, atom.Script, atom.Select, atom.Style, atom.Svg, atom.Template,
		atom.Textarea, atom.Title, atom.Video:
		return true
	}
	return false
}

// isVoid tells whether an element has no end tag and no content (HTML standard
// §13.1.2).
func isVoid(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Basefont, atom.Bgsound, atom.Br, atom.Col, atom.Command, atom.Embed,
		atom.Frame, atom.Hr, atom.Img, atom.Image, atom.Input, atom.Keygen, atom.Link, atom.Meta, atom.Param,
		atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// onlyLook tells whether an element changes only the look of the text in it, so
// that its tags can be left out: spans, what the HTML standard calls formatting
// elements (§13.2.4.2) except links and what strikes through, and Word's paragraph
// marks. The parser opens s and strike again behind damaged markup, and text that is
// struck there must not lose that.
func onlyLook(a atom.Atom, name []byte) bool {
	switch a {
	case atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.Small, atom.Span,
		atom.Strong, atom.Tt, atom.U:
		return true
	case 0:
		return string(name) == "o:p" || bytes.HasPrefix(name, []byte("st1:"))
	}
	return false
}

// rawText is the name of an element whose content the tokenizer takes as text
// without tags, "" for all others (HTML standard §13.2.6.2).
func rawText(a atom.Atom) string {
	switch a {
	case atom.Iframe, atom.Noembed, atom.Noframes, atom.Noscript, atom.Script, atom.Style, atom.Textarea,
		atom.Title, atom.Xmp:
		return a.String()
	}
	return ""
}

// headingLevel is 1 to 6 for h1 to h6 and 0 for all else.
func headingLevel(a atom.Atom) int {
	switch a {
	case atom.H1:
		return 1
	case atom.H2:
		return 2
	case atom.H3:
		return 3
	case atom.H4:
		return 4
	case atom.H5:
		return 5
	case atom.H6:
		return 6
	}
	return 0
}

// isList tells whether the items in an element are numbered or bulleted.
func isList(a atom.Atom) bool {
	return a == atom.Ol || a == atom.Ul || a == atom.Menu || a == atom.Dir
}

// strikes tells whether an element's text is struck through.
func strikes(a atom.Atom, l look) bool {
	return l.line == lineThrough || a == atom.S || a == atom.Strike || a == atom.Del
}

// raises tells where an element's text stands. Style sheets that set the two
// elements back to the line move them in another way.
func raises(a atom.Atom, l look) raised.Position {
	switch {
	case l.raised != raised.OnLine:
		return l.raised
	case a == atom.Sup:
		return raised.Superscript
	case a == atom.Sub:
		return raised.Subscript
	}
	return raised.OnLine
}
