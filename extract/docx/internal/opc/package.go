// Package opc reads the packages of the Open Packaging Conventions (ECMA-376
// Part 2): zip files whose entries are parts, held together by relationships.
//
// It is as tolerant as Word: names match whatever their case, and content types
// may be wrong or missing. Everything that can grow is limited.
package opc

import (
	"archive/zip"
	"bytes"
	"context"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
)

// Limits bound what a package can cost. All but Spent must be positive.
type Limits struct {
	PartBytes    int64 // one inflated part
	PackageBytes int64 // all parts that are read, together
	Spent        int64 // of PackageBytes, by a package around this one
	Entries      int   // entries in the package
	Depth        int   // open XML elements
}

// Package is an open package. It is for one goroutine.
type Package struct {
	data   []byte
	limits Limits
	left   int64 // of PackageBytes
	files  map[string]*zip.File
	lent   []*bytes.Buffer
	types  *contentTypes
}

// Open reads the directory of a package. The error is X116 or X120 if data are no
// whole zip file, or X162 if they have too many entries.
func Open(data []byte, limits Limits) (*Package, *diag.Error) {
	z, err := openZip(data, limits.Entries)
	if err != nil {
		return nil, err
	}
	p := &Package{data: data, limits: limits, left: max(limits.PackageBytes-limits.Spent, 0), files: make(map[string]*zip.File, len(z.File))}
	for _, f := range z.File {
		key := fold(f.Name)
		if _, twice := p.files[key]; !twice && !strings.HasSuffix(key, "/") {
			p.files[key] = f
		}
	}
	return p, nil
}

// Close takes the bytes of all parts back; they must not be used any more.
func (p *Package) Close() {
	for _, b := range p.lent {
		if b.Cap() > maxKept {
			continue
		}
		b.Reset()
		buffers.Put(b)
	}
	p.lent, p.files, p.data = nil, nil, nil
}

// Spent is how many bytes of [Limits.PackageBytes] are used up.
func (p *Package) Spent() int64 { return p.limits.PackageBytes - p.left }

// fold makes names comparable: they match whatever the case of ASCII letters
// (ECMA-376 Part 2 §6.2.2.3), some writers use backslashes, and some a leading
// slash.
func fold(name string) string {
	return strings.TrimPrefix(strings.ToLower(strings.ReplaceAll(name, `\`, "/")), "/")
}

// Has tells whether the package has the part.
func (p *Package) Has(name string) bool {
	_, ok := p.files[fold(name)]
	return ok
}

// Read gives the bytes of a part, valid until [Package.Close]. A part that is
// missing is nil without an error.
func (p *Package) Read(ctx context.Context, name string) ([]byte, *diag.Error) {
	f, ok := p.files[fold(name)]
	if !ok {
		return nil, nil
	}
	b, err := content(ctx, p.data, f, min(p.limits.PartBytes, p.left), p.lend)
	if err != nil {
		if err.Code == "X160" && p.left < p.limits.PartBytes {
			err = diag.Errorf("X161", nil, "limit", strconv.FormatInt(p.limits.PackageBytes, 10))
		}
		return nil, err.In(name, -1)
	}
	p.left -= int64(len(b))
	if b == nil {
		b = []byte{} // empty, and not missing
	}
	return b, nil
}

// Packed is a part as it lies in its package, compressed.
type Packed struct {
	method uint16
	sum    uint32
	raw    []byte
}

// Same tells whether two parts hold the same, as their compressed bytes do.
func (x Packed) Same(y Packed) bool {
	return x.raw != nil && y.raw != nil && x.method == y.method && x.sum == y.sum && bytes.Equal(x.raw, y.raw)
}

// Clone is a copy that does not keep the package alive.
func (x Packed) Clone() Packed {
	x.raw = bytes.Clone(x.raw)
	return x
}

// Packed gives a part that [Package.Read] would read, without reading it. The
// zero value, which is the same as nothing, stands for any other.
func (p *Package) Packed(name string) Packed {
	f, ok := p.files[fold(name)]
	if !ok || f.Flags&encrypted != 0 || f.UncompressedSize64 > uint64(min(p.limits.PartBytes, p.left)) {
		return Packed{}
	}
	raw, err := rawEntry(p.data, f)
	if err != nil {
		return Packed{}
	}
	return Packed{f.Method, f.CRC32, raw}
}

// lend gives a buffer that [Package.Close] takes back.
func (p *Package) lend() *bytes.Buffer {
	buf := buffers.Get().(*bytes.Buffer)
	p.lent = append(p.lent, buf)
	return buf
}

// scan reads an XML part of the package itself. It is X123 if that is not well
// formed.
func (p *Package) scan(ctx context.Context, name string, element func(z *xmlscan.Scanner)) *diag.Error {
	data, err := p.Read(ctx, name)
	if err != nil || data == nil {
		return err
	}
	z := xmlscan.Borrow()
	defer z.Return()
	z.Reset(data, vocabulary, p.limits.Depth)
	items := 0
	for kind := z.Next(); kind != xmlscan.EOF; kind = z.Next() {
		if kind != xmlscan.Start {
			continue
		}
		if items++; items > maxItems {
			return diag.Errorf("X104", nil, "limit", strconv.Itoa(maxItems), "what", "elements").In(name, int64(z.Offset()))
		}
		element(z)
	}
	return XMLError(name, z.Err(), p.limits.Depth)
}

// XMLError is a fault of XML as the error of a part: X163 for too many open
// elements, else X123; nil for nil.
func XMLError(part string, err *xmlscan.Error, depth int) *diag.Error {
	switch {
	case err == nil:
		return nil
	case err.Depth:
		return diag.Errorf("X163", nil, "limit", strconv.Itoa(depth)).In(part, int64(err.Offset))
	}
	return diag.Errorf("X123", cause(err.Msg)).In(part, int64(err.Offset))
}

// cause is a reason without the place, which the error has beside it.
type cause string

func (c cause) Error() string { return string(c) }
