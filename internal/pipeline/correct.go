package pipeline

import (
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/internal/journal"
	"github.com/nianbao/nianbao/internal/ledger"
	"github.com/nianbao/nianbao/normalize"
	"github.com/nianbao/nianbao/normalize/correction"
	"github.com/nianbao/nianbao/normalize/schema"
)

// mostReports is the number of reports in a file up to which a decision finds its
// own; real files hold a few.
const mostReports = 1000

// byReport sorts the decisions about an input by the number of the report in it.
// Those of which there can be none are the rest.
func (o *outcome) byReport(list []*correction.Decision) (sorted [][]*correction.Decision, rest []*correction.Decision) {
	open := map[string][]*correction.Decision{}
	for _, d := range list {
		open[d.ReportID] = append(open[d.ReportID], d)
	}
	for n := 1; len(open) > 0 && n <= mostReports; n++ {
		id := schema.ReportID(o.sum, n)
		if of := open[id]; len(of) > 0 {
			for len(sorted) < n {
				sorted = append(sorted, nil)
			}
			sorted[n-1] = of
			delete(open, id)
		}
	}
	for _, d := range list {
		if len(open[d.ReportID]) > 0 {
			rest = append(rest, d)
		}
	}
	return sorted, rest
}

// misfits are the decisions about reports that the input does not hold, or of which
// no normalizer heard.
func (o *outcome) misfits() []diag.Finding {
	var out []diag.Finding
	add := func(list []*correction.Decision) {
		for _, d := range list {
			if d.Action != correction.Withdraw {
				out = append(out, normalize.Misfit(d))
			}
		}
	}
	for i, list := range o.decisions {
		if i >= len(o.reports) || !o.normalized {
			add(list)
		}
	}
	add(o.strangers)
	return out
}

// withDecisions is an input that a data set holds, for the ledger: it is converted
// again if what people decided about it is no longer what it was converted with.
func (r *run) withDecisions(in journal.Input, ref int64, lost bool) ledger.Known {
	k := known(in, ref, lost)
	now := r.opts.Corrections.Digest(in.Sum)
	if in.Copy > 0 || in.Sum == "" || in.Decisions == now {
		return k
	}
	k.Lost = true
	if now == "" {
		r.summary.Undone++
	}
	return k
}

// countStrangers counts the files that decisions are about and that are none of the
// inputs. A shard has not seen them all.
func (r *run) countStrangers() {
	if r.shard.Count > 0 {
		return
	}
	for _, sum := range r.opts.Corrections.Hashes() {
		if key, ok := keyOf(sum); !ok || !r.ledger.Held(key) {
			r.summary.Strangers = append(r.summary.Strangers, sum)
		}
	}
}
