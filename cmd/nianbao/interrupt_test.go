package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// interrupt runs "nianbao args..." with a standard input that never ends, waits
// until the file is there, interrupts it, and demands exit status 130:
// interrupt FILE args...
func interrupt(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: interrupt FILE args...")
	}
	if runtime.GOOS == "windows" {
		return // which cannot send an interrupt to another process
	}
	exe, err := exec.LookPath("nianbao")
	ts.Check(err)
	cmd := exec.Command(exe, args[1:]...)
	cmd.Dir = ts.Getenv("WORK")
	var errs bytes.Buffer
	cmd.Stderr = &errs
	_, err = cmd.StdinPipe() // which Wait closes
	ts.Check(err)
	ts.Check(cmd.Start())
	awaitFile(ts, filepath.Join(cmd.Dir, args[0]))
	ts.Check(cmd.Process.Signal(os.Interrupt))
	err = cmd.Wait()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted {
		ts.Fatalf("ended with %v, want exit status %d", err, exitInterrupted)
	}
	ts.Check(os.WriteFile(filepath.Join(cmd.Dir, "interrupt.err"), errs.Bytes(), 0o666))
}

func awaitFile(ts *testscript.TestScript, path string) {
	for range 500 {
		if _, err := os.Stat(path); err == nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	ts.Fatalf("%s did not appear", path)
}
