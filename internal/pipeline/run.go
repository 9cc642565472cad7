package pipeline

import (
	"context"
	"crypto/sha256"
	"fmt"
	"hash"
	"iter"
	"runtime"
	"time"

	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/internal/journal"
	"github.com/nianbao/nianbao/internal/ledger"
	"github.com/nianbao/nianbao/normalize/schema"
)

// Sink takes the reports of a run.
type Sink interface{ Write(*schema.Report) error }

// Flusher is a [Sink] that holds reports back. Run calls Flush whenever it has
// to wait for an input, so that a reader of the output is not kept waiting too.
type Flusher interface{ Flush() error }

// RunOptions say how to process many inputs. The zero value is ready to use.
type RunOptions struct {
	Options
	// Jobs is the number of inputs that are processed at once; 0 or less is the
	// number of CPUs.
	Jobs int
	// Done, if set, is called after the reports of an input were written, with
	// the summary of the run so far: in
	// the order of the inputs, by the goroutine that called Run.
	Done func(reports []*schema.Report, sum *Summary)
}

// windowPerJob is how many inputs each worker may be ahead of the one whose
// reports are written next. It bounds memory: while a part is finished, all of
// them lie ready. A slow input makes others wait only when so many do.
const windowPerJob = 8

// task is one input on its way.
type task struct {
	pos    int // in the listing
	item   source.Item
	ticket ledger.Ticket
	done   chan outcome // has room for the outcome
}

// Run processes items and writes their reports to w in the order of the items,
// whatever the number of jobs: two runs over the same inputs write the same. An
// item that comes with an error is an input that failed. Of several inputs with
// the same bytes the first is converted; each of the others is one report of
// status duplicate.
//
// Run ends early with the first error of w, or with the cause of ctx's end. It
// does not wait for inputs in which a worker is then still reading: those
// goroutines end by themselves and write nothing. It neither closes nor aborts
// w. The summary counts what was written, also when there is an error.
func Run(ctx context.Context, items iter.Seq2[source.Item, error], w Sink, opts RunOptions) (*Summary, error) {
	return newRun(opts, &lines{w: w}).all(ctx, items)
}

// run is the state of a call of Run or Update.
type run struct {
	opts    RunOptions
	target  target
	ledger  *ledger.Ledger
	summary *Summary
	shard   journal.Shard
	retry   bool
	queue   chan *task // in the order of the inputs, for the writer
	work    chan *task // for the workers
	listing hash.Hash  // of the paths listed
	listed  int
	listErr error // an error that ended the listing
}

func newRun(opts RunOptions, to target) *run {
	if opts.Jobs <= 0 {
		opts.Jobs = runtime.GOMAXPROCS(0)
	}
	return &run{opts: opts, target: to, ledger: ledger.New(), summary: NewSummary(), listing: sha256.New(),
		queue: make(chan *task, windowPerJob*opts.Jobs), work: make(chan *task)}
}

func (r *run) all(ctx context.Context, items iter.Seq2[source.Item, error]) (*Summary, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go r.list(ctx, items)
	for range r.opts.Jobs {
		go r.workOff(ctx)
	}
	err := r.writeAll(ctx)
	r.countStrangers()
	if err == nil {
		err = r.listErr
	}
	return r.summary, err
}

// list gives each item to the writer's queue and to a worker.
func (r *run) list(ctx context.Context, items iter.Seq2[source.Item, error]) {
	defer close(r.queue)
	defer close(r.work)
	for item, err := range items {
		pos := r.listed
		r.listed++
		fmt.Fprintf(r.listing, "%s\x00", item.Path)
		if !r.shard.Has(pos) {
			continue
		}
		t := &task{pos: pos, item: item, done: make(chan outcome, 1)}
		t.ticket = r.ledger.List(item.Path, item.Stamp, metaOf(item), pos, r.retry)
		if !send(ctx, r.queue, t) {
			return
		}
		switch {
		case err != nil:
			t.done <- unlisted(item, err)
			continue
		case t.ticket.Same():
			o := outcome{source: sourceOf(item), skipped: true}
			sum := t.ticket.Sum()
			copy(o.sum[:], sum[:])
			t.done <- o
			continue
		}
		if !send(ctx, r.work, t) {
			return
		}
	}
}

// send tells whether the task was taken before ctx ended.
func send(ctx context.Context, to chan<- *task, t *task) bool {
	select {
	case to <- t:
		return true
	case <-ctx.Done():
		return false
	}
}

// unlisted is the outcome of an item that could not even be listed.
func unlisted(item source.Item, err error) outcome {
	o := outcome{source: sourceOf(item), notes: item.Notes, sum: unreadSum(item.Path), unread: true, stage: stageRead}
	o.fail(plain(err))
	return o
}

// After an input of that many bytes, or one that took so long, its memory is
// given back before the next is read. Else the garbage of a few such inputs at
// once doubles what the run takes.
const (
	largeInput = 16 << 20
	longInput  = time.Second
)

func (r *run) workOff(ctx context.Context) {
	for t := range r.work {
		claim := func(sum [sha256.Size]byte) bool { return r.ledger.Claim(t.ticket, ledger.KeyOf(sum)) }
		o := process(ctx, t.item, r.opts.Options, claim)
		large := o.source.Bytes > largeInput || o.times.Extract+o.times.Normalize > longInput
		t.done <- o
		if large {
			runtime.GC()
		}
	}
}

// writeAll writes the outcomes in the order of the queue.
func (r *run) writeAll(ctx context.Context) error {
	flush := func() error { return nil }
	if f, ok := r.target.(Flusher); ok {
		flush = f.Flush
	}
	for {
		t, ok, err := await(ctx, r.queue, flush)
		if err != nil || !ok {
			return err
		}
		o, _, err := await(ctx, t.done, flush)
		if err != nil {
			return err
		}
		if err := r.write(ctx, t, &o); err != nil {
			return err
		}
	}
}

// await receives a value, or the cause of ctx's end, which goes before a value:
// an input that failed because the run ends is no failed input. It flushes
// before it waits. ok is false once the channel is closed.
func await[T any](ctx context.Context, from <-chan T, flush func() error) (v T, ok bool, err error) {
	select {
	case v, ok = <-from:
		return v, ok, context.Cause(ctx)
	default:
	}
	if err := flush(); err != nil {
		return v, false, err
	}
	select {
	case <-ctx.Done():
		return v, false, context.Cause(ctx)
	case v, ok = <-from:
		return v, ok, context.Cause(ctx)
	}
}

func (r *run) write(ctx context.Context, t *task, o *outcome) error {
	start := time.Now()
	reports, kept, err := r.settle(ctx, t, o)
	if err != nil {
		return err
	}
	o.times.Write = time.Since(start)
	r.summary.Times.add(o.times)
	if kept {
		r.summary.skip(t.ticket)
	} else {
		r.summary.Add(reports)
	}
	if r.opts.Done != nil {
		r.opts.Done(reports, r.summary)
	}
	return nil
}
