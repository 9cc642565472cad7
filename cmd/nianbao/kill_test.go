//go:build unix

package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/fixtures/bulk"
)

// scale is n, or n times what NIANBAO_SOAK says (see make soak).
func scale(n int) int {
	if k, err := strconv.Atoi(os.Getenv("NIANBAO_SOAK")); err == nil {
		return n * k
	}
	return n
}

// built is the real program: testscript's is this test.
var built = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "nianbao")
	if err != nil {
		return "", err
	}
	exe := filepath.Join(dir, "nianbao")
	if out, err := exec.Command("go", "build", "-o", exe, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	return exe, nil
})

func realProgram(t *testing.T) string {
	t.Helper()
	exe, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return exe
}

// inputs makes a folder of reports, some of them twice, and a file that fails.
func inputs(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	if err := bulk.Write(dir, bulk.Text, n); err != nil {
		t.Fatal(err)
	}
	for i := 0; i < n; i += 7 {
		name, data, err := bulk.File(bulk.Text, i)
		if err != nil {
			t.Fatal(err)
		}
		for _, to := range []string{"0-" + name, name + ".copy"} {
			if err := os.WriteFile(filepath.Join(dir, to), data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "bad.docx"), []byte("PK\x03\x04torn"), 0o666); err != nil {
		t.Fatal(err)
	}
	return dir
}

// hashes are the files of a data set without its state, by their hashes.
func hashes(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == "_nianbao" {
				return fs.SkipDir
			}
			return nil
		}
		data, err := os.ReadFile(p)
		sum := sha256.Sum256(data)
		rel, _ := filepath.Rel(dir, p)
		out[rel] = hex.EncodeToString(sum[:])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// finish runs a command to its end, which is exit status 3 for the bad file.
func finish(t *testing.T, exe string, args ...string) {
	t.Helper()
	out, err := exec.Command(exe, args...).CombinedOutput()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != exitFailed) {
		t.Fatalf("%v\n%s", err, out)
	}
}

// killed starts a command, kills it after a time, and tells whether it was
// killed before it ended.
func killed(t *testing.T, after time.Duration, exe string, args ...string) bool {
	t.Helper()
	cmd := exec.Command(exe, args...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	err := cmd.Wait()
	var exit *exec.ExitError
	return errors.As(err, &exit) && exit.ExitCode() == -1
}

// TestKilledAtAnyMoment kills the process again and again and goes on each time:
// all bytes are those of an undisturbed run.
func TestKilledAtAnyMoment(t *testing.T) {
	exe, in, dir := realProgram(t), inputs(t, scale(100)), t.TempDir()
	want := filepath.Join(dir, "want")
	start := time.Now()
	finish(t, exe, "convert", "-q", "--part-size", "10", "-o", want, in)
	whole := time.Since(start)
	r := rand.New(rand.NewPCG(1, 1))
	for range scale(1) {
		out, kills := filepath.Join(dir, "out"), 0
		if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
		for range 15 {
			if !killed(t, 20*time.Millisecond+time.Duration(r.Int64N(int64(whole/3))), exe, "convert", "-q", "--part-size", "10", "-o", out, in) {
				break
			}
			kills++
		}
		finish(t, exe, "convert", "-q", "--part-size", "10", "-o", out, in)
		if diff := cmp.Diff(hashes(t, want), hashes(t, out)); diff != "" {
			t.Fatalf("after %d kills (-undisturbed +killed):\n%s", kills, diff)
		}
		if kills < 2 {
			t.Errorf("only %d kills hit a run", kills)
		}
		t.Logf("%d kills", kills)
	}
}

// TestKilledShard runs three shards at once and kills one of them on the way.
func TestKilledShard(t *testing.T) {
	exe, in, dir := realProgram(t), inputs(t, scale(60)), t.TempDir()
	run := func(out string, kill bool) {
		done := make(chan bool)
		start := time.Now()
		for i := range 3 {
			go func() {
				args := []string{"convert", "-q", "--part-size", "10", "--shard", strconv.Itoa(i) + "/3", "-o", out, in}
				for n := 0; kill && i == 1 && n < 5; n++ {
					t.Log("killed:", killed(t, time.Duration(100+60*n)*time.Millisecond, exe, args...))
				}
				finish(t, exe, args...)
				done <- true
			}()
		}
		for range 3 {
			<-done
		}
		t.Log(time.Since(start))
		if out, err := exec.Command(exe, "commit", out).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	want, got := filepath.Join(dir, "want"), filepath.Join(dir, "got")
	run(want, false)
	run(got, true)
	if diff := cmp.Diff(hashes(t, want), hashes(t, got)); diff != "" {
		t.Errorf("(-undisturbed +killed):\n%s", diff)
	}
}

// TestFullDisk fills a small file system, makes room, and goes on. Where none
// can be mounted the largest file is limited, which fails writes just so.
func TestFullDisk(t *testing.T) {
	exe, in, dir := realProgram(t), inputs(t, 60), t.TempDir()
	want, small := filepath.Join(dir, "want"), filepath.Join(dir, "small")
	finish(t, exe, "convert", "-q", "--part-size", "10", "-o", want, in)
	if err := os.Mkdir(small, 0o777); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(small, "out")
	args := []string{"convert", "-q", "--part-size", "10", "-o", out, in}
	var msg []byte
	var err error
	if os.Geteuid() == 0 && exec.Command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small).Run() == nil {
		t.Cleanup(func() { _ = exec.Command("umount", small).Run() })
		msg, err = exec.Command(exe, args...).CombinedOutput()
		if e := exec.Command("mount", "-o", "remount,size=100m", small).Run(); e != nil {
			t.Fatal(e)
		}
	} else {
		t.Log("no small file system can be mounted: the size of files is limited instead")
		msg, err = exec.Command("bash", append([]string{"-c", `ulimit -f 40; trap '' XFSZ; exec "$@"`, "-", exe}, args...)...).CombinedOutput()
	}
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitCannotRun || !strings.Contains(string(msg), "then run the same command again") {
		t.Fatalf("%v\n%s", err, msg)
	}
	if _, err := os.Stat(filepath.Join(out, "_SUCCESS")); err == nil {
		t.Error("there is a _SUCCESS")
	}
	if left, _ := filepath.Glob(filepath.Join(out, "_nianbao", "open*", "*")); len(left) > 0 {
		t.Errorf("left %v", left)
	}
	finish(t, exe, args...)
	if diff := cmp.Diff(hashes(t, want), hashes(t, out)); diff != "" {
		t.Errorf("(-undisturbed +full):\n%s", diff)
	}
}
