package normalize

import (
	"os"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/normalize/region"
)

// No code is wrong, nearly all are found, and what fits several places stays
// empty with all of them.
func TestRegionsOfTitles(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/titles.tsv")
	if err != nil {
		t.Fatal(err)
	}
	clear, found := 0, 0
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 4 {
			continue
		}
		p, ok := parseTitle(f[0])
		if !ok || p.year == 0 && !strings.Contains(f[0], "年度)") {
			t.Errorf("%s: not read as a title: %+v", f[0], p)
			continue
		}
		got := region.Resolve(region.Query{Name: p.agency, Year: p.year})
		codes := make([]string, len(got.Candidates))
		for i, c := range got.Candidates {
			codes[i] = c.Code
		}
		switch want, several := strings.CutPrefix(f[2], "?"); {
		case several:
			if got.Place.Code != "" || strings.Join(codes, ",") != want {
				t.Errorf("%s is %q of %v, want none of %s", f[0], got.Place.Code, codes, want)
			}
		case want == "-":
			if got.Place.Code != "" || len(codes) > 0 {
				t.Errorf("%s is %q of %v, want none", f[0], got.Place.Code, codes)
			}
		default:
			clear++
			if got.Place.Code == want {
				found++
			} else if got.Place.Code != "" {
				t.Errorf("%s is %s %s (%s), want %s", f[0], got.Place.Code, got.Place.Name(), got.Method, want)
			} else {
				t.Logf("%s is not found, want %s", f[0], want)
			}
		}
	}
	if clear < 300 || found*100 < clear*95 {
		t.Errorf("found %d of %d", found, clear)
	}
}
