package part

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
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
	o := w.output(name)
	if o == nil {
		return errors.New("no file of a data set")
	}
	_, rest, _ := strings.Cut(name, "/")
	folder, _, found := strings.Cut(rest, "/")
	if found {
		folder += "/"
	} else {
		folder = ""
	}
	// Files of a folder in which nothing is kept are not opened.
	lazy := func() (encoder, error) {
		files, err := w.open(folder)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			if f.out.Name == o.Name {
				return f.enc, nil
			}
		}
		return nil, errors.New("no such table")
	}
	return withFile(dir, name, func(in *os.File) error {
		n, err := o.copy(in, lazy, keep)
		if o.Name == w.perReport() {
			w.reports += n
		}
		return err
	})
}

// output is the output of the part that a name is one of a file of, or nil.
func (w *Writer) output(name string) *Output {
	of := outputOf(name)
	if of == nil {
		return nil
	}
	i := slices.IndexFunc(w.outputs, func(o Output) bool { return o.Name == of.Name })
	if i < 0 {
		return nil
	}
	return &w.outputs[i]
}

// perReport is the name of the one output by which copied reports are counted.
func (w *Writer) perReport() string {
	i := slices.IndexFunc(w.outputs, func(o Output) bool { return PerReport(o.Table.Name) })
	return w.outputs[i].Name
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
