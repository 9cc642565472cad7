package region

import (
	"slices"
	"strings"
	"testing"
)

func clue(t *testing.T, m Method, own bool, place string) Clue {
	t.Helper()
	p, ok := Find(place)
	if !ok {
		t.Fatalf("no place %q", place)
	}
	return Clue{Method: m, Place: p, Own: own}
}

func lines(text ...string) func(func(string) bool) { return slices.Values(text) }

// What is known beside the name chooses, or stands in where it may.
func TestClues(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		why, name    string
		clues        []Clue
		text         []string
		code, method string
		several      int
		against      bool
	}{
		{why: "nothing is known", name: "渠沟镇", several: 2},
		{why: "the city of one", name: "渠沟镇", clues: []Clue{clue(t, ByHint, true, "淮北市")}, code: "340603100", method: "hint"},
		{why: "a code", name: "渠沟镇", clues: []Clue{clue(t, ByCredit, true, "131022")}, code: "131022106", method: "uscc"},
		{why: "the portal's place", name: "渠沟镇", clues: []Clue{clue(t, ByPortal, false, "相山区")}, code: "340603100", method: "portal"},
		{why: "a clue that fits none", name: "渠沟镇", clues: []Clue{clue(t, ByPortal, false, "宿迁市")}, several: 2, against: true},
		{why: "a clue that fits none, and one that fits", name: "渠沟镇", clues: []Clue{clue(t, ByMetadata, true, "宿迁市"), clue(t, ByCredit, true, "340603")}, code: "340603100", method: "uscc", against: true},
		{why: "a place above both", name: "通州区", clues: []Clue{clue(t, ByHint, true, "上海市")}, several: 2, against: true},
		{why: "the name is plain, and the clue against it", name: "相山区渠沟镇", clues: []Clue{clue(t, ByHint, true, "河北省")}, code: "340603100", method: "names", against: true},
		{why: "the name is plain, and the clue with it", name: "相山区渠沟镇", clues: []Clue{clue(t, ByHint, true, "淮北市")}, code: "340603100", method: "names"},
		{why: "the only town of its name", name: "螅镇", several: 1},
		{why: "the only town of its name, and its county in the text", name: "螅镇", text: []string{"佳县螅镇"}, code: "", several: 1},
		{why: "the only town of its name, and its county's government", name: "螅镇", text: []string{"按照佳县人民政府要求"}, code: "610828109", method: "text"},
		{why: "the county in the text", name: "渠沟镇政府", text: []string{"见相山区人民政府网站"}, code: "340603100", method: "text"},
		{why: "both counties in the text", name: "渠沟镇政府", text: []string{"见相山区人民政府网站", "固安县"}, several: 2},
		{why: "no place at all", name: "市场监督管理局", text: []string{"报送相山区人民政府"}},
		{why: "no place, and the user's", name: "市场监督管理局", clues: []Clue{clue(t, ByHint, true, "340603")}, code: "340603", method: "hint"},
		{why: "no place, and that of a portal", name: "市场监督管理局", clues: []Clue{clue(t, ByPortal, false, "340603")}},
		{why: "no place, and a signature", name: "市场监督管理局", text: []string{"现将情况报告如下。", "相山区市场监督管理局", "2021年1月20日"}, code: "340603", method: "signed"},
		{why: "no place, and two signatures", name: "市场监督管理局", text: []string{"相山区市场监督管理局", "淮北市市场监督管理局"}, several: 2},
		{why: "a body of the whole country", name: "国家税务总局", clues: []Clue{clue(t, ByHint, true, "340603")}},
	} {
		got := Resolve(Query{Name: c.name, Year: 2020, Clues: c.clues, Text: lines(c.text...)})
		if got.Place.Code != c.code || string(got.Method) != c.method || len(got.Candidates) != c.several || (got.Against != Clue{}) != c.against {
			t.Errorf("%s: %q by %q, %d candidates, against %+v", c.why, got.Place.Code, got.Method, len(got.Candidates), got.Against)
		}
	}
}

// The codes of FORMATS.md §6.4, and codes with a wrong character.
func TestCreditCodes(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"https://a.example/?area=11370883004325769B": "370883",
		"area=113325000026455663&x=1":                "332500",
		"索引号 11341702486344515H/202110-00013":        "341702",
		"11370883004325768B":                         "",
		"1137088300432576":                           "",
		"111370883004325769B":                        "",
		"11370883004325769B 11341702486344515H":      "370883 341702",
	} {
		if got := strings.Join(CreditCodes(text), " "); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"34": "340000", "3406": "340600", "340603": "340603", "340603100": "340603100", "340603100000": "340603100", "340603000000": "340603",
		"安徽省淮北市相山区": "340603", "相山区": "340603", "安徽": "340000", "渠沟镇": "", "朝阳区": "", "北京市朝阳区": "110105", "密云县": "110228", "332500": "", "990000": "",
		"": "", "相山区教育局": "", "000000": "", "-3": "", "99999999999999999999": "",
	} {
		if p, ok := Find(text); p.Code != want || ok != (want != "") {
			t.Errorf("%q is %q %v, want %q", text, p.Code, ok, want)
		}
	}
}

// Names of any kind give a place of the table with its own name, or none.
func FuzzResolve(f *testing.F) {
	for _, s := range []string{"相山区渠沟镇政府", "国家税务总局合肥市包河区税务局", "吉林市场监督管理局", "天津市河西区人民政府大营门街道办事处", "西咸新区底张街道", "城区", "\xff市", "朝阳市朝阳县朝阳区朝阳镇"} {
		f.Add(s, 2020, s)
	}
	f.Fuzz(func(t *testing.T, name string, year int, text string) {
		got := Resolve(Query{Name: name, Year: year, Text: lines(text)})
		if got.Place.Code == "" {
			if got.Method != "" || got.Confidence != "" || got.Heir != "" {
				t.Errorf("%q: no place, and %+v", name, got)
			}
			return
		}
		if p, ok := ByCode(got.Place.Code, got.Place.Year); !ok || p.Code != got.Place.Code {
			t.Errorf("%q: %+v is no place", name, got.Place)
		}
		if len(got.Candidates) > 0 {
			t.Errorf("%q: a place, and candidates", name)
		}
		CreditCodes(text)
		Find(text)
	})
}
