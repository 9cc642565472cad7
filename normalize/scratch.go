package normalize

import (
	"sync"

	"github.com/nianbao/nianbao/normalize/schema"
)

// scratch is memory that is needed while a document is normalized and for
// nothing after: it goes from one document to the next, since to get and to
// collect it anew for each took a third of the time. Nothing of a report may lie
// in it. A nil scratch gives fresh memory; one run at a time uses another.
type scratch struct {
	cells slab[cell]
	facts slab[schema.Fact]
	grids slab[observation]

	observations []observation
	under        []*cell
	texts        map[string]bool
}

var scratches = sync.Pool{New: func() any { return &scratch{texts: make(map[string]bool)} }}

func borrowScratch() *scratch { return scratches.Get().(*scratch) }

// giveBack ends the use of all that was taken. It keeps nothing of the document.
func (s *scratch) giveBack() {
	s.cells.reset()
	s.facts.reset()
	s.grids.reset()
	clear(s.observations[:cap(s.observations)])
	clear(s.under[:cap(s.under)])
	clear(s.texts)
	scratches.Put(s)
}

// slab is a long list that is handed out in pieces.
type slab[T any] struct {
	list []T
	used int
}

const (
	leastSlab = 512
	maxSlab   = 8192 // more is given back to the collector
)

// take gives n zero values.
func (s *slab[T]) take(n int) []T {
	if n > maxSlab {
		return make([]T, n)
	}
	if n > len(s.list)-s.used {
		s.list = make([]T, min(max(n, 2*len(s.list), leastSlab), maxSlab))
		s.used = 0
	}
	out := s.list[s.used : s.used+n : s.used+n]
	s.used += n
	return out
}

func (s *slab[T]) reset() {
	clear(s.list[:s.used])
	s.used = 0
}

func (s *scratch) takeCells(n int) []cell {
	if s == nil {
		return make([]cell, n)
	}
	return s.cells.take(n)
}

func (s *scratch) takeFacts(n int) []schema.Fact {
	if s == nil {
		return make([]schema.Fact, n)
	}
	return s.facts.take(n)
}

func (s *scratch) takeGrid(n int) []observation {
	if s == nil {
		return make([]observation, n)
	}
	return s.grids.take(n)
}

// takeObservations gives an empty list, which holds until the next is taken.
func (s *scratch) takeObservations(size int) []observation {
	if s == nil {
		return make([]observation, 0, size)
	}
	if cap(s.observations) < size {
		s.observations = make([]observation, 0, 2*size)
	}
	return s.observations[:0]
}

// takeTexts gives an empty set, which holds until the next is taken.
func (s *scratch) takeTexts() map[string]bool {
	if s == nil {
		return make(map[string]bool)
	}
	clear(s.texts)
	return s.texts
}
