package form_test

import (
	"strings"
	"testing"

	"github.com/nianbao/nianbao/normalize/form"
)

func TestEmbedded(t *testing.T) {
	set, err := form.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	cells := map[string]int{}
	for _, f := range set.Forms {
		for _, tab := range f.Tables {
			for _, b := range tab.Blocks {
				for _, r := range form.Leaves(b.Rows) {
					if !r.Alone {
						cells[f.ID+"/"+tab.Key] += len(form.Leaves(b.Columns))
					}
				}
			}
		}
	}
	// The numbers of value cells of the official forms (FORMATS.md §1).
	for k, want := range map[string]int{
		"cn_goi_2019/proactive": 22, "cn_goi_2019/requests": 161, "cn_goi_2019/remedies": 15,
		"cn_goi_2021/proactive": 10, "cn_goi_2021/requests": 175, "cn_goi_2021/remedies": 15,
		"cn_goi_2014/stats2014": 58,
	} {
		if cells[k] != want {
			t.Errorf("%s has %d cells, want %d", k, cells[k], want)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	const head = `{"id": "f", "title": {"en": "F", "zh": "表"}, "source": {"document": "d", "number": ""}, "years": {"first": 2000},
		"sections": [{"key": "s", "label": "情况"}], "tables": [{"key": "t", "name": {"en": "T", "zh": "表"}, "section": "s", `
	const block = `"blocks": [{"rows": [{"key": "r", "label": "甲"}], "columns": [{"key": "a", "label": "乙"}, {"key": "b", "label": "丙"}]}]`
	identity := func(s string) string { return head + block + `, "identities": [` + s + `]}]}` }
	tests := []struct{ name, json, want string }{
		{"unknown key", `{"id": "f", "nonsense": 1}`, "unknown field"},
		{"something behind", head + block + `}]} {}`, "something follows"},
		{"bad key", strings.Replace(head, `"t"`, `"T t"`, 1) + block + `}]}`, "want small letters"},
		{"no source", strings.Replace(head, `"d"`, `""`, 1) + block + `}]}`, "official document"},
		{"section that is not there", strings.Replace(head, `"section": "s"`, `"section": "x"`, 1) + block + `}]}`, `section "x" is not in the form`},
		{"same label twice after folding", head + strings.Replace(block, "丙", "（1）乙 ", 1) + `}]}`, "is also one of"},
		{"leaf without a key", head + strings.Replace(block, `"key": "b", `, "", 1) + `}]}`, "neither a key nor children"},
		{"unknown unit", head + strings.Replace(block, `"丙"`, `"丙", "unit": "ells"`, 1) + `}]}`, `unit "ells"`},
		{"identity of an unknown key", identity(`{"id": "i", "code": "N301", "severity": "error", "along": "rows", "left": ["a"], "right": ["zz"]}`), `key "zz" is not in the table`},
		{"identity of an unknown code", identity(`{"id": "i", "code": "N999", "severity": "error", "along": "rows", "left": ["a"], "right": ["b"]}`), "not in the catalogue"},
		{"identity along nothing", identity(`{"id": "i", "code": "N301", "severity": "error", "along": "x", "left": ["a"], "right": ["b"]}`), "want rows or columns"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			_, err := form.Load(strings.NewReader(tc.json))
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error = %v, want %q in it", err, tc.want)
			}
		})
	}
}

// The embedded forms are not linted when they are loaded.
func TestEmbeddedLint(t *testing.T) {
	set, err := form.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	if len(set.Forms) == 0 {
		t.Fatal("no form")
	}
	for _, f := range set.Forms {
		for _, err := range f.Lint() {
			t.Errorf("%s: %v", f.ID, err)
		}
	}
}
