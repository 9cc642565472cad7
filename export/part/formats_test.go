package part_test

import (
	"slices"
	"testing"

	"github.com/nianbao/nianbao/export/part"
	"github.com/nianbao/nianbao/export/rows"
)

func TestParseFormats(t *testing.T) {
	t.Parallel()
	tests := []struct {
		list    string
		want    part.Formats
		outputs int
		bad     bool
	}{
		{"jsonl,parquet", "", 6, false},
		{"parquet, jsonl,parquet", "", 6, false},
		{"csv", "csv", 5, false},
		{"csv,parquet", "parquet,csv", 10, false},
		{"csv,parquet,jsonl", "jsonl,parquet,csv", 11, false},
		{"jsonl", "jsonl", 1, false},
		{"", "", 0, true},
		{"csv,", "", 0, true},
		{"CSV", "", 0, true},
	}
	for _, tc := range tests {
		got, err := part.ParseFormats(tc.list)
		if (err != nil) != tc.bad || got != tc.want {
			t.Errorf("%q: %q, %v", tc.list, got, err)
		}
		if n := len(got.Outputs(nil)); err == nil && n != tc.outputs {
			t.Errorf("%q: %d outputs, want %d", tc.list, n, tc.outputs)
		}
	}
}

// TestEveryOutputHasAFolder demands that no two share one: programs read whole
// folders.
func TestEveryOutputHasAFolder(t *testing.T) {
	t.Parallel()
	folders := part.Folders()
	all := part.Formats("jsonl,parquet,csv").Outputs(&rows.Panel{Table: &rows.Table{Name: rows.PanelName}})
	if slices.Sort(folders); len(slices.Compact(folders)) != len(all) {
		t.Errorf("%d outputs in the folders %q", len(all), folders)
	}
	for _, o := range all {
		if name := o.Name + "/part-00000" + o.Suffix; !part.OurName(name) || part.OurName(o.Name+"/part-00000.txt") {
			t.Errorf("%s is not taken for a file of its own", name)
		}
	}
}
