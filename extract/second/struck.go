package second

import (
	"regexp"
	"strings"
)

// markStruck sets ~~ before and after what is struck through: once for what
// stands side by side or has only white space between, and never for white space
// alone.
func markStruck(text string) string {
	if !strings.ContainsRune(text, strike) {
		return text
	}
	text = struckBlank.ReplaceAllString(text, "$1")
	text = struckJoint.ReplaceAllString(text, "$1")
	return struckText.ReplaceAllString(text, "$1~~$2~~$3")
}

const blank = `([\s\v\x{85}\pZ]*)`

var (
	struckBlank = regexp.MustCompile("\uFDD6" + blank + "\uFDD7")
	struckJoint = regexp.MustCompile("\uFDD7" + blank + "\uFDD6")
	struckText  = regexp.MustCompile("\uFDD6" + blank + "([^\uFDD7]*?)" + blank + "\uFDD7")
)

// isStruck tells whether text without a word of its own is struck through, in a
// paragraph and a run of these styles: a single line is switched by both
// (§17.7.3).
func (s *styleSheet) isStruck(paragraph, run string, single, double *bool) bool {
	if run == "" || s.byID[run] == nil {
		run = s.run
	}
	if single == nil {
		byParagraph := s.says(paragraph, func(d *styleDef) *onOff { return d.Run.Strike })
		byRun := s.says(run, func(d *styleDef) *onOff { return d.Run.Strike })
		on := byParagraph.on() != byRun.on() || s.struckByDefault.on()
		single = &on
	}
	if double == nil {
		set := s.says(run, func(d *styleDef) *onOff { return d.Run.Dstrike })
		if set == nil {
			set = s.says(paragraph, func(d *styleDef) *onOff { return d.Run.Dstrike })
		}
		if set == nil {
			set = s.struckTwiceByDefault
		}
		on := set.on()
		double = &on
	}
	return *single || *double
}

// says is what the nearest style of a chain says, or nil.
func (s *styleSheet) says(id string, of func(*styleDef) *onOff) (said *onOff) {
	s.chain(id, func(d *styleDef) bool {
		said = of(d)
		return said != nil
	})
	return said
}

// struck writes text of a run that may be struck through.
func (f *filter) struck(text string) {
	if f.para != nil && f.para.run.struck && text != "" {
		text = string(strike) + text + string(unstrike)
	}
	f.write(text)
}
