package normalize

import (
	"testing"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/normalize/form"
	"github.com/nianbao/nianbao/normalize/schema"
)

func TestConceptValues(t *testing.T) {
	num := func(row, v string, status schema.ValueStatus) schema.Fact {
		d, err := decimal.Parse(v)
		if err != nil {
			t.Fatal(err)
		}
		return schema.Fact{TableKey: "t", RowKey: row, ColumnKey: "c", Value: d, Status: status, Unit: schema.Count}
	}
	f := &form.Form{Concepts: []form.Concept{
		{Key: "difference", Comparable: form.Approx, Add: []string{"t/a/c", "t/b/c"}, Subtract: []string{"t/d/c"}},
		{Key: "of_a_blank", Comparable: form.Yes, Add: []string{"t/a/c", "t/blank/c"}},
		{Key: "of_about", Comparable: form.Yes, Add: []string{"t/about/c"}},
		{Key: "half_there", Comparable: form.Yes, Add: []string{"t/a/c", "t/missing/c"}},
		{Key: "not_there", Comparable: form.No, Add: []string{"t/missing/c"}},
	}}
	a := &assembly{form: f, r: &schema.Report{Facts: []schema.Fact{num("a", "7", schema.Number), num("b", "5", schema.Number),
		num("d", "2", schema.Number), num("blank", "0", schema.Blank), num("about", "30", schema.Approximate)}}}
	a.readConcepts()
	want := map[string]string{"difference": "10", "of_a_blank": "null", "of_about": "null", "half_there": "null"}
	if len(a.r.Concepts) != len(want) {
		t.Errorf("%d concepts, want %d", len(a.r.Concepts), len(want))
	}
	for _, c := range a.r.Concepts {
		got := "null"
		if c.Value != nil {
			got = c.Value.String()
		}
		if got != want[c.Key] {
			t.Errorf("%s = %s, want %s", c.Key, got, want[c.Key])
		}
	}
}
