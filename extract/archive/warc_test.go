package archive_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha1"
	"encoding/base32"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/extract/archive"
	"github.com/nianbao/nianbao/extract/source"
)

// record is a record of a web archive; fields are lines of its header.
func record(kind, uri, block string, fields ...string) string {
	lines := append([]string{"WARC/1.0", "WARC-Type: " + kind, "WARC-Target-URI: " + uri, "WARC-Date: 2021-02-03T04:05:06Z"}, fields...)
	return strings.Join(lines, "\r\n") + "\r\nContent-Length: " + strconv.Itoa(len(block)) + "\r\n\r\n" + block + "\r\n\r\n"
}

// answer is the block of a response.
func answer(body string, fields ...string) string {
	return strings.Join(append([]string{"HTTP/1.1 200 OK"}, fields...), "\r\n") + "\r\n\r\n" + body
}

const isHTML = "Content-Type: text/html; charset=gbk"

// crawl is a web archive of records.
func crawl(records ...string) []byte {
	info := "WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 5\r\n\r\nx: y\n\r\n\r\n"
	return []byte(info + strings.Join(records, ""))
}

func response(uri, body string, fields ...string) string {
	return record("response", uri, answer(body, append([]string{isHTML}, fields...)...), "Content-Type: application/http; msgtype=response")
}

func digest(s string) string {
	sum := sha1.Sum([]byte(s))
	return "sha1:" + base32.StdEncoding.EncodeToString(sum[:])
}

// listWARC shows what becomes of a web archive: path, notes, what a page is
// attached to, and text; or the error.
func listWARC(t *testing.T, data []byte) (out []string) {
	t.Helper()
	for it, err := range archive.Expand(one(source.Bytes("in", data)), archive.Limits{MemberBytes: 1 << 20}) {
		line := it.Path
		if k := it.Known; k != nil && k.AttachmentOf != "" {
			line += " of " + k.AttachmentOf
		}
		for _, n := range it.Notes {
			line += " " + n.Code
			if n.Code == "X136" {
				line += fmt.Sprint(n.Args[1], "/", n.Args[3], "/", n.Args[5], "/", n.Args[7])
			}
		}
		if err != nil {
			out = append(out, line+": "+code(err))
			continue
		}
		text, err := it.Read(context.Background(), 1<<20)
		if err != nil {
			out = append(out, line+": "+code(err))
			continue
		}
		out = append(out, line+" = "+string(text))
	}
	return out
}

