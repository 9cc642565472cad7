package diag_test

import (
	"testing"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
)

// TestMessageIfBlankIsZero: a sum that is right with blanks as 0 does not read as a
// broken one, and a message that was read back is not changed.
func TestMessageIfBlankIsZero(t *testing.T) {
	t.Parallel()
	f := diag.New("N301", source.Pos{}, "row", "r", "found", "7", "expected", "7")
	f.Status = diag.HoldsIfBlankIsZero
	const english = "holds only if empty cells count as 0: r: total is 7, its parts add up to 7"
	read := diag.Finding{Code: "N301", Status: f.Status, Args: []diag.Arg{{Name: diag.MessageArg, Value: english}}}
	failed := f
	failed.Status = diag.Fail
	for _, tc := range [][2]string{
		{f.Message(), english},
		{f.MessageIn(diag.Chinese), "仅在空白单元格按 0 计时成立：r：总计为 7，各项之和为 7"},
		{read.Message(), english},
		{failed.Message(), "r: total is 7, its parts add up to 7"},
	} {
		if tc[0] != tc[1] {
			t.Errorf("%q, want %q", tc[0], tc[1])
		}
	}
}
