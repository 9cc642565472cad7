package region

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// reading is a folded name of a body taken apart: the places that it begins with,
// and what is left.
type reading struct {
	refs  []ref // all that the places may be
	used  int   // bytes that the places take
	parts int   // number of places
	stem  bool  // the last place is only a stem
	short bool  // a place is not by its full name
	town  bool  // the last place is a town without a place before it
}

// longestName is the number of characters of the longest name that is looked for.
const longestName = 18

// read takes a name apart. It reads as far as places follow one another, each in
// the one before, and of several ways the one that goes farthest.
func (t *table) read(flat string) reading {
	best := t.chain(flat, nil, 4)
	if best.used == 0 || best.parts == 1 && best.stem && !isBody(flat[best.used:]) {
		if r := t.bareTown(flat); len(r.refs) > 0 {
			return r
		}
		if best.parts == 1 && best.stem && flat[best.used:] != "" {
			return reading{}
		}
	}
	return best
}

func (t *table) chain(flat string, under []ref, depth int) reading {
	best := reading{refs: under}
	if depth == 0 || flat == "" {
		return best
	}
	try := func(n int, refs []ref, kind nameKind) {
		if len(refs) == 0 {
			return
		}
		sub := t.afterPlace(flat[n:], refs, depth-1)
		if sub.parts == 0 && !endsPlace(flat[:n], flat[n:]) {
			return
		}
		if kind == stemName && under != nil && sub.parts == 0 {
			return // 安徽省+怀远… : a stem counts only before a further place
		}
		sub.short = sub.short || kind != fullName
		sub.stem = sub.parts == 0 && kind == stemName || sub.parts > 0 && sub.stem
		sub.used, sub.parts = sub.used+n, sub.parts+1
		if sub.used > best.used {
			best = sub
		}
	}
	for n := range prefixes(flat) {
		name := flat[:n]
		if first, ok := t.names[name]; ok {
			for kind := fullName; kind <= stemName; kind++ {
				try(n, t.named(first, kind, under), kind)
			}
		}
		if under != nil && townLike(name) {
			try(n, t.townsIn(name, under), fullName)
		}
	}
	if found := t.townsOfCounties(flat, under); found != nil {
		for _, n := range slices.Sorted(maps.Keys(found)) {
			try(n, found[n], fullName)
		}
	}
	return best
}

// afterPlace goes on behind a place: 某区人民政府某街道办事处 has the government in
// between.
func (t *table) afterPlace(rest string, refs []ref, depth int) reading {
	sub := t.chain(rest, refs, depth)
	for _, gov := range [...]string{"人民政府", "政府"} {
		if inner, ok := strings.CutPrefix(rest, gov); ok {
			if deep := t.chain(inner, refs, depth); deep.parts > 0 && !deep.stem && deep.used+len(gov) > sub.used {
				deep.used += len(gov)
				sub = deep
			}
			break
		}
	}
	return sub
}

// prefixes are the lengths of the beginnings of a text that may be a name, from two
// characters.
func prefixes(flat string) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		count := 0
		for i := range flat {
			if count >= 2 && !yield(i) || count > longestName {
				return
			}
			count++
		}
		if count >= 2 && count <= longestName {
			yield(len(flat))
		}
	}
}

// named are the divisions of a kind of name that lie in one of those above, nil is no
// limit. first is the first entry of the name.
func (t *table) named(first int32, kind nameKind, under []ref) (out []ref) {
	if under == nil && kind == childName {
		return nil
	}
	for e := first; e >= 0; e = t.entries[e].next {
		if t.entries[e].kind != kind {
			continue
		}
		r := ref{t.entries[e].div, -1}
		if under == nil || slices.ContainsFunc(under, func(in ref) bool { return t.below(r, in) }) {
			out = append(out, r)
		}
	}
	return out
}

func (t *table) below(r, in ref) bool {
	return t.divs[r.div].level() != t.divs[in.div].level() && in.town < 0 && t.within(r, in)
}

// townsIn are the towns of a name in one of the divisions above the counties.
func (t *table) townsIn(name string, under []ref) (out []ref) {
	for _, in := range under {
		if lo, hi := t.span(in); hi-lo > 1000 {
			t.townsNamed(name, func(i int32) {
				if c := t.towns[i].code; c >= lo && c < hi {
					out = append(out, t.townRef(i))
				}
			})
		}
	}
	return out
}

