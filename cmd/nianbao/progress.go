package main

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"os"
	"sync/atomic"
	"time"

	"github.com/schollz/progressbar/v3"
	xterm "golang.org/x/term"

	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/internal/pipeline"
	"github.com/nianbao/nianbao/internal/term"
	"github.com/nianbao/nianbao/normalize/schema"
)

// How often a run tells how far it is: on a terminal, elsewhere, to machines.
const (
	redraw      = 100 * time.Millisecond
	lineEvery   = 10 * time.Second
	statusEvery = time.Second
)

// progress tells how far a run is. Its methods are for one goroutine, but for
// count.
type progress struct {
	a     *app
	quiet bool
	bar   *progressbar.ProgressBar // nil unless on a terminal
	start time.Time
	last  time.Time

	// What is known of the number of inputs. Files are listed as they are read, so
	// that a second listing runs ahead of the first (look).
	ahead  atomic.Int64 // files and other items, 0 as long as not all are counted
	begun  atomic.Int64 // items that were listed: as many, or with archives fewer, than
	listed atomic.Int64 // the inputs in them
	whole  atomic.Bool  // all are listed
}

func (a *app) progress(quiet bool) *progress {
	p := &progress{a: a, quiet: quiet, start: time.Now(), last: time.Now()}
	if f, ok := a.err.(*os.File); ok && !quiet && !a.json && xterm.IsTerminal(int(f.Fd())) && os.Getenv("TERM") != "dumb" {
		p.bar = progressbar.NewOptions64(-1, progressbar.OptionSetWriter(f), progressbar.OptionThrottle(redraw),
			progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("inputs"),
			progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(20),
			// The library's own goroutine that turns the spinner reads without a lock.
			progressbar.OptionSetSpinnerChangeInterval(0))
	}
	return p
}

// look counts items that are listed for this alone, in the background, until the
// context ends.
func (p *progress) look(ctx context.Context, items iter.Seq2[source.Item, error]) {
	go func() {
		n := int64(0)
		for _, err := range items {
			if ctx.Err() != nil {
				return
			}
			if n++; err != nil {
				continue // the listing that reads them tells
			}
		}
		p.ahead.Store(n)
	}()
}

// count counts items as they are listed: before archives among them are opened,
// and the inputs after.
func (p *progress) count(n *atomic.Int64, whole *atomic.Bool, items iter.Seq2[source.Item, error]) iter.Seq2[source.Item, error] {
	return func(yield func(source.Item, error) bool) {
		for it, err := range items {
			n.Add(1)
			if !yield(it, err) {
				return
			}
		}
		if whole != nil {
			whole.Store(true)
		}
	}
}

// total is the number of inputs as far as it is known, or 0. An archive that was
// not yet opened counts as one.
func (p *progress) total() int64 {
	if p.whole.Load() {
		return p.listed.Load()
	}
	if ahead := p.ahead.Load(); ahead > 0 {
		return ahead + p.listed.Load() - p.begun.Load()
	}
	return 0
}

// done takes the reports of an input and the counts so far.
func (p *progress) done(reports []*schema.Report, sum *pipeline.Summary) {
	if p.a.json {
		p.findings(reports)
	}
	switch {
	case p.quiet:
	case p.bar != nil:
		if n := p.total(); n > 0 && p.bar.GetMax64() != n {
			p.bar.ChangeMax64(n)
		}
		if n := sum.Reports[schema.Failed]; n > 0 {
			p.bar.Describe(number(n) + " failed")
		}
		_ = p.bar.Set(sum.Inputs + sum.Skipped) // where would one tell that telling failed?
	case p.a.json && time.Since(p.last) >= statusEvery:
		p.last = time.Now()
		p.a.tellJSON("status", p.counts(sum))
	case !p.a.json && time.Since(p.last) >= lineEvery:
		p.last = time.Now()
		p.a.say("%s read, %s failed, %.0f a second", plural(sum.Inputs, "input"), number(sum.Reports[schema.Failed]),
			float64(sum.Inputs)/time.Since(p.start).Seconds())
	}
}

// end takes the bar away.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Finish() // as above
	}
}

// findings tells each finding, or with --quiet why inputs failed.
func (p *progress) findings(reports []*schema.Report) {
	for _, r := range reports {
		for i := range r.Findings {
			f := &r.Findings[i]
			if p.quiet && r.Status != schema.Failed {
				continue
			}
			p.a.tellJSON("finding", map[string]any{"path": r.Source.Path, "report_id": r.ReportID, "code": f.Code,
				"severity": f.Severity, "message": f.Message(), "pos": f.Pos})
		}
	}
}

func (p *progress) counts(sum *pipeline.Summary) map[string]any {
	m := map[string]any{"inputs": sum.Inputs, "skipped": sum.Skipped, "total": nil, "failed": sum.Reports[schema.Failed], "bytes": sum.Bytes,
		"seconds": time.Since(p.start).Seconds()}
	if n := p.total(); n > 0 {
		m["total"] = n
	}
	return m
}

// summary tells machines what a run did.
func (p *progress) summary(sum *pipeline.Summary) {
	m := p.counts(sum)
	m["reports"], m["facts"], m["values"] = sum.Reports, sum.Facts, sum.Values
	severities := map[string]int{}
	for s, n := range sum.Severities {
		severities[s.String()] = n
	}
	m["findings"] = severities
	t := sum.Times
	m["stage_seconds"] = map[string]float64{"read": t.Read.Seconds(), "extract": t.Extract.Seconds(),
		"normalize": t.Normalize.Seconds(), "write": t.Write.Seconds()}
	p.a.tellJSON("summary", m)
}

// tellJSON writes a JSON line of talk: "type" says of which kind. Kinds and keys
// may be added.
func (s stdio) tellJSON(kind string, m map[string]any) {
	m["type"] = kind
	line, err := json.Marshal(m)
	if err != nil {
		line = fmt.Appendf(nil, `{"type":"exit_error","message":%q}`, err)
	}
	_, _ = s.err.Write(append(term.JSON(line), '\n')) // where would one tell that telling failed?
}

// tellExit tells machines why the exit status is not 0.
func (s stdio) tellExit(code int, message string) {
	s.tellJSON("exit_error", map[string]any{"code": code, "message": message})
}
