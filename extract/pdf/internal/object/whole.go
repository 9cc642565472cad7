package object

import (
	"bytes"
	"errors"
	"strconv"

	"github.com/nianbao/nianbao/extract/diag"
)

// whole tells whether a file reaches to its end. A file ends with %%EOF (ISO
// 32000-1 §7.5.5); one that was cut off may still hold such a mark, that of an
// earlier version or of the first page of a linearized file, but then objects
// follow it.
func whole(data []byte) error {
	cut := func(what string) error {
		return diag.Errorf("X116", errors.New(what)).In("", int64(len(data)))
	}
	end := bytes.LastIndex(data, []byte("%%EOF"))
	if end < 0 {
		return cut("it lacks its end mark, %%EOF")
	}
	if after := data[end:]; bytes.Contains(after, []byte(" obj")) || bytes.Contains(after, []byte("stream")) {
		return cut("objects follow its last end mark")
	}
	if !balanced(data) {
		return damaged(errors.New("objects and streams begin that do not end"))
	}
	if n := linearized(data); n > len(data) {
		return cut("it should have " + strconv.Itoa(n) + " bytes")
	}
	return nil
}

// balanced tells whether objects and streams that begin also end, but for a few words in
// other places. Where they do not, pdfcpu's repair reads the rest of the file again for
// each.
func balanced(data []byte) bool {
	const few = 64
	objects, ends := bytes.Count(data, []byte(" obj")), bytes.Count(data, []byte("endobj"))
	streams, closed := bytes.Count(data, []byte("stream")), bytes.Count(data, []byte("endstream"))
	return objects <= ends+few && streams <= 2*closed+few
}

// linearized is the length that a linearized file states (ISO 32000-1 Annex F), or 0.
func linearized(data []byte) int {
	head := data[:min(len(data), 1024)]
	_, head, ok := bytes.Cut(head, []byte("/Linearized"))
	if !ok {
		return 0
	}
	if i := bytes.Index(head, []byte(">>")); i >= 0 {
		head = head[:i]
	}
	_, after, ok := bytes.Cut(head, []byte("/L "))
	if !ok {
		return 0
	}
	digits := bytes.IndexFunc(after, func(r rune) bool { return r < '0' || r > '9' })
	if digits < 0 {
		digits = len(after)
	}
	n, err := strconv.Atoi(string(after[:digits]))
	if err != nil {
		return 0
	}
	return n
}
