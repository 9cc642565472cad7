package pipeline

import (
	"testing"

	"github.com/nianbao/nianbao/normalize/region"
)

func TestPlaceBelow(t *testing.T) {
	t.Parallel()
	hints := []RegionHint{{"", region.Place{Code: "34"}}, {"in/a", region.Place{Code: "3406"}}, {"in", region.Place{Code: "11"}}, {"all.zip", region.Place{Code: "13"}}}
	for path, want := range map[string]string{"x.docx": "34", "in/a/b.docx": "3406", "in/ab.docx": "11", "in/a": "3406", "all.zip!/a.docx": "13", "inn/a": "34"} {
		if got := placeBelow(hints, path); got.Code != want {
			t.Errorf("%s: %q, want %q", path, got.Code, want)
		}
	}
}
