package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/internal/pipeline"
	"github.com/nianbao/nianbao/normalize/schema"
)

func TestRunSettlesDuplicatesInInputOrder(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		inputs []string
		want   []string
	}{
		{"none", []string{"a=x", "b=y"}, []string{"a ok", "b ok"}},
		{"copies", []string{"a=x", "b=x", "c=x"}, []string{"a ok", "b duplicate of a", "c duplicate of a"}},
		{"a copy of two reports is one row", []string{"a=two", "b=two"}, []string{"a ok", "a ok", "b duplicate of a"}},
		{"failed inputs too", []string{"a=bad", "b=bad"}, []string{"a failed", "b duplicate of a"}},
		{"of a kind that holds no report: as the name says", []string{"a=" + image, "1=" + image, "b=" + image, "3=" + image},
			[]string{"a not_report", "1 failed of a", "b not_report of a", "3 failed of a"}},
		{"unreadable ones are never equal", []string{"a=unlisted", "b=unlisted", "a=unlisted"}, []string{"a failed", "b failed", "a failed"}},
	}
	for _, tc := range tests {
		for _, jobs := range []int{1, 8} {
			t.Run(fmt.Sprintf("%s, %d jobs", tc.name, jobs), func(t *testing.T) {
				t.Parallel()
				w := &ids{seen: map[string]string{}}
				run(t, items(tc.inputs...), w, pipeline.RunOptions{Options: fakeOptions(), Jobs: jobs})
				if diff := cmp.Diff(tc.want, w.lines); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
				if w.twice != "" {
					t.Error(w.twice)
				}
			})
		}
	}
}

// ids is a brief that notes ids that come twice.
type ids struct {
	brief
	seen  map[string]string
	twice string
}

func (w *ids) Write(r *schema.Report) error {
	if p, ok := w.seen[r.ReportID]; ok {
		w.twice = fmt.Sprintf("%s and %s have the id %s", p, r.Source.Path, r.ReportID)
	}
	w.seen[r.ReportID] = r.Source.Path
	return w.brief.Write(r)
}

func TestDuplicateHasNextIDAndFinding(t *testing.T) {
	t.Parallel()
	var got []*schema.Report
	w := sinkFunc(func(r *schema.Report) error { got = append(got, r); return nil })
	run(t, items("a=x", "b=x", "c=x"), w, pipeline.RunOptions{Options: fakeOptions()})
	for i, r := range got[1:] {
		if want := fmt.Sprintf("%s.%d", got[0].ReportID, i+2); r.ReportID != want {
			t.Errorf("id %s, want %s", r.ReportID, want)
		}
		if len(r.Facts) != 0 || len(r.Findings) != 1 || r.Findings[0].Message() != "the same bytes as a" {
			t.Errorf("copy has %d facts and findings %v", len(r.Facts), r.Findings)
		}
		if r.Source.SHA256 != got[0].Source.SHA256 || r.Source.Format != got[0].Source.Format {
			t.Errorf("source %+v, want that of %+v", r.Source, got[0].Source)
		}
	}
}

type sinkFunc func(*schema.Report) error

func (f sinkFunc) Write(r *schema.Report) error { return f(r) }

// TestRunIsTheSameForAnyJobs mixes good, bad and equal inputs of very
// different duration.
func TestRunIsTheSameForAnyJobs(t *testing.T) {
	t.Parallel()
	var specs []string
	rnd := rand.New(rand.NewPCG(1, 2))
	for i := range 400 {
		text := fmt.Sprint("text ", rnd.IntN(250))
		if rnd.IntN(20) == 0 {
			text = []string{"bad", "panic", "unlisted", "two"}[rnd.IntN(4)]
		}
		specs = append(specs, fmt.Sprintf("%03d=%s", i, text))
	}
	slow := func(ctx context.Context, it source.Item, o extract.Options) (*document.Document, error) {
		time.Sleep(time.Duration(rand.IntN(300)) * time.Microsecond)
		return fakeRead(ctx, it, o)
	}
	var outs []string
	for _, jobs := range []int{1, 2, 8, 8} {
		var w sheet
		opts := pipeline.RunOptions{Options: pipeline.Options{}.WithStages(slow, fakeNormalize), Jobs: jobs}
		run(t, items(specs...), &w, opts)
		outs = append(outs, w.String())
	}
	for i, out := range outs {
		if out != outs[0] {
			t.Errorf("run %d differs from the first:\n%s", i, cmp.Diff(outs[0], out))
		}
	}
}

