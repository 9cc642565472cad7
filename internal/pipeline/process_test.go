package pipeline_test

import (
	"crypto/sha256"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/internal/pipeline"
	"github.com/nianbao/nianbao/normalize/schema"
)

func TestProcessFailures(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	limited := fakeOptions()
	limited.Extract = extract.Options{Limits: extract.Limits{FileBytes: 4}}
	hasty := fakeOptions()
	hasty.Timeout = time.Millisecond

	tests := []struct {
		name    string
		item    source.Item
		opts    pipeline.Options
		code    string
		message string
	}{
		{"missing", source.File(filepath.Join(dir, "none.docx")), fakeOptions(), "X100", "cannot be read (" + syscall.ENOENT.Error() + ")"},
		{"a folder", source.File(dir), fakeOptions(), "X100", "cannot be read (" + syscall.EISDIR.Error() + ")"},
		{"too large", source.Bytes("a", []byte("hello")), limited, "X103", "a file is larger than the limit of 4 bytes; --max-file raises it"},
		{"damaged", source.Bytes("a", []byte("bad")), fakeOptions(), "X120", "damaged zip package (word/document.xml at byte 7: torn)"},
		{"too slow", source.Bytes("a", []byte("wait")), hasty, "X198", "took longer than the limit of 1ms"},
		{"panic", source.Bytes("a", []byte("panic")), fakeOptions(), "X199", "internal error: out of cheese"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got := pipeline.Process(t.Context(), tc.item, tc.opts)
			if len(got) != 1 || got[0].Status != schema.Failed || len(got[0].Findings) != 1 {
				t.Fatalf("got %+v, want one failed report with one finding", got)
			}
			f := got[0].Findings[0]
			if string(f.Code) != tc.code || f.Message() != tc.message {
				t.Errorf("finding %s %q, want %s %q", f.Code, f.Message(), tc.code, tc.message)
			}
			if len(got[0].ReportID) != 16 || got[0].Source.Path != tc.item.Path {
				t.Errorf("id %q, path %q", got[0].ReportID, got[0].Source.Path)
			}
		})
	}
}

func TestProcessFillsSource(t *testing.T) {
	t.Parallel()
	got := pipeline.Process(t.Context(), source.Bytes("in/a.txt", []byte("two")), fakeOptions())
	if len(got) != 2 {
		t.Fatalf("%d reports, want 2", len(got))
	}
	sum := sha256.Sum256([]byte("two"))
	for i, r := range got {
		if want := schema.ReportID(sum, i+1); r.ReportID != want {
			t.Errorf("report %d: id %s, want %s", i, r.ReportID, want)
		}
		want := schema.Source{Path: "in/a.txt", Format: "text", Bytes: 3,
			SHA256: "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3"}
		if diff := cmp.Diff(want, r.Source); diff != "" {
			t.Errorf("source (-want +got):\n%s", diff)
		}
		if r.Findings[0].Code != "N401" {
			t.Errorf("findings are not in the order of their places: %v", r.Findings)
		}
	}
}

func TestProcessTellsOfPanics(t *testing.T) {
	t.Parallel()
	opts := fakeOptions()
	var path, stack string
	var value any
	opts.Panic = func(p string, v any, s []byte) { path, value, stack = p, v, string(s) }
	pipeline.Process(t.Context(), source.Bytes("x.txt", []byte("panic")), opts)
	if path != "x.txt" || value != "out of cheese" || !strings.Contains(stack, "fakeRead") {
		t.Errorf("told of %q %v\n%s", path, value, stack)
	}
}
