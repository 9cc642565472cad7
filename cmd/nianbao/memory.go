package main

import (
	"context"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"time"
)

// What a run should keep to, in bytes: that of the program and its output, and
// that of each input under way.
const (
	memoryOfRun   = 384 << 20
	memoryOfInput = 128 << 20
)

// softMemory makes the collector work harder where a run with so many jobs (0:
// one a CPU) would take more memory than it needs, until ctx ends. It sets no
// limit of what the run may take, and GOMEMLIMIT and GOGC in the environment count
// instead.
func softMemory(ctx context.Context, jobs int) {
	if os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	p := pacer{most: memoryOfRun + int64(jobs)*memoryOfInput, set: func(limit int64) { debug.SetMemoryLimit(limit) }}
	p.set(p.most)
	if os.Getenv("GOGC") == "" {
		go p.run(ctx)
	}
}

// pacer bounds the heap by what is in use. The collector means to do so, but it
// takes for in use whatever is made while it runs: a collection that the machine
// slows down, to 200 ms instead of 10, counts some megabytes of garbage, and to
// twice that the heap then grows. Over a hundred thousand reports that happens
// now and then, and the peak counts. So the pacer believes only what three
// collections in a row have found.
type pacer struct {
	most   int64 // the limit is never above
	set    func(limit int64)
	live   [3]uint64 // what the last collections found in use
	cycles uint64    // collections so far
	limit  int64     // that was set last
}

const (
	// pacerBeat is how often the pacer looks: ordinary runs collect every 50 to
	// 100 ms.
	pacerBeat = 20 * time.Millisecond
	// besideHeap is what the runtime takes beside objects of the heap: stacks, its
	// own tables, room between objects.
	besideHeap = 10 << 20
	// leastLive is what is taken to be in use at least, so that small runs are left
	// to the collector.
	leastLive = 16 << 20
	// heapQuarters is to how many quarters of what is in use the heap may grow. The
	// collector's own eight cost as little; more often would show.
	heapQuarters = 7
)

func (p *pacer) run(ctx context.Context) {
	beat := time.NewTicker(pacerBeat)
	defer beat.Stop()
	now := []metrics.Sample{{Name: "/gc/cycles/total:gc-cycles"}, {Name: "/gc/heap/live:bytes"}}
	for {
		select {
		case <-ctx.Done():
			return
		case <-beat.C:
			metrics.Read(now)
			p.look(now[0].Value.Uint64(), now[1].Value.Uint64())
		}
	}
}

// look takes note of how many collections there were, and what the last found in
// use.
func (p *pacer) look(cycles, live uint64) {
	if cycles == p.cycles {
		return
	}
	p.live[cycles%uint64(len(p.live))] = live
	p.cycles = cycles
	least := max(slices.Min(p.live[:]), leastLive)
	limit := p.most
	if least < math.MaxInt64/heapQuarters {
		limit = min(limit, heapQuarters*int64(least)/4+besideHeap)
	}
	// Setting it stops all goroutines for a moment.
	if diff := limit - p.limit; diff > p.limit/32 || -diff > p.limit/32 {
		p.limit = limit
		p.set(limit)
	}
}
