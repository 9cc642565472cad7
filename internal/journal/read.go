package journal

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
)

// ErrDamaged says that a journal holds something that no crash explains.
var ErrDamaged = errors.New("the journal is damaged")

// Held is a part that the journal holds, and where its lines are.
type Held struct {
	Part
	from, to int64 // of the lines of its inputs
}

// Contents is what a journal says.
type Contents struct {
	Header Header
	// Parts are those that no later line takes away, in the order of their lines.
	Parts []Held
	// Gone are the parts that were replaced or dropped: their files may still
	// be there if a run died.
	Gone []Held
	// Last is the greatest part number so far, or -1.
	Last int
	// End is nil if the last run did not come to its end. Adding says that
	// after an end only runs began that add.
	End    *End
	Base   *End
	Adding bool

	size int64 // of what counts
}

// Read reads a journal. each, if not nil, is called for every input of every
// part, also of parts that later lines take away, with the place of its line.
func Read(path string, each func(in Input, part int, ref int64) error) (*Contents, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // it was only read
	c, err := readFrom(bufio.NewReaderSize(f, 1<<20), each)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return c, nil
}

func readFrom(in *bufio.Reader, each func(Input, int, int64) error) (*Contents, error) {
	r := reader{in: in, each: each, c: Contents{Last: -1}, names: map[string]bool{}}
	if err := r.all(); err != nil {
		return nil, err
	}
	return &r.c, nil
}

// pending is an input whose part has not come yet.
type pending struct {
	in  Input
	ref int64
}

type reader struct {
	in   *bufio.Reader
	each func(Input, int, int64) error
	c    Contents
	at   int64 // of the next line
	// of the block that is open:
	from  int64
	block []pending
	check hash.Hash
	torn  error           // the first line that makes no sense
	names map[string]bool // of all files so far
}

func (r *reader) all() error {
	r.check = sha256.New()
	for n := 1; ; n++ {
		b, err := r.in.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			if r.c.Header.Format == 0 {
				return fmt.Errorf("%w: it has no first line", ErrDamaged)
			}
			return nil // what is left of a line that was torn does not count
		}
		if err != nil {
			return err
		}
		if err := r.line(b, n); err != nil {
			return err
		}
		r.at += int64(len(b))
	}
}

// line takes a line. A line that makes no sense is the beginning of a torn end,
// unless a whole part or end follows.
func (r *reader) line(b []byte, n int) error {
	kind := kindOf(b)
	var err error
	switch {
	case n == 1:
		return r.first(b)
	case kind == kindInput:
		err = r.input(b)
	case r.torn != nil:
		if kind != "" && json.Valid(b) && kind != kindPart {
			return r.torn
		}
		if kind == kindPart && r.part(b) == nil {
			return r.torn
		}
	case kind == kindPart:
		err = r.part(b)
	default:
		err = r.other(kind, b)
	}
	if err != nil && r.torn == nil {
		r.torn = fmt.Errorf("%w at line %d: %w", ErrDamaged, n, err)
	}
	if stop, ok := errors.AsType[stopError](err); ok {
		return stop.error
	}
	return nil
}

func (r *reader) first(b []byte) error {
	if kindOf(b) != kindRun || json.Unmarshal(b, &r.c.Header) != nil {
		return fmt.Errorf("%w: its first line is none of a journal", ErrDamaged)
	}
	if r.c.Header.Format != Version {
		return fmt.Errorf("the journal has format %d, this program knows %d", r.c.Header.Format, Version)
	}
	if err := r.c.Header.Shard.check(); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	r.settle(b)
	return nil
}

// settle notes that all up to the end of line b counts.
func (r *reader) settle(b []byte) {
	r.c.size = r.at + int64(len(b))
	r.from, r.block = r.c.size, r.block[:0]
	r.check.Reset()
}

func (r *reader) input(b []byte) error {
	var in Input
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	if err := in.check(); err != nil {
		return err
	}
	r.check.Write(b)
	r.block = append(r.block, pending{in, r.at})
	return nil
}

// stopError is an error of the caller's function.
type stopError struct{ error }

func (r *reader) part(b []byte) error {
	h := Held{from: r.from, to: r.at}
	err := json.Unmarshal(b, &h.Part)
	if err == nil && (h.Inputs != len(r.block) || h.Check != checkOf(r.check)) {
		err = fmt.Errorf("the inputs of part %d are not those that were written", h.Number)
	}
	if err == nil {
		err = r.checkPart(&h.Part)
	}
	if err != nil {
		r.block = r.block[:0]
		r.check.Reset()
		return err
	}
	r.c.remove(h.Replaces)
	r.c.Parts = append(r.c.Parts, h)
	r.c.Last = max(r.c.Last, h.Number)
	r.c.End = nil
	if r.each != nil {
		for _, p := range r.block {
			if err := r.each(p.in, h.Number, p.ref); err != nil {
				return stopError{err}
			}
		}
	}
	r.settle(b)
	return nil
}

func checkOf(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)[:16]) }

func checkBytes(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:16])
}

func (r *reader) other(kind string, b []byte) error {
	if len(r.block) > 0 {
		return fmt.Errorf("inputs without a part")
	}
	var err error
	switch kind {
	case kindDrop:
		var d drop
		if err = json.Unmarshal(b, &d); err == nil {
			r.c.remove(d.Parts)
			r.c.End = nil
		}
	case kindBegin:
		var v Begin
		if err = json.Unmarshal(b, &v); err == nil {
			r.c.begin(v)
		}
	case kindEnd:
		e := new(End)
		if err = json.Unmarshal(b, e); err == nil {
			r.c.End, r.c.Base = e, e
		}
	default:
		err = errors.New("not a line of a journal")
	}
	if err == nil {
		r.settle(b)
	}
	return err
}

func (c *Contents) begin(b Begin) {
	c.End = nil
	if !b.Adding {
		c.Base = nil
	}
}

func (c *Contents) remove(numbers []int) {
	for _, n := range numbers {
		for i, p := range c.Parts {
			if p.Number == n {
				c.Gone = append(c.Gone, p)
				c.Parts = append(c.Parts[:i:i], c.Parts[i+1:]...)
				break
			}
		}
	}
}

// ReadHeader reads the first line of a journal.
func ReadHeader(path string) (Header, error) {
	f, err := os.Open(path)
	if err != nil {
		return Header{}, err
	}
	defer func() { _ = f.Close() }() // it was only read
	r := reader{check: sha256.New()}
	b, err := bufio.NewReader(f).ReadBytes('\n')
	if err == nil {
		err = r.first(b)
	} else if errors.Is(err, io.EOF) {
		err = fmt.Errorf("%w: it has no first line", ErrDamaged)
	}
	if err != nil {
		return Header{}, fmt.Errorf("%s: %w", path, err)
	}
	return r.c.Header, nil
}
