package text

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// pageNumber matches a line that can only be a page number: with dashes on both
// sides, or with words around it.
var pageNumber = regexp.MustCompile(`^(?:[-‐–—―─－·~～] ?[0-9０-９]{1,4} ?[-‐–—―─－·~～]` +
	`|第 ?[0-9０-９]{1,4} ?页(?: ?[,，/／、]? ?[(（]?[共总] ?[0-9０-９]{1,4} ?页[)）]?)?` +
	`|(?i:page) ?[0-9]{1,4}(?: ?(?:of|/) ?[0-9]{1,4})?)$`)

// pageNumberStarts are the characters with which a page number can start,
// maxPageNumber the length in bytes that it has at most.
const (
	pageNumberStarts = "-‐–—―─－·~～第Pp"
	maxPageNumber    = 40
)

// isPageNumber tells whether a line is a page number whatever stands around it.
func isPageNumber(text string) bool {
	t := trim(text)
	first, _ := utf8.DecodeRuneInString(t)
	return strings.ContainsRune(pageNumberStarts, first) && len(t) <= maxPageNumber && pageNumber.MatchString(strings.Join(strings.Fields(t), " "))
}

// dropPageNumbers takes out the lines that are page numbers: those that can be
// nothing else, and numbers alone at the foot of pages (before a form feed)
// that count up from page to page.
func dropPageNumbers(lines []line, out *aside) []line {
	bare := bareNumbers(lines)
	kept := lines[:0]
	page := false
	for i, l := range lines {
		l.page = l.page || page
		page = false
		if bare[i] || !l.tabbed() && isPageNumber(l.text) {
			out.pageNumbers = append(out.pageNumbers, trim(l.text))
			page = l.page
			continue
		}
		kept = append(kept, l)
	}
	return kept
}

// bareNumbers finds the lines at the foot of pages that hold a number alone, one
// more than that of the page before or one less than that of the page after.
func bareNumbers(lines []line) map[int]bool {
	var feet []foot // one a page
	last := -1
	for i, l := range lines {
		if l.page && i > 0 {
			feet = append(feet, footOf(lines, last))
		}
		if !l.blank() {
			last = i
		}
	}
	if len(feet) == 0 {
		return nil
	}
	feet = append(feet, footOf(lines, last))
	found := map[int]bool{}
	for p := 1; p < len(feet); p++ {
		if a, b := feet[p-1], feet[p]; a.follows(b) {
			found[a.line], found[b.line] = true, true
		}
	}
	return found
}

// foot is the last line of a page that prints something.
type foot struct {
	line, number int
	ok           bool // it is a number alone
	apart        bool // a blank line stands above
	indent       int
}

func footOf(lines []line, i int) foot {
	if i < 1 || lines[i].tabbed() {
		return foot{}
	}
	t := trim(lines[i].text)
	n, err := strconv.Atoi(t)
	return foot{i, n, err == nil && len(t) <= 4 && n > 0, lines[i-1].blank(), indent(lines[i].text)}
}

// follows tells whether b counts up from a, and each stands apart, or both at the
// same place behind an indent.
func (a foot) follows(b foot) bool {
	return a.ok && b.ok && b.number == a.number+1 && (a.apart && b.apart || a.indent > 0 && abs(a.indent-b.indent) <= 1)
}
