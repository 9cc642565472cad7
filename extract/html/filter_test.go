package html

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/extract/document"
)

func TestFilter(t *testing.T) {
	tests := []struct{ name, page, want string }{
		{"scripts, styles, comments", "<script>a<b</script><style>p{}</style><!-- c --><p>x</p>", "<p>x</p>"},
		{"look-only tags", `<p><font color=red>a</font><b>b</b><span lang=EN-US>c<o:p></o:p></span></p>`, "<p>abc</p>"},
		{"look-only attributes", `<td width=5 style="width:9pt;border:0" colspan="2" align=left>`, `<td colspan="2">`},
		{"names kept", `<div class='a b' id=c role=navigation title=no>`, `<div class='a b' id=c role=navigation>`},
		{"upper case", `<TD COLSPAN=2 ROWSPAN=3>`, `<td COLSPAN=2 ROWSPAN=3>`},
		{"attributes twice", `<td colspan=1 colspan=2>`, `<td colspan=1>`},
		{"white space at the ends of lines", "<div>\n  <p> a b </p>\n  c <br>\n d </div>", "<div><p>a b</p>c<br>d </div>"},
		{"white space between inline elements", "<a href=x>a</a> <b>b</b> <i> c</i>", "<a href=x>a</a> b  c"},
		{"white space in pre", "<pre> a\n</pre> b", "<pre> a\n</pre> b"},
		{"white space in a style of its own", "<p style='white-space:pre'> a </p>", `<p style="white-space:pre;"> a </p>`},
		{"hidden", `<p style="color:red;display:none">a</p>`, `<p hidden>a</p>`},
		{"hidden by a look-only tag", `<span style="display:none">a<span>b</span></span><span>c</span>`, `<span hidden>a<span>b</span></span>c`},
		{"hidden by another", `<b hidden>a<b>b</b></b><b>c</b>`, `<x-b hidden>a<x-b>b</x-b></x-b>c`},
		{"hidden by class", `<style>.h{display:none}</style><span class=h>a</span><span class=i>b</span>`, `<span class="h">a</span>b`},
		{"hidden by class, said later", `<span class=h>a</span><style>.h{display:none}</style>`, `<span class="h">a</span>`},
		{"no tag comes about", "1 <<b>p>", "1 <<!---->p>"},
		{"no reference comes about", "&<b>lt;</b> &am<i>p;</i> &#6<!-- -->5; a<b>b</b>", "&<!---->lt; &am<!---->p; &#6<!---->5; ab"},
		{"title", "<title>a <b> </title><p>", "<title>a <b> </title><p>"},
		{"empty script in XML", `<?xml version="1.0"?><script src="a.js"/><p>x`, `<script><p>x`},
		{"empty title in XML", `<?xml version="1.0"?><title/><p>x`, `<title><p>x`},
		{"embedded document", `<iframe src="a.pdf" width=1>x</iframe><iframe src="a.html"></iframe>`, `<embed src="a.pdf">`},
		{"unfinished tag", `<p>x<p class="`, `<p>x`},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			got := string(newFilter([]byte(tc.page), 1<<20).out)
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// FuzzFilter parses pages with and without the filter: what they show must be
// the same. Pages that hide something are left out, since there the two may
// differ in what misnested formatting elements hide. Spaces are not compared,
// since the two differ in that before text that stands between the cells of a
// table.
func FuzzFilter(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		f.Fatalf("no fixtures: %v", err)
	}
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(ar.Files[0].Data))
	}
	f.Fuzz(func(t *testing.T, page string) {
		low := strings.ToLower(page)
		for _, word := range []string{"hid", "disp", "mso", "visib", "white", "list", "svg", "math", "<?xml", "class", "id=", "dialog", "select", "frameset"} {
			if strings.Contains(low, word) {
				return
			}
		}
		if !utf8.ValidString(page) || strings.ContainsRune(page, 0) {
			return
		}
		filtered := newFilter([]byte(page), 1<<24)
		want, ok := shown([]byte(page))
		got, ok2 := shown(filtered.out)
		if !ok || !ok2 {
			return // the filter may bring a page below the limit of the parser
		}
		if diff := cmp.Diff(strings.ReplaceAll(want, " ", ""), strings.ReplaceAll(got, " ", "")); diff != "" {
			t.Errorf("the filter changed what %q shows, to %q (-want +got)\n%s", page, filtered.out, diff)
		}
	})
}

// shown is what a page shows, as JSON. Places in texts are counted without the
// blanks, of which the filter may leave another number.
func shown(data []byte) (string, bool) {
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return "", false
	}
	b := document.NewBuilder(Format, document.Limits{Places: 100_000})
	readTree(root, &page{}, b, false)
	doc, err := b.Document()
	if err != nil {
		return "", false
	}
	doc.Links = nil
	for _, b := range doc.Blocks {
		if b.Table == nil {
			continue
		}
		for _, c := range b.Table.Cells {
			for i, n := range c.Nested {
				c.Nested[i].Offset = len(strings.ReplaceAll(c.Text[:n.Offset], " ", ""))
			}
		}
	}
	text, err := json.Marshal(doc)
	return string(text), err == nil
}
