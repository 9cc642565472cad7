package parquet_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	pq "github.com/parquet-go/parquet-go"

	"github.com/nianbao/nianbao/export/internal/sample"
	"github.com/nianbao/nianbao/export/parquet"
	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/normalize/schema"
)

// file writes lists of rows and opens the file that they make.
func file[T any](t *testing.T, table *rows.Table, lists ...[]T) (*pq.File, []byte) {
	t.Helper()
	var buf bytes.Buffer
	w, err := parquet.New[T](&buf, table)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lists {
		if err := w.Write(l, 100*len(l)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := pq.OpenFile(bytes.NewReader(buf.Bytes()), int64(buf.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return f, buf.Bytes()
}

func flat(t *testing.T, n int) *rows.Set {
	t.Helper()
	s := new(rows.Set)
	s.Flatten(sample.Report(n))
	return s
}

// roundTrip compares rows with what is read back of them.
func roundTrip[T any](t *testing.T, table *rows.Table, want []T) {
	t.Helper()
	_, data := file(t, table, want)
	got, err := pq.Read[T](bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", table.Name, diff)
	}
}

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	s := flat(t, 1)
	roundTrip(t, rows.Reports, s.Report[:])
	roundTrip(t, rows.Facts, s.Facts)
	roundTrip(t, rows.UnmappedCells, s.Unmapped)
	roundTrip(t, rows.Sections, s.Sections)
	roundTrip(t, rows.Findings, s.Findings)
}

// TestNullIsNotZero reads the values of columns as they lie in the file: a
// reading into Go structs could not tell a NULL from a zero.
func TestNullIsNotZero(t *testing.T) {
	t.Parallel()
	f, _ := file(t, rows.Facts, flat(t, 0).Facts)
	tests := []struct {
		column string
		want   []string
	}{
		{"value", []string{"22", "0", "<null>", "<null>", "96171.25", "1176"}},
		{"column_label", []string{"自然人", "商业企业", "<null>", "总计", "本年收费金额", "<null>"}},
		{"raw", []string{"22", "0", "", "见附件", "96171.25（含罚没）", "1176余"}},
		{"note", []string{"<null>", "<null>", "<null>", "<null>", "含罚没", "<null>"}},
		{"pos_block", []string{"4", "4", "4", "4", "2", "1"}},
		{"pos_row", []string{"5", "5", "5", "5", "14", "<null>"}},
	}
	for _, tc := range tests {
		t.Run(tc.column, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, column(t, f, tc.column)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestOptionalValueFields pins how parquet-go takes optional fields, on which
// the row types are built.
func TestOptionalValueFields(t *testing.T) {
	t.Parallel()
	type row struct {
		Value   float64  `parquet:"value,optional"`
		Pointer *float64 `parquet:"pointer,optional"`
		Text    string   `parquet:"text,optional"`
	}
	zero := 0.0
	var buf bytes.Buffer
	if err := pq.Write(&buf, []row{{0, &zero, ""}, {1, nil, "x"}}); err != nil {
		t.Fatal(err)
	}
	f, err := pq.OpenFile(bytes.NewReader(buf.Bytes()), int64(buf.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]string{
		"value":   {"<null>", "1"}, // the trap: 0 is written as NULL
		"pointer": {"0", "<null>"},
		"text":    {"<null>", "x"},
	} {
		if diff := cmp.Diff(want, column(t, f, name)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// column reads all values of one column.
func column(t *testing.T, f *pq.File, name string) []string {
	t.Helper()
	leaf, ok := f.Schema().Lookup(name)
	if !ok {
		t.Fatalf("no column %s", name)
	}
	var out []string
	for _, group := range f.RowGroups() {
		pages := group.ColumnChunks()[leaf.ColumnIndex].Pages()
		for {
			p, err := pages.ReadPage()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			values := make([]pq.Value, p.NumValues())
			if _, err := p.Values().ReadValues(values); err != nil && !errors.Is(err, io.EOF) {
				t.Fatal(err)
			}
			for _, v := range values {
				out = append(out, v.String())
			}
		}
		if err := pages.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func TestSchema(t *testing.T) {
	t.Parallel()
	f, _ := file(t, rows.Facts, flat(t, 0).Facts)
	const want = `message FactRow {
	required binary report_id (STRING);
	optional int32 year (INT(32,true));
	optional binary form (STRING);
	required binary table_key (STRING);
	required binary row_key (STRING);
	required binary column_key (STRING);
	optional binary row_label (STRING);
	optional binary column_label (STRING);
	optional double value;
	required binary status (STRING);
	required binary unit (STRING);
	required binary raw (STRING);
	optional binary note (STRING);
	optional binary context (STRING);
	required binary match (STRING);
	optional int32 pos_block (INT(32,true));
	optional int32 pos_row (INT(32,true));
	optional int32 pos_col (INT(32,true));
	optional int32 pos_page (INT(32,true));
	optional double pos_left;
	optional double pos_top;
	optional double pos_right;
	optional double pos_bottom;
}`
	if diff := cmp.Diff(want, strings.TrimSpace(f.Schema().String())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMetadata(t *testing.T) {
	t.Parallel()
	f, _ := file(t, rows.Facts, flat(t, 0).Facts)
	if got, want := f.Metadata().CreatedBy, "nianbao version "+schema.Version+"(build )"; got != want {
		t.Errorf("created by %q, want %q", got, want)
	}
	for key, want := range map[string]string{parquet.TableKey: "facts", parquet.VersionKey: schema.Version, parquet.TitleKey: "Facts"} {
		if got, _ := f.Lookup(key); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	text, _ := f.Lookup(parquet.FieldsKey)
	var fields []struct {
		Name, Unit, Description string
		Constraints             struct{ Required bool }
	}
	if err := json.Unmarshal([]byte(text), &fields); err != nil {
		t.Fatal(err)
	}
	for i, path := range f.Schema().Columns() {
		leaf, _ := f.Schema().Lookup(path...)
		if fields[i].Name != path[0] || fields[i].Constraints.Required == leaf.Node.Optional() || fields[i].Description == "" {
			t.Errorf("column %s is described as %+v", path[0], fields[i])
		}
	}
}

func TestSameRowsSameBytes(t *testing.T) {
	t.Parallel()
	var files [2][]byte
	for i := range files {
		var lists [][]rows.FactRow
		for n := range 20 {
			lists = append(lists, flat(t, n).Facts)
		}
		_, files[i] = file(t, rows.Facts, lists...)
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("two files of the same rows differ")
	}
}

// TestRowGroups writes more than one row group by number of rows and by size
// of text, and reads all rows back in order.
func TestRowGroups(t *testing.T) {
	t.Parallel()
	var many [][]rows.SectionRow
	for i := range 25 {
		list := make([]rows.SectionRow, 10)
		for j := range list {
			list[j] = rows.SectionRow{Number: int32(i*10 + j), SecKey: "k"}
		}
		many = append(many, list)
	}
	var long [][]rows.SectionRow
	for i := range 8 {
		long = append(long, []rows.SectionRow{{Number: int32(i), SecKey: "k", Text: strings.Repeat("字", 100)}})
	}
	for name, tc := range map[string]struct {
		lists  [][]rows.SectionRow
		groups int
	}{"rows": {many, 3}, "text": {long, 3}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var buf bytes.Buffer
			w, err := parquet.New[rows.SectionRow](&buf, rows.Sections)
			if err != nil {
				t.Fatal(err)
			}
			w.SetLimits(100, 1000)
			for _, l := range tc.lists {
				if err := w.Write(l, len(l)*len(l[0].Text)); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			f, err := pq.OpenFile(bytes.NewReader(buf.Bytes()), int64(buf.Len()))
			if err != nil {
				t.Fatal(err)
			}
			if n := len(f.RowGroups()); n != tc.groups {
				t.Errorf("%d row groups, want %d", n, tc.groups)
			}
			for i, v := range column(t, f, "number") {
				if v != fmt.Sprint(i) {
					t.Fatalf("row %d has number %s", i, v)
				}
			}
		})
	}
}

func TestColumnsAreThoseOfTheTable(t *testing.T) {
	t.Parallel()
	for table, got := range map[*rows.Table][]string{
		rows.Findings: parquet.Columns[rows.FindingRow](), rows.Checks: parquet.Columns[rows.CheckRow](),
		rows.Reports: parquet.Columns[rows.ReportRow](),
	} {
		var want []string
		for _, f := range table.Fields {
			want = append(want, f.Name)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", table.Name, diff)
		}
	}
}

// BenchmarkFacts writes the facts of a report of 230.
func BenchmarkFacts(b *testing.B) {
	var sets [64]rows.Set
	for i := range sets {
		sets[i].Flatten(sample.Big(i))
	}
	w, err := parquet.New[rows.FactRow](io.Discard, rows.Facts)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if err := w.Write(sets[i%len(sets)].Facts, 1000); err != nil {
			b.Fatal(err)
		}
	}
}
