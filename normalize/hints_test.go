package normalize_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/normalize"
	"github.com/nianbao/nianbao/normalize/region"
)

// page is a document of paragraphs.
func page(t *testing.T, paragraphs ...string) *document.Document {
	t.Helper()
	doc := &document.Document{Format: "text"}
	for _, p := range paragraphs {
		doc.Blocks = append(doc.Blocks, document.Block{Kind: document.Paragraph, Text: p})
	}
	return doc
}

func TestHints(t *testing.T) {
	t.Parallel()
	sections := []string{"一、总体情况", "本单位按时完成了各项工作。", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况"}
	tests := []struct {
		name, title string
		hints       normalize.Hints
		year        int
		agency      string
		want        []diag.Code
	}{
		{"none", "青石镇人民政府2020年政府信息公开工作年度报告", normalize.Hints{}, 2020, "青石镇人民政府", nil},
		{"the same", "青石镇人民政府2020年政府信息公开工作年度报告", normalize.Hints{Agency: "白云县青石镇人民政府", Year: 2020}, 2020, "青石镇人民政府", nil},
		{"others", "青石镇人民政府2020年政府信息公开工作年度报告", normalize.Hints{Agency: "白云县财政局", Year: 2021}, 2020, "青石镇人民政府", []diag.Code{"N408", "N409"}},
		{"needed", "政府信息公开工作年度报告", normalize.Hints{Agency: "白云县财政局", Year: 2021}, 2021, "白云县财政局", []diag.Code{"N407", "N412"}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			r := normalize.Reports(page(t, append([]string{tc.title}, sections...)...), normalize.Options{Hints: tc.hints})[0]
			var got []diag.Code
			for _, f := range r.Findings {
				if slices.Contains([]diag.Code{"N401", "N407", "N408", "N409", "N412"}, f.Code) {
					got = append(got, f.Code)
				}
			}
			if r.Year != tc.year || r.Agency.Name != tc.agency {
				t.Errorf("year %d, agency %q", r.Year, r.Agency.Name)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestRegionHints(t *testing.T) {
	t.Parallel()
	huaibei, _ := region.Find("淮北市")
	const title = "2020年政府信息公开工作年度报告"
	tests := []struct {
		name, agency string
		hints        normalize.Hints
		code, method string
		want         []diag.Code
	}{
		{"none", "渠沟镇", normalize.Hints{}, "", "", []diag.Code{"N420"}},
		{"the user's", "渠沟镇", normalize.Hints{Place: huaibei}, "340603100", "hint", []diag.Code{"N421"}},
		{"the list's", "渠沟镇", normalize.Hints{Region: "安徽省淮北市"}, "340603100", "metadata", []diag.Code{"N421"}},
		{"the list's agency", "渠沟镇", normalize.Hints{Agency: "相山区渠沟镇"}, "340603100", "metadata", []diag.Code{"N421"}},
		{"the list's agency, for a bureau", "教育局", normalize.Hints{Agency: "相山区教育局"}, "340603", "metadata", []diag.Code{"N421"}},
		{"none of the table", "渠沟镇", normalize.Hints{Region: "白鹭县"}, "", "", []diag.Code{"N420", "N424"}},
		{"an address", "市场监督管理局", normalize.Hints{URL: "https://portal.example/?area=11370883004325769B"}, "370883", "uscc", []diag.Code{"N421"}},
		{"a province's portal", "渠沟镇", normalize.Hints{URL: "https://www.ah.gov.cn/1.html"}, "340603100", "host", []diag.Code{"N421"}},
		{"against the name", "相山区教育局", normalize.Hints{Region: "固安县"}, "340603", "name", []diag.Code{"N422"}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			r := normalize.Reports(page(t, tc.agency+title, "一、总体情况", "本单位按时完成了各项工作。"), normalize.Options{Hints: tc.hints})[0]
			var got []diag.Code
			for _, f := range r.Findings {
				if strings.HasPrefix(string(f.Code), "N42") {
					got = append(got, f.Code)
				}
			}
			if r.Region.Code != tc.code || r.Region.Method != tc.method {
				t.Errorf("region %q by %q", r.Region.Code, r.Region.Method)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
