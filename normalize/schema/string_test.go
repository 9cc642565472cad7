package schema

import (
	"bytes"
	"encoding/json"
	"testing"
)

// FuzzString holds strings to encoding/json's reading of them, and to what lines
// and terminals bear.
func FuzzString(f *testing.F) {
	for _, s := range []string{"", "公开", "a\"b\\c", "\x00\x1b\x7f\n\r\t", "a\u2028b\u2029", "\u2027\u202a", "\xe2\x80", "\xe2", "\xff公\xc0\x80", "\U0001F600\ud7ff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b := appendString(nil, s)
		var got string
		if err := json.Unmarshal(b, &got); err != nil || got != string([]rune(s)) {
			t.Errorf("%q as %s: %q, %v", s, b, got, err)
		}
		if bytes.ContainsFunc(b, func(r rune) bool { return r < 0x20 || r == 0x7f || r == '\u2028' || r == '\u2029' }) {
			t.Errorf("%q as %q", s, b)
		}
	})
}
