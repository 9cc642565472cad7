package normalize

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/agency"
	"github.com/nianbao/nianbao/normalize/region"
	"github.com/nianbao/nianbao/normalize/schema"
)

// identify finds out which division the agency belongs to, and which body it is.
func (a *assembly) identify() {
	r := a.r
	if r.Agency.Name == "" {
		return
	}
	res := region.Resolve(region.Query{Name: r.Agency.Name, Year: r.Year, Clues: a.clues(), Text: a.prose})
	id := agency.Identify(r.Agency.Name, res)
	r.Agency.ID, r.Agency.Canonical, r.Agency.Level = id.ID, id.Canonical, id.Level
	r.Agency.Parent, r.Agency.ParentID = id.Parent, id.ParentID
	p := res.Place
	r.Region = schema.Region{Code: p.Code, Level: string(p.Level), Province: p.Province, City: p.City, County: p.County, Town: p.Town,
		CodeYear: p.Year, Method: string(res.Method), Confidence: string(res.Confidence)}
	for _, c := range res.Candidates {
		r.Region.Candidates = append(r.Region.Candidates, c.Code)
	}
	a.tellRegion(&res)
}

// sources are what a method takes a region from, for people.
var sources = map[region.Method]string{
	region.ByHint: "--region-hint", region.ByMetadata: "the list of metadata", region.ByCredit: "the unified social credit code",
	region.ByPortal: "the page's publisher", region.ByHost: "the web address", region.BySigned: "a line of the text", region.ByText: "the text",
}

func (a *assembly) tellRegion(res *region.Result) {
	name := a.r.Agency.Name
	if len(res.Candidates) > 0 {
		a.add(diag.New("N420", source.Pos{}, "agency", name, "places", placeNames(res.Candidates)))
	}
	if from, ok := sources[res.Method]; ok {
		a.add(diag.New("N421", source.Pos{}, "agency", name, "region", res.Place.Name(), "source", from))
	}
	if against := res.Against; against.Method != "" {
		said := res.Place.Name()
		if said == "" {
			said = name
		}
		a.add(diag.New("N422", source.Pos{}, "region", said, "source", sources[against.Method], "other", against.Place.Name()))
	}
	if res.Unlisted != "" && res.Place.Code != "" {
		a.add(diag.New("N423", source.Pos{}, "town", res.Unlisted, "region", res.Place.Name()))
	}
}

// placeNames lists the first places.
func placeNames(places []region.Place) string {
	const most = 5
	var names []string
	for _, p := range places[:min(len(places), most)] {
		names = append(names, p.Name()+" ("+p.Code+")")
	}
	if len(places) > most {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}

// clues are what is known of the region beside the name, in the order of trust.
func (a *assembly) clues() (out []region.Clue) {
	h := &a.opts.Hints
	add := func(m region.Method, own bool, p region.Place, ok bool) {
		if ok && p.Code != "" {
			out = append(out, region.Clue{Method: m, Place: p, Own: own})
		}
	}
	add(region.ByHint, true, h.Place, true)
	if h.Region != "" {
		p, ok := region.Find(h.Region)
		add(region.ByMetadata, true, p, ok)
		if !ok {
			a.add(diag.New("N424", source.Pos{}, "region", h.Region))
		}
	}
	if h.Agency != "" && h.Agency != a.r.Agency.Name {
		add(region.ByMetadata, true, placeOf(h.Agency, a.r.Year), true)
	}
	texts := []string{h.URL}
	if !a.alone {
		return out
	}
	for _, m := range a.doc.Meta {
		if len(m.Value) >= len("11370883004325769B") {
			texts = append(texts, m.Value)
		}
	}
	for _, code := range region.CreditCodes(strings.Join(texts, "\n")) {
		p, ok := region.ByCode(code, a.r.Year)
		add(region.ByCredit, true, p, ok)
	}
	for _, m := range a.doc.Meta {
		if slices.ContainsFunc(publisherNames, func(n string) bool { return strings.EqualFold(n, m.Name) }) {
			add(region.ByPortal, false, placeOf(m.Value, a.r.Year), true)
		}
	}
	p, ok := region.HostPlace(h.URL)
	add(region.ByHost, false, p, ok)
	return out
}

// publisherNames are the names under which portals say who publishes a page.
var publisherNames = []string{"SiteName", "ContentSource", "Publisher", "Source", "og:site_name"}

// placeOf is the place that a body's name says in full, or the zero value.
func placeOf(name string, year int) region.Place {
	if len(name) > 120 {
		return region.Place{}
	}
	res := region.Resolve(region.Query{Name: name, Year: year})
	if res.Confidence != region.High {
		return region.Place{}
	}
	return res.Place
}

// searchedText is how many bytes of the prose are searched for names of places.
const searchedText = 64 << 10

// prose are the paragraphs of the report.
func (a *assembly) prose(yield func(string) bool) {
	left := searchedText
	for _, e := range a.elems {
		if e.table != nil {
			continue
		}
		if left -= len(e.text); left < 0 || !yield(e.text) {
			return
		}
	}
}
