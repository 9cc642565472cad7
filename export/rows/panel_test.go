package rows_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/export/internal/sample"
	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/normalize/schema"
)

// panelRow is the row of a report as texts, by column: null, or the value.
func panelRow(t *testing.T, r *schema.Report) map[string]string {
	t.Helper()
	p, err := rows.NewPanel(sample.Variables())
	if err != nil {
		t.Fatal(err)
	}
	set := rows.NewSet(p)
	set.Flatten(sample.Report(9)) // whose values must not stay
	set.Flatten(r)
	if len(set.Panel) == 0 {
		return nil
	}
	out := map[string]string{}
	for i, f := range p.Table.Fields {
		v := set.Panel[i]
		switch {
		case !v.Set:
			out[f.Name] = "null"
		case f.Type == rows.Number:
			out[f.Name] = v.Number.String()
		case f.Type == rows.Integer:
			out[f.Name] = fmt.Sprint(v.Int)
		default:
			out[f.Name] = v.Text
		}
	}
	return out
}

func TestPanelRow(t *testing.T) {
	t.Parallel()
	r := sample.Report(0)
	seven := decimal.FromInt(7)
	r.Concepts = []schema.Concept{{Key: "requests_granted", Value: &seven, Unit: schema.Count}, {Key: "without_a_column", Value: &seven}}
	r.Checks = schema.Checks{Held: 4, Failed: 1, HeldIfBlankIsZero: 1, NotEvaluable: 9}
	got := panelRow(t, r)
	for name, want := range map[string]string{
		"report_id": r.ReportID, "year": "2020", "form": "cn_goi_2019", "status": "partial", "agency_name": "青石镇人民政府",
		"url": "null", "error_count": "1", "warning_count": "2", "checks_held": "4", "checks_failed": "1",
		"checks_held_if_blank_is_zero": "1", "checks_not_evaluable": "9", "checks_share": "0.8333",
		"c_requests_granted": "7",
		"req_granted_nat":    "22",
		"req_granted_biz":    "0", // printed
		"req_granted_rsch":   "null",
		"req_granted_total":  "null",
		// 96171.25 万元
		"pro_admin_fees_yuan": "961712500",
		// 1176余
		"txt_proactive_items": "null", "approximate_count": "1", "unit_unstated_count": "0", "doubtful_count": "1",
	} {
		if got[name] != want {
			t.Errorf("%s is %q, want %q", name, got[name], want)
		}
	}
}

func TestPanelOfUnstatedMoney(t *testing.T) {
	t.Parallel()
	r := sample.Report(0)
	for i := range r.Facts {
		r.Facts[i].Unit = schema.Unstated
	}
	got := panelRow(t, r)
	if got["pro_admin_fees_yuan"] != "null" || got["unit_unstated_count"] != "1" || got["req_granted_nat"] != "22" || got["checks_share"] != "null" {
		t.Errorf("%v", got)
	}
	r.Facts[4].Unit = schema.Yuan
	if got := panelRow(t, r); got["pro_admin_fees_yuan"] != "96171.25" {
		t.Errorf("%v", got)
	}
}

// TestPanelRows says which reports have a row.
func TestPanelRows(t *testing.T) {
	t.Parallel()
	var got []schema.Status
	for _, s := range []schema.Status{schema.OK, schema.Partial, schema.Empty, schema.NotReport, schema.Failed, schema.Duplicate} {
		r := sample.Report(0)
		r.Status = s
		if panelRow(t, r) != nil {
			got = append(got, s)
		}
	}
	if diff := cmp.Diff([]schema.Status{schema.OK, schema.Partial, schema.Empty}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestPanelRefusesOneNameTwice(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"year", "req_granted_nat"} {
		vars := append(sample.Variables(), schema.Variable{Name: name, Concept: "x"})
		if _, err := rows.NewPanel(vars); err == nil {
			t.Errorf("%s twice: no error", name)
		}
	}
}
