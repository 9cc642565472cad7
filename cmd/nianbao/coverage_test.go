package main

import (
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestEveryFlagHasAScript demands a use of every flag, and a check of every
// exit status, in testdata/script.
func TestEveryFlagHasAScript(t *testing.T) {
	t.Parallel()
	scripts := readScripts(t)
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			long := "--" + f.Name + " "
			short := f.Shorthand != "" && strings.Contains(scripts, " -"+f.Shorthand+" ")
			if !strings.Contains(scripts, long) && !short && f.Name != "help" {
				t.Errorf("no script uses --%s of %q", f.Name, cmd.CommandPath())
			}
		})
		for _, sub := range cmd.Commands() {
			walk(sub)
		}
	}
	walk((&app{stdio: stdio{err: io.Discard}}).root())
	for _, status := range []int{exitCannotRun, exitUsage, exitFailed} {
		if !strings.Contains(scripts, "status "+strconv.Itoa(status)+" nianbao convert") {
			t.Errorf("no script demands exit status %d of convert", status)
		}
	}
	if !strings.Contains(scripts, "\ninterrupt ") {
		t.Error("no script interrupts a run")
	}
}

// TestEveryCommandHasHelp demands a description, and an example where a command
// takes arguments.
func TestEveryCommandHasHelp(t *testing.T) {
	t.Parallel()
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		if cmd.Short == "" {
			t.Errorf("%q has no description", cmd.CommandPath())
		}
		if strings.ContainsAny(cmd.Use, "[ ") && cmd.Example == "" {
			t.Errorf("%q has no example", cmd.CommandPath())
		}
		for _, sub := range cmd.Commands() {
			walk(sub)
		}
	}
	walk((&app{stdio: stdio{err: io.Discard}}).root())
}

func readScripts(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "script", "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	var b strings.Builder
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(data)
	}
	return b.String()
}
