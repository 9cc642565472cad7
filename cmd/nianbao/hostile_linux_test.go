package main_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strconv"
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
		writeSynced(t, filepath.Join(dir, f.Name), f)
		files++
		good[f.Name] = f.Good
	}
	cmd := exec.Command(exe, "convert", "-o", "-", "--quiet", "--jobs", "2", "--timeout", timeLimit.String(), dir)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	debug.FreeOSMemory() // some files are larger than what the run may take
	start := time.Now()
	resident := residentOf(t, cmd)
	if got := cmd.ProcessState.ExitCode(); got != 3 {
		t.Errorf("status %d, want 3", got)
	}
	t.Logf("%d files, %v, CPU %v, %d MiB resident at most", files, time.Since(start).Round(time.Second/10),
		(cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Round(time.Second/10), resident>>10)
	if resident > maxResident*raceFactor {
		t.Errorf("%d MiB resident", resident>>10)
	}
	if i := bytes.IndexFunc(errs.Bytes(), func(r rune) bool { return r < ' ' && r != '\n' || r == 0x7F }); i >= 0 {
		t.Errorf("a control character went to the terminal: %q", errs.Bytes()[i:min(i+40, errs.Len())])
	}
	checkRows(t, out.Bytes(), good, files)
}

// writeSynced writes a file. A large one is on the disk before the run starts,
// which would else wait for a gigabyte to be written.
func writeSynced(t *testing.T, name string, f hostile.File) {
	t.Helper()
	file, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
	if err == nil {
		_, err = file.Write(f.Data())
	}
	if err == nil && f.Large {
		err = file.Sync()
	}
	if err := errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
}

// residentOf runs a command, whose status is looked at by the caller, and gives
// the most memory in KiB that it had resident, from proc(5): what getrusage(2)
// says of a child counts this process, too, which made the files.
func residentOf(t *testing.T, cmd *exec.Cmd) (most int64) {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = cmd.Wait()
	}()
	name := fmt.Sprintf("/proc/%d/status", cmd.Process.Pid)
	for {
		if data, err := os.ReadFile(name); err == nil {
			if m := highWater.FindSubmatch(data); m != nil {
				n, _ := strconv.ParseInt(string(m[1]), 10, 64)
				most = max(most, n)
			}
		}
		select {
		case <-done:
			if most == 0 {
				t.Error("the memory of the process could not be read")
			}
			return most
		case <-time.After(20 * time.Millisecond):
		}
	}
}

var highWater = regexp.MustCompile(`VmHWM:\s+(\d+) kB`)

// checkRows wants a report of each file, no panic, and no file over its limit of
// time.
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
			if f.Code == "X198" || f.Code == "X199" { // over the limit of time, or a panic
				t.Errorf("%s: %s", name, f.Message)
			}
		}
	}
	if len(seen) != files {
		t.Errorf("%d files have a row, of %d", len(seen), files)
	}
}
