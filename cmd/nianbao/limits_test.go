package main

import (
	"regexp"
	"slices"
	"testing"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/archive"
	"github.com/nianbao/nianbao/extract/diag"
)

// TestLimitsAndMessages demands that each option of a limit is named by the
// message and the explanation of a code, and that they name no others.
func TestLimitsAndMessages(t *testing.T) {
	t.Parallel()
	var f limitFlags
	fs := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.add(fs, true)
	if f.extract != extract.DefaultLimits() || f.archive != archive.DefaultLimits() || !f.isDefault() {
		t.Errorf("defaults are %v", &f)
	}
	option := regexp.MustCompile(`--(max-[a-z-]*[a-z])`)
	var named []string
	for _, e := range diag.Catalog() {
		for _, text := range []string{e.Message, e.MessageZH, e.Explain + e.Message, e.ExplainZH + e.MessageZH} {
			for _, m := range option.FindAllStringSubmatch(text, -1) {
				if fs.Lookup(m[1]) == nil {
					t.Errorf("%s names --%s, which there is not", e.Code, m[1])
				}
				named = append(named, m[1])
			}
		}
	}
	fs.VisitAll(func(f *pflag.Flag) {
		if !slices.Contains(named, f.Name) {
			t.Errorf("no code names --%s", f.Name)
		}
	})
}

func TestByteSize(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		in   string
		want int64 // 0: refused
		show string
	}{
		{"1", 1, "1"}, {"1024", 1024, "1K"}, {"1500", 1500, "1500"}, {"64M", 64 << 20, "64M"}, {"64mb", 64 << 20, "64M"},
		{"2GiB", 2 << 30, "2G"}, {"1T", 1 << 40, "1T"}, {"2048T", 2 << 50, "2048T"}, {"7B", 7, "7"},
		{"", 0, ""}, {"0", 0, ""}, {"-1", 0, ""}, {"M", 0, ""}, {"1.5G", 0, ""}, {"1P", 0, ""}, {"1KM", 0, ""}, {"9000000T", 0, ""},
	} {
		var z byteSize
		err := z.Set(tc.in)
		switch {
		case tc.want == 0 && err == nil:
			t.Errorf("%q was read as %d", tc.in, z)
		case tc.want > 0 && (err != nil || int64(z) != tc.want || z.String() != tc.show):
			t.Errorf("%q is %d (%s), %v", tc.in, z, z.String(), err)
		}
	}
}
