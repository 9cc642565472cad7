package text

import (
	"strings"
	"unicode/utf8"
)

// csvTable reads the run of comma-separated rows that starts at line i, before
// line end.
//
// Running text has commas too. So a row has a value or a blank cell between
// others; a row without stands right above one of the same length (a header) or
// holds its first cell only. There have to be two rows or more.
func (s *scanner) csvTable(i, end int) (t table, to int, ok bool) {
	values := false
	row, n := csvRow(s.lines[i:end])
	for cells := 0; n > 0 && cells < maxTableCells; {
		next, nextLines := csvRow(s.lines[i+n : end])
		valued := holdsValue(row)
		if !valued && len(next) != len(row) && !(len(t.rows) > 0 && firstOnly(row)) {
			break
		}
		values = values || valued
		t.rows = append(t.rows, textCells(row))
		cells += len(row)
		i += n
		row, n = next, nextLines
	}
	t.geometry = t.trust()
	return t, i, values && len(t.rows) > 1
}

// holdsValue tells whether a field behind the first is a value, or is blank and
// has others behind it.
func holdsValue(fields []string) bool {
	blank := false
	for _, f := range fields[1:] {
		f = trim(f)
		if isValue(f) || blank && f != "" {
			return true
		}
		blank = blank || f == ""
	}
	return false
}

// firstOnly tells whether all fields but the first are blank.
func firstOnly(fields []string) bool { return isBlank(strings.Join(fields[1:], "")) }

// Bounds of what can be a row of comma-separated fields.
const (
	maxFields     = 1000
	maxFieldRunes = 60
	maxFieldLines = 8 // of a field in quotes
)

// csvRow reads the row that starts with the first of the lines and returns how
// many lines it takes, 0 if it is none. Quotes are those of RFC 4180.
func csvRow(lines []line) (fields []string, n int) {
	if len(lines) == 0 {
		return nil, 0
	}
	text := lines[0].text
	if commas := strings.Count(text, ","); commas == 0 || commas > maxFields || lines[0].tabbed() ||
		isValue(trim(text)) || onlyThousands(text) {
		return nil, 0
	}
	for n = 1; ; n++ {
		var open bool
		if fields, open = splitCSV(text); !open {
			break
		}
		if n == len(lines) || n == maxFieldLines {
			return nil, 0
		}
		text += "\n" + lines[n].text
	}
	if len(fields) < 2 {
		return nil, 0
	}
	for _, f := range fields {
		if strings.Contains(f, "。") || utf8.RuneCountInString(f) > maxFieldRunes {
			return nil, 0
		}
	}
	return fields, n
}

// splitCSV cuts a row at its commas. open tells that a quoted field does not
// end in it.
func splitCSV(text string) (fields []string, open bool) {
	for {
		if !strings.HasPrefix(text, `"`) {
			field, rest, more := strings.Cut(text, ",")
			if fields = append(fields, field); !more {
				return fields, false
			}
			text = rest
			continue
		}
		end := closingQuote(text)
		if end < 0 {
			return fields, true
		}
		field := strings.ReplaceAll(text[1:end], `""`, `"`)
		after, rest, more := strings.Cut(text[end+1:], ",")
		if fields = append(fields, field+after); !more {
			return fields, false
		}
		text = rest
	}
}

// closingQuote is where the quoted field at the start of text ends, or -1.
func closingQuote(text string) int {
	for i := 1; i < len(text); i++ {
		if text[i] != '"' {
			continue
		}
		if i+1 < len(text) && text[i+1] == '"' {
			i++
			continue
		}
		return i
	}
	return -1
}

// onlyThousands tells whether each comma of a line stands where a separator of
// thousands would: then the line may be a label and a number.
func onlyThousands(text string) bool {
	digit := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	for i := 0; i < len(text); i++ {
		if text[i] == ',' && !(digit(i-1) && digit(i+1) && digit(i+2) && digit(i+3) && !digit(i+4)) {
			return false
		}
	}
	return true
}
