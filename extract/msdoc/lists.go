package msdoc

import (
	"strings"
	"unicode/utf16"

	"github.com/nianbao/nianbao/extract/internal/listnum"
	"github.com/nianbao/nianbao/extract/internal/symbolfont"
)

// lists are the list definitions ([MS-DOC] §2.9.131 PlfLst, §2.9.132 PlfLfo):
// paragraphs name an override, which names a list.
type lists struct {
	byOverride []*listnum.List // nil where the list is missing
}

// maxLists bounds lists and their overrides; Word allows 2047.
const maxLists = 50_000

// find is the list of a paragraph's sprmPIlfo, or nil.
func (l *lists) find(ilfo uint16) *listnum.List {
	if i := int(ilfo); i >= 1 && i <= len(l.byOverride) {
		return l.byOverride[i-1]
	}
	return nil
}

// readLists reads both tables. What is damaged ends them: numbers print beside
// the text, and the text stays whole. whole tells whether nothing was lost.
func (f *file) readLists(fonts []symbolfont.Font) (l lists, whole bool) {
	definitions, whole := f.readDefinitions(fonts)
	b, ok := f.table(plfLfo)
	if len(b) < 4 {
		return l, whole && ok
	}
	n := int(le.Uint32(b))
	if n > maxLists || 4+16*n > len(b) {
		return l, false
	}
	s := scanner{b[4+16*n:], false}
	for i := range n {
		lfo := b[4+16*i:]
		var list *listnum.List
		if d := definitions[le.Uint32(lfo)]; d != nil {
			copied := *d
			copied.ID = i + 1
			list = &copied
		}
		s.long() // a position that says nothing
		for range lfo[12] {
			s.override(list, fonts)
		}
		l.byOverride = append(l.byOverride, list)
	}
	return l, whole && !s.short
}

// readDefinitions reads the lists, by their ids. Their levels lie behind the
// table and are not counted in its length.
func (f *file) readDefinitions(fonts []symbolfont.Font) (out map[uint32]*listnum.List, whole bool) {
	b, ok := f.table(plfLst)
	if len(b) < 2 {
		return nil, ok
	}
	n := int(le.Uint16(b))
	if 2+28*n > len(b) {
		return nil, false
	}
	at := int(le.Uint32(f.fclcb[8*plfLst:])) + 2 + 28*n
	s := scanner{f.tables[at:], false}
	out = make(map[uint32]*listnum.List, n)
	for i := range n {
		lst := b[2+28*i:]
		list := &listnum.List{Sequence: i}
		levels := listnum.MaxLevels
		if lst[26]&1 != 0 {
			levels = 1
		}
		for k := range listnum.MaxLevels {
			list.StartOverride[k] = listnum.NoOverride
			if k < levels {
				list.Levels[k] = s.level(fonts)
			}
		}
		if !s.short {
			out[le.Uint32(lst)] = list
		}
	}
	return out, !s.short
}

// scanner reads structures that follow one another. Past the end it gives
// zeros.
type scanner struct {
	b     []byte
	short bool
}

func (s *scanner) take(n int) []byte {
	if n > len(s.b) {
		s.short, s.b = true, nil
		return make([]byte, n)
	}
	out := s.b[:n]
	s.b = s.b[n:]
	return out
}

func (s *scanner) long() uint32 { return le.Uint32(s.take(4)) }

// override reads an LFOLVL ([MS-DOC] §2.9.133).
func (s *scanner) override(list *listnum.List, fonts []symbolfont.Font) {
	start, flags := int(int32(s.long())), s.long()
	k := int(flags & 0xF)
	formatted := flags&0x20 != 0
	var level listnum.Level
	if formatted {
		level = s.level(fonts)
	}
	if list == nil || k >= listnum.MaxLevels || s.short {
		return
	}
	if formatted {
		if flags&0x10 == 0 {
			level.Start = list.Levels[k].Start
		}
		list.Levels[k], start = level, level.Start
	}
	if flags&0x10 != 0 {
		list.StartOverride[k] = start
	}
}

