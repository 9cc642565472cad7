package journal

import (
	"errors"
	"fmt"
	"math"
)

// MaxShards is what the names of parts have room for.
const MaxShards = 10_000

// maxNumber bounds positions and numbers of parts. This program writes none that
// is greater, so that whoever reads them need not fear to count on.
const maxNumber = math.MaxInt32

func number(what string, n int) error {
	if n < 0 || n > maxNumber {
		return fmt.Errorf("%d is no %s", n, what)
	}
	return nil
}

// check tells whether a shard is one or the whole.
func (s Shard) check() error {
	if s == (Shard{}) || (s.Count > 0 && s.Count <= MaxShards && s.Index >= 0 && s.Index < s.Count) {
		return nil
	}
	return fmt.Errorf("%d/%d is no shard", s.Index, s.Count)
}

// check tells whether an input can be what this program wrote.
func (in *Input) check() error {
	if len(in.IDs) == 0 {
		return fmt.Errorf("input %q has no report", in.Path)
	}
	return errors.Join(number("position", in.Pos), number("count of a path", in.Nth), number("count of copies", in.Copy))
}

// checkPart tells whether a part can be what this program wrote behind those that
// came before: numbers rise, and no file has the name of another.
func (r *reader) checkPart(p *Part) error {
	if err := number("number of a part", p.Number); err != nil {
		return err
	}
	if p.Number <= r.c.Last {
		return fmt.Errorf("part %d comes after part %d", p.Number, r.c.Last)
	}
	for i := range p.Files {
		f := &p.Files[i]
		if f.Rows < 0 || f.Bytes < 0 {
			return fmt.Errorf("%q has less than nothing in it", f.Name)
		}
		if r.names[f.Name] {
			return fmt.Errorf("two parts have the file %q", f.Name)
		}
		r.names[f.Name] = true
	}
	return nil
}
