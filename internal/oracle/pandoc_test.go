//go:build oracle

package oracle_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/extract/document"
)

// TestPandoc looks for every word of pandoc's plain text. Nothing follows from
// what pandoc does not have: it leaves out text boxes, headers and more.
func TestPandoc(t *testing.T) {
	paths, err := paths()
	if err != nil {
		t.Fatal(err)
	}
	live(t, wordGolden, wordFiles, wordDifferences, pandocRefuses, func(t *testing.T, name string) []string {
		if pandocFormat(name) == "doc" {
			return nil // pandoc has no reader for it
		}
		plain, err := command(t, "pandoc", "--from", pandocFormat(name), "--to", "plain", "--wrap", "none", "--track-changes", "accept", paths[name])
		if err != nil {
			t.Fatal(err)
		}
		return wordLines(plain)
	}, func(doc *document.Document, theirs []string) (a, b []string) {
		return nil, missing(strings.Join(theirs, "\n"), ourText(doc))
	})
}

// TestPandocRefuses proves that the files that are not compared cannot be.
func TestPandocRefuses(t *testing.T) {
	paths, err := paths()
	if err != nil {
		t.Fatal(err)
	}
	for name := range pandocRefuses {
		if paths[name] == "" {
			t.Errorf("the table has %s, and there is no such file", name)
			continue
		}
		if _, err := command(t, "pandoc", "--from", pandocFormat(name), "--to", "plain", paths[name]); err == nil {
			t.Errorf("pandoc reads %s now: compare it", name)
		}
	}
}

// pandocFormat is the reader that pandoc takes for a file.
func pandocFormat(name string) string { return strings.TrimPrefix(filepath.Ext(fileName(name)), ".") }
