package source_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/extract/source"
)

func readList(text string) (paths []string) {
	for p, err := range source.ReadList(strings.NewReader(text)) {
		if err != nil {
			p = "error: " + err.Error()
		}
		paths = append(paths, p)
	}
	return paths
}

func TestReadList(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, list string
		want       []string
	}{
		{"lines", "a.docx\nin/b c.html\n", []string{"a.docx", "in/b c.html"}},
		{"carriage returns, blank lines, no end", "a\r\n\r\n  \nb", []string{"a", "b"}},
		{"byte order mark", "\xef\xbb\xbfa\n", []string{"a"}},
		{"blanks belong to a name", " a \n", []string{" a "}},
		{"no UTF-8", "\xb1\xa8.docx\n", []string{"\xb1\xa8.docx"}},
		{"objects", `{"code":"X101","path":"in/a\n.docx"}` + "\n" + `{"path":"\\xb1\\xa8.docx"}` + "\n", []string{"in/a\n.docx", "\xb1\xa8.docx"}},
		{"a name with a brace", "{a\n{}x\n", []string{"{a", "{}x"}},
		{"objects without a path", "{}\n" + `{"path":3}` + "\nb\n", []string{
			`error: line 1 of the list: the object has no text under "path"`,
			"error: line 2 of the list: json: cannot unmarshal number into Go struct field .path of type string", "b"}},
		{"a line without end", "a\n" + strings.Repeat("x", 2<<20) + "\nb\n", []string{"a", "error: line 2 of the list: longer than 1048576 bytes", "b"}},
		{"nothing", "", nil},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, readList(tc.list)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestFollowLinks(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("links need a privilege there")
	}
	dir := t.TempDir()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(os.MkdirAll(filepath.Join(dir, "in", "sub"), 0o777))
	check(os.MkdirAll(filepath.Join(dir, "far"), 0o777))
	check(os.WriteFile(filepath.Join(dir, "far", "a.txt"), []byte("text"), 0o666))
	check(os.Symlink(filepath.Join(dir, "far"), filepath.Join(dir, "in", "far")))
	check(os.Symlink(filepath.Join(dir, "in"), filepath.Join(dir, "in", "sub", "up")))
	list := func(follow bool) (out []string) {
		for it, err := range (source.Walker{FollowLinks: follow}).Walk([]string{filepath.Join(dir, "in")}) {
			rel, _ := filepath.Rel(dir, filepath.FromSlash(it.Path))
			if err != nil {
				rel += " error"
			}
			out = append(out, filepath.ToSlash(rel))
		}
		return out
	}
	if diff := cmp.Diff([]string{"in/far error", "in/sub/up error"}, list(false)); diff != "" {
		t.Errorf("as usual (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"in/far/a.txt", "in/sub/up error"}, list(true)); diff != "" {
		t.Errorf("followed (-want +got)\n%s", diff)
	}
}

func FuzzEscapePath(f *testing.F) {
	for _, s := range []string{"a.docx", "\xb1\xa8", `a\xff`, "\\x5c\xff", "报告.docx", `\`, `\x`, "\ufffd"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, path string) {
		text := source.EscapePath(path)
		if !utf8.ValidString(text) {
			t.Errorf("%q is no UTF-8", text)
		}
		if got := source.UnescapePath(text); got != path {
			t.Errorf("%q became %q, then %q", path, text, got)
		}
	})
}

func FuzzReadList(f *testing.F) {
	for _, s := range []string{"a\r\nb", `{"path":"a"}`, "{", "\n\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, list string) {
		for p, err := range source.ReadList(strings.NewReader(list)) {
			if p == "" && err == nil {
				t.Errorf("an empty path from %q", list)
			}
		}
	})
}
