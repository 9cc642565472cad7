package html_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/html"
)

// TestNothingLost composes pages of random layout around a report whose pieces
// are numbered ⟦n⟧, furniture being numbered ⟪n⟫, with names of classes that
// help or mislead. No piece of the report may be lost, and little furniture may
// stay.
func TestNothingLost(t *testing.T) {
	const pages = 400
	furniture, kept := 0, 0
	for seed := range uint64(pages) {
		g := &composer{rand: rand.New(rand.NewPCG(seed, 1))}
		page := g.page()
		doc, err := html.Read(context.Background(), []byte(page), html.Options{})
		if err != nil {
			t.Fatal(err)
		}
		text := allText(doc)
		for i := range g.pieces {
			if strings.Count(text, piece(i)) != 1 {
				t.Errorf("seed %d: piece %d stands %d times\n%s", seed, i, strings.Count(text, piece(i)), page)
				return
			}
		}
		furniture += g.parts
		for i := range g.parts {
			if strings.Contains(text, part(i)) {
				kept++
			}
		}
	}
	t.Logf("%d of %d pieces of furniture stayed", kept, furniture)
	if kept*50 > furniture {
		t.Errorf("%d of %d pieces of furniture stayed", kept, furniture)
	}
}

func allText(d *document.Document) string {
	var b strings.Builder
	for _, blk := range d.Blocks {
		b.WriteString(blk.Text + "\n")
		if blk.Table != nil {
			for _, c := range blk.Table.Cells {
				b.WriteString(c.Text + "\n")
			}
		}
	}
	return b.String()
}

func piece(i int) string { return fmt.Sprintf("⟦%d⟧", i) }
func part(i int) string  { return fmt.Sprintf("⟪%d⟫", i) }

// composer composes a page.
type composer struct {
	rand          *rand.Rand
	pieces, parts int
}

func (g *composer) pick(s ...string) string { return s[g.rand.IntN(len(s))] }
func (g *composer) chance(p float64) bool   { return g.rand.Float64() < p }

// r numbers a piece of the report, f one of furniture.
func (g *composer) r(text string) string {
	g.pieces++
	return text + piece(g.pieces-1)
}

func (g *composer) f(text string) string {
	g.parts++
	return text + part(g.parts-1)
}

var classes = []string{"", "", "", ` class="content"`, ` class="main"`, ` class="left"`, ` class="right"`, ` class="fl"`, ` class="top"`,
	` class="nav-content"`, ` class="w1200 header-box"`, ` id="print"`, ` class="share-wrap"`, ` class="list_right"`, ` id="zoom"`,
	` class="TRS_Editor"`, ` class="article"`, ` class="foot-con"`, ` class="search-result"`, ` id="content"`, ` class="position"`}

func (g *composer) wrap(s string, depth int) string {
	for range g.rand.IntN(depth + 1) {
		switch g.rand.IntN(4) {
		case 0:
			s = "<table><tr><td" + g.pick(classes...) + ">" + s + "</td></tr></table>"
		default:
			tag := g.pick("div", "div", "section", "article")
			s = "<" + tag + g.pick(classes...) + ">\n" + s + "\n</" + tag + ">"
		}
	}
	return s
}

func (g *composer) page() string {
	title := "云溪县档案局2022年政府信息公开工作年度报告"
	head := `<meta charset="utf-8">`
	if g.chance(0.5) {
		head += `<meta name="ArticleTitle" content="` + title + `">`
	}
	if g.chance(0.8) {
		head += "<title>" + title + g.pick("", "_云溪县人民政府", " - 信息公开") + "</title>"
	}
	titled := g.pick("<h1>%s</h1>", "<h2 class=\"title\">%s</h2>", "<p align=center>%s</p>", "<div class=\"tit\"><span>%s</span></div>", "<div class=\"header\"><h3>%s</h3></div>", "<div class=\"header\"><a href=\"#\">"+title+"</a><br>%s</div>")
	title = fmt.Sprintf(titled, g.r(title))
	imprint := g.pick("<div>%s</div>", "<p class=\"info\">%s</p>", "<div class=\"tools\">%s</div>")
	imprint = fmt.Sprintf(imprint, g.r(g.pick("发布日期：2023-01-11　来源：县档案局", "2023-01-11 09:20", "【信息来源：县档案局】【打印】")))
	body := g.report()
	attached := ""
	if g.chance(0.5) {
		attached = "<div" + g.pick(classes...) + ">附件：<a href=\"/a/b.docx\">" + g.r("年报全文") + "</a></div>"
	}
	article := title + imprint + g.wrap(body, 2) + attached + g.after()
	if g.chance(0.3) {
		article = title + g.wrap(imprint+body, 1) + g.after() + attached
	}
	article = g.wrap(article, 3)
	side := ""
	if g.chance(0.5) {
		side = g.links("div", ` class="side"`, 4)
	}
	if g.chance(0.1) {
		side += "<p>欢迎访问云溪县人民政府门户网站，我们将竭诚为您提供各类政务信息和办事服务。</p>"
	}
	return "<!DOCTYPE html><html><head>" + head + "</head><body>" + g.top() + g.wrap(g.crumb()+side+article, 2) + g.foot() + "</body></html>"
}

