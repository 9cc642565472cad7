package html

import (
	"bytes"
	"cmp"
	"strconv"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
)

// charset is a character set in which pages are written.
type charset struct {
	name string
	enc  encoding.Encoding
	// safe tells that tags can be told apart before decoding, see [filter].
	safe bool
	// rate looks at bytes that were taken to be of this set; nil where every
	// byte sequence is valid, so that looking tells nothing.
	rate func(data []byte) rating
}

var (
	utf8Charset    = &charset{"UTF-8", unicode.UTF8, true, rateUTF8}
	gb18030Charset = &charset{"GB18030", simplifiedchinese.GB18030, true, rateGB18030}
	big5Charset    = &charset{"Big5", traditionalchinese.Big5, true, rateBig5}
	utf16leCharset = &charset{name: "UTF-16LE", enc: unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)}
	utf16beCharset = &charset{name: "UTF-16BE", enc: unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)}
)

// text is the bytes of a page and the set in which they are written.
type text struct {
	data     []byte // without byte-order mark
	charset  *charset
	valid    bool   // it is UTF-8, as a whole
	declared string // what the page says, if that is wrong; else ""
	guessed  bool   // the page says nothing, and the set was told by its bytes
}

// detect tells the character set of a page: by its byte-order mark; else UTF-8
// if the whole page is valid UTF-8; else what the page declares, unless its
// bytes belie that; else GB18030. outside is what the page's surroundings declare,
// for a page that does not, or "".
func detect(data []byte, outside string) text {
	if t, ok := byMark(data); ok {
		return t
	}
	if cs := unmarkedUTF16(data); cs != nil {
		return text{data: data, charset: cs}
	}
	label := cmp.Or(declaration(data), outside)
	declared := charsetByLabel(label)
	if utf8.Valid(data) {
		t := text{data: data, charset: utf8Charset, valid: true}
		if label != "" && declared != utf8Charset && !isASCII(data) {
			t.declared = label
		}
		return t
	}
	cs := declared
	if cs == nil {
		cs = gb18030Charset
	}
	best := soundest(data, cs)
	t := text{data: data, charset: best, guessed: label == ""}
	if label != "" && best != declared {
		t.declared = label
	}
	return t
}

// byMark tells the character set by a byte-order mark. A UTF-8 mark before
// bytes of another set, as templates put together by careless servers have it,
// is only a declaration.
func byMark(data []byte) (text, bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
		t := text{data: data, charset: utf8Charset}
		if t.valid = utf8.Valid(data); !t.valid {
			if t.charset = soundest(data, utf8Charset); t.charset != utf8Charset {
				t.declared = "UTF-8"
			}
		}
		return t, true
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return text{data: data[2:], charset: utf16leCharset}, true
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return text{data: data[2:], charset: utf16beCharset}, true
	}
	return text{}, false
}

// unmarkedUTF16 tells UTF-16 without a byte-order mark by the zero bytes of its
// tags, or nil. Other character sets have no zero bytes.
func unmarkedUTF16(data []byte) *charset {
	data = data[:min(len(data), 1024)]
	var zeros, ascii [2]int // at even and odd bytes
	for i, c := range data {
		switch {
		case c == 0:
			zeros[i%2]++
		case c < 0x80:
			ascii[i%2]++
		}
	}
	pairs := len(data) / 2
	switch {
	case zeros[1]*2 > pairs && ascii[0]*2 > pairs && zeros[0]*20 < pairs:
		return utf16leCharset
	case zeros[0]*2 > pairs && ascii[1]*2 > pairs && zeros[1]*20 < pairs:
		return utf16beCharset
	}
	return nil
}

