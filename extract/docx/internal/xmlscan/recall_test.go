package xmlscan_test

import (
	"strings"
	"testing"

	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
)

// TestRecall meets the same tags again where they mean the same, where they
// mean something else, and where they only begin alike.
func TestRecall(t *testing.T) {
	tests := []struct{ name, data, want string }{
		{"same", `<x xmlns="urn:a"><y v="1"/><y v="1"/><y v="2"/></x>`, "a.x a.y=1 a.y=1 a.y=2"},
		{"another namespace", `<x xmlns="urn:a"><y v="1"/><x xmlns="urn:b"><y v="1"/></x><y v="1"/></x>`, "a.x a.y=1 b.x ?=1 a.y=1"},
		{"declared in the tag", `<x xmlns="urn:a"><x xmlns="urn:b"/><x/><x xmlns="urn:b"/></x>`, "a.x b.x a.x b.x"},
		{"'>' in a value", `<x xmlns="urn:a"><y v="/>"/><y v="/>"/><y v="/>b"/></x>`, "a.x a.y=/> a.y=/> a.y=/>b"},
		{"references", `<x xmlns="urn:a"><y v="&lt;"/><y v="&lt;"/></x>`, "a.x a.y=< a.y=<"},
		{"many", `<x xmlns="urn:a">` + strings.Repeat(`<y v="1" w="22"/><y v="2" w="33"/>`, 1000) + `</x>`,
			"a.x" + strings.Repeat(" a.y=1 a.y=2", 1000)},
	}
	var z xmlscan.Scanner
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			for range 2 { // the second part is a new one
				z.Reset([]byte(tc.data), vocabulary, 20)
				var got []string
				for kind := z.Next(); kind != xmlscan.EOF; kind = z.Next() {
					if kind != xmlscan.Start {
						continue
					}
					s := labels[z.Name()]
					if s == "" {
						s = "?"
					}
					if v, ok := z.Attr(0, "v"); ok {
						s += "=" + string(v)
					}
					got = append(got, s)
				}
				if s := strings.Join(got, " "); s != tc.want || z.Err() != nil {
					t.Errorf("got %s, %v, want %s", s, z.Err(), tc.want)
				}
			}
		})
	}
}

func TestRest(t *testing.T) {
	tests := []struct{ name, data, want string }{
		{"simple", `<pPr><y/></pPr><z/>`, `<y/></pPr>`},
		{"no capital", `<y><x/>y></y><z/>`, `<x/>y></y>`},
		{"prefix", `<w:rPr xmlns:w="urn:a"/>`, ""},
		{"of the same name inside", `<rPr><rPr/><rPr>a</rPr></rPr>`, `<rPr/><rPr>a</rPr>`},
		{"longer name", `<rPr></rPrPr></Pr></rPr>`, `</rPrPr></Pr></rPr>`},
		{"self-closed", `<rPr/><rPr></rPr>`, ""},
		{"not closed", `<rPr><y/>`, ""},
		{"far", `<rPr>` + strings.Repeat(" ", 5000) + `</rPr>`, ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			var z xmlscan.Scanner
			z.Reset([]byte(tc.data), vocabulary, 20)
			z.Next()
			if got := string(z.Rest(4096)); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}
