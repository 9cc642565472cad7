// Package jsonl writes reports as JSON lines: one report a line, UTF-8, each
// line ending in a line feed and holding none.
package jsonl

import (
	"io"

	"github.com/nianbao/nianbao/normalize/schema"
)

// Writer writes reports to an underlying writer, one call of Write for each
// report. It is for one goroutine.
type Writer struct {
	w   io.Writer
	buf []byte
}

// New makes a writer to w.
func New(w io.Writer) *Writer { return &Writer{w: w} }

// keep is the capacity of the buffer that is kept between reports.
const keep = 4 << 20

// Write writes one line.
func (w *Writer) Write(r *schema.Report) error {
	w.buf = append(r.AppendJSON(w.buf[:0]), '\n')
	_, err := w.w.Write(w.buf)
	if cap(w.buf) > keep {
		w.buf = nil
	}
	return err
}

// WriteLine writes a line, with its line end, that a Writer wrote before.
func (w *Writer) WriteLine(line []byte) error {
	_, err := w.w.Write(line)
	return err
}
