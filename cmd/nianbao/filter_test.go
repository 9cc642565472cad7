package main

import (
	"bufio"
	"io"
	"os/exec"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// filter runs the program as a filter, and writes each path only when the
// report of the one before has come: filter PATH...
func filter(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: filter PATH...")
	}
	exe, err := exec.LookPath("nianbao")
	ts.Check(err)
	cmd := exec.Command(exe, "convert", "--quiet", "--from", "-", "-o", "-")
	cmd.Dir = ts.Getenv("WORK")
	in, err := cmd.StdinPipe()
	ts.Check(err)
	out, err := cmd.StdoutPipe()
	ts.Check(err)
	ts.Check(cmd.Start())
	lines := bufio.NewReader(out)
	for _, path := range args {
		_, err := io.WriteString(in, path+"\n")
		ts.Check(err)
		line, err := lines.ReadString('\n')
		ts.Check(err)
		if !strings.Contains(line, `"path":"`+path+`"`) {
			ts.Fatalf("%s was answered by %s", path, line)
		}
	}
	ts.Check(in.Close())
	ts.Check(cmd.Wait())
}
