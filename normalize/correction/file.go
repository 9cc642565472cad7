package correction

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// Set is the decisions of a file, by the bytes that they are about. It may be nil,
// and is safe for concurrent use while nothing is added.
type Set struct {
	byHash map[string][]*Decision
	hashes []string // in the order of the file
	n      int
}

// longest is the size of a line above which it is none.
const longest = 1 << 20

// Read reads a file of decisions. A line that is no decision is an error: nobody's
// work is passed over.
func Read(r io.Reader) (*Set, error) {
	s := &Set{}
	in := bufio.NewReaderSize(r, 64<<10)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		whole := err == nil
		line = bytes.TrimSpace(line)
		if len(line) > 0 {
			d, err := parse(line)
			switch {
			case err != nil && !whole:
				return nil, fmt.Errorf("line %d is cut off: delete what there is of it: %w", n, err)
			case err != nil:
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
			s.Add(d)
		}
		if !whole {
			return s, nil
		}
	}
}

func parse(line []byte) (*Decision, error) {
	if len(line) > longest {
		return nil, errors.New("too long")
	}
	var d Decision
	if err := json.Unmarshal(line, &d); err != nil {
		return nil, err
	}
	return &d, d.Check()
}

// Add adds a decision behind the others.
func (s *Set) Add(d *Decision) {
	if s.byHash == nil {
		s.byHash = map[string][]*Decision{}
	}
	if s.byHash[d.SHA256] == nil {
		s.hashes = append(s.hashes, d.SHA256)
	}
	s.byHash[d.SHA256] = append(s.byHash[d.SHA256], d)
	s.n++
}

// Len is the number of decisions.
func (s *Set) Len() int {
	if s == nil {
		return 0
	}
	return s.n
}

// Of are the decisions about the bytes with a SHA-256, in the order of the file.
func (s *Set) Of(sum string) []*Decision {
	if s == nil {
		return nil
	}
	return s.byHash[sum]
}

// Hashes are the SHA-256 of all bytes that there are decisions about.
func (s *Set) Hashes() []string {
	if s == nil {
		return nil
	}
	return slices.Clone(s.hashes)
}

// Digest stands for all decisions about the bytes with a SHA-256: it changes when
// one comes, goes or changes. It is "" where there are none.
func (s *Set) Digest(sum string) string {
	list := s.Of(sum)
	if len(list) == 0 {
		return ""
	}
	h := sha256.New()
	for _, d := range list {
		line, err := d.Line()
		if err != nil {
			return err.Error() // of texts and numbers there is none
		}
		_, _ = h.Write(line) // a hash takes all
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Line is the decision as a line of the file.
func (d *Decision) Line() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(d)
	return b.Bytes(), err
}
