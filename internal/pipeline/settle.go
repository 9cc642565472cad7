package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/internal/journal"
	"github.com/nianbao/nianbao/internal/ledger"
	"github.com/nianbao/nianbao/normalize/correction"
	"github.com/nianbao/nianbao/normalize/schema"
)

// target takes the inputs of a run in their order.
type target interface {
	// Put writes an input with its reports, and gives a ref to it.
	Put(in journal.Input, reports []*schema.Report) (ref int64, err error)
	// Input reads an input again.
	Input(ref int64) (journal.Input, error)
}

// settle decides, in the order of the inputs, what becomes of an outcome, and
// writes it unless it stays as the data set holds it.
func (r *run) settle(ctx context.Context, t *task, o *outcome) ([]*schema.Report, bool, error) {
	if o.reports == nil || o.unread || o.unclaimed {
		if r.ledger.Keep(t.ticket, ledger.KeyOf(o.sum), t.item.Stamp, o.failure()) {
			return nil, true, nil
		}
	}
	// What was not converted must be if it is the first with its bytes after
	// all; and of an input that was not even read, more must be known.
	if o.skipped || (o.reports == nil && !r.ledger.Held(ledger.KeyOf(o.sum))) {
		claim := func(sum [sha256.Size]byte) bool { return !r.ledger.Held(ledger.KeyOf(sum)) }
		*o = process(ctx, t.item, r.opts.Options, claim)
		if ctx.Err() != nil {
			return nil, false, context.Cause(ctx)
		}
	}
	key := ledger.KeyOf(o.sum)
	before, ref := r.ledger.Role(key)
	reports, first := o.reports, ""
	if before > 0 {
		in, err := r.target.Input(ref)
		if err != nil {
			return nil, false, err
		}
		first = in.Path
		reports = o.asCopy(first, before)
	}
	ref, err := r.target.Put(t.input(o, reports, before, first, r.opts.Corrections), reports)
	if err != nil {
		return nil, false, err
	}
	r.ledger.Put(t.ticket, key, ref)
	return reports, false, nil
}

// asCopy gives the reports of an input before which there are others with the
// same bytes.
func (o *outcome) asCopy(first string, before int) []*schema.Report {
	suffix := fmt.Sprintf(".%d", before+1)
	if o.unread { // named twice, and read neither time
		for _, r := range o.reports {
			r.ReportID += suffix
		}
		return o.reports
	}
	src := o.source
	src.DuplicateOf = first
	same := diag.New("N103", source.Pos{}, "path", first)
	if o.reports != nil && o.ofKind() { // its name says more than its bytes
		r := o.reports[0]
		r.ReportID, r.Source, r.Findings = r.ReportID+suffix, src, append(r.Findings, same)
		slices.SortStableFunc(r.Findings, diag.Compare)
		return o.reports
	}
	return []*schema.Report{{
		ReportID: schema.ReportID(o.sum, 1) + suffix,
		Status:   schema.Duplicate,
		Source:   src,
		Findings: []diag.Finding{same},
	}}
}

// failure says why an input could not be read, or "".
func (o *outcome) failure() string {
	if !o.unread {
		return ""
	}
	f := worstOf(o.reports[0])
	return string(f.Code) + " " + f.Message()
}

// worstOf is the first finding of a report that has the greatest severity: that
// why an input failed.
func worstOf(r *schema.Report) *diag.Finding {
	worst := &r.Findings[0]
	for i := range r.Findings {
		if r.Findings[i].Severity > worst.Severity {
			worst = &r.Findings[i]
		}
	}
	return worst
}

// input is what the journal says of an input.
func (t *task) input(o *outcome, reports []*schema.Report, before int, first string, decided *correction.Set) journal.Input {
	in := journal.Input{Pos: t.pos, Path: t.item.Path, Nth: t.ticket.Nth, Stamp: t.item.Stamp, Meta: metaOf(t.item),
		Sum: o.source.SHA256, Status: string(reports[0].Status), Copy: before}
	if before == 0 {
		in.Decisions = decided.Digest(in.Sum)
	}
	if o.unread || in.Stamp == ledger.Assumed {
		in.Stamp = ""
	}
	if o.unread {
		in.Of = ""
	} else {
		in.Of = first
	}
	worst := diag.Info
	found := false
	for _, r := range reports {
		in.IDs = append(in.IDs, r.ReportID)
		for i := range r.Findings {
			worst, found = max(worst, r.Findings[i].Severity), true
		}
	}
	if found {
		in.Worst = worst.String()
	}
	if r := reports[0]; r.Status == schema.Failed && len(r.Findings) > 0 {
		f := worstOf(r)
		in.Failure = &journal.Failure{Code: string(f.Code), Stage: o.stage, Message: f.Message()}
	}
	return in
}

// known is what the ledger is told of an input that a data set holds.
func known(in journal.Input, ref int64, lost bool) ledger.Known {
	k := ledger.Known{Path: in.Path, Stamp: in.Stamp, Meta: in.Meta, Copy: in.Copy, Of: in.Of, Pos: in.Pos,
		Ref: ref, Lost: lost, Failed: in.Failure != nil}
	var sum [sha256.Size]byte
	if n, err := hex.Decode(sum[:], []byte(in.Sum)); err != nil || n != len(sum) {
		k.Unread = true
		sum = unreadSum(in.Path)
		if in.Failure != nil {
			k.Failure = in.Failure.Code + " " + in.Failure.Message
		}
	}
	switch in.Worst {
	case diag.Severe.String():
		k.Worst = uint8(diag.Severe)
	case diag.Warning.String():
		k.Worst = uint8(diag.Warning)
	}
	k.Sum = ledger.KeyOf(sum)
	return k
}

// keyOf is the key of bytes by their SHA-256 in hexadecimal.
func keyOf(sum string) (ledger.Key, bool) {
	var b [sha256.Size]byte
	n, err := hex.Decode(b[:], []byte(sum))
	return ledger.KeyOf(b), err == nil && n == len(b)
}

// meta is what is known of an item beside its bytes.
type meta struct {
	Known *source.Known `json:"known,omitempty"`
	Notes []source.Note `json:"notes,omitempty"`
}

// metaOf is a text of what is known of an item beside its bytes, or "".
func metaOf(it source.Item) string {
	if it.Known == nil && len(it.Notes) == 0 {
		return ""
	}
	b, err := json.Marshal(meta{it.Known, it.Notes})
	if err != nil {
		return err.Error() // of texts and numbers there is none
	}
	return string(b)
}

// setMeta is the reverse of metaOf.
func setMeta(it *source.Item, text string) error {
	if text == "" {
		return nil
	}
	var m meta
	err := json.Unmarshal([]byte(text), &m)
	it.Known, it.Notes = m.Known, m.Notes
	return err
}

// lines is a target that writes to a sink and keeps no more than paths.
type lines struct {
	w     Sink
	paths paths
}

func (l *lines) Put(in journal.Input, reports []*schema.Report) (int64, error) {
	for _, r := range reports {
		if err := l.w.Write(r); err != nil {
			return 0, err
		}
	}
	return l.paths.add(in.Path), nil
}

func (l *lines) Input(ref int64) (journal.Input, error) {
	return journal.Input{Path: l.paths.at(ref)}, nil
}

// Flush lets go of what the sink holds back, if it does.
func (l *lines) Flush() error {
	if f, ok := l.w.(Flusher); ok {
		return f.Flush()
	}
	return nil
}
