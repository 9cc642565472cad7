package term_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/internal/term"
)

func TestClean(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, in, want string }{
		{"plain", "年报 2020.docx", "年报 2020.docx"},
		{"wide space", "一\u3000二", "一\u3000二"},
		{"escape sequence", "\x1b[31mred\x1b[0m", `\x1b[31mred\x1b[0m`},
		{"line end and tab", "a\nb\tc\r", `a\nb\tc\r`},
		{"C1 control", "a\u009bb", `a\u009bb`},
		{"right to left", "a\u202etxt.exe", `a\u202etxt.exe`},
		{"no width", "a\u200bb\ufeff", `a\u200bb\ufeff`},
		{"not UTF-8", "a\xb9\xfa.txt", `a\xb9\xfa.txt`},
		{"replacement character", "a\ufffd", `a\ufffd`},
		{"delete", "a\x7f", `a\x7f`},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := term.Clean(tc.in); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestQuote(t *testing.T) {
	t.Parallel()
	if got, want := term.Quote("a\"b\\c\x1b年"), `"a\"b\\c\x1b年"`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestWidth(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]int{"": 0, "abc": 3, "年报": 4, "（一）": 6, "e\u0301": 1, "a年": 3, "ｱ": 1, "Ａ": 2} {
		if got := term.Width(s); got != want {
			t.Errorf("%q is %d wide, want %d", s, got, want)
		}
	}
}

func TestPad(t *testing.T) {
	t.Parallel()
	if got := term.Pad("年", 4) + "|" + term.PadLeft("年", 4) + "|" + term.Pad("年报", 3); got != "年  |  年|年报" {
		t.Errorf("got %q", got)
	}
}

func TestWrap(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, in string
		n        int
		want     []string
	}{
		{"empty", "", 5, []string{""}},
		{"fits", "年报", 4, []string{"年报"}},
		{"Chinese", "政府信息公开", 5, []string{"政府", "信息", "公开"}},
		{"at spaces", "the last report", 9, []string{"the last", "report"}},
		{"long word", "abcdefgh", 3, []string{"abc", "def", "gh"}},
		{"lines", "a\n\nb", 5, []string{"a", "", "b"}},
		{"too narrow for one", "年a", 1, []string{"年", "a"}},
		{"escapes", "a\x1bb", 4, []string{`a\x1`, "bb"}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, term.Wrap(tc.in, tc.n)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// FuzzWrap: whatever comes in, lines are clean and narrow, and lose nothing but
// spaces.
func FuzzWrap(f *testing.F) {
	f.Add("政府信息公开 report\n\x1b[2J", 7)
	f.Add("\xb9\xfa   x", 1)
	f.Fuzz(func(t *testing.T, s string, n int) {
		n = 2 + (n&0x7fffffff)%60
		var got strings.Builder
		for _, line := range term.Wrap(s, n) {
			if !utf8.ValidString(line) || strings.ContainsAny(line, "\x1b\n\r\t\x00") {
				t.Errorf("line %q is not clean", line)
			}
			if term.Width(line) > n {
				t.Errorf("line %q is wider than %d", line, n)
			}
			got.WriteString(line)
		}
		var clean strings.Builder
		for line := range strings.SplitSeq(s, "\n") {
			clean.WriteString(term.Clean(line))
		}
		want := strings.Map(dropSpace, clean.String())
		if have := strings.Map(dropSpace, got.String()); have != want {
			t.Errorf("got %q, want %q", have, want)
		}
	})
}

func dropSpace(r rune) rune {
	if r == ' ' {
		return -1
	}
	return r
}
