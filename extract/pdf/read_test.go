package pdf_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/internal/doctest"
	"github.com/nianbao/nianbao/extract/pdf"
	script "github.com/nianbao/nianbao/fixtures/pdf"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata")

// TestFixtures reads the scripts of testdata, as files: see package fixtures/pdf.
func TestFixtures(t *testing.T) {
	t.Parallel()
	doctest.Golden(t, "out/document.txt", *update, func(t *testing.T, ar *txtar.Archive) string {
		doc, err := pdf.Read(t.Context(), written(t, ar), pdf.Options{})
		if err != nil {
			return "error " + err.Error() + "\n"
		}
		return show(doc)
	})
}

// written makes a file of a script.
func written(tb testing.TB, ar *txtar.Archive) []byte {
	tb.Helper()
	data, err := script.Write(string(ar.Files[0].Data))
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

// show is a document as text.
func show(doc *document.Document) string {
	var b strings.Builder
	for _, blk := range doc.Blocks {
		if blk.Table == nil {
			fmt.Fprintf(&b, "%s%s %q\n", blk.Kind, strings.Repeat("+", blk.Level), blk.Text)
			continue
		}
		fmt.Fprintf(&b, "table %d×%d %s\n", blk.Table.Rows, blk.Table.Cols, blk.Table.Geometry)
		for _, c := range blk.Table.Cells {
			fmt.Fprintf(&b, "  %d,%d %d×%d page %d %v %q\n", c.Row, c.Col, c.RowSpan, c.ColSpan, c.Box.Page, c.Box.Points(), c.Text)
		}
	}
	for _, a := range doc.Asides {
		fmt.Fprintf(&b, "%s %q\n", a.Kind, a.Text)
	}
	for _, f := range doc.Findings {
		fmt.Fprintf(&b, "%s %s\n", f.Code, f.Message())
	}
	return b.String()
}

// sound is a file that can be read.
func sound(tb testing.TB) []byte {
	tb.Helper()
	data, err := script.Write("text 72 80 12 本镇按时完成了各项工作，没有收到政府信息公开申请。\nrule 72 90 172 90\npage\ntext 72 80 12 第二页的文字在这里，也有二十个字以上，请看清楚。\n")
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

func code(err error) diag.Code {
	if e, ok := errors.AsType[*diag.Error](err); ok {
		return e.Code
	}
	return ""
}

func TestDamage(t *testing.T) {
	t.Parallel()
	data := sound(t)
	change := func(from, to string) []byte { return bytes.Replace(data, []byte(from), []byte(to), 1) }
	tests := []struct {
		name string
		data []byte
		want diag.Code
	}{
		{"sound", data, ""},
		{"bytes before it", append([]byte("HTTP/1.1 200 OK\r\n\r\n"), data...), ""},
		{"bytes after it", append(bytes.Clone(data), "\r\n\r\n"...), ""},
		{"cut off", data[:len(data)-30], "X116"},
		{"cut off in the middle", data[:len(data)/2], "X116"},
		{"a later version cut off", append(bytes.Clone(data), "\n3 0 obj\n<</Type/Font"...), "X116"},
		{"no objects", []byte("%PDF-1.7\n%%EOF\n"), "X185"},
		{"a page is missing", change("/Kids[9 0 R", "/Kids[99 0 R"), "X185"},
		{"a page twice", change("/Kids[9 0 R 11 0 R]", "/Kids[9 0 R 9 0 R]"), "X185"},
		{"fewer pages than stated", change("/Count 2", "/Count 3"), "X185"},
		{"a font is missing", change("/F1 3 0 R", "/F1 73 0 R"), "X185"},
		{"no content", change("/Contents 10 0 R", "/Contents 80 0 R"), "X185"},
		{"the places of the objects are wrong", change("startxref\n", "startxref\n9"), ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if !pdf.Sniff(tc.data) {
				t.Error("not told to be PDF")
			}
			doc, err := pdf.Read(t.Context(), tc.data, pdf.Options{})
			if got := code(err); got != tc.want || (err == nil) != (tc.want == "") {
				t.Fatalf("error = %v, want %q", err, tc.want)
			}
			if err == nil && !strings.Contains(doc.PlainText(), "第二页的文字") {
				t.Errorf("text = %q", doc.PlainText())
			}
		})
	}
}

// TestStreams damages each compressed stream: the check sum tells.
func TestStreams(t *testing.T) {
	t.Parallel()
	data := sound(t)
	for at := 0; ; {
		i := bytes.Index(data[at:], []byte("FlateDecode"))
		if i < 0 {
			break
		}
		at += i + 60
		if bytes.Contains(data[max(0, at-200):at], []byte("/Image")) {
			continue // a picture is not read
		}
		bad := bytes.Clone(data)
		bad[at] ^= 0x10
		if _, err := pdf.Read(t.Context(), bad, pdf.Options{}); code(err) != "X185" {
			t.Errorf("byte %d: error = %v", at, err)
		}
	}
}

// TestEncrypted reads files that open without a password, in all ways of encryption,
// and tells those that need one.
func TestEncrypted(t *testing.T) {
	api.DisableConfigDir()
	aes := func(user string, bits int) *model.Configuration {
		return model.NewAESConfiguration(user, "owner", bits)
	}
	for name, conf := range map[string]*model.Configuration{
		"RC4-40": model.NewRC4Configuration("", "owner", 40), "RC4-128": model.NewRC4Configuration("", "owner", 128),
		"AES-128": aes("", 128), "AES-256": aes("", 256),
		"RC4-128 locked": model.NewRC4Configuration("user", "owner", 128), "AES-128 locked": aes("user", 128), "AES-256 locked": aes("user", 256),
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := api.Encrypt(bytes.NewReader(sound(t)), &b, conf); err != nil {
				t.Fatal(err)
			}
			doc, err := pdf.Read(t.Context(), b.Bytes(), pdf.Options{})
			if strings.HasSuffix(name, "locked") {
				if code(err) != "X107" {
					t.Errorf("error = %v", err)
				}
				return
			}
			if err != nil || !strings.Contains(doc.PlainText(), "第二页的文字") {
				t.Errorf("error = %v", err)
			}
		})
	}
}

// FuzzRead demands that nothing panics, that a file is read twice in the same way, and
// that tables are grids.
func FuzzRead(f *testing.F) {
	for _, ar := range doctest.Fixtures(f) {
		f.Add(written(f, ar))
	}
	f.Add(sound(f))
	opts := pdf.Options{Pages: 20, Objects: 2000, Operators: 200_000, Glyphs: 50_000, Stream: 1 << 20, Inflated: 4 << 20,
		Document: document.Limits{Blocks: 5000, Cells: 5000, Rows: 500, Cols: 60, Places: 50_000, Depth: 10, Text: 1 << 20}}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := pdf.Read(t.Context(), data, opts)
		again, err2 := pdf.Read(t.Context(), data, opts)
		if !reflect.DeepEqual(doc, again) || (err == nil) != (err2 == nil) {
			t.Error("read twice, and not the same")
		}
		if err != nil {
			if code(err) == "" {
				t.Errorf("error of no code: %v", err)
			}
			return
		}
		doctest.Check(t, doc)
	})
}
