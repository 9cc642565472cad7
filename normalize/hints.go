package normalize

import (
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/agency"
	"github.com/nianbao/nianbao/normalize/label"
)

// compareHints takes the agency of the hints where the report names none, and
// tells where the report says something else. Of two names of which one holds the
// other, one is longer by the place.
func (a *assembly) compareHints() {
	r, h := a.r, a.opts.Hints
	switch {
	case a.yearHinted:
		a.add(diag.New("N407", source.Pos{}, "year", strconv.Itoa(h.Year)))
	case h.Year != 0 && h.Year != r.Year:
		a.add(diag.New("N408", source.Pos{}, "year", strconv.Itoa(r.Year), "listed", strconv.Itoa(h.Year)))
	}
	if h.Agency == "" {
		return
	}
	ours, theirs := label.Flat(r.Agency.Name), label.Flat(h.Agency)
	switch {
	case r.Agency.Name == "":
		r.Agency.Name, r.Agency.Type = h.Agency, agency.Type(h.Agency)
		a.add(diag.New("N412", source.Pos{}, "agency", h.Agency))
	case !strings.Contains(ours, theirs) && !strings.Contains(theirs, ours):
		a.add(diag.New("N409", source.Pos{}, "agency", r.Agency.Name, "listed", h.Agency))
	}
}
