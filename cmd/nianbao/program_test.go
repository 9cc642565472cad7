package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

func TestBuildID(t *testing.T) {
	const id = "aaaaaaaaaaaaaaaaaaaa/bbbbbbbbbbbbbbbbbbbb/cccccccccccccccccccc/dddddddddddddddddddd"
	tests := []struct{ name, file, want string }{
		{"elf", "\x7fELF....\x04\x00\x00\x00\x53\x00\x00\x00\x04\x00\x00\x00Go\x00\x00" + id + "\x00rest", id},
		{"other systems", "MZ....\xff Go build ID: \"" + id + "\"\n \xff code", id},
		{"stripped", "MZ....\xff Go build ID: \"\"\n \xff code", "e2d8b2a3d0da966f90e1c14cccd8b10e"},
		{"cut", "\x04\x00\x00\x00Go\x00\x00", "3f92e042bb9d9867f46d3411b9bcc7ad"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			got, err := buildID(strings.NewReader(tc.file))
			if err != nil || got != tc.want {
				t.Errorf("got %s, %v, want %s", got, err, tc.want)
			}
		})
	}
}

// The Go command's own answer is the oracle.
func TestBuildIDOfThis(t *testing.T) {
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	want, err := exec.Command("go", "tool", "buildid", path).Output()
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, err := buildID(f); err != nil || got != strings.TrimSpace(string(want)) {
		t.Errorf("got %s, %v, want %s", got, err, want)
	}
}
