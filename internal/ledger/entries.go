package ledger

import "encoding/binary"

// entry is an input.
type entry struct {
	sum  Key
	path uint64
	ref  int64
}

// entries are all inputs of a run, by number. They lie outside of the heap: the
// collector lets the heap grow to twice what is in use, and of what grows with
// the number of inputs, twice is too much.
type entries struct {
	chunks [][]byte
	n      int
}

const (
	entrySize    = 32
	entriesChunk = 4096 // entries at a time
)

func (e *entries) bytes(i int32) []byte {
	at := int(i) % entriesChunk * entrySize
	return e.chunks[i/entriesChunk][at : at+entrySize]
}

func (e *entries) at(i int32) entry {
	b := e.bytes(i)
	return entry{Key(b[:16]), binary.LittleEndian.Uint64(b[16:]), int64(binary.LittleEndian.Uint64(b[24:]))}
}

func (e *entries) set(i int32, v entry) {
	b := e.bytes(i)
	copy(b, v.sum[:])
	binary.LittleEndian.PutUint64(b[16:], v.path)
	binary.LittleEndian.PutUint64(b[24:], uint64(v.ref))
}

// add gives the number of an entry that is new.
func (e *entries) add(v entry) int32 {
	if e.n%entriesChunk == 0 {
		e.chunks = append(e.chunks, outside(entriesChunk*entrySize))
	}
	e.n++
	i := int32(e.n - 1)
	e.set(i, v)
	return i
}

// free gives the memory back. The entries are not used any more then.
func (e *entries) free() {
	for _, c := range e.chunks {
		giveBack(c)
	}
	e.chunks = nil
}
