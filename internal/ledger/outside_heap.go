//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package ledger

// outside is memory of the heap, where no other is to be had in the same way.
func outside(size int) []byte { return make([]byte, size) }

func giveBack([]byte) {}
