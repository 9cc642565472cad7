// Package archive opens containers among the inputs: zip and tar archives, web
// archives (WARC), and files or tars compressed with gzip. Each file inside becomes an input of its
// own, read in place and only when its turn comes; nothing is unpacked into a
// folder, and no name of a member is ever used as a path.
//
// A container is told by its content. Packages that are one document, such as
// .docx, .xlsx or .odt files, are zip files too, and are left alone.
//
// A member is named "reports.zip!/2020/a.docx", one of a nested archive
// "all.tar!/reports.zip!/a.docx". If a name stands several times in an archive,
// the second is "all.tar!2/a.docx", and so on. One of a web archive has its
// address as its name, "crawl.warc.gz!/http://host/a.html", and in
// [source.Item.Known] the address, the date and the record that it comes from.
package archive

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
)

// Limits bound what a stranger's archive can cost. Zero fields take the values
// of [DefaultLimits].
type Limits struct {
	// MemberBytes is the size of a member, TotalBytes that of all members of an
	// archive that is an input, with those of archives inside; both inflated.
	MemberBytes, TotalBytes int64
	// Entries is the number of entries of such an archive, folders included,
	// Depth the number of archives that may lie in one another.
	Entries, Depth int
}

// DefaultLimits are far above every real archive of reports.
func DefaultLimits() Limits {
	return Limits{MemberBytes: 128 << 20, TotalBytes: 256 << 30, Entries: 1_000_000, Depth: 3}
}

func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	if l.MemberBytes <= 0 {
		l.MemberBytes = d.MemberBytes
	}
	if l.TotalBytes <= 0 {
		l.TotalBytes = d.TotalBytes
	}
	if l.Entries <= 0 {
		l.Entries = d.Entries
	}
	if l.Depth <= 0 {
		l.Depth = d.Depth
	}
	return l
}

// Expand puts in place of each item that is an archive the items of its files:
// those of a zip in the order of a sorted folder, those of a tar in the order of
// the tar. Folder litter is passed over (see [source.Litter]). What cannot be
// read is an item with an error, a [*diag.Error]; the rest of the archive still
// comes, as far as it can be found. An item with [source.Item.Within] gives that
// member only; a list of members of one archive in its order reads it once.
//
// Standard input is no archive: it cannot be read twice.
func Expand(items iter.Seq2[source.Item, error], limits Limits) iter.Seq2[source.Item, error] {
	limits = limits.withDefaults()
	return func(yield func(source.Item, error) bool) {
		var members *cursor
		defer func() { members.close() }()
		for it, err := range items {
			if err != nil || it.Path == source.StdinPath {
				if !yield(it, err) {
					return
				}
				continue
			}
			w := &walk{limits: limits, left: limits.TotalBytes, entries: limits.Entries, yield: yield}
			switch {
			case it.Within == "":
				w.item(it, 0)
			case members.isOf(it):
				w = members.w
				members.give(it.Within)
			default:
				members.close()
				if members = w.openCursor(it, it.Within, 0); members != nil {
					members.give(it.Within)
				}
			}
			if w.stopped {
				return
			}
		}
	}
}

// walk is one pass through an input and all that lies in it.
type walk struct {
	limits  Limits
	left    int64 // bytes that members may still have
	entries int   // entries that there may still be
	yield   func(source.Item, error) bool
	stopped bool // yield said so
}

// container is an open archive.
type container interface {
	// each calls f with the members in order, until f is false. The error says
	// why the rest cannot be listed.
	each(w *walk, f func(member) bool) error
}

// member is one entry of an archive, or why it cannot be read.
type member struct {
	name string // decoded, with forward slashes
	size int64  // -1 if not known
	open func() (io.ReadCloser, error)
	err  error
	// hold, if set, reads a member that cannot be read later, and gives the three
	// above: it is called before the next member, or not at all.
	hold func() (size int64, open func() (io.ReadCloser, error), err error)
	// known and notes are those of the item.
	known *source.Known
	notes []source.Note
}

// errNotFound says that a member that was named is not there.
func errNotFound(pick string) error { return diag.Errorf("X132", nil, "member", pick) }

