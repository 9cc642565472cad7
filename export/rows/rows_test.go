package rows_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/export/internal/sample"
	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/normalize/schema"
)

// TestRowsFitTables holds the tags of the row types to the descriptions.
func TestRowsFitTables(t *testing.T) {
	t.Parallel()
	types := map[string]any{
		"reports": rows.ReportRow{}, "facts": rows.FactRow{}, "unmapped": rows.UnmappedRow{},
		"sections": rows.SectionRow{}, "findings": rows.FindingRow{},
	}
	goTypes := map[rows.Type]string{rows.String: "string", rows.Date: "string", rows.Number: "float64", rows.Integer: "int"}
	for _, table := range rows.Tables() {
		t.Run(table.Name, func(t *testing.T) {
			t.Parallel()
			columns := columnsOf(reflect.TypeOf(types[table.Name]))
			if len(columns) != len(table.Fields) {
				t.Fatalf("%d columns, %d descriptions", len(columns), len(table.Fields))
			}
			for i, f := range table.Fields {
				c := columns[i]
				if c.name != f.Name {
					t.Errorf("column %d is %s, described as %s", i, c.name, f.Name)
				}
				if c.optional != f.Nullable {
					t.Errorf("%s: optional %v, nullable %v", f.Name, c.optional, f.Nullable)
				}
				if !strings.HasPrefix(c.kind, goTypes[f.Type]) {
					t.Errorf("%s: is a %s, described as %s", f.Name, c.kind, f.Type)
				}
				if c.optional && f.Type == rows.Number && !c.pointer {
					t.Errorf("%s: a number that may be null must be a pointer, or 0 is written as null", f.Name)
				}
			}
		})
	}
}

type column struct {
	name, kind        string
	optional, pointer bool
}

func columnsOf(t reflect.Type) []column {
	var out []column
	for f := range t.Fields() {
		if f.Anonymous {
			out = append(out, columnsOf(f.Type)...)
			continue
		}
		tag := strings.Split(f.Tag.Get("parquet"), ",")
		c := column{name: tag[0], kind: f.Type.Kind().String()}
		for _, o := range tag[1:] {
			c.optional = c.optional || o == "optional"
		}
		if f.Type.Kind() == reflect.Pointer {
			c.pointer, c.kind = true, f.Type.Elem().Kind().String()
		}
		out = append(out, c)
	}
	return out
}

func TestTablesAreComplete(t *testing.T) {
	t.Parallel()
	name := regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)
	for _, table := range append(rows.Tables(), rows.Lines) {
		if table.Title == "" || table.TitleZH == "" || table.Meaning == "" || table.MeaningZH == "" {
			t.Errorf("table %s lacks a text", table.Name)
		}
		seen := map[string]bool{}
		for _, f := range table.Fields {
			if f.Title == "" || f.TitleZH == "" || f.Meaning == "" || f.MeaningZH == "" {
				t.Errorf("%s.%s lacks a text", table.Name, f.Name)
			}
			if !name.MatchString(f.Name) || seen[f.Name] {
				t.Errorf("%s.%s: the name is no name, or stands twice", table.Name, f.Name)
			}
			seen[f.Name] = true
			if f.Type == rows.Number && f.Unit == "" {
				t.Errorf("%s.%s: a number without a unit", table.Name, f.Name)
			}
		}
		for _, k := range table.PrimaryKey {
			if f := table.Field(k); f == nil || f.Nullable {
				t.Errorf("%s: %s cannot be part of a key", table.Name, k)
			}
		}
		for _, k := range []string{"report_id", "year", "form"} {
			if table.Field(k) == nil {
				t.Errorf("%s lacks %s", table.Name, k)
			}
		}
	}
}

// TestEnumsAreComplete reads the constants where they are declared.
func TestEnumsAreComplete(t *testing.T) {
	t.Parallel()
	tests := []struct {
		file, typ string
		got       []string
	}{
		{"normalize/schema/schema.go", "Status", rows.Reports.Field("status").Enum},
		{"normalize/schema/schema.go", "ValueStatus", rows.Facts.Field("status").Enum},
		{"normalize/schema/schema.go", "Unit", rows.Facts.Field("unit").Enum},
		{"normalize/schema/schema.go", "Match", rows.Facts.Field("match").Enum},
		{"extract/diag/diag.go", "Status", rows.Findings.Field("status").Enum},
	}
	for _, tc := range tests {
		t.Run(tc.file+" "+tc.typ, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(constants(t, tc.file, tc.typ), tc.got); diff != "" {
				t.Errorf("(-declared +described):\n%s", diff)
			}
		})
	}
}

