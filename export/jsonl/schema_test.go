package jsonl_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/export/internal/sample"
	"github.com/nianbao/nianbao/export/jsonl"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/schema"
)

// TestSchemaHasAllKeys compares the schema with a line in which nothing is
// unknown: the same keys in the same order, and no field of the types left out.
func TestSchemaHasAllKeys(t *testing.T) {
	t.Parallel()
	var n int
	r := new(schema.Report)
	fill(reflect.ValueOf(r).Elem(), &n)
	line := r.AppendJSON(nil)
	for i := range n {
		if want := fmt.Sprintf("text %d ", i); !strings.Contains(string(line), want) {
			t.Errorf("%q of the report is not in its line", want)
		}
	}
	if diff := cmp.Diff(keysOfLine(t, line), keysOfSchema(t)); diff != "" {
		t.Errorf("keys of the schema (-line +schema):\n%s", diff)
	}
}

// fill gives every field a value; texts differ.
func fill(v reflect.Value, n *int) {
	switch x := v.Addr().Interface().(type) {
	case *source.Pos:
		*x = source.AtCell(1, 2, 3).OnPage(source.BoxOf(1, 10, 20.5, 30, 40))
		return
	case *decimal.Decimal:
		*x = decimal.FromInt(7)
		return
	case *source.Known:
		for _, field := range []any{&x.URL, &x.FetchedAt, &x.Agency, &x.Region, &x.Year, &x.RecordOffset, &x.AttachmentOf} {
			fill(reflect.ValueOf(field).Elem(), n) // NoYear becomes a finding
		}
		return
	case *schema.ValueStatus:
		*x = schema.Number
		return
	case *diag.Finding:
		one := decimal.FromInt(1)
		at := source.AtCell(1, 2, 3).OnPage(source.BoxOf(1, 10, 20.5, 30, 40))
		*x = diag.New("N210", at)
		x.Status, x.Rule, x.Expected, x.Found, x.Related = diag.Fail, "rule", &one, &one, []source.Pos{at}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for f, field := range v.Fields() {
			if f.Tag.Get("json") != "-" {
				fill(field, n)
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), n)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.String:
		v.SetString(fmt.Sprintf("text %d ", *n))
		*n++
	default:
		v.SetInt(5)
	}
}

// keysOfLine lists the paths of all keys of a line, in order.
func keysOfLine(t *testing.T, line []byte) []string {
	t.Helper()
	var keys []string
	d := json.NewDecoder(bytes.NewReader(line))
	var value func(path string)
	value = func(path string) {
		tok, err := d.Token()
		if err != nil {
			t.Fatal(err)
		}
		switch tok {
		case json.Delim('{'):
			for d.More() {
				key, err := d.Token()
				if err != nil {
					t.Fatal(err)
				}
				keys = append(keys, fmt.Sprint(path, "/", key))
				value(fmt.Sprint(path, "/", key))
			}
			_, _ = d.Token()
		case json.Delim('['):
			for d.More() {
				value(path)
			}
			_, _ = d.Token()
		}
	}
	value("")
	return keys
}

// properties are keys of a schema in the order of the text.
type properties []struct {
	name string
	node schemaNode
}

type schemaNode struct {
	Type       any
	Required   []string
	Items      *schemaNode
	Properties properties
}

func (p *properties) UnmarshalJSON(b []byte) error {
	d := json.NewDecoder(bytes.NewReader(b))
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		var n schemaNode
		if err := d.Decode(&n); err != nil {
			return err
		}
		*p = append(*p, struct {
			name string
			node schemaNode
		}{key.(string), n})
	}
	return nil
}

func readSchema(t *testing.T) *schemaNode {
	t.Helper()
	text, err := jsonl.Schema()
	if err != nil {
		t.Fatal(err)
	}
	root := new(schemaNode)
	if err := json.Unmarshal(text, root); err != nil {
		t.Fatal(err)
	}
	return root
}

// ofPages are the keys of places that only formats with pages have.
var ofPages = []string{"page", "left", "top", "right", "bottom"}