func brotliOf(t *testing.T, s string) string {
	t.Helper()
	var b bytes.Buffer
	w := brotli.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWARC(t *testing.T) {
	t.Parallel()
	page, link := "<p>page</p>", `<a HREF="files/a%20b.doc?x=1&amp;y=2">a</a><a href='https://h.invalid/c.docx'>c</a>`
	word := "\xd0\xcf\x11\xe0 W\x00o\x00r\x00d\x00D\x00o\x00c\x00u\x00m\x00e\x00n\x00t\x00"
	packed := string(gzipOf(t, []byte(page)))
	tests := []struct {
		name string
		data []byte
		want []string
	}{
		{"responses and what is none", crawl(
			record("request", "http://h.invalid/", "GET / HTTP/1.1\r\n\r\n"),
			response("http://h.invalid/", page),
			record("response", "http://h.invalid/no", "HTTP/1.1 404 Not Found\r\n\r\n<p>no</p>"),
			record("response", "http://h.invalid/a.png", answer("\x89PNG", "Content-Type: image/png")),
			record("response", "http://h.invalid/a.js", answer("x", "Content-Type: text/html")),
			record("response", "dns:h.invalid", "x"),
			record("revisit", "http://h.invalid/", "HTTP/1.1 200 OK\r\n\r\n"),
			record("resource", "http://h.invalid/t.txt", "text", "Content-Type: text/plain"),
		), []string{"in!/http://h.invalid/ X1369/2/1/4 = " + page, "in!/http://h.invalid/t.txt = text"}},
		{"a PDF, whatever the server calls it", crawl(
			response("http://h.invalid/a.pdf", "%PDF-1", "Content-Type: application/pdf"),
			record("response", "http://h.invalid/b", answer("%PDF-2", "Content-Type: application/octet-stream")),
		), []string{"in!/http://h.invalid/a.pdf X1363/2/0/0 = %PDF-1", "in!/http://h.invalid/b = %PDF-2"}},
		{"captures of one page", crawl(response("http://h.invalid/", "<p>1"), response("http://h.invalid/", "<p>2")),
			[]string{"in!/http://h.invalid/ X1363/2/0/0 = <p>1", "in!2/http://h.invalid/ = <p>2"}},
		{"bodies in chunks, and those that no longer are", crawl(
			response("http://h.invalid/1", "6;x=y\r\n<p>abc\r\n3\r\ndef\r\n0\r\n\r\n", "Transfer-Encoding: chunked"),
			response("http://h.invalid/2", "<p>abc", "Transfer-Encoding: chunked"),
		), []string{"in!/http://h.invalid/1 X1363/2/0/0 = <p>abcdef", "in!/http://h.invalid/2 = <p>abc"}},
		{"encodings", crawl(
			response("http://h.invalid/1", packed, "Content-Encoding: gzip"),
			response("http://h.invalid/2", page, "Content-Encoding: gzip"),
			response("http://h.invalid/3", brotliOf(t, page), "Content-Encoding: br"),
			response("http://h.invalid/4", page, "Content-Encoding: br"),
			response("http://h.invalid/5", page, "Content-Encoding: compress"),
			response("http://h.invalid/6", packed[:15], "Content-Encoding: gzip"),
			response("http://h.invalid/7", string(gzipOf(t, make([]byte, 2<<20))), "Content-Encoding: gzip"),
		), []string{"in!/http://h.invalid/1 X1368/7/0/0 = " + page, "in!/http://h.invalid/2 = " + page, "in!/http://h.invalid/3 = " + page,
			"in!/http://h.invalid/4 = " + page, "in!/http://h.invalid/5: X139", "in!/http://h.invalid/6: X121", "in!/http://h.invalid/7: X103"}},
		{"digests, cut responses", crawl(
			record("response", "http://h.invalid/1", answer(page, isHTML), "WARC-Block-Digest: "+digest(answer(page, isHTML))),
			record("response", "http://h.invalid/2", answer(page, isHTML), "WARC-Payload-Digest: "+digest(page)),
			record("response", "http://h.invalid/3", answer(page, isHTML), "WARC-Block-Digest: "+digest("x")),
			record("response", "http://h.invalid/4", answer(page, isHTML, "Content-Length: 99")),
			record("response", "http://h.invalid/5", answer(page, isHTML, "Content-Length: 2"), "WARC-Truncated: length"),
		), []string{"in!/http://h.invalid/1 X1366/5/0/0 = " + page, "in!/http://h.invalid/2 = " + page,
			"in!/http://h.invalid/3 X137 = " + page, "in!/http://h.invalid/4 X138 = " + page, "in!/http://h.invalid/5 X138 = " + page}},
		{"attachments", crawl(
			record("response", "http://h.invalid/files/a%20b.doc?x=1&y=2", answer(word, "Content-Type: application/msword")),
			response("http://h.invalid/list", link+`<a href="d.doc">d</a>`),
			response("http://h.invalid/page", link),
			record("response", "http://h.invalid/c.docx", answer(word, "Content-Type: application/octet-stream")),
			record("response", "http://h.invalid/none.doc", answer(word, "Content-Type: application/msword")),
		), []string{"in!/http://h.invalid/files/a%20b.doc?x=1&y=2 of in!/http://h.invalid/page X1366/5/0/0 = " + word,
			`in!/http://h.invalid/list = ` + link + `<a href="d.doc">d</a>`, `in!/http://h.invalid/page = ` + link,
			"in!/http://h.invalid/c.docx of in!/http://h.invalid/page = " + word, "in!/http://h.invalid/none.doc = " + word}},
		{"nothing", crawl(), []string{"in: N109"}},
		{"cut off", append(crawl(response("http://h.invalid/", page)), response("http://h.invalid/2", page)[:200]...),
			[]string{"in!/http://h.invalid/ X1363/1/0/1 = " + page, "in: X116"}},
		{"cut off in a page", append(crawl(response("http://h.invalid/", page)), strings.TrimSuffix(response("http://h.invalid/2", page), "</p>\r\n\r\n")...),
			[]string{"in!/http://h.invalid/ X1363/2/0/0 = " + page, "in!/http://h.invalid/2: X121", "in: X116"}},
		{"no length", append(crawl(response("http://h.invalid/", page)), "WARC/1.0\r\nWARC-Type: response\r\n\r\n"...),
			[]string{"in!/http://h.invalid/ X1362/1/0/0 = " + page, "in: X130"}},
		{"line ends of one byte", []byte("WARC/1.0\nWARC-Type: response\nWARC-Target-URI: <http://h.invalid/>\nContent-Length: 42\n\nHTTP/1.0 200\nContent-Type: text/html\n\n<p>\n"),
			[]string{"in!/http://h.invalid/ X1361/1/0/0 = <p>\n"}},
		{"a text", []byte("WARC/1.0 is a format"), []string{"in = WARC/1.0 is a format"}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, listWARC(t, tc.data)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestPackedWARC reads the same records compressed one by one, as crawlers write
// them, and in one stream, as people pack them, which may be long.
func TestPackedWARC(t *testing.T) {
	t.Parallel()
	long := "<p>" + strings.Repeat("x", 600<<10)
	records := []string{response("http://h.invalid/1", "<p>1"), response("http://h.invalid/2", long), response("http://h.invalid/3", long), response("http://h.invalid/4", "<p>4")}
	want := listWARC(t, []byte(strings.Join(records, "")))
	if len(want) != 4 {
		t.Fatalf("%d documents", len(want))
	}
	var each bytes.Buffer
	for _, r := range records {
		each.Write(gzipOf(t, []byte(r)))
	}
	for name, data := range map[string][]byte{
		"one by one":  each.Bytes(),
		"in one":      gzipOf(t, []byte(strings.Join(records, ""))),
		"with zeros":  append(each.Bytes(), make([]byte, 512)...),
		"in an inner": zipOf(t, "in", each.String()),
	} {
		got := listWARC(t, data)
		for i := range got {
			got[i] = strings.ReplaceAll(got[i], "in!/in!/", "in!/")
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%.2000s", name, diff)
		}
	}
}

// TestWARCKnown: an input knows its address, the date of the crawl, and the byte at
// which its record begins.
func TestWARCKnown(t *testing.T) {
	t.Parallel()
	first, second := gzipOf(t, crawl()), gzipOf(t, []byte(response("http://h.invalid/a", "<p>")))
	for it, err := range archive.Expand(one(source.Bytes("in", append(first[:len(first):len(first)], second...))), archive.Limits{}) {
		if err != nil {
			t.Fatal(err)
		}
		k := it.Known
		if k.URL != "http://h.invalid/a" || k.FetchedAt != "2021-02-03T04:05:06Z" || *k.RecordOffset != int64(len(first)) {
			t.Errorf("known = %+v, offset %d, want %d", *k, *k.RecordOffset, len(first))
		}
	}
}

// FuzzWARC reads any bytes as a web archive, bare and compressed: no panic, and
// twice the same.
func FuzzWARC(f *testing.F) {
	f.Add(crawl(response("http://h.invalid/", "<a href=x.doc>", "Content-Encoding: gzip", "Transfer-Encoding: chunked")))
	f.Add(crawl(record("resource", "http://h.invalid/x.doc", "x"), record("revisit", "http://h.invalid/", "")))
	f.Fuzz(func(t *testing.T, data []byte) {
		data = append([]byte("WARC/1.0\r\nWARC-Type: x\r\n"), data...)
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		_, err := w.Write(data)
		if err := errors.Join(err, w.Close()); err != nil {
			t.Fatal(err)
		}
		bare, again, packed := listWARC(t, data), listWARC(t, data), listWARC(t, b.Bytes())
		if !cmp.Equal(bare, again) {
			t.Error("read twice, and not the same")
		}
		if len(bare) != len(packed) {
			t.Errorf("bare it has %d documents, compressed %d", len(bare), len(packed))
		}
	})
}
