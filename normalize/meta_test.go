package normalize

import (
	"testing"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/normalize/schema"
)

// The patterns of FORMATS.md §3.4, each line an element.
func TestTitles(t *testing.T) {
	tests := []struct {
		name   string
		lines  []string
		text   string
		agency string
		year   int
	}{
		{"broken over two lines", []string{"相山区渠沟镇政府2020年政府信息公开", "工作年度报告"}, "相山区渠沟镇政府2020年政府信息公开工作年度报告", "相山区渠沟镇政府", 2020},
		{"agency on a line of its own", []string{"淮安市人民政府", "2024 年政府信息公开工作年度报告"}, "淮安市人民政府2024年政府信息公开工作年度报告", "淮安市人民政府", 2024},
		{"year first", []string{"2019年上海市人民政府办公厅政府信息公开工作年度报告"}, "2019年上海市人民政府办公厅政府信息公开工作年度报告", "上海市人民政府办公厅", 2019},
		{"city, not city government", []string{"2022年上海市政府信息公开工作年度报告"}, "2022年上海市政府信息公开工作年度报告", "上海市", 2022},
		{"people's government shared", []string{"2022年青川县人民政府信息公开工作年度报告"}, "2022年青川县人民政府信息公开工作年度报告", "青川县人民政府", 2022},
		{"without 工作", []string{"宿迁市2017年政府信息公开年度报告"}, "宿迁市2017年政府信息公开年度报告", "宿迁市", 2017},
		{"政务", []string{"舒兰市市场监督管理局2016年政务信息公开年度报告"}, "舒兰市市场监督管理局2016年政务信息公开年度报告", "舒兰市市场监督管理局", 2016},
		{"words in another order", []string{"黄村镇2014年度信息年度公开报告"}, "黄村镇2014年度信息年度公开报告", "黄村镇", 2014},
		{"年度 before 政府", []string{"云林街道2015年度政府信息公开工作报告"}, "云林街道2015年度政府信息公开工作报告", "云林街道", 2015},
		{"a street without its county", []string{"建章路街道2022年政府信息公开工作年度报告"}, "建章路街道2022年政府信息公开工作年度报告", "建章路街道", 2022},
		{"a street office of a district", []string{"思明区嘉莲街道办事处", "2015年政府信息公开工作年度报告"}, "思明区嘉莲街道办事处2015年政府信息公开工作年度报告", "思明区嘉莲街道办事处", 2015},
		{"zeros in words", []string{"青川县财政局二零二零年政府信息公开工作年度报告"}, "青川县财政局二零二零年政府信息公开工作年度报告", "青川县财政局", 2020},
		{"关于", []string{"关于青川县2020年政府信息公开工作年度报告"}, "关于青川县2020年政府信息公开工作年度报告", "青川县", 2020},
		{"关于 inside", []string{"青川县财政局关于2020年度政府信息公开工作情况的报告"}, "青川县财政局关于2020年度政府信息公开工作情况的报告", "青川县财政局", 2020},
		{"annual report for short", []string{"青川县财政局2020年政府信息公开年报"}, "青川县财政局2020年政府信息公开年报", "青川县财政局", 2020},
		{"Chinese digits", []string{"青川县财政局二〇二〇年政府信息公开工作年度报告"}, "青川县财政局二〇二〇年政府信息公开工作年度报告", "青川县财政局", 2020},
		{"circles for zeros", []string{"青川县财政局二○二○年政府信息公开工作年度报告"}, "青川县财政局二○二○年政府信息公开工作年度报告", "青川县财政局", 2020},
		{"year in brackets", []string{"青川县财政局政府信息公开工作年度报告（2020年度）"}, "青川县财政局政府信息公开工作年度报告（2020年度）", "青川县财政局", 2020},
		{"traditional", []string{"青川縣財政局2020年政府信息公開工作年度報告"}, "青川縣財政局2020年政府信息公開工作年度報告", "青川縣財政局", 2020},
		{"portal line before", []string{"索引号：11340603/2021-00012", "青川县财政局2020年政府信息公开工作年度报告"}, "青川县财政局2020年政府信息公开工作年度报告", "青川县财政局", 2020},
		{"three lines", []string{"青川县", "财政局", "2020年政府信息公开工作年度报告"}, "青川县财政局2020年政府信息公开工作年度报告", "青川县财政局", 2020},
		{"broken within the name", []string{"2011年白鹭县水", "利局政府信息", "公开年度报告"}, "2011年白鹭县水利局政府信息公开年度报告", "白鹭县水利局", 2011},
		{"name that the text gives whole", []string{"白鹭县水", "利局2011年政府信息公开年度报告", "白鹭县水利局依法编写本报告"}, "白鹭县水利局2011年政府信息公开年度报告", "白鹭县水利局", 2011},
		{"a class of documents before", []string{"信息分类：", "政府信息公开年报", "青川县财政局2020年政府信息公开工作年度报告"}, "青川县财政局2020年政府信息公开工作年度报告", "青川县财政局", 2020},
		{"a heading of the page before", []string{"正文", "财政局2020年政府信息公开工作年度报告"}, "财政局2020年政府信息公开工作年度报告", "财政局", 2020},
		{"a notice is none", []string{"关于做好2020年政府信息公开工作年度报告编制工作的通知"}, "", "", 0},
		{"prose is none", []string{"现公布青川县2020年政府信息公开工作年度报告。"}, "", "", 0},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			var elems []element
			for _, l := range tc.lines {
				elems = append(elems, element{text: l})
			}
			got := chooseTitle(findTitles(elems), &document.Document{})
			if got.text != tc.text || got.agency != tc.agency || got.year != tc.year {
				t.Errorf("= %q by %q of %d\nwant %q by %q of %d", got.text, got.agency, got.year, tc.text, tc.agency, tc.year)
			}
		})
	}
}

func TestPeriods(t *testing.T) {
	year := func(y string) schema.Period { return schema.Period{Start: y + "-01-01", End: y + "-12-31"} }
	tests := []struct {
		text string
		want schema.Period
	}{
		{"数据统计期限自2020年1月1日至2020年12月31日。", year("2020")},
		{"所列数据的统计期限自 2024 年 1 月 1 日至 2024 年 12 月 31 日", year("2024")},
		{"数据统计期限从2019年1月1日到12月31日止", year("2019")},
		{"统计期限自2018年1月1日起至12月31日止", year("2018")},
		{"统计周期为2022年1月1日-2022年12月31日", year("2022")},
		{"统计时间为2022年1月1日至12月31日", year("2022")},
		{"统计期限自201711日至20171231日", year("2017")},
		{"统计期限自二〇二〇年1月1日至12月31日", year("2020")},
		{"统计期限自2008年5月1日至2008年12月31日", schema.Period{Start: "2008-05-01", End: "2008-12-31"}},
		{"培训于2020年3月1日至2020年3月5日举行", schema.Period{}},
		{"统计期限自2020年13月1日至2020年12月31日", schema.Period{}},
	}
	for _, tc := range tests {
		t.Run(tc.text, func(t *testing.T) {
			if got := findPeriod([]element{{text: tc.text}}, nil); got != tc.want {
				t.Errorf("= %v, want %v", got, tc.want)
			}
		})
	}
}
