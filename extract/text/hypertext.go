package text

import "strings"

// htmlTable finds the HTML table that starts at line i, as converters leave tables
// with merged cells in Markdown: the line starts with its tag, and a later one, or
// the same, closes it. end is the line behind that. Once a table is not closed, no
// more are looked for, so that a file of opening tags does not cost its square.
func (s *scanner) htmlTable(i int) (markup string, end int, ok bool) {
	if !s.hypertext || !opensTable(s.lines[i].text) {
		return "", 0, false
	}
	open := 0
	for k := i; k < len(s.lines); k++ {
		low := strings.ToLower(s.lines[k].text)
		open += strings.Count(low, "<table") - strings.Count(low, "</table")
		if open > 0 {
			continue
		}
		var b strings.Builder
		for _, l := range s.lines[i : k+1] {
			b.WriteString(l.text)
			b.WriteByte('\n')
		}
		return b.String(), k + 1, true
	}
	s.hypertext = false
	return "", 0, false
}

// opensTable tells whether a line starts with a table's tag, or with the tags of a
// page around it.
func opensTable(text string) bool {
	low := strings.ToLower(trim(text))
	for {
		if strings.HasPrefix(low, "<table") {
			return true
		}
		_, rest, ok := strings.Cut(low, ">")
		if !ok || !strings.HasPrefix(low, "<html") && !strings.HasPrefix(low, "<body") && !strings.HasPrefix(low, "<div") && !strings.HasPrefix(low, "<center") {
			return false
		}
		low = trim(rest)
	}
}
