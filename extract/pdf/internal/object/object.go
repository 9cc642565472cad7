// Package object reads the objects of a PDF file (ISO 32000-1 §7.3 to §7.7): by
// pdfcpu, which knows cross-reference tables, object streams, encryption and repair.
//
// pdfcpu passes over much that is damaged. Here nothing that a page needs may be
// missing: a reference to an object that could not be read, or a stream that ends
// too early, makes the whole file damaged (see [File.Err]).
package object

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/log"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"github.com/nianbao/nianbao/extract/diag"
)

// Limits bound what a file may cost.
type Limits struct {
	// Stream is the bytes of one inflated stream, Inflated those of all that are read.
	Stream, Inflated int64
	// Objects is the number of objects.
	Objects int
	// Pages is the number of pages.
	Pages int
}

// File is an open file. It is for one goroutine.
type File struct {
	ctx      *model.Context
	limits   Limits
	inflated int64
	err      error
	streams  map[int][]byte
}

// config is what pdfcpu is told. It is written out, since pdfcpu's own default
// reads and writes a folder of settings in the user's home.
func config(l Limits) *model.Configuration {
	return &model.Configuration{
		Reader15:       true,
		ValidationMode: model.ValidationRelaxed,
		Eol:            types.EolLF,
		Offline:        true,
		Limits: model.ResourceLimits{
			MaxStreamBytes: 128 << 20, MaxDecodeBytes: l.Stream,
			MaxImagePixels: 1, MaxImageBytes: 1,
			MaxObjectCount: l.Objects, MaxObjectStreamCount: l.Objects, MaxObjectStreamFirst: 16 << 20,
			MaxXRefEntries: l.Objects, MaxRecursionDepth: 100,
		},
	}
}

// Open opens a file. The error is a [*diag.Error]: X107 where a password is
// needed, X116 where the file is cut off, X185 where it is damaged, X104 for a limit; or that of ctx.
func Open(ctx context.Context, data []byte, l Limits) (f *File, err error) {
	if err := whole(data); err != nil {
		return nil, err
	}
	defer recovered(&err)
	inOrder()
	c, err := pdfcpu.ReadWithContext(ctx, bytes.NewReader(data), config(l))
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, pdfcpu.ErrWrongPassword), errors.Is(err, pdfcpu.ErrUnsupportedEncryptionFeature), errors.Is(err, pdfcpu.ErrOwnerPasswordRequired):
		return nil, diag.Errorf("X107", nil)
	case errors.Is(err, filter.ErrDecodeLimitExceeded):
		return nil, limit(l.Stream, "bytes of a stream")
	case err != nil:
		return nil, damaged(err)
	}
	if len(c.Table) > l.Objects {
		return nil, limit(int64(l.Objects), "objects")
	}
	return &File{ctx: c, limits: l, streams: map[int][]byte{}}, nil
}

// inOrder makes pdfcpu read the objects by their numbers, which it does where its
// statistics are wanted, instead of in the order of a Go map: what becomes of a damaged file must
// not differ from one time to the next.
var inOrder = sync.OnceFunc(func() { log.SetStatsLogger(nobody{}) })

// nobody takes what pdfcpu says, and is not asked for it.
type nobody struct{}

func (nobody) Printf(string, ...any) {}
func (nobody) Println(...any)        {}
func (nobody) Fatalf(string, ...any) {}
func (nobody) Fatalln(...any)        {}

// recovered makes a panic of pdfcpu, which damaged files cause, an error.
func recovered(err *error) {
	if r := recover(); r != nil {
		*err = damaged(fmt.Errorf("%v", r))
	}
}

func damaged(err error) error { return diag.Errorf("X185", err) }

func limit(n int64, what string) error {
	return diag.Errorf("X104", nil, "limit", strconv.FormatInt(n, 10), "what", what)
}

// Err is the first damage that was met, or the limit that was passed.
func (f *File) Err() error { return f.err }

func (f *File) fail(err error) {
	if f.err == nil {
		f.err = err
	}
}

// Encrypted tells whether the file is encrypted with an empty password.
func (f *File) Encrypted() bool { return f.ctx.Encrypt != nil }

// Title is the title of the document's information dictionary, or "".
func (f *File) Title() string {
	if f.ctx.Info == nil {
		return ""
	}
	return f.value(*f.ctx.Info).Key("Title").Text()
}
