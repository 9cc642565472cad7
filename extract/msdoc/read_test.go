package msdoc

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/internal/doctest"
	"github.com/nianbao/nianbao/extract/internal/listnum"
)

// samples are documents that LibreOffice made of those of the same names in
// fixtures/samples; internal/golden compares what is in them.
func samples(tb testing.TB) map[string][]byte {
	tb.Helper()
	paths, err := filepath.Glob("testdata/*.doc")
	if err != nil || len(paths) == 0 {
		tb.Fatal("no samples", err)
	}
	out := map[string][]byte{}
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			tb.Fatal(err)
		}
		out[filepath.Base(p)] = data
	}
	return out
}

// TestErrors changes the file information block of a sound document.
func TestErrors(t *testing.T) {
	good := samples(t)["report_2021_word.doc"]
	fib := bytes.Index(good, []byte{0xEC, 0xA5})
	tests := []struct {
		name   string
		change func(b []byte) []byte
		want   diag.Code
	}{
		{"sound", func(b []byte) []byte { return b }, ""},
		{"cut off", func(b []byte) []byte { return b[:fib+600] }, "X116"},
		{"a little cut off", func(b []byte) []byte { return b[:len(b)-1000] }, "X116"},
		{"no container", func(b []byte) []byte { return b[1:] }, "X128"},
		{"Word 95", func(b []byte) []byte { b[fib] = 0xDC; return b }, "X106"},
		{"an older version", func(b []byte) []byte { b[fib+2], b[fib+3] = 0x68, 0; return b }, "X106"},
		{"encrypted", func(b []byte) []byte { b[fib+0xB] |= 1; return b }, "X107"},
		{"no information block", func(b []byte) []byte { b[fib+1] = 0; return b }, "X128"},
		{"more characters than bytes", func(b []byte) []byte { b[fib+0x4F] = 0x7F; return b }, "X128"},
		{"no pieces", func(b []byte) []byte { b[fib+0x1A6], b[fib+0x1A7] = 0, 0; return b }, "X128"},
		{"pieces outside the stream", func(b []byte) []byte { b[fib+0x1A5] = 0x7F; return b }, "X128"},
		{"properties outside the stream", func(b []byte) []byte { b[fib+0x105] = 0x7F; return b }, "X128"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			_, err := Read(context.Background(), tc.change(bytes.Clone(good)), Options{})
			var e *diag.Error
			if got := errors.As(err, &e); got != (tc.want != "") || got && e.Code != tc.want {
				t.Errorf("error = %v, want %s", err, tc.want)
			}
		})
	}
}

