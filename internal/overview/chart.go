package overview

import (
	"fmt"
	"html/template"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/internal/look"
	"github.com/nianbao/nianbao/normalize/form"
)

// chart is the distribution of a figure by year.
type chart struct {
	Key, Labels string
	Comparable  form.Comparable
	SVG         template.HTML
	Years       []box
}

// box is the distribution of a figure in a year.
type box struct {
	Year                       string
	N                          int
	Low, Quarter, Median, Most float64 // 10, 25, 50 and 75 in a hundred are not above it
	High                       float64 // 90
}

// Text is a number of a box.
func (b box) Text(v float64) string { return look.Number(int(v)) }

// charts are all figures that some report has, in the order of the forms.
func (o *Overview) charts() []chart {
	var out []chart
	done := map[string]bool{}
	for _, f := range slices.Backward(o.forms.Forms) {
		for k := range f.Concepts {
			c := &f.Concepts[k]
			if done[c.Key] {
				continue
			}
			done[c.Key] = true
			ch := chart{Key: c.Key, Comparable: c.Comparable, Labels: labelsOf(f, c), Years: o.boxes(c.Key)}
			if len(ch.Years) > 0 {
				ch.SVG = drawBoxes(c.Key, ch.Years)
				out = append(out, ch)
			}
		}
	}
	return out
}

func (o *Overview) boxes(concept string) []box {
	years := map[int32]*histogram{}
	for k, h := range o.figures {
		if k.concept == concept && k.year != 0 {
			years[k.year] = h
		}
	}
	var out []box
	for _, y := range slices.Sorted(maps.Keys(years)) {
		h := years[y]
		out = append(out, box{Year: yearName(y), N: h.n, Low: h.at(0.1), Quarter: h.at(0.25), Median: h.at(0.5), Most: h.at(0.75), High: h.at(0.9)})
	}
	return out
}

// labelsOf is what the form calls the cells of a concept.
func labelsOf(f *form.Form, c *form.Concept) string {
	var out []string
	for _, name := range c.Add {
		p := strings.Split(name, "/")
		if l := cellLabel(f, p[0], p[1], p[2]); l != "" {
			out = append(out, l)
		}
	}
	if len(out) > 2 {
		return fmt.Sprintf("%s … %s（%d 项）", out[0], out[len(out)-1], len(out))
	}
	return strings.Join(out, "、")
}

// cellLabel is what a form calls the row and the column of a cell.
func cellLabel(f *form.Form, table, row, column string) string {
	for i := range f.Tables {
		if f.Tables[i].Key != table {
			continue
		}
		for _, b := range f.Tables[i].Blocks {
			r, c := labelOf(b.Rows, row), labelOf(b.Columns, column)
			if r != "" && c != "" {
				return r + " · " + c
			}
		}
	}
	return ""
}

func labelOf(nodes []form.Node, key string) string {
	for _, l := range form.Leaves(nodes) {
		if l.Key == key {
			return l.Label.Label
		}
	}
	return ""
}

// The measures of a chart, in the units of its drawing.
const (
	chartWidth, chartHeight = 320.0, 150.0
	plotLeft, plotTop       = 44.0, 8.0
	plotBottom              = 128.0
)

// drawBoxes draws the box of each year on a scale of powers of ten.
func drawBoxes(name string, years []box) template.HTML {
	top := 1.0
	for _, b := range years {
		top = max(top, b.High)
	}
	scale := math.Log10(1 + top)
	y := func(v float64) float64 { return plotBottom - (plotBottom-plotTop)*math.Log10(1+v)/scale }
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="chart" viewBox="0 0 %g %g" role="img" aria-label="%s by year">`, chartWidth, chartHeight, template.HTMLEscapeString(name))
	for v := 0.0; v == 0 || v <= top; v = max(1, v*10) {
		if v == 1 && top > 100 {
			continue // too near to 0
		}
		fmt.Fprintf(&b, `<line class="grid" x1="%g" x2="%g" y1="%.1f" y2="%.1f"/><text x="%g" y="%.1f" text-anchor="end">%s</text>`,
			plotLeft, chartWidth, y(v), y(v), plotLeft-5, y(v)+3.5, look.Number(int(v)))
	}
	step := (chartWidth - plotLeft) / float64(len(years))
	every := 1 + len(years)/9
	for i, box := range years {
		x, w := plotLeft+step*(float64(i)+0.5), min(22, step*0.6)
		fmt.Fprintf(&b, `<g><title>%s: %s reports, median %s, middle half %s to %s, eight of ten %s to %s</title>`,
			box.Year, look.Number(box.N), box.Text(box.Median), box.Text(box.Quarter), box.Text(box.Most), box.Text(box.Low), box.Text(box.High))
		fmt.Fprintf(&b, `<line class="span" x1="%.1f" x2="%.1f" y1="%.1f" y2="%.1f"/>`, x, x, y(box.Low), y(box.High))
		fmt.Fprintf(&b, `<rect class="s2" x="%.1f" y="%.1f" width="%.1f" height="%.1f"/>`, x-w/2, y(box.Most), w, max(1, y(box.Quarter)-y(box.Most)))
		fmt.Fprintf(&b, `<line class="median" x1="%.1f" x2="%.1f" y1="%.1f" y2="%.1f"/></g>`, x-w/2, x+w/2, y(box.Median), y(box.Median))
		if i%every == 0 {
			label := box.Year
			if len(years) > 5 {
				label = "’" + label[len(label)-2:]
			}
			fmt.Fprintf(&b, `<text x="%s" y="%g" text-anchor="middle">%s</text>`, strconv.FormatFloat(x, 'f', 1, 64), plotBottom+15, label)
		}
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}
