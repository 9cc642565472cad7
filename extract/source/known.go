package source

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Known is what a crawler knew of an item, as it noted it; empty for what it did
// not. It is not changed once an item has it.
type Known struct {
	URL, FetchedAt, Agency, Region string
	// Year is the year that the report is about, 0 if it is not known.
	Year int
}

// Hash tells two of them apart; "" for nil.
func (k *Known) Hash() string {
	if k == nil {
		return ""
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", []any{k.URL, k.FetchedAt, k.Agency, k.Region, fmt.Sprint(k.Year)}))
	return hex.EncodeToString(sum[:16])
}

// Note is something to be told with an item: a finding's code, and its arguments
// as names and values.
type Note struct {
	Code string
	Args []string
}
