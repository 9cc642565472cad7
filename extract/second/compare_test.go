//go:build !permissive

package second_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/docx"
	"github.com/nianbao/nianbao/extract/second"
)

const wordNS = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`

// pack makes a package of a body.
func pack(t testing.TB, body string) []byte {
	t.Helper()
	return packMain(t, []byte(`<w:document `+wordNS+`><w:body>`+body+`</w:body></w:document>`))
}

func packMain(t testing.TB, part []byte) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	f, err := w.CreateHeader(&zip.FileHeader{Name: "word/document.xml", Method: zip.Store})
	if err == nil {
		_, err = f.Write(part)
	}
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func row(cells ...string) string {
	var b strings.Builder
	b.WriteString("<w:tr>")
	for _, c := range cells {
		text, props, _ := strings.Cut(c, "|")
		b.WriteString("<w:tc><w:tcPr>" + props + "</w:tcPr><w:p><w:r><w:t>" + text + "</w:t></w:r></w:p></w:tc>")
	}
	return b.String() + "</w:tr>"
}

func para(text string) string { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>" }

// TestDifferences reads one file the first way and another the second way: what
// was changed between the two must be told, and nothing else.
func TestDifferences(t *testing.T) {
	t.Parallel()
	const restart, goOn, wide = `<w:vMerge w:val="restart"/>`, `<w:vMerge/>`, `<w:gridSpan w:val="2"/>`
	table := "<w:tbl>" + row("a|"+restart, "1", "2") + row("|"+goOn, "3", "4") + row("b", "12|"+wide) + "</w:tbl>"
	body := para("one") + table + para("two") + para("three")
	tests := []struct {
		name, from, to string
		want           []string
	}{
		{"equal", "one", "one", nil},
		{"text of a paragraph", "two", "too", []string{"block 2: X180"}},
		{"text of a cell", ">12<", ">112<", []string{"block 1 row 2 col 1: X180"}},
		{"a merge", "<w:vMerge/>", "", []string{"block 1: X181", "block 1 row 0 col 0: X181"}},
		{"a span", wide, `<w:gridSpan w:val="3"/>`, []string{"block 1: X181", "block 1 row 2 col 1: X181"}},
		{"a paragraph less", para("two"), "", []string{"block 2: X182"}},
		{"a paragraph more", para("two"), para("two") + para("more"), []string{"block 3: X182"}},
		{"a span of two thousand million", wide, `<w:gridSpan w:val="2000000000"/>`, []string{": X183"}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			doc, err := docx.Read(context.Background(), pack(t, body), docx.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range compare(t, doc, pack(t, strings.Replace(body, tc.from, tc.to, 1))) {
				if f.Code != "X184" {
					got = append(got, fmt.Sprintf("%s: %s", f.Pos, f.Code))
				}
			}
			if strings.Join(got, "\n") != strings.Join(tc.want, "\n") {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func compare(t *testing.T, doc *document.Document, data []byte) []diag.Finding {
	t.Helper()
	r, err := second.Word(context.Background(), data, limits)
	if err != nil {
		return []diag.Finding{second.Failed(err)}
	}
	return second.Compare(doc, r)
}

// TestConstructs reads what the decoder alone would lose or add.
func TestConstructs(t *testing.T) {
	t.Parallel()
	run := func(s string) string { return "<w:r><w:t>" + s + "</w:t></w:r>" }
	struck := func(s, how string) string {
		return "<w:r><w:rPr><w:" + how + "/></w:rPr><w:t xml:space='preserve'>" + s + "</w:t></w:r>"
	}
	tests := []struct{ name, body string }{
		{"content control", "<w:sdt><w:sdtPr><w:id w:val='1'/></w:sdtPr><w:sdtContent>" + para("a") + "</w:sdtContent></w:sdt>"},
		{"in a cell", "<w:tbl><w:tr><w:sdt><w:sdtContent><w:tc>" + para("1") + "</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>"},
		{"tracked", "<w:p><w:ins>" + run("12") + "</w:ins><w:del><w:r><w:delText>3</w:delText></w:r></w:del></w:p>"},
		{"deleted mark", "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("1") + "</w:p>" + para("2")},
		{"deleted row", "<w:tbl>" + row("1") + "<w:tr><w:trPr><w:del/></w:trPr><w:tc>" + para("2") + "</w:tc></w:tr></w:tbl>"},
		{"moved", "<w:p><w:moveFrom>" + run("no") + "</w:moveFrom><w:moveTo>" + run("yes") + "</w:moveTo></w:p>"},
		{"field", "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r>" + run("code") + "<w:r><w:fldChar w:fldCharType='separate'/></w:r>" + run("7") + "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"},
		{"field without end", "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r>" + run("7") + "</w:p>" + para("8")},
		{"simple field", "<w:p><w:fldSimple w:instr='PAGE'>" + run("7") + "</w:fldSimple></w:p>"},
		{"hidden", "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r>" + run("yes") + "</w:p>"},
		{"raised", "<w:p>" + run("10") + "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>23</w:t></w:r></w:p>"},
		{"raised note", "<w:p>" + run("80") + "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>[１,2]</w:t></w:r></w:p>"},
		{"struck", "<w:p>" + struck("1", "strike") + struck("2 ", "dstrike") + "<w:r><w:t xml:space='preserve'> </w:t></w:r>" + struck("3", "strike") + run("4") + struck("", "strike") + struck("5", "strike w:val='0'") + "</w:p>"},
		{"struck symbol", "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:sym w:font='Wingdings' w:char='F0FE'/><w:noBreakHyphen/><w:t>1</w:t><w:br/><w:t>2</w:t><w:tab/></w:r>" + run("3") + "</w:p>"},
		{"struck in a cell", "<w:tbl><w:tr><w:tc><w:p>" + struck("1", "strike") + run("2") + "</w:p><w:p>" + struck("3", "strike") + "</w:p></w:tc></w:tr></w:tbl>"},
		{"before the grid", "<w:tbl>" + row("1", "2") + "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc>" + para("3") + "</w:tc></w:tr></w:tbl>"},
		{"width auto", "<w:tbl>" + row("1|<w:tcW w:w='auto' w:type='auto'/>", "2") + "</w:tbl>"},
		{"merged sideways", "<w:tbl>" + row("1|<w:hMerge w:val='restart'/>", "2|<w:hMerge/>", "3") + "</w:tbl>"},
		{"nested table", "<w:tbl><w:tr><w:tc>" + para("1") + "<w:tbl>" + row("2") + "</w:tbl>" + para("3") + "</w:tc></w:tr></w:tbl>"},
		{"text box", "<w:p>" + run("a") + "<w:r><w:pict><w:txbxContent>" + para("b") + "</w:txbxContent></w:pict></w:r>" + run("c") + "</w:p>"},
		{"breaks", "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t><w:tab/><w:t>d</w:t><w:br w:type='page'/></w:r></w:p>"},
		{"characters", "<w:p><w:r><w:t xml:space='preserve'> a&amp;&#20013;</w:t><w:noBreakHyphen/><w:sym w:font='Wingdings' w:char='F0FE'/></w:r></w:p>"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := differences(t, pack(t, tc.body)); len(got) > 0 {
				t.Error(strings.Join(got, "\n"))
			}
		})
	}
}

// FuzzWord reads any bytes as a package and as the main part of one. Whatever
// comes, it ends, does not panic and says the same twice.
func FuzzWord(f *testing.F) {
	f.Add([]byte(`<w:document ` + wordNS + `><w:body>` + para("a") + "<w:tbl>" + row("1", "2|<w:gridSpan w:val='9'/>") + `</w:tbl></w:body></w:document>`))
	f.Add([]byte(`<w:document ` + wordNS + `><w:body><w:p><w:r><w:fldChar w:fldCharType="begin"/><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r></w:p></w:body></w:document>`))
	small := second.Limits{PartBytes: 1 << 20, Depth: 60, Cols: 60, Entries: 100}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, pkg := range [][]byte{data, packMain(t, data)} {
			r, err := second.Word(context.Background(), pkg, small)
			again, err2 := second.Word(context.Background(), pkg, small)
			if fmt.Sprint(err) != fmt.Sprint(err2) {
				t.Errorf("%v, then %v", err, err2)
			}
			doc, ferr := docx.Read(context.Background(), pkg, docx.Options{})
			if err != nil || ferr != nil {
				continue
			}
			if a, b := fmt.Sprint(second.Compare(doc, r)), fmt.Sprint(second.Compare(doc, again)); a != b {
				t.Errorf("%s\n%s", a, b)
			}
		}
	})
}
