// Package font tells what the codes of a PDF's text mean and how wide they are
// (ISO 32000-1 §9.5 to §9.10).
//
// A character is read by, in this order: the font's ToUnicode map; the predefined
// encoding of a CID font, where its codes are those of a character set (UCS-2,
// UTF-16, GBK); the encoding of a simple font, by the names of its glyphs. What none of
// them tells is unknown, never guessed: fonts of which a part is embedded number
// their glyphs as they like.
package font

import (
	"strings"

	"github.com/nianbao/nianbao/extract/pdf/internal/object"
)

// Font is a font of a page.
type Font struct {
	// Vertical tells that text runs from top to bottom.
	Vertical bool
	// Type3 tells that glyphs are drawn by content streams.
	Type3 bool
	// Matrix is that from glyph space to text space; only Type 3 fonts state another
	// than a thousandth.
	Matrix [6]float64
	// Ascent and Descent bound a line of text, in text space.
	Ascent, Descent float64
	// Set is the character set of a font that is not embedded and states no map,
	// such as "Adobe-GB1", or "".
	Set string

	composite bool
	coding    coding
	unicode   *cmap
	codes     *cmap // an embedded encoding, or nil
	simple    *[256]string
	widths    map[int]float64
	width     float64
}

// Glyph is a code of a string.
type Glyph struct {
	// Text is what it prints; "" if that is unknown.
	Text string
	// Width is its advance in text space.
	Width float64
	// Blank tells that it is the single-byte code 32, to which word spacing applies.
	Blank bool
}

// thousandth is the usual matrix from glyph space to text space.
var thousandth = [6]float64{.001, 0, 0, .001, 0, 0}

// Load reads a font's dictionary.
func Load(v object.Value) *Font {
	f := &Font{Matrix: thousandth, widths: map[int]float64{}, width: 1000, Ascent: 0.88, Descent: -0.12}
	if m := v.Key("ToUnicode"); m.IsStream() {
		f.unicode = parse(m.Stream())
	}
	if v.Key("Subtype").Name() == "Type0" {
		f.loadComposite(v)
	} else {
		f.loadSimple(v)
	}
	return f
}

func (f *Font) loadComposite(v object.Value) {
	f.composite = true
	enc := v.Key("Encoding")
	name := enc.Name()
	if enc.IsStream() {
		f.codes = parse(enc.Stream())
		f.Vertical = enc.Key("WMode").Int() == 1
		name = enc.Key("UseCMap").Name()
	}
	f.Vertical = f.Vertical || strings.HasSuffix(name, "-V") || name == "V"
	f.coding = codingOf(name)
	d := v.Key("DescendantFonts").Index(0)
	if w := d.Key("DW"); w.IsNumber() {
		f.width = w.Number()
	}
	f.loadWidths(d.Key("W"))
	info := d.Key("CIDSystemInfo")
	if f.unicode == nil && f.coding == identity {
		f.Set = info.Key("Registry").Text() + "-" + info.Key("Ordering").Text()
	}
}

// loadWidths reads the widths of CIDs (§9.7.4.3): "c [w1 w2 …]" or "first last w".
func (f *Font) loadWidths(w object.Value) {
	const most = 1 << 16
	for i, work := 0, 0; i+1 < w.Len() && work < 4*most; {
		first := w.Index(i).Int()
		second := w.Index(i + 1)
		if second.IsArray() {
			for k := range min(second.Len(), most) {
				f.widths[first+k] = second.Index(k).Number()
			}
			i += 2
			continue
		}
		width := w.Index(i + 2).Number()
		work += min(max(second.Int()-first, 0), most)
		for c := max(first, 0); c <= min(second.Int(), most); c++ {
			f.widths[c] = width
		}
		i += 3
	}
}

func (f *Font) loadSimple(v object.Value) {
	kind := v.Key("Subtype").Name()
	f.Type3 = kind == "Type3"
	if m := v.Key("FontMatrix").Numbers(6); m != nil && f.Type3 {
		copy(f.Matrix[:], m)
	}
	first := v.Key("FirstChar").Int()
	w := v.Key("Widths")
	for i := range min(w.Len(), 256) {
		f.widths[first+i] = w.Index(i).Number()
	}
	if last := v.Key("LastChar"); last.IsNumber() && w.Len() > 0 && w.Len() != last.Int()-first+1 {
		v.Damaged("a font has another number of widths than of characters")
	}
	d := v.Key("FontDescriptor")
	f.width = d.Key("MissingWidth").Number()
	if w.Len() == 0 {
		f.width = 500 // one of the standard fonts: digits are about half an em wide
	}
	f.simple = encodingOf(v, d, f.Type3)
}

// Weight is how much memory the font takes, in entries of its tables.
func (f *Font) Weight() int {
	n := len(f.widths)
	for _, m := range []*cmap{f.unicode, f.codes} {
		if m != nil {
			n += len(m.text) + len(m.cids)
		}
	}
	return n
}

// Next reads the next code of a string, and the number of its bytes.
func (f *Font) Next(s []byte) (g Glyph, n int) {
	n = 1
	if f.composite {
		if n = f.coding.length(s); f.codes != nil {
			n = f.codes.length(s, n)
		}
	}
	n = min(max(n, 1), len(s))
	code := 0
	for _, c := range s[:n] {
		code = code<<8 | int(c)
	}
	g.Text = f.text(code, s[:n])
	g.Blank = n == 1 && code == ' '
	g.Width = f.widthOf(code, n) * f.Matrix[0]
	return g, n
}

func (f *Font) text(code int, raw []byte) string {
	if f.unicode != nil {
		if text, ok := f.unicode.text[code]; ok {
			return known(text)
		}
	}
	switch {
	case f.simple != nil && code < 256:
		return known(f.simple[code])
	case f.composite:
		return known(f.coding.decode(raw))
	}
	return ""
}

func (f *Font) widthOf(code, n int) float64 {
	cid := code
	if f.composite {
		switch {
		case f.codes != nil:
			cid = f.codes.cid(code)
		case f.coding != identity && n == 1:
			return 500 // half an em: the CIDs of these codes are not known here
		case f.coding != identity:
			return f.width
		}
	}
	if w, ok := f.widths[cid]; ok {
		return w
	}
	return f.width
}
