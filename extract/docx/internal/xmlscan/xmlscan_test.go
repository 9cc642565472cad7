package xmlscan_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
)

const (
	nsA xmlscan.NS = iota + 1
	nsB
)

const (
	aX xmlscan.Name = iota + 1
	aY
	bX
)

var vocabulary = xmlscan.NewVocabulary(map[string]xmlscan.NS{"urn:a": nsA, "urn:a:strict": nsA, "urn:b": nsB}, []xmlscan.Term{
	{Space: nsA, Local: "x", Name: aX}, {Space: nsA, Local: "y", Name: aY}, {Space: nsB, Local: "x", Name: bX},
})

var labels = map[xmlscan.Name]string{0: "?", aX: "a.x", aY: "a.y", bX: "b.x"}

// walk writes what a scanner finds: names, text, and the attribute v.
func walk(data string) string {
	var z xmlscan.Scanner
	z.Reset([]byte(data), vocabulary, 20)
	var b strings.Builder
	for {
		switch z.Next() {
		case xmlscan.EOF:
			if err := z.Err(); err != nil {
				fmt.Fprintf(&b, "%v", err)
			}
			return b.String()
		case xmlscan.End:
			b.WriteString(") ")
		case xmlscan.Start:
			b.WriteString(labels[z.Name()])
			if v, ok := z.Attr(nsA, "v"); ok {
				fmt.Fprintf(&b, "[%s]", v)
			}
			if z.Name() == aY {
				fmt.Fprintf(&b, "%q ", z.AppendText(nil))
				continue
			}
			b.WriteByte('(')
		}
	}
}

