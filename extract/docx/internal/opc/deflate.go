package opc

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// errUnusual says that [inflater] gives up: the data are damaged, or their end
// is not where it should be. The library then finds out what it is.
var errUnusual = errors.New("unusual deflate data")

// errLimit says that more came out than allowed.
var errLimit = errors.New("limit passed")

// inflater inflates DEFLATE data (RFC 1951) that lie in memory whole, straight
// into the memory of the result. Libraries inflate streams: byte by byte from a
// reader, into a window that is copied out. Parts of documents are mostly long
// matches, and here each is one copy.
type inflater struct {
	src []byte
	pos int    // next byte of src
	buf uint64 // bits taken from src, the next one lowest
	n   int    // number of bits in buf; below 0 once more were used than there are

	out []byte
	at  int // bytes of out that are done
	// stop is how far at may go until more is called; out has room for
	// longestMatch behind it.
	stop    int
	limit   int
	stopped func() error

	lengths  [maxLitLen + maxDist]uint8
	codeLens huffman
	litLens  huffman
	dists    huffman
}

const (
	maxLitLen = 288
	maxDist   = 32
	endBlock  = 256
	// longestMatch is the room that must be left in out behind stop.
	longestMatch = 258
)

// inflate inflates src into the memory of buf, or into new memory if that is too
// small for the expected size. It is errLimit if more than limit bytes come out.
// stopped is asked now and then, and ends the work with its error.
func (f *inflater) inflate(src, buf []byte, expected, limit int, stopped func() error) ([]byte, error) {
	f.src, f.pos, f.buf, f.n = src, 0, 0, 0
	f.out, f.at, f.stop, f.limit, f.stopped = buf[:cap(buf)], 0, -1, limit, stopped
	if len(f.out) < expected+longestMatch {
		f.out = make([]byte, expected+longestMatch)
	}
	err := f.run()
	if err == nil && f.at > limit {
		err = errLimit
	}
	out := f.out[:min(f.at, len(f.out))]
	f.src, f.out, f.stopped = nil, nil, nil
	return out, err
}

// more sees to it that at may go on: there is room, the limit is not passed, and
// nobody wants to stop.
func (f *inflater) more() error {
	if f.at > f.limit {
		return errLimit
	}
	if err := f.stopped(); err != nil {
		return err
	}
	if len(f.out)-longestMatch < f.at {
		out := make([]byte, 2*len(f.out)+longestMatch)
		copy(out, f.out[:f.at])
		f.out = out
	}
	f.stop = min(len(f.out)-longestMatch, f.at+chunk, f.limit)
	return nil
}

// refill fills the buffer up to 56 bits or more, if there are as many. At the end
// of the data zeros follow, for which n does not count.
func (f *inflater) refill() {
	if f.pos+8 <= len(f.src) {
		f.buf |= binary.LittleEndian.Uint64(f.src[f.pos:]) << (f.n & 63)
		f.pos += (63 - f.n) >> 3
		f.n |= 56
		return
	}
	for f.n <= 56 && f.pos < len(f.src) {
		f.buf |= uint64(f.src[f.pos]) << (f.n & 63)
		f.pos++
		f.n += 8
	}
}

// take takes up to 16 bits, of which refill has seen to it that they are there.
func (f *inflater) take(n int) int {
	v := int(f.buf & (1<<n - 1))
	f.buf >>= n
	f.n -= n
	return v
}

// run inflates all blocks.
func (f *inflater) run() error {
	for {
		f.refill()
		final, kind := f.take(1), f.take(2)
		var err error
		switch kind {
		case 0:
			err = f.stored()
		case 1:
			f.fixed()
			err = f.block()
		case 2:
			if err = f.dynamic(); err == nil {
				err = f.block()
			}
		default:
			err = errUnusual
		}
		if err != nil || final == 1 {
			return err
		}
	}
}

// stored copies a block that is not compressed (RFC 1951 §3.2.4).
func (f *inflater) stored() error {
	f.take(f.n & 7)
	f.refill()
	size, check := f.take(16), f.take(16)
	if f.n < 0 || size != ^check&0xffff {
		return errUnusual
	}
	from := f.pos - f.n/8 // bytes in the buffer are not used yet
	if from+size > len(f.src) {
		return errUnusual
	}
	rest := f.src[from : from+size]
	f.pos, f.buf, f.n = from+size, 0, 0
	for len(rest) > 0 {
		if f.at > f.stop {
			if err := f.more(); err != nil {
				return err
			}
		}
		n := copy(f.out[f.at:min(f.at+longestMatch, len(f.out))], rest)
		f.at += n
		rest = rest[n:]
	}
	return nil
}

