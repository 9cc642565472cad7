package archive

import (
	"iter"
	"strconv"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
)

// cursor finds members of one archive that are named one by one. It goes on from
// the last, so that a list of members in the order of the archive reads it once;
// any other order costs one pass more for each step back.
type cursor struct {
	w     *walk
	it    source.Item
	c     container
	depth int

	next func() (labelled, bool) // nil at the start
	stop func()
	err  error // why the pass that was ended early

	// inner finds members of the archive that was found last, of this label.
	label string
	inner *cursor
}

// labelled is a member with what it adds to the path of its archive.
type labelled struct {
	member
	label string
}

// labels gives the members of an archive with their labels. The error is that of
// [container.each].
func (w *walk) labels(c container, f func(labelled) bool) error {
	seen := counter{}
	return c.each(w, func(m member) bool { return f(labelled{m, memberLabel(m.name, seen.count(m.name))}) })
}

// isOf tells whether the cursor is one of this archive, as it is now.
func (c *cursor) isOf(it source.Item) bool {
	return c != nil && c.it.Path == it.Path && c.it.Stamp == it.Stamp && it.Stamp != ""
}

// openCursor opens an archive in which members are named, of which pick is the
// first. Without an archive it gives why not, and nil.
func (w *walk) openCursor(it source.Item, pick string, depth int) *cursor {
	c, err := w.openContainer(it)
	switch {
	case err != nil:
		w.give(source.Item{Path: it.Path, Size: it.Size}, err)
	case c == nil:
		w.give(source.Item{Path: it.Path + pick, Size: -1}, errNotFound(pick))
	case depth == w.limits.Depth:
		w.give(source.Item{Path: it.Path, Size: it.Size}, diag.Errorf("X135", nil, "limit", strconv.Itoa(w.limits.Depth)))
	default:
		return &cursor{w: w, it: it, c: c, depth: depth}
	}
	return nil
}

// give gives the member that pick names, or why it cannot. It tells whether to
// go on.
func (c *cursor) give(pick string) bool {
	if c.inner != nil {
		if rest, ok := within(pick, c.label); ok && rest != "" {
			return c.inner.give(rest)
		}
	}
	for whole := c.next == nil; ; whole = true {
		if c.next == nil {
			c.start()
		}
		for m, ok := c.next(); ok; m, ok = c.next() {
			if rest, wanted := within(pick, m.label); wanted {
				return c.found(m, rest)
			}
		}
		err := c.err
		c.close()
		switch {
		case !whole: // it may stand before where the pass began
		case err != nil:
			return c.w.give(source.Item{Path: c.it.Path, Size: c.it.Size}, err)
		default:
			return c.w.give(source.Item{Path: c.it.Path + pick, Size: -1}, errNotFound(pick))
		}
	}
}

// start begins a pass, which may cost what the limits allow.
func (c *cursor) start() {
	if c.depth == 0 {
		c.w.left, c.w.entries = c.w.limits.TotalBytes, c.w.limits.Entries
	}
	c.next, c.stop = iter.Pull(func(yield func(labelled) bool) { c.err = c.w.labels(c.c, yield) })
}

// found gives a member, or with a rest what that names in it.
func (c *cursor) found(m labelled, rest string) bool {
	c.closeInner()
	it, err := inner(c.it, m)
	switch {
	case err != nil:
		return c.w.give(it, err)
	case rest == "":
		return c.w.item(it, c.depth+1)
	}
	c.label, c.inner = m.label, c.w.openCursor(it, rest, c.depth+1)
	if c.inner == nil {
		return !c.w.stopped
	}
	return c.inner.give(rest)
}

// close ends a pass; the next begins anew.
func (c *cursor) close() {
	if c == nil {
		return
	}
	c.closeInner()
	if c.stop != nil {
		c.stop()
	}
	c.next, c.stop, c.err = nil, nil, nil
}

func (c *cursor) closeInner() {
	c.inner.close()
	c.inner = nil
}
