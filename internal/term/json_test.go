package term_test

import (
	"encoding/json"
	"testing"

	"github.com/nianbao/nianbao/internal/term"
)

func TestJSON(t *testing.T) {
	const text = "年报\u007f\u0085\u009b2J\u061c\u200b\u200e\u202e\u2028\u2069 \"\\\n"
	plain, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	got := term.JSON(plain)
	if want := `"年报\u007f\u0085\u009b2J\u061c\u200b\u200e\u202e\u2028\u2069 \"\\\n"`; string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
	var back string
	if err := json.Unmarshal(got, &back); err != nil || back != text {
		t.Errorf("back %q, %v", back, err)
	}
	if same := term.JSON([]byte(`{"a": "年报"}`)); string(same) != `{"a": "年报"}` {
		t.Errorf("changed: %s", same)
	}
}
