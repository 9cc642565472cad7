package source

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Known is what a crawler knew of an item, as it noted it in a list or a web
// archive; empty for what it did not. It is not changed once an item has it.
type Known struct {
	URL, FetchedAt, Agency, Region string
	// Year is the year that the report is about, 0 if it is not known.
	Year int
	// NoYear is what stood for the year and is none; the year is then not known.
	NoYear string `json:"-"` // not in the data set: a finding has it
	// RecordOffset is the byte of a web archive at which the record begins that the
	// item comes from, nil for an item that comes from none. AttachmentOf is the path
	// of the item, a page, that links to this one, or "".
	RecordOffset *int64 `json:",omitempty"`
	AttachmentOf string `json:",omitempty"`
}

// Hash tells two of them apart; "" for nil.
func (k *Known) Hash() string {
	if k == nil {
		return ""
	}
	record := ""
	if k.RecordOffset != nil {
		record = fmt.Sprint(*k.RecordOffset)
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", []any{k.URL, k.FetchedAt, k.Agency, k.Region, fmt.Sprint(k.Year), k.NoYear, record, k.AttachmentOf}))
	return hex.EncodeToString(sum[:16])
}

// Note is something to be told with an item: a finding's code, and its arguments
// as names and values.
type Note struct {
	Code string
	Args []string
}
