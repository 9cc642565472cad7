package normalize_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/normalize"
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
