package pipeline

import (
	"strings"

	"github.com/nianbao/nianbao/normalize/region"
)

// RegionHint says that all inputs below a folder belong to a division.
type RegionHint struct {
	// Folder is the path of a folder or file as inputs are named, "" for all inputs.
	Folder string
	Place  region.Place
}

// placeBelow is the place of the hint with the longest folder that a path lies
// below, or the zero value.
func placeBelow(hints []RegionHint, path string) region.Place {
	best := -1
	for i, h := range hints {
		rest, ok := strings.CutPrefix(path, strings.TrimSuffix(h.Folder, "/"))
		if ok && (h.Folder == "" || rest == "" || rest[0] == '/' || rest[0] == '!') && (best < 0 || len(h.Folder) > len(hints[best].Folder)) {
			best = i
		}
	}
	if best < 0 {
		return region.Place{}
	}
	return hints[best].Place
}