// fixed sets the codes of RFC 1951 §3.2.6.
func (f *inflater) fixed() {
	l := f.lengths[:maxLitLen]
	for i := range l {
		switch {
		case i < 144:
			l[i] = 8
		case i < 256:
			l[i] = 9
		case i < 280:
			l[i] = 7
		default:
			l[i] = 8
		}
	}
	f.litLens.init(l, litLenBits, litLenValue)
	for i := range maxDist {
		l[i] = 5
	}
	f.dists.init(l[:maxDist], distBits, distValue)
}

// codeOrder is the order in which the lengths of the codes for code lengths
// stand.
var codeOrder = [19]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// dynamic reads the codes of a block (RFC 1951 §3.2.7).
func (f *inflater) dynamic() error {
	f.refill()
	litLens, dists, codes := f.take(5)+257, f.take(5)+1, f.take(4)+4
	if litLens > 286 || dists > 30 {
		return errUnusual
	}
	clear(f.lengths[:19])
	for _, c := range codeOrder[:codes] {
		f.refill()
		f.lengths[c] = uint8(f.take(3))
	}
	if !f.codeLens.init(f.lengths[:19], 7, plainValue) {
		return errUnusual
	}
	l := f.lengths[:litLens+dists]
	for i := 0; i < len(l); {
		f.refill()
		e := f.codeLens.table[f.buf&(1<<7-1)]
		f.take(int(e & lenMask))
		var value uint8
		times := 1
		switch sym := e >> valueShift; {
		case e == 0 || f.n < 0:
			return errUnusual
		case sym < 16:
			value = uint8(sym)
		case sym == 16 && i > 0:
			value, times = l[i-1], 3+f.take(2)
		case sym == 17:
			times = 3 + f.take(3)
		case sym == 18:
			times = 11 + f.take(7)
		default:
			return errUnusual
		}
		if i+times > len(l) {
			return errUnusual
		}
		for range times {
			l[i] = value
			i++
		}
	}
	if f.n < 0 || l[endBlock] == 0 ||
		!f.litLens.init(l[:litLens], litLenBits, litLenValue) || !f.dists.init(l[litLens:], distBits, distValue) {
		return errUnusual
	}
	return nil
}

// block inflates the symbols of a block up to its end. This is where the time
// goes: the state lies in variables, which registers hold, and refill is written
// out.
func (f *inflater) block() error {
	src, pos, buf, n := f.src, f.pos, f.buf, f.n
	lits := (*[1 << litLenBits]uint32)(f.litLens.table)
	dists := (*[1 << distBits]uint32)(f.dists.table)
	for {
		if f.at > f.stop {
			if err := f.more(); err != nil {
				return err
			}
		}
		// A length takes at most 15 + 5 bits, a distance 15 + 13.
		if n < 48 {
			if pos+8 <= len(src) {
				buf |= binary.LittleEndian.Uint64(src[pos:]) << (n & 63)
				pos += (63 - n) >> 3
				n |= 56
			} else {
				f.pos, f.buf, f.n = pos, buf, n
				f.refill()
				pos, buf, n = f.pos, f.buf, f.n
			}
		}
		e := lits[buf&(1<<litLenBits-1)]
		if e&kindMask == kindMore {
			e = f.litLens.deeper(e, buf>>litLenBits)
		}
		buf >>= e & lenMask
		n -= int(e & lenMask)
		if e&kindMask == kindLiteral && n >= 0 {
			f.out[f.at] = byte(e >> valueShift)
			f.at++
			continue
		}
		if e&kindMask != kindBase {
			if e == 0 || n < 0 {
				return errUnusual
			}
			f.pos, f.buf, f.n = pos, buf, n
			return nil // the end of the block
		}
		extra := e >> extraShift & 15
		length := int(e>>valueShift) + int(buf&(1<<extra-1))
		buf >>= extra
		n -= int(extra)
		e = dists[buf&(1<<distBits-1)]
		if e&kindMask == kindMore {
			e = f.dists.deeper(e, buf>>distBits)
		}
		buf >>= e & lenMask
		extra = e >> extraShift & 15
		dist := int(e>>valueShift) + int(buf&(1<<extra-1))
		buf >>= extra
		n -= int(e&lenMask + extra)
		if e == 0 || n < 0 || dist > f.at {
			return errUnusual
		}
		f.match(length, dist)
	}
}

