//go:build unix

package office_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/extract/office"
)

// program writes a script that stands in for soffice. It finds the input in $in
// and the output folder in $out.
func program(t *testing.T, script string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "soffice")
	const head = "#!/bin/sh\nwhile [ $# -gt 1 ]; do [ \"$1\" = --outdir ] && out=$2; shift; done; in=$1\n"
	if err := os.WriteFile(path, []byte(head+script), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestDocx(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	tests := []struct{ name, script, want, err string }{
		{"converted", `mkdir "$out"; cat "$in" "$in" > "$out/in.docx"`, "docdoc", ""},
		{"nothing made", "echo first; echo no filter found", "", "it made no document: no filter found"},
		{"failed", "echo oops >&2; exit 7", "", "exit status 7: oops"},
		{"too long", `mkdir "$out"; echo 0123456789 > "$out/in.docx"`, "", "the result is larger than the limit"},
	}
	for _, tc := range tests {
		got, err := office.Docx(t.Context(), program(t, tc.script), []byte("doc"), 8)
		switch {
		case err != nil && err.Error() != tc.err, err == nil && (tc.err != "" || string(got) != tc.want):
			t.Errorf("%s: %q, %v; want %q, %s", tc.name, got, err, tc.want, tc.err)
		}
	}
	if _, err := office.Docx(t.Context(), filepath.Join(tmp, "none"), nil, 8); err == nil || !strings.Contains(err.Error(), "none") {
		t.Errorf("without a program: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(tmp, "*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

// TestDocxEnds: a program that hangs, with a child, ends with the context.
func TestDocxEnds(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := office.Docx(ctx, program(t, "sleep 600 & wait"), nil, 8); !errors.Is(err, context.Canceled) {
		t.Errorf("error = %v", err)
	}
}
