// Package mht opens single-file web pages (.mht, .mhtml; RFC 2557): MIME messages
// that hold a page and all that it shows. Browsers, Word, WPS and Excel write
// them, often under the name of a .doc.
//
// It finds the page in the message and takes its transfer encoding away; the
// reader of web pages does the rest.
//
//	multipart/related      the part that the parameter start names, else the first
//	                       page
//	multipart/alternative  the last page
//	any other              the first page
//
// Real files break the rules of MIME in small ways, which are tolerated: line
// ends of one byte, white space before the header, a message without parts, a last
// boundary that is missing behind a whole page.
package mht

import (
	"bytes"
	"errors"
	"mime"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
)

// Format is the name of the format in documents.
const Format = "mht"

// Page is the page of a message.
type Page struct {
	// Data are its bytes, without their transfer encoding, Charset the character
	// set that the message states for them, or "".
	Data    []byte
	Charset string
	// Plain tells that the message holds a text and no page.
	Plain bool
	// Findings are what the message makes one say.
	Findings []diag.Finding
}

// sniffWithin is how far the header of a message may reach for [Sniff].
const sniffWithin = 16 << 10

// Sniff tells whether data are a MIME message that may hold a page: they begin
// with the lines of a header, one of which says so.
func Sniff(data []byte) bool {
	h, _, ok := readHeader(data[:min(len(data), sniffWithin)])
	if !ok {
		return false
	}
	kind, _ := h.contentType()
	switch {
	case strings.HasPrefix(kind, "multipart/"):
		return true
	case h.get("MIME-Version") == "":
		return false
	}
	return isPage(kind) || kind == "text/plain"
}

// isPage tells whether a media type is that of a page.
func isPage(kind string) bool {
	return kind == "text/html" || kind == "application/xhtml+xml"
}

const (
	maxParts = 50_000 // parts of a message
	maxDepth = 8      // messages within messages
)

// Open finds the page of a message. The error is a [*diag.Error]: X116 for what
// is cut off, X157 for what cannot be unpacked, X102 for a message without a page, X104 if it has too many parts.
func Open(data []byte) (*Page, error) {
	h, body, ok := readHeader(data)
	if !ok {
		return nil, cutOff("its header has no end")
	}
	m := &message{}
	m.read(part{h, body, true}, 0)
	if m.err != nil {
		return nil, m.err
	}
	if m.page == nil {
		return nil, diag.Errorf("X102", nil, "format", "a MIME message without a page")
	}
	return m.decode()
}

func cutOff(what string) error { return diag.Errorf("X116", errors.New(what)) }

func damaged(what string) error { return diag.Errorf("X157", errors.New(what)) }

// part is one part of a message. It is whole if a boundary ends it.
type part struct {
	header header
	body   []byte
	whole  bool
}

// message is what was found so far.
type message struct {
	parts     int
	page      *part
	documents int // attached
	err       error
}

// read looks at a part and those in it.
func (m *message) read(p part, depth int) {
	if m.parts++; m.parts > maxParts && m.err == nil {
		m.err = diag.Errorf("X104", nil, "limit", strconv.Itoa(maxParts), "what", "parts")
	}
	kind, params := p.header.contentType()
	switch {
	case m.err != nil:
	case strings.HasPrefix(kind, "multipart/"):
		if depth < maxDepth && params["boundary"] != "" {
			m.readParts(kind, params, p, depth)
		}
	case isPage(kind), kind == "text/plain" && depth == 0:
		if m.page == nil {
			m.page = &p
		}
	case isDocument(kind):
		m.documents++
	}
}

func (m *message) readParts(kind string, params map[string]string, p part, depth int) {
	start := params["start"]
	outer := m.page
	for inner := range parts(p, params["boundary"]) {
		found := m.page
		if kind == "multipart/alternative" || start != "" && inner.header.get("Content-ID") == start {
			m.page = outer // this one is better
		}
		m.read(inner, depth+1)
		if m.page == nil {
			m.page = found
		}
		if m.err != nil {
			return
		}
	}
}

// isDocument tells whether a part is a document of its own, attached to a mail.
func isDocument(kind string) bool {
	switch kind {
	case "application/msword", "application/rtf", "text/rtf", "application/pdf", "application/vnd.ms-works",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/zip":
		return true
	}
	return false
}