func TestLimitsAndContext(t *testing.T) {
	good := samples(t)["report_2021_word.doc"]
	_, err := Read(context.Background(), good, Options{Document: document.Limits{Cells: 10}})
	if diag.AsError(err).Code != "X164" {
		t.Errorf("error = %v, want X164", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, good, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error = %v", err)
	}
}

// define is the operand of sprmTDefTable behind its length.
func define(edges []int16, flags ...uint16) []byte {
	b := []byte{byte(len(flags))}
	for _, x := range edges {
		b = le.AppendUint16(b, uint16(x))
	}
	for _, f := range flags {
		b = append(le.AppendUint16(b, f), make([]byte, 18)...)
	}
	return b
}

// TestColumns lays rows whose edges differ, and rows whose cells do not fit
// their definition.
func TestColumns(t *testing.T) {
	b := document.NewBuilder("doc", document.Limits{})
	l := newLayout(b, new(listnum.Counters))
	add := func(p paraProps, texts ...string) {
		for _, s := range texts {
			l.paragraph(paraProps{inTable: true}, cellMark, item{text: s}, nil)
		}
		p.inTable, p.rowEnd = true, true
		l.paragraph(p, cellMark, item{}, nil)
	}
	var whole, parts, joined paraProps
	whole.row.define(define([]int16{0, 1000, 3000}, 3<<5, 0))
	parts.row.define(define([]int16{4, 1003, 2000, 2997}, 1<<5, 0, 0))
	joined.row.define(define([]int16{0, 1000, 2000, 3000}, 0, 2, 1))
	add(whole, "a", "b")
	add(parts, "", "c", "d")
	add(joined, "e", "f", "")
	add(whole, "g")
	l.end()
	doc, err := b.Document()
	if err != nil {
		t.Fatal(err)
	}
	want := []document.Cell{
		{Row: 0, Col: 0, RowSpan: 2, ColSpan: 1, Text: "a"}, {Row: 0, Col: 1, RowSpan: 1, ColSpan: 2, Text: "b"},
		{Row: 1, Col: 1, RowSpan: 1, ColSpan: 1, Text: "c"}, {Row: 1, Col: 2, RowSpan: 1, ColSpan: 1, Text: "d"},
		{Row: 2, Col: 0, RowSpan: 1, ColSpan: 1, Text: "e"}, {Row: 2, Col: 1, RowSpan: 1, ColSpan: 2, Text: "f"},
		{Row: 3, Col: 0, RowSpan: 1, ColSpan: 1, Text: "g"},
	}
	if got := doc.Blocks[0].Table.Cells; !reflect.DeepEqual(got, want) {
		t.Errorf("cells = %+v", got)
	}
	if len(doc.Findings) != 1 || doc.Findings[0].Code != "X129" {
		t.Errorf("findings = %v", doc.Findings)
	}
}

// FuzzRead reads any bytes. Whatever comes, it does not panic, every cell covers
// the places that it claims, and reading twice gives the same.
func FuzzRead(f *testing.F) {
	for _, data := range samples(f) {
		f.Add(data)
	}
	opts := Options{Document: document.Limits{Blocks: 5000, Cells: 5000, Rows: 500, Cols: 60, Places: 50_000, Depth: 10, Text: 1 << 20}}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Read(context.Background(), data, opts)
		again, err2 := Read(context.Background(), data, opts)
		if !reflect.DeepEqual(doc, again) || (err == nil) != (err2 == nil) {
			t.Error("read twice, and not the same")
		}
		if err != nil {
			return
		}
		doctest.Check(t, doc)
	})
}

func BenchmarkRead(b *testing.B) {
	data := samples(b)["report_2021_word.doc"]
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(context.Background(), data, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// TestCharacterModifiers has the values that Word writes for tracked changes and
// hidden text: 1, and 0x81 for "not as the style".
func TestCharacterModifiers(t *testing.T) {
	tests := []struct {
		name  string
		sprms []byte
		style bool // hides and strikes text
		want  charProps
	}{
		{"deleted", []byte{0x00, 0x08, 0x01}, false, charProps{deleted: true}},
		{"deleted, as a toggle", []byte{0x00, 0x08, 0x81}, false, charProps{deleted: true}},
		{"inserted, as a toggle", []byte{0x01, 0x08, 0x81}, false, charProps{inserted: true}},
		{"not deleted", []byte{0x00, 0x08, 0x80}, false, charProps{}},
		{"hidden", []byte{0x3C, 0x08, 0x01}, false, charProps{toggles: toggles{hidden: true}}},
		{"hidden as the style", []byte{0x3C, 0x08, 0x80}, true, charProps{toggles: toggles{hidden: true}}},
		{"shown against the style", []byte{0x3C, 0x08, 0x81}, true, charProps{}},
		{"struck", []byte{0x37, 0x08, 0x01}, false, charProps{toggles: toggles{struck: true}}},
		{"struck as the style", []byte{0x37, 0x08, 0x80}, true, charProps{toggles: toggles{struck: true}}},
		{"not struck, against the style", []byte{0x37, 0x08, 0x81}, true, charProps{}},
		{"struck twice", []byte{0x53, 0x2A, 0x01}, false, charProps{struckTwice: true}},
		{"cut off", []byte{0x00, 0x08}, false, charProps{}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			var got charProps
			if got.apply(tc.sprms, toggles{hidden: tc.style, struck: tc.style}); got != tc.want {
				t.Errorf("got %+v, want %+v", got, tc.want)
			}
		})
	}
}
