//go:build oracle

package oracle_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
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

	"github.com/nianbao/nianbao/extract/document"
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

// update makes the live tests write what the programs say to the golden files.
var update = flag.Bool("update", false, "write what LibreOffice and pandoc say to testdata")

// live compares all files with what a program says now. With -update that is
// written to the golden file.
func live(t *testing.T, kind string, files set, known map[string]difference, refused map[string]string, theirs func(t *testing.T, name string) []string, compare func(doc *document.Document, theirs []string) (ours, rest []string)) {
	t.Helper()
	said := map[string][]string{}
	each(t, files, known, refused, func(t *testing.T, name string, doc *document.Document) {
		lines := theirs(t, name)
		if lines == nil {
			return
		}
		said[name] = lines
		ours, rest := compare(doc, lines)
		check(t, known, name, ours, rest)
	})
	if *update {
		record(t, kind, slices.Sorted(maps.Keys(said)), said)
	}
}

// paths are the Word files, written out.
var paths = sync.OnceValues(func() (map[string]string, error) {
	all, err := wordFiles()
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(work, "in")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	out := map[string]string{}
	for name, data := range all {
		out[name] = filepath.Join(dir, fileName(name))
		if err := os.WriteFile(out[name], data, 0o666); err != nil {
			return nil, err
		}
	}
	return out, nil
})

// command runs another program and returns what it printed.
func command(t *testing.T, name string, args ...string) (string, error) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatalf("%v; `make oracle` installs it on Debian", err)
	}
	return run(name, args...)
}

func run(name string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
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
