// Package export writes reports as a data set: JSON lines and Parquet files in
// one folder with a descriptor ([Create]), or JSON lines alone ([Lines]).
//
// formats.go holds the one table of writers. Each format is a package of its
// own below this one; formats know neither each other nor this package. What
// the columns mean is said once, in package rows.
package export

import (
	"bufio"
	"io"

	"github.com/nianbao/nianbao/export/jsonl"
	"github.com/nianbao/nianbao/normalize/schema"
)

// Writer takes the reports of a run, one after the other. It is for one
// goroutine. After an error, only Abort may be called.
type Writer interface {
	// Write takes a report, which it does not keep.
	Write(*schema.Report) error
	// Close ends the run: what was written is whole and under its final name,
	// or there is an error.
	Close() error
	// Abort ends the run and takes back what it can of what was written. After
	// Close it does nothing.
	Abort() error
}

// Lines is a Writer of JSON lines to w, such as standard output. It is buffered
// until Close or until its method Flush() error is called; Abort drops what is still in the buffer and cannot take back
// what has left it.
func Lines(w io.Writer) Writer {
	buf := bufio.NewWriterSize(w, 64<<10)
	return &lines{buf: buf, w: jsonl.New(buf)}
}

type lines struct {
	buf *bufio.Writer
	w   *jsonl.Writer
}

func (l *lines) Write(r *schema.Report) error { return l.w.Write(r) }
func (l *lines) Flush() error                 { return l.buf.Flush() }
func (l *lines) Close() error                 { return l.buf.Flush() }
func (l *lines) Abort() error                 { l.buf.Reset(io.Discard); return nil }
