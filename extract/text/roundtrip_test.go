package text_test

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/extract/document"
)

// Writers of the layouts that hold a table whole, as their grammars are known:
// what they write has to be read back cell by cell.
var writers = []struct {
	name     string
	geometry document.Geometry
	write    func(rows [][]string) string
}{
	{"tabbed cells", document.Ragged, func(rows [][]string) string {
		var b strings.Builder
		for _, r := range rows {
			for _, c := range r {
				b.WriteString("\t" + c + "\n")
			}
			b.WriteByte('\n')
		}
		return b.String() + "\n"
	}},
	{"tabs", document.Ruled, func(rows [][]string) string { return joined(rows, "", "\t", "\n") }},
	{"commas", document.Ruled, func(rows [][]string) string {
		quoted := make([][]string, len(rows))
		for i, r := range rows {
			for _, c := range r {
				quoted[i] = append(quoted[i], `"`+c+`"`)
			}
		}
		return joined(quoted, "", ",", "\n")
	}},
	{"Markdown", document.Ruled, func(rows [][]string) string {
		all := joined(rows, "| ", " | ", " |\n")
		head, rest, _ := strings.Cut(all, "\n")
		return head + "\n|" + strings.Repeat("---|", len(rows[0])) + "\n" + rest
	}},
	{"pipes", document.Ruled, func(rows [][]string) string { return joined(rows, "", " | ", " |\n") }},
}

func joined(rows [][]string, before, between, after string) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(before + strings.Join(r, between) + after)
	}
	return b.String()
}

func TestRoundTrip(t *testing.T) {
	for _, w := range writers {
		t.Run(w.name, func(t *testing.T) {
			rnd := rand.New(rand.NewPCG(1, 2))
			for range 200 {
				want := randomRows(rnd)
				in := "表前的文字。\n" + w.write(want) + "表后的文字。\n"
				d := read(t, []byte(in))
				if len(d.Blocks) != 3 || d.Blocks[1].Table == nil {
					t.Fatalf("not one table between two paragraphs:\n%s\ntext:\n%s", dump(d), in)
				}
				tab := d.Blocks[1].Table
				if tab.Geometry != w.geometry {
					t.Errorf("geometry is %v, want %v\ntext:\n%s", tab.Geometry, w.geometry, in)
				}
				if diff := cmp.Diff(want, rowsOf(tab)); diff != "" {
					t.Fatalf("rows (-want +got):\n%s\ntext:\n%s", diff, in)
				}
			}
		})
	}
}

// randomRows is a table with labels, numbers and some blank cells, the first of
// which stands before a value: proof that blanks kept their places.
func randomRows(rnd *rand.Rand) [][]string {
	cols := 3 + rnd.IntN(8)
	rows := [][]string{make([]string, cols)}
	for c := range cols {
		rows[0][c] = "列" + string(rune('甲'+c))
	}
	for r := range 2 + rnd.IntN(10) {
		row := []string{"行" + string(rune('子'+r))}
		for c := 1; c < cols; c++ {
			switch {
			case r == 0 && c == 1, rnd.IntN(5) == 0 && (r > 0 || c < cols-1):
				row = append(row, "")
			case rnd.IntN(9) == 0:
				row = append(row, "—")
			default:
				row = append(row, strconv.Itoa(rnd.IntN(5000)))
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func rowsOf(t *document.Table) [][]string {
	rows := make([][]string, t.Rows)
	for _, c := range t.Cells {
		rows[c.Row] = append(rows[c.Row], c.Text)
	}
	return rows
}
