// Package correction is what people decide about values after looking at the source:
// that one is right, that it is another, or that nobody can read it. Decisions are
// kept in a file of JSON lines, to which lines are only ever appended, and are
// applied when the source is converted again.
//
// It is a leaf beside the schema: the review page writes decisions, and the
// normalizer applies them.
package correction

import (
	"errors"
	"fmt"
	"strings"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/normalize/schema"
)

// Action is what was decided.
type Action string

// The actions.
const (
	// Confirm says that the value is what is printed.
	Confirm Action = "confirm"
	// Correct says that another value is printed.
	Correct Action = "correct"
	// Unreadable says that nobody can tell what is printed.
	Unreadable Action = "unreadable"
	// Withdraw takes all earlier decisions about the cell back.
	Withdraw Action = "withdraw"
)

// Cell is a cell of a report by its keys.
type Cell struct {
	Table  string `json:"table_key"`
	Row    string `json:"row_key"`
	Column string `json:"column_key"`
}

// String is "table/row/column".
func (c Cell) String() string { return c.Table + "/" + c.Row + "/" + c.Column }

// CellOf is the cell of a fact.
func CellOf(f *schema.Fact) Cell { return Cell{f.TableKey, f.RowKey, f.ColumnKey} }

// State is what is known of a cell.
type State struct {
	// Value is nil unless Status has one.
	Value  *decimal.Decimal   `json:"value"`
	Status schema.ValueStatus `json:"status"`
}

// StateOf is the state of a fact.
func StateOf(f *schema.Fact) State {
	s := State{Status: f.Status}
	if f.Status.HasValue() {
		v := f.Value
		s.Value = &v
	}
	return s
}

// Equal tells whether two states are the same.
func (s State) Equal(t State) bool {
	if s.Status != t.Status || (s.Value == nil) != (t.Value == nil) {
		return false
	}
	return s.Value == nil || s.Value.Cmp(*t.Value) == 0
}

// String is the value, or the status of a cell that has none.
func (s State) String() string {
	if s.Value == nil {
		return string(s.Status)
	}
	if s.Status == schema.Approximate {
		return "about " + s.Value.String()
	}
	return s.Value.String()
}

// check tells what is wrong with a state.
func (s State) check() error {
	switch s.Status {
	case schema.Number, schema.Approximate:
		if s.Value == nil {
			return fmt.Errorf("status %s needs a value", s.Status)
		}
		return nil
	case schema.Blank, schema.Dash, schema.None, schema.Unparsed, schema.Ambiguous:
		if s.Value != nil {
			return fmt.Errorf("status %s has no value", s.Status)
		}
		return nil
	}
	return fmt.Errorf("there is no status %q", s.Status)
}

// Decision is a line of the file.
type Decision struct {
	// ReportID and SHA256 are those of the report and of the bytes that it comes from:
	// a decision counts for these bytes only.
	ReportID string `json:"report_id"`
	SHA256   string `json:"sha256"`
	Cell
	Action Action `json:"action"`
	// Raw is the text of the cell that was looked at.
	Raw string `json:"raw"`
	// Old is what the cell was before, New what it is.
	Old State `json:"old"`
	New State `json:"new"`
	// Who decided, and when (RFC 3339).
	Who  string `json:"who"`
	When string `json:"when"`
}

// Check tells what is wrong with a decision.
func (d *Decision) Check() error {
	if !isHash(d.SHA256) || d.ReportID == "" || d.Table == "" || d.Row == "" || d.Column == "" {
		return errors.New("a decision names its report (report_id, sha256) and its cell (table_key, row_key, column_key)")
	}
	if err := errors.Join(d.Old.check(), d.New.check()); err != nil {
		return err
	}
	switch d.Action {
	case Confirm:
		if !d.Old.Equal(d.New) {
			return errors.New("who confirms a value changes nothing: old and new must be the same")
		}
	case Correct:
	case Unreadable:
		if d.New.Status != schema.Unparsed {
			return fmt.Errorf("what is unreadable has status %s", schema.Unparsed)
		}
	case Withdraw:
	default:
		return fmt.Errorf("there is no action %q", d.Action)
	}
	return nil
}

// isHash tells a SHA-256 in small hexadecimal digits.
func isHash(s string) bool {
	return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == ""
}

// Settled is what the decisions about a cell come to.
type Settled struct {
	// Last is the decision that counts, nil if none does.
	Last *Decision
	// Misfits are decisions about another state or text than the cell had.
	Misfits []*Decision
}

// Settle goes through the decisions about a cell in their order. Each must be about
// what the cell was as read, or about what an earlier decision made of it; the last
// counts.
func Settle(read State, raw string, list []*Decision) (s Settled) {
	now := read
	for _, d := range list {
		switch {
		case d.Action == Withdraw:
			s, now = Settled{}, read
		case d.Raw != raw, !d.Old.Equal(now) && !d.Old.Equal(read):
			s.Misfits = append(s.Misfits, d)
		default:
			s.Last, now = d, d.New
		}
	}
	return s
}
