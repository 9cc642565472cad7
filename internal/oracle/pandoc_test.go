//go:build oracle

package oracle_test

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/nianbao/nianbao/extract/document"
)

// TestPandoc looks for every word of pandoc's plain text. Nothing follows from
// what pandoc does not have: it leaves out text boxes, headers and more.
func TestPandoc(t *testing.T) {
	paths, err := files()
	if err != nil {
		t.Fatal(err)
	}
	each(t, wordDifferences, pandocRefuses, func(t *testing.T, name string, doc *document.Document) {
		plain, err := command(t, "pandoc", "--from", "docx", "--to", "plain", "--wrap", "none", "--track-changes", "accept", paths[name])
		if err != nil {
			t.Fatal(err)
		}
		check(t, wordDifferences, name, nil, missing(plain, ourText(doc)))
	})
}

// TestPandocRefuses proves that the files that are not compared cannot be.
func TestPandocRefuses(t *testing.T) {
	paths, err := files()
	if err != nil {
		t.Fatal(err)
	}
	for name := range pandocRefuses {
		if paths[name] == "" {
			t.Errorf("the table has %s, and there is no such file", name)
			continue
		}
		if _, err := command(t, "pandoc", "--from", "docx", "--to", "plain", paths[name]); err == nil {
			t.Errorf("pandoc reads %s now: compare it", name)
		}
	}
}

// ourText is all text of a document.
func ourText(doc *document.Document) string {
	var b strings.Builder
	for i := range doc.Blocks {
		writeBlock(&b, doc, i, withMarkers)
	}
	for _, a := range doc.Asides {
		b.WriteString(a.Text + "\n")
	}
	return b.String()
}

// missing lists the words that stand more often in theirs than in ours. Where a
// word ends is not at stake, so ours is searched without white space and signs.
func missing(theirs, ours string) []string {
	flat := strings.Join(words(ours), "")
	seen := map[string]int{}
	var out []string
	for _, w := range words(theirs) {
		if seen[w]++; seen[w] > strings.Count(flat, w) {
			out = append(out, w)
		}
	}
	return out
}

// words are the runs of letters and digits of a text, without their look.
func words(text string) []string {
	return strings.FieldsFunc(norm.NFKC.String(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}
