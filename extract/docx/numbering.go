package docx

import (
	"strings"

	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
	"github.com/nianbao/nianbao/extract/internal/listnum"
	"github.com/nianbao/nianbao/extract/internal/symbolfont"
)

// numbering is the part of list definitions (ECMA-376 Part 1 §17.9).
type numbering struct {
	abstracts map[int]*abstractNum
	nums      map[int]*num
	lists     map[int]*numList // by number id, nil for one that leads nowhere
}

// abstractNum is a w:abstractNum.
type abstractNum struct {
	levels [listnum.MaxLevels]level
	// link is the numbering style whose list this one takes (w:numStyleLink).
	link string
}

type level struct {
	listnum.Level
	pStyle string // the paragraph style tied to this level
	set    bool
}

// num is a w:num.
type num struct {
	abstract int
	override [listnum.MaxLevels]struct {
		start int // or listnum.NoOverride
		level level
	}
}

// numList is a list as paragraphs use it.
type numList struct {
	listnum.List
	pStyle [listnum.MaxLevels]string
}

// loadNumbering reads the part of list definitions when the first paragraph
// asks for it.
func (r *reader) loadNumbering() error {
	n := &numbering{abstracts: map[int]*abstractNum{}, nums: map[int]*num{}, lists: map[int]*numList{}}
	r.numbers = n
	return r.related("numbering", func(p *part) {
		z := p.z
		for z.Next() == xmlscan.Start {
			if p.tooMany(len(n.abstracts)+len(n.nums), "list definitions") {
				return
			}
			switch z.Name() {
			case wAbstractNum:
				id := intAttr(z, "abstractNumId", -1)
				n.abstracts[id] = p.abstractNum()
				continue
			case wNum:
				id := intAttr(z, "numId", -1)
				n.nums[id] = p.num()
				continue
			}
			z.Skip()
		}
	})
}

func (p *part) abstractNum() *abstractNum {
	z := p.z
	a := new(abstractNum)
	for z.Next() == xmlscan.Start {
		switch z.Name() {
		case wLvl:
			if i := intAttr(z, "ilvl", -1); i >= 0 && i < listnum.MaxLevels {
				a.levels[i] = p.level()
				continue
			}
		case wNumStyleLink:
			v, _ := z.Attr(nsW, "val")
			a.link = string(v)
		}
		z.Skip()
	}
	return a
}

func (p *part) num() *num {
	z := p.z
	n := &num{abstract: -1}
	for i := range n.override {
		n.override[i].start = listnum.NoOverride
	}
	for z.Next() == xmlscan.Start {
		switch z.Name() {
		case wAbstractNumID:
			n.abstract = intAttr(z, "val", -1)
		case wLvlOverride:
			if i := intAttr(z, "ilvl", -1); i >= 0 && i < listnum.MaxLevels {
				p.lvlOverride(n, i)
				continue
			}
		}
		z.Skip()
	}
	return n
}

func (p *part) lvlOverride(n *num, i int) {
	z := p.z
	for z.Next() == xmlscan.Start {
		switch z.Name() {
		case wStartOverride:
			n.override[i].start = intAttr(z, "val", listnum.NoOverride)
		case wLvl:
			n.override[i].level = p.level()
			continue
		}
		z.Skip()
	}
}

// level reads w:lvl.
func (p *part) level() level {
	l := level{set: true}
	var font symbolfont.Font
	picture := false
	p.levelProps(&l, &font, &picture)
	switch {
	case picture:
		l.Text = "•"
	case font != symbolfont.None:
		l.Text = font.Text(l.Text)
	default:
		l.Text = symbolfont.Bullets(l.Text)
	}
	return l
}

func (p *part) levelProps(l *level, font *symbolfont.Font, picture *bool) {
	z := p.z
	for z.Next() == xmlscan.Start {
		switch z.Name() {
		case wStart:
			l.Start = intAttr(z, "val", 0)
		case wNumFmt:
			l.Format, l.Width = numFmt(z)
		case wLvlText:
			v, _ := z.Attr(nsW, "val")
			l.Text = string(v)
		case wLvlRestart:
			if l.Restart = intAttr(z, "val", 0); l.Restart == 0 {
				l.Restart = listnum.NoRestart
			}
		case wIsLgl:
			l.Legal = onOff(z) == on
		case wSuff:
			l.Suffix = suffix(z)
		case wPStyle:
			v, _ := z.Attr(nsW, "val")
			l.pStyle = string(v)
		case wLvlPicBulletID:
			*picture = true
		case wRPr:
			props := p.runProps()
			l.Hidden, *font = props.vanish == on, props.font
			continue
		case mcAlternateContent:
			p.alternate(func() { p.levelProps(l, font, picture) })
			continue
		}
		z.Skip()
	}
}

