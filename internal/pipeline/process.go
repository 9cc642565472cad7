// Package pipeline is where the stages meet: it takes inputs through extract
// and normalize and hands the reports to a writer.
//
// [Process] takes one input; it is pure apart from reading the bytes, and is
// what a distributed runner would call. [Run] takes many, on several
// goroutines, and gives their reports in the order of the inputs.
package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"runtime/debug"
	"slices"
	"time"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize"
	"github.com/nianbao/nianbao/normalize/correction"
	"github.com/nianbao/nianbao/normalize/schema"
)

// Options say how to process an input. The zero value is ready to use.
type Options struct {
	Extract   extract.Options
	Normalize normalize.Options
	// Corrections are what people decided about values, or nil.
	Corrections *correction.Set
	// Regions say to which divisions inputs belong.
	Regions []RegionHint
	// Timeout is the time that one input may take, 0 for no limit.
	Timeout time.Duration
	// Panic, if set, is told of a panic that became finding X199. It is called
	// by the goroutine that panicked, and may be called by several at once.
	Panic func(path string, value any, stack []byte)

	stages stages // for tests
}

// stages are the two calls that make reports of bytes.
type stages struct {
	read      func(context.Context, source.Item, extract.Options) (*document.Document, error)
	normalize func(context.Context, *document.Document, normalize.Options) ([]*schema.Report, error)
}

func (s stages) orReal() stages {
	if s.read == nil {
		s.read = extract.Read
	}
	if s.normalize == nil {
		s.normalize = normalize.ReportsContext
	}
	return s
}

// Process makes the reports of one input: at least one, whatever happens. What
// could not be read is a report of status failed with one finding, a panic
// included. Duplicates are the business of [Run].
//
// Process is safe for concurrent use. When ctx ends, the input is one that
// failed.
func Process(ctx context.Context, item source.Item, opts Options) []*schema.Report {
	return process(ctx, item, opts, nil).reports
}

// outcome is what became of an input.
type outcome struct {
	// reports are nil for what need not be converted, a copy or an input that is
	// unchanged; then, or if their bytes hold no report, it is unclaimed.
	reports   []*schema.Report
	unclaimed bool
	source    schema.Source
	// sum is the hash of the bytes, or of the path if they could not be read.
	sum    [sha256.Size]byte
	unread bool
	notes  []source.Note
	// decisions are those about its reports, in their order, strangers those about
	// reports that it cannot hold; normalized says that the normalizer knows them.
	decisions  [][]*correction.Decision
	strangers  []*correction.Decision
	normalized bool
	// skipped says that not even the bytes were read: the input is as a data set
	// holds it, and sum is what that has.
	skipped bool
	stage   string // the last that was begun
	times   Times
}

// The stages of an input.
const (
	stageRead      = "read"
	stageExtract   = "extract"
	stageNormalize = "normalize"
)

// process is Process. It asks claim, if there is one, whether bytes of this
// hash are to be converted; if not, there are no reports.
func process(ctx context.Context, item source.Item, opts Options, claim func([sha256.Size]byte) bool) (o outcome) {
	o.source = sourceOf(item)
	o.notes = item.Notes
	o.stage = stageRead
	var clock stopwatch
	clock.start()

	within := ctx
	if opts.Timeout > 0 {
		var cancel context.CancelFunc
		within, cancel = context.WithTimeout(ctx, opts.Timeout)
		defer cancel()
	}
	defer func() {
		if v := recover(); v != nil {
			if opts.Panic != nil {
				opts.Panic(item.Path, v, debug.Stack())
			}
			o.fail(diag.Errorf("X199", nil, "panic", fmt.Sprint(v)))
		}
	}()

	data, err := readBytes(within, item, opts.Extract.Limits.FileBytes)
	o.times.Read = clock.lap()
	if err != nil {
		o.setUnread(item)
		o.fail(opts.timedOut(ctx, err))
		return o
	}
	o.setBytes(data)
	o.decisions, o.strangers = o.byReport(opts.Corrections.Of(o.source.SHA256))
	if claim != nil && !claim(o.sum) {
		o.unclaimed = true
		if !extract.Refused(data) {
			return o
		}
	}

	s := opts.stages.orReal()
	o.stage = stageExtract
	doc, err := s.read(within, source.Bytes(item.Path, data), opts.Extract)
	o.times.Extract = clock.lap()
	if err != nil {
		o.fail(opts.timedOut(ctx, err))
		if o.unclaimed && !o.ofKind() {
			o.reports = nil
		}
		return o
	}
	if o.unclaimed {
		return o
	}
	o.source.Format = doc.Format
	if k := item.Known; k != nil {
		opts.Normalize.Hints = normalize.Hints{Agency: k.Agency, Year: k.Year, Region: k.Region, URL: k.URL}
	}
	opts.Normalize.Corrections = o.decisions
	opts.Normalize.Hints.Place = placeBelow(opts.Regions, item.Path)
	o.stage = stageNormalize
	o.reports, err = s.normalize(within, doc, opts.Normalize)
	o.times.Normalize = clock.lap()
	if err != nil {
		o.fail(opts.timedOut(ctx, err))
		return o
	}
	if len(o.reports) == 0 {
		panic("no report was made of a document")
	}
	o.normalized = true
	o.complete()
	return o
}

