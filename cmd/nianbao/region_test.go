package main

import (
	"slices"
	"testing"

	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/normalize/region"
)

// The closed columns of regions list what package region gives.
func TestRegionColumns(t *testing.T) {
	t.Parallel()
	texts := func(list ...any) (out []string) {
		for _, x := range list {
			switch x := x.(type) {
			case region.Method:
				out = append(out, string(x))
			case region.Level:
				out = append(out, string(x))
			case region.Confidence:
				out = append(out, string(x))
			}
		}
		return out
	}
	for column, want := range map[string][]string{
		"region_method": texts(region.ByNames, region.ByName, region.ByStem, region.ByHint, region.ByMetadata, region.ByCredit,
			region.ByPortal, region.ByHost, region.BySigned, region.ByText),
		"region_level":      texts(region.Province, region.City, region.County, region.Town),
		"region_confidence": texts(region.High, region.Medium),
	} {
		if got := rows.Reports.Field(column).Enum; !slices.Equal(got, want) {
			t.Errorf("%s lists %q, want %q", column, got, want)
		}
	}
}

func TestRegionFlags(t *testing.T) {
	t.Parallel()
	f := regionFlags{[]string{"340000", "in/b/=河北省固安县"}}
	hints, err := f.hints()
	if err != nil || len(hints) != 2 || hints[0].Place.Code != "340000" || hints[1].Folder != "in/b" || hints[1].Place.Code != "131022" {
		t.Errorf("%+v, %v", hints, err)
	}
	for _, bad := range []string{"朝阳区", "白鹭县", "x=", "999999"} {
		if _, err := (&regionFlags{[]string{bad}}).hints(); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}
