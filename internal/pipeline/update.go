package pipeline

import (
	"context"
	"encoding/hex"
	"errors"
	"iter"

	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/internal/dataset"
	"github.com/nianbao/nianbao/internal/journal"
	"github.com/nianbao/nianbao/internal/ledger"
)

// UpdateOptions say how a data set is brought up to date.
type UpdateOptions struct {
	RunOptions
	Shard journal.Shard
	// Adding keeps inputs that the data set holds and that are not listed; Reopen
	// finds such an input again where its bytes are needed.
	Adding bool
	Reopen func(path string) source.Item
	// Retry converts inputs again that failed before, changed or not.
	Retry bool
}

// ErrNoInput says that nothing was listed.
var ErrNoInput = errors.New("no input")

// Update makes d the data set of items: as Run, but inputs that d holds and that
// are unchanged are not read, and rows of inputs that changed or are no longer
// there go. The rows are then those of a new data set of the same items.
//
// If ctx ends, what was written so far is committed, and Update returns the
// cause. In any case the caller closes d.
func Update(ctx context.Context, items iter.Seq2[source.Item, error], d *dataset.Set, opts UpdateOptions) (*Summary, error) {
	r := newRun(opts.RunOptions, d)
	r.shard, r.retry = opts.Shard, opts.Retry
	if err := d.Known(func(in journal.Input, ref int64, lost bool) { r.ledger.Load(r.withDecisions(in, ref, lost), in.Nth) }); err != nil {
		return r.summary, err
	}
	if opts.Adding {
		var err error
		if items, err = r.adding(items, d, opts.Reopen); err != nil {
			return r.summary, err
		}
	}
	if _, err := r.all(ctx, items); err != nil {
		if ctx.Err() != nil {
			err = errors.Join(err, d.Commit())
		}
		return r.summary, err
	}
	if r.listed == 0 {
		return r.summary, ErrNoInput
	}
	end := journal.End{Inputs: r.listed, Listing: hex.EncodeToString(r.listing.Sum(nil)[:16])}
	return r.summary, d.Finish(end, fates{r.ledger})
}

// fates tells a data set what became of its inputs.
type fates struct{ l *ledger.Ledger }

func (f fates) Fate(in journal.Input, ref int64) (journal.Input, bool) {
	s := f.l.Of(ref)
	if !s.Kept {
		return in, false
	}
	in.Pos = s.Pos
	if s.Stamp != "" {
		in.Stamp = s.Stamp
	}
	return in, true
}

func (f fates) Moved() bool { return f.l.Changed() }

// adding lists what the data set holds, in its order, with items in their
// places, and behind it the items that are new. It holds all items in memory.
func (r *run) adding(items iter.Seq2[source.Item, error], d *dataset.Set, reopen func(string) source.Item) (iter.Seq2[source.Item, error], error) {
	type listed struct {
		item source.Item
		err  error
	}
	named := map[string][]listed{}
	var order []string
	for item, err := range items {
		if named[item.Path] == nil {
			order = append(order, item.Path)
		}
		named[item.Path] = append(named[item.Path], listed{item, err})
	}
	if len(order) == 0 {
		return nil, ErrNoInput
	}
	seq := func(yield func(source.Item, error) bool) {
		for _, ref := range r.ledger.Order() {
			in, err := d.Input(ref)
			if err != nil {
				r.listErr = err
				return
			}
			list := named[in.Path]
			if len(list) == 0 {
				it := reopen(in.Path)
				it.Path, it.Stamp = in.Path, ledger.Assumed
				if r.listErr = setMeta(&it, in.Meta); r.listErr != nil {
					return
				}
				if !yield(it, nil) {
					return
				}
				continue
			}
			named[in.Path] = list[1:]
			if !yield(list[0].item, list[0].err) {
				return
			}
		}
		for _, path := range order {
			for _, l := range named[path] {
				if !yield(l.item, l.err) {
					return
				}
			}
		}
	}
	return seq, nil
}
