//go:build oracle

package oracle_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
)

const (
	fixtures = "../../extract/docx"
	samples  = "../../fixtures/samples"
)

// work is the folder of all that the tests of one run make.
var work string

func TestMain(m *testing.M) {
	var err error
	if work, err = os.MkdirTemp("", "nianbao-oracle-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	status := m.Run()
	_ = os.RemoveAll(work)
	os.Exit(status)
}

// difference is a place where nianbao and another program read a file
// otherwise, and why that is right.
type difference struct {
	// lines are the lines that only one of the two has: "- " nianbao, "+ " the
	// other program.
	lines string
	why   string
}

// check compares what two programs made of a file.
func check(t *testing.T, known map[string]difference, name string, ours, theirs []string) {
	t.Helper()
	got := strings.Join(edits(ours, theirs), "\n")
	want := known[name]
	if (want.lines == "") != (want.why == "") {
		t.Errorf("%s: a difference and its reason go together", name)
	}
	got = strings.ReplaceAll(got, "\u00ad", "(soft hyphen)")
	if w := strings.TrimSpace(want.lines); got != w {
		t.Errorf("%s: where the two differ (- nianbao, + the other):\n%s\n\nin the table:\n%s", name, got, w)
	}
}

// edits are the lines that have to go and to come to make b of a, by their
// longest common subsequence.
func edits(a, b []string) []string {
	common := make([][]int, len(a)+1) // of a[i:] and b[j:]
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i, x := range slices.Backward(a) {
		for j, y := range slices.Backward(b) {
			if x == y {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var out []string
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			out = append(out, "- "+a[i])
			i++
		default:
			out = append(out, "+ "+b[j])
			j++
		}
	}
	return out
}

// files are the Word files to compare, by their names without suffix.
var files = sync.OnceValues(func() (map[string]string, error) {
	dir := filepath.Join(work, "in")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	cmd := exec.Command("go", "test", "-count=1", "-run", "^TestFixtures$", fixtures, "-args", "-packages", dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("packages of the fixtures: %w\n%s", err, out)
	}
	found := map[string]string{}
	for _, from := range []string{dir, samples} {
		paths, err := filepath.Glob(filepath.Join(from, "*.docx"))
		if err != nil {
			return nil, err
		}
		for _, p := range paths {
			if strings.HasSuffix(p, ".libreoffice.docx") {
				continue // LibreOffice is no witness of what it wrote itself
			}
			found[strings.TrimSuffix(filepath.Base(p), ".docx")] = p
		}
	}
	if len(found) < 20 {
		return nil, fmt.Errorf("only %d Word files were found", len(found))
	}
	return found, nil
})

// each runs a comparison for every file, and finds entries of the table for
// which there is no file.
func each(t *testing.T, known map[string]difference, refused map[string]string, compare func(t *testing.T, name string, doc *document.Document)) {
	t.Helper()
	paths, err := files()
	if err != nil {
		t.Fatal(err)
	}
	for name := range known {
		if paths[name] == "" {
			t.Errorf("the table has %s, and there is no such file", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(paths)) {
		if refused[name] != "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			doc, err := extract.Read(t.Context(), source.File(paths[name]), extract.Options{})
			if err != nil {
				t.Fatal(err)
			}
			compare(t, name, doc)
		})
	}
}

// command runs another program and returns what it printed.
func command(t *testing.T, name string, args ...string) (string, error) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatalf("%v; `make oracle` installs it on Debian", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	var out, stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stdout, cmd.Stderr = &out, &stderr
	err := cmd.Run()
	return out.String(), errors.Join(err, said(stderr.String()))
}

// said is an error for what a program said of a file that it could not load:
// LibreOffice then still ends with status 0.
func said(stderr string) error {
	if strings.Contains(stderr, "could not be loaded") {
		return errors.New(strings.TrimSpace(stderr))
	}
	return nil
}

// bare is text without white space: programs break and indent as they like.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' {
			return -1
		}
		return r
	}, text)
}

// bareLines are the lines of a text that hold anything.
func bareLines(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if line = bare(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}
