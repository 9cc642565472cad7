package pipeline_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/internal/pipeline"
	"github.com/nianbao/nianbao/normalize/correction"
	"github.com/nianbao/nianbao/normalize/schema"
)

// brokenSums is a sample in which the total of the row received (60787) is one less
// than its parts, and the balance of one of them fails by one.
func brokenSums(t *testing.T) source.Item {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "fixtures", "samples", "broken_sums_2021_word.docx"))
	if err != nil {
		t.Fatal(err)
	}
	return source.Bytes("in/broken.docx", data)
}

func factOf(t *testing.T, r *schema.Report, cell correction.Cell) *schema.Fact {
	t.Helper()
	i := slices.IndexFunc(r.Facts, func(f schema.Fact) bool { return correction.CellOf(&f) == cell })
	if i < 0 {
		t.Fatalf("there is no fact %s", cell)
	}
	return &r.Facts[i]
}

// codesAt are the codes of the findings that a cell is part of.
func codesAt(r *schema.Report, at source.Pos) (out []string) {
	for _, f := range r.Findings {
		if f.Pos == at || slices.Contains(f.Related, at) {
			out = append(out, string(f.Code))
		}
	}
	return out
}

var (
	wrongCell = correction.Cell{Table: "requests", Row: "received", Column: "org_public_interest"}
	proseCell = correction.Cell{Table: "narrative", Row: "received", Column: "value"}
	noCell    = correction.Cell{Table: "requests", Row: "received", Column: "nobody"}
)

func TestCorrections(t *testing.T) {
	t.Parallel()
	item := brokenSums(t)
	before := pipeline.Process(t.Context(), item, pipeline.Options{})[0]
	read := factOf(t, before, wrongCell)
	at := read.Pos
	right := read.Value
	one := decimal.FromInt(-1)
	right, err := right.Add(one)
	if err != nil {
		t.Fatal(err)
	}
	number := func(d decimal.Decimal) correction.State { return correction.State{Value: &d, Status: schema.Number} }
	unread := correction.State{Status: schema.Unparsed}
	decide := func(cell correction.Cell, action correction.Action, before, after correction.State) correction.Decision {
		d := correction.Decision{Cell: cell, Action: action, Old: before, New: after, Who: "wang", When: "2026-01-02T03:04:05Z"}
		if cell != noCell {
			d.Raw = factOf(t, pipeline.Process(t.Context(), item, pipeline.Options{})[0], cell).Raw
		}
		return d
	}
	tests := []struct {
		name  string
		d     correction.Decision
		cell  correction.Cell
		want  string // value, status and match
		codes []string
	}{
		{"none", correction.Decision{}, wrongCell, "9247 number exact", []string{"N302", "N301"}},
		{"corrected", decide(wrongCell, correction.Correct, number(read.Value), number(right)), wrongCell, "9246 number corrected", []string{"N230"}},
		{"confirmed", decide(wrongCell, correction.Confirm, number(read.Value), number(read.Value)), wrongCell, "9247 number exact", []string{"N231", "N302", "N301"}},
		{"unreadable", decide(wrongCell, correction.Unreadable, number(read.Value), unread), wrongCell, "null unparsed corrected", []string{"N232"}},
		{"another value", decide(wrongCell, correction.Correct, number(right), number(read.Value)), wrongCell, "9247 number exact", []string{"N233", "N302", "N301"}},
		{"prose", decide(proseCell, correction.Correct, number(decimal.FromInt(60787)), number(decimal.FromInt(60788))), proseCell, "60788 number corrected", nil},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			set := &correction.Set{}
			if tc.d.Action != "" {
				d := tc.d
				d.ReportID, d.SHA256 = before.ReportID, before.Source.SHA256
				if err := d.Check(); err != nil {
					t.Fatal(err)
				}
				set.Add(&d)
			}
			r := pipeline.Process(t.Context(), item, pipeline.Options{Corrections: set})[0]
			f := factOf(t, r, tc.cell)
			got := correction.StateOf(f).String()
			if !f.Status.HasValue() {
				got = "null"
			}
			got += " " + string(f.Status) + " " + string(f.Match)
			if got != tc.want {
				t.Errorf("the fact is %s, want %s", got, tc.want)
			}
			if diff := cmp.Diff(tc.codes, codesAt(r, at)); tc.codes != nil && diff != "" {
				t.Errorf("findings of the cell (-want +got):\n%s", diff)
			}
			if f.Raw != factOf(t, before, tc.cell).Raw {
				t.Error("what is printed was changed")
			}
		})
	}
}

// TestDecisionsThatDoNotFit are about a cell, a report and a file that are not there.
func TestDecisionsThatDoNotFit(t *testing.T) {
	t.Parallel()
	item := brokenSums(t)
	r := pipeline.Process(t.Context(), item, pipeline.Options{})[0]
	v := decimal.FromInt(1)
	d := correction.Decision{ReportID: r.ReportID, SHA256: r.Source.SHA256, Cell: noCell, Action: correction.Correct,
		Old: correction.State{Status: schema.Blank}, New: correction.State{Value: &v, Status: schema.Number}, Who: "wang", When: "2026"}
	other := d
	other.Cell, other.ReportID = wrongCell, "0123456789abcdef"
	set := &correction.Set{}
	set.Add(&d)
	set.Add(&other)
	got := pipeline.Process(t.Context(), item, pipeline.Options{Corrections: set})[0]
	var messages []string
	for _, f := range got.Findings {
		if f.Code == "N233" {
			messages = append(messages, f.Message())
		}
	}
	want := []string{
		"requests/received/nobody: the decision of wang (2026) was not applied: it says 1 instead of blank, and the report has no such cell",
		"requests/received/org_public_interest: the decision of wang (2026) was not applied: it says 1 instead of blank, and the file holds no such report",
	}
	if diff := cmp.Diff(want, messages); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}

	// An input that cannot be read has no cell at all.
	bad := source.Bytes("in/bad.docx", []byte("PK\x03\x04torn"))
	failed := pipeline.Process(t.Context(), bad, pipeline.Options{})[0]
	lost := d
	lost.ReportID, lost.SHA256 = failed.ReportID, failed.Source.SHA256
	set = &correction.Set{}
	set.Add(&lost)
	failed = pipeline.Process(t.Context(), bad, pipeline.Options{Corrections: set})[0]
	if !slices.ContainsFunc(failed.Findings, func(f diag.Finding) bool { return f.Code == "N233" }) {
		t.Error("a decision about a file that cannot be read is passed over")
	}
}
