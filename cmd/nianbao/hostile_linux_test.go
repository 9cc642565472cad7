package main_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/nianbao/nianbao/fixtures/hostile"
)

var large = flag.Bool("large", false, "TestHostile: with the files of some hundred MB, too")

// What a run over the hostile folder may take: memory in KiB, and time for one
// file, which is the limit that the run is given.
const (
	maxResident = 1 << 20
	timeLimit   = 30 * time.Second
)

// TestHostile converts the folder of fixtures/hostile with the real process: one
// row for each file, status 3, no panic, memory within bounds, and the good
// reports among them converted.
func TestHostile(t *testing.T) {
	exe, err := exec.LookPath("nianbao") // testscript puts it into the path
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	good := map[string]bool{}
	files := 0
	for _, f := range hostile.Files() {
		if f.Large && !*large {
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data(), 0o600); err != nil {
			t.Fatal(err)
		}
		files++
		good[f.Name] = f.Good
	}
	cmd := exec.Command(exe, "convert", "-o", "-", "--quiet", "--jobs", "2", "--timeout", timeLimit.String(), dir)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	start := time.Now()
	_ = cmd.Run() // its status is looked at
	if got := cmd.ProcessState.ExitCode(); got != 3 {
		t.Errorf("status %d, want 3", got)
	}
	usage, _ := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	t.Logf("%d files, %v, %d MiB resident at most", files, time.Since(start).Round(time.Second/10), usage.Maxrss>>10)
	if usage.Maxrss > maxResident {
		t.Errorf("%d MiB resident", usage.Maxrss>>10)
	}
	if i := bytes.IndexFunc(errs.Bytes(), func(r rune) bool { return r < ' ' && r != '\n' || r == 0x7F }); i >= 0 {
		t.Errorf("a control character went to the terminal: %q", errs.Bytes()[i:min(i+40, errs.Len())])
	}
	checkRows(t, out.Bytes(), good, files)
}

// checkRows wants a report of each file, and no panic.
func checkRows(t *testing.T, out []byte, good map[string]bool, files int) {
	t.Helper()
	seen := map[string]bool{}
	for line := range bytes.Lines(out) {
		var r struct {
			Status string
			Source struct{ Path string }
			Facts  []struct{ Value *json.Number }

			Findings []struct{ Code, Message string }
		}
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		name := path.Base(r.Source.Path)
		seen[name] = true
		if good[name] && (r.Status != "ok" || len(r.Facts) == 0) {
			t.Errorf("%s: a good report is %s with %d facts", name, r.Status, len(r.Facts))
		}
		for _, f := range r.Findings {
			if f.Code == "X199" {
				t.Errorf("%s: %s", name, f.Message)
			}
		}
	}
	if len(seen) != files {
		t.Errorf("%d files have a row, of %d", len(seen), files)
	}
}
