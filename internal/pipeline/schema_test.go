package pipeline_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/nianbao/nianbao/export"
	"github.com/nianbao/nianbao/export/jsonl"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/internal/pipeline"
)

// TestLinesFitSchema validates the lines of all sample files, and of generated
// ones with copies and broken files, against the published JSON Schema.
func TestLinesFitSchema(t *testing.T) {
	t.Parallel()
	var buf bytes.Buffer
	w := export.Lines(&buf)
	run(t, source.Walk([]string{"../../fixtures/samples", "../../fixtures/formats", "absent.docx"}, nil), w, pipeline.RunOptions{Jobs: 2})
	run(t, drawn(t, 60), w, pipeline.RunOptions{Jobs: 2})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	s := lineSchema(t)
	lines := bytes.Split(bytes.TrimSuffix(buf.Bytes(), []byte("\n")), []byte("\n"))
	samples, err := os.ReadDir(filepath.Join("..", "..", "fixtures", "samples"))
	if err != nil {
		t.Fatal(err)
	}
	if len(lines) < len(samples)+60 {
		t.Fatalf("only %d lines", len(lines))
	}
	for _, line := range lines {
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(v); err != nil {
			t.Errorf("%v: %v", v.(map[string]any)["source"], err)
		}
	}
}

// lineSchema is the JSON Schema of a line, which here allows no key that it does
// not name.
func lineSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := jsonl.Schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	closeObjects(doc)
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

func closeObjects(v any) {
	switch v := v.(type) {
	case map[string]any:
		if _, ok := v["required"]; ok {
			v["additionalProperties"] = false
		}
		for _, sub := range v {
			closeObjects(sub)
		}
	case []any:
		for _, sub := range v {
			closeObjects(sub)
		}
	}
}
