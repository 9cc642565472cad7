package pipeline

import "encoding/binary"

// paths keeps the paths of a run by their number, each as what differs from the
// one before: a dozen bytes for most.
type paths struct {
	text   []byte // for each: length shared with the one before, length of the rest, the rest
	starts []int  // of every chunkOf-th, which shares nothing
	last   string
	n      int
}

const chunkOf = 16

// add keeps a path and gives its number.
func (p *paths) add(path string) int64 {
	shared := 0
	if p.n%chunkOf == 0 {
		p.starts = append(p.starts, len(p.text))
	} else {
		for shared < min(len(path), len(p.last)) && path[shared] == p.last[shared] {
			shared++
		}
	}
	p.text = binary.AppendUvarint(p.text, uint64(shared))
	p.text = binary.AppendUvarint(p.text, uint64(len(path)-shared))
	p.text = append(p.text, path[shared:]...)
	p.last = path
	p.n++
	return int64(p.n - 1)
}

// at gives the path with a number.
func (p *paths) at(number int64) string {
	rest := p.text[p.starts[number/chunkOf]:]
	length := func() int {
		n, size := binary.Uvarint(rest)
		rest = rest[size:]
		return int(n)
	}
	var path []byte
	for range number%chunkOf + 1 {
		shared := length()
		n := length()
		path = append(path[:shared], rest[:n]...)
		rest = rest[n:]
	}
	return string(path)
}
