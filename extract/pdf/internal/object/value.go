package object

import (
	"errors"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Value is an object, or null. References are followed.
type Value struct {
	f  *File
	o  types.Object
	id int
}

// value follows references. One that leads to nothing that could be read is
// damage: a free object, which by ISO 32000-1 §7.3.10 is null, is none that a
// writer would name in what is read here.
func (f *File) value(o types.Object) (v Value) {
	v = Value{f: f}
	defer func() {
		if r := recover(); r != nil {
			f.fail(damaged(errors.New("an object of an object stream cannot be read")))
			v = Value{f: f}
		}
	}()
	for range 8 {
		ref, is := o.(types.IndirectRef)
		if !is {
			v.o = o
			return v
		}
		v.id = ref.ObjectNumber.Value()
		entry, ok := f.ctx.FindTableEntryForIndRef(&ref)
		if !ok || entry.Free || entry.Object == nil && !entry.Compressed {
			f.fail(damaged(errors.New("object " + ref.ObjectNumber.String() + " is missing or cannot be read")))
			return Value{f: f}
		}
		target, err := f.ctx.Dereference(ref)
		if err != nil {
			f.fail(damaged(err))
			return Value{f: f}
		}
		o = target
	}
	f.fail(damaged(errors.New("references lead in a circle")))
	return Value{f: f}
}

// Damaged notes that the file is damaged.
func (v Value) Damaged(why string) { v.f.fail(damaged(errors.New(why))) }

// ID is the number of the object, 0 for one that stands where it is used.
func (v Value) ID() int { return v.id }

// IsNull tells whether there is no object.
func (v Value) IsNull() bool { return v.o == nil }

func (v Value) dict() types.Dict {
	switch d := v.o.(type) {
	case types.Dict:
		return d
	case types.StreamDict:
		return d.Dict
	case *types.StreamDict:
		return d.Dict
	}
	return nil
}

// Key is the entry of a dictionary or of a stream's dictionary.
func (v Value) Key(name string) Value {
	if d := v.dict(); d != nil {
		if o, ok := d[name]; ok {
			return v.f.value(o)
		}
	}
	return Value{f: v.f}
}

// Has tells whether a dictionary has an entry.
func (v Value) Has(name string) bool { _, ok := v.dict()[name]; return ok }

// Len is the length of an array, else 0.
func (v Value) Len() int {
	a, _ := v.o.(types.Array)
	return len(a)
}

// Index is an element of an array.
func (v Value) Index(i int) Value {
	if a, ok := v.o.(types.Array); ok && i >= 0 && i < len(a) {
		return v.f.value(a[i])
	}
	return Value{f: v.f}
}

// IsArray tells whether it is an array.
func (v Value) IsArray() bool { _, ok := v.o.(types.Array); return ok }

// Name is a name, or "".
func (v Value) Name() string {
	n, _ := v.o.(types.Name)
	return string(n)
}

// IsNumber tells whether it is a number.
func (v Value) IsNumber() bool {
	switch v.o.(type) {
	case types.Integer, types.Float:
		return true
	}
	return false
}

// Number is a number, or 0.
func (v Value) Number() float64 {
	switch x := v.o.(type) {
	case types.Integer:
		return float64(x)
	case types.Float:
		return float64(x)
	}
	return 0
}

// Int is a whole number, or 0.
func (v Value) Int() int { return int(v.Number()) }

// Numbers are the numbers of an array of n of them, or nil.
func (v Value) Numbers(n int) []float64 {
	if v.Len() != n {
		return nil
	}
	out := make([]float64, n)
	for i := range out {
		x := v.Index(i)
		if !x.IsNumber() {
			return nil
		}
		out[i] = x.Number()
	}
	return out
}

// Text is a text string (ISO 32000-1 §7.9.2.2) in UTF-16 or ASCII, or "".
func (v Value) Text() string {
	var raw []byte
	switch s := v.o.(type) {
	case types.StringLiteral:
		b, err := types.Unescape(string(s))
		if err != nil {
			return ""
		}
		raw = b
	case types.HexLiteral:
		b, err := s.Bytes()
		if err != nil {
			return ""
		}
		raw = b
	}
	if len(raw) >= 2 && raw[0] == 0xFE && raw[1] == 0xFF {
		return UTF16(raw[2:])
	}
	if !utf8.Valid(raw) || strings.ContainsFunc(string(raw), func(r rune) bool { return r < ' ' }) {
		return ""
	}
	return string(raw)
}

// UTF16 reads big-endian UTF-16.
func UTF16(s []byte) string {
	if len(s) == 2 { // the usual case: one character of a map
		if r := rune(s[0])<<8 | rune(s[1]); !utf16.IsSurrogate(r) {
			return string(r)
		}
	}
	u := make([]uint16, len(s)/2)
	for i := range u {
		u[i] = uint16(s[2*i])<<8 | uint16(s[2*i+1])
	}
	return string(utf16.Decode(u))
}
