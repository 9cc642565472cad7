package pipeline

import (
	"time"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/internal/ledger"
	"github.com/nianbao/nianbao/normalize/schema"
)

// Times are the times that stages took, added up over inputs. Stages run side
// by side, so that the sum may be longer than the run.
type Times struct {
	Read, Extract, Normalize, Write time.Duration
}

func (t *Times) add(u Times) {
	t.Read += u.Read
	t.Extract += u.Extract
	t.Normalize += u.Normalize
	t.Write += u.Write
}

// Failure is an input that could not be processed.
type Failure struct {
	Path    string
	Finding diag.Finding
}

// maxFailures is the number of failures that a summary keeps.
const maxFailures = 100

// Summary counts what a run did. It is not safe for concurrent use.
type Summary struct {
	// Inputs is the number of inputs that were processed, Skipped that of those
	// that stay as the data set holds them; Held are the findings of these.
	Inputs, Skipped int
	Held            Held
	Bytes           int64
	Reports         map[schema.Status]int
	// Facts is the number of facts, Values that of the facts with a value.
	Facts, Values int
	// Severities counts findings by severity, Codes by code and severity.
	Severities map[diag.Severity]int
	Codes      map[CodeCount]int
	// Failures are the first inputs that failed; Reports[schema.Failed] is the
	// number of all.
	Failures []Failure
	// Strangers are the SHA-256 of files that decisions of people are about and that
	// are none of the inputs; Undone is the number of inputs that were converted with
	// such decisions before, and now without.
	Strangers []string
	Undone    int
	Times     Times
}

// CodeCount is what findings are counted by. The severity is that of the
// findings, since a rule of a form may differ from its code's entry.
type CodeCount struct {
	Code     diag.Code
	Severity diag.Severity
}

// Held counts, of inputs that were not processed since a data set holds them,
// those that failed and those whose worst finding is an error or a warning.
type Held struct{ Failed, Severe, Warnings int }

// skip counts an input that stays as the data set holds it.
func (s *Summary) skip(t ledger.Ticket) {
	s.Skipped++
	if t.Failed {
		s.Held.Failed++
	}
	switch diag.Severity(t.Worst) {
	case diag.Severe:
		s.Held.Severe++
	case diag.Warning:
		s.Held.Warnings++
	}
}

// NewSummary is a summary of nothing.
func NewSummary() *Summary {
	return &Summary{Reports: map[schema.Status]int{}, Severities: map[diag.Severity]int{}, Codes: map[CodeCount]int{}}
}

// Add counts the reports of one input.
func (s *Summary) Add(reports []*schema.Report) {
	s.Inputs++
	for i, r := range reports {
		if i == 0 {
			s.Bytes += r.Source.Bytes
		}
		s.addReport(r)
	}
}

func (s *Summary) addReport(r *schema.Report) {
	s.Reports[r.Status]++
	s.Facts += len(r.Facts)
	for i := range r.Facts {
		if r.Facts[i].Status.HasValue() {
			s.Values++
		}
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		s.Severities[f.Severity]++
		s.Codes[CodeCount{f.Code, f.Severity}]++
	}
	if r.Status == schema.Failed && len(s.Failures) < maxFailures && len(r.Findings) > 0 {
		s.Failures = append(s.Failures, Failure{r.Source.Path, *worstOf(r)})
	}
}
