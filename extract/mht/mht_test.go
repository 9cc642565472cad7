package mht_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/mht"
)

// messages are messages in lines, and what Open makes of them: the page, its
// character set, and the codes of findings; or the code of an error.
var messages = []struct {
	name, data, want string
}{
	{"Word", `MIME-Version: 1.0
Content-Type: multipart/related; boundary="----=_Next_01"

This is a file for a browser.

------=_Next_01
Content-Location: file:///C:/1/a.htm
Content-Transfer-Encoding: quoted-printable
Content-Type: text/html; charset="gb2312"

<html><body lang=3DZH-CN>=B1=A8=
=B8=E6 =20
</body></html>
------=_Next_01
Content-Location: file:///C:/1/a.files/header.htm
Content-Type: text/html

<html>header</html>
------=_Next_01--
`, "gb2312: <html><body lang=ZH-CN>\xb1\xa8\xb8\xe6  \n</body></html>"},
	{"a browser, with folded lines and a start", `From: <Saved by a browser>
Subject: =?utf-8?Q?a?=
MIME-Version: 1.0
Content-Type: multipart/related;
	type="text/html"; start="<2@x>";
	boundary="b"

--b
Content-Type: text/html
Content-ID: <1@x>

<p>frame</p>
--b
Content-Type: text/html; charset=utf-8
Content-ID: <2@x>
Content-Transfer-Encoding: BASE64

PHA+
cGFnZTwvcD4
--b--
`, "utf-8: <p>page</p>"},
	{"a page alone", "\n MIME-Version: 1.0\nContent-Type: text/html\n\n<p>page</p>\n", ": <p>page</p>\n"},
	{"a text alone", "MIME-Version: 1.0\nContent-Type: text/plain; charset=gbk\n\ntext", "gbk plain: text"},
	{"a mail", `Received: x
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=out

--out
Content-Type: multipart/alternative; boundary=outer

--outer
Content-Type: text/plain

text
--outer
Content-Type: text/html

<p>better</p>
--outer--
--out
Content-Type: application/msword

x
--out--
`, ": <p>better</p> X159"},
	{"line ends of other systems", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>a=\r\nb</p>\r\nc\r\n--b--\r\n",
		": <p>ab</p>\r\nc"},
	{"no last boundary, a whole page", "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<html>x</html>\n", ": <html>x</html>\n"},
	{"no last boundary behind a picture", "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>x\n--b\nContent-Type: image/png\n\nabc", ": <p>x"},
	{"a part without a header", "Content-Type: multipart/related; boundary=b\n\n--b\n\nnothing\n--b\nContent-Type: text/html\n\nx\n--b--", ": x"},
	{"escapes that are none", "MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<a b=c>=3D</a>", ": <a b=c>=</a> X158"},
	{"a type that breaks the rules", "MIME-Version: 1.0\nContent-Type: text/html; charset=gb2312; charset=gb2312\n\nx", "gb2312: x"},
	{"cut off in the page", "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<html>x", "X116"},
	{"cut off in the header", "MIME-Version: 1.0\nContent-Type: text/html", "X116"},
	{"broken base64", "MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPH*+\n", "X157"},
	{"no page", "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--", "X102"},
	{"no parts", "Content-Type: multipart/related; boundary=b\n\nx", "X102"},
	{"too many parts", "Content-Type: multipart/related; boundary=b\n\n" + strings.Repeat("--b\n\nx\n", 60_000), "X104"},
	{"messages without an end in one another", strings.Repeat("Content-Type: multipart/mixed; boundary=b\n\n--b\n", 1000), "X102"},
}

func TestOpen(t *testing.T) {
	t.Parallel()
	for _, tc := range messages {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if !mht.Sniff([]byte(tc.data)) && tc.name != "cut off in the header" {
				t.Error("not told to be a message")
			}
			if diff := cmp.Diff(tc.want, show(mht.Open([]byte(tc.data)))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func show(p *mht.Page, err error) string {
	if e, ok := errors.AsType[*diag.Error](err); ok {
		return string(e.Code)
	}
	out := p.Charset
	if p.Plain {
		out += " plain"
	}
	out += ": " + string(p.Data)
	for _, f := range p.Findings {
		out += " " + string(f.Code)
	}
	return out
}

func TestSniff(t *testing.T) {
	t.Parallel()
	for data, want := range map[string]bool{
		"Content-Type: multipart/related; boundary=b\n\n": true,
		"MIME-Version: 1.0\nContent-Type: text/html\n\n":  true,
		"Content-Type: text/html\n\n":                     false, // a header of HTTP, as may be
		"MIME-Version: 1.0\nContent-Type: image/png\n\n":  false,
		"Name: value\n\n": false,
		"<html>MIME-Version: 1.0\nContent-Type: text/html\n": false,
		"# MIME-Version: 1.0\n\nContent-Type: multipart/x":   false,
		"": false,
		"MIME-Version: 1.0\nand text\nContent-Type: text/html": false,
	} {
		if got := mht.Sniff([]byte(data)); got != want {
			t.Errorf("Sniff(%q) = %v", data, got)
		}
	}
}

// FuzzOpen opens any bytes: no panic, an error has a code, a page is no longer
// than the message, and opening twice gives the same.
func FuzzOpen(f *testing.F) {
	for _, m := range messages {
		if len(m.data) < 10_000 {
			f.Add([]byte(m.data))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := mht.Open(data)
		again, err2 := mht.Open(data)
		if !reflect.DeepEqual(p, again) || (err == nil) != (err2 == nil) {
			t.Error("opened twice, and not the same")
		}
		if err != nil {
			if _, ok := errors.AsType[*diag.Error](err); !ok {
				t.Errorf("error of no code: %v", err)
			}
		} else if len(p.Data) > len(data) {
			t.Errorf("a page of %d bytes in a message of %d", len(p.Data), len(data))
		}
	})
}
