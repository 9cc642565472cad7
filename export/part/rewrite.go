package part

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Copy writes the rows of the files of an older part that keep tells to, by
// report id. names are those of its files in the data set dir.
func (w *Writer) Copy(dir string, names []string, keep func(id string) bool) error {
	for _, name := range names {
		if err := w.copyFile(dir, name, keep); err != nil {
			return fmt.Errorf("copy rows of %s: %w", name, err)
		}
	}
	return nil
}

func (w *Writer) copyFile(dir, name string, keep func(string) bool) error {
	if !OurName(name) {
		return errors.New("no file of a data set")
	}
	table, rest, _ := strings.Cut(name, "/")
	folder, base, found := strings.Cut(rest, "/")
	if found {
		folder += "/"
	} else {
		folder, base = "", rest
	}
	in, err := os.Open(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }() // it was only read
	// Files of a folder in which nothing is kept are not opened.
	lazy := func() (encoder, error) {
		files, err := w.open(folder)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			if f.out.Table.Name == table && strings.HasSuffix(base, f.out.Suffix) {
				return f.enc, nil
			}
		}
		return nil, errors.New("no such table")
	}
	for i := range outputs {
		if outputs[i].Table.Name == table && strings.HasSuffix(base, outputs[i].Suffix) {
			n, err := outputs[i].copy(in, lazy, keep)
			if table == reportsTable {
				w.reports += n
			}
			return err
		}
	}
	return errors.New("no such table")
}

// Lines gives the JSON lines of a part's reports that want tells to.
func Lines(dir string, names []string, want func(id string) bool, each func(line []byte) error) error {
	for _, name := range names {
		if !OurName(name) || !strings.HasSuffix(name, linesSuffix) {
			continue
		}
		err := func() error {
			in, err := os.Open(filepath.Join(dir, filepath.FromSlash(name)))
			if err != nil {
				return err
			}
			defer func() { _ = in.Close() }() // it was only read
			_, err = eachLine(in, want, each)
			return err
		}()
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
	}
	return nil
}

func eachLine(in io.Reader, want func(string) bool, each func([]byte) error) (int, error) {
	r := bufio.NewReaderSize(in, 1<<20)
	for n := 0; ; {
		b, err := r.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(b) == 0 {
			return n, nil
		}
		if err != nil {
			return n, err
		}
		id, err := idOf(b)
		if err != nil {
			return n, err
		}
		if want(id) {
			n++
			if err := each(b); err != nil {
				return n, err
			}
		}
	}
}

// idOf is the report id of a JSON line, which stands near its begin.
func idOf(b []byte) (string, error) {
	const key = `"report_id":"`
	head := b[:min(len(b), 200)]
	if _, rest, found := bytes.Cut(head, []byte(key)); found {
		if id, _, ok := bytes.Cut(rest, []byte{'"'}); ok && !bytes.ContainsRune(id, '\\') {
			return string(id), nil
		}
	}
	var v struct {
		ID *string `json:"report_id"`
	}
	if err := json.Unmarshal(b, &v); err != nil {
		return "", err
	}
	if v.ID == nil {
		return "", errors.New("a line without report_id")
	}
	return *v.ID, nil
}
