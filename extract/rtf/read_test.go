package rtf_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/internal/doctest"
	"github.com/nianbao/nianbao/extract/rtf"
)

var (
	update = flag.Bool("update", false, "rewrite the expected output in testdata")
	files  = flag.String("files", "", "write the fixtures into this folder, to open them with Word or LibreOffice")
)

// TestFixtures reads the files of testdata: each has input.rtf and, as
// out/document.txt, what the reader makes of it.
func TestFixtures(t *testing.T) {
	t.Parallel()
	doctest.Golden(t, "out/document.txt", *update, func(t *testing.T, ar *txtar.Archive) string {
		data := ar.Files[0].Data
		if *files != "" {
			if err := os.WriteFile(filepath.Join(*files, filepath.Base(t.Name())+".rtf"), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if !rtf.Sniff(data) {
			t.Error("not told to be RTF")
		}
		return doctest.Show(rtf.Read(context.Background(), data, rtf.Options{}))
	})
}

func TestLimits(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, data string
		limits     document.Limits
		want       diag.Code
	}{
		{"cells", `{\rtf1 ` + strings.Repeat(`\trowd\cellx9\intbl a\cell\row`, 20) + `}`, document.Limits{Cells: 10}, "X164"},
		{"text", `{\rtf1 ` + strings.Repeat(`text\par `, 20) + `}`, document.Limits{Text: 10}, "X168"},
		{"groups", `{\rtf1 ` + strings.Repeat(`{`, 5000) + strings.Repeat(`}`, 5000) + `}`, document.Limits{}, "X104"},
	}
	for _, tc := range tests {
		_, err := rtf.Read(t.Context(), []byte(tc.data), rtf.Options{Document: tc.limits})
		if e, ok := errors.AsType[*diag.Error](err); !ok || e.Code != tc.want {
			t.Errorf("%s: error = %v, want %s", tc.name, err, tc.want)
		}
	}
}

func TestNoRTF(t *testing.T) {
	t.Parallel()
	_, err := rtf.Read(t.Context(), []byte("}"), rtf.Options{})
	if e, ok := errors.AsType[*diag.Error](err); !ok || e.Code != "X154" {
		t.Errorf("error = %v, want X154", err)
	}
}

func TestContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := rtf.Read(ctx, []byte(`{\rtf1 a}`), rtf.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error = %v", err)
	}
}

func TestSniff(t *testing.T) {
	t.Parallel()
	for data, want := range map[string]bool{
		`{\rtf1}`: true, "\xef\xbb\xbf{\\rtf1}": true, " \r\n{\\rtf": true, `{rtf1}`: false, "": false, `a{\rtf1}`: false,
	} {
		if got := rtf.Sniff([]byte(data)); got != want {
			t.Errorf("Sniff(%q) = %v", data, got)
		}
	}
}

// FuzzRead reads any bytes. Whatever comes, it does not panic, every cell covers
// the places that it claims, and reading twice gives the same.
func FuzzRead(f *testing.F) {
	for _, ar := range doctest.Fixtures(f) {
		f.Add(ar.Files[0].Data)
	}
	opts := rtf.Options{Document: document.Limits{Blocks: 5000, Cells: 5000, Rows: 500, Cols: 60, Places: 50_000, Depth: 10, Text: 1 << 20}}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := rtf.Read(context.Background(), data, opts)
		again, err2 := rtf.Read(context.Background(), data, opts)
		if !reflect.DeepEqual(doc, again) || (err == nil) != (err2 == nil) {
			t.Error("read twice, and not the same")
		}
		if err != nil {
			if _, ok := errors.AsType[*diag.Error](err); !ok {
				t.Errorf("error of no code: %v", err)
			}
			return
		}
		doctest.Check(t, doc)
	})
}

func BenchmarkRead(b *testing.B) {
	var table strings.Builder
	for i := range 200 {
		fmt.Fprintf(&table, `{\trowd\trgaph108\trleft-108\cellx2000\cellx4000\cellx8000\pard\plain\intbl\f0\fs24 \'b1\'a8\'b8\'e6 %d\cell \u20107?\u20214?\cell {\f0 %d}\cell\row}`, i, i)
	}
	data := []byte(`{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}` + table.String() + `}`)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := rtf.Read(context.Background(), data, rtf.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
