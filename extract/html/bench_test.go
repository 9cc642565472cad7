package html_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	xhtml "golang.org/x/net/html"

	"github.com/nianbao/nianbao/extract/html"
)

// portalPage makes a page of about 200 KB such as portals publish: scripts and
// styles, navigation, an article pasted from Word with the tables of a report.
func portalPage() string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="SiteName" content="某县政府">` +
		`<meta name="ArticleTitle" content="某县民政局2023年政府信息公开工作年度报告"><meta name="PubDate" content="2024-01-20">` +
		`<title>某县民政局2023年政府信息公开工作年度报告-某县政府</title>` + "\n<style>\n")
	for i := range 150 {
		fmt.Fprintf(&b, ".box%d .item{width:%dpx;height:24px;line-height:24px;float:left;background:url(/images/b%d.png) no-repeat}\n", i, i, i)
	}
	b.WriteString(".hide{display:none}\n</style>\n<script type=\"text/javascript\">\n")
	for i := range 300 {
		fmt.Fprintf(&b, "  var item%d = document.getElementById('item%d'); if (item%d && a<b) { item%d.onclick = function(){ show(%d); } }\n", i, i, i, i, i)
	}
	b.WriteString("</script></head>\n<body>\n<div class=\"header\">\n<ul class=\"nav\">\n")
	for i := range 160 {
		fmt.Fprintf(&b, "  <li class=\"nav-item\"><a href=\"/zwgk/col%d/index.html\" target=\"_blank\" title=\"栏目名称%d\">栏目名称%d</a></li>\n", i, i, i)
	}
	b.WriteString("</ul></div>\n<div class=\"crumb\">当前位置：<a href=\"/\">首页</a> &gt; <a href=\"/zwgk/\">政务公开</a></div>\n" +
		"<div class=\"article\"><h1>某县民政局2023年政府信息公开工作年度报告</h1><p class=\"info\">发布日期：2024-01-20 来源：县民政局</p>\n<div id=\"zoom\" class=\"TRS_Editor\">\n")
	for _, heading := range []string{"一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "五、存在的主要问题及改进情况"} {
		fmt.Fprintf(&b, `<p class="MsoNormal" style="text-indent:32.0pt;line-height:28.0pt;mso-line-height-rule:exactly"><span style="font-size:16.0pt;font-family:黑体">%s<span lang="EN-US"><o:p></o:p></span></span></p>`+"\n", heading)
		for i := range 10 {
			fmt.Fprintf(&b, `<p class="MsoNormal" style="text-indent:32.0pt;line-height:28.0pt"><span lang="EN-US" style="font-size:16.0pt;font-family:仿宋_GB2312">2023</span><span style="font-size:16.0pt;font-family:仿宋_GB2312">年，我局围绕低保、养老、殡葬等领域集中公开信息</span><span lang="EN-US" style="font-size:16.0pt">%d</span><span style="font-size:16.0pt;font-family:仿宋_GB2312">条，逐条核对后在县政府网站发布，并回应群众关切。</span></p>`+"\n", i*7+3)
		}
		writeTable(&b, 16, 10)
	}
	b.WriteString("</div></div>\n<div class=\"pn\">上一篇：<a href=\"1.html\">某文</a></div>\n<div class=\"footer\"><p>版权所有：某县政府</p></div>\n</body></html>\n")
	return b.String()
}

func writeTable(b *strings.Builder, rows, cols int) {
	b.WriteString(`<table class="MsoNormalTable" border="1" cellspacing="0" cellpadding="0" style="border-collapse:collapse;border:none;mso-border-alt:solid windowtext .5pt"><tbody>` + "\n")
	for r := range rows {
		b.WriteString(`<tr style="mso-yfti-irow:1;height:20pt">`)
		for c := range cols {
			fmt.Fprintf(b, `<td width="62" style="width:46.5pt;border:solid windowtext 1.0pt;padding:0cm 5.4pt"><p align="center" style="text-align:center"><span lang="EN-US">%d</span></p></td>`+"\n", r*cols+c)
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody></table>\n")
}

func BenchmarkRead(b *testing.B) {
	utf8 := []byte(portalPage())
	gb := encode(b, "gb18030", strings.Replace(portalPage(), `charset="utf-8"`, `charset="gb2312"`, 1))
	for _, tc := range []struct {
		name string
		data []byte
		read reading
	}{
		{"utf-8", utf8, html.Read},
		{"gb2312", gb, html.Read},
		{"tokens", utf8, html.ReadTokens},
	} {
		b.Run(tc.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(tc.data)))
			for b.Loop() {
				if _, err := tc.read(context.Background(), tc.data, html.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkParseOnly is what only parsing the page as it is costs, to compare.
func BenchmarkParseOnly(b *testing.B) {
	data := []byte(portalPage())
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := xhtml.Parse(bytes.NewReader(data)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSniff(b *testing.B) {
	data := []byte(portalPage())
	b.ReportAllocs()
	for b.Loop() {
		if !html.Sniff(data) {
			b.Fatal("no HTML")
		}
	}
}