// item gives an item, or what lies in it. It tells whether to go on.
func (w *walk) item(it source.Item, depth int) bool {
	c, err := w.openContainer(it)
	switch {
	case err != nil:
		return w.give(source.Item{Path: it.Path, Size: it.Size}, err)
	case c == nil:
		return w.give(it, nil)
	case depth == w.limits.Depth:
		return w.give(source.Item{Path: it.Path, Size: it.Size},
			diag.Errorf("X135", nil, "limit", strconv.Itoa(w.limits.Depth)))
	}
	return w.members(it, c, depth)
}

// members gives the members of an archive.
func (w *walk) members(it source.Item, c container, depth int) bool {
	given := 0
	err := w.labels(c, func(m labelled) bool {
		if m.known == nil && litter(m.name) {
			return true
		}
		given++
		in, err := inner(it, m)
		if err != nil {
			return w.give(in, err)
		}
		return w.item(in, depth+1)
	})
	switch {
	case w.stopped:
		return false
	case err != nil:
		return w.give(source.Item{Path: it.Path, Size: it.Size}, err)
	case given == 0:
		return w.give(source.Item{Path: it.Path, Size: it.Size}, diag.Errorf("N109", nil, "format", "an archive without files"))
	}
	return true
}

// inner is the item of a member of the archive it.
func inner(it source.Item, m labelled) (source.Item, error) {
	if m.hold != nil {
		m.size, m.open, m.err = m.hold()
	}
	in := source.Item{Path: it.Path + m.label, Size: m.size, Stamp: it.Stamp, Open: m.open, Known: cmp.Or(m.known, it.Known), Notes: m.notes}
	if it.Rel != "" {
		in.Rel = it.Rel + m.label
	}
	if m.err != nil {
		in = source.Item{Path: in.Path, Size: m.size, Known: in.Known, Notes: in.Notes}
	}
	return in, m.err
}

// memberLabel is what a member's name adds to the path of its archive; n counts
// members of the same name.
func memberLabel(name string, n int) string {
	if n > 1 {
		return "!" + strconv.Itoa(n) + "/" + source.EscapePath(name)
	}
	return "!/" + source.EscapePath(name)
}

func (w *walk) give(it source.Item, err error) bool {
	if !w.yield(it, err) {
		w.stopped = true
	}
	return !w.stopped
}

// spend counts an entry of size bytes (-1: not known).
func (w *walk) spend(size int64) error {
	if w.entries--; w.entries < 0 {
		return w.tooMany()
	}
	if w.left -= max(size, 0); w.left < 0 {
		return w.tooLong()
	}
	return nil
}

func (w *walk) tooLong() error {
	return diag.Errorf("X133", nil, "limit", strconv.FormatInt(w.limits.TotalBytes, 10))
}

func (w *walk) tooMany() error {
	return diag.Errorf("X134", nil, "limit", strconv.Itoa(w.limits.Entries))
}

// within tells whether pick names the member of this label or something inside
// it: "!/inner.zip!/a.docx" is "!/a.docx" inside "!/inner.zip".
func within(pick, label string) (rest string, ok bool) {
	if pick == label {
		return "", true
	}
	rest, ok = strings.CutPrefix(pick, label)
	return rest, ok && source.MemberAt(rest) == 0
}

// litter tells whether some folder or file of a name is litter.
func litter(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if source.Litter(part) {
			return true
		}
	}
	return false
}

// counter counts names by their hashes, which are enough to tell the members of
// an archive apart and take the same memory whatever the names.
type counter map[uint64]int

func (c counter) count(name string) int {
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a
	h := uint64(offset)
	for i := range len(name) {
		h = (h ^ uint64(name[i])) * prime
	}
	c[h]++
	return c[h]
}

// damaged says that the rest of an archive cannot be read: X116 if it is cut
// off, else X130.
func damaged(err error) error {
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return diag.Errorf("X116", err)
	}
	return diag.Errorf("X130", err)
}

func damagedf(format string, args ...any) error { return damaged(fmt.Errorf(format, args...)) }
