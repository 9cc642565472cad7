package form

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync"
)

//go:embed data/*.json
var data embed.FS

// Set is the forms that a run knows, in the order of preference among equals.
type Set struct{ Forms []*Form }

// Embedded is the set of the forms that the program carries. It is read once.
var Embedded = sync.OnceValues(func() (*Set, error) {
	names, err := fs.Glob(data, "data/*.json")
	if err != nil {
		return nil, err
	}
	set := &Set{}
	for _, name := range names {
		b, err := data.ReadFile(name)
		if err != nil {
			return nil, err
		}
		// They are linted by the tests: a process that converts one report should
		// not pay for it.
		f, err := decode(bytes.NewReader(b))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		set.Forms = append(set.Forms, f)
	}
	return set, nil
})

// Find is the form with the id, or nil.
func (s *Set) Find(id string) *Form {
	for _, f := range s.Forms {
		if f.ID == id {
			return f
		}
	}
	return nil
}

// Load reads a form and lints it. Unknown keys and anything after the form are
// errors; so is every finding of [Form.Lint].
func Load(r io.Reader) (*Form, error) {
	f, err := decode(r)
	if err != nil {
		return nil, err
	}
	if errs := f.Lint(); len(errs) > 0 {
		return nil, fmt.Errorf("form %s: %w", f.ID, errors.Join(errs...))
	}
	return f, nil
}

// decode reads a form, strictly.
func decode(r io.Reader) (*Form, error) {
	dec := json.NewDecoder(r)
	dec.DisallowUnknownFields()
	f := &Form{}
	if err := dec.Decode(f); err != nil {
		return nil, fmt.Errorf("read form: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read form %s: something follows the form", f.ID)
	}
	return f, nil
}

// UnmarshalJSON reads a key, or {"either": [["a"], ["b", "c"]]}.
func (t *Term) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &t.Key)
	}
	var v struct {
		Either [][]string `json:"either"`
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&v); err != nil {
		return err
	}
	t.Either = v.Either
	return nil
}

// MarshalJSON writes what [Term.UnmarshalJSON] reads.
func (t Term) MarshalJSON() ([]byte, error) {
	if t.Either == nil {
		return json.Marshal(t.Key)
	}
	return json.Marshal(map[string]any{"either": t.Either})
}

// Keys are all keys that the term names.
func (t Term) Keys() []string {
	if t.Either == nil {
		return []string{t.Key}
	}
	var out []string
	for _, list := range t.Either {
		out = append(out, list...)
	}
	return out
}
