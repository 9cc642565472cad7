package agency

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/normalize/region"
)

const (
	government       = "人民政府"
	office           = "人民政府办公室"
	provincialOffice = "人民政府办公厅"
)

// subProvincial are the cities whose government has a 办公厅, as a province's.
var subProvincial = strings.Fields("广州市 武汉市 哈尔滨市 沈阳市 成都市 南京市 西安市 长春市 济南市 杭州市 大连市 青岛市 深圳市 厦门市 宁波市")

// governmentOf is what the government of a place is called.
func governmentOf(p region.Place) string {
	last := p.Town
	switch p.Level {
	case region.Town:
		switch {
		case strings.HasSuffix(last, "街道"):
			return "办事处"
		case hasSuffix(last, "镇", "乡", "苏木"):
			return government
		case hasSuffix(last, "管委会", "管理委员会", "办事处"):
			return ""
		}
		return "管理委员会"
	case region.County:
		if n := p.Code[4:]; n > "70" && n < "80" { // development zones
			if hasSuffix(p.County, "管委会", "委员会") {
				return ""
			}
			return "管理委员会"
		}
	case region.City:
		if hasSuffix(p.City, "地区", "盟") {
			return "行政公署"
		}
	}
	return government
}

func hasSuffix(s string, suffixes ...string) bool {
	return slices.ContainsFunc(suffixes, func(x string) bool { return strings.HasSuffix(s, x) })
}

// bodyOf takes a place's body from what was found of its name.
func bodyOf(res region.Result) body {
	b := body{place: res.Place, heir: res.Heir, central: res.Central}
	own := strings.TrimSuffix(strings.Trim(res.Body, "()"), "本级")
	if res.Unlisted != "" {
		b.own = ofTown(own, res.Unlisted)
		return b
	}
	gov := governmentOf(res.Place)
	switch own {
	case "", "政府", government, "行署", "行政公署":
		b.own = gov
	case "管委会", "管理委员会", "办事处", "办":
		b.own = gov
		if gov == government {
			b.own = spelt(own)
		}
	case "政府办公室", "政府办公厅", "政府办", "府办", office, provincialOffice:
		b.own = office
		if res.Place.Level == region.Province || slices.Contains(subProvincial, res.Place.City) && res.Place.Level == region.City {
			b.own = provincialOffice
		}
	default:
		b.own = spelt(own)
	}
	return b
}

// ofTown is the body of a town that the list does not have.
func ofTown(own, town string) string {
	switch rest := strings.TrimPrefix(own, town); rest {
	case "", "政府", government, "办事处":
		if strings.HasSuffix(town, "街道") {
			return town + "办事处"
		}
		return town + government
	default:
		return town + rest
	}
}

// short are abbreviations that stand for one name only.
var short = map[string]string{
	"发改委": "发展和改革委员会", "发展改革委": "发展和改革委员会", "发展改革委员会": "发展和改革委员会", "发展和改革委": "发展和改革委员会",
	"发改局": "发展和改革局", "发展改革局": "发展和改革局",
	"卫健委": "卫生健康委员会", "卫生健康委": "卫生健康委员会", "卫健局": "卫生健康局",
	"住建局": "住房和城乡建设局", "住房城乡建设局": "住房和城乡建设局", "住建厅": "住房和城乡建设厅", "住房城乡建设厅": "住房和城乡建设厅",
	"住建委": "住房和城乡建设委员会", "住房城乡建设委": "住房和城乡建设委员会", "住房和城乡建设委": "住房和城乡建设委员会", "住房城乡建设委员会": "住房和城乡建设委员会",
	"人社局": "人力资源和社会保障局", "人力资源社会保障局": "人力资源和社会保障局", "人社厅": "人力资源和社会保障厅", "人力资源社会保障厅": "人力资源和社会保障厅",
	"市监局": "市场监督管理局", "市场监管局": "市场监督管理局", "市场监督局": "市场监督管理局", "市市场监督管理局": "市场监督管理局",
	"工信局": "工业和信息化局", "工信厅": "工业和信息化厅", "经信局": "经济和信息化局", "经信厅": "经济和信息化厅", "经信委": "经济和信息化委员会", "经济信息化委": "经济和信息化委员会",
	"医保局": "医疗保障局", "退役军人局": "退役军人事务局", "国资委": "国有资产监督管理委员会", "应急局": "应急管理局",
	"农业农村委": "农业农村委员会", "管委会": "管理委员会", "教委": "教育委员会", "科委": "科学技术委员会",
}

// spelt is the name of a body at its place in one spelling.
func spelt(own string) string {
	if long, ok := short[own]; ok {
		return long
	}
	if before, ok := strings.CutSuffix(own, "管委会"); ok {
		return before + "管理委员会"
	}
	return own
}
