package html

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// sniffWithin is how much of the data [Sniff] looks at.
const sniffWithin = 64 << 10

// Sniff tells from the content whether the data are an HTML page or a piece of
// one: they begin with a tag of HTML, whatever byte-order mark, comments, XML
// prolog or document type come before; or tags make up much of them. A text
// that mentions a tag, Markdown, mail and other XML are not HTML.
func Sniff(data []byte) bool {
	head := data[:min(len(data), sniffWithin)]
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")), unmarkedUTF16(head) != nil:
		t := detect(head[:len(head)&^1], "")
		head, _ = t.decode(t.data)
	case bytes.IndexByte(head, 0) >= 0:
		return false
	}
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	head, sure := skipProlog(head)
	if sure {
		return true
	}
	if len(head) == 0 {
		return false
	}
	if len(head) > 1 && head[0] == '<' && isLetter(head[1]) {
		return beginsPage(head) || (beginsTable(head) || beginsPiece(head)) && !hasHeadings(head)
	}
	return !otherFormat(head) && mostlyTags(head) && !hasHeadings(head)
}

// hasHeadings tells whether the data are Markdown that may hold tables in HTML: two
// lines or more are headings of Markdown.
func hasHeadings(data []byte) bool {
	n := 0
	for line := range bytes.Lines(data) {
		if title := bytes.TrimLeft(line, "#"); len(title) > 1 && len(line) > len(title) && len(line) <= len(title)+6 && title[0] == ' ' {
			n++
		}
	}
	return n > 1
}

// skipProlog passes over white space, comments, instructions and an XML prolog.
// A document type settles the matter if it is that of HTML.
func skipProlog(data []byte) (rest []byte, sure bool) {
	for {
		data = bytes.TrimLeft(data, " \t\r\n\f\ufeff")
		if len(data) < 2 || data[0] != '<' || data[1] != '!' && data[1] != '?' {
			return data, false
		}
		if len(data) > len("<!doctype") && equalFold(data[:len("<!doctype")], "<!doctype") {
			name := bytes.TrimLeft(data[len("<!doctype"):], " \t\r\n\f")
			return data, len(name) > 4 && equalFold(name[:4], "html") && (isSpace(name[4]) || name[4] == '>')
		}
		data = data[skipMarkup(data, 0):]
	}
}

// beginsPage tells whether the data begin with a tag that only pages begin
// with.
func beginsPage(data []byte) bool {
	var t tag
	if t.read(data, 0) < 0 {
		return false
	}
	switch t.atom {
	case atom.Html, atom.Head, atom.Body, atom.Meta, atom.Title, atom.Script, atom.Style, atom.Link:
		return true
	}
	return false
}

// beginsTable tells whether the data begin with a table.
func beginsTable(data []byte) bool {
	var t tag
	return t.read(data, 0) >= 0 && t.atom == atom.Table
}

// beginsPiece tells whether data that begin with some tag of HTML go on as
// HTML: with an end tag for it.
func beginsPiece(data []byte) bool {
	var t tag
	if t.read(data, 0) < 0 || t.atom == 0 {
		return false
	}
	c := count(data)
	if isBlock(t.atom) || t.atom == atom.Br {
		return c.tags >= 2
	}
	return c.tags >= 4 && c.ends > 0 && c.blocks > 0
}

// mostlyTags tells whether data that begin with text are a page all the same.
func mostlyTags(data []byte) bool {
	c := count(data)
	return c.page || c.tags >= 12 && c.ends*3 >= c.tags && c.blocks*4 >= c.tags && c.bytes*10 >= len(data)
}

// tagCount counts the tags of HTML in some data.
type tagCount struct {
	tags, ends, blocks int
	bytes              int  // length of the tags
	page               bool // there are html and body tags
}

func count(data []byte) (c tagCount) {
	var t tag
	var html, body bool
	for i := 0; i+2 < len(data); {
		n := bytes.IndexByte(data[i:], '<')
		if n < 0 || i+n+2 >= len(data) {
			break
		}
		i += n
		switch b := data[i+1]; {
		case isLetter(b), b == '/' && isLetter(data[i+2]):
			end := t.read(data, i)
			if end < 0 {
				return c
			}
			if t.atom != 0 {
				c.tags++
				c.bytes += end - i
				if t.end {
					c.ends++
				}
				if isBlock(t.atom) || t.atom == atom.Br {
					c.blocks++
				}
				html = html || t.atom == atom.Html
				body = body || t.atom == atom.Body
				c.page = html && body
			}
			i = end
			if name := rawText(t.atom); name != "" && !t.end {
				i = rawEnd(data, end, name)
			}
		case b == '!' || b == '?':
			i = skipMarkup(data, i)
		default:
			i++
		}
	}
	return c
}

// otherFormat tells whether data that begin with text are of another format
// that may hold tags: JSON, Markdown, a mail or MIME message.
func otherFormat(data []byte) bool {
	if data[0] == '{' || data[0] == '[' || data[0] == '"' {
		return true
	}
	line, _, _ := bytes.Cut(data, []byte("\n"))
	for _, mark := range []string{"# ", "## ", "### ", "#### ", "|", "- ", "* ", "> ", "```", "---", "![", "[", "**"} {
		if bytes.HasPrefix(line, []byte(mark)) {
			return true
		}
	}
	return isHeaderLine(line) && bytes.Contains(data[:min(len(data), 4096)], []byte("MIME-Version:"))
}

// isHeaderLine tells whether a line is "Name: value" as in a mail.
func isHeaderLine(line []byte) bool {
	name, _, ok := bytes.Cut(line, []byte(":"))
	if !ok || len(name) == 0 || !utf8.Valid(name) {
		return false
	}
	for _, c := range name {
		if c != '-' && !isLetter(c) && !isDigit(c) {
			return false
		}
	}
	return true
}
