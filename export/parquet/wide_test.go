package parquet_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	pq "github.com/parquet-go/parquet-go"

	"github.com/nianbao/nianbao/export/internal/sample"
	"github.com/nianbao/nianbao/export/parquet"
	"github.com/nianbao/nianbao/export/rows"
)

func samplePanel(t *testing.T) *rows.Panel {
	t.Helper()
	p, err := rows.NewPanel(sample.Variables())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// panelFile writes the panel of n reports.
func panelFile(t *testing.T, p *rows.Panel, n int) []byte {
	t.Helper()
	var buf bytes.Buffer
	w, err := parquet.NewWide(&buf, p.Table)
	if err != nil {
		t.Fatal(err)
	}
	set := rows.NewSet(p)
	for i := range n {
		set.Flatten(sample.Report(i))
		if err := w.Write(set.Panel); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestWideSchema(t *testing.T) {
	t.Parallel()
	p := samplePanel(t)
	f, err := pq.OpenFile(bytes.NewReader(panelFile(t, p, 2)), int64(len(panelFile(t, p, 2))))
	if err != nil {
		t.Fatal(err)
	}
	got := f.Schema().String()
	for _, want := range []string{
		"required binary report_id (STRING)", "optional int32 year (INT(32,true))", "optional binary published (STRING)", "required int32 checks_held (INT(32,true))",
		"optional double checks_share", "optional double req_granted_nat",
	} {
		if !strings.Contains(got, want+";") {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	var names []string
	for _, f := range p.Table.Fields {
		names = append(names, f.Name)
	}
	var have []string
	for _, path := range f.Schema().Columns() {
		have = append(have, path[0])
	}
	if diff := cmp.Diff(names, have); diff != "" {
		t.Errorf("order of columns (-want +got):\n%s", diff)
	}
	if n := f.NumRows(); n != 2 {
		t.Errorf("%d rows", n)
	}
}

// TestWideCopies reads files of no row, of one and of more than a row group, and
// writes their rows again: the bytes are the same.
func TestWideCopies(t *testing.T) {
	t.Parallel()
	p := samplePanel(t)
	for _, n := range []int{0, 1, 3, 64, 65, 4096, 4200} {
		first := panelFile(t, p, n)
		path := filepath.Join(t.TempDir(), "a.parquet")
		if err := os.WriteFile(path, first, 0o666); err != nil {
			t.Fatal(err)
		}
		in, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer in.Close()
		var again bytes.Buffer
		w, err := parquet.NewWide(&again, p.Table)
		if err != nil {
			t.Fatal(err)
		}
		i := 0
		err = parquet.ReadWide(in, p.Table, func(id string, row parquet.Row) error {
			if want := sample.Report(i).ReportID; id != want {
				t.Errorf("row %d is of %s, want %s", i, id, want)
			}
			if i == 0 && !strings.Contains(row.String(), " 22 0 <null> <null> 9.617125e+08 <null>") {
				t.Errorf("0 and null: %s", row)
			}
			i++
			return w.WriteRow(row)
		})
		if err != nil || i != n {
			t.Fatalf("%d rows of %d: %v", i, n, err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, again.Bytes()) {
			t.Errorf("%d rows: a copy differs", n)
		}
	}
}

func TestReadWideRefusesOtherColumns(t *testing.T) {
	t.Parallel()
	p := samplePanel(t)
	path := filepath.Join(t.TempDir(), "a.parquet")
	if err := os.WriteFile(path, panelFile(t, p, 1), 0o666); err != nil {
		t.Fatal(err)
	}
	in, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	other, err := rows.NewPanel(sample.Variables()[1:])
	if err != nil {
		t.Fatal(err)
	}
	if err := parquet.ReadWide(in, other.Table, func(string, parquet.Row) error { return nil }); err == nil {
		t.Error("no error")
	}
}
