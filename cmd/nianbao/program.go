package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"runtime/debug"
	"strings"
)

// program is the version and build of this program: a commit without changes,
// or else the linker's build ID, since two builds with changes have the same
// version.
func program() (string, error) {
	b := build()
	info, ok := debug.ReadBuildInfo()
	if ok && !strings.HasSuffix(b, "with changes") && (strings.Contains(b, " commit ") || info.Main.Sum != "") {
		return b, nil
	}
	path, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }() // it was only read
	id, err := buildID(f)
	if err != nil {
		return "", err
	}
	return b + " executable " + id, nil
}

// buildID identifies the content of an executable by what the Go linker wrote
// near its start: hashes of all that went into it. To hash the tens of megabytes
// themselves would take longer than a short run does; that is for an executable
// without such a mark.
func buildID(f io.ReadSeeker) (string, error) {
	head := make([]byte, 64<<10)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return "", err
	}
	if id := linkerID(head[:n]); id != "" {
		return id, nil
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)[:16]), nil
}

// linkerID is the build ID in the first bytes of an executable, or "": in a note
// of type 4 by "Go" in ELF files, and in a marked string before the text of
// others.
func linkerID(head []byte) string {
	if before, rest, ok := bytes.Cut(head, []byte("\x04\x00\x00\x00Go\x00\x00")); ok && len(before) >= 8 {
		size := int(before[len(before)-4]) | int(before[len(before)-3])<<8
		return readID(rest[:min(size, len(rest))])
	}
	if _, rest, ok := bytes.Cut(head, []byte("\xff Go build ID: \"")); ok {
		id, _, _ := bytes.Cut(rest, []byte(`"`))
		return readID(id)
	}
	return ""
}

// readID is a build ID if b looks like one: hashes in base64 with slashes between
// them, of which there may be none.
func readID(b []byte) string {
	if len(b) < 20 || len(b) > 200 {
		return ""
	}
	for _, c := range b {
		if c <= ' ' || c > '~' || c == '"' {
			return ""
		}
	}
	return string(b)
}
