package docx

import (
	"strings"

	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
)

// style is one style with what its chain of basedOn gives it.
type style struct {
	id string
	styleProps
	base *style

	hidden  bool  // by the chain
	struck  lines // by the chain
	heading int   // level 1 to 9 by the chain, or 0
	done    bool
}

// styleProps are what a style itself says; see paraProps.
type styleProps struct {
	name, basedOn        string
	numID, ilvl, outline int
	vanish               tri
	lines                lines
}

// styles are the styles of a document.
type styles struct {
	byID map[string]*style
	// paragraph and run are the default styles, or nil.
	paragraph, run *style
	// hidden and struck are what the document defaults say.
	hidden bool
	struck lines
	// anyHidden and anyStruck tell whether anything here hides or strikes text.
	anyHidden, anyStruck bool
}

// loadStyles reads the part of styles, if there is one. The documents of one
// office share theirs: where the part is that of the document before, so is what
// it says.
func (r *reader) loadStyles() error {
	r.styles = &styles{}
	rel, ok := r.mainRels.ByType("styles")
	if !ok || rel.External {
		return nil
	}
	packed := r.pkg.Packed(rel.Target)
	if packed.Same(r.memory.stylesPart) {
		r.styles = r.memory.styles
		return nil
	}
	data, err := r.pkg.Read(r.ctx, rel.Target)
	switch {
	case err != nil:
		return err
	case data == nil:
		r.missingPart(rel.Target)
		return nil
	}
	r.styles = &styles{byID: make(map[string]*style)}
	if err := r.parse(rel.Target, data, nil, r.styles.load); err != nil {
		return err
	}
	r.styles.resolveAll()
	if len(data) <= maxRemembered {
		r.memory.stylesPart, r.memory.styles = packed.Clone(), r.styles
	}
	return nil
}

// maxRemembered is the size up to which a part of styles is remembered.
const maxRemembered = 1 << 20

func (s *styles) load(p *part) {
	z := p.z
	for z.Next() == xmlscan.Start {
		switch z.Name() {
		case wStyle:
			if p.tooMany(len(s.byID), "styles") {
				return
			}
			s.read(p)
			continue
		case wDocDefaults:
			s.readDefaults(p)
			continue
		}
		z.Skip()
	}
}

func (s *styles) resolveAll() {
	for _, x := range s.byID {
		s.resolve(x, 0)
		s.anyHidden = s.anyHidden || x.hidden
		s.anyStruck = s.anyStruck || x.struck != (lines{})
	}
	s.anyHidden = s.anyHidden || s.hidden
}

// readDefaults reads w:docDefaults.
func (s *styles) readDefaults(p *part) {
	z := p.z
	for z.Next() == xmlscan.Start {
		switch z.Name() {
		case wRPrDefault:
			s.readDefaults(p)
			continue
		case wRPr:
			props := p.runProps()
			s.hidden, s.struck = props.vanish == on, props.lines
			continue
		}
		z.Skip()
	}
}

// read reads one w:style. The first of several with one id counts.
func (s *styles) read(p *part) {
	z := p.z
	id, _ := z.Attr(nsW, "styleId")
	x := &style{id: string(id)}
	kind, _ := z.Attr(nsW, "type")
	isParagraph, isRun := string(kind) == "paragraph", string(kind) == "character"
	def, _ := z.Attr(nsW, "default")
	isDefault := string(def) == "1" || string(def) == "true" || string(def) == "on"
	x.styleProps = p.styleProps()
	if _, twice := s.byID[x.id]; twice {
		return
	}
	s.byID[x.id] = x
	if isDefault && isParagraph && s.paragraph == nil {
		s.paragraph = x
	}
	if isDefault && isRun && s.run == nil {
		s.run = x
	}
}

// styleProps reads the content of w:style.
func (p *part) styleProps() styleProps {
	z := p.z
	x, ok := p.memory.style.find(p)
	if ok {
		return x
	}
	from, in := z.Pos(), p.scope()
	x = styleProps{numID: -1, ilvl: -1, outline: -1}
	for z.Next() == xmlscan.Start {
		switch z.Name() {
		case wName:
			x.name = val(z)
		case wBasedOn:
			x.basedOn = val(z)
		case wPPr:
			x.readParagraph(z)
			continue
		case wRPr:
			props := p.runProps()
			x.vanish, x.lines = props.vanish, props.lines
			continue
		}
		z.Skip()
	}
	p.memory.style.add(p, from, in, x)
	return x
}

func (x *styleProps) readParagraph(z *xmlscan.Scanner) {
	for z.Next() == xmlscan.Start {
		switch z.Name() {
		case wNumPr:
			x.ilvl, x.numID = numPr(z)
			continue
		case wOutlineLvl:
			x.outline = intAttr(z, "val", -1)
		}
		z.Skip()
	}
}

// maxBased bounds chains of styles; Word allows eleven.
const maxBased = 64

// resolve follows the chain of a style once.
func (s *styles) resolve(x *style, depth int) {
	if x.done || depth > maxBased {
		return
	}
	x.done = true // also ends chains that bite their tails
	base := s.byID[x.basedOn]
	if base == x {
		base = nil
	}
	if base != nil {
		s.resolve(base, depth+1)
		x.base = base
		x.hidden, x.heading, x.struck = base.hidden, base.heading, base.struck
	}
	x.struck = x.lines.over(x.struck)
	if x.vanish != unset {
		x.hidden = x.vanish == on
	}
	switch {
	case x.outline >= 0 && x.outline <= 8:
		x.heading = x.outline + 1
	case x.outline == 9:
		x.heading = 0 // body text
	default:
		if n := headingByName(x.name); n > 0 {
			x.heading = n
		}
	}
}

// headingByName is the level of a built-in heading style, whose name is English
// in the file whatever the language of Word; WPS and converters also leave the
// Chinese name.
func headingByName(name string) int {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, prefix := range []string{"heading", "标题"} {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			rest = strings.TrimSpace(rest)
			if len(rest) == 1 && rest[0] >= '1' && rest[0] <= '9' {
				return int(rest[0] - '0')
			}
		}
	}
	return 0
}

// each calls yield for the style and those that it is based on, nearest first,
// until yield is false.
func (x *style) each(yield func(*style) bool) {
	for range maxBased {
		if x == nil || !yield(x) {
			return
		}
		x = x.base
	}
}

// isHidden tells whether text is hidden (ECMA-376 Part 1 §17.3.2.41, §17.7.3):
// what the run says counts first; else the paragraph's and the run's style each
// switch it, and the document defaults hide all.
func (s *styles) isHidden(para *style, run runProps) bool {
	if run.vanish != unset {
		return run.vanish == on
	}
	if !s.anyHidden {
		return false
	}
	char := run.style
	if char == nil {
		char = s.run
	}
	byPara, byRun := para != nil && para.hidden, char != nil && char.hidden
	return byPara != byRun || s.hidden
}
