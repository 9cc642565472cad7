package html_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/html"
	"github.com/nianbao/nianbao/extract/internal/doctest"
)

// TestHostile reads pages made to exhaust memory, stack or time. Each is read,
// or refused with a limit; none takes long.
func TestHostile(t *testing.T) {
	const n = 200_000
	tests := []struct {
		name, page string
		code       diag.Code // of the error, "" if the page is read
	}{
		{"unclosed div", strings.Repeat("<div>", n) + "<p>text</p><table><tr><td>1<td>2</table>", ""},
		{"unclosed div with text", strings.Repeat("<div>x", n), ""},
		{"unclosed b", strings.Repeat("<b>", n) + strings.Repeat("<p>x", n), ""},
		{"formatting reopened", formatting() + strings.Repeat("<p>x", n), ""},
		{"unclosed a", strings.Repeat("<a href=x>y", n), ""},
		{"unclosed hidden span", strings.Repeat("<span hidden>", n) + "x", ""},
		{"end tags", "<div>" + strings.Repeat("x</div>", n), ""},
		{"end tags behind a cell", "<u-x><table><td>" + strings.Repeat("<div>", 2000) + strings.Repeat("</u-x>", n), ""},
		{"cells without tables", strings.Repeat("x<td>", n), ""},
		{"stray text in a table", "<table>" + strings.Repeat("x<tr>", n/4), ""},
		{"rows", "<table>" + strings.Repeat("<tr>", n), "X165"},
		{"unclosed tables", strings.Repeat("<table><tr><td>", n), "X167"},
		{"hidden tables", "<div hidden>" + strings.Repeat("<table><tr><td>", n), ""},
		{"tables in captions", strings.Repeat("<table><caption>", n), ""},
		{"tables in tables", strings.Repeat("<table>", n), ""},
		{"lists", strings.Repeat("<ul><li>", n), ""},
		{"items among divs", "<ul><li><ul>" + strings.Repeat("<div>", n) + strings.Repeat("<li>x</li>", n), ""},
		{"select", strings.Repeat("<select><option>", n), ""},
		{"svg", strings.Repeat("<svg><g>", n), ""},
		{"attributes", "<p " + strings.Repeat("a=b class=c ", n) + ">x", ""},
		{"comments", strings.Repeat("<!--", n) + strings.Repeat("x--", n), ""},
		{"comments in styles", "<style>" + strings.Repeat("/* */", n) + "</style>x", ""},
		{"media rules", "<style>" + strings.Repeat("@media all{", n) + "</style>x", ""},
		{"one class", "<style>" + strings.Repeat(".a{display:none}", n/4) + "</style>" + strings.Repeat("<p class=a>", n/4), ""},
		{"scripts", strings.Repeat("<script><!--<script>", n), ""},
		{"spans", "<table>" + strings.Repeat("<tr><td colspan=1000 rowspan=65534>x", 2000) + "</table>", ""},
		{"places", "<table>" + strings.Repeat("<tr><td>x", 5000) + "<tr><td colspan=1000>y</table>", "X169"},
		{"one character", strings.Repeat("<", n*10), ""},
		{"one word", "<p>" + strings.Repeat("x", n*50), ""},
		{"ampersands", "<p>" + strings.Repeat("&<b>a", n), ""},
		{"zero bytes", "<p>" + strings.Repeat("\x00", n), ""},
		{"tags", strings.Repeat("<p>", 600_000) + "x", ""},
		{"line breaks", strings.Repeat("<br>", n), ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			page := "<!DOCTYPE html><body>" + tc.page
			for _, read := range []reading{html.Read, html.ReadTokens} {
				ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
				defer cancel()
				start := time.Now()
				doc, err := read(ctx, []byte(page), html.Options{})
				if d := time.Since(start); d > 5*time.Second {
					t.Errorf("took %v", d)
				}
				var e *diag.Error
				switch {
				case errors.As(err, &e) && e.Code == tc.code:
				case err != nil || tc.code != "":
					t.Errorf("error %v, want code %q", err, tc.code)
				default:
					checkDocument(t, doc)
				}
			}
		})
	}
}

// formatting opens formatting elements that all differ, which the HTML standard
// opens anew in each paragraph.
func formatting() string {
	var b strings.Builder
	b.WriteString("<p>")
	for i := range 400 {
		b.WriteString("<b style='display:block;x:" + strings.Repeat("y", i) + "' class=c" + strings.Repeat("z", i) + ">")
	}
	return b.String()
}

// checkDocument holds what is true of every document, and of every page.
func checkDocument(t testing.TB, d *document.Document) {
	t.Helper()
	doctest.Check(t, d)
	for i, b := range d.Blocks {
		if b.Kind != document.TableBlock && (b.Text == "" || !strings.HasPrefix(b.Text, b.Marker)) {
			t.Errorf("block %d: text %q, marker %q", i, b.Text, b.Marker)
		}
	}
}

// TestDeep reads a page that the parser refuses: the finding says so, and
// tables and hidden text come out as from any other.
func TestDeep(t *testing.T) {
	page := "<!DOCTYPE html><style>.no{display:none}</style>" + strings.Repeat("<div>", 600) +
		"<h2>标题</h2><p>甲<b hidden>隐<i>藏</i></b>乙<span class=no>丙</span></p><table><tr><td rowspan=2>1<td>2<tr><td>3</table>"
	doc, err := html.Read(context.Background(), []byte(page), html.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := "0: h2 标题\n1: 甲乙\n2: table, 2 rows, 2 columns\n   0,0 (2x1) 1\n   0,1 2\n   1,1 3\n" +
		"X150 warning: the page is nested too deeply or has too many tags for the full reading; it was read tag by tag\n"
	if got := draw(doc); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, read := range []reading{html.Read, html.ReadTokens} {
		if _, err := read(ctx, []byte("<p>x"), html.Options{}); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
	}
}
