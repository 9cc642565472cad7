package docx_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/docx"
)

// minimal is a package whose main part has the body.
func minimal(tb testing.TB, body string) []byte {
	tb.Helper()
	return packed(tb, []txtar.File{{Name: "word/document.xml", Data: []byte(body)}})
}

func text(s string) string { return "<w:p><w:r><w:t>" + s + "</w:t></w:r></w:p>" }

// wml is a main part with a root element.
func wml(body string) string {
	return `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `</w:body></w:document>`
}

func TestSniff(t *testing.T) {
	tests := []struct {
		name string
		data string
		want bool
	}{
		{"package", string(minimal(t, text("a"))), true},
		{"truncated package", string(minimal(t, text("a"))[:60]), true},
		{"empty package", string(zipped(t, zip.Store)), true},
		{"HTML", "<html></html>", false},
		{"empty", "", false},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if got := docx.Sniff([]byte(tc.data)); got != tc.want {
				t.Errorf("got %v, want %v", got, tc.want)
			}
		})
	}
}

// TestErrors has one case for each way in which a file cannot be read.
func TestErrors(t *testing.T) {
	good := minimal(t, text("a"))
	tests := []struct {
		name string
		data []byte
		opts docx.Options
		want string
	}{
		{"no zip", []byte("PK\x03\x04 and then something else"), docx.Options{}, "error X116: the directory at its end is missing"},
		{"truncated", good[:len(good)-40], docx.Options{}, "error X116: the directory at its end is missing"},
		{"no directory where the end says", corrupt(t, good, "directory"), docx.Options{}, "error X120: zip: not a valid zip file"},
		{"empty zip", zipped(t, zip.Store), docx.Options{}, "error X122: an archive"},
		{"archive", zipped(t, zip.Store, "a.txt", "text"), docx.Options{}, "error X122: an archive"},
		{"OpenDocument", zipped(t, zip.Store, "mimetype", "application/vnd.oasis.opendocument.text"), docx.Options{},
			"error X122: a file of type application/vnd.oasis.opendocument.text"},
		{"main part missing", zipped(t, zip.Store, "_rels/.rels", packageRels), docx.Options{},
			"error X122: the main part word/document.xml is missing"},
		{"spreadsheet", mainPart(t, `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>`), docx.Options{},
			"error X122 in word/document.xml at -1: a spreadsheet"},
		{"presentation", mainPart(t, `<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>`), docx.Options{},
			"error X122 in word/document.xml at -1: a presentation"},
		{"other root", mainPart(t, `<html xmlns="http://www.w3.org/1999/xhtml"/>`), docx.Options{},
			"error X122 in word/document.xml at -1: the main part is of an unknown kind"},
		{"bad checksum", corrupt(t, good, "checksum"), docx.Options{}, "error X121 in word/document.xml at -1: zip: checksum error"},
		{"corrupt deflate", corrupt(t, good, "deflate"), docx.Options{}, "error X121 in word/document.xml at -1: flate: corrupt input before offset 1"},
		{"encrypted entry", corrupt(t, good, "encrypted"), docx.Options{}, "error X107 in word/document.xml at -1"},
		{"unknown compression", corrupt(t, good, "method"), docx.Options{}, "error X121 in word/document.xml at -1: compression method 99"},
		{"not closed", mainPart(t, wml(text("a"))[:107]), docx.Options{}, "error X123 in word/document.xml at 107: unexpected end, <w:t> is open"},
		{"wrong end tag", mainPart(t, wml("<w:p><w:r></w:p></w:r>")), docx.Options{}, "error X123 in word/document.xml at 101: end tag does not match <w:r>"},
		{"empty part", mainPart(t, ""), docx.Options{}, "error X123 in word/document.xml at 0: no element"},
		{"not UTF-8", mainPart(t, wml(text("a\xff"))), docx.Options{}, "error X123 in word/document.xml at 107: not UTF-8"},
		{"unknown entity", mainPart(t, wml(text("a&nbsp;"))), docx.Options{}, "error X123 in word/document.xml at 107: bad character or reference"},
		{"document type definition", mainPart(t, "<!DOCTYPE x [<!ENTITY a 'b'>]>"+wml(text("a"))), docx.Options{},
			"error X123 in word/document.xml at 0: a document type definition is not allowed here"},
		{"bad styles", packed(t, []txtar.File{{Name: "word/document.xml", Data: []byte(text("a"))}, {Name: "word/styles.xml", Data: []byte(`<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style></w:styles>`)}}), docx.Options{},
			"error X123 in word/styles.xml at 90: end tag does not match <w:style>"},
		{"bad relationships", packed(t, []txtar.File{{Name: "word/document.xml", Data: []byte(text("a"))}, {Name: "word/_rels/document.xml.rels", Data: []byte("<a")}}), docx.Options{},
			"error X123 in word/_rels/document.xml.rels at 0: unexpected end in a tag"},
		{"part too large", good, docx.Options{PartBytes: 300}, "error X160 in word/document.xml at -1 limit=300"},
		{"package too large", good, docx.Options{PackageBytes: 600}, "error X161 in word/document.xml at -1 limit=600"},
		{"too many entries", good, docx.Options{PackageEntries: 2}, "error X162 limit=2"},
		{"nested too deep", mainPart(t, wml(strings.Repeat("<w:sdt>", 30)+strings.Repeat("</w:sdt>", 30))), docx.Options{Depth: 20},
			"error X163 in word/document.xml at 217 limit=20"},
		{"too many blocks", minimal(t, strings.Repeat(text("a"), 200)), docx.Options{Document: document.Limits{Blocks: 100}},
			"error X111 limit=100"},
		{"text boxes in text boxes", mainPart(t, wml(strings.Repeat("<w:p><w:txbxContent>", 20)+strings.Repeat("</w:txbxContent></w:p>", 20))), docx.Options{},
			"error X104 in word/document.xml at 579 limit=16 what=text boxes within text boxes"},
		{"embedded broken", packed(t, chunk("a.html", "broken")), docx.Options{Embedded: embedded}, "error X150"},
		{"embedded truncated", packed(t, chunk("a.docx", "PK\x03\x04")), docx.Options{}, "error X116 in word/a.docx at -1: the directory at its end is missing"},
		{"embedded too often", nestedDocuments(t, 8), docx.Options{}, "error X104 in word/a.docx/word/a.docx/word/a.docx/word/a.docx/word/a.docx at -1 limit=4 what=documents within documents"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			got := show(docx.Read(context.Background(), tc.data, tc.opts))
			if diff := cmp.Diff(tc.want+"\n", got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// mainPart is a package with the main part as it is.
func mainPart(tb testing.TB, part string) []byte {
	tb.Helper()
	return zipped(tb, zip.Deflate, "_rels/.rels", packageRels, "word/document.xml", part)
}

func chunk(name, content string) []txtar.File {
	return []txtar.File{
		{Name: "word/document.xml", Data: []byte(`<w:altChunk r:id="c"/>`)},
		{Name: "word/_rels/document.xml.rels", Data: []byte(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="c" Type="http://x/aFChunk" Target="` + name + `"/></Relationships>`)},
		{Name: "word/" + name, Data: []byte(content)},
	}
}

