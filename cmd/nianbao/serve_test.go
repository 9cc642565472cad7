package main

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/export/parquet"
	"github.com/nianbao/nianbao/export/rows"
)

// samplesIn copies samples into a folder.
func samplesIn(t *testing.T, dir string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"broken_sums_2021_word.docx", "report_2021_word.docx", "report_2019.html", "broken_row_2019_tika.txt"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "fixtures", "samples", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// run runs the program, which must end well.
func runWell(t *testing.T, args ...string) {
	t.Helper()
	var talk strings.Builder
	if status := execute(t.Context(), args, stdio{strings.NewReader(""), io.Discard, &talk}); status != exitOK {
		t.Fatalf("%v: exit status %d: %s", args, status, talk.String())
	}
}

// address is a writer that waits for the address of the page.
type address struct{ found chan string }

var opened = regexp.MustCompile(`open (http://\S+)`)

func (a address) Write(p []byte) (int, error) {
	if m := opened.FindSubmatch(p); m != nil {
		a.found <- string(m[1])
	}
	return len(p), nil
}

// serveIn serves a data set and gives the address.
func serveIn(t *testing.T, out string) string {
	t.Helper()
	a := address{make(chan string, 1)}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan int)
	go func() {
		ended <- execute(ctx, []string{"serve", "--who", "wang", out}, stdio{strings.NewReader(""), io.Discard, a})
	}()
	t.Cleanup(func() {
		stop()
		if status := <-ended; status != exitOK {
			t.Errorf("serve ended with status %d", status)
		}
	})
	select {
	case at := <-a.found:
		return at
	case <-time.After(time.Minute):
		t.Fatal("serve tells no address")
	}
	return ""
}

// inParquet is the value of a cell that only one report of the data set corrects.
func inParquet(t *testing.T, out, table, row, column string) (value float64, match string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(out, "facts", "*.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		err = parquet.Read(f, func(list []rows.FactRow) error {
			for _, r := range list {
				if r.TableKey == table && r.RowKey == row && r.ColumnKey == column && r.Match == "corrected" && r.Value != nil {
					value, match = *r.Value, r.Match
				}
			}
			return nil
		})
		_ = f.Close() // it was only read
		if err != nil {
			t.Fatal(err)
		}
	}
	return value, match
}

// TestServe corrects a value over the network as a browser would, converts again and
// finds it in the Parquet file.
func TestServe(t *testing.T) {
	t.Parallel()
	in, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	samplesIn(t, in)
	runWell(t, "convert", "--quiet", "-o", out, in)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	read := func(r *http.Response, err error) string {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		body, err := io.ReadAll(r.Body)
		if err != nil || r.StatusCode != http.StatusOK {
			t.Fatalf("%v %v: %s", r.Status, err, body)
		}
		return string(body)
	}
	opened := serveIn(t, out)
	base := opened[:strings.Index(opened, "/open")]
	list := read(client.Get(opened))
	if !strings.Contains(list, "of 4 reports") {
		t.Fatalf("the list is %s", list)
	}
	list = read(client.Get(base + "/?code=N302&year=2023"))
	report := regexp.MustCompile(`/report/[0-9a-f]{16}`).FindString(list)
	page := read(client.Get(base + report))
	token := regexp.MustCompile(`name="token" value="([^"]+)"`).FindStringSubmatch(page)[1]
	page = read(client.PostForm(base+report, url.Values{"token": {token}, "table": {"requests"}, "row": {"received"},
		"column": {"org_public_interest"}, "seen": {"9247"}, "action": {"correct"}, "value": {"9246"}, "status": {"number"}}))
	if !strings.Contains(page, `data-text="9246"`) {
		t.Errorf("the page does not show what was decided")
	}
	runWell(t, "convert", "--quiet", "-o", out, "--corrections", filepath.Join(out, correctionsName), in)
	if value, match := inParquet(t, out, "requests", "received", "org_public_interest"); value != 9246 || match != "corrected" {
		t.Errorf("the Parquet file has %g, match %s", value, match)
	}
}
