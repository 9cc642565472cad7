package object

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zlib"
	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// IsStream tells whether it is a stream.
func (v Value) IsStream() bool {
	switch v.o.(type) {
	case types.StreamDict, *types.StreamDict:
		return true
	}
	return false
}

// Stream is what a stream holds, inflated, or nil where there is none. A stream
// that cannot be inflated to its end and its check sum is damage.
func (v Value) Stream() []byte {
	if out, ok := v.f.streams[v.id]; ok && v.id != 0 {
		return out
	}
	var sd types.StreamDict
	switch s := v.o.(type) {
	case types.StreamDict:
		sd = s
	case *types.StreamDict:
		sd = *s
	default:
		return nil
	}
	out, err := v.f.inflate(&sd)
	if err != nil {
		v.f.fail(err)
		return nil
	}
	if v.f.inflated += int64(len(out)); v.f.inflated > v.f.limits.Inflated {
		v.f.fail(limit(v.f.limits.Inflated, "bytes of all streams"))
		return nil
	}
	if v.id != 0 {
		v.f.streams[v.id] = out
	}
	return out
}

func (f *File) inflate(sd *types.StreamDict) (out []byte, err error) {
	defer recovered(&err)
	if sd.Content != nil {
		return sd.Content, nil
	}
	if len(sd.FilterPipeline) == 1 && sd.FilterPipeline[0].Name == filter.Flate && len(sd.FilterPipeline[0].DecodeParms) == 0 {
		return f.flate(sd.Raw)
	}
	err = sd.DecodeWithLimit(f.limits.Stream)
	switch {
	case errors.Is(err, filter.ErrDecodeLimitExceeded):
		return nil, limit(f.limits.Stream, "bytes of a stream")
	case err != nil:
		return nil, damaged(err)
	}
	return sd.Content, nil
}

// flate inflates to the check sum. pdfcpu is content with less.
func (f *File) flate(raw []byte) ([]byte, error) {
	z, err := zlib.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, damaged(fmt.Errorf("a stream cannot be inflated: %w", err))
	}
	var b bytes.Buffer
	b.Grow(4 * len(raw))
	n, err := io.Copy(&b, io.LimitReader(z, f.limits.Stream+1))
	switch {
	case err != nil:
		return nil, damaged(fmt.Errorf("a stream cannot be inflated: %w", err))
	case n > f.limits.Stream:
		return nil, limit(f.limits.Stream, "bytes of a stream")
	}
	return b.Bytes(), nil
}