func keysOfSchema(t *testing.T) []string {
	t.Helper()
	var keys []string
	var walk func(path string, n *schemaNode)
	walk = func(path string, n *schemaNode) {
		if n.Items != nil {
			walk(path, n.Items)
		}
		var names []string
		for _, p := range n.Properties {
			names = append(names, p.name)
			keys = append(keys, path+"/"+p.name)
			walk(path+"/"+p.name, &p.node)
		}
		required := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return slices.Contains(ofPages, name) })
		if !slices.Equal(required, n.Required) {
			t.Errorf("%s: keys %q are required, want %q", path, n.Required, required)
		}
	}
	walk("", readSchema(t))
	return keys
}

// TestSchemaKnowsWhatMayBeNull compares the keys that may be null by the schema
// with those that are null in a line in which all is unknown.
func TestSchemaKnowsWhatMayBeNull(t *testing.T) {
	t.Parallel()
	r := &schema.Report{Sections: make([]schema.Section, 1), Facts: make([]schema.Fact, 1), Unmapped: make([]schema.Unmapped, 1),
		Concepts: make([]schema.Concept, 1), Findings: make([]diag.Finding, 1)}
	var line any
	if err := json.Unmarshal(r.AppendJSON(nil), &line); err != nil {
		t.Fatal(err)
	}
	var walk func(path string, n *schemaNode, v any)
	walk = func(path string, n *schemaNode, v any) {
		if list, ok := v.([]any); ok && len(list) > 0 {
			walk(path, n.Items, list[0])
		}
		object, _ := v.(map[string]any)
		for _, p := range n.Properties {
			if object == nil {
				return
			}
			kinds, _ := p.node.Type.([]any)
			if may, is := slices.Contains(kinds, any("null")), object[p.name] == nil; may != is {
				t.Errorf("%s/%s: null by the schema %t, in the line %t", path, p.name, may, is)
			}
			walk(path+"/"+p.name, &p.node, object[p.name])
		}
	}
	walk("", readSchema(t), line)
}

// TestSchemaIsOne holds the schema to the standard, and to what it says of
// itself.
func TestSchemaIsOne(t *testing.T) {
	t.Parallel()
	s := compile(t)
	if want := 2020; s.DraftVersion != want || !strings.HasPrefix(s.ID, "urn:nianbao:report:"+schema.Version) {
		t.Errorf("draft %d, id %s", s.DraftVersion, s.ID)
	}
}

func compile(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := jsonl.Schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSchemaTakesAndRefuses(t *testing.T) {
	t.Parallel()
	s := compile(t)
	line := string(sample.Report(0).AppendJSON(nil))
	tests := []struct {
		name, old, new string
		want           bool
	}{
		{"a report", "", "", true},
		{"a key of a later version", `{"schema":`, `{"later":1,"schema":`, true},
		{"another schema", `"nianbao.report"`, `"another.report"`, false},
		{"an unknown status", `"status":"partial"`, `"status":"fine"`, false},
		{"a key too few", `"period":{`, `"span":{`, false},
		{"null where there is always a list", `"concepts":[]`, `"concepts":null`, false},
		{"a number as text", `"value":22,`, `"value":"22",`, false},
		{"a number lost", `"value":22,`, `"value":null,`, false},
		{"a blank with a value", `"value":null,"status":"blank"`, `"value":0,"status":"blank"`, false},
		{"a day that is none", `"published":"2021-01-25"`, `"published":"2021-13-25"`, false},
		{"an odd id", `"report_id":"`, `"report_id":"x`, false},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if !strings.Contains(line, tc.old) {
				t.Fatalf("no %s in the line", tc.old)
			}
			v, err := jsonschema.UnmarshalJSON(strings.NewReader(strings.Replace(line, tc.old, tc.new, 1)))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(v); (err == nil) != tc.want {
				t.Errorf("taken %t, want %t: %v", err == nil, tc.want, err)
			}
		})
	}
}