func (g *composer) report() string {
	var b strings.Builder
	paragraph := g.pick("<p>%s</p>\n", "<p>%s</p>\n", "<div>%s</div>", "%s<br>\n", "%s<br><br>", "<p"+g.pick(classes...)+">%s</p>")
	p := func(s string) { fmt.Fprintf(&b, paragraph, g.r(s)) }
	if g.chance(0.1) {
		p("我局按照条例要求编制本报告，统计期限自2022年1月1日至2022年12月31日，各项数据如下表。")
		return b.String() + g.table() + g.table()
	}
	for i, h := range []string{"总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "其他需要报告的事项"} {
		if g.chance(0.1) {
			continue
		}
		switch g.rand.IntN(3) {
		case 0:
			fmt.Fprintf(&b, "<h3>%s</h3>\n", g.r([]string{"一", "二", "三", "六"}[i]+"、"+h))
		default:
			p([]string{"一", "二", "三", "六"}[i] + "、" + h)
		}
		for range g.rand.IntN(4) {
			p("我局全年整理馆藏目录，按月核对公开清单，凡能公开的一律在网站公布，并接受群众查询。")
		}
		if g.chance(0.3) {
			p("无。")
		}
		if g.chance(0.2) {
			fmt.Fprintf(&b, "<p><a href=\"http://www.example.cn\">%s</a></p>", g.r("http://www.example.cn"))
		}
		if g.chance(0.2) {
			fmt.Fprintf(&b, "<ul><li><a href=1.html>%s</a></li><li><a href=2.html>%s</a></li></ul>", g.r("公开指南"), g.r("公开目录"))
		}
		if g.chance(0.6) {
			b.WriteString("<div" + g.pick(classes...) + ">" + g.table() + "</div>")
		}
		if g.chance(0.2) {
			p("分享经验：打印店、字体设计等行业的信息按类公布。")
		}
	}
	b.WriteString("<p>" + g.r("我局按照条例要求编制本报告，统计期限自2022年1月1日至2022年12月31日，特此公布。") + "</p>")
	if g.chance(0.5) {
		fmt.Fprintf(&b, "<p align=right>%s<br>%s</p>", g.r("云溪县档案局"), g.r("2023年1月10日"))
	}
	return b.String()
}

func (g *composer) table() string {
	var b strings.Builder
	b.WriteString("<table border=1>")
	rows, cols := 2+g.rand.IntN(8), 2+g.rand.IntN(6)
	for r := range rows {
		b.WriteString("<tr>")
		for c := range cols {
			text := g.pick("0", "1", "12", "&nbsp;", "—", "")
			if r == 0 || c == 0 {
				text = g.pick("信息内容", "规章", "行政许可", "总计", "自然人", "其他")
			}
			if g.chance(0.02) {
				text = "<a href=\"/t\">" + text + "</a>"
			}
			b.WriteString("<td>" + g.r(text) + "</td>")
		}
		b.WriteString("</tr>")
	}
	return b.String() + "</table>"
}

func (g *composer) links(tag, class string, n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<%s%s><ul>", tag, class)
	for i := range n {
		fmt.Fprintf(&b, "<li><a href=\"/c/%d/\">%s</a></li>", i, g.f(g.pick("政务公开", "办事服务", "走进云溪", "新闻")))
	}
	fmt.Fprintf(&b, "</ul></%s>", tag)
	return b.String()
}

func (g *composer) top() string {
	switch g.rand.IntN(4) {
	case 0:
		return g.links("nav", "", 6)
	case 1:
		return "<div class=\"head\"><img src=logo.png></div>" + g.links("div", ` class="menu"`, 8)
	case 2:
		return "<table><tr><td><a href=/>" + g.f("首页") + "</a></td><td><a href=/x>" + g.f("公开") + "</a></td><td><a href=/y>" + g.f("服务") + "</a></td></tr></table>"
	}
	return g.links("div", "", 5)
}

func (g *composer) crumb() string {
	text := g.f(g.pick("当前位置：", "您现在的位置：", "")) + `<a href="/">首页</a> &gt; <a href="/g/">` + g.f("政务公开") + "</a>"
	return g.pick("<div>", "<p>", `<div class="position">`, `<div class="crumbs">`) + text + "</div>"
}

func (g *composer) after() string {
	var b strings.Builder
	if g.chance(0.5) {
		b.WriteString(`<div class="bdsharebuttonbox"><a href="#">` + g.f("微信") + `</a><a href="#">` + g.f("微博") + "</a></div>")
	}
	if g.chance(0.5) {
		b.WriteString("<div>【<a href=\"javascript:window.print()\">打印</a>】【<a href=\"javascript:window.close()\">关闭</a>】</div>")
	}
	if g.chance(0.5) {
		fmt.Fprintf(&b, "<p>上一篇：<a href=1.html>%s</a></p><p>下一篇：<a href=2.html>%s</a></p>", g.f("林业局年报"), g.f("审计局年报"))
	}
	if g.chance(0.3) {
		b.WriteString(g.links("div", ` class="related"`, 3))
	}
	return b.String()
}

func (g *composer) foot() string {
	return g.pick(`<div class="footer">`, "<footer>", "<div>", `<div id="bottom">`) +
		"<p>" + g.f("主办：云溪县人民政府办公室　承办：云溪县数据局　电话：0000-1111111") + "</p><p>" + g.f("版权所有　某ICP备12345678号") + "</p></div>"
}
