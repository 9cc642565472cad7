package html

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// naming is what the name of an element says of it.
type naming uint8

const (
	nameNone   naming = iota
	nameLikely        // furniture in most pages, but also part of an article
	nameSure          // furniture
	nameCrumb         // the line that says where in the site one is
)

// The words in the classes and ids of furniture. Those of sure and crumb may go
// on (nav, navbar).
var (
	sureWords = []string{"nav", "menu", "foot", "footer", "copyright", "share", "bdshare", "bshare", "calendar", "rili",
		"search", "sidebar", "login", "friendlink", "yqlj", "prevnext", "prenext", "relate", "xgwz", "xgxx"}
	crumbWords  = []string{"breadcrumb", "crumb", "bread", "weizhi", "dqwz", "curpos", "currentpos", "localtion"}
	likelyWords = setOf("top", "head", "header", "banner", "logo", "bottom", "position", "location", "place", "path", "tool",
		"tools", "toolbar", "print", "fontsize", "side", "left", "right", "link", "links", "hot", "qrcode", "ewm", "erweima",
		"float", "fixed", "gotop", "backtop", "totop", "lang", "language", "weather", "pager", "close", "wza", "btn", "btns")
)

// furnitureName reads an element's tag, role, class and id.
func furnitureName(n *html.Node) naming {
	switch n.DataAtom {
	case atom.Nav, atom.Footer:
		return nameSure
	}
	best := nameNone
	for _, a := range n.Attr {
		switch a.Key {
		case "role":
			switch a.Val {
			case "navigation", "search", "contentinfo":
				best = max(best, nameSure)
			case "banner":
				best = max(best, nameLikely)
			}
		case "class", "id":
			for word := range words(a.Val) {
				best = max(best, namingOf(word))
			}
		}
	}
	return best
}

// words yields the words of a class or id, in lower case: "topNav_left" is top,
// nav, left.
func words(s string) func(func(string) bool) {
	return func(yield func(string) bool) {
		start := -1
		for i, r := range s + " " {
			letter := r < 0x80 && isLetter(byte(r))
			hump := letter && r <= 'Z' && start >= 0 && s[i-1] >= 'a'
			if start >= 0 && (!letter || hump) {
				if !yield(strings.ToLower(s[start:i])) {
					return
				}
				start = -1
			}
			if letter && start < 0 {
				start = i
			}
		}
	}
}

func namingOf(word string) naming {
	if word == "footnote" || word == "footnotes" {
		return nameNone
	}
	for _, w := range crumbWords {
		if strings.HasPrefix(word, w) {
			return nameCrumb
		}
	}
	for _, w := range sureWords {
		if strings.HasPrefix(word, w) {
			return nameSure
		}
	}
	if likelyWords[word] {
		return nameLikely
	}
	return nameNone
}

// hasPrefix tells whether a text starts with one of some words.
func hasPrefix(text string, starts []string) bool {
	for _, w := range starts {
		if strings.HasPrefix(text, w) {
			return true
		}
	}
	return false
}

func containsAny(text string, parts []string) bool {
	for _, w := range parts {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// isCrumb tells whether a text says where in the site one is.
func isCrumb(text string) bool {
	text = strings.TrimLeft(text, " \u00a0\u3000【[>》→")
	if hasPrefix(text, []string{"当前位置", "您的位置", "您现在的位置", "您当前的位置", "您当前位置", "您所在的位置", "你的位置",
		"你现在的位置", "现在的位置", "所在位置", "当前栏目", "你所在的位置", "首页>", "網站首頁"}) {
		return true
	}
	for _, home := range []string{"首页", "网站首页", "本站首页"} {
		if rest, ok := strings.CutPrefix(text, home); ok && hasPrefix(strings.TrimLeft(rest, " \u00a0\u3000"), []string{">", "》", "»", "/", "›", "→", "-", "|", "::"}) {
			return true
		}
	}
	return false
}

// footerWords are what portals print at their foot: sure signs, and words of
// which two together are one.
var footerWords = newFinder("icp备", "公网安备", "版权所有", "网站标识码", "copyright", "all rights reserved",
	"主办：", "主办单位", "承办：", "承办单位", "技术支持", "网站地图", "联系我们", "关于我们", "网站声明", "隐私")

const sureFooterWords = 6

// isFooter tells whether a text is what portals print at their foot.
func isFooter(text string) (footer bool) {
	var met uint32
	footerWords.find(text, func(word int) bool {
		met |= 1 << word
		footer = word < sureFooterWords || met&(met-1) != 0
		return !footer
	})
	return footer
}

// isNeighbour tells whether a text leads to other articles.
func isNeighbour(text string) bool {
	text = strings.TrimLeft(text, " \u00a0\u3000【[<>·•")
	if text == "相关链接" || text == "相关信息" {
		return true
	}
	return hasPrefix(text, []string{"上一篇", "下一篇", "上一条", "下一条", "前一篇", "后一篇", "上篇：", "下篇：",
		"相关文章", "相关阅读", "相关新闻", "推荐阅读", "热点新闻", "相关稿件", "相关链接：", "友情链接"})
}

// isImprint tells whether a text says when, by whom or under which number the
// article was published, or what is attached to it.
func isImprint(text string) bool {
	return containsAny(text, []string{"发布日期", "发布时间", "发布机构", "发布单位", "信息来源", "来源：", "来源:", "索引号", "索 引 号",
		"文号", "文 号", "成文日期", "生成日期", "公开日期", "发文日期", "发文机关", "发文字号", "时间：", "时间:", "日期：", "日期:",
		"附件", "附表"}) || isDate(text)
}

// isDate tells whether a text holds a date of the year, month and day.
func isDate(text string) bool {
	for i := 0; i+8 <= len(text); i++ {
		if !isDigit(text[i]) || i > 0 && isDigit(text[i-1]) {
			continue
		}
		n := 0
		for n < 5 && i+n < len(text) && isDigit(text[i+n]) {
			n++
		}
		if n == 4 && (text[i] == '1' || text[i] == '2') && hasPrefix(text[i+4:], []string{"-", "/", ".", "年"}) {
			return true
		}
	}
	return false
}

// toolWords are what tools are labelled with, longest first where one begins
// another; telling are those that no other text has.
var (
	toolWords = []string{"打印本页", "打印此页", "打印", "关闭窗口", "关闭本页", "关闭", "字体大小", "字体", "字号", "默认", "特大",
		"超大", "大", "中", "小", "分享到", "分享", "微信好友", "朋友圈", "微信", "新浪微博", "腾讯微博", "微博", "QQ空间", "QQ好友", "QQ",
		"收藏本页", "收藏", "返回顶部", "返回上一页", "返回", "我要纠错", "纠错", "扫一扫在手机打开当前页", "扫一扫", "手机", "打开当前页",
		"在", "语音播报", "朗读", "保护视力色", "视力保护色", "背景色", "保存", "本页", "此页", "到", "一键", "更多", "复制链接", "二维码", "T", "+", "-", "A"}
	tellingTools = []string{"打印", "关闭", "字体", "字号", "分享", "收藏", "纠错", "扫一扫", "返回", "朗读"}
)

// isTools tells whether a text consists of nothing but the labels of tools.
func isTools(text string) bool {
	if !containsAny(text, tellingTools) {
		return false
	}
	for text != "" {
		rest := strings.TrimLeftFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) || r == '|' || r == '｜' })
		for _, w := range toolWords {
			if after, ok := strings.CutPrefix(rest, w); ok {
				rest = after
				break
			}
		}
		if len(rest) == len(text) {
			return false
		}
		text = rest
	}
	return true
}