// decode takes the transfer encoding of the page away.
func (m *message) decode() (*Page, error) {
	p := m.page
	kind, params := p.header.contentType()
	out := &Page{Charset: params["charset"], Plain: !isPage(kind)}
	bad := 0
	switch strings.ToLower(strings.TrimSpace(p.header.get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		out.Data, bad = unquote(p.body)
	case "base64":
		var ok bool
		if out.Data, ok = unbase64(p.body); !ok && p.whole {
			return nil, damaged("the base64 of its page is broken")
		}
	default:
		out.Data = p.body
	}
	if !p.whole && !out.Plain && !endsPage(out.Data) {
		return nil, cutOff("it ends in its page")
	}
	if bad > 0 {
		out.Findings = append(out.Findings, diag.New("X158", source.Pos{}, "count", strconv.Itoa(bad)))
	}
	if m.documents > 0 {
		out.Findings = append(out.Findings, diag.New("X159", source.Pos{}, "count", strconv.Itoa(m.documents)))
	}
	return out, nil
}

// endsPage tells whether a page ends with the end tag of a page.
func endsPage(data []byte) bool {
	tail := bytes.ToLower(data[max(0, len(data)-256):])
	tail = bytes.ReplaceAll(tail, []byte{0}, nil) // in UTF-16
	return bytes.Contains(tail, []byte("</html"))
}

// header is the header of a message or a part: names in lower case.
type header map[string]string

func (h header) get(name string) string { return h[strings.ToLower(name)] }

// contentType is the media type in lower case, and its parameters. Types that
// break the rules are taken as far as they go.
func (h header) contentType() (kind string, params map[string]string) {
	value := h.get("Content-Type")
	kind, params, err := mime.ParseMediaType(value)
	if err == nil || errors.Is(err, mime.ErrInvalidMediaParameter) && params != nil {
		return kind, params
	}
	kind, rest, _ := strings.Cut(value, ";")
	params = map[string]string{}
	for p := range strings.SplitSeq(rest, ";") {
		name, v, _ := strings.Cut(p, "=")
		params[strings.ToLower(strings.TrimSpace(name))] = strings.Trim(strings.TrimSpace(v), `"`)
	}
	return strings.ToLower(strings.TrimSpace(kind)), params
}

// maxHeader bounds the lines of a header.
const maxHeader = 1000

// readHeader reads the lines up to an empty one, which must all be of a header.
// What is behind them is the body.
func readHeader(data []byte) (h header, body []byte, ok bool) {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n")
	h = header{}
	last := ""
	for range maxHeader {
		line, rest := cutLine(data)
		if len(line) == 0 {
			return h, rest, len(h) > 0 && len(rest) < len(data)
		}
		data = rest
		if line[0] == ' ' || line[0] == '\t' {
			if last == "" {
				return nil, nil, false
			}
			h[last] += " " + string(bytes.TrimSpace(line))
			continue
		}
		name, value, found := bytes.Cut(line, []byte(":"))
		if !found || !isName(name) {
			return nil, nil, false
		}
		last = strings.ToLower(string(name))
		if _, twice := h[last]; !twice {
			h[last] = string(bytes.TrimSpace(value))
		}
	}
	return nil, nil, false
}

func isName(b []byte) bool {
	for _, c := range b {
		if c <= ' ' || c >= 0x7F || c == '<' || c == '{' {
			return false
		}
	}
	return len(b) > 0 && len(b) < 80
}

// cutLine cuts the first line off, without its end.
func cutLine(data []byte) (line, rest []byte) {
	line, rest, ok := bytes.Cut(data, []byte("\n"))
	if !ok {
		return data, nil
	}
	return bytes.TrimSuffix(line, []byte("\r")), rest
}

// parts yields the parts between the boundaries.
func parts(p part, boundary string) func(yield func(part) bool) {
	return func(yield func(part) bool) {
		mark := []byte("--" + boundary)
		_, rest, last := cutBoundary(p.body, mark)
		for rest != nil && !last {
			var body []byte
			at := rest
			body, rest, last = cutBoundary(at, mark)
			inner := part{body: body, whole: rest != nil}
			h, content, ok := readPartHeader(body)
			if !ok {
				continue
			}
			inner.header, inner.body = h, content
			if !yield(inner) {
				return
			}
		}
	}
}

// readPartHeader reads the header of a part, which may be empty.
func readPartHeader(body []byte) (header, []byte, bool) {
	if line, rest := cutLine(body); len(line) == 0 {
		return header{}, rest, true
	}
	return readHeader(body)
}

// cutBoundary cuts data before the next line that is a boundary. rest is what
// follows that line, nil if there is none; last tells that it is the last of its
// message.
func cutBoundary(data, mark []byte) (before, rest []byte, last bool) {
	for at := 0; ; {
		n := bytes.Index(data[at:], mark)
		if n < 0 {
			return data, nil, false
		}
		from := at + n
		at = from + len(mark)
		if from > 0 && data[from-1] != '\n' {
			continue
		}
		line, rest := cutLine(data[at:])
		if line = bytes.TrimRight(line, " \t"); len(line) > 0 && string(line) != "--" {
			continue // the boundary of another message that begins the same
		}
		if rest == nil {
			rest = []byte{}
		}
		before = bytes.TrimSuffix(bytes.TrimSuffix(data[:from], []byte("\n")), []byte("\r"))
		return before, rest, len(line) > 0
	}
}
