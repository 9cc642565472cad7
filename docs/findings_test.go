package docs_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/extract/diag"
)

// findings is the page of all codes, from the catalogue.
func findings(testing.TB) string {
	var b strings.Builder
	b.WriteString(`# Findings 核验代码

A finding says what a person should know about a report or a value. It has a code, a severity and a place.
Codes are never reused and never renumbered. ` + "`nianbao explain CODE`" + ` prints one of these entries.

- **error**: the input could not be processed, or a sum that the form itself states does not hold.
- **warning**: a value that was expected or printed is unread, ambiguous or missing, or a match is doubtful.
- **info**: how something was read.

核验结果包括代码、严重程度和位置。代码永不复用、永不改号。error 为无法处理或格式规定的勾稽关系不成立；
warning 为应有而未读到、有歧义或匹配存疑的数值；info 说明读取方式。

| code | about |
|---|---|
| X10x | any input |
| X12x | packages and Word |
| X13x | archives |
| X14x | lists of metadata |
| X15x | HTML |
| X16x | limits, each with an option (so X103, X108, X111, X112, X133 to X135); X104 has none |
| X17x | text |
| X18x | the second reading |
| X19x | the run itself |
| N1xx | what a document is |
| N2xx | matching of tables, rows and columns |
| N3xx | sums and other relations between numbers |
| N4xx | title, year, period, region, and prose against tables |
| N5xx | reports of several years and bodies, which ` + "`nianbao check`" + ` compares |

`)
	b.WriteString("| code | severity | message 信息 |\n|---|---|---|\n")
	for _, e := range diag.Catalog() {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s<br>%s |\n",
			e.Code, strings.ToLower(string(e.Code)), e.Severity, cell(blanks(e.Message)), cell(blanks(e.MessageZH)))
	}
	for _, e := range diag.Catalog() {
		fmt.Fprintf(&b, "\n## %s\n\n%s: %s\n\n%s\n\n%s\n\n%s\n",
			e.Code, e.Severity, blanks(e.Message), e.Explain, blanks(e.MessageZH), e.ExplainZH)
	}
	return b.String()
}

// blanks shows the placeholders of a message as blanks to be filled.
func blanks(message string) string {
	return strings.NewReplacer("{detail}", "", "{", "*", "}", "*").Replace(message)
}
