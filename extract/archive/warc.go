package archive

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/extract/archive/internal/warc"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
)

// warcFile is a web archive. Its members are the responses that may be documents,
// named by their addresses, in the order of the archive.
type warcFile struct {
	path   string
	open   func() (io.ReadCloser, error) // all bytes, from the first
	file   *shared                       // the same in any order
	size   int64
	packed bool // records are compressed
}

// capture is a response that may be a document.
type capture struct {
	uri, date     string
	offset, inner int64
	size          int64
	notes         []source.Note
	err           error
	nth           int    // of the captures of this address, from 1
	attachmentOf  string // the path of the page that links to it
}

// counts are those of a web archive's records.
type counts struct{ records, revisits, others int }

// farInside is how far in a compressed stream a record may lie to be read by
// itself. Records beyond it are of an archive that is one long stream, which is
// read again from its start instead.
const farInside = 1 << 20

func (a *warcFile) each(w *walk, f func(member) bool) error {
	found, n, err := a.index(w)
	if err == nil && len(found) == 0 {
		return diag.Errorf("N109", nil, "format", "a web archive of "+strconv.Itoa(n.records)+" records without a page or document")
	}
	for i := range found {
		if i == 0 {
			found[i].notes = append(found[i].notes, source.Note{Code: "X136", Args: []string{"records", strconv.Itoa(n.records),
				"documents", strconv.Itoa(len(found)), "revisits", strconv.Itoa(n.revisits), "others", strconv.Itoa(n.others)}})
		}
	}
	if isOneStream(found) {
		return errors.Join(a.eachInStream(w, found, f), err)
	}
	for i := range found {
		if !f(a.member(w, &found[i])) {
			return nil
		}
	}
	return err
}

func isOneStream(found []capture) bool {
	for _, c := range found {
		if c.inner > farInside {
			return true
		}
	}
	return false
}

// index finds the captures. The error is why the rest of the archive cannot be
// read.
func (a *warcFile) index(w *walk) (found []capture, n counts, err error) {
	in, err := a.open()
	if err != nil {
		return nil, n, err
	}
	defer func() { _ = in.Close() }() // it was only read
	var links linkTable
	seen := counter{}
	err = warc.Scan(in, a.packed, func(r *warc.Record) error {
		n.records++
		if err := w.spend(-1); err != nil {
			return err
		}
		if r.Type == "revisit" {
			n.revisits++
			return nil
		}
		c, body, ok := examine(r, w.limits.MemberBytes)
		if !ok {
			if r.Type == "response" || r.Type == "resource" {
				n.others++
			}
			return nil
		}
		if err := w.spend(c.size); err != nil {
			return err
		}
		links.add(len(found), c.uri, body)
		c.nth = seen.count(c.uri)
		found = append(found, c)
		return nil
	})
	links.join(found, func(i int) string { return a.path + memberLabel(found[i].uri, found[i].nth) })
	var e *diag.Error
	if err != nil && !errors.As(err, &e) {
		err = damaged(err)
	}
	return found, n, err
}

// examine tells whether a record holds what may be a document, and reads it.
func examine(r *warc.Record, limit int64) (c capture, body []byte, ok bool) {
	h, ok := r.Head()
	if !ok || h.Status != 200 || !mayBeDocument(r.URI, h.ContentType) {
		return c, nil, false
	}
	c = capture{uri: r.URI, date: r.Date, offset: r.Offset, inner: r.Inner, size: -1}
	resp, err := r.Read(h, limit)
	if err != nil {
		c.err = responseError(err, limit)
		return c, nil, true
	}
	if !isDocument(resp.Body, h.ContentType) {
		return c, nil, false
	}
	c.size = int64(len(resp.Body))
	if resp.Altered {
		c.notes = append(c.notes, source.Note{Code: "X137"})
	}
	switch {
	case r.Truncated != "":
		c.notes = append(c.notes, source.Note{Code: "X138", Args: []string{"reason", r.Truncated}})
	case resp.Short:
		c.notes = append(c.notes, source.Note{Code: "X138", Args: []string{"reason", "it has fewer bytes than it says"}})
	}
	return c, resp.Body, true
}

// responseError is why a response cannot be read.
func responseError(err error, limit int64) error {
	var unknown warc.Encoding
	switch {
	case errors.Is(err, warc.ErrTooLarge):
		return tooLarge(limit)
	case errors.As(err, &unknown):
		return diag.Errorf("X139", nil, "encoding", string(unknown))
	}
	return badMember(err)
}

func (c *capture) known() *source.Known {
	offset := c.offset
	return &source.Known{URL: c.uri, FetchedAt: c.date, RecordOffset: &offset, AttachmentOf: c.attachmentOf}
}

