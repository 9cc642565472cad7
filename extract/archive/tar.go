package archive

import (
	"archive/tar"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
)

// tarFile is a tar that can be read in any order: members are read when their
// turn comes.
type tarFile struct {
	file *shared
	size int64
}

func (t *tarFile) each(w *walk, f func(member) bool) error {
	at, err := t.file.acquire()
	if err != nil {
		return err
	}
	defer func() { _ = t.file.release() }() // it was only read
	in := io.NewSectionReader(at, 0, t.size)
	return eachEntry(w, in, func(r *tar.Reader, h *tar.Header) member {
		if sparse(h) {
			return streamed(w, r, h)
		}
		// The reader stands where the member's bytes begin.
		start, err := in.Seek(0, io.SeekCurrent)
		if err == nil && h.Size > t.size-start {
			err = damaged(io.ErrUnexpectedEOF)
		}
		return member{size: h.Size, err: err, open: func() (io.ReadCloser, error) {
			at, err := t.file.acquire()
			if err != nil {
				return nil, err
			}
			return &memberReader{r: io.NewSectionReader(at, start, h.Size), close: t.file.release}, nil
		}}
	}, f)
}

// sparse tells whether a member has holes, which take no place in the tar.
func sparse(h *tar.Header) bool {
	if h.Typeflag == tar.TypeGNUSparse {
		return true
	}
	for k := range h.PAXRecords {
		if strings.HasPrefix(k, "GNU.sparse.") {
			return true
		}
	}
	return false
}

// tarStream is a tar that can be read only from its start. Its members are held
// from when they pass by until they were read.
type tarStream struct {
	open func() (io.ReadCloser, error)
}

func (t *tarStream) each(w *walk, f func(member) bool) error {
	in, err := t.open()
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }() // it was only read
	return eachEntry(w, in, func(r *tar.Reader, h *tar.Header) member { return streamed(w, r, h) }, f)
}

// streamed is a member that is read at once, if at all.
func streamed(w *walk, r io.Reader, h *tar.Header) member {
	return member{size: h.Size, hold: func() (int64, func() (io.ReadCloser, error), error) {
		if h.Size > w.limits.MemberBytes {
			return h.Size, nil, tooLarge(w.limits.MemberBytes)
		}
		b, err := hold(r, w.limits.MemberBytes)
		if err != nil {
			return h.Size, nil, badMember(err)
		}
		return b.size, b.open, nil
	}}
}

func tooLarge(limit int64) error {
	return diag.Errorf("X103", nil, "limit", strconv.FormatInt(limit, 10))
}

// badMember is why a member cannot be read, if that has no code of its own.
func badMember(err error) error {
	var e *diag.Error
	if errors.As(err, &e) || errors.Is(err, source.ErrTooLarge) {
		return err
	}
	return diag.Errorf("X121", err)
}

// eachEntry walks through a tar. Only regular files are members: what a link
// leads to is a member itself or lies outside.
func eachEntry(w *walk, in io.Reader, open func(*tar.Reader, *tar.Header) member, f func(member) bool) error {
	r := tar.NewReader(in)
	for {
		h, err := r.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil && !errors.Is(err, tar.ErrInsecurePath): // no name is used as a path
			return damaged(err)
		}
		if err := w.spend(h.Size); err != nil {
			return err
		}
		if h.Typeflag != tar.TypeReg && h.Typeflag != tar.TypeGNUSparse && h.Typeflag != tar.TypeCont {
			continue
		}
		name := cleanName(decodeName(h.Name))
		if litter(name) {
			continue // without reading it
		}
		m := open(r, h)
		m.name = name
		if !f(m) {
			return nil
		}
	}
}
