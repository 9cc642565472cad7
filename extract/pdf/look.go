package pdf

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/pdf/internal/content"
	"github.com/nianbao/nianbao/extract/pdf/internal/layout"
	"github.com/nianbao/nianbao/extract/pdf/internal/lines"
	"github.com/nianbao/nianbao/extract/source"
)

// What a page looks like that cannot be read.
const (
	fewCharacters = 20  // a page with fewer has no text to speak of
	scanShare     = 0.4 // a picture that covers more of the page is a scan
	manyCurves    = 200 // so many filled curves are outlined text
	manyUnknown   = 20  // characters of which it is unknown what they are
	fewChinese    = 0.2 // of letters; a page with fewer, and without blanks between words, has a wrong map
)

// kind is what a page is.
type kind uint8

const (
	readable kind = iota
	empty
	scanned
	outlined
	broken
)

// looked is what was seen of the pages.
type looked struct {
	kinds     []kind
	invisible int // pages of which the invisible text is read
	images    int
	unknown   int
	outside   int // characters that are clipped away or lie off the page
	sets      map[string]bool
}

// look tells what each page is. Of a page without visible text, the invisible is read.
func look(pages []*content.Page) *looked {
	l := &looked{sets: map[string]bool{}}
	for _, p := range pages {
		if reveal(p) {
			l.invisible++
		}
		k := kindOf(p)
		l.kinds = append(l.kinds, k)
		l.images += p.Images
		l.unknown += p.Unknown
		l.outside += p.Clipped
		maps.Copy(l.sets, p.Sets)
	}
	return l
}

// reveal drops the invisible text of a page with visible text. If a page has none but
// invisible, that is taken for what stands there.
func reveal(p *content.Page) bool {
	var seen, invisible int
	for _, g := range p.Glyphs {
		switch {
		case lines.IsSpace(g.R):
		case g.Shade == content.Seen:
			seen++
		case g.Shade == content.Invisible:
			invisible++
		}
	}
	take := invisible >= fewCharacters && seen < invisible/4
	if !take {
		p.Glyphs = slices.DeleteFunc(p.Glyphs, func(g content.Glyph) bool { return g.Shade == content.Invisible })
	}
	return take
}

func kindOf(p *content.Page) kind {
	var known, unknown, letters, chinese, blanks int
	for _, g := range p.Glyphs {
		switch {
		case g.Shade == content.Covered:
			continue
		case lines.IsSpace(g.R):
			blanks++
			continue
		case g.R == content.Unknown:
			unknown++
			continue
		}
		known++
		if unicode.IsLetter(g.R) {
			letters++
			if unicode.Is(unicode.Han, g.R) {
				chinese++
			}
		}
	}
	switch {
	case unknown > manyUnknown && unknown > known/20:
		return broken
	case letters >= 3*fewCharacters && float64(chinese) < fewChinese*float64(letters) && blanks < letters/15:
		return broken
	case known >= fewCharacters:
		return readable
	case p.ImageShare > scanShare:
		return scanned
	case p.Curves > manyCurves:
		return outlined
	case known > 0 || unknown > 0:
		return readable
	}
	return empty
}

// ruled tells whether pages have ruling lines enough for a table: it takes two that stand.
func (l *looked) ruled(pages []*content.Page) bool {
	n := 0
	for _, p := range pages {
		for _, r := range p.Rules {
			if !r.Horizontal() && r.Length() > 8 {
				n++
			}
		}
	}
	return n >= 2
}

func (l *looked) pages(k kind) (out []string) {
	for i, has := range l.kinds {
		if has == k {
			out = append(out, strconv.Itoa(i+1))
		}
	}
	return out
}

// codes of documents whose pages cannot be read.
var codes = map[kind]diag.Code{scanned: "X186", outlined: "X187", broken: "X188"}

// refusal is the error of a document without a page that can be read, or one of which
// most cannot.
func (l *looked) refusal() error {
	worst, most := empty, 0
	bad := 0
	for _, k := range []kind{scanned, outlined, broken} {
		n := len(l.pages(k))
		if bad += n; n > most {
			worst, most = k, n
		}
	}
	good := len(l.pages(readable))
	switch {
	case bad == 0 || good > 0 && bad <= good:
		return nil
	}
	var why error
	if sets := slices.Sorted(maps.Keys(l.sets)); worst == broken && len(sets) > 0 {
		why = errors.New("fonts of the character set " + strings.Join(sets, ", ") + " are not embedded")
	}
	return diag.Errorf(codes[worst], why)
}

// findings says what became of pages that were read in part.
func (l *looked) findings(b *document.Builder, d *layout.Document) {
	for range l.images {
		b.AddImage()
	}
	for _, k := range []kind{scanned, outlined, broken} {
		if p := l.pages(k); len(p) > 0 {
			b.AddFinding(diag.New("X190", source.Pos{}, "pages", strings.Join(p, ", "), "code", string(codes[k])))
		}
	}
	if l.invisible > 0 {
		b.AddFinding(diag.New("X189", source.Pos{}, "count", strconv.Itoa(l.invisible)))
	}
	if l.unknown > 0 {
		b.AddFinding(diag.New("X191", source.Pos{}, "count", strconv.Itoa(l.unknown)))
	}
	if l.outside > 0 {
		b.AddFinding(diag.New("X193", source.Pos{}, "count", strconv.Itoa(l.outside)))
	}
	if d.Overprinted > 0 {
		b.AddFinding(diag.New("X192", source.Pos{}, "count", strconv.Itoa(d.Overprinted)))
	}
}
