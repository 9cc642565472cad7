package archive_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/extract/archive"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
)

// gbk is 报告/年报.txt in the bytes of a Chinese Windows.
const gbk = "\xb1\xa8\xb8\xe6/\xc4\xea\xb1\xa8.txt"

// unmarked before a name of zipOf leaves out the flag of UTF-8.
const unmarked = "unmarked:"

// province is 某省.html in GBK, which is valid UTF-8 by accident.
const province = "\xc4\xb3\xca\xa1.html"

// zipOf makes a zip of names and texts. Names that are no UTF-8 are unmarked.
func zipOf(t testing.TB, files ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for i := 0; i < len(files); i += 2 {
		name, bare := strings.CutPrefix(files[i], unmarked)
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, NonUTF8: bare})
		if err == nil {
			_, err = f.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func tarOf(t testing.TB, files ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := tar.NewWriter(&buf)
	for i := 0; i < len(files); i += 2 {
		err := w.WriteHeader(&tar.Header{Name: files[i], Size: int64(len(files[i+1])), Mode: 0o600, Format: tar.FormatGNU})
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func gzipOf(t testing.TB, data []byte) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	_, err := w.Write(data)
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// list shows what becomes of items: path and text, or path and error.
func list(items iter.Seq2[source.Item, error], limits archive.Limits) (out []string) {
	var all []source.Item
	for it, err := range archive.Expand(items, limits) {
		if err != nil {
			out = append(out, it.Path+": "+code(err))
			all = append(all, source.Item{})
			continue
		}
		out = append(out, it.Path)
		all = append(all, it)
	}
	for i, it := range slices.Backward(all) { // late, and in another order
		if it.Open == nil {
			continue
		}
		data, err := it.Read(context.Background(), 1<<20)
		switch {
		case err != nil:
			out[i] += ": " + code(err)
		case len(data) > 40:
			out[i] += " = " + strconv.Itoa(len(data)) + " bytes"
		default:
			out[i] += " = " + string(data)
		}
	}
	return out
}

func code(err error) string {
	if e, ok := errors.AsType[*diag.Error](err); ok {
		return string(e.Code)
	}
	return err.Error()
}

func one(it source.Item) iter.Seq2[source.Item, error] {
	return func(yield func(source.Item, error) bool) { yield(it, nil) }
}

func TestExpand(t *testing.T) {
	t.Parallel()
	docx := zipOf(t, "[Content_Types].xml", "<Types/>", "word/document.xml", "<w/>")
	late := zipOf(t, "word/styles.xml", "<w/>", "[Content_Types].xml", "<Types/>")
	inner := zipOf(t, "b.txt", "inner")
	broken := zipOf(t, "a.txt", strings.Repeat("abc", 9), "b.txt", "sound")
	broken[45]++
	locked := zipOf(t, "a.txt", "secret", "b.txt", "open")
	locked[bytes.Index(locked, []byte("PK\x01\x02"))+8] |= 1
	strange := zipOf(t, "a.txt", "text", "b.txt", "text")
	strange[bytes.Index(strange, []byte("PK\x01\x02"))+10] = 12
	liar := zipOf(t, "a.txt", strings.Repeat("x", 3000))
	copy(liar[bytes.Index(liar, []byte("PK\x01\x02"))+24:], "\x05\x00\x00\x00")
	torn := tarOf(t, "a.txt", "whole", "b.txt", strings.Repeat("b", 2000))
	tests := []struct {
		name string
		data []byte
		want []string
	}{
		{"no archive", []byte("text"), []string{"in = text"}},
		{"nothing", nil, []string{"in = "}},
		{"a document", docx, []string{fmt.Sprintf("in = %d bytes", len(docx))}},
		{"a document whose types come late", late, []string{fmt.Sprintf("in = %d bytes", len(late))}},
		{"zip, sorted as a folder", zipOf(t, "b.txt", "2", "a-b/c.txt", "4", "a/d.txt", "3", "a/", "", "B.txt", "1"),
			[]string{"in!/B.txt = 1", "in!/a/d.txt = 3", "in!/a-b/c.txt = 4", "in!/b.txt = 2"}},
		{"names of a Chinese Windows", zipOf(t, gbk, "1"), []string{"in!/报告/年报.txt = 1"}},
		{"names in UTF-8", zipOf(t, "年报.txt", "1"), []string{"in!/年报.txt = 1"}},
		{"unmarked names in UTF-8", zipOf(t, unmarked+"年报.txt", "1"), []string{"in!/年报.txt = 1"}},
		{"a name that is UTF-8 by accident", zipOf(t, unmarked+province, "1", gbk, "2"),
			[]string{"in!/报告/年报.txt = 2", "in!/某省.html = 1"}},
		{"the same behind a marked one", zipOf(t, "年.txt", "1", unmarked+province, "2", gbk, "3"),
			[]string{"in!/年.txt = 1", "in!/报告/年报.txt = 3", "in!/某省.html = 2"}},
		{"unmarked names of two programs", zipOf(t, unmarked+"年.txt", "1", gbk, "2"),
			[]string{"in!/年.txt = 1", "in!/报告/年报.txt = 2"}},
		{"names that are neither", zipOf(t, "\xff\xff.txt", "1"), []string{`in!/\xff\xff.txt = 1`}},
		{"backslashes and dots", zipOf(t, `a\b.txt`, "1", "../../c.txt", "2", "/d.txt", "3"),
			[]string{"in!/a/b.txt = 1", "in!/c.txt = 2", "in!/d.txt = 3"}},
		{"the same name twice", zipOf(t, "a.txt", "1", "a.txt", "2"), []string{"in!/a.txt = 1", "in!2/a.txt = 2"}},
		{"litter", zipOf(t, "a.txt", "1", "__MACOSX/a.txt", "x", ".DS_Store", "x", "b/~$a.docx", "x"), []string{"in!/a.txt = 1"}},
		{"litter only", zipOf(t, ".DS_Store", "x"), []string{"in: N109"}},
		{"empty", zipOf(t), []string{"in: N109"}},
		{"nested", zipOf(t, "i.zip", string(inner), "d.docx", string(docx)),
			[]string{fmt.Sprintf("in!/d.docx = %d bytes", len(docx)), "in!/i.zip!/b.txt = inner"}},
		{"nested too deeply", gzipOf(t, gzipOf(t, gzipOf(t, gzipOf(t, []byte("x"))))), []string{"in!/content!/content!/content: X135"}},
		{"a member that is damaged", broken, []string{"in!/a.txt: X121", "in!/b.txt = sound"}},
		{"a member with a password", locked, []string{"in!/a.txt: X107", "in!/b.txt = open"}},
		{"a method that is not known", strange, []string{"in!/a.txt: X131", "in!/b.txt = text"}},
		{"a size that is a lie", liar, []string{"in!/a.txt: X121"}},
		{"a zip without its end", inner[:len(inner)-30], []string{fmt.Sprintf("in = %d bytes", len(inner)-30)}},
		{"a zip behind other bytes", append([]byte("PK\x03\x04 not this"), inner...), []string{"in!/b.txt = inner"}},
		{"tar, as it is", tarOf(t, "b.txt", "2", "a/", "", gbk, "1"), []string{"in!/b.txt = 2", "in!/报告/年报.txt = 1"}},
		{"tar with gzip", gzipOf(t, tarOf(t, "b.txt", "2", "a.zip", string(inner), "big.txt", strings.Repeat("x", 300<<10))),
			[]string{"in!/b.txt = 2", "in!/a.zip!/b.txt = inner", "in!/big.txt = 307200 bytes"}},
		{"torn tar", torn[:1700], []string{"in!/a.txt = whole", "in!/b.txt: X116", "in: X116"}},
		{"torn tar with gzip", gzipOf(t, torn)[:100], []string{"in!/a.txt = whole", "in: X116"}},
		{"a file with gzip", gzipOf(t, []byte("text")), []string{"in!/content = text"}},
		{"a torn file with gzip", gzipOf(t, []byte("text"))[:15], []string{"in!/content: X121"}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			for how, it := range map[string]source.Item{"memory": source.Bytes("in", tc.data), "file": onDisk(t, tc.data)} {
				if diff := cmp.Diff(tc.want, list(one(it), archive.Limits{})); diff != "" {
					t.Errorf("%s (-want +got)\n%s", how, diff)
				}
			}
		})
	}
}

func onDisk(t *testing.T, data []byte) source.Item {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
	it := source.File(path)
	it.Path = "in"
	return it
}

// TestUnicodeName: Info-ZIP's field names a member whose name is of another
// code page.
func TestUnicodeName(t *testing.T) {
	t.Parallel()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	field := append([]byte("\x75\x70\x0e\x00\x01\x43\xbe\xb7\xe8"), "\xe5\xb9\xb4\xe6\x8a\xa5a.b"...)
	if _, err := w.CreateHeader(&zip.FileHeader{Name: "a", Extra: field}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"in!/年报a.b = "}, list(one(source.Bytes("in", buf.Bytes())), archive.Limits{})); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestMembers(t *testing.T) {
	t.Parallel()
	inner := string(zipOf(t, "b.txt", "inner", "c.txt", "other"))
	dir := t.TempDir()
	for name, data := range map[string][]byte{
		"a.zip": zipOf(t, "i.zip", inner, "x.txt", "1", "x.txt", "2"),
		"a.tgz": gzipOf(t, tarOf(t, "i.zip", inner, "x.txt", "1")),
		"t.txt": []byte("text"), "r.txt.gz": gzipOf(t, []byte("text")),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for path, want := range map[string]string{
		"a.zip!/x.txt": "1", "a.zip!2/x.txt": "2", "a.zip!/i.zip!/c.txt": "other",
		"a.tgz!/i.zip!/b.txt": "inner", "a.tgz!/x.txt": "1", "r.txt.gz!/r.txt": "text",
	} {
		got := list(source.Walk([]string{filepath.Join(dir, path)}, nil), archive.Limits{})
		if diff := cmp.Diff([]string{filepath.ToSlash(filepath.Join(dir, path)) + " = " + want}, got); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
	for _, path := range []string{"a.zip!/gone.txt", "a.zip!3/x.txt", "t.txt!/x", "a.zip!/x.txt!/y"} {
		got := list(source.Walk([]string{filepath.Join(dir, path)}, nil), archive.Limits{})
		if diff := cmp.Diff([]string{filepath.ToSlash(filepath.Join(dir, path)) + ": X132"}, got); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
}

// TestBombs: what is made to exhaust memory or time meets a limit, and what came
// before it is kept.
func TestBombs(t *testing.T) {
	t.Parallel()
	many := make([]string, 0, 40)
	for i := range 20 {
		many = append(many, fmt.Sprintf("%02d.txt", i), "x")
	}
	big := []string{"a.txt", "x", "b.txt", strings.Repeat("x", 5000), "c.txt", "x"}
	overlap := zipOf(t, "a.txt", "text", "b.txt", "text")
	for at := 0; ; at += 4 {
		i := bytes.Index(overlap[at:], []byte("PK\x01\x02"))
		if i < 0 {
			break
		}
		at += i
		copy(overlap[at+20:], "\x80\x00\x00\x00")
	}
	small := archive.Limits{MemberBytes: 2000, TotalBytes: 6000, Entries: 10}
	tests := []struct {
		name string
		data []byte
		want []string
	}{
		{"zip of many entries", zipOf(t, many...), []string{"in: X134"}},
		{"tar of many entries", tarOf(t, many...), append(first(10), "in: X134")},
		{"tar of a big member", gzipOf(t, tarOf(t, big...)), []string{"in!/a.txt = x", "in!/b.txt: X103", "in!/c.txt = x"}},
		{"zip of too much", zipOf(t, append(big, "d.txt", strings.Repeat("x", 5000))...),
			[]string{"in!/a.txt = x", "in!/b.txt = 5000 bytes", "in!/c.txt = x", "in: X133"}},
		{"nested zip of too much", zipOf(t, "i.zip", string(zipOf(t, "z", strings.Repeat("x", 7000)))), []string{"in!/i.zip: X133"}},
		{"entries that overlap", overlap, []string{"in: X130"}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, list(one(source.Bytes("in", tc.data)), small)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func first(n int) (out []string) {
	for i := range n {
		out = append(out, fmt.Sprintf("in!/%02d.txt = x", i))
	}
	return out
}

// FuzzExpand: no panic, the same result twice, and each item can be read or says
// why not.
func FuzzExpand(f *testing.F) {
	f.Add(zipOf(f, gbk, "1", "i.zip", string(zipOf(f, "b", "2"))))
	f.Add(tarOf(f, gbk, "1", "b.txt", "2"))
	f.Add(gzipOf(f, tarOf(f, "a", "1")))
	f.Add(gzipOf(f, []byte("text")))
	limits := archive.Limits{MemberBytes: 1 << 16, TotalBytes: 1 << 20, Entries: 100}
	f.Fuzz(func(t *testing.T, data []byte) {
		first := list(one(source.Bytes("in", data)), limits)
		if len(first) == 0 {
			t.Error("an input was lost")
		}
		if diff := cmp.Diff(first, list(one(source.Bytes("in", data)), limits)); diff != "" {
			t.Errorf("twice (-first +second)\n%s", diff)
		}
	})
}
