package docx

import (
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
	"github.com/nianbao/nianbao/extract/internal/raised"
	"github.com/nianbao/nianbao/extract/internal/symbolfont"
)

// tri is a property that may be left to a style.
type tri uint8

const (
	unset tri = iota
	off
	on
)

// onOff reads a switch (ECMA-376 Part 1 §17.17.4): without a value it is on.
func onOff(z *xmlscan.Scanner) tri {
	v, ok := z.Attr(nsW, "val")
	if !ok {
		return on
	}
	switch string(v) {
	case "0", "false", "off":
		return off
	}
	return on
}

// intAttr reads a whole number, or gives def.
func intAttr(z *xmlscan.Scanner, local string, def int) int {
	v, ok := z.Attr(nsW, local)
	if !ok {
		return def
	}
	return atoi(v, def)
}

// atoi reads a whole number of at most nine digits, and cuts a larger one to
// that; anything else is def.
func atoi(v []byte, def int) int {
	neg := len(v) > 0 && v[0] == '-'
	if neg {
		v = v[1:]
	}
	if len(v) == 0 {
		return def
	}
	n := 0
	for i, c := range v {
		if c < '0' || c > '9' {
			if i == 0 {
				return def
			}
			break // 12.0 and the like
		}
		n = min(n*10+int(c-'0'), 999_999_999)
	}
	if neg {
		return -n
	}
	return n
}

// preserves tells whether the element just started keeps white space at the
// ends of its text.
func preserves(z *xmlscan.Scanner) bool {
	if !z.HasAttrs() {
		return false
	}
	v, ok := z.Attr(xmlscan.XML, "space")
	return ok && string(v) == "preserve"
}

// runProps are the properties of a run that matter here.
type runProps struct {
	vanish tri
	lines  lines
	// styleID is what is remembered, and style what it means in the document.
	styleID string
	style   *style
	font    symbolfont.Font
	raised  raised.Position
	// Of a paragraph mark only.
	specVanish bool
	mark       change
}

// change is what a tracked change does.
type change uint8

const (
	unchanged change = iota
	inserted
	deleted
)

// runProps reads w:rPr.
func (p *part) runProps() runProps {
	props, ok := p.memory.run.find(p)
	if !ok {
		from, in := p.z.Pos(), p.scope()
		props = p.readRunProps()
		p.memory.run.add(p, from, in, props)
	}
	props.style = p.styleOf(props.styleID)
	return props
}

func (p *part) readRunProps() (props runProps) {
	z := p.z
	for z.Next() == xmlscan.Start {
		switch z.Name() {
		case wVanish:
			props.vanish = onOff(z)
		case wStrike:
			props.lines.single = onOff(z)
		case wDstrike:
			props.lines.double = onOff(z)
		case wSpecVanish:
			props.specVanish = onOff(z) == on
		case wRStyle:
			props.styleID = val(z)
		case wRFonts:
			props.font = runFont(z)
		case wVertAlign:
			props.raised = vertAlign(z)
		case wIns, wMoveTo:
			props.mark = max(props.mark, inserted)
		case wDel, wMoveFrom:
			props.mark = deleted
		}
		z.Skip()
	}
	return props
}

// val is the value of the element just started, or "".
func val(z *xmlscan.Scanner) string {
	v, _ := z.Attr(nsW, "val")
	return string(v)
}

// styleOf is the style of an id, or nil.
func (p *part) styleOf(id string) *style {
	if id == "" {
		return nil
	}
	return p.styles.byID[id]
}

// paraProps are the properties of a paragraph that matter here.
type paraProps struct {
	// styleID is what is remembered, and style what it means in the document: the
	// default style where it names none.
	styleID string
	style   *style
	// numID and ilvl are -1 where the paragraph leaves them to its style.
	numID, ilvl int
	// outline is 0 to 9, or -1.
	outline int
	// mark is about the paragraph mark.
	mark runProps
	// dropCap is a paragraph that holds the large first letter of the next.
	dropCap bool
	// section is set if the paragraph ends a section.
	section bool
}

// plain are the properties of a paragraph that states none.
var plain = paraProps{numID: -1, ilvl: -1, outline: -1}

