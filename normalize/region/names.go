package region

import (
	"strings"
	"unicode/utf8"
)

// nameKind says how a division is called by a name.
type nameKind uint8

const (
	fullName  nameKind = iota
	shortName          // 延边州, 围场县, 合肥高新区: only one division of a place is called so
	childName          // 高新区, which only behind the name of its city says which
	stemName           // 淮北: perhaps not even a place
)

// entry is one name of a division.
type entry struct {
	div  int32
	next int32 // the next entry of the same name, or -1
	kind nameKind
}

// nameAll lists all names of all divisions.
func (t *table) nameAll() {
	t.names = make(map[string]int32, 3*len(t.divs))
	t.entries = make([]entry, 0, 3*len(t.divs))
	for i := range t.divs {
		d := &t.divs[i]
		t.addName(d.flat, int32(i), fullName)
		if d.short != "" {
			t.addName(d.short, int32(i), shortName)
		}
		if utf8.RuneCountInString(d.stem) >= 2 && d.stem != d.flat {
			t.addName(d.stem, int32(i), stemName)
		}
		if d.zone() {
			t.nameZone(int32(i))
		}
	}
}

// zone tells of a development zone that the statisticians count as a county: its
// code ends in 71 to 79.
func (d *division) zone() bool { return d.code%100 > 70 && d.code%100 < 80 }

func (t *table) addName(name string, div int32, kind nameKind) {
	next := int32(-1)
	if first, ok := t.names[name]; ok {
		next = first
		for e := first; e >= 0; e = t.entries[e].next {
			if t.entries[e].div == div {
				return
			}
		}
	}
	t.names[name] = int32(len(t.entries))
	t.entries = append(t.entries, entry{div, next, kind})
}

// nameZone lists the usual names of a development zone: without the city, and
// with 高新区 for 高新技术产业开发区.
func (t *table) nameZone(i int32) {
	d := &t.divs[i]
	names := []string{d.flat}
	first, last := t.divsOf(d.code/100*100, d.code/100*100+1)
	for c := first; c < last; c++ {
		stem := t.divs[c].stem
		if _, rest, ok := strings.Cut(d.flat, stem); ok && stem != "" && rest != "" {
			own := strings.TrimPrefix(rest, "市")
			t.addName(own, i, childName)
			names = append(names, stem+own, t.divs[c].flat+own)
			for _, short := range zoneShort(own) {
				t.addName(short, i, childName)
			}
		}
	}
	for _, n := range names {
		t.addName(n, i, shortName)
		for _, short := range zoneShort(n) {
			t.addName(short, i, shortName)
		}
	}
}

func zoneShort(name string) (out []string) {
	for _, to := range [...][2]string{
		{"高新技术产业开发区", "高新区"}, {"高新技术产业开发区", "高新技术开发区"}, {"高新技术产业开发区", "高新开发区"},
		{"高新技术产业园区", "高新区"}, {"高新技术开发区", "高新区"}, {"经济技术开发区", "经开区"}, {"经济技术开发区", "经济开发区"},
		{"经济开发区", "经开区"}, {"城乡一体化示范区", "示范区"},
	} {
		if before, ok := strings.CutSuffix(name, to[0]); ok && (before == "" || !strings.HasSuffix(name, "经济"+to[0])) {
			out = append(out, before+to[1])
		}
	}
	return out
}

// suffixes of divisions above the town, by their last character, the longer before
// those they end in.
var suffixes = map[rune][]string{
	'区': {"维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "地区", "林区", "特区", "新区", "矿区", "区"},
	'州': {"自治州", "州"}, '县': {"自治县", "县"}, '旗': {"自治旗", "联合旗", "旗"}, '省': {"省"}, '市': {"市"}, '盟': {"盟"},
}

// shorten is a name's stem, and its short form where that has a suffix too and is
// another: 延边 and 延边州 for 延边朝鲜族自治州.
func shorten(flat string) (stem, short string) {
	last, size := utf8.DecodeLastRuneInString(flat)
	for _, s := range suffixes[last] {
		before, ok := strings.CutSuffix(flat, s)
		if !ok || before == "" {
			continue
		}
		if !strings.HasPrefix(s, "自治") {
			return before, ""
		}
		stem = dropPeoples(before)
		if stem == before || s == "自治区" || utf8.RuneCountInString(stem) < 2 {
			return stem, ""
		}
		return stem, stem + s[len(s)-size:]
	}
	return flat, ""
}

// peoples are the names of the peoples of the country as they stand in names of
// places.
var peoples = strings.Fields(`各族 阿昌族 白族 保安族 布朗族 布依族 朝鲜族 傣族 达斡尔族 德昂族 东乡族 侗族 独龙族 俄罗斯族 鄂伦春族 鄂温克族
	高山族 仡佬族 哈尼族 哈萨克族 哈萨克 赫哲族 回族 基诺族 京族 景颇族 柯尔克孜族 柯尔克孜 拉祜族 黎族 傈僳族 珞巴族 满族 毛南族 门巴族
	蒙古族 蒙古 苗族 仫佬族 纳西族 怒族 普米族 羌族 撒拉族 畲族 水族 塔吉克族 塔吉克 塔塔尔族 土家族 土族 佤族 维吾尔族 乌孜别克族 锡伯族 锡伯
	瑶族 彝族 裕固族 藏族 壮族`)

// dropPeoples takes the names of peoples from the end, as long as something stays.
func dropPeoples(s string) string {
	for {
		before := s
		for _, p := range peoples {
			if rest, ok := strings.CutSuffix(s, p); ok && rest != "" {
				s = rest
				break
			}
		}
		if s == before {
			return s
		}
	}
}
