package normalize

import "regexp"

// expression is a regular expression. All searches of this package go through
// it, so that a test can tell how much of a document is searched: one pattern
// that is searched in all text can cost more than all else (TestSearched).
type expression struct{ re *regexp.Regexp }

// searching, which only tests set, is told the size of each text that is
// searched.
var searching func(bytes int)

func newExpression(pattern string) expression { return expression{regexp.MustCompile(pattern)} }

// search is the regular expression, to be searched in s.
func (e expression) search(s string) *regexp.Regexp {
	if searching != nil {
		searching(len(s))
	}
	return e.re
}

func (e expression) String() string                 { return e.re.String() }
func (e expression) MatchString(s string) bool      { return e.search(s).MatchString(s) }
func (e expression) FindString(s string) string     { return e.search(s).FindString(s) }
func (e expression) FindStringIndex(s string) []int { return e.search(s).FindStringIndex(s) }

func (e expression) FindStringSubmatch(s string) []string { return e.search(s).FindStringSubmatch(s) }

func (e expression) FindStringSubmatchIndex(s string) []int {
	return e.search(s).FindStringSubmatchIndex(s)
}

func (e expression) FindAllStringSubmatch(s string, n int) [][]string {
	return e.search(s).FindAllStringSubmatch(s, n)
}

func (e expression) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return e.search(s).FindAllStringSubmatchIndex(s, n)
}

func (e expression) ReplaceAllString(s, by string) string {
	return e.search(s).ReplaceAllString(s, by)
}

func (e expression) ReplaceAllStringFunc(s string, by func(string) string) string {
	return e.search(s).ReplaceAllStringFunc(s, by)
}
