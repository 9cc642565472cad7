package rtf

import (
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/extract/internal/symbolfont"
)

// font is an entry of the table of fonts.
type font struct {
	charset    int
	hasCharset bool
	page       int // \cpg, or 0
	symbols    symbolfont.Font
}

// style is an entry of the style sheet.
type style struct {
	level int // of a heading, or 0
	based int
}

// endFont takes the name gathered for the font being defined.
func (r *reader) endFont() {
	if r.defining != nil {
		name, _, _ := strings.Cut(string(r.name), ";")
		if f := symbolfont.Named([]byte(strings.TrimSpace(name))); f != symbolfont.None {
			r.defining.symbols = f
		}
	}
	r.name = r.name[:0]
}

// endStyle takes the name gathered for the style being defined.
func (r *reader) endStyle() {
	if r.styling != nil && r.styling.level == 0 {
		name, _, _ := strings.Cut(string(r.name), ";")
		r.styling.level = headingLevel(strings.TrimSpace(name))
	}
	r.name, r.styling = r.name[:0], nil
}

// headingLevel is the level of a built-in style for headings, or 0. Word writes
// its name in English whatever its own language.
func headingLevel(name string) int {
	n, ok := strings.CutPrefix(strings.ToLower(name), "heading ")
	if !ok {
		return 0
	}
	level, err := strconv.Atoi(n)
	if err != nil || level < 1 || level > 9 {
		return 0
	}
	return level
}

// maxBased bounds chains of styles.
const maxBased = 64

// level is the level of a heading in a paragraph, or 0.
func (r *reader) level(p *paragraph) int {
	if p.outline >= 0 {
		return (p.outline + 1) % 10 // 9 is running text
	}
	for i, n := p.style, 0; n < maxBased; n++ {
		s := r.styles[i]
		if s == nil {
			return 0
		}
		if s.level != 0 || s.based == i {
			return s.level
		}
		i = s.based
	}
	return 0
}