func nestedDocuments(tb testing.TB, n int) []byte {
	tb.Helper()
	if n == 0 {
		return minimal(tb, text("innermost"))
	}
	return packed(tb, chunk("a.docx", string(nestedDocuments(tb, n-1))))
}

// corrupt damages the entry of the main part, which stands last but one.
func corrupt(tb testing.TB, data []byte, how string) []byte {
	tb.Helper()
	out := bytes.Clone(data)
	name := []byte("word/document.xml")
	local := bytes.Index(out, append([]byte{17, 0, 0, 0}, name...)) - 26
	dir := bytes.LastIndex(out, name) - 46
	if local < 0 || dir < 0 {
		tb.Fatal("entry not found")
	}
	switch how {
	case "checksum":
		binary.LittleEndian.PutUint32(out[dir+16:], 1)
	case "encrypted":
		out[dir+8] |= 1
	case "method":
		binary.LittleEndian.PutUint16(out[dir+10:], 99)
	case "directory":
		binary.LittleEndian.PutUint32(out[len(out)-10:], 0x7fffffff)
	case "deflate":
		out[local+30+len(name)] = 0xff
	}
	return out
}

func TestEncodings(t *testing.T) {
	xml := wml(text("报告𠮷"))
	units := utf16.Encode([]rune(`<?xml version="1.0" encoding="UTF-16"?>` + xml))
	var little, big []byte
	for _, u := range units {
		little = binary.LittleEndian.AppendUint16(little, u)
		big = binary.BigEndian.AppendUint16(big, u)
	}
	want := "0 paragraph \"报告𠮷\"\n"
	tests := []struct{ name, part, want string }{
		{"UTF-8", xml, want},
		{"UTF-8 with a byte-order mark", "\ufeff" + xml, want},
		{"UTF-8 declared", `<?xml version="1.0" encoding='utf-8'?>` + xml, want},
		{"UTF-16 little-endian", "\xff\xfe" + string(little), want},
		{"UTF-16 big-endian", "\xfe\xff" + string(big), want},
		{"UTF-16 little-endian without a mark", string(little), want},
		{"UTF-16 big-endian without a mark", string(big), want},
		{"ASCII under another name", `<?xml version="1.0" encoding="GBK"?>` + wml(text("a")), "0 paragraph \"a\"\n"},
		{"another encoding", `<?xml version="1.0" encoding="GBK"?>` + wml(text("\xb1\xa8")), "error X123 in word/document.xml at 0: encoding GBK is not allowed here\n"},
		{"half a pair", "\xff\xfe<\x00\x00\xd8", "error X123 in word/document.xml at 1: half a surrogate pair in UTF-16\n"},
		{"half a unit", "\xff\xfe<\x00a", "error X123 in word/document.xml at 3: half a character at the end of UTF-16\n"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			got := show(docx.Read(context.Background(), mainPart(t, tc.part), docx.Options{}))
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestCancelled(t *testing.T) {
	data := minimal(t, strings.Repeat(text("a"), 1000))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := docx.Read(ctx, data, docx.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error = %v", err)
	}
}

// TestConcurrent reads in many goroutines, which share the pools.
func TestConcurrent(t *testing.T) {
	var wg sync.WaitGroup
	for i := range 8 {
		data := minimal(t, strings.Repeat(text(fmt.Sprint("text ", i)), 50))
		want := show(docx.Read(context.Background(), data, docx.Options{}))
		wg.Go(func() {
			for range 20 {
				if got := show(docx.Read(context.Background(), data, docx.Options{})); got != want {
					t.Errorf("got %s", got)
				}
			}
		})
	}
	wg.Wait()
}

// TestManyProperties has more different properties than are remembered, and the
// same bytes under another meaning of the prefix.
func TestManyProperties(t *testing.T) {
	var body, want strings.Builder
	for i := range 100 {
		hide := ""
		if i%3 == 0 {
			hide = "<w:vanish/>"
		} else {
			fmt.Fprintf(&want, "%d,", i)
		}
		fmt.Fprintf(&body, `<w:r><w:rPr><w:sz w:val="%d"/>%s</w:rPr><w:t>%d,</w:t></w:r>`, i%40, hide, i)
	}
	got := show(docx.Read(context.Background(), minimal(t, "<w:p>"+body.String()+"</w:p>"), docx.Options{}))
	if diff := cmp.Diff(fmt.Sprintf("0 paragraph %q\n", want.String()), got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}

	same := `<x:r><x:rPr><x:vanish/></x:rPr><x:t>a</x:t></x:r>`
	body.Reset()
	for _, ns := range []string{"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main", "http://example.org/"} {
		fmt.Fprintf(&body, `<w:p xmlns:x="%s"><w:r><w:t>|</w:t></w:r>%s</w:p>`, ns, same)
	}
	got = show(docx.Read(context.Background(), mainPart(t, wml(body.String())), docx.Options{}))
	want2 := "0 paragraph \"|\"\n1 paragraph \"|\"\n2 paragraph \"|\"\n"
	if diff := cmp.Diff(want2, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
