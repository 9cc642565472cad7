package attached_test

import (
	"testing"

	"github.com/nianbao/nianbao/extract/internal/attached"
)

func TestIsDocument(t *testing.T) {
	t.Parallel()
	for target, want := range map[string]bool{
		"a.doc": true, "http://x.invalid/P02.DOCX?v=1#top": true, "a.html": false, "http://x.invalid": false,
		"x.doc/": false, "": false, "#a.doc": false,
	} {
		if got := attached.IsDocument(target); got != want {
			t.Errorf("IsDocument(%q) = %v", target, got)
		}
	}
}