// townsOfCounties are the towns of counties with which a text begins, by the lengths
// of their names; nil for none.
func (t *table) townsOfCounties(flat string, under []ref) (found map[int][]ref) {
	for _, in := range under {
		lo, hi := t.span(in)
		if hi-lo != 1000 {
			continue
		}
		first, last := t.townsOf(lo, hi)
		for i := first; i < last; i++ {
			if name := t.flatTown(i); strings.HasPrefix(flat, name) {
				if found == nil {
					found = map[int][]ref{}
				}
				found[len(name)] = append(found[len(name)], t.townRef(i))
			}
		}
	}
	return found
}

// townLike tells whether a name ends as names of towns do, farms, prisons and works
// that have a code of that level among them.
func townLike(name string) bool {
	last, _ := utf8.DecodeLastRuneInString(name)
	switch last {
	case '镇', '乡', '道', '木', '区', '场', '处', '会', '园', '城', '地', '心', '团', '司', '所', '局', '岛', '村', '港', '路', '矿', '社', '厂', '站', '线', '库', '狱', '湖', '院', '谷', '域', '部', '业', '山', '中', '队', '段', '坝', '口', '组', ')':
		return true
	}
	return false
}

// bareTown reads a name that begins with a town and no place before it.
func (t *table) bareTown(flat string) reading {
	var best reading
	for n := range prefixes(flat) {
		if !townLike(flat[:n]) || !afterTown(flat[n:]) {
			continue
		}
		var refs []ref
		t.townsNamed(flat[:n], func(i int32) { refs = append(refs, t.townRef(i)) })
		if len(refs) > 0 {
			best = reading{refs: refs, used: n, parts: 1, town: true}
		}
	}
	return best
}

// afterTown tells whether what follows a town says that it is one.
func afterTown(rest string) bool {
	for _, s := range [...]string{"人民政府", "政府", "办", "党", "管委会", "管理委员会"} {
		if strings.HasPrefix(rest, s) {
			return true
		}
	}
	return rest == ""
}

// endsPlace tells whether a place may end between name and rest. 市 and 市场 share
// their sign, and so do others.
func endsPlace(name, rest string) bool {
	last, _ := utf8.DecodeLastRuneInString(name)
	next, _ := utf8.DecodeRuneInString(rest)
	switch last {
	case '市':
		return next != '场' && next != '容' && !(next == '政' && hasAny(rest, "政工", "政管", "政园", "政公用", "政设", "政养"))
	case '区':
		return next != '域' && next != '块'
	case '乡':
		return next != '村' && next != '镇'
	case '县':
		return next != '域'
	}
	return true
}

func hasAny(s string, prefixes ...string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s, p) })
}

// bodyWords are what names of bodies begin with behind a place.
var bodyWords = strings.Fields(`人民政府 政府 教育 公安 财政 税务 国税 地税 市场监督 市场监管 工商 质量技术 质监 食品药品 药品 自然资源 国土 规划 住房 住建 城乡
	城市管理 城管 城建 建设 交通 水利 水务 农业 农村 农牧 林业 林草 草原 园林 商务 文化 文广 文旅 旅游 体育 广播 新闻 卫生 卫健 疾病 医疗 医保 人力 人社 民政
	司法 审计 统计 应急 安全生产 安监 生态 环境 环保 发展 发改 科技 科学 工业 经济 经信 信息化 大数据 数据 政务 行政 审批 信访 机关事务 国有资产 国资 金融 民族 宗教
	侨务 外事 档案 气象 海关 海事 烟草 邮政 通信 消防 退役 粮食 物价 知识产权 人防 人民防空 地震 供销 残疾 残联 红十字 扶贫 乡村振兴 移民 监狱 戒毒 法院 检察
	调查队 调查总队 监管局 证监局 银保监 公积金 住房公积金 社会保险 社保 就业 计划生育 人口 畜牧 渔业 海洋 盐务 煤炭 能源 地质 测绘 矿产 史志 党史 政协 人大 总工会 妇联 团委
	市场监督管理 场监督 管理委员会 管委会 办公室 办公厅 口岸 投资促进 招商 公路 铁路 民航 港口 公共资源 综合行政执法 综合执法 法制 接待 驻`)

// isBody tells whether what follows a stem is a body: 淮北市场监督管理局.
func isBody(rest string) bool {
	if rest == "" || hasSuffix(rest, "大学", "学院", "公司", "银行", "集团", "医院", "研究院", "研究所") {
		return false // 河北工业大学 lies elsewhere
	}
	return slices.ContainsFunc(bodyWords, func(w string) bool { return strings.HasPrefix(rest, w) })
}