func TestScanner(t *testing.T) {
	tests := []struct{ name, data, want string }{
		{"prefixes", `<p:x xmlns:p="urn:a"><q:x xmlns:q="urn:a:strict"/><p:z/></p:x>`, "a.x(a.x() ?() ) "},
		{"default namespace", `<x xmlns="urn:a"><x xmlns="urn:b"/><x xmlns=""/><x/></x>`, "a.x(b.x() ?() a.x() ) "},
		{"prefix bound anew", `<p:x xmlns:p="urn:a"><p:x xmlns:p="urn:b"><p:x/></p:x><p:x/></p:x>`, "a.x(b.x(b.x() ) a.x() ) "},
		{"attributes", `<x xmlns="urn:a" xmlns:b="urn:b" b:v="no" v = '1&lt;"&#65;'/>`, `a.x[1<"A]() `},
		{"'>' in an attribute", `<x xmlns="urn:a" v="a>b"><x v='/>'/></x>`, `a.x[a>b](a.x[/>]() ) `},
		{"text", `<y xmlns="urn:a">a&amp;b<!-- c --><![CDATA[<&d>]]><z>not this</z><?p i?>e</y>`, `a.y"a&b<&d>e" `},
		{"line ends", "<y xmlns=\"urn:a\">a\r\nb\rc\n</y>", `a.y"a\nb\nc\n" `},
		{"declaration and comments", "<?xml version=\"1.0\"?><!-- a & b --><x xmlns=\"urn:a\"/>\n<!-- c -->", "a.x() "},
		{"white space in tags", "<x\n\txmlns=\"urn:a\" ></x\n>", "a.x() "},
		{"empty", "", "no element at byte 0"},
		{"open", `<x xmlns="urn:a"><x>`, "a.x(a.x(unexpected end, <x> is open at byte 20"},
		{"crossed", `<x xmlns="urn:a"><z></x></z>`, "a.x(?(end tag does not match <z> at byte 20"},
		{"end without start", `</x>`, "end tag without a start at byte 0"},
		{"longer end tag", `<x xmlns="urn:a"></xx>`, "a.x(end tag does not match <x> at byte 17"},
		{"two roots", `<x xmlns="urn:a"/><x/>`, "a.x() a second root element at byte 18"},
		{"text before the root", `a<x/>`, "text outside the root element at byte 0"},
		{"text after the root", `<x xmlns="urn:a"/>a`, "a.x() text outside the root element at byte 18"},
		{"CDATA outside", `<![CDATA[a]]><x/>`, "text outside the root element at byte 0"},
		{"unknown prefix", `<p:x/>`, "the prefix of <p:x> is not declared at byte 0"},
		{"bad reference in skipped text", `<x xmlns="urn:a">&nbsp;</x>`, "a.x(bad reference at byte 17"},
		{"bad reference in an attribute", `<x xmlns="urn:a" v="&a"/>`, "bad reference at byte 20"},
		{"bad reference in text", `<y xmlns="urn:a">ab&#0;</y>`, "a.ybad character or reference at byte 19"},
		{"control character", "<y xmlns=\"urn:a\">a\x01</y>", "a.ybad character or reference at byte 18"},
		{"signed reference", `<y xmlns="urn:a">&#+65;</y>`, "a.ybad character or reference at byte 17"},
		{"attribute without quotes", `<x v=1/>`, "an attribute value is not quoted at byte 3"},
		{"attribute not closed", `<x v="1/>`, "an attribute value is not closed at byte 3"},
		{"attribute without value", `<x v/>`, "bad attribute at byte 3"},
		{"attributes run together", `<x v="1"w="2"/>`, "white space is missing in a tag at byte 8"},
		{"'<' in an attribute", `<x v="<"/>`, "'<' in an attribute value at byte 3"},
		{"tag not closed", `<x `, "unexpected end in a tag at byte 0"},
		{"comment not closed", `<!-- a`, "unexpected end in a comment at byte 0"},
		{"no name", `<x xmlns="urn:a">< x/></x>`, "a.x(bad markup at byte 17"},
		{"doctype", `<!DOCTYPE x><x/>`, "a document type definition is not allowed here at byte 0"},
		{"deep", `<x xmlns="urn:a">` + strings.Repeat("<z>", 20), "a.x(" + strings.Repeat("?(", 19) + "more than 20 open elements at byte 74"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			got := walk(tc.data)
			// What was written before an error in text is of no use.
			got = strings.Replace(got, `a.y"ab" `, "a.y", 1)
			got = strings.Replace(strings.Replace(got, `a.y"a" `, "a.y", 1), `a.y"" `, "a.y", 1)
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestVisit(t *testing.T) {
	var z xmlscan.Scanner
	z.Reset([]byte(`<x xmlns="urn:a"><p:x xmlns:p="urn:b"><p:x/><y>in &amp; of</y></p:x><y>after</y><x/></x>`), vocabulary, 20)
	z.Next()
	z.Next()
	m := z.Mark()
	z.Skip()
	z.Next()
	got := string(z.AppendText(nil))
	for range 2 {
		z.Visit(m, func() {
			for z.Next() == xmlscan.Start {
				got += " " + labels[z.Name()] + string(z.AppendText(nil))
			}
		})
	}
	for z.Next() != xmlscan.EOF {
		got += " " + labels[z.Name()]
	}
	if want := "after b.x a.yin & of b.x a.yin & of a.x a.x a.x"; got != want || z.Err() != nil {
		t.Errorf("got %q, %v, want %q", got, z.Err(), want)
	}
}

func TestSkipSame(t *testing.T) {
	var z xmlscan.Scanner
	z.Reset([]byte(`<x xmlns="urn:a" xmlns:p="urn:a"><x><y/></x><x><y/></x><p:x><y/></x></x>`), vocabulary, 20)
	z.Next()
	z.Next()
	from := z.Pos()
	z.Skip()
	rest := z.Data()[from:z.Pos()]
	z.Next()
	if !z.SkipSame(rest) {
		t.Error("the same was not skipped")
	}
	z.Next()
	if z.SkipSame(rest) {
		t.Error("an element of another name was skipped")
	}
	z.Skip()
	if z.Err() == nil {
		t.Error("the wrong end tag was accepted")
	}
}

// FuzzScanner compares with encoding/xml: what the scanner accepts, that accepts
// too, with the same elements and text.
func FuzzScanner(f *testing.F) {
	for _, s := range []string{
		`<x xmlns="urn:a"><y>a&amp;b<!-- c --><![CDATA[<&d>]]></y><x v="1"/></x>`,
		`<p:x xmlns:p="urn:a"><p:y>&#x4e2d;文</p:y></p:x>`, `<x v='>'/>`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) || bytes.ContainsAny(data, "\x00") || bytes.Contains(data, []byte("encoding")) {
			return // encoding/xml leaves these to its caller
		}
		var z xmlscan.Scanner
		z.Reset(data, vocabulary, 1000)
		var got strings.Builder
		for kind := z.Next(); kind != xmlscan.EOF; kind = z.Next() {
			if kind == xmlscan.Start {
				fmt.Fprintf(&got, "<%s>", z.Local())
			} else {
				got.WriteString("</>")
			}
		}
		if z.Err() != nil {
			return
		}
		var want strings.Builder
		d := xml.NewDecoder(bytes.NewReader(data))
		for {
			tok, err := d.RawToken()
			if tok == nil || err != nil {
				if err != nil && err.Error() != "EOF" && !stricter(err) {
					t.Fatalf("accepted %q: %v", data, err)
				}
				if err != nil && err.Error() != "EOF" {
					return
				}
				break
			}
			switch tok := tok.(type) {
			case xml.StartElement:
				fmt.Fprintf(&want, "<%s>", tok.Name.Local)
			case xml.EndElement:
				want.WriteString("</>")
			}
		}
		if got.String() != want.String() {
			t.Errorf("%q: got %s, want %s", data, got.String(), want.String())
		}
	})
}

// stricter tells whether encoding/xml refuses what the scanner does not look at:
// the characters of names, the targets of processing instructions, dashes in
// comments, characters of text that is passed over.
func stricter(err error) bool {
	for _, s := range []string{"invalid XML name", "expected element name", "expected target name", "expected attribute name",
		"invalid sequence \"--\"", "illegal character code", "unescaped ]]>", "unsupported version", "invalid character entity",
		"xml: invalid"} {
		if strings.Contains(err.Error(), s) {
			return true
		}
	}
	return false
}