// match copies what stands dist bytes before. If that is less than length, the
// copy repeats itself: each step doubles what there is to copy from.
func (f *inflater) match(length, dist int) {
	from, to := f.at-dist, f.at
	f.at += length
	for to < f.at {
		to += copy(f.out[to:f.at], f.out[from:to])
	}
}

// huffman is a code, as a table by the next bits of the data: one for the first
// bits, and behind it smaller ones for codes that are longer.
type huffman struct {
	first int // bits of the first table
	table []uint32
}

// An entry of a table says how many bits it takes, of what kind it is, how many
// extra bits follow, and the value: a literal, the base of a length or distance,
// or the place of a further table, of which "extra" is the bits. 0 is no code.
const (
	lenMask     = 1<<4 - 1
	extraShift  = 4
	kindMask    = 3 << 8
	kindEnd     = 0 << 8
	kindLiteral = 1 << 8
	kindBase    = 2 << 8
	kindMore    = 3 << 8
	valueShift  = 10

	litLenBits = 11
	distBits   = 8
	maxBits    = 15
)

func plainValue(sym int) uint32 { return uint32(sym)<<valueShift | kindLiteral }

// litLenValue is the entry of a literal or a length, without its bits; 0 for
// symbols that must not occur.
func litLenValue(sym int) uint32 {
	switch {
	case sym < endBlock:
		return uint32(sym)<<valueShift | kindLiteral
	case sym == endBlock:
		return kindEnd
	case sym < 265:
		return uint32(sym-254)<<valueShift | kindBase
	case sym < 285:
		extra := uint32(sym-261) / 4
		base := 3 + (4+uint32(sym-261)%4)<<extra
		return base<<valueShift | extra<<extraShift | kindBase
	case sym == 285:
		return longestMatch<<valueShift | kindBase
	}
	return invalid
}

func distValue(sym int) uint32 {
	switch {
	case sym < 4:
		return uint32(sym+1)<<valueShift | kindBase
	case sym < 30:
		extra := uint32(sym-2) / 2
		base := 1 + (2+uint32(sym)%2)<<extra
		return base<<valueShift | extra<<extraShift | kindBase
	}
	return invalid
}

// invalid is the value of symbols that have codes and no meaning.
const invalid = ^uint32(0)

// init makes the table of the code whose symbols have these lengths. It is false
// for a code that is not complete; one of a single symbol needs one bit only.
func (h *huffman) init(lengths []uint8, first int, value func(sym int) uint32) bool {
	var count, next [maxBits + 2]int
	longest := 0
	for _, n := range lengths {
		count[n]++
		longest = max(longest, int(n))
	}
	count[0] = 0
	code, room := 0, 1<<maxBits
	for n := 1; n <= maxBits; n++ {
		code = (code + count[n-1]) << 1
		next[n] = code
		room -= count[n] << (maxBits - n)
	}
	single := longest == 1 && count[1] == 1
	if room != 0 && !single && longest > 0 || room < 0 {
		return false
	}
	h.first = first
	h.table = append(h.table[:0], make([]uint32, 1<<first)...)
	for sym, n := range lengths {
		if n == 0 {
			continue
		}
		c := int(bits.Reverse16(uint16(next[n]))) >> (16 - n)
		next[n]++
		if e := value(sym); e != invalid {
			h.set(c, int(n), e, longest-first)
		}
	}
	return true
}

// set puts an entry at all places whose lowest n bits are the code. Codes longer
// than the first table have a further one, of deep bits.
func (h *huffman) set(code, n int, e uint32, deep int) {
	if n <= h.first {
		for i := code; i < 1<<h.first; i += 1 << n {
			h.table[i] = e | uint32(n)
		}
		return
	}
	at := &h.table[code&(1<<h.first-1)]
	if *at == 0 {
		*at = uint32(len(h.table))<<valueShift | uint32(deep)<<extraShift | kindMore
		h.table = append(h.table, make([]uint32, 1<<deep)...)
		at = &h.table[code&(1<<h.first-1)]
	}
	further := h.table[*at>>valueShift:]
	for i := code >> h.first; i < 1<<deep; i += 1 << (n - h.first) {
		further[i] = e | uint32(n)
	}
}

// deeper is the entry of a code longer than the first table, of which rest are
// the bits behind that.
func (h *huffman) deeper(e uint32, rest uint64) uint32 {
	return h.table[uint64(e>>valueShift)+rest&(1<<(e>>extraShift&15)-1)]
}
