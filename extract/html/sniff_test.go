package html_test

import (
	"strings"
	"testing"

	"github.com/nianbao/nianbao/extract/html"
)

func TestSniff(t *testing.T) {
	tests := []struct {
		name, data string
		want       bool
	}{
		{"document type", "<!DOCTYPE html><p>x", true},
		{"old document type", "\n <!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">", true},
		{"html", "<html>", true},
		{"upper case", "<HTML><BODY>", true},
		{"html with namespaces", `<html xmlns:v="urn:schemas-microsoft-com:vml">`, true},
		{"mark", "\xef\xbb\xbf<html>", true},
		{"comment first", "<!-- saved from url=(0014)about:internet -->\n<!--x--><html>", true},
		{"prolog", `<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html xmlns="http://www.w3.org/1999/xhtml">`, true},
		{"prolog and html", `<?xml version="1.0"?><html>`, true},
		{"server page", `<%@ page contentType="text/html" %><html><head></head><body></body></html>`, true},
		{"meta first", `<meta charset="utf-8"><p>x</p>`, true},
		{"table", "<table><tr><td>1</td></tr></table>", true},
		{"paragraph", "<p>x</p>", true},
		{"div", "<div class=a>x<br></div>", true},
		{"inline first", "<span>x</span><p>y</p>", true},
		{"text before the page", "Warning: include() failed\n<html><head></head><body><p>x</body></html>", true},
		{"text with many tags", "年报" + strings.Repeat("<p>一</p>", 20), true},
		{"UTF-16", "\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00", true},

		{"empty", "", false},
		{"space", " \n", false},
		{"text", "一、总体情况\n", false},
		{"text that mentions a tag", "用<a>标签写链接，用<table>写表格。", false},
		{"text that begins with a tag", "<a> is the anchor element; <b> is bold", false},
		{"text that begins with a block tag", "<p> marks a paragraph", false},
		{"angle brackets", "<<通知>>", false},
		{"a title in brackets", "<关于年报的通知>\n正文", false},
		{"Markdown", "# 年报\n\n" + strings.Repeat("<p>一</p>\n", 20), false},
		{"Markdown table", "| a | b |\n|---|---|\n" + strings.Repeat("| <b>1</b><br> | 2 |\n", 20), false},
		{"JSON", `{"html": "` + strings.Repeat("<p>一</p>", 20) + `"}`, false},
		{"other XML", `<?xml version="1.0"?><report><p>x</p></report>`, false},
		{"WordprocessingML", `<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="x"><w:body>`, false},
		{"SVG", `<svg xmlns="http://www.w3.org/2000/svg"><title>x</title></svg>`, false},
		{"other document type", `<!DOCTYPE svg PUBLIC "x"><svg>`, false},
		{"MIME message", "From: <Saved by Mozilla>\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/html\n\n<html><head></head><body>" + strings.Repeat("<p>x</p>", 20), false},
		{"binary", "\x00\x01<html>", false},
		{"zip", "PK\x03\x04<html>", false},
		{"rich text", `{\rtf1 <html>}`, false},
		{"unfinished tag", "<html", false},
		{"source code", "if a<b && c>d { x<y }\n" + strings.Repeat("vector<int> v;\n", 30), false},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if got := html.Sniff([]byte(tc.data)); got != tc.want {
				t.Errorf("Sniff = %v, want %v", got, tc.want)
			}
		})
	}
}