// constants are the values of the string constants of a type, in the order of
// their declaration.
func constants(t *testing.T, file, typ string) []string {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", "..", filepath.FromSlash(file)), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	ast.Inspect(tree, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		id, ok := spec.Type.(*ast.Ident)
		lit, isLit := spec.Values[0].(*ast.BasicLit)
		if ok && isLit && id.Name == typ {
			s, err := strconv.Unquote(lit.Value)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, s)
		}
		return true
	})
	if len(out) == 0 {
		t.Fatalf("no constants of type %s in %s", typ, file)
	}
	return out
}

func TestFlatten(t *testing.T) {
	t.Parallel()
	var set rows.Set
	set.Flatten(sample.Big(3)) // leaves memory to be taken over
	set.Flatten(sample.Report(0))

	r := set.Report[0]
	if got, want := [...]int32{r.FactCount, r.NumberCount, r.UnmappedCount, r.ErrorCount, r.WarningCount, r.InfoCount},
		[...]int32{6, 4, 1, 1, 2, 1}; got != want {
		t.Errorf("counts %v, want %v", got, want)
	}
	type brief struct {
		Value           any
		Raw             string
		Block, Row, Col any
	}
	var got []brief
	for _, f := range set.Facts {
		if f.ReportID != r.ReportID || f.Year != 2020 || f.Form != "cn_goi_2019" {
			t.Errorf("key %+v", f.Key)
		}
		got = append(got, brief{deref(f.Value), f.Raw, deref(f.PosBlock), deref(f.PosRow), deref(f.PosCol)})
	}
	want := []brief{
		{22.0, "22", int32(4), int32(5), int32(3)},
		{0.0, "0", int32(4), int32(5), int32(4)},
		{nil, "", int32(4), int32(5), int32(5)},
		{nil, "见附件", int32(4), int32(5), int32(9)},
		{96171.25, "96171.25（含罚没）", int32(2), int32(14), int32(1)},
		{1176.0, "1176余", int32(1), nil, nil},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
	sum := set.Findings[2]
	if *sum.Expected != 22 || *sum.Found != 0 || sum.Related != "block 4 row 5 col 3; block 4 row 5 col 4" {
		t.Errorf("finding %+v", sum)
	}
	if f := set.Findings[0]; f.PosBlock != nil || f.Expected != nil || f.Related != "" {
		t.Errorf("finding without a place %+v", f)
	}
}

func deref[T any](p *T) any {
	if p == nil {
		return nil
	}
	return *p
}

// TestFlattenGivesValidText feeds bytes that are no UTF-8 into every text.
func TestFlattenGivesValidText(t *testing.T) {
	t.Parallel()
	r := sample.Report(0)
	bad := "\xb9\xfa x"
	r.Source.Path, r.Source.DuplicateOf, r.Title, r.Agency.Name = bad, bad, bad, bad
	r.Facts = []schema.Fact{{RowLabel: bad, ColumnLabel: bad, Raw: bad, Note: bad, Context: bad}}
	r.Unmapped = []schema.Unmapped{{RowLabel: bad, ColumnLabel: bad, Raw: bad}}
	r.Sections = []schema.Section{{Heading: bad, Text: bad}}
	r.Findings[0].Args[0].Value = bad
	var set rows.Set
	set.Flatten(r)
	walk(t, reflect.ValueOf(set.Report), reflect.ValueOf(set.Facts), reflect.ValueOf(set.Unmapped),
		reflect.ValueOf(set.Sections), reflect.ValueOf(set.Findings))
	if got := set.Report[0].Path; got != "\ufffd\ufffd x" {
		t.Errorf("path %q", got)
	}
}

func walk(t *testing.T, values ...reflect.Value) {
	t.Helper()
	for _, v := range values {
		switch v.Kind() {
		case reflect.Slice, reflect.Array:
			for i := range v.Len() {
				walk(t, v.Index(i))
			}
		case reflect.Struct:
			for _, f := range v.Fields() {
				walk(t, f)
			}
		case reflect.String:
			if !utf8.ValidString(v.String()) {
				t.Errorf("%q is not UTF-8", v.String())
			}
		}
	}
}

func BenchmarkFlatten(b *testing.B) {
	r := sample.Big(1)
	var set rows.Set
	b.ReportAllocs()
	for b.Loop() {
		set.Flatten(r)
	}
}
