package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

// What a run should keep to, in bytes: that of the program and its output, and
// that of each input under way.
const (
	memoryOfRun   = 384 << 20
	memoryOfInput = 128 << 20
)

// softMemory makes the collector work harder where a run with so many jobs (0:
// one a CPU) would take more memory than it needs: some large files at once make
// as much garbage as they take. It is no limit of what the run may take, and
// GOMEMLIMIT in the environment counts instead.
func softMemory(jobs int) {
	if os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	debug.SetMemoryLimit(memoryOfRun + int64(jobs)*memoryOfInput)
}
