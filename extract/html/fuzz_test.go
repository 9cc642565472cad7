package html_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/html"
)

// FuzzRead reads anything: no panic, sound grids, the same document twice, and
// no more text than the page can hold.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(page(f, ar))
	}
	for _, s := range []string{"<!-", "<a b='", "<table><tr><td rowspan=0>", "<b hidden><p>x</b>y", "<style>.a{display:none", "&#x", "<p>\xff\xfe",
		"<title><p>x", "<script><!--<script></script>-->", "<ol reversed><li value=-5>x", "<caption>x<table><caption>y<tr>z"} {
		f.Add([]byte(s))
	}
	limits := document.Limits{Places: 200_000}
	f.Fuzz(func(t *testing.T, data []byte) {
		html.Sniff(data)
		for _, read := range []reading{html.Read, treeReading, html.ReadTokens} {
			doc, err := read(context.Background(), data, html.Options{Document: limits})
			again, err2 := read(context.Background(), data, html.Options{Document: limits})
			if err != nil {
				var e *diag.Error
				if !errors.As(err, &e) || err2 == nil || err.Error() != err2.Error() {
					t.Fatalf("errors %v and %v", err, err2)
				}
				continue
			}
			checkDocument(t, doc)
			if diff := cmp.Diff(draw(doc), draw(again)); diff != "" {
				t.Fatalf("two readings differ\n%s", diff)
			}
			// Character references and replacement characters grow a text at
			// most threefold; list numbers and quotation marks by some bytes a
			// tag; and each text stands in one block at most, a title and
			// metadata besides.
			if size := textSize(doc); size > 16*len(data)+64 {
				t.Fatalf("%d bytes of text from %d", size, len(data))
			}
		}
	})
}

func textSize(d *document.Document) (n int) {
	for _, b := range d.Blocks {
		n += len(b.Text)
		if b.Table != nil {
			for _, c := range b.Table.Cells {
				n += len(c.Text)
			}
		}
	}
	return n
}
