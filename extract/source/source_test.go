package source_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/nianbao/nianbao/extract/source"
)

// TestStamp: a file has another stamp once its size or its time has changed.
func TestStamp(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a.txt")
	put := func(text string, second int64) string {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, time.Unix(second, 1), time.Unix(second, 1)); err != nil {
			t.Fatal(err)
		}
		return source.File(path).Stamp
	}
	first := put("one", 1000)
	if again := put("two", 1000); again != first || first != "3-1000000000001" {
		t.Errorf("stamps %q and %q of the same size and time", first, again)
	}
	if longer, later := put("three", 1000), put("one", 1001); longer == first || later == first {
		t.Errorf("stamps %q, %q: a change of size or time was not seen", longer, later)
	}
	if s := source.File(path + ".gone").Stamp; s != "" {
		t.Errorf("a missing file has the stamp %q", s)
	}
	if s := source.Bytes("a", nil).Stamp; s != "" {
		t.Errorf("bytes in memory have the stamp %q", s)
	}
}
