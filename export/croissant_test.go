package export_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// TestCroissant holds croissant.json to a golden file, and what it names to what is
// there: files with their hashes, nodes that nodes refer to, columns. That loaders
// take it is tested with mlcroissant (.ci/oracle).
func TestCroissant(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, 0, 2)
	files := contents(t, dir)
	text := []byte(files["croissant.json"])
	var c struct {
		Type         string `json:"@type"`
		ConformsTo   string
		Distribution []struct {
			Type           string `json:"@type"`
			ID             string `json:"@id"`
			ContentURL     string
			ContentSize    string
			SHA256         string
			EncodingFormat []string
			Includes       []string
		}
		RecordSet []struct {
			ID    string              `json:"@id"`
			Key   []map[string]string `json:"key"`
			Field []struct {
				ID       string `json:"@id"`
				Name     string
				DataType string
				Source   struct {
					FileSet map[string]string
					Extract struct{ Column string }
				}
				References *struct{ Field map[string]string }
			}
		}
	}
	if err := json.Unmarshal(text, &c); err != nil {
		t.Fatal(err)
	}
	if c.Type != "sc:Dataset" || c.ConformsTo != "http://mlcommons.org/croissant/1.1" {
		t.Errorf("%s that conforms to %s", c.Type, c.ConformsTo)
	}
	nodes := map[string]bool{}
	for _, d := range c.Distribution {
		nodes[d.ID] = true
		if d.Type == "cr:FileSet" {
			continue
		}
		data, there := files[d.ContentURL]
		sum := sha256.Sum256([]byte(data))
		if !there || d.SHA256 != hex.EncodeToString(sum[:]) || d.ContentSize != fmt.Sprint(len(data), " B") || len(d.EncodingFormat) == 0 {
			t.Errorf("file %+v of %d bytes", d, len(data))
		}
	}
	fields := 0
	for _, r := range c.RecordSet {
		for _, f := range r.Field {
			if nodes[f.ID] || f.ID != r.ID+"/"+f.Name || f.Source.Extract.Column != f.Name || f.DataType == "" {
				t.Errorf("field %+v", f)
			}
			nodes[f.ID] = true
			fields++
		}
	}
	for _, r := range c.RecordSet {
		for _, k := range r.Key {
			if !nodes[k["@id"]] {
				t.Errorf("%s: no key %s", r.ID, k["@id"])
			}
		}
		for _, f := range r.Field {
			if !nodes[f.Source.FileSet["@id"]] || f.References != nil && !nodes[f.References.Field["@id"]] {
				t.Errorf("%s: what it refers to is not there: %+v", f.ID, f)
			}
		}
	}
	if want := strings.Count(files["datapackage.json"], `{"name":`) - strings.Count(jsonTable(files["datapackage.json"]), `{"name":`); fields != want {
		t.Errorf("%d fields, the flat tables of datapackage.json have %d", fields, want)
	}
	text = regexp.MustCompile(`"(contentSize|sha256)": "[^"]*"`).ReplaceAll(text, []byte(`"$1": ""`))
	golden(t, "croissant.json", text)
}

// jsonTable is the piece of a descriptor that is about JSON lines.
func jsonTable(descriptor string) string {
	head, _, _ := strings.Cut(descriptor, `"name": "reports"`)
	return head
}
