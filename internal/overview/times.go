package overview

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Times are what a run said of itself. A data set does not hold them, so that equal
// inputs give equal data sets.
type Times struct {
	Seconds float64 `json:"seconds"`
	Inputs  int     `json:"inputs"`
	Skipped int     `json:"skipped"`
	Bytes   int64   `json:"bytes"`
	// Stages are seconds of work, added up over inputs that were converted side by
	// side.
	Stages map[string]float64 `json:"stage_seconds"`
}

// ReadTimes reads the summary in the JSON lines that convert --json told; the last
// counts.
func ReadTimes(r io.Reader) (*Times, error) {
	lines := bufio.NewReader(r)
	var last *Times
	for {
		line, err := lines.ReadBytes('\n')
		var talk struct {
			Type string `json:"type"`
			Times
		}
		if json.Unmarshal(line, &talk) == nil && talk.Type == "summary" { // other lines may be those of a shell
			last = &talk.Times
		}
		switch {
		case errors.Is(err, io.EOF) && last == nil:
			return nil, errors.New("there is no line of type summary: save what convert --json says with 2> FILE")
		case errors.Is(err, io.EOF):
			return last, nil
		case err != nil:
			return nil, fmt.Errorf("read the times: %w", err)
		}
	}
}
