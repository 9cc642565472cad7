package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"
)

// maxLine is the length of the longest line of a list, in bytes: no system has
// longer paths, but a line may be a whole JSON object.
const maxLine = 1 << 20

// ReadList reads paths from a list as they come, one a line. A line that is a
// JSON object has its path under "path", as a data set spells it (see
// [EscapePath]); any other line is the path, byte for byte. Blank lines are
// passed over; a line ends in a line feed or a carriage return and a line feed,
// the last one also without.
//
// A line that gives no path comes as an error, and reading goes on; so does an
// error of r, which ends it.
func ReadList(r io.Reader) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		in := bufio.NewReader(r)
		for n := 1; ; n++ {
			line, err := readLine(in)
			if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, errLongLine) {
				yield("", fmt.Errorf("read the list of inputs: %w", err))
				return
			}
			if n == 1 {
				line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
			}
			if errors.Is(err, errLongLine) {
				if !yield("", fmt.Errorf("line %d of the list: %w", n, err)) {
					return
				}
				continue
			}
			if len(bytes.TrimSpace(line)) > 0 {
				path, lineErr := pathOf(line)
				if lineErr != nil {
					lineErr = fmt.Errorf("line %d of the list: %w", n, lineErr)
				}
				if !yield(path, lineErr) {
					return
				}
			}
			if err != nil {
				return
			}
		}
	}
}

var errLongLine = fmt.Errorf("longer than %d bytes", maxLine)

// readLine reads a line without its end. At the end of the data the error is
// io.EOF, with what stands there.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := in.ReadSlice('\n')
		if len(line)+len(part) > maxLine {
			long, line = true, nil
		} else if !long {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case long && err == nil:
			return nil, errLongLine
		case long && errors.Is(err, io.EOF):
			return nil, errLongLine // the next call finds the end
		case err == nil:
			line = bytes.TrimSuffix(line[:len(line)-1], []byte("\r"))
		}
		return line, err
	}
}

// pathOf is the path that a line gives. A line that begins as a JSON object and
// is none is a path.
func pathOf(line []byte) (string, error) {
	if line[0] != '{' || !json.Valid(line) {
		return string(line), nil
	}
	var v struct {
		Path string `json:"path"`
	}
	if err := json.Unmarshal(line, &v); err != nil {
		return "", err
	}
	if v.Path == "" || strings.ContainsRune(v.Path, 0) {
		return "", errors.New(`the object has no text under "path"`)
	}
	return existing(v.Path), nil
}

// existing is the path of the file that a text of a data set names.
func existing(text string) string {
	raw := UnescapePath(text)
	if raw != text {
		if _, err := os.Lstat(raw); err != nil {
			if _, err := os.Lstat(text); err == nil {
				return text
			}
		}
	}
	return raw
}
