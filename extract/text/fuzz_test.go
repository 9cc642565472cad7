package text_test

import (
	"bytes"
	"maps"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/internal/doctest"
	"github.com/nianbao/nianbao/extract/text"
)

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range files {
		a, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(doctest.File(a, "input"))
	}
	for _, tc := range encodings {
		f.Add([]byte(tc.data))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		limits := document.Limits{Cells: 10_000, Places: 1_000_000}
		d, err := text.Read(t.Context(), data, text.Options{Document: limits})
		if err != nil {
			return
		}
		doctest.Check(t, d)
		again, err := text.Read(t.Context(), data, text.Options{Document: limits})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(dump(d), dump(again)); diff != "" {
			t.Errorf("two readings differ:\n%s", diff)
		}
		if plain(data) {
			if want, got := letters(string(data)), letters(printed(d)); !maps.Equal(want, got) {
				t.Errorf("letters differ:\n%s\ndocument:\n%s", cmp.Diff(want, got), dump(d))
			}
		}
	})
}

// plain tells whether the data are UTF-8 and hold none of the marks with which
// text is dropped on purpose.
func plain(data []byte) bool {
	return utf8.Valid(data) && !bytes.ContainsAny(data, "[<&`~\x00")
}

// letters counts the letters and digits of a text.
func letters(s string) map[rune]int {
	n := map[rune]int{}
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n[r]++
		}
	}
	return n
}

// printed is all text of a document.
func printed(d *document.Document) string {
	var b strings.Builder
	for _, blk := range d.Blocks {
		b.WriteString(blk.Text)
		if blk.Table != nil {
			for _, c := range blk.Table.Cells {
				b.WriteString(c.Text)
			}
		}
	}
	for _, a := range d.Asides {
		b.WriteString(a.Text)
	}
	return b.String()
}
