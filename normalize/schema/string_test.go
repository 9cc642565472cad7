package schema

import (
	"bytes"
	"encoding/json"
	"testing"
	"unicode"
)

// FuzzString holds strings to encoding/json's reading of them, and to what lines
// and terminals bear.
func FuzzString(f *testing.F) {
	for _, s := range []string{"", "公开", "a\"b\\c", "\x00\x1b\x7f\n\r\t", "a\u2028b\u2029", "\u2027\u202a", "\u0085\u00a0\u061c\u200b\u2066\xc2", "\xd8", "\xe2\x80", "\xe2", "\xff公\xc0\x80", "\U0001F600\ud7ff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b := appendString(nil, s)
		var got string
		if err := json.Unmarshal(b, &got); err != nil || got != string([]rune(s)) {
			t.Errorf("%q as %s: %q, %v", s, b, got, err)
		}
		if bytes.ContainsFunc(b, func(r rune) bool {
			return r < 0x20 || r >= 0x7f && (unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp))
		}) {
			t.Errorf("%q as %q", s, b)
		}
	})
}
