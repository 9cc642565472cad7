// Package office has LibreOffice convert what no reader of ours can read: old and
// damaged Word files. Each conversion runs as a process of its own, in a temporary
// folder that holds the file, the result and a user profile, and is gone
// afterwards.
package office

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Timeout is how long a conversion may take. LibreOffice starts in a few seconds;
// what it cannot read it sometimes reads for ever.
const Timeout = 60 * time.Second

// ErrTooLarge says that the result is over the limit.
var ErrTooLarge = errors.New("the result is larger than the limit")

// Docx converts a .doc into a .docx of at most limit bytes with the program
// soffice, named by its path. The error says what went wrong, with the last that
// the program said.
//
// Docx is safe for concurrent use.
func Docx(ctx context.Context, soffice string, data []byte, limit int64) ([]byte, error) {
	dir, err := os.MkdirTemp("", "nianbao-office-*")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }() // it is a temporary folder
	in := filepath.Join(dir, "in.doc")
	if err := os.WriteFile(in, data, 0o600); err != nil {
		return nil, err
	}
	said, err := run(ctx, soffice, dir, in)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(filepath.Join(dir, "out", "in.docx"))
	if err != nil {
		return nil, fmt.Errorf("it made no document%s", said)
	}
	defer func() { _ = f.Close() }() // it was only read
	out, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(out)) > limit {
		err = ErrTooLarge
	}
	return out, err
}

// run runs the conversion, and gives the last line that the program said.
func run(ctx context.Context, soffice, dir, in string) (said string, err error) {
	within, cancel := context.WithTimeout(ctx, Timeout)
	defer cancel()
	profile := url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(dir, "profile"))}
	cmd := exec.CommandContext(within, soffice, "--headless", "--norestore", "-env:UserInstallation="+profile.String(),
		"--convert-to", "docx", "--outdir", filepath.Join(dir, "out"), in)
	cmd.Dir = dir
	var out tail
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.WaitDelay = time.Second
	killAll(cmd)
	err = cmd.Run()
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case within.Err() != nil:
		return "", fmt.Errorf("it took longer than %s", Timeout)
	case err != nil:
		return "", fmt.Errorf("%w%s", err, out.last())
	}
	return out.last(), nil
}

// tail keeps the end of what is written to it.
type tail struct{ b []byte }

func (t *tail) Write(p []byte) (int, error) {
	t.b = append(t.b, p...)
	if n := len(t.b) - 4096; n > 0 {
		t.b = t.b[n:]
	}
	return len(p), nil
}

// last is the last line, as the end of a message.
func (t *tail) last() string {
	b := bytes.TrimSpace(t.b)
	b = b[bytes.LastIndexByte(b, '\n')+1:]
	if len(b) == 0 {
		return ""
	}
	return ": " + strings.ToValidUTF8(string(b), "\uFFFD")
}
