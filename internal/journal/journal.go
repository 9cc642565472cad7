// Package journal is the memory of a data set: a file of JSON lines, only ever
// appended to, that says which inputs lie in which part.
//
// The lines of a part's inputs stand before the line of the part, and count
// only with it: they are written together, after all files of the part are on
// the disk under their final names. What a crash leaves of a write is passed
// over by [Open] and cut off by [Journal.Append].
package journal

import (
	"encoding/json"
	"fmt"
)

// Version is the version of the format. A journal of another is not read.
const Version = 1

// Kinds of lines.
const (
	kindRun   = "run"
	kindInput = "input"
	kindPart  = "part"
	kindDrop  = "drop"
	kindBegin = "begin"
	kindEnd   = "end"
)

// Header is the first line: what the rows depend on beside the inputs.
type Header struct {
	Format int `json:"journal"`
	// Program is the version and build of the program, Schema that of the
	// output contract, Options a text of the forms and options that rows depend
	// on.
	Program   string `json:"program"`
	Schema    string `json:"schema_version"`
	Options   string `json:"options"`
	Partition string `json:"partition,omitempty"`
	Formats   string `json:"formats,omitempty"` // "" is the default
	Shard     Shard  `json:"shard"`
}

// Shard is share Index of Count. The zero value is the whole.
type Shard struct {
	Index int `json:"index"`
	Count int `json:"count"`
}

// String is "3/8", or "" for the whole.
func (s Shard) String() string {
	if s.Count == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", s.Index, s.Count)
}

// Has tells whether the shard has the input at a position of the listing.
func (s Shard) Has(pos int) bool { return s.Count == 0 || pos%s.Count == s.Index }

// Input is what became of an input.
type Input struct {
	// Pos is the place in the listing, from 0.
	Pos  int    `json:"pos"`
	Path string `json:"path"`
	// Nth is how often the listing has the path before.
	Nth int `json:"nth,omitempty"`
	// Stamp is that of the item, Meta a text of what was known of it beside its
	// bytes; "" if unknown or nothing.
	Stamp string `json:"stamp,omitempty"`
	Meta  string `json:"meta,omitempty"`
	// Sum is the SHA-256 of the bytes in hexadecimal, or "" if they could not be
	// read.
	Sum string `json:"sha256,omitempty"`
	// Status is that of the first report, IDs are the ids of all.
	Status string   `json:"status"`
	IDs    []string `json:"ids"`
	// Copy is how many inputs before this one have the same bytes, Of the path
	// of the first of them.
	Copy int    `json:"copy,omitempty"`
	Of   string `json:"duplicate_of,omitempty"`
	// Decisions stands for what people decided about values in it, "" for nothing.
	Decisions string `json:"decisions,omitempty"`
	// Worst is the greatest severity of the findings.
	Worst string `json:"worst,omitempty"`
	// Failure says why an input failed.
	Failure *Failure `json:"failure,omitempty"`
}

// Failure is the finding of an input that could not be processed.
type Failure struct {
	Code    string `json:"code"`
	Stage   string `json:"stage"`
	Message string `json:"message"`
}

// File is a file of a part.
type File struct {
	// Name is relative to the folder of the data set, with forward slashes.
	Name   string `json:"name"`
	Table  string `json:"table"`
	Format string `json:"format"`
	Rows   int    `json:"rows"`
	Bytes  int64  `json:"bytes"`
	Hash   string `json:"sha256"`
	// Time is the time of change in nanoseconds.
	Time int64 `json:"mtime"`
}

// Part is a part of the data set, all of whose files are there.
type Part struct {
	Number int    `json:"part"`
	Files  []File `json:"files"`
	// Inputs is the number of input lines before this line that belong to it, and
	// Check a hash of them.
	Inputs int    `json:"inputs"`
	Check  string `json:"check"`
	// Replaces are the numbers of parts that go with this one's coming.
	Replaces []int `json:"replaces,omitempty"`
}

// Begin says that a run changes a data set that was whole.
type Begin struct {
	// Adding says that inputs stay that the run does not name.
	Adding bool `json:"adding"`
}

// End says that all inputs are done.
type End struct {
	// Inputs is the number of inputs listed, by all shards; Listing is a hash of
	// their paths.
	Inputs  int    `json:"inputs"`
	Listing string `json:"listing"`
}

// drop takes parts away.
type drop struct {
	Parts []int `json:"parts"`
}

// line is the JSON of a value with its kind before it.
func line(kind string, v any) ([]byte, error) {
	body, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	b := append([]byte(`{"type":"`+kind+`",`), body[1:]...)
	return append(b, '\n'), nil
}

// kindOf is the kind of a line, or "".
func kindOf(b []byte) string {
	const lead = `{"type":"`
	if len(b) < len(lead) || string(b[:len(lead)]) != lead {
		return ""
	}
	for i := len(lead); i < len(b) && i < len(lead)+8; i++ {
		if b[i] == '"' {
			return string(b[len(lead):i])
		}
	}
	return ""
}