func (p *part) plainParagraph() paraProps {
	props := plain
	props.style = p.styles.paragraph
	return props
}

// paraProps reads w:pPr.
func (p *part) paraProps() paraProps {
	props, ok := p.memory.para.find(p)
	if !ok {
		from, in := p.z.Pos(), p.scope()
		props = p.readParaProps()
		if !props.section {
			p.memory.para.add(p, from, in, props)
		}
	}
	props.style, props.mark.style = p.styles.paragraph, p.styleOf(props.mark.styleID)
	if s := p.styleOf(props.styleID); s != nil {
		props.style = s
	}
	return props
}

func (p *part) readParaProps() paraProps {
	z, props := p.z, plain
	for z.Next() == xmlscan.Start {
		switch z.Name() {
		case wPStyle:
			props.styleID = val(z)
		case wNumPr:
			props.ilvl, props.numID = numPr(z)
			continue
		case wOutlineLvl:
			props.outline = intAttr(z, "val", -1)
		case wFramePr:
			v, ok := z.Attr(nsW, "dropCap")
			props.dropCap = ok && string(v) != "none"
		case wRPr:
			props.mark = p.runProps()
			continue
		case wSectPr:
			props.section = true
			p.section()
			continue
		}
		z.Skip()
	}
	return props
}

// numPr reads w:numPr, whose parts are -1 where it leaves them out.
func numPr(z *xmlscan.Scanner) (ilvl, numID int) {
	ilvl, numID = -1, -1
	for z.Next() == xmlscan.Start {
		switch z.Name() {
		case wIlvl:
			ilvl = intAttr(z, "val", -1)
		case wNumID:
			numID = intAttr(z, "val", -1)
		}
		z.Skip()
	}
	return ilvl, numID
}

// cellProps are the properties of a cell that matter here.
type cellProps struct {
	cell    document.CellProps
	change  change
	tracked bool // a tracked merge
}

// cellProps reads w:tcPr.
func (p *part) cellProps() cellProps {
	z := p.z
	props, ok := p.memory.cell.find(p)
	if ok {
		return props
	}
	from, in := z.Pos(), p.scope()
	for z.Next() == xmlscan.Start {
		switch z.Name() {
		case wGridSpan:
			props.cell.ColSpan = intAttr(z, "val", 1)
		case wVMerge:
			if !props.tracked {
				props.cell.VMerge = vMerge(z, "restart")
			}
		case wHMerge:
			props.cell.HContinue = vMerge(z, "restart") == document.VMergeContinue
		case wCellIns:
			props.change = inserted
		case wCellDel:
			props.change = deleted
		case wCellMerge:
			// ECMA-376 Part 1 §17.13.5.4: the merge as it will be.
			props.tracked = true
			props.cell.VMerge = vMerge(z, "rest")
		}
		z.Skip()
	}
	p.memory.cell.add(p, from, in, props)
	return props
}

// vMerge reads a merge: restart or, without a value, continue.
func vMerge(z *xmlscan.Scanner, restart string) document.VMerge {
	v, ok := z.Attr(nsW, "val")
	if !ok {
		v, _ = z.Attr(nsW, "vMerge") // of w:cellMerge
	}
	if string(v) == restart {
		return document.VMergeRestart
	}
	return document.VMergeContinue
}

// rowProps are the properties of a row that matter here.
type rowProps struct {
	gridBefore     int
	header, hidden bool
	change         change
}

// rowProps reads w:trPr.
func (p *part) rowProps() rowProps {
	z := p.z
	props, ok := p.memory.row.find(p)
	if ok {
		return props
	}
	from, in := z.Pos(), p.scope()
	for z.Next() == xmlscan.Start {
		switch z.Name() {
		case wGridBefore:
			props.gridBefore = intAttr(z, "val", 0)
		case wTblHeader:
			props.header = onOff(z) == on
		case wHidden:
			props.hidden = onOff(z) == on
		case wIns:
			props.change = max(props.change, inserted)
		case wDel:
			props.change = deleted
		}
		z.Skip()
	}
	p.memory.row.add(p, from, in, props)
	return props
}

// count counts a tracked change.
func (r *reader) count(c change) {
	switch c {
	case inserted:
		r.inserted++
	case deleted:
		r.deleted++
	}
}
