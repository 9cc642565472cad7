package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/internal/pipeline"
	"github.com/nianbao/nianbao/normalize/schema"
)

func TestSummary(t *testing.T) {
	t.Parallel()
	sum := pipeline.NewSummary()
	sum.Inputs, sum.Bytes, sum.Facts, sum.Values = 12_345, 678_900_000, 2_345_678, 999
	sum.Reports[schema.OK], sum.Reports[schema.Partial], sum.Reports[schema.Failed] = 12_000, 343, 2
	sum.Severities[diag.Severe], sum.Severities[diag.Info] = 12, 1_000_000
	sum.Codes[pipeline.CodeCount{Code: "N210", Severity: diag.Info}] = 1_000_000
	sum.Codes[pipeline.CodeCount{Code: "N301", Severity: diag.Severe}] = 10
	sum.Codes[pipeline.CodeCount{Code: "N301", Severity: diag.Info}] = 10
	sum.Codes[pipeline.CodeCount{Code: "X101", Severity: diag.Severe}] = 2
	for i := range 2 {
		sum.Failures = append(sum.Failures, pipeline.Failure{Path: fmt.Sprintf("in/坏%d\x1b.docx", i), Finding: diag.Errorf("X101", nil).Finding()})
	}
	var errs bytes.Buffer
	a := &app{stdio: stdio{err: &errs}}
	a.tellSummary(sum, "out", []string{"json", "facts"}, 83*time.Second)
	const want = `12,345 inputs read (678.9 MB) in 1m23s

reports   12,000 ok · 343 partial · 2 failed
facts     2,345,678, 999 with a value
findings  12 error · 1,000,000 info

      count  code  severity  meaning
  1,000,000  N210  info      amount without a unit
         10  N301  error     <row>: total is <found>, its parts add up to <expected>
         10  N301  info      <row>: total is <found>, its parts add up to <expected>
          2  X101  error     the file is empty
  ` + "`nianbao explain CODE` says more 查看代码说明" + `

failed
  "in/坏0\x1b.docx"
      X101 the file is empty
      The file has no bytes. Most often a download broke off; fetch it again.
  "in/坏1\x1b.docx"
      X101 the file is empty

data set  "out"
          json, facts; datapackage.json says what they hold
look      nianbao report out (a page about it), nianbao serve out (check values by their sources)
`
	if diff := cmp.Diff(want, errs.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestNumbers(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := number(n); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
	for n, want := range map[int64]string{0: "0 bytes", 999: "999 bytes", 1500: "1.5 kB", 2_500_000: "2.5 MB", 3e9: "3.0 GB"} {
		if got := size(n); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
	for d, want := range map[time.Duration]string{420 * time.Millisecond: "0.42 s", 12345 * time.Millisecond: "12.3 s", 3 * time.Minute: "3m0s"} {
		if got := duration(d); got != want {
			t.Errorf("%v is %s, want %s", d, got, want)
		}
	}
}

// TestLineEverySeconds tells how far a run is where no terminal is, and not for
// every input.
func TestLineEverySeconds(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name        string
		quiet, json bool
		ago         time.Duration
		want        string
	}{
		{"not yet", false, false, lineEvery / 2, ""},
		{"in time", false, false, lineEvery, "1,234 inputs read, 5 failed, "},
		{"quiet", true, false, time.Hour, ""},
		{"for machines, not yet", false, true, statusEvery / 2, ""},
		{"for machines", false, true, statusEvery, `"type":"status"}`},
		{"for machines, quiet", true, true, time.Hour, ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var errs bytes.Buffer
			p := (&app{stdio: stdio{err: &errs}, json: tc.json}).progress(tc.quiet)
			p.last = time.Now().Add(-tc.ago)
			sum := pipeline.NewSummary()
			sum.Inputs, sum.Reports[schema.Failed] = 1234, 5
			p.done(nil, sum)
			if got := errs.String(); !strings.Contains(got, tc.want) || (tc.want == "") != (got == "") {
				t.Errorf("said %q, want %q", got, tc.want)
			}
			errs.Reset()
			if p.done(nil, sum); errs.Len() > 0 {
				t.Errorf("said again: %q", errs.String())
			}
		})
	}
}
