package across_test

import (
	"fmt"
	"strings"

	"github.com/nianbao/nianbao/internal/journal"
	"github.com/nianbao/nianbao/normalize/schema"
)

// all is the fate of inputs that all stay.
type all struct{}

func (all) Fate(in journal.Input, _ int64) (journal.Input, bool) { return in, true }
func (all) Moved() bool                                          { return false }

func journalInput(n int, r *schema.Report) journal.Input {
	return journal.Input{Pos: n, Path: r.Source.Path, Sum: strings.Repeat(fmt.Sprintf("%016x", n), 4), Status: string(r.Status), IDs: []string{r.ReportID}}
}

func journalEnd(n int) journal.End { return journal.End{Inputs: n} }
