package document

import "strings"

// PlainText is the text of all blocks, a line each: a row of a table is one
// line, with a tab between its cells. White space at both ends is dropped.
func (d *Document) PlainText() string {
	var lines []string
	for _, b := range d.Blocks {
		if b.Table == nil {
			lines = append(lines, b.Text)
			continue
		}
		row := -1
		for _, c := range b.Table.Cells {
			if c.Row != row {
				row = c.Row
				lines = append(lines, c.Text)
			} else {
				lines[len(lines)-1] += "\t" + c.Text
			}
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
