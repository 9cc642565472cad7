package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadme proves that the output shown in the README is what the program and
// the demonstration print today.
func TestReadme(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "nianbao.exe")
	nianbao := func(name string, args ...string) string {
		t.Helper()
		cmd := exec.Command(name, args...)
		cmd.Dir = "../.." // paths of inputs are printed as they are given
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%v: %v", cmd.Args, err)
		}
		return string(out)
	}
	nianbao("go", "build", "-o", program, "./cmd/nianbao")

	const sample, broken = "fixtures/samples/report_2021_word.docx", "fixtures/samples/broken_sums_2021_word.docx"
	out := filepath.Join(t.TempDir(), "out")
	nianbao(program, "convert", "--quiet", "-o", out, broken, sample)
	var shown strings.Builder
	if err := run([]string{out}, &shown); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(readme), strings.TrimSpace(shown.String())) {
		t.Errorf("the README does not show this:\n%s", &shown)
	}
	drawn := nianbao(program, "inspect", sample)
	for line := range strings.Lines(string(readme)) {
		if strings.ContainsAny(line, "│├") && strings.HasPrefix(line, " ") && !strings.Contains(drawn, line) {
			t.Errorf("inspect does not draw this line of the README:\n%s", line)
		}
	}
}
