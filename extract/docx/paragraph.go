package docx

import (
	"bytes"

	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
)

// stopEvery is the number of paragraphs between two looks at the limits and the
// context.
const stopEvery = 64

// paragraph reads the w:p just started.
func (s *story) paragraph() {
	if s.read++; s.read%stopEvery == 0 && s.stopped() {
		return
	}
	z := s.z
	props := s.plainParagraph()
	s.style, s.base = props.style, s.styles.isHidden(props.style, runProps{})
	for z.Next() == xmlscan.Start {
		if z.Name() == wPPr {
			props = s.paraProps()
			if s.style != props.style {
				s.style, s.base = props.style, s.styles.isHidden(props.style, runProps{})
			}
			continue
		}
		s.element(s.base)
	}
	s.endParagraph(props)
}

// endParagraph prints the paragraph, or holds it if its mark does not end it.
func (s *story) endParagraph(props paraProps) {
	s.count(props.mark.mark)
	switch {
	case s.code > 0:
		// A paragraph mark within a field's code is part of the code.
		s.hold(props, false)
	case props.mark.mark == deleted:
		// §17.13.5.15: the text goes on in the next paragraph, which decides how
		// the whole looks.
		s.hold(props, false)
	case props.mark.specVanish || props.dropCap || s.styles.isHidden(props.style, props.mark):
		// A hidden mark does not break the line (§17.3.2.36): run-in headings.
		s.hold(props, true)
	default:
		s.print(props)
	}
}

// hold keeps the paragraph for the next to go on. One without text leaves
// nothing behind, not even a number.
func (s *story) hold(props paraProps, keep bool) {
	if len(s.text) == 0 {
		s.asides()
		return
	}
	if !s.held.keep {
		s.held.props = props
	}
	s.held.active = true
	s.held.keep = s.held.keep || keep
}

// flush prints a paragraph that was held and has no next one.
func (s *story) flush() {
	if s.held.active || len(s.text) > 0 {
		s.print(s.held.props)
	}
	s.asides()
}

// endLoose ends text that stands outside paragraphs.
func (s *story) endLoose() {
	if s.held.loose {
		s.flush()
	}
}

// print hands the paragraph to the builder.
func (s *story) print(props paraProps) {
	if s.held.keep {
		props = s.held.props
	}
	s.held = held{}
	text := bytes.TrimRight(s.marks.Apply(s.text), "\n")
	level := 0
	switch {
	case props.outline >= 0 && props.outline <= 8:
		level = props.outline + 1
	case props.outline < 0 && props.style != nil:
		level = props.style.heading
	}
	marker, text := s.number(props, text)
	s.b.Append(level, marker, text)
	s.printed++
	s.text = s.text[:0]
	for i := range s.open {
		s.open[i].from = 0
	}
	s.asides()
}

// number finds the list number of the paragraph, and puts what separates it
// from the text before the text.
func (s *story) number(props paraProps, text []byte) (marker string, numbered []byte) {
	if s.covered || props.numID < 0 && props.style == nil {
		return "", text
	}
	l, level, ok := s.listOf(props)
	if !ok {
		return "", text
	}
	s.line = s.counters.Next(s.line[:0], &l.List, level)
	if len(s.line) == 0 {
		return "", text
	}
	marker = string(s.line)
	if len(text) == 0 {
		return marker, nil
	}
	s.line = append(s.line[:0], l.Levels[level].Suffix.String()...)
	s.line = append(s.line, text...)
	return marker, s.line
}
