// Package listnum computes the numbers of list paragraphs as Word shows them:
// the counters of multi-level lists and the ways to write a number.
//
// It knows nothing of file formats: a reader fills [List] and asks [Counters]
// paragraph by paragraph.
package listnum

// MaxLevels is the number of levels of a list.
const MaxLevels = 9

// Suffix is what stands between a number and its paragraph.
type Suffix uint8

// The suffixes.
const (
	Tab Suffix = iota
	Space
	Nothing
)

// String is the suffix as text.
func (s Suffix) String() string { return [...]string{"\t", " ", ""}[s] }

// Level is one level of a list.
type Level struct {
	Start  int
	Format Format
	// Text is the pattern: "%1" to "%9" stand for the numbers of the levels, the
	// rest for itself.
	Text string
	// Restart says after which levels this one starts again: 0 after every
	// higher one, n > 0 only after the levels up to n (counted from 1), [NoRestart]
	// after none.
	Restart int
	// Legal writes the numbers of the higher levels in decimal.
	Legal  bool
	Suffix Suffix
	// Hidden numbers count and are not shown.
	Hidden bool
	// Width pads decimal numbers with zeros to so many digits.
	Width int
}

// NoRestart as [Level.Restart] lets a level count on through the document.
const NoRestart = -1

// NoOverride as an element of [List.StartOverride] leaves the start as it is.
const NoOverride = -1 << 31

// List is a numbering that paragraphs refer to.
type List struct {
	// ID tells this list from others in [Counters].
	ID int
	// Sequence is the definition behind it. Lists with the same one count on
	// from each other.
	Sequence int
	Levels   [MaxLevels]Level
	// StartOverride restarts the sequence's level at the value when the list is
	// first met at that level; [NoOverride] is none.
	StartOverride [MaxLevels]int
}

// Counters are how far the lists of a document have counted. The zero value is
// ready to use. Counters are for one goroutine.
//
// The rules are those of ECMA-376 Part 1 §17.9 and what Word does where that is
// silent: all lists of one definition share their counters; a start override
// counts once, when its list is first met at that level; a level that is skipped
// on the way down takes its start value and is in use from then on.
type Counters struct {
	sequences  map[int]*counts
	overridden map[override]bool
}

type counts struct {
	value [MaxLevels]int
	used  [MaxLevels]bool
}

type override struct{ list, level int }

// Next counts a paragraph of the list at a level, 0 to 8, and appends its
// number to dst.
func (c *Counters) Next(dst []byte, l *List, level int) []byte {
	if c.sequences == nil {
		c.sequences = make(map[int]*counts)
		c.overridden = make(map[override]bool)
	}
	n := c.sequences[l.Sequence]
	if n == nil {
		n = new(counts)
		c.sequences[l.Sequence] = n
	}
	for i := range level {
		if !n.used[i] {
			c.begin(n, l, i)
		}
	}
	if c.isOverridden(l, level) || !n.used[level] {
		c.begin(n, l, level)
	} else {
		n.value[level]++
	}
	for i := level + 1; i < MaxLevels; i++ {
		if l.Levels[i].restartsAfter(level) {
			n.used[i] = false
		}
	}
	if l.Levels[level].Hidden {
		return dst
	}
	return l.append(dst, n, level)
}

// isOverridden tells whether a start override is due, and marks it as done.
func (c *Counters) isOverridden(l *List, level int) bool {
	if l.StartOverride[level] == NoOverride {
		return false
	}
	key := override{l.ID, level}
	done := c.overridden[key]
	c.overridden[key] = true
	return !done
}

func (c *Counters) begin(n *counts, l *List, level int) {
	n.used[level] = true
	n.value[level] = l.Levels[level].Start
	if o := l.StartOverride[level]; o != NoOverride {
		n.value[level] = o
		c.overridden[override{l.ID, level}] = true
	}
}

func (l *Level) restartsAfter(level int) bool {
	switch l.Restart {
	case 0:
		return true
	case NoRestart:
		return false
	}
	return level < l.Restart
}

// append writes the number of a level from its pattern.
func (l *List) append(dst []byte, n *counts, level int) []byte {
	own := &l.Levels[level]
	text := own.Text
	for i := 0; i < len(text); i++ {
		if text[i] != '%' || i+1 == len(text) || text[i+1] < '1' || text[i+1] > '9' {
			dst = append(dst, text[i])
			continue
		}
		i++
		k := int(text[i] - '1')
		if k > level {
			continue // a lower level has no number here
		}
		f, width := l.Levels[k].Format, l.Levels[k].Width
		if own.Legal && k != level && f != DecimalZero {
			// [MS-DOC] LVLF.fLegal: inherited numbers only, decimal with a zero stays.
			f, width = Decimal, 0
		}
		dst = padded(dst, f, n.value[k], width)
	}
	return dst
}

func padded(dst []byte, f Format, n, width int) []byte {
	from := len(dst)
	dst = f.Append(dst, n)
	for len(dst)-from < width && n >= 0 && f == Decimal {
		dst = append(dst, 0)
		copy(dst[from+1:], dst[from:])
		dst[from] = '0'
	}
	return dst
}
