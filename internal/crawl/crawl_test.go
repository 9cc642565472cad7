package crawl_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/internal/crawl"
)

func open(t testing.TB, text string) (*crawl.Table, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "m.csv")
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	table, err := crawl.Open(path)
	if err == nil {
		t.Cleanup(func() { _ = table.Close() })
	}
	return table, err
}

func TestJoin(t *testing.T) {
	t.Parallel()
	const list = "\xef\xbb\xbfYear,path,extra,url,agency,fetched_at,region\r\n" +
		"2020,in/a.docx,x,http://e/1,\"甲局,乙处\",2021-01-02T03:04:05Z,某省\r\n" +
		"\r\n2021年,.\\sub\\b.docx,x,,财政局,,\r\n" +
		",twice,x,http://e/2,,,\r\n,twice,x,http://e/3,,,\r\n,same,,,,,r\n,same,,,,,r\n,unused,,,,,\nsoon,bad,,,甲局,,\n"
	table, err := open(t, list)
	if err != nil {
		t.Fatal(err)
	}
	items := []source.Item{{Path: "in/a.docx"}, {Path: "other/sub/b.docx", Rel: "sub/b.docx"}, {Path: "none"}, {Path: "twice"}, {Path: "same"}, {Path: "bad"}}
	var got []source.Item
	for it := range table.Join(func(yield func(source.Item, error) bool) {
		for _, it := range items {
			if !yield(it, nil) {
				return
			}
		}
	}) {
		got = append(got, source.Item{Path: it.Path, Known: it.Known, Notes: it.Notes})
	}
	want := []source.Item{
		{Path: "in/a.docx", Known: &source.Known{URL: "http://e/1", FetchedAt: "2021-01-02T03:04:05Z", Agency: "甲局,乙处", Region: "某省", Year: 2020}},
		{Path: "other/sub/b.docx", Known: &source.Known{Agency: "财政局", Year: 2021}},
		{Path: "none", Notes: []source.Note{{Code: "X140"}}},
		{Path: "twice", Notes: []source.Note{{Code: "X141", Args: []string{"count", "2"}}}},
		{Path: "same", Known: &source.Known{Region: "r"}},
		{Path: "bad", Known: &source.Known{Agency: "甲局", NoYear: "soon"}, Notes: []source.Note{{Code: "X144", Args: []string{"year", "soon"}}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	n, paths := table.Unused()
	if n != 1 || !cmp.Equal(paths, []string{"unused"}) || table.Rows() != 8 || !cmp.Equal(table.Ignored, []string{"extra"}) {
		t.Errorf("unused %d %q of %d rows, ignored %q", n, paths, table.Rows(), table.Ignored)
	}
	if got[0].Known.Hash() == got[1].Known.Hash() || (*source.Known)(nil).Hash() != "" {
		t.Error("hashes do not tell rows apart")
	}
}

// TestCharset: the whole file decides, though 某省 in GBK is valid UTF-8.
func TestCharset(t *testing.T) {
	t.Parallel()
	const gbk = "path,agency,region\na.docx,\xb2\xc6\xd5\xfe\xbe\xd6,\xc4\xb3\xca\xa1\n"
	far := strings.Repeat("b,,\xc4\xb3\xca\xa1\n", 30_000) // some blocks of it are valid UTF-8
	for name, list := range map[string]string{
		"GBK":                  gbk,
		"GBK, far":             "path,agency,region\n" + far + gbk[len("path,agency,region\n"):],
		"GB 18030 with a mark": "\x84\x31\x95\x33" + gbk,
		"UTF-8":                "path,agency,region\na.docx,财政局,某省\n",
		"UTF-8, far":           "path,agency,region\na.docx,财政局,某省\n" + strings.Repeat("b年报,财政局,某省\n", 30_000),
		"UTF-8 with a mark":    "\xef\xbb\xbfpath,agency,region\na.docx,财政局,某省\n",
	} {
		table, err := open(t, list)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want := &source.Known{Agency: "财政局", Region: "某省"}
		for it, err := range table.Join(func(yield func(source.Item, error) bool) { yield(source.Item{Path: "a.docx"}, nil) }) {
			if diff := cmp.Diff(want, it.Known); diff != "" || err != nil {
				t.Errorf("%s: %v (-want +got)\n%s", name, err, diff)
			}
		}
	}
}

func TestFaults(t *testing.T) {
	t.Parallel()
	for list, want := range map[string]string{
		"":                                   "names of the columns",
		"url\nx\n":                           `no column has the name "path"`,
		"path,path\na,b\n":                   "two columns",
		"path,url\na\n":                      "line 2",
		"path\na\n\"b\n":                     "line",
		"path,url\n,x\n":                     "line 2: it has no path",
		"path,region\na,财政局\nb,\xff\n":       "line 2: it is in UTF-8, but other rows are not",
		"path,other\na,x\nb,\xff\n":          "line 3: the file is neither UTF-8 nor GB 18030",
		"\xef\xbb\xbfpath\na\n\xb1\xa8\n":    "line 3: it is not valid UTF-8",
		"\xff\xfep\x00a\x00t\x00h\x00\n\x00": "UTF-16",
		"path,region\na,某省\nb,\xb2\xc6\xd5\xfe\n": "line 2: it is in UTF-8, but other rows are not",
	} {
		if _, err := open(t, list); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", list, err, want)
		}
	}
}

// FuzzOpen: no panic, and every row of a list can be found again or is unused.
func FuzzOpen(f *testing.F) {
	f.Add("path,year\na,2020\n\"b\"\"\",\n", "a")
	f.Add("\xef\xbb\xbfpath\r\n\xb1\xa8\r\n", "b")
	f.Add("path,region\r\n\xb1\xa8,\xc4\xb3\xca\xa1\r\n", "报")
	f.Fuzz(func(t *testing.T, list, path string) {
		table, err := open(t, list)
		if err != nil {
			return
		}
		for _, err := range table.Join(func(yield func(source.Item, error) bool) { yield(source.Item{Path: path}, nil) }) {
			if err != nil {
				t.Error(err)
			}
		}
		if n, _ := table.Unused(); n > table.Rows() {
			t.Errorf("%d unused of %d", n, table.Rows())
		}
	})
}
