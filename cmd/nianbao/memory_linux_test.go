package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"github.com/nianbao/nianbao/fixtures/bulk"
)

// Memory of a run, whatever the number of inputs: MiB at most, and how many times
// that of a run of one part.
const (
	residentMiB = 300
	growth      = 1.2
)

// TestMemoryIsBounded converts many distinct reports with the real process. How
// memory grows shows only in long runs: make soak has 100,000 reports beside
// 2,000.
func TestMemoryIsBounded(t *testing.T) {
	exe, dir := realProgram(t), t.TempDir()
	few, many := 100, 500
	k, err := strconv.Atoi(os.Getenv("NIANBAO_SOAK"))
	if soak := err == nil; soak {
		few, many = 2_000, 10_000*k
	}
	var peaks []int64
	for _, n := range []int{few, many} {
		in := filepath.Join(dir, strconv.Itoa(n))
		if err := bulk.Write(in, bulk.Text, n); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(exe, "convert", "-q", "-o", in+".out", in)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
		peaks = append(peaks, usage.Maxrss>>10)
		t.Logf("%d reports: %d MiB resident at most, %v of CPU", n, usage.Maxrss>>10,
			cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
		if usage.Maxrss>>10 > residentMiB {
			t.Errorf("more than %d MiB", residentMiB)
		}
	}
	if ratio := float64(peaks[1]) / float64(peaks[0]); many >= 100_000 && ratio > growth {
		t.Errorf("%.2f times the memory for %d times the reports, want %.1f", ratio, many/few, growth)
	}
}
