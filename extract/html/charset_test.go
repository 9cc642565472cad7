package html_test

import (
	"context"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/extract/html"
)

const (
	simplified  = "本年度共受理申请二十三件，已按期答复，其中予以公开十九件。主动公开的范围包括规章、规范性文件和年度预算。"
	traditional = "本年度共受理申請二十三件，已按期答覆，其中予以公開十九件。主動公開的範圍包括規章、規範性文件和年度預算。"
)

func TestCharset(t *testing.T) {
	http := func(charset string) string {
		return `<META http-equiv="Content-Type" content="text/html; charset=` + charset + `">`
	}
	meta := func(charset string) string { return `<meta charset="` + charset + `">` }
	tests := []struct {
		name    string
		before  string // bytes before the page
		prolog  string
		head    string
		charset string // in which the page is written
		text    string
		after   string // bytes after the text
		want    string // findings
	}{
		{name: "UTF-8 declared", head: meta("utf-8"), charset: "utf-8", text: simplified},
		{name: "UTF-8 undeclared", charset: "utf-8", text: simplified},
		{name: "UTF-8 with mark", before: "\xef\xbb\xbf", head: meta("gb2312"), charset: "utf-8", text: simplified},
		{name: "UTF-8 declared as GB2312", head: http("gb2312"), charset: "utf-8", text: simplified,
			want: `X151 info: read as UTF-8 (the page declares "gb2312")`},
		{name: "ASCII declared as GB2312", head: http("gb2312"), charset: "utf-8", text: "plain"},
		{name: "UTF-8 with one broken character", head: meta("utf-8"), charset: "utf-8", text: simplified, after: "\xe4\xb8",
			want: "X152 warning: 1 characters could not be decoded as UTF-8"},
		{name: "UTF-8 with one broken character, declared as GBK", head: meta("gbk"), charset: "utf-8", text: simplified, after: "\xe4\xb8",
			want: "X151 info: read as UTF-8 (the page declares \"gbk\")\nX152 warning: 1 characters could not be decoded as UTF-8"},
		{name: "GB2312", head: http("gb2312"), charset: "gbk", text: simplified},
		{name: "GBK characters declared as GB2312", head: http("GB2312"), charset: "gbk", text: simplified + "镕喆堃"},
		{name: "four bytes declared as GBK", head: http("gbk"), charset: "gb18030", text: simplified + "㐀𠮷"},
		{name: "traditional in GBK", head: http("gbk"), charset: "gbk", text: traditional},
		{name: "late declaration", head: "<script>" + strings.Repeat("// filler\n", 500) + "</script>" + http("gbk"), charset: "gbk", text: simplified},
		{name: "label with spaces and quotes", head: `<meta http-equiv=content-type content="text/html;charset = 'gb2312' ">`, charset: "gbk", text: simplified},
		{name: "declaration in a comment", head: "<!-- " + meta("big5") + " -->", charset: "gbk", text: simplified,
			want: "X151 info: read as GB18030"},
		{name: "declaration of a script", head: `<script charset="big5" src="a.js"></script>`, charset: "gbk", text: simplified,
			want: "X151 info: read as GB18030"},
		{name: "XML prolog", prolog: `<?xml version="1.0" encoding="GB2312"?>`, charset: "gbk", text: simplified},
		{name: "GBK undeclared", charset: "gbk", text: simplified, want: "X151 info: read as GB18030"},
		{name: "GBK declared as UTF-8", head: meta("utf-8"), charset: "gbk", text: simplified,
			want: `X151 info: read as GB18030 (the page declares "utf-8")`},
		{name: "GBK declared as ISO-8859-1", head: http("iso-8859-1"), charset: "gbk", text: simplified,
			want: `X151 info: read as GB18030 (the page declares "iso-8859-1")`},
		{name: "GBK declared as Big5", head: http("big5"), charset: "gbk", text: simplified,
			want: `X151 info: read as GB18030 (the page declares "big5")`},
		{name: "GBK after a mark of UTF-8", before: "\xef\xbb\xbf", charset: "gbk", text: simplified,
			want: `X151 info: read as GB18030 (the page declares "UTF-8")`},
		{name: "GBK declared as nonsense", head: meta("chinese-simplified"), charset: "gbk", text: simplified,
			want: `X151 info: read as GB18030 (the page declares "chinese-simplified")`},
		{name: "broken GBK", head: http("gbk"), charset: "gbk", text: simplified, after: "\xff",
			want: "X152 warning: 1 characters could not be decoded as GB18030"},
		{name: "Big5", head: http("big5"), charset: "big5", text: traditional},
		{name: "Big5 undeclared", charset: "big5", text: traditional, want: "X151 info: read as Big5"},
		{name: "Big5 declared as GB2312", head: http("gb2312"), charset: "big5", text: traditional,
			want: `X151 info: read as Big5 (the page declares "gb2312")`},
		{name: "UTF-16 with mark", before: "\xff\xfe", charset: "utf-16le", text: simplified},
		{name: "UTF-16 without mark", head: meta("utf-16"), charset: "utf-16le", text: simplified},
		{name: "UTF-16 big endian", before: "\xfe\xff", charset: "utf-16be", text: simplified},
		{name: "UTF-16 big endian without mark", charset: "utf-16be", text: simplified},
		{name: "windows-1252", head: meta("windows-1252"), charset: "windows-1252", text: "dépôt à Besançon, naïveté"},
		{name: "Shift JIS", head: meta("shift_jis"), charset: "shift_jis", text: "情報公開の年次報告です。ひらがなとカタカナ。"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			src := tc.prolog + "<!DOCTYPE html>\n<html><head>" + tc.head + "<title>" + tc.text[:min(3, len(tc.text))] +
				"</title></head><body><p title='<p>'>" + tc.text + "@@</p></body></html>\n"
			data := string(encode(t, tc.charset, src))
			mark := string(encode(t, tc.charset, "@@"))
			data = tc.before + strings.Replace(data, mark, tc.after, 1)
			for name, read := range map[string]reading{"Read": html.Read, "ReadTokens": html.ReadTokens} {
				doc, err := read(context.Background(), []byte(data), html.Options{})
				if err != nil {
					t.Fatal(err)
				}
				if len(doc.Blocks) != 1 {
					t.Fatalf("%s: blocks %v", name, doc.Blocks)
				}
				want := tc.text
				if strings.Contains(tc.want, "X152") {
					want += "\ufffd"
				}
				if got := doc.Blocks[0].Text; got != want {
					t.Errorf("%s: text\n%q, want\n%q", name, got, want)
				}
				var findings []string
				for _, f := range doc.Findings {
					findings = append(findings, string(f.Code)+" "+f.Severity.String()+": "+f.Message())
				}
				if got := strings.Join(findings, "\n"); got != tc.want {
					t.Errorf("%s: findings\n%s\nwant\n%s", name, got, tc.want)
				}
			}
			if !html.Sniff([]byte(data)) {
				t.Error("not taken for HTML")
			}
		})
	}
}
