package journal

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
)

// fsync brings a file to the disk. Tests, which nobody unplugs, do without.
var fsync = (*os.File).Sync

// Journal is a journal that is being written. It is safe for concurrent use.
type Journal struct {
	mu   sync.Mutex
	f    *os.File
	size int64 // of what is on the disk and counts

	block  []byte // the inputs of the part that is open
	inputs int
}

// Create starts a journal in a new file.
func Create(path string, h Header) (*Journal, error) {
	h.Format = Version
	b, err := line(kindRun, h)
	if err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return nil, err
	}
	j := &Journal{f: f}
	if err := j.write(b); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return j, nil
}

// Append opens a journal whose contents were read, to go on behind what
// counts.
func Append(path string, c *Contents) (*Journal, error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	j := &Journal{f: f, size: c.size}
	fi, err := f.Stat()
	if err == nil && fi.Size() > c.size {
		err = j.cut()
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return j, nil
}

// cut takes away what does not count.
func (j *Journal) cut() error { return errors.Join(j.f.Truncate(j.size), fsync(j.f)) }

// write appends whole lines and brings them to the disk. After an error the
// journal is as it was.
func (j *Journal) write(b []byte) error {
	_, err := j.f.WriteAt(b, j.size)
	if err == nil {
		err = fsync(j.f)
	}
	if err != nil {
		return errors.Join(err, j.cut())
	}
	j.size += int64(len(b))
	return nil
}

// Add notes an input of the part that is open, and gives the place of its line.
// It counts with [Journal.Part].
func (j *Journal) Add(in Input) (ref int64, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	b, err := line(kindInput, in)
	if err != nil {
		return 0, err
	}
	ref = j.size + int64(len(j.block))
	j.block = append(j.block, b...)
	j.inputs++
	return ref, nil
}

// Discard forgets the inputs of the part that is open.
func (j *Journal) Discard() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.discard()
}

func (j *Journal) discard() { j.block, j.inputs = j.block[:0], 0 }

// Part notes that a part is there, with the inputs that were added.
func (j *Journal) Part(p Part) (Held, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	h := Held{Part: p, from: j.size, to: j.size + int64(len(j.block))}
	h.Inputs, h.Check = j.inputs, checkBytes(j.block)
	b, err := line(kindPart, h.Part)
	if err != nil {
		return h, err
	}
	if err := j.write(append(j.block, b...)); err != nil {
		return h, err
	}
	j.discard()
	return h, nil
}

// Drop notes that parts go.
func (j *Journal) Drop(parts []int) error { return j.note(kindDrop, drop{parts}) }

// Begin notes that a run begins to change what was whole.
func (j *Journal) Begin(b Begin) error { return j.note(kindBegin, b) }

// End notes that all inputs are done.
func (j *Journal) End(e End) error { return j.note(kindEnd, e) }

func (j *Journal) note(kind string, v any) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	b, err := line(kind, v)
	if err != nil {
		return err
	}
	return j.write(b)
}

// Input reads the line of an input again.
func (j *Journal) Input(ref int64) (Input, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	var r io.Reader
	if ref >= j.size {
		r = bytes.NewReader(j.block[ref-j.size:])
	} else {
		r = io.NewSectionReader(j.f, ref, j.size-ref)
	}
	var in Input
	b, err := bufio.NewReaderSize(r, 512).ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(b, &in)
	}
	if err != nil {
		return in, fmt.Errorf("read journal: %w", err)
	}
	return in, nil
}

// Inputs reads the inputs of a part.
func (j *Journal) Inputs(h Held, each func(in Input, ref int64) error) error {
	r := bufio.NewReaderSize(io.NewSectionReader(j.f, h.from, h.to-h.from), 64<<10)
	for at := h.from; at < h.to; {
		b, err := r.ReadBytes('\n')
		if err != nil {
			return fmt.Errorf("read journal: %w", err)
		}
		var in Input
		if err := json.Unmarshal(b, &in); err != nil {
			return fmt.Errorf("read journal: %w", err)
		}
		if err := each(in, at); err != nil {
			return err
		}
		at += int64(len(b))
	}
	return nil
}

// Close closes the file.
func (j *Journal) Close() error { return j.f.Close() }
