package jsonl

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/normalize/schema"
)

// dialect is the version of JSON Schema.
const dialect = "https://json-schema.org/draft/2020-12/schema"

// Schema is the JSON Schema (draft 2020-12) of a line, indented, with a line end.
// It is made of what package rows says of [rows.Lines]. Keys that it does not
// name are allowed, since later versions of the contract may add some; title_zh
// and description_zh are the same in Chinese, unit is the unit of a number.
func Schema() ([]byte, error) {
	t := rows.Lines
	root := object(t.Fields)
	root.Schema, root.ID = dialect, "urn:"+strings.ReplaceAll(schema.Name, ".", ":")+":"+schema.Version
	root.Title, root.TitleZH, root.Description, root.DescrZH = t.Title, t.TitleZH, t.Meaning, t.MeaningZH
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(root); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// node is a schema, in the order in which people read one.
type node struct {
	Schema      string     `json:"$schema,omitempty"`
	ID          string     `json:"$id,omitempty"`
	Title       string     `json:"title,omitempty"`
	TitleZH     string     `json:"title_zh,omitempty"`
	Description string     `json:"description,omitempty"`
	DescrZH     string     `json:"description_zh,omitempty"`
	Unit        string     `json:"unit,omitempty"`
	Type        any        `json:"type,omitempty"` // a name, or a list of them
	Format      string     `json:"format,omitempty"`
	Enum        []any      `json:"enum,omitempty"`
	Pattern     string     `json:"pattern,omitempty"`
	Items       *node      `json:"items,omitempty"`
	Properties  properties `json:"properties,omitempty"`
	Required    []string   `json:"required,omitempty"`
	If          *node      `json:"if,omitempty"`
	Then        *node      `json:"then,omitempty"`
	Else        *node      `json:"else,omitempty"`
}

// properties are the keys of an object in the order of the output.
type properties []property

type property struct {
	name string
	node *node
}

// MarshalJSON implements [json.Marshaler].
func (p properties) MarshalJSON() ([]byte, error) {
	var buf bytes.Buffer
	for i, f := range p {
		buf.WriteByte("{,"[min(i, 1)])
		key, err := json.Marshal(f.name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(f.node)
		if err != nil {
			return nil, err
		}
		buf.Write(append(append(key, ':'), value...))
	}
	buf.WriteByte('}')
	return buf.Bytes(), nil
}

// object is the schema of an object that has all of these keys, but for optional ones.
func object(fields []rows.Field) *node {
	n := &node{Type: string(rows.Object)}
	for i := range fields {
		n.Properties = append(n.Properties, property{fields[i].Name, field(&fields[i])})
		if !fields[i].Optional {
			n.Required = append(n.Required, fields[i].Name)
		}
	}
	n.If, n.Then, n.Else = valueRule(fields)
	return n
}

// field is the schema of the value of a key.
func field(f *rows.Field) *node {
	n := &node{Type: string(f.Type)}
	switch {
	case f.Type == rows.Object:
		n = object(f.Fields)
	case f.Type == rows.Array && len(f.Fields) > 0:
		n.Items = object(f.Fields)
	case f.Type == rows.Array:
		n.Items = &node{Type: string(rows.String)}
	case f.Type == rows.Date:
		n.Type, n.Format = string(rows.String), "date"
	}
	if f.Nullable {
		n.Type = []any{n.Type, "null"}
	}
	n.Title, n.TitleZH, n.Description, n.DescrZH = f.Title, f.TitleZH, f.Meaning, f.MeaningZH
	if f.Unit != "1" {
		n.Unit = f.Unit
	}
	for _, v := range f.Enum {
		n.Enum = append(n.Enum, v)
	}
	if f.Nullable && len(f.Enum) > 0 {
		n.Enum = append(n.Enum, nil)
	}
	if f.Pattern != "" {
		n.Pattern = "^(?:" + f.Pattern + ")$" // that of XML Schema is anchored
	}
	return n
}

// valueRule says of a fact that it has a value where its status says so, and
// nowhere else.
func valueRule(fields []rows.Field) (cond, then, other *node) {
	var with []any
	for _, f := range fields {
		if f.Name != "status" {
			continue
		}
		for _, v := range f.Enum {
			if schema.ValueStatus(v).HasValue() {
				with = append(with, v)
			}
		}
	}
	if with == nil {
		return nil, nil, nil
	}
	value := func(kind rows.Type) *node {
		return &node{Properties: properties{{"value", &node{Type: string(kind)}}}}
	}
	return &node{Properties: properties{{"status", &node{Enum: with}}}}, value(rows.Number), value("null")
}
