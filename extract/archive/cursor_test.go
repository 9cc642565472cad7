package archive_test

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/extract/archive"
	"github.com/nianbao/nianbao/extract/source"
)

// counted is an archive that counts the bytes read from it.
type counted struct {
	data []byte
	read int
}

type counting struct {
	io.Reader
	of *counted
}

func (c counting) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.of.read += n
	return n, err
}

func (counting) Close() error { return nil }

// items names members of the archive.
func (c *counted) items(picks ...string) iter.Seq2[source.Item, error] {
	return func(yield func(source.Item, error) bool) {
		for _, p := range picks {
			it := source.Item{Path: "in", Size: int64(len(c.data)), Stamp: "1", Within: p, Open: func() (io.ReadCloser, error) {
				return counting{bytes.NewReader(c.data), c}, nil
			}}
			if !yield(it, nil) {
				return
			}
		}
	}
}

// TestMembersInOrderAreReadOnce names many members of an archive that can be read
// only from its start, and of one inside it.
func TestMembersInOrderAreReadOnce(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 1))
	var inner, outer, picks []string
	for i := range 200 {
		noise := make([]byte, 500)
		for i := range noise {
			noise[i] = byte(r.Uint32())
		}
		inner = append(inner, fmt.Sprintf("%03d.txt", i), string(noise))
		outer = append(outer, fmt.Sprintf("%03d.txt", i), string(noise))
		picks = append(picks, fmt.Sprintf("!/%03d.txt", i))
	}
	for i := range 200 {
		picks = append(picks, fmt.Sprintf("!/inner.tgz!/%03d.txt", i))
	}
	c := &counted{data: gzipOf(t, tarOf(t, append(outer, "inner.tgz", string(gzipOf(t, tarOf(t, inner...))))...))}
	n := 0
	for it, err := range archive.Expand(c.items(picks...), archive.Limits{}) {
		if err != nil || it.Path != "in"+picks[n] {
			t.Fatalf("%s: %v, want %s", it.Path, err, picks[n])
		}
		n++
	}
	if n != len(picks) || c.read > 3*len(c.data) {
		t.Errorf("%d of %d members took %d bytes of an archive of %d", n, len(picks), c.read, len(c.data))
	}
}

// TestMembersInAnyOrder names members in any order, some twice or not there: each
// is what it is when it is named alone.
func TestMembersInAnyOrder(t *testing.T) {
	t.Parallel()
	in := []string{"a.txt", "1", "b.txt", "2", "b.txt", "3", "c/d.txt", "4", ".e.txt", "5"}
	nested := append(slices.Clone(in), "i.zip", string(zipOf(t, in...)), "i.tgz", string(gzipOf(t, tarOf(t, in...))), "z.txt", "6")
	torn := gzipOf(t, tarOf(t, append(slices.Clone(nested), "big.txt", strings.Repeat("x", 5000))...))
	picks := []string{"!/a.txt", "!/b.txt", "!2/b.txt", "!3/b.txt", "!/c/d.txt", "!/.e.txt", "!/gone", "!/z.txt", "!/z.txt!/x",
		"!/i.zip", "!/i.zip!/a.txt", "!/i.zip!2/b.txt", "!/i.zip!/gone", "!/i.tgz!/c/d.txt", "!/i.tgz!/a.txt", "!/i.tgz!/gone", "!/i.tgz"}
	for name, data := range map[string][]byte{"zip": zipOf(t, nested...), "tar": tarOf(t, nested...), "tgz": gzipOf(t, tarOf(t, nested...)),
		"torn tgz": torn[:len(torn)-60], "text": []byte("no archive")} {
		c := &counted{data: data}
		alone := map[string][]string{}
		for _, p := range picks {
			alone[p] = list(c.items(p), archive.Limits{})
		}
		r := rand.New(rand.NewPCG(1, 2))
		for range 30 {
			var order, want []string
			for range 12 {
				p := picks[r.IntN(len(picks))]
				order, want = append(order, p), append(want, alone[p]...)
			}
			if diff := cmp.Diff(want, list(c.items(order...), archive.Limits{})); diff != "" {
				t.Fatalf("%s: %v (-alone +together)\n%s", name, order, diff)
			}
		}
	}
}
