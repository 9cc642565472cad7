package text_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/text"
)

const (
	simplified  = "本馆的年度报告\n收到申请 12 件，没有结转。\n"
	traditional = "本館的年度報告\n收到申請 12 件，沒有結轉。\n"
)

// encode is s in the encoding. It panics for what the encoding lacks, which is a
// mistake of the test.
func encode(e encoding.Encoding, s string) string {
	out, err := e.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return out
}

var encodings = []struct {
	name, data, want string
	codes            string
}{
	{"UTF-8", simplified, simplified, ""},
	{"UTF-8 with a mark", "\ufeff" + simplified, simplified, ""},
	{"UTF-8 with a mark inside", "本馆\ufeff的\n", "本馆的\n", ""},
	{"GBK", encode(simplifiedchinese.GBK, simplified), simplified, "X170"},
	{"GB18030", encode(simplifiedchinese.GB18030, simplified+"\U00020000\n"), simplified + "\U00020000\n", "X170"},
	{"GB18030 with a mark", "\x84\x31\x95\x33" + encode(simplifiedchinese.GB18030, simplified), simplified, "X170"},
	{"Big5", encode(traditionalchinese.Big5, traditional), traditional, "X170"},
	{"UTF-16 little endian", encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), simplified), simplified, "X170"},
	{"UTF-16 big endian", encode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), simplified), simplified, "X170"},
	{"UTF-16 little endian without a mark", encode(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), simplified), simplified, "X170"},
	{"UTF-16 big endian without a mark", encode(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), simplified), simplified, "X170"},
	{"UTF-32", encode(utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), simplified), simplified, "X170"},
	{"UTF-8 that is damaged", strings.Repeat(simplified, 5) + "\xe6\x9c", strings.Repeat(simplified, 5) + "\uFFFD\n", "X171"},
	{"replacement characters", simplified + "报告\uFFFD度\n", simplified + "报告\uFFFD度\n", "X171"},
	{"GBK that is damaged", encode(simplifiedchinese.GBK, simplified) + "\xff\n", simplified + "\uFFFD\n", "X170 X171"},
	{"control characters", "本\x00馆\x01的\x7f年度报告，" + strings.Repeat("没有其他情况需要说明，", 20) + "\n",
		"本馆的年度报告，" + strings.Repeat("没有其他情况需要说明，", 20) + "\n", "X172"},
	{"line ends", "一\r\n二\r三\u2028四\u2029五\v六\u0085七\f八\r\r\n九\n", "一\n二\n三\n四\n五\n六\n七\n八\n九\n", ""},
}

func TestDecode(t *testing.T) {
	for _, tc := range encodings {
		t.Run(tc.name, func(t *testing.T) {
			if !text.Sniff([]byte(tc.data)) {
				t.Error("not taken for text")
			}
			d := read(t, []byte(tc.data))
			var got, codes []string
			for _, b := range d.Blocks {
				got = append(got, b.Text+"\n")
			}
			if diff := cmp.Diff(tc.want, strings.Join(got, "")); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
			for _, f := range d.Findings {
				codes = append(codes, string(f.Code))
			}
			if got := strings.Join(codes, " "); got != tc.codes {
				t.Errorf("findings %q, want %q", got, tc.codes)
			}
		})
	}
}

func TestNoText(t *testing.T) {
	tests := []struct {
		name, data string
		code       diag.Code
	}{
		{"empty", "", "X101"},
		{"white space", " \t\r\n\n", "X102"},
		{"digits only", "12 34\n", "X102"},
		{"zip", "PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00\x21\x00\xdf\xa4\xd2\x6c\x5a\x01\x00\x00", "X102"},
		{"compound file", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 40) + "Root", "X102"},
		{"noise", "\x8f\x01\x02\xff\xfe\x9d\x00\x17\x80\xaa\x03\x00\x00\xf1\x04\x05\x06a", "X102"},
		{"mark of UTF-16 before noise", "\xff\xfe\x01\x00\x02\x00\x03\x00\x04\x00a\x00", "X102"},
		{"lines without end", strings.Repeat("一\n", 200_001), "X104"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if got, want := text.Sniff([]byte(tc.data)), tc.code == "X104"; got != want {
				t.Errorf("Sniff is %v", got)
			}
			_, err := text.Read(t.Context(), []byte(tc.data), text.Options{})
			var e *diag.Error
			if !errors.As(err, &e) || e.Code != tc.code {
				t.Errorf("error is %v, want code %s", err, tc.code)
			}
		})
	}
}