// readBytes reads an item as extract would, with its error codes.
func readBytes(ctx context.Context, item source.Item, limit int64) ([]byte, error) {
	if limit <= 0 {
		limit = extract.DefaultLimits().FileBytes
	}
	data, err := item.Read(ctx, limit)
	if errors.Is(err, source.ErrTooLarge) {
		return nil, diag.Errorf("X103", nil, "limit", fmt.Sprint(limit))
	}
	return data, plain(err)
}

// plain is an error without the path, which stands in the report anyway.
func plain(err error) error {
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		return pathErr.Err
	}
	return err
}

// timedOut tells an input's own deadline from the end of the whole run.
func (opts Options) timedOut(run context.Context, err error) error {
	if errors.Is(err, context.DeadlineExceeded) && run.Err() == nil {
		return diag.Errorf("X198", nil, "limit", opts.Timeout.String())
	}
	return err
}

// setBytes notes what is known of an input once its bytes are there.
func (o *outcome) setBytes(data []byte) {
	o.sum = sha256.Sum256(data)
	o.source.SHA256 = hex.EncodeToString(o.sum[:])
	o.source.Bytes = int64(len(data))
	if f, err := extract.Detect(data); err == nil {
		o.source.Format = f.Name
	}
}

// setUnread notes what is known of an input that could not be read.
func (o *outcome) setUnread(item source.Item) {
	o.unread = true
	o.sum = unreadSum(item.Path)
	o.source.Bytes = max(item.Size, 0)
}

// unreadSum stands for the hash of bytes that nobody has seen.
func unreadSum(path string) [sha256.Size]byte {
	return sha256.Sum256([]byte("nianbao: unread input\x00" + path))
}

// fail makes the outcome one report of status failed, or not_report for a file
// of a kind that holds none.
func (o *outcome) fail(err error) {
	e := diag.AsError(err)
	status := schema.Failed
	if extract.HoldsNone(e) {
		status = schema.NotReport
	}
	o.reports = []*schema.Report{{Status: status, Findings: []diag.Finding{e.Finding()}}}
	o.complete()
}

// ofKind tells whether the input is of a kind that holds no report, which its
// name decides, too.
func (o *outcome) ofKind() bool {
	return slices.ContainsFunc(o.reports[0].Findings, func(f diag.Finding) bool { return f.Code.OfKind() })
}

// sourceOf is what is known of an item before it is read.
func sourceOf(item source.Item) schema.Source {
	s := schema.Source{Path: item.Path}
	if item.Known != nil {
		s.Known = *item.Known
	}
	return s
}

// noted are the notes of an item as findings.
func noted(notes []source.Note) []diag.Finding {
	var out []diag.Finding
	for _, n := range notes {
		out = append(out, diag.New(diag.Code(n.Code), source.Pos{}, n.Args...))
	}
	return out
}

// complete sets what a normalizer does not know.
func (o *outcome) complete() {
	for i, r := range o.reports {
		if i == 0 {
			r.Findings = append(append(r.Findings, noted(o.notes)...), o.misfits()...)
		}
		r.ReportID = schema.ReportID(o.sum, i+1)
		r.Source = o.source
		slices.SortStableFunc(r.Findings, diag.Compare)
	}
}

// stopwatch measures laps.
type stopwatch struct{ last time.Time }

func (s *stopwatch) start() { s.last = time.Now() }

func (s *stopwatch) lap() time.Duration {
	now := time.Now()
	d := now.Sub(s.last)
	s.last = now
	return d
}
