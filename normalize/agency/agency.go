// Package agency tells which public body a name is: its kind, its whole name, the
// body above it, and an id that is the same over years and spellings.
//
// It is pure, and safe for concurrent use. The rules are those of FORMATS.md §3.5.
package agency

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/normalize/label"
	"github.com/nianbao/nianbao/normalize/region"
	"github.com/nianbao/nianbao/normalize/schema"
)

// kinds are the kinds of public bodies by the ends of their names, in the order in
// which they are tried.
var kinds = []struct {
	kind   schema.AgencyType
	suffix []string
}{
	{schema.VerticallyManaged, []string{"税务局", "海关", "气象局", "消防救援局", "消防救援支队", "消防救援大队", "消防救援总队", "烟草专卖局", "海事局", "统计局调查队", "调查队", "调查总队"}},
	{schema.Office, []string{"办公厅", "办公室", "政府办", "府办", "党政办"}},
	{schema.StreetOffice, []string{"街道办事处", "街道办", "街道"}},
	{schema.Township, []string{"镇人民政府", "镇政府", "乡人民政府", "乡政府", "苏木人民政府", "苏木政府", "苏木", "镇", "乡"}},
	{schema.Government, []string{"人民政府", "政府", "行政公署", "省", "市", "自治区", "县", "区", "州", "盟", "旗"}},
	{schema.ManagementCommittee, []string{"管理委员会", "管委会"}},
	{schema.Committee, []string{"委员会", "科委", "发改委", "卫健委", "住建委", "经信委", "国资委", "教委", "农委", "委"}},
	{schema.Bureau, []string{"局", "署"}},
	{schema.Department, []string{"厅", "部"}},
	{schema.Organisation, []string{"中心", "大队", "支队", "总队", "事务所", "院", "所", "站", "馆", "学校", "医院", "公司", "处"}},
}

// Type tells the kind of a public body by its name.
func Type(name string) schema.AgencyType {
	flat := strings.TrimSuffix(label.Flat(name), "本级")
	for _, t := range kinds {
		if slices.ContainsFunc(t.suffix, func(s string) bool { return strings.HasSuffix(flat, s) }) {
			return t.kind
		}
	}
	return ""
}

// Identity is who a public body is.
type Identity struct {
	// ID is 16 hexadecimal digits, the same for one body in all years, spellings and
	// data sets; "" where the place, and so the body, is not known.
	ID string
	// Canonical is the whole name, from the province; "" where ID is.
	Canonical string
	Level     schema.AgencyLevel
	// Parent is the whole name of the body above it, ParentID its id; "" where the name
	// does not tell.
	Parent, ParentID string
}

// Identify tells who the body of a name is whose place was looked for.
func Identify(name string, res region.Result) Identity {
	if res.Place.Code == "" {
		return national(label.Flat(name), res)
	}
	b := bodyOf(res)
	id := Identity{ID: b.id(), Canonical: b.name(), Level: levels[res.Place.Level]}
	if res.Unlisted != "" {
		id.Level = schema.TownLevel
	}
	if p, ok := b.parent(); ok {
		id.Parent, id.ParentID = p.name(), p.id()
	} else if res.Central != "" {
		id.Parent, id.ParentID = res.Central, hash("", res.Central)
	}
	return id
}

var levels = map[region.Level]schema.AgencyLevel{region.Province: schema.ProvinceLevel, region.City: schema.CityLevel,
	region.County: schema.CountyLevel, region.Town: schema.TownLevel}

// national is for a name without a place: a body of the whole country, if the name
// says so.
func national(flat string, res region.Result) Identity {
	if len(res.Candidates) > 0 {
		return Identity{}
	}
	whole := res.Central + res.Body
	if flat != whole || !(strings.HasPrefix(whole, "国家") || strings.HasPrefix(whole, "国务院") || slices.Contains(ministries, whole)) {
		return Identity{}
	}
	return Identity{ID: hash("", whole), Canonical: whole, Level: schema.NationalLevel}
}

// ministries are departments of the State Council, those of before 2018 too, whose
// names do not begin with 国家.
var ministries = strings.Fields(`外交部 国防部 教育部 科学技术部 工业和信息化部 公安部 民政部 司法部 财政部 人力资源和社会保障部 自然资源部 生态环境部 住房和城乡建设部 交通运输部
	水利部 农业农村部 商务部 文化和旅游部 退役军人事务部 应急管理部 中国人民银行 审计署 海关总署 国土资源部 环境保护部 农业部 文化部 卫生部 铁道部 监察部 信息产业部
	人事部 劳动和社会保障部 交通部 建设部 中国气象局 中国民用航空局 中国证券监督管理委员会 中国银行保险监督管理委员会 中国银行业监督管理委员会 中国保险监督管理委员会 中国地震局`)

// body is a body at a place.
type body struct {
	place   region.Place
	heir    string // the place today, nine digits
	central string
	own     string // what it is called there, in one spelling
}

// id is the hash of what does not change over the years: the place as it is today,
// and what the body is called there.
func (b body) id() string {
	own := b.own
	if own == provincialOffice {
		own = office
	}
	if own != "税务局" { // 合肥市税务局 is 国家税务总局合肥市税务局
		own = b.central + own
	}
	return hash(b.heir, own)
}

func hash(place, own string) string {
	sum := sha256.Sum256([]byte("nianbao agency 1\n" + place + "\n" + own))
	return hex.EncodeToString(sum[:8])
}

func (b body) name() string {
	central := b.central
	if b.own == "税务局" {
		central = "国家税务总局"
	}
	return central + b.place.Name() + b.own
}

// above is a body of the place above, down to the county.
func (b body) above() (body, bool) {
	code := ""
	switch {
	case b.place.Level == region.Town:
		code = b.place.Code[:6]
		if b.place.County == "" {
			code = code[:4] + "00" // a city without counties
		}
	case b.place.Level == region.County && b.place.City != "":
		code = b.place.Code[:4] + "00"
	case b.place.Level == region.County, b.place.Level == region.City:
		code = b.place.Code[:2] + "0000"
	default:
		return body{}, false
	}
	p, ok := region.ByCode(code, b.place.Year)
	if !ok {
		return body{}, false
	}
	up := body{place: p, heir: region.Heir(p)}
	up.own = governmentOf(p)
	return up, true
}

// parent is the body above it: the government of its place, or, for that itself, the
// one above; the bureau for a branch; none for one that is managed from above.
func (b body) parent() (body, bool) {
	gov := governmentOf(b.place)
	switch {
	case b.own == gov:
		return b.above()
	case b.central != "" || Type(b.own) == schema.VerticallyManaged:
		return body{}, false
	case strings.HasSuffix(b.own, "分局"):
		return body{}, false // of the city's bureau, whose place the name has not
	}
	up := b
	up.own = gov
	return up, true
}
