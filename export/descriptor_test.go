package export_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/export"
	"github.com/nianbao/nianbao/export/internal/sample"
)

var update = flag.Bool("update", false, "rewrite golden files")

// TestDescriptor holds datapackage.json to a golden file, in which sizes and
// hashes of files are blanked out: those are compared with the files.
func TestDescriptor(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, 0, 2)
	files := contents(t, dir)
	got := []byte(files["datapackage.json"])

	var d struct {
		Resources []struct {
			Path, Hash string
			Bytes      int
			Rows       int
		}
	}
	if err := json.Unmarshal(got, &d); err != nil {
		t.Fatal(err)
	}
	for _, r := range d.Resources {
		sum := sha256.Sum256([]byte(files[r.Path]))
		if want := "sha256:" + hex.EncodeToString(sum[:]); r.Hash != want || r.Bytes != len(files[r.Path]) {
			t.Errorf("%s: %s of %d bytes, want %s of %d", r.Path, r.Hash, r.Bytes, want, len(files[r.Path]))
		}
	}

	got = regexp.MustCompile(`"bytes": \d+`).ReplaceAll(got, []byte(`"bytes": 0`))
	got = regexp.MustCompile(`"hash": "[^"]*"`).ReplaceAll(got, []byte(`"hash": ""`))
	golden(t, "datapackage.json", got)
}

// golden compares with a file of testdata, or rewrites it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		put(t, path, string(got))
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s is stale; rewrite it with -update (-want +got):\n%s", path, diff)
	}
}

func TestLines(t *testing.T) {
	t.Parallel()
	var buf bytes.Buffer
	w := export.Lines(&buf)
	for n := range 2 {
		if err := w.Write(sample.Report(n)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	golden(t, "lines.jsonl", buf.Bytes())
}

func TestLinesAbort(t *testing.T) {
	t.Parallel()
	var buf bytes.Buffer
	w := export.Lines(&buf)
	if err := w.Write(sample.Report(0)); err != nil {
		t.Fatal(err)
	}
	if err := w.Abort(); err != nil {
		t.Fatal(err)
	}
	if buf.Len() > 0 {
		t.Errorf("%d bytes left the buffer", buf.Len())
	}
}
