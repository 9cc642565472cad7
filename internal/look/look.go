// Package look is how the program's pages look: the overview of a data set and the
// review page. It is a leaf.
package look

import (
	_ "embed" // for the style sheet
	"fmt"
	"html/template"
	"strconv"
	"strings"
)

// CSS is the style sheet of all pages: system fonts, one accent colour, light and
// dark as the reader has it, readable on a phone and in print.
//
//go:embed look.css
var CSS string

// Number is n with a comma between thousands.
func Number(n int) string {
	if n < 0 {
		return "−" + Number(-n)
	}
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Percent is a share of a whole, in a way that says 100% and 0% of nothing else.
func Percent(part, whole int) string {
	switch {
	case whole == 0:
		return "–"
	case part == whole:
		return "100%"
	case part == 0:
		return "0%"
	}
	p := 100 * float64(part) / float64(whole)
	switch {
	case p > 99.9:
		return ">99.9%"
	case p < 0.1:
		return "<0.1%"
	}
	return strconv.FormatFloat(p, 'f', 1, 64) + "%"
}

// Segment is a piece of a bar: how long, in which style (a class of the style
// sheet), and what it is.
type Segment struct {
	N     int
	Style string
	Label string
}

// Bar draws segments side by side, as long together as their sum is of whole. The
// labels are its text for who cannot see it.
func Bar(whole int, segments ...Segment) template.HTML {
	var b, text strings.Builder
	at := 0.0
	for _, s := range segments {
		if s.N <= 0 || whole <= 0 {
			continue
		}
		w := 100 * float64(s.N) / float64(whole)
		fmt.Fprintf(&b, `<rect class="%s" x="%.3f" y="0" width="%.3f" height="10"/>`, template.HTMLEscapeString(s.Style), at, max(w, 0.15))
		at += w
		if text.Len() > 0 {
			text.WriteString(", ")
		}
		text.WriteString(s.Label + " " + Number(s.N))
	}
	return template.HTML(fmt.Sprintf(`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="%s">%s</svg>`,
		template.HTMLEscapeString(text.String()), b.String()))
}

// Both is a text in English and Chinese.
func Both(en, zh string) template.HTML {
	return template.HTML(template.HTMLEscapeString(en) + ` <span lang="zh">` + template.HTMLEscapeString(zh) + `</span>`)
}

// Functions are those of the templates of all pages.
func Functions() template.FuncMap {
	return template.FuncMap{"number": Number, "percent": Percent, "both": Both, "breakable": Breakable}
}

// Breakable is a key or a path with places where a line may break.
func Breakable(s string) template.HTML {
	return template.HTML(strings.NewReplacer("_", "_<wbr>", "/", "/<wbr>").Replace(template.HTMLEscapeString(s)))
}