func isASCII(data []byte) bool {
	for _, c := range data {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// declaredWithin is how far into a page its declaration is looked for. The HTML
// standard says 1024 bytes; portals put scripts before it.
const declaredWithin = 64 << 10

// declaration is the label of the character set that the page declares in its
// XML prolog or in the first meta element that names one, or "".
func declaration(data []byte) string {
	data = data[:min(len(data), declaredWithin)]
	label := ""
	if bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n\f"), []byte("<?xml")) {
		prolog, _, _ := bytes.Cut(data, []byte("?>"))
		label = quoted(prolog, "encoding")
	}
	var t tag
	for i := 0; i < len(data); {
		n := bytes.IndexByte(data[i:], '<')
		if n < 0 || i+n+1 >= len(data) {
			break
		}
		i += n
		switch c := data[i+1]; {
		case c == '!' || c == '?':
			i = skipMarkup(data, i)
		case isLetter(c):
			end := t.read(data, i)
			if end < 0 {
				return label
			}
			if l := metaCharset(&t); l != "" {
				return l
			}
			if i = end; rawText(t.atom) != "" {
				i = rawEnd(data, end, rawText(t.atom))
			}
		default:
			i++
		}
	}
	return label
}

// metaCharset is the label that a meta element declares (HTML standard
// §4.2.5.4), or "".
func metaCharset(t *tag) string {
	if string(t.name) != "meta" {
		return ""
	}
	if v, ok := t.value("charset"); ok {
		return label(v)
	}
	if v, ok := t.value("http-equiv"); !ok || !equalFold(bytes.TrimSpace(v), "content-type") {
		return ""
	}
	content, _ := t.value("content")
	// Not by strings.ToLower, which changes the length of what is no UTF-8.
	const word = "charset"
	i := 0
	for i+len(word) <= len(content) && !equalFold(content[i:i+len(word)], word) {
		i++
	}
	if i+len(word) > len(content) {
		return ""
	}
	rest := bytes.TrimLeft(content[i+len(word):], " \t\r\n\f")
	if !bytes.HasPrefix(rest, []byte("=")) {
		return ""
	}
	rest, _, _ = bytes.Cut(rest[1:], []byte(";"))
	return label(rest)
}

func label(v []byte) string { return string(bytes.Trim(v, " \t\r\n\f\"'")) }

// quoted is the quoted value after name and "=" in an XML prolog.
func quoted(prolog []byte, name string) string {
	_, rest, ok := bytes.Cut(prolog, []byte(name))
	if !ok {
		return ""
	}
	rest = bytes.TrimLeft(rest, " \t\r\n=")
	if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
		return ""
	}
	v, _, _ := bytes.Cut(rest[1:], rest[:1])
	return label(v)
}

// charsetByLabel is the character set of a declared label, or nil. GB18030
// stands for all of its subsets, since pages hold its characters under the
// names of these (WHATWG Encoding, labels). A meta element that can be read as
// ASCII does not stand in a UTF-16 page (HTML standard §13.2.3.2).
func charsetByLabel(label string) *charset {
	enc, err := htmlindex.Get(label)
	if err != nil {
		return nil
	}
	name, _ := htmlindex.Name(enc)
	switch name {
	case "utf-8", "utf-16le", "utf-16be":
		return utf8Charset
	case "gbk", "gb18030":
		return gb18030Charset
	case "big5":
		return big5Charset
	case "replacement", "x-user-defined":
		return nil
	}
	return &charset{name: name, enc: enc}
}

// decode gives the text as UTF-8, and how many characters could not be decoded.
func (t *text) decode(data []byte) (out []byte, bad int) {
	if t.charset == utf8Charset && utf8.Valid(data) {
		return data, 0
	}
	out, err := t.charset.enc.NewDecoder().Bytes(data)
	if err != nil {
		// Decoders replace what they cannot decode; none fails.
		out = bytes.ToValidUTF8(data, []byte("\ufffd"))
	}
	replacement := []byte("\ufffd")
	bad = bytes.Count(out, replacement)
	if t.charset == utf8Charset {
		bad -= bytes.Count(data, replacement) // those that the page itself holds
	}
	return out, bad
}

// findings says how the text was read. A page that declares nothing and is
// UTF-8 is nothing to speak of.
func (t *text) findings(bad int) (out []diag.Finding) {
	switch {
	case t.declared != "":
		out = append(out, diag.New("X151", source.Pos{}, "charset", t.charset.name,
			"detail", " (the page declares "+strconv.Quote(t.declared)+")"))
	case t.guessed:
		out = append(out, diag.New("X151", source.Pos{}, "charset", t.charset.name, "detail", ""))
	}
	if bad > 0 {
		out = append(out, diag.New("X152", source.Pos{}, "count", strconv.Itoa(bad), "charset", t.charset.name))
	}
	return out
}