func suffix(z *xmlscan.Scanner) listnum.Suffix {
	v, _ := z.Attr(nsW, "val")
	switch string(v) {
	case "space":
		return listnum.Space
	case "nothing":
		return listnum.Nothing
	}
	return listnum.Tab
}

// numFmt reads w:numFmt. A custom format shows its first numbers ("001, 002,
// …"): the zeros say how wide it is.
func numFmt(z *xmlscan.Scanner) (f listnum.Format, width int) {
	v, _ := z.Attr(nsW, "val")
	if string(v) != "custom" {
		f, _ = listnum.ParseFormat(string(v))
		return f, 0
	}
	v, _ = z.Attr(nsW, "format")
	first, _, _ := strings.Cut(string(v), ",")
	if strings.Trim(first, "0") == "1" && len(first) < 20 {
		width = len(first)
	}
	return listnum.Decimal, width
}

// list is the list of a number id, or nil.
func (n *numbering) list(id int, s *styles) *numList {
	if l, ok := n.lists[id]; ok {
		return l
	}
	l := n.build(id, s)
	n.lists[id] = l
	return l
}

func (n *numbering) build(id int, s *styles) *numList {
	def := n.nums[id]
	if def == nil {
		return nil
	}
	a := n.definition(def, s)
	if a == nil {
		return nil
	}
	l := &numList{}
	l.ID, l.Sequence = id, def.abstract
	for i := range l.Levels {
		lv := a.levels[i]
		if o := def.override[i].level; o.set {
			lv = o
			if lv.pStyle == "" {
				lv.pStyle = a.levels[i].pStyle
			}
		}
		l.Levels[i], l.pStyle[i] = lv.Level, lv.pStyle
		l.StartOverride[i] = def.override[i].start
	}
	return l
}

// definition follows a num to its levels, through numbering styles if it must
// (§17.9.21).
func (n *numbering) definition(def *num, s *styles) *abstractNum {
	for range maxBased {
		a := n.abstracts[def.abstract]
		if a == nil || a.link == "" {
			return a
		}
		st := s.byID[a.link]
		if st == nil {
			return a
		}
		next := n.nums[st.numID]
		if next == nil || next == def {
			return a
		}
		def = next
	}
	return nil
}

// listOf finds the list and level of a paragraph; ok is false if it has none.
func (p *part) listOf(props paraProps) (l *numList, ilvl int, ok bool) {
	numID, ilvl := props.numID, props.ilvl
	byStyle := numID < 0
	props.style.each(func(x *style) bool {
		if numID < 0 {
			numID = x.numID
		}
		if ilvl < 0 && !byStyle {
			ilvl = x.ilvl
		}
		return numID < 0 || ilvl < 0
	})
	if numID <= 0 { // 0 takes a style's numbering away
		return nil, 0, false
	}
	if p.numbers == nil {
		if err := p.loadNumbering(); err != nil && p.err == nil {
			p.err = err
		}
	}
	if l = p.numbers.list(numID, p.styles); l == nil {
		return nil, 0, false
	}
	if ilvl < 0 && byStyle {
		ilvl = l.levelOf(props.style)
	}
	return l, min(max(ilvl, 0), listnum.MaxLevels-1), true
}

// levelOf is the level of a paragraph that has its list from its style: the one
// tied to the style or to one that it is based on (§17.3.1.19), else the one
// that the style names.
func (l *numList) levelOf(s *style) int {
	level := -1
	s.each(func(x *style) bool {
		for i, id := range l.pStyle {
			if id != "" && id == x.id {
				level = i
				return false
			}
		}
		return true
	})
	if level < 0 {
		s.each(func(x *style) bool { level = x.ilvl; return level < 0 })
	}
	return level
}
