package pipeline

import (
	"crypto/sha256"
	"fmt"
	"sync"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/schema"
)

// ledger remembers the inputs of a run by the hash of their bytes, so that the
// same bytes are converted once. It is safe for concurrent use.
type ledger struct {
	mu      sync.Mutex
	entries map[ledgerKey]*entry
}

// ledgerKey is half of a SHA-256: 128 bits are enough to tell a nation's files
// apart, and memory grows with the number of inputs.
type ledgerKey [16]byte

type entry struct {
	claimed int    // number of the earliest input that converts these bytes
	path    string // of the first input in the order of the inputs
	seen    int    // inputs counted so far, in that order
}

func newLedger() *ledger { return &ledger{entries: make(map[ledgerKey]*entry)} }

// claim tells whether input number n must convert these bytes: whether no input
// before it does. Workers ask in any order, so bytes may be converted more than
// once, but the first input of each always converts them.
func (l *ledger) claim(sum [sha256.Size]byte, n int) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.entry(sum, n)
	if e.claimed < n {
		return false
	}
	e.claimed = n
	return true
}

// count counts an input; inputs come in their order. It gives the path of the
// first with these bytes, and how many there were before this one.
func (l *ledger) count(sum [sha256.Size]byte, n int, path string) (first string, before int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.entry(sum, n)
	if e.seen == 0 {
		e.path = path
	}
	e.seen++
	return e.path, e.seen - 1
}

func (l *ledger) entry(sum [sha256.Size]byte, n int) *entry {
	k := ledgerKey(sum[:16])
	e := l.entries[k]
	if e == nil {
		e = &entry{claimed: n}
		l.entries[k] = e
	}
	return e
}

// settle decides, in the order of the inputs, whether an outcome is that of a
// copy, and gives the reports to be written.
func (l *ledger) settle(o *outcome, n int) []*schema.Report {
	first, before := l.count(o.sum, n, o.source.Path)
	if before == 0 {
		return o.reports
	}
	suffix := fmt.Sprintf(".%d", before+1)
	if o.unread { // named twice, and read neither time
		for _, r := range o.reports {
			r.ReportID += suffix
		}
		return o.reports
	}
	src := o.source
	src.DuplicateOf = first
	return []*schema.Report{{
		ReportID: schema.ReportID(o.sum, 1) + suffix,
		Status:   schema.Duplicate,
		Source:   src,
		Findings: []diag.Finding{diag.New("N103", source.Pos{}, "path", first)},
	}}
}
