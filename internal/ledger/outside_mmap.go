//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package ledger

import "syscall"

// outside is memory outside of the heap.
func outside(size int) []byte {
	b, err := syscall.Mmap(-1, 0, size, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil { // the system allows no more mappings
		return make([]byte, size)
	}
	return b
}

func giveBack(b []byte) {
	_ = syscall.Munmap(b) // of memory of the heap, which it refuses, nothing need be given back
}
