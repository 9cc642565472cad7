package form

import (
	"fmt"
	"strings"
	"testing"
)

// TestVariablesOfForms holds all names to what databases and statistics programs
// take, and samples of them to the cells that they name.
func TestVariablesOfForms(t *testing.T) {
	set, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	vars, err := set.Variables()
	if err != nil {
		t.Fatal(err)
	}
	cells := map[string]string{}
	for i, v := range vars {
		cells[v.Name] = fmt.Sprint(cellOf(&vars[i]), " ", v.Forms)
		if v.Title == "" || v.TitleZH == "" || v.Meaning == "" || v.MeaningZH == "" {
			t.Errorf("%s lacks a text: %+v", v.Name, v)
		}
	}
	for name, want := range map[string]string{
		"req_received_total":           "requests/received/total [cn_goi_2019 cn_goi_2021]",
		"req_processed_nat":            "requests/processed_total/natural_person [cn_goi_2019 cn_goi_2021]",
		"pro_licensing_decisions":      "proactive/licensing/decisions [cn_goi_2019 cn_goi_2021]",
		"pro_admin_fees_yuan":          "proactive/admin_fees/amount [cn_goi_2021]",
		"pro_admin_fees_items_prev":    "proactive/admin_fees/items_prev_year [cn_goi_2019]",
		"rem_suit_after_review_total":  "remedies/suit_after_review/total [cn_goi_2019 cn_goi_2021]",
		"s14_budget_yuan":              "stats2014/budget_wan/value [cn_goi_2014]",
		"c_requests_received":          "concept requests_received [cn_goi_2014 cn_goi_2019 cn_goi_2021]",
		"txt_info_processing_fee_yuan": "narrative/info_processing_fee/value [cn_goi_2019 cn_goi_2021]",
	} {
		if cells[name] != want {
			t.Errorf("%s is %q, want %q", name, cells[name], want)
		}
	}
}

func TestLintVariables(t *testing.T) {
	const head = `{"id": "f", "title": {"en": "F", "zh": "表"}, "source": {"document": "d", "number": ""}, "years": {"first": 2000},
		"sections": [{"key": "s", "label": "情况"}], "tables": [{"key": "t", "var": "tab", "name": {"en": "T", "zh": "表"}, "section": "s", `
	const block = `"blocks": [{"rows": [{"key": "r", "label": "甲"}, {"key": "q", "label": "丁"}], "columns": [{"key": "a", "label": "乙"}, {"key": "b", "label": "丙"}]}]}]}`
	if _, err := Load(strings.NewReader(head + block)); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ name, old, new, want string }{
		{"no prefix", `"var": "tab", `, ``, `table t: var`},
		{"too long", `"key": "r",`, `"key": "r", "var": "a_name_that_has_many_letters",`, "at most 32"},
		{"no name", `"key": "r",`, `"key": "r", "var": "Received",`, "a letter first"},
		{"two cells", `"key": "r",`, `"key": "r", "var": "q",`, "variable tab_q_a: is t/r/a in f and t/q/a in f"},
		{"money", `"label": "乙"`, `"label": "乙", "unit": "money"`, "money ends in _yuan"},
		{"no money", `"key": "a",`, `"key": "a", "var": "yuan",`, "money ends in _yuan"},
	} {
		_, err := Load(strings.NewReader(strings.Replace(head+block, tc.old, tc.new, 1)))
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want %q in it", tc.name, err, tc.want)
		}
	}
	// "" leaves a label out.
	f, err := Load(strings.NewReader(strings.Replace(head+block, `"key": "a",`, `"key": "a", "var": "",`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	if vars, _ := (&Set{Forms: []*Form{f}}).Variables(); vars[0].Name != "tab_r" || vars[1].Name != "tab_r_b" {
		t.Errorf("%s, %s", vars[0].Name, vars[1].Name)
	}
}

// TestLintIn compares with the names of other forms.
func TestLintIn(t *testing.T) {
	set, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	const text = `{"id": "f", "title": {"en": "F", "zh": "表"}, "source": {"document": "d", "number": ""}, "years": {"first": 2030},
		"sections": [{"key": "s", "label": "情况"}], "tables": [{"key": "t", "var": "req", "name": {"en": "T", "zh": "表"}, "section": "s",
		"blocks": [{"rows": [{"key": "granted", "label": "甲"}], "columns": [{"key": "total", "label": "乙"}]}]}]}`
	f, err := Load(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	errs := f.LintIn(set)
	if len(errs) == 0 || !strings.Contains(errs[0].Error(), "req_granted_total") {
		t.Errorf("%v", errs)
	}
}
