package ledger

// index finds entries by a hash, in 5 to 10 bytes an entry. What it compares it
// leaves to the caller, who has the entries.
type index struct {
	slots []int32 // number of an entry plus one, or 0; a power of two of them
	n     int
}

const leastSlots = 1024

// find gives the entry with a hash that same tells to, or -1.
func (x *index) find(hash uint64, same func(i int32) bool) int32 {
	if len(x.slots) == 0 {
		return -1
	}
	if i := x.slots[x.slot(hash, same)]; i != 0 {
		return i - 1
	}
	return -1
}

// slot is where an entry stands or would stand.
func (x *index) slot(hash uint64, same func(i int32) bool) uint64 {
	mask := uint64(len(x.slots) - 1)
	at := hash & mask
	for x.slots[at] != 0 && !same(x.slots[at]-1) {
		at = (at + 1) & mask
	}
	return at
}

// put adds an entry, in place of that which same tells to. hashOf is the hash of
// any entry of the index.
func (x *index) put(hash uint64, i int32, same func(i int32) bool, hashOf func(i int32) uint64) {
	const full, of = 7, 8
	if x.n*of >= len(x.slots)*full {
		x.grow(hashOf)
	}
	at := x.slot(hash, same)
	if x.slots[at] == 0 {
		x.n++
	}
	x.slots[at] = i + 1
}

func (x *index) grow(hashOf func(i int32) uint64) {
	old := x.slots
	x.slots = make([]int32, max(leastSlots, 2*len(old)))
	for _, i := range old {
		if i != 0 {
			x.slots[x.slot(hashOf(i-1), func(int32) bool { return false })] = i
		}
	}
}
