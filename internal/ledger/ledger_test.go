package ledger_test

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/internal/ledger"
)

// sum stands for the bytes of a text.
func sum(text string) ledger.Key { return ledger.KeyOf(sha256.Sum256([]byte(text))) }

// listed is an input of a listing: its path, stamp and text.
type listed struct{ path, stamp, text string }

// settle takes a listing through a ledger as a run does, and tells what becomes
// of each input; refs count on from next.
func settle(l *ledger.Ledger, list []listed, next int64) (fates []string) {
	for pos, in := range list {
		t := l.List(in.path, in.stamp, "", pos, false)
		key := sum(in.text)
		convert := !t.Same() && l.Claim(t, key)
		switch {
		case !convert && l.Keep(t, key, in.stamp, ""):
			fates = append(fates, "kept")
			continue
		case convert:
			fates = append(fates, "converted")
		case l.Held(key):
			n, first := l.Role(key)
			fates = append(fates, fmt.Sprintf("copy %d of %d", n, first))
		default:
			fates = append(fates, "converted late")
		}
		l.Put(t, key, next)
		next++
	}
	return fates
}

func TestFates(t *testing.T) {
	t.Parallel()
	known := []ledger.Known{
		{Path: "a", Stamp: "1", Sum: sum("x"), Pos: 0, Ref: 10},
		{Path: "b", Stamp: "1", Sum: sum("x"), Pos: 1, Ref: 20, Copy: 1, Of: "a"},
		{Path: "c", Stamp: "1", Sum: sum("y"), Pos: 2, Ref: 30},
		{Path: "d", Stamp: "1", Sum: sum("z"), Pos: 3, Ref: 40, Lost: true},
	}
	tests := []struct {
		name string
		list []listed
		want []string
	}{
		{"as it was", []listed{{"a", "1", "x"}, {"b", "1", "x"}, {"c", "1", "y"}}, []string{"kept", "kept", "kept"}},
		{"touched", []listed{{"a", "2", "x"}, {"b", "1", "x"}}, []string{"kept", "kept"}},
		{"no stamp", []listed{{"a", "", "x"}}, []string{"kept"}},
		{"changed", []listed{{"a", "2", "w"}, {"c", "1", "y"}}, []string{"converted", "kept"}},
		{"the first is gone", []listed{{"b", "1", "x"}, {"c", "1", "y"}}, []string{"converted late", "kept"}},
		{"the first comes later", []listed{{"b", "1", "x"}, {"a", "1", "x"}}, []string{"converted late", "copy 1 of 100"}},
		{"rows that are lost", []listed{{"d", "1", "z"}}, []string{"converted"}},
		{"new copies", []listed{{"a", "1", "x"}, {"n", "1", "x"}, {"b", "1", "x"}}, []string{"kept", "copy 1 of 10", "copy 2 of 10"}},
		{"a path again", []listed{{"c", "1", "y"}, {"c", "1", "y"}, {"c", "1", "y"}}, []string{"kept", "copy 1 of 30", "copy 2 of 30"}},
		{"no path", []listed{{"", "", "p"}, {"", "", "q"}, {"", "", "p"}}, []string{"converted", "converted", "copy 1 of 100"}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			l := ledger.New()
			for _, k := range known {
				l.Load(k, 0)
			}
			if diff := cmp.Diff(tc.want, settle(l, tc.list, 100)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestState tells what became of what was loaded.
func TestState(t *testing.T) {
	t.Parallel()
	l := ledger.New()
	for i, p := range []string{"a", "b", "c"} {
		l.Load(ledger.Known{Path: p, Stamp: "1", Sum: sum(p), Pos: i, Ref: int64(10 * i)}, 0)
	}
	if got := l.Order(); !slices.Equal(got, []int64{0, 10, 20}) {
		t.Errorf("order %v", got)
	}
	settle(l, []listed{{"c", "1", "c"}, {"b", "2", "b"}}, 100)
	want := []ledger.State{{}, {Kept: true, Pos: 1, Stamp: "2"}, {Kept: true, Pos: 0}, {}}
	for i, ref := range []int64{0, 10, 20, 15} {
		if got := l.Of(ref); got != want[i] {
			t.Errorf("%d: %+v, want %+v", ref, got, want[i])
		}
	}
	if !l.Changed() {
		t.Error("positions changed, and it does not say so")
	}
}

// TestOrderKnowsTheLaterOfTwo has an input that was converted again.
func TestOrderKnowsTheLaterOfTwo(t *testing.T) {
	t.Parallel()
	l := ledger.New()
	l.Load(ledger.Known{Path: "a", Sum: sum("x"), Pos: 0, Ref: 1}, 0)
	l.Load(ledger.Known{Path: "b", Sum: sum("y"), Pos: 1, Ref: 2}, 0)
	l.Load(ledger.Known{Path: "a", Sum: sum("z"), Pos: 0, Ref: 3}, 0)
	l.Load(ledger.Known{Path: "a", Sum: sum("z"), Pos: 2, Ref: 4}, 1)
	if got := l.Order(); !slices.Equal(got, []int64{3, 2, 4}) {
		t.Errorf("order %v", got)
	}
}

// TestFirstIsConvertedWhateverTheOrder lets workers claim in any order, far apart:
// the first input with some bytes is always told to convert them.
func TestFirstIsConvertedWhateverTheOrder(t *testing.T) {
	t.Parallel()
	const inputs, window = 20_000, 40
	r := rand.New(rand.NewPCG(1, 1))
	texts, first, copies := make([]string, inputs), map[string]int{}, map[string]int{}
	for i := range texts {
		texts[i] = fmt.Sprint(r.IntN(inputs / 2))
		if _, ok := first[texts[i]]; !ok {
			first[texts[i]] = i
		}
	}
	l := ledger.New()
	for from := 0; from < inputs; from += window {
		tickets, converts := make([]ledger.Ticket, window), make([]bool, window)
		for i := range window {
			tickets[i] = l.List(fmt.Sprint("in/", from+i), "", "", from+i, false)
		}
		for _, i := range r.Perm(window) {
			converts[i] = l.Claim(tickets[i], sum(texts[from+i]))
		}
		for i := range window {
			text := texts[from+i]
			before, ref := l.Role(sum(text))
			switch {
			case first[text] == from+i && (!converts[i] || before != 0):
				t.Fatalf("%d is the first of its bytes: convert %t, %d before", from+i, converts[i], before)
			case before != copies[text], before > 0 && ref != int64(first[text]):
				t.Fatalf("%d has the role %d of %d, want %d of %d", from+i, before, ref, copies[text], first[text])
			}
			copies[text]++
			l.Put(tickets[i], sum(text), int64(from+i))
		}
	}
}

// TestPathListedOften lists a path very often, which must not cost its square.
func TestPathListedOften(t *testing.T) {
	t.Parallel()
	l := ledger.New()
	for pos := range 200_000 {
		if got := l.List("a", "", "", pos, false).Nth; got != pos {
			t.Fatalf("listed %d times before, says %d", pos, got)
		}
	}
}
