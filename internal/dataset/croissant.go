package dataset

import (
	"fmt"
	"strings"

	"github.com/nianbao/nianbao/export/part"
	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/internal/journal"
	"github.com/nianbao/nianbao/normalize/schema"
)

// croissantName is the description of a data set for what finds and loads data for
// machine learning.
const croissantName = "croissant.json"

// croissant is croissant.json: Croissant 1.1 (http://mlcommons.org/croissant/1.1), a
// vocabulary of JSON-LD. Licence, creator, address and day of publication are the
// publisher's to add. It holds no time, so that equal data sets have equal ones.
type croissant struct {
	Context      any         `json:"@context"`
	Type         string      `json:"@type"`
	ConformsTo   string      `json:"conformsTo"`
	Name         string      `json:"name"`
	Description  languages   `json:"description"`
	Version      string      `json:"version"`
	Keywords     []string    `json:"keywords"`
	InLanguage   []string    `json:"inLanguage"`
	Distribution []any       `json:"distribution"`
	RecordSets   []recordSet `json:"recordSet"`
}

// languages are a text in the languages that the vocabulary keys it by.
type languages struct {
	EN string `json:"en"`
	ZH string `json:"zh"`
}

// ref names another node.
type ref struct {
	ID string `json:"@id"`
}

type fileObject struct {
	Type           string   `json:"@type"`
	ID             string   `json:"@id"`
	Name           string   `json:"name"`
	ContentURL     string   `json:"contentUrl"`
	ContentSize    string   `json:"contentSize"`
	EncodingFormat []string `json:"encodingFormat"`
	SHA256         string   `json:"sha256"`
}

type fileSet struct {
	Type           string    `json:"@type"`
	ID             string    `json:"@id"`
	Name           string    `json:"name"`
	Description    languages `json:"description"`
	EncodingFormat []string  `json:"encodingFormat"`
	Includes       []string  `json:"includes"`
}

type recordSet struct {
	Type        string    `json:"@type"`
	ID          string    `json:"@id"`
	Name        string    `json:"name"`
	Description languages `json:"description"`
	Key         []ref     `json:"key,omitempty"`
	Fields      fieldList `json:"field"`
}

type croissantField struct {
	Type        string      `json:"@type"`
	ID          string      `json:"@id"`
	Name        string      `json:"name"`
	Description languages   `json:"description"`
	DataType    string      `json:"dataType"`
	Source      fieldSource `json:"source"`
	References  *references `json:"references,omitempty"`
}

type fieldSource struct {
	FileSet ref     `json:"fileSet"`
	Extract extract `json:"extract"`
}

type extract struct {
	Column string `json:"column"`
}

type references struct {
	Field ref `json:"field"`
}

// croissantContext is the context of the standard.
func croissantContext() map[string]any {
	byLanguage := map[string]string{"@container": "@language"}
	c := map[string]any{
		"@language": "en", "@vocab": "https://schema.org/",
		"sc": "https://schema.org/", "cr": "http://mlcommons.org/croissant/", "dct": "http://purl.org/dc/terms/",
		"rai": "http://mlcommons.org/croissant/RAI/", "conformsTo": "dct:conformsTo",
		"name": byLanguage, "description": byLanguage,
		"data":     map[string]string{"@id": "cr:data", "@type": "@json"},
		"dataType": map[string]string{"@id": "cr:dataType", "@type": "@vocab"},
		"examples": map[string]string{"@id": "cr:examples", "@type": "@json"},
	}
	for _, word := range []string{"arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field",
		"fileObject", "fileProperty", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5",
		"parentField", "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate", "separator",
		"source", "subField", "transform"} {
		c[word] = "cr:" + word
	}
	return c
}

// mediaTypes are those of a format: the registered one, and the one that loaders of
// Croissant go by.
var mediaTypes = map[string][]string{
	"parquet": {"application/vnd.apache.parquet", "application/x-parquet"},
	"csv":     {"text/csv"},
	"jsonl":   {"application/jsonl", "application/jsonlines"},
}

// croissantTypes are the types of columns. Dates are texts in the files.
var croissantTypes = map[rows.Type]string{rows.String: "sc:Text", rows.Date: "sc:Text", rows.Integer: "sc:Integer", rows.Number: "sc:Float"}

// describeCroissant makes the description of the parts of a data set of these
// outputs: all files, and the flat tables as record sets. JSON lines are files only:
// their schema is the program's (nianbao schema).
func describeCroissant(parts []journal.Held, outputs []part.Output) (c croissant, lists lineLists) {
	c = croissant{
		Context: croissantContext(), Type: "sc:Dataset", ConformsTo: "http://mlcommons.org/croissant/1.1",
		Name: packageName, Description: languages{packageMeaning, packageMeaningZH}, Version: schema.Version,
		Keywords:   []string{"open government information", "freedom of information", "China", "政府信息公开"},
		InLanguage: []string{"zh", "en"}, Distribution: []any{}, RecordSets: []recordSet{},
	}
	for _, p := range parts {
		for _, f := range p.Files {
			c.Distribution = append(c.Distribution, fileObject{"cr:FileObject", f.Name, f.Name, f.Name,
				fmt.Sprintf("%d B", f.Bytes), mediaTypes[f.Format], f.Hash})
		}
	}
	for i := range outputs {
		o := &outputs[i]
		if o.Table == rows.Lines {
			continue
		}
		set := fileSet{"cr:FileSet", "files/" + o.Name, o.Name, languages{"All files of the table.", "该表的全部文件。"}, mediaTypes[o.Format],
			[]string{o.Name + "/*" + o.Suffix, o.Name + "/*/*" + o.Suffix}}
		c.Distribution = append(c.Distribution, set)
		c.RecordSets = append(c.RecordSets, recordsOf(o, set.ID, &lists))
	}
	return c, lists
}

// recordsOf is the table of an output as a record set of the files of a set.
func recordsOf(o *part.Output, files string, lists *lineLists) recordSet {
	t := o.Table
	s := recordSet{Type: "cr:RecordSet", ID: o.Name, Name: t.Title, Description: languages{t.Meaning, t.MeaningZH}}
	for _, k := range t.PrimaryKey {
		s.Key = append(s.Key, ref{o.Name + "/" + k})
	}
	var fields []any
	for _, f := range t.Fields {
		cf := croissantField{"cr:Field", o.Name + "/" + f.Name, f.Name, languages{withUnit(f.Meaning, f.Unit), f.MeaningZH},
			croissantTypes[f.Type], fieldSource{ref{files}, extract{f.Name}}, nil}
		if f.Name == parentKey && t.Parent != "" {
			cf.References = &references{ref{t.Parent + strings.TrimPrefix(o.Name, t.Name) + "/" + f.Name}}
		}
		fields = append(fields, cf)
	}
	s.Fields = lists.add(fields)
	return s
}

func withUnit(meaning, unit string) string {
	if unit == "" || unit == "1" {
		return meaning
	}
	return meaning + " Unit: " + unit + "."
}
