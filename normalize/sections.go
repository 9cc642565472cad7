package normalize

import (
	"strings"

	"github.com/nianbao/nianbao/normalize/form"
	"github.com/nianbao/nianbao/normalize/label"
	"github.com/nianbao/nianbao/normalize/schema"
)

// heading is a place where a section of a form starts.
type heading struct {
	elem   int
	number int // of the section in its form, from 1
	weight int // how surely it is a heading
}

// headingCandidates are the paragraphs that read like a section's heading. The
// titles of the sections are quoted in prose and in tables of contents too, so
// these are candidates only; see chain.
func (m *matcher) headingCandidates(elems []element) map[*form.Form][]heading {
	out := map[*form.Form][]heading{}
	for i, e := range elems {
		if e.table != nil || len(e.text) > 4*shortLine {
			continue
		}
		first, _, _ := strings.Cut(strings.TrimSpace(e.text), "\n")
		if len(first) > 4*shortLine/2 || strings.Contains(first, "。") {
			continue
		}
		f := label.Fold(first)
		for _, r := range m.sections[f.Text] {
			w := 1
			switch f.Level {
			case label.Ordinal:
				w += 4
			case label.Bracket, label.Digit: // mostly headings within a section
				w++
			}
			if f.Number == r.number {
				w++
			}
			if e.level > 0 {
				w += 2
			}
			if !r.alias {
				w++
			}
			if w > 1 { // a bare alias without any mark of a heading is prose
				out[r.form] = append(out[r.form], heading{i, r.number, w})
			}
		}
	}
	return out
}

// chain picks the headings: the heaviest run of candidates in which the
// sections come in their order. Of equal ones the last counts, since tables of
// contents come first.
func chain(list []heading) []heading {
	best := make([]int, len(list))
	prev := make([]int, len(list))
	end := -1
	heaviest := map[int]int{} // of the runs that end with each section, the last
	done := 0                 // candidates that stand in earlier elements
	for i, h := range list {
		for ; list[done].elem < h.elem; done++ {
			if k, ok := heaviest[list[done].number]; !ok || best[done] >= best[k] {
				heaviest[list[done].number] = done
			}
		}
		best[i], prev[i] = h.weight+10, -1
		for number, k := range heaviest {
			w := best[k] + h.weight + 10
			if number < h.number && (w > best[i] || w == best[i] && k > prev[i]) {
				best[i], prev[i] = w, k
			}
		}
		if end < 0 || best[i] >= best[end] {
			end = i
		}
	}
	var out []heading
	for i := end; i >= 0; i = prev[i] {
		out = append([]heading{list[i]}, out...)
	}
	return out
}

// sectionTexts cuts the document at its headings. taken tells which elements
// gave facts and are not part of the text.
func sectionTexts(f *form.Form, elems []element, heads []heading, taken func(int) bool) []schema.Section {
	var out []schema.Section
	add := func(number int, key, head string, lo, hi int) {
		var lines []string
		for i := lo; i < hi; i++ {
			if taken(i) {
				continue
			}
			if elems[i].table != nil {
				lines = append(lines, tableText(elems[i])...)
			} else if t := strings.TrimSpace(elems[i].text); t != "" {
				lines = append(lines, t)
			}
		}
		text := strings.Join(lines, "\n")
		if number > 0 || text != "" {
			out = append(out, schema.Section{Number: number, Key: key, Heading: head, Text: text})
		}
	}
	first := len(elems)
	if len(heads) > 0 {
		first = heads[0].elem
	}
	add(0, "preamble", "", 0, first)
	for i, h := range heads {
		end := len(elems)
		if i+1 < len(heads) {
			end = heads[i+1].elem
		}
		head, rest, more := strings.Cut(strings.TrimSpace(elems[h.elem].text), "\n")
		key := f.Sections[h.number-1].Key
		add(h.number, key, strings.TrimSpace(head), h.elem+1, end)
		if more && strings.TrimSpace(rest) != "" {
			s := &out[len(out)-1]
			s.Text = strings.TrimSpace(strings.TrimSpace(rest) + "\n" + s.Text)
		}
	}
	return out
}

// tableText is a table that gave no facts, one line a row.
func tableText(e element) []string {
	var lines []string
	row, line := -1, []string(nil)
	flush := func() {
		if len(line) > 0 {
			lines = append(lines, strings.Join(line, "\t"))
		}
		line = nil
	}
	for _, c := range e.table.Cells {
		if c.Row != row {
			flush()
			row = c.Row
		}
		if t := clean(c.Text); t != "" {
			line = append(line, t)
		}
	}
	flush()
	return lines
}
