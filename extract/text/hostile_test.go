package text_test

import (
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/extract/text"
)

// hostile are patterns that made some reader slow, or might: whatever is
// repeated, the time has to grow with the length and no faster.
var hostile = []string{
	"a", "0", " ", "\t", "|", "\n", "\r", "\f", "\v", "-", "#", "*", "_", "[", "]", "(", "&", "<", "\\", "\"", ",", "+", "`",
	"表", "\u3000", "\u2028", "│", "“",
	"|\n", "||\n", "| \n", "a|\n", "|a\n", "a\n|\n", "|a|b|\n", "|a|\n|---|\n", "|---|\n", "a|b\n", "+--+\n",
	"\t\n", "\ta\n", "\ta\n\n", "\ta\n\n\n", "\ta\nb\n", "a\tb\n", "a\tb\n\tc\n", "\ta\n\nb\n",
	"1  2\n", "1  2  3\n\n", "a  1\n", "a 1\n", "a  b\n", "a  b\n\n\n\n", "表  头\n甲  1  2\n", "一、二三四五六\n", "1 ", "1  ",
	"a,1\n", "\"a,1\n", "\",\"", "1,234\n", ",\n", ",",
	"[image: x]", "[bookmark:", "![](a.b)", "[a](b.c)", "**a**", "**a", "&lt;", "<!--", "<br>",
	"本年度各项工作按照计划逐步推进，没有出现拖延的情况，也没有\n", "-1-\n", "\f1\n\n", "# a\n", "```\n",
}

func TestLinearTime(t *testing.T) {
	const size = 1 << 16
	for _, p := range hostile {
		data := []byte("标题\n" + strings.Repeat(p, size/len(p)))
		start := time.Now()
		text.Sniff(data)
		// Whether the Builder's limits refuse it is no matter here.
		_, _ = text.Read(t.Context(), data, text.Options{})
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("%q × %d took %v", p, size/len(p), d)
		}
	}
}