func TestRunConvertsTheSameBytesOnce(t *testing.T) {
	t.Parallel()
	var reads atomic.Int32
	read := func(ctx context.Context, it source.Item, o extract.Options) (*document.Document, error) {
		reads.Add(1)
		return fakeRead(ctx, it, o)
	}
	specs := make([]string, 200)
	for i := range specs {
		specs[i] = fmt.Sprintf("%d=x", i)
	}
	run(t, items(specs...), &brief{}, pipeline.RunOptions{Options: pipeline.Options{}.WithStages(read, fakeNormalize), Jobs: 1})
	if n := reads.Load(); n != 1 {
		t.Errorf("converted %d times", n)
	}
}

// TestRunIsBounded lets the first input wait until no more inputs are listed.
func TestRunIsBounded(t *testing.T) {
	t.Parallel()
	const jobs = 3
	var listed atomic.Int32
	release := make(chan struct{})
	seq := func(yield func(source.Item, error) bool) {
		for i := range 10_000 {
			listed.Add(1)
			if !yield(source.Bytes(fmt.Sprint(i), fmt.Append(nil, i)), nil) {
				return
			}
		}
	}
	read := func(ctx context.Context, it source.Item, o extract.Options) (*document.Document, error) {
		if it.Path == "0" {
			<-release
		}
		return fakeRead(ctx, it, o)
	}
	go func() {
		for before := int32(-1); ; {
			time.Sleep(20 * time.Millisecond)
			now := listed.Load()
			if now == before {
				break
			}
			before = now
		}
		if n := int(listed.Load()); n > pipeline.Window(jobs) {
			t.Errorf("%d inputs under way, want at most %d", n, pipeline.Window(jobs))
		}
		close(release)
	}()
	sum := run(t, seq, &brief{}, pipeline.RunOptions{Options: pipeline.Options{}.WithStages(read, fakeNormalize), Jobs: jobs})
	if sum.Inputs != 10_000 {
		t.Errorf("%d inputs", sum.Inputs)
	}
}

func TestRunEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	pr, _ := io.Pipe() // a read from it never returns
	seq := func(yield func(source.Item, error) bool) {
		_ = yield(source.Bytes("a", []byte("x")), nil) &&
			yield(source.Item{Path: "stuck", Size: -1, Open: func() (io.ReadCloser, error) { cancel(); return pr, nil }}, nil) &&
			yield(source.Bytes("b", []byte("y")), nil)
	}
	w := &brief{}
	sum, err := pipeline.Run(ctx, seq, w, pipeline.RunOptions{Options: fakeOptions(), Jobs: 1})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
	if sum.Inputs != len(w.lines) || sum.Inputs > 1 {
		t.Errorf("wrote %v, counted %d", w.lines, sum.Inputs)
	}
}

func TestRunEndsWithTheFirstWriteError(t *testing.T) {
	t.Parallel()
	full := errors.New("disk full")
	n := 0
	w := sinkFunc(func(*schema.Report) error {
		if n++; n == 2 {
			return full
		}
		return nil
	})
	sum, err := pipeline.Run(t.Context(), items("a=1", "b=2", "c=3"), w, pipeline.RunOptions{Options: fakeOptions()})
	if !errors.Is(err, full) || n != 2 || sum.Inputs != 1 {
		t.Errorf("error %v after %d writes, %d inputs counted", err, n, sum.Inputs)
	}
}

func TestSummary(t *testing.T) {
	t.Parallel()
	sum := run(t, items("a=x", "b=x", "c=bad", "d=two"), &brief{}, pipeline.RunOptions{Options: fakeOptions()})
	got := *sum
	got.Times = pipeline.Times{}
	failures := got.Failures
	got.Failures = nil
	want := pipeline.Summary{
		Inputs: 4, Bytes: 8, Facts: 6, Values: 3,
		Reports:    map[schema.Status]int{schema.OK: 3, schema.Duplicate: 1, schema.Failed: 1},
		Severities: map[diag.Severity]int{diag.Info: 4, diag.Warning: 3, diag.Severe: 1},
		Codes: map[pipeline.CodeCount]int{
			{Code: "N210", Severity: diag.Info}: 3, {Code: "N401", Severity: diag.Warning}: 3,
			{Code: "N103", Severity: diag.Info}: 1, {Code: "X120", Severity: diag.Severe}: 1,
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(failures) != 1 || failures[0].Path != "c" || failures[0].Finding.Code != "X120" {
		t.Errorf("failures %v", failures)
	}
}
