package dataset

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/export/part"
	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/internal/journal"
	"github.com/nianbao/nianbao/normalize/schema"
)

// descriptorName is the file that describes a data set and that only a whole
// one has.
const descriptorName = "datapackage.json"

// What a data set is called, and is.
const (
	packageName      = "nianbao"
	packageMeaning   = "Facts, prose and findings read from annual reports of Chinese public bodies on open government information."
	packageMeaningZH = "取自各级行政机关政府信息公开工作年度报告的数值、文字与核验结果。"
)

// parentKey is the column by which a row refers to its report.
const parentKey = "report_id"

// descriptor is datapackage.json: a Data Package (https://datapackage.org),
// version 2. It holds no time, so that equal data sets have equal descriptors.
type descriptor struct {
	Schema      string     `json:"$schema"`
	Name        string     `json:"name"`
	Title       string     `json:"title"`
	TitleZH     string     `json:"title_zh"`
	Description string     `json:"description"`
	Version     string     `json:"version"`
	Program     program    `json:"nianbao"`
	Resources   []resource `json:"resources"`
}

// program is the property by which nianbao knows its own data sets.
type program struct {
	SchemaVersion string `json:"schema_version"`
}

type resource struct {
	Name        string      `json:"name"`
	Type        string      `json:"type"`
	Path        paths       `json:"path"`
	Format      string      `json:"format"`
	MediaType   string      `json:"mediatype"`
	Encoding    string      `json:"encoding,omitempty"`
	Dialect     *dialect    `json:"dialect,omitempty"`
	Title       string      `json:"title"`
	TitleZH     string      `json:"title_zh"`
	Description string      `json:"description"`
	DescrZH     string      `json:"description_zh"`
	Bytes       int64       `json:"bytes"`
	Hash        string      `json:"hash,omitempty"`
	Rows        int         `json:"rows"`
	Schema      tableSchema `json:"schema"`
	fields      []rows.Field
}

// dialect is a Table Dialect (Data Package v2).
type dialect struct {
	Schema         string `json:"$schema"`
	Header         bool   `json:"header"`
	Delimiter      string `json:"delimiter"`
	LineTerminator string `json:"lineTerminator"`
	QuoteChar      string `json:"quoteChar"`
	DoubleQuote    bool   `json:"doubleQuote"`
}

type tableSchema struct {
	Schema      string       `json:"$schema"`
	Fields      fieldList    `json:"fields"`
	PrimaryKey  []string     `json:"primaryKey,omitempty"`
	ForeignKeys []foreignKey `json:"foreignKeys,omitempty"`
}

type foreignKey struct {
	Fields    []string  `json:"fields"`
	Reference reference `json:"reference"`
}

type reference struct {
	Resource string   `json:"resource"`
	Fields   []string `json:"fields"`
}

// paths is one path, or the list of the parts of a resource.
type paths []string

func (p paths) MarshalJSON() ([]byte, error) {
	if len(p) == 1 {
		return json.Marshal(p[0])
	}
	return json.Marshal([]string(p))
}

func (p *paths) UnmarshalJSON(b []byte) error {
	var one string
	if json.Unmarshal(b, &one) == nil {
		*p = paths{one}
		return nil
	}
	return json.Unmarshal(b, (*[]string)(p))
}

// describe makes the descriptor of the parts of a data set of these outputs.
func describe(parts []journal.Held, outputs []part.Output) (d descriptor, lists lineLists) {
	d = descriptor{
		Schema: "https://datapackage.org/profiles/2.0/datapackage.json",
		Name:   packageName, Title: "Annual reports on open government information",
		TitleZH:     "政府信息公开工作年度报告",
		Description: packageMeaning,
		Version:     schema.Version, Program: program{schema.Version},
	}
	for _, o := range outputs {
		r := describeTable(o, parts)
		described := make([]any, len(r.fields))
		for i := range r.fields {
			described[i] = r.fields[i].Described()
		}
		r.Schema.Fields = lists.add(described)
		d.Resources = append(d.Resources, r)
	}
	return d, lists
}

func describeTable(o part.Output, parts []journal.Held) resource {
	t := o.Table
	r := resource{
		Name: o.Name, Type: "table", Path: paths{}, Format: o.Format, MediaType: o.MediaType,
		Title: t.Title, TitleZH: t.TitleZH, Description: t.Meaning, DescrZH: t.MeaningZH,
		Schema: tableSchema{
			Schema:     "https://datapackage.org/profiles/2.0/tableschema.json",
			PrimaryKey: t.PrimaryKey,
		},
		fields: t.Fields,
	}
	for _, p := range parts {
		for _, f := range p.Files {
			if f.Table != t.Name || f.Format != o.Format {
				continue
			}
			r.Path = append(r.Path, f.Name)
			r.Bytes += f.Bytes
			r.Rows += f.Rows
			r.Hash = "sha256:" + f.Hash
		}
	}
	if len(r.Path) != 1 {
		r.Hash = "" // those of the files are in the manifest
	}
	if strings.HasPrefix(o.MediaType, "text/") || o.Format == "jsonl" {
		r.Encoding = "utf-8"
	}
	if t.Parent != "" {
		key := []string{parentKey}
		r.Schema.ForeignKeys = []foreignKey{{key, reference{t.Parent + strings.TrimPrefix(o.Name, t.Name), key}}}
	}
	if o.Format == "csv" {
		r.spellCSV()
	}
	return r
}

// spellCSV says how the values of a table stand in CSV files.
func (r *resource) spellCSV() {
	r.Dialect = &dialect{"https://datapackage.org/profiles/2.0/tabledialect.json", true, ",", "\r\n", `"`, true}
	r.Description += " A text that a spreadsheet would run as a formula, or that begins with an apostrophe, has an apostrophe before it."
	r.DescrZH += "电子表格会当作公式执行的文字，以及以撇号开头的文字，前面加一个撇号。"
	r.fields = slices.Clone(r.fields)
	for i := range r.fields {
		if f := &r.fields[i]; f.Type == rows.String && !f.Nullable {
			f.NeverMissing = true
		}
	}
}

// oursDescriptor tells whether the file describes a data set of nianbao.
func oursDescriptor(path string) bool {
	d, err := readDescriptor(path)
	return err == nil && d.Program.SchemaVersion != ""
}

func readDescriptor(path string) (*held, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	d := new(held)
	return d, json.Unmarshal(data, d)
}

// held is what is read of the descriptor of a data set that is there.
type held struct {
	Program   program `json:"nianbao"`
	Resources []struct {
		Path paths `json:"path"`
	} `json:"resources"`
}

// describedFiles are the files that the descriptor in dir names and that are
// there, the descriptor last; none if there is no descriptor.
func describedFiles(dir string) ([]string, error) {
	d, err := readDescriptor(filepath.Join(dir, descriptorName))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var names []string
	for _, r := range d.Resources {
		for _, p := range r.Path {
			if part.OurName(p) && !slices.Contains(names, p) && exists(filepath.Join(dir, filepath.FromSlash(p))) {
				names = append(names, p)
			}
		}
	}
	return append(names, descriptorName), nil
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
