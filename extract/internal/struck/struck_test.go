package struck_test

import (
	"testing"

	"github.com/nianbao/nianbao/extract/internal/struck"
)

// TestApply strikes what stands between < and >.
func TestApply(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                 "",
		"12":               "12",
		"<12>15":           "~~12~~15",
		"1<2>":             "1~~2~~",
		"<1><2>3":          "~~12~~3",
		"<1> <2>\n< 3 >4":  "~~1 2\n 3~~ 4",
		"<1>-<2>":          "~~1~~-~~2~~",
		"< >1<\u3000>":     " 1\u3000",
		"< ><1>< >2":       " ~~1~~ 2",
		"<1>< >2<3>":       "~~1~~ 2~~3~~",
		"<件数>\n15":         "~~件数~~\n15",
		"<1>2<\n>":         "~~1~~2\n",
		"<1>2< ><3>< >4<5": "~~1~~2 ~~3~~ 45",
	} {
		var m struck.Marks
		var text []byte
		from := 0
		for _, c := range []byte(in) {
			switch c {
			case '<':
				from = len(text)
			case '>':
				m.Add(from, len(text))
			default:
				text = append(text, c)
			}
		}
		if got := string(m.Apply(text)); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
		if got := string(m.Apply([]byte("next"))); got != "next" {
			t.Errorf("%q: marks were kept: %q", in, got)
		}
	}
}

func TestShift(t *testing.T) {
	t.Parallel()
	var m struck.Marks
	m.Add(1, 3)
	m.Shift(1, 1)
	m.Shift(4, 1)
	if got := string(m.Apply([]byte("a(bc)d"))); got != "a(~~bc~~)d" {
		t.Error(got)
	}
}

// TestOutside gives places that no text has.
func TestOutside(t *testing.T) {
	t.Parallel()
	var m struck.Marks
	m.Add(1, 9)
	m.Add(20, 30)
	if got := string(m.Apply([]byte("ab"))); got != "a~~b~~" {
		t.Error(got)
	}
}
