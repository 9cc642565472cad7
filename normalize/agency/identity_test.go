package agency_test

import (
	"testing"

	"github.com/nianbao/nianbao/normalize/agency"
	"github.com/nianbao/nianbao/normalize/region"
	"github.com/nianbao/nianbao/normalize/schema"
)

func identify(name string, year int) agency.Identity {
	return agency.Identify(name, region.Resolve(region.Query{Name: name, Year: year}))
}

// One body by its spellings and over the years, in each line; no two lines are one.
func TestOneBodyOneID(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for _, same := range [][]struct {
		name string
		year int
	}{
		{{"相山区渠沟镇政府", 2020}, {"相山区渠沟镇人民政府", 2023}, {"淮北市相山区渠沟镇", 2012}, {"安徽省淮北市渠沟镇人民政府", 2021}, {"相山區渠溝鎮政府", 2020}},
		{{"淮北市相山区", 2012}, {"安徽省相山区人民政府", 2021}, {"相山区政府", 2015}},
		{{"相山区人民政府办公室", 2012}, {"相山区政府办公室", 2021}, {"相山区政府办", 2015}, {"相山区人民政府办公厅", 2015}},
		{{"上海市人民政府办公厅", 2012}, {"上海市政府办公室", 2021}},
		{{"重庆市九龙坡区二郎街道办事处", 2022}, {"九龙坡区二郎街道", 2019}, {"九龙坡区人民政府二郎街道办事处", 2021}, {"九龙坡区二郎街道办", 2020}},
		{{"密云县人民政府", 2012}, {"北京市密云区人民政府", 2020}, {"密云区", 2022}},
		{{"密云县教育局", 2012}, {"密云区教育局", 2020}},
		{{"寿县人民政府", 2012}, {"安徽省淮南市寿县人民政府", 2020}},
		{{"毕节地区行政公署", 2010}},
		{{"国家税务总局合肥市税务局", 2020}, {"合肥市税务局", 2021}, {"国家税务总局安徽省合肥市税务局", 2022}},
		{{"合肥市国家税务局", 2015}},
		{{"淮北市卫健委", 2021}, {"淮北市卫生健康委员会", 2020}, {"淮北市卫生健康委", 2020}},
		{{"淮北市发展改革委", 2021}, {"淮北市发展和改革委员会", 2020}, {"淮北市发改委", 2020}},
		{{"合肥高新区管委会", 2021}, {"合肥高新技术产业开发区管理委员会", 2020}, {"合肥市高新区管理委员会", 2022}},
		{{"国家税务总局", 2010}, {"国家税务总局", 2020}},
		{{"教育部", 2020}},
		{{"相山区无名岭镇人民政府", 2020}, {"相山区无名岭镇", 2021}},
		{{"襄樊市人民政府", 2009}, {"襄阳市人民政府", 2015}},
		{{"襄阳区人民政府", 2009}, {"襄州区人民政府", 2015}},
		{{"万盛区人民政府", 2009}}, {{"綦江区人民政府", 2015}},
	} {
		id := identify(same[0].name, same[0].year)
		if id.ID == "" || id.Canonical == "" {
			t.Errorf("%s: %+v", same[0].name, id)
		}
		if other, ok := seen[id.ID]; ok {
			t.Errorf("%s and %s are one", other, same[0].name)
		}
		seen[id.ID] = same[0].name
		for _, s := range same[1:] {
			if got := identify(s.name, s.year); got.ID != id.ID {
				t.Errorf("%s of %d is %s %s, and %s is %s", s.name, s.year, got.ID, got.Canonical, same[0].name, id.ID)
			}
		}
	}
}

// Names that could be those of several bodies have no id.
func TestNoID(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"", "市场监督管理局", "渠沟镇", "朝阳区教育局", "白鹭县教育局", "建设部门", "人民政府"} {
		if id := identify(name, 2020); id != (agency.Identity{}) {
			t.Errorf("%s is %+v", name, id)
		}
	}
}

func TestIdentity(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]agency.Identity{
		"相山区渠沟镇政府":        {ID: "b99696f43a4b76cc", Canonical: "安徽省淮北市相山区渠沟镇人民政府", Level: schema.TownLevel, Parent: "安徽省淮北市相山区人民政府"},
		"相山区人民政府":         {Canonical: "安徽省淮北市相山区人民政府", Level: schema.CountyLevel, Parent: "安徽省淮北市人民政府"},
		"淮北市教育局":          {Canonical: "安徽省淮北市教育局", Level: schema.CityLevel, Parent: "安徽省淮北市人民政府"},
		"安徽省人民政府":         {Canonical: "安徽省人民政府", Level: schema.ProvinceLevel},
		"广州市政府办公厅":        {Canonical: "广东省广州市人民政府办公厅", Level: schema.CityLevel, Parent: "广东省广州市人民政府"},
		"国家税务总局合肥市包河区税务局": {Canonical: "国家税务总局安徽省合肥市包河区税务局", Level: schema.CountyLevel, Parent: "国家税务总局"},
		"北京市朝阳区教育局":       {Canonical: "北京市朝阳区教育局", Level: schema.CountyLevel, Parent: "北京市朝阳区人民政府"},
		"东莞市石龙镇人民政府":      {Canonical: "广东省东莞市石龙镇人民政府", Level: schema.TownLevel, Parent: "广东省东莞市人民政府"},
		"大兴安岭地区":          {Canonical: "黑龙江省大兴安岭地区行政公署", Level: schema.CityLevel, Parent: "黑龙江省人民政府"},
		"相山区无名岭镇":         {Canonical: "安徽省淮北市相山区无名岭镇人民政府", Level: schema.TownLevel, Parent: "安徽省淮北市相山区人民政府"},
		"国家税务总局":          {Canonical: "国家税务总局", Level: schema.NationalLevel},
	} {
		got := identify(name, 2020)
		if want.ID != "" && got.ID != want.ID {
			t.Errorf("%s has the id %s, which was %s: ids must not change", name, got.ID, want.ID)
		}
		if (got.ParentID == "") != (want.Parent == "") {
			t.Errorf("%s: id of its parent %q", name, got.ParentID)
		}
		if want.Parent != "" && want.Parent != "国家税务总局" && identify(want.Parent, 2020).ID != got.ParentID {
			t.Errorf("%s: the id of its parent is not that of %s", name, want.Parent)
		}
		got.ID, got.ParentID, want.ID = "", "", ""
		if got != want {
			t.Errorf("%s is %+v, want %+v", name, got, want)
		}
	}
}
