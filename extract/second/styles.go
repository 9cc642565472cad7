package second

import (
	"fmt"
	"strings"
)

// styleSheet is what styles say of text that is hidden and of lists.
type styleSheet struct {
	byID            map[string]*styleDef
	paragraph, run  string // ids of the defaults
	hiddenByDefault bool

	struckByDefault, struckTwiceByDefault *onOff
}

type onOff struct {
	Val *string `xml:"val,attr"`
}

// on tells whether a switch is set (ECMA-376 Part 1 §17.17.4).
func (o *onOff) on() bool { return o != nil && (o.Val == nil || isOn(*o.Val)) }

func isOn(v string) bool { return v != "0" && v != "false" && v != "off" }

type styleDef struct {
	ID      string `xml:"styleId,attr"`
	Type    string `xml:"type,attr"`
	Default string `xml:"default,attr"`
	Base    struct {
		Val string `xml:"val,attr"`
	} `xml:"basedOn"`
	Run struct {
		Vanish  *onOff `xml:"vanish"`
		Strike  *onOff `xml:"strike"`
		Dstrike *onOff `xml:"dstrike"`
	} `xml:"rPr"`
	Paragraph struct {
		Num *struct {
			ID *struct {
				Val string `xml:"val,attr"`
			} `xml:"numId"`
		} `xml:"numPr"`
	} `xml:"pPr"`
}

// readStyles reads the styles of the main part.
func (a *archive) readStyles(mainPart string) (*styleSheet, error) {
	s := &styleSheet{byID: map[string]*styleDef{}}
	name, err := a.target(mainPart, "styles")
	if err != nil || name == "" {
		return s, err
	}
	data, err := a.part(name)
	if err != nil || data == nil {
		return s, err
	}
	var sheet struct {
		Defaults struct {
			Vanish  *onOff `xml:"rPrDefault>rPr>vanish"`
			Strike  *onOff `xml:"rPrDefault>rPr>strike"`
			Dstrike *onOff `xml:"rPrDefault>rPr>dstrike"`
		} `xml:"docDefaults"`
		Styles []*styleDef `xml:"style"`
	}
	if err := decoder(data).Decode(&sheet); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	s.hiddenByDefault = sheet.Defaults.Vanish.on()
	s.struckByDefault, s.struckTwiceByDefault = sheet.Defaults.Strike, sheet.Defaults.Dstrike
	for _, d := range sheet.Styles {
		if s.byID[d.ID] != nil {
			continue
		}
		s.byID[d.ID] = d
		isDefault := d.Default != "" && strings.Contains("1 true on", d.Default)
		switch {
		case isDefault && d.Type == "paragraph" && s.paragraph == "":
			s.paragraph = d.ID
		case isDefault && d.Type == "character" && s.run == "":
			s.run = d.ID
		}
	}
	return s, nil
}

// maxChain bounds chains of styles that are based on one another.
const maxChain = 64

// chain calls look for a style and those that it is based on, nearest first,
// until look is true.
func (s *styleSheet) chain(id string, look func(*styleDef) bool) {
	for range maxChain {
		d := s.byID[id]
		if d == nil || look(d) || d.Base.Val == id {
			return
		}
		id = d.Base.Val
	}
}

// vanishes tells whether a style hides text.
func (s *styleSheet) vanishes(id string) (hidden bool) {
	s.chain(id, func(d *styleDef) bool {
		hidden = d.Run.Vanish.on()
		return d.Run.Vanish != nil
	})
	return hidden
}

// hides tells whether text without a word of its own is hidden, in a paragraph
// and a run of these styles: the two switch one another (§17.7.3).
func (s *styleSheet) hides(paragraph, run string) bool {
	if run == "" || s.byID[run] == nil {
		run = s.run
	}
	return s.vanishes(paragraph) != s.vanishes(run) || s.hiddenByDefault
}

// lists tells whether a paragraph style numbers its paragraphs.
func (s *styleSheet) lists(id string) (numbered bool) {
	s.chain(id, func(d *styleDef) bool {
		if n := d.Paragraph.Num; n != nil && n.ID != nil {
			numbered = n.ID.Val != "0"
			return true
		}
		return false
	})
	return numbered
}