// level reads an LVL ([MS-DOC] §2.9.148).
func (s *scanner) level(fonts []symbolfont.Font) listnum.Level {
	b := s.take(28)
	s.take(int(b[25])) // paragraph properties: indents
	c := charProps{font: -1}
	c.apply(s.take(int(b[24])), toggles{})
	units := make([]uint16, le.Uint16(s.take(2)))
	for i := range units {
		if units[i] = le.Uint16(s.take(2)); s.short {
			return listnum.Level{}
		}
	}
	l := listnum.Level{Start: int(int32(le.Uint32(b))), Format: listFormat(b[4]),
		Legal: b[5]&4 != 0, Hidden: c.hidden, Text: pattern(units, b[6:15])}
	l.Suffix = listnum.Suffix(min(b[15], 2))
	if b[5]&8 != 0 {
		if l.Restart = int(b[26]); l.Restart == 0 {
			l.Restart = listnum.NoRestart
		}
	}
	switch f := fontOf(fonts, c.font); {
	case f != symbolfont.None:
		l.Text = f.Text(l.Text)
	case l.Format == listnum.Bullet && l.Text == "": // a picture
		l.Text = "•"
	default:
		l.Text = symbolfont.Bullets(l.Text)
	}
	return l
}

// pattern is the text of a level with "%1" to "%9" for the numbers of levels.
// places are where those stand, counted from 1.
func pattern(units []uint16, places []byte) string {
	var b strings.Builder
	for i, r := range utf16.Decode(units) {
		if r < listnum.MaxLevels && strings.IndexByte(string(places), byte(i+1)) >= 0 {
			b.WriteByte('%')
			b.WriteByte('1' + byte(r))
			continue
		}
		if r >= ' ' || r == '\t' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// listFormat is the number format of an MSONFC ([MS-OSHARED] §2.2.1.3).
func listFormat(nfc byte) listnum.Format {
	switch {
	case nfc == 0xFF:
		return listnum.None
	case int(nfc) < len(listFormats):
		return listFormats[nfc]
	}
	return listnum.Decimal
}

var listFormats = [...]listnum.Format{
	listnum.Decimal, listnum.UpperRoman, listnum.LowerRoman, listnum.UpperLetter, listnum.LowerLetter,
	listnum.Ordinal, listnum.CardinalText, listnum.OrdinalText, listnum.Hex, listnum.Chicago,
	listnum.IdeographDigital, listnum.JapaneseCounting, listnum.Aiueo, listnum.Iroha, listnum.DecimalFullWidth,
	listnum.Decimal, listnum.JapaneseLegal, listnum.JapaneseDigitalTenThousand, listnum.DecimalEnclosedCircle, listnum.DecimalFullWidth,
	listnum.AiueoFullWidth, listnum.IrohaFullWidth, listnum.DecimalZero, listnum.Bullet, listnum.Ganada,
	listnum.Chosung, listnum.DecimalEnclosedFullstop, listnum.DecimalEnclosedParen, listnum.DecimalEnclosedCircle, listnum.IdeographEnclosedCircle,
	listnum.IdeographTraditional, listnum.IdeographZodiac, listnum.IdeographZodiacTraditional, listnum.TaiwaneseCounting, listnum.IdeographLegalTraditional,
	listnum.TaiwaneseCountingThousand, listnum.TaiwaneseDigital, listnum.ChineseCounting, listnum.ChineseLegalSimplified, listnum.ChineseCountingThousand,
	listnum.Decimal, listnum.KoreanDigital, listnum.KoreanCounting, listnum.KoreanCounting, listnum.IdeographDigital,
	listnum.Decimal, listnum.Decimal, listnum.Decimal, listnum.Decimal, listnum.Decimal,
	listnum.Decimal, listnum.HindiNumbers, listnum.Decimal, listnum.Decimal, listnum.ThaiNumbers,
	listnum.Decimal, listnum.Decimal, listnum.NumberInDash, listnum.RussianLower, listnum.RussianUpper,
}
