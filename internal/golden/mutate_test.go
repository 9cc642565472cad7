package golden_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize"
)

// FuzzTables bends the tables of the fixtures: rows and cells are dropped,
// doubled, moved, merged and overwritten. It reaches what changes of single
// bytes hardly do.
func FuzzTables(f *testing.F) {
	pages := htmlPages(f)
	f.Add(uint8(0), []byte{})
	f.Add(uint8(1), []byte("0123456789abcdef"))
	f.Add(uint8(2), []byte{1, 30, 2, 0, 40, 3, 4, 50, 5, 5, 60, 1})
	f.Fuzz(func(t *testing.T, page uint8, steps []byte) {
		before := pages[int(page)%len(pages)]
		html := bend(before, steps)
		doc, err := extract.Read(context.Background(), source.Bytes("input.html", []byte(html)), extract.Options{})
		if err != nil {
			t.Fatalf("cannot be read: %v", err)
		}
		reports := normalize.Reports(doc, normalize.Options{})
		for _, r := range reports {
			checkPromises(t, doc, r)
		}
		if !bytes.Equal(asJSON(t, reports), asJSON(t, normalize.Reports(doc, normalize.Options{}))) {
			t.Error("another result the second time")
		}
		if t.Failed() {
			t.Logf("page (-before +bent):\n%s", cmp.Diff(strings.Split(before, "\n"), strings.Split(html, "\n")))
		}
	})
}

// htmlPages are the pages of the fixtures.
func htmlPages(f *testing.F) []string {
	f.Helper()
	var out []string
	for _, path := range casePaths(f) {
		if c := load(f, path); c.input == "input.html" {
			out = append(out, string(c.plain))
		}
	}
	return out
}

// vocabulary is what a step writes into a cell.
var vocabulary = []string{
	"", "0", "7", "12", "—", "无", "约30", "3件", "见附件", "其他", "总计", "小计", "自然人", "商业企业", "（七）总计", "行政复议",
	"行政诉讼", "结果维持", "规章", "行政许可", "第二十条第（五）项", "本年收费金额（单位：万元）", "（三）不予公开", "1.属于国家秘密", "某项",
}

// maxSteps keeps a page recognisable.
const maxSteps = 24

// bend changes a page whose table rows are lines. Each step is three bytes: what
// to do, in which line of a table, with which cell.
func bend(page string, steps []byte) string {
	lines := strings.SplitAfter(page, "\n")
	for n := 0; len(steps) >= 3 && n < maxSteps; n++ {
		do, at, arg := steps[0], int(steps[1]), int(steps[2])
		steps = steps[3:]
		var rows []int
		for i, l := range lines {
			if strings.HasPrefix(l, "<tr>") {
				rows = append(rows, i)
			}
		}
		if len(rows) == 0 {
			break
		}
		i := rows[at%len(rows)]
		cells := strings.Split(strings.TrimSuffix(lines[i], "\n"), "<td")
		k := 0 // cells[0] is the start of the row
		if len(cells) > 1 {
			k = 1 + arg%(len(cells)-1)
		}
		switch word := vocabulary[arg%len(vocabulary)]; {
		case do%8 == 0:
			lines = slices.Delete(lines, i, i+1)
			continue
		case do%8 == 1:
			lines = slices.Insert(lines, i, lines[i])
			continue
		case do%8 == 2:
			j := rows[arg%len(rows)]
			lines[i], lines[j] = lines[j], lines[i]
			continue
		case do%8 == 3:
			lines[i] = "</table><table>\n" + lines[i]
			continue
		case k == 0:
			continue
		case do%8 == 4:
			cells = slices.Delete(cells, k, k+1)
		case do%8 == 5:
			cells = slices.Insert(cells, k, ">"+word)
		case do%8 == 6:
			cells[1+at%(len(cells)-1)] = ">" + word
		default:
			cells[k] = fmt.Sprintf(" colspan=%d rowspan=%d", 1+at%4, 1+arg%3) + cells[k]
		}
		lines[i] = strings.Join(cells, "<td") + "\n"
	}
	return strings.Join(lines, "")
}