// member is a capture that is read by itself when its turn comes.
func (a *warcFile) member(w *walk, c *capture) member {
	return member{name: c.uri, size: c.size, err: c.err, known: c.known(), notes: c.notes, open: func() (io.ReadCloser, error) {
		at, err := a.file.acquire()
		if err != nil {
			return nil, err
		}
		resp, err := warc.Find(io.NewSectionReader(at, c.offset, a.size-c.offset), a.packed, c.inner, w.limits.MemberBytes)
		if err := errors.Join(err, a.file.release()); err != nil {
			return nil, responseError(err, w.limits.MemberBytes)
		}
		return io.NopCloser(bytes.NewReader(resp.Body)), nil
	}}
}

// eachInStream reads an archive that is one stream a second time, and holds each
// member from when it passes by until it was read.
func (a *warcFile) eachInStream(w *walk, found []capture, f func(member) bool) error {
	in, err := a.open()
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }() // it was only read
	err = warc.Scan(in, a.packed, func(r *warc.Record) error {
		if len(found) == 0 {
			return errEnough
		}
		c := &found[0]
		if r.Offset != c.offset || r.Inner != c.inner {
			return nil
		}
		found = found[1:]
		m := member{name: c.uri, size: c.size, err: c.err, known: c.known(), notes: c.notes}
		if h, ok := r.Head(); ok && m.err == nil {
			resp, err := r.Read(h, w.limits.MemberBytes)
			if err == nil {
				var b *blob
				b, err = hold(bytes.NewReader(resp.Body), w.limits.MemberBytes)
				if err == nil {
					m.open = b.open
				}
			}
			if err != nil {
				m.err = responseError(err, w.limits.MemberBytes)
			}
		}
		if !f(m) {
			return errEnough
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil // the index has said why
	}
	return nil
}

var errEnough = errors.New("enough")

// noDocuments are media types, or their beginnings, of what is none.
var noDocuments = []string{"image/", "font/", "audio/", "video/", "text/css", "text/javascript", "application/javascript",
	"application/x-javascript", "application/json", "application/xml", "text/xml", "application/rss", "application/atom",
	"application/x-shockwave", "application/font", "application/vnd.ms-fontobject"}

// noSuffixes are those of addresses of what is no document, whatever the server
// says of it.
var noSuffixes = []string{".js", ".css", ".json", ".xml", ".ico", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".woff", ".woff2",
	".ttf", ".eot", ".mp4", ".mp3", ".swf", "/robots.txt", ".webp", ".bmp"}

// mayBeDocument tells by address and media type whether to look into a response.
func mayBeDocument(uri, kind string) bool {
	lower := strings.ToLower(uri)
	if !strings.HasPrefix(lower, "http://") && !strings.HasPrefix(lower, "https://") {
		return false
	}
	for _, p := range noDocuments {
		if strings.HasPrefix(kind, p) && !isWord(lower) {
			return false
		}
	}
	path, _, _ := strings.Cut(lower, "?")
	for _, s := range noSuffixes {
		if strings.HasSuffix(path, s) {
			return false
		}
	}
	return true
}

// isWord tells whether an address is that of a Word file or a PDF, by its name.
func isWord(uri string) bool {
	for _, s := range []string{".doc", ".docx", ".wps", ".rtf", ".pdf"} {
		if strings.Contains(uri, s) {
			return true
		}
	}
	return false
}

// isDocument tells by its content whether a response may be one: a page, a text,
// a Word file, a PDF, a single-file page, or an archive of such.
func isDocument(body []byte, kind string) bool {
	head := body[:min(len(body), headSize)]
	switch {
	case len(body) == 0:
		return false
	case bytes.HasPrefix(head, []byte(zipMagic)):
		return !bytes.Contains(body, []byte("xl/workbook.")) && !bytes.Contains(body, []byte("ppt/presentation."))
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return bytes.Contains(body, []byte("W\x00o\x00r\x00d\x00D\x00o\x00c\x00u\x00m\x00e\x00n\x00t\x00"))
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return true
	case bytes.HasPrefix(head, []byte("\x89PNG")), bytes.HasPrefix(head, []byte("\xff\xd8\xff")),
		bytes.HasPrefix(head, []byte("GIF8")):
		return false
	case strings.HasPrefix(kind, "text/"), kind == "application/xhtml+xml", kind == "application/msword", kind == "application/rtf":
		return true
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return true
	}
	return bytes.IndexByte(head, 0) < 0 && (kind == "" || kind == "application/octet-stream" || bytes.HasPrefix(bytes.TrimSpace(head), []byte("<")))
}
