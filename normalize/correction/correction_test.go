package correction_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/normalize/correction"
	"github.com/nianbao/nianbao/normalize/schema"
)

func number(n int64) correction.State {
	v := decimal.FromInt(n)
	return correction.State{Value: &v, Status: schema.Number}
}

var unread = correction.State{Status: schema.Unparsed}

func decide(action correction.Action, before, after correction.State) *correction.Decision {
	return &correction.Decision{ReportID: "0123456789abcdef", SHA256: strings.Repeat("a", 64),
		Cell:   correction.Cell{Table: "requests", Row: "granted", Column: "total"},
		Action: action, Raw: "22", Old: before, New: after, Who: "wang", When: "2026-01-02T03:04:05Z"}
}

func TestSettle(t *testing.T) {
	t.Parallel()
	first := decide(correction.Correct, number(22), number(21))
	other := *first
	other.Raw = "23"
	tests := []struct {
		name    string
		list    []*correction.Decision
		want    string // the state, or "" if nothing counts
		misfits int
	}{
		{"nothing", nil, "", 0},
		{"one", []*correction.Decision{first}, "21", 0},
		{"a later one of what was read", []*correction.Decision{first, decide(correction.Correct, number(22), number(20))}, "20", 0},
		{"a later one of what was corrected", []*correction.Decision{first, decide(correction.Correct, number(21), number(20))}, "20", 0},
		{"confirmed after it was corrected", []*correction.Decision{first, decide(correction.Confirm, number(21), number(21))}, "21", 0},
		{"twice the same", []*correction.Decision{first, first}, "21", 0},
		{"unreadable", []*correction.Decision{decide(correction.Unreadable, number(22), unread)}, "unparsed", 0},
		{"withdrawn", []*correction.Decision{first, decide(correction.Withdraw, number(21), number(22))}, "", 0},
		{"withdrawn and decided again", []*correction.Decision{first, decide(correction.Withdraw, number(21), number(22)), decide(correction.Correct, number(22), number(9))}, "9", 0},
		{"another value was read", []*correction.Decision{decide(correction.Correct, number(5), number(6))}, "", 1},
		{"another text was there", []*correction.Decision{&other}, "", 1},
		{"a misfit beside one that fits", []*correction.Decision{first, decide(correction.Correct, number(5), number(6))}, "21", 1},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got := correction.Settle(number(22), "22", tc.list)
			state := ""
			if got.Last != nil {
				state = got.Last.New.String()
			}
			if state != tc.want || len(got.Misfits) != tc.misfits {
				t.Errorf("%q and %d misfits, want %q and %d", state, len(got.Misfits), tc.want, tc.misfits)
			}
		})
	}
}

func TestRead(t *testing.T) {
	t.Parallel()
	var file strings.Builder
	for _, d := range []*correction.Decision{decide(correction.Correct, number(22), number(21)), decide(correction.Confirm, number(21), number(21))} {
		line, err := d.Line()
		if err != nil {
			t.Fatal(err)
		}
		file.Write(line)
	}
	set, err := correction.Read(strings.NewReader(file.String() + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	sum := strings.Repeat("a", 64)
	if diff := cmp.Diff([]string{sum}, set.Hashes()); diff != "" || set.Len() != 2 || len(set.Of(sum)) != 2 {
		t.Errorf("%d decisions, %s", set.Len(), diff)
	}
	if d := set.Digest(sum); d == "" || d == firstOf(t, file.String()).Digest(sum) {
		t.Error("the digest of two decisions is that of the first")
	}
	if set.Digest("b") != "" {
		t.Error("bytes without a decision have a digest")
	}
	var none *correction.Set
	if none.Len() != 0 || none.Digest(sum) != "" || none.Of(sum) != nil || none.Hashes() != nil {
		t.Error("no set has decisions")
	}
}

func firstOf(t *testing.T, file string) *correction.Set {
	t.Helper()
	line, _, _ := strings.Cut(file, "\n")
	set, err := correction.Read(strings.NewReader(line))
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// TestReadRefuses lists lines that are no decisions: nobody's work is passed over.
func TestReadRefuses(t *testing.T) {
	t.Parallel()
	good, err := decide(correction.Correct, number(22), number(21)).Line()
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct{ file, want string }{
		"no JSON":               {string(good) + "x\n", "line 2"},
		"cut off":               {string(good) + string(good[:40]), "line 2 is cut off"},
		"no cell":               {strings.Replace(string(good), `"row_key":"granted"`, `"row_key":""`, 1), "names its report"},
		"no hash":               {strings.Replace(string(good), strings.Repeat("a", 64), "a", 1), "names its report"},
		"capital hash":          {strings.Replace(string(good), strings.Repeat("a", 64), strings.Repeat("A", 64), 1), "names its report"},
		"no such action":        {strings.Replace(string(good), `"correct"`, `"guess"`, 1), `no action "guess"`},
		"no such status":        {strings.Replace(string(good), `"status":"number"`, `"status":"fine"`, 1), `no status "fine"`},
		"a value too much":      {strings.Replace(string(good), `"status":"number"`, `"status":"blank"`, 1), "has no value"},
		"no value":              {strings.Replace(string(good), `"value":22`, `"value":null`, 1), "needs a value"},
		"changed and confirmed": {strings.Replace(string(good), `"correct"`, `"confirm"`, 1), "changes nothing"},
		"read and unreadable":   {strings.Replace(string(good), `"correct"`, `"unreadable"`, 1), "status unparsed"},
		"huge number":           {strings.Replace(string(good), `"value":21`, `"value":1e999999`, 1), "line 1"},
	} {
		if _, err := correction.Read(strings.NewReader(tc.file)); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want %q", name, err, tc.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	good, err := decide(correction.Correct, number(22), number(21)).Line()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(good))
	f.Add(string(good) + string(good[:40]))
	f.Add("null\n{}\n")
	f.Fuzz(func(t *testing.T, file string) {
		set, err := correction.Read(strings.NewReader(file))
		if err != nil {
			return
		}
		n := 0
		for _, sum := range set.Hashes() {
			for _, d := range set.Of(sum) {
				n++
				line, err := d.Line()
				if err != nil {
					t.Fatal(err)
				}
				again, err := correction.Read(strings.NewReader(string(line)))
				if err != nil || again.Len() != 1 {
					t.Fatalf("a decision that was read is refused when it is written: %s: %v", line, err)
				}
			}
		}
		if n != set.Len() {
			t.Errorf("%d decisions, it says %d", n, set.Len())
		}
	})
}
