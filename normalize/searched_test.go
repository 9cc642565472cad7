package normalize

import (
	"go/parser"
	gotoken "go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/extract/document"
)

// What of a report's prose is searched for patterns, in bytes for each 100 bytes
// of it. Patterns go through some megabytes a second and all else through some
// hundred, so that one more that is searched everywhere would double the time of
// normalizing. A number here may rise for a good reason, which its comment gives.
func TestSearched(t *testing.T) {
	tests := []struct {
		name, sentence string
		most           int
	}{
		{"no number", "各科室对照目录逐项梳理，修订了信息发布的审查流程，规范栏目设置，回应群众关切。", 0},
		{"numbers of other things", "全年举办培训12场，参训320人次，印发资料5000份，走访企业46家。", 0},
		{"words of statements", "本机关依法受理申请，按时答复，做到公开为常态；未收到的材料另行补正。", 0},
		{"statements", "全年共收到政府信息公开申请12件，予以公开3件。", 150},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			prose := 0
			b := document.NewBuilder("test", document.Limits{})
			b.Paragraph("", "柳泉县司法局2022年政府信息公开工作年度报告")
			b.Paragraph("", "一、总体情况")
			for range 500 {
				b.Paragraph("", tc.sentence)
				prose += len(tc.sentence)
			}
			doc, err := b.Document()
			if err != nil {
				t.Fatal(err)
			}
			searched, searches := 0, 0
			searching = func(bytes int) { searched += bytes; searches++ }
			defer func() { searching = nil }()
			Reports(doc, Options{})
			const beside = 1_000 // bytes of the title and of the lines around it
			t.Logf("%d for each 100 of prose", 100*(searched-beside)/prose)
			if searched > beside+prose*tc.most/100 {
				t.Errorf("%d searches of %d bytes in all: %d for each 100 of prose, want %d at most",
					searches, searched, 100*(searched-beside)/prose, tc.most)
			}
		})
	}
}

// Only expression.go uses package regexp (pattern.go its syntax): see TestSearched.
func TestOnlyExpressionsSearch(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if name == "expression.go" || strings.HasSuffix(name, "_test.go") {
			continue
		}
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := parser.ParseFile(gotoken.NewFileSet(), name, src, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, imp := range f.Imports {
			if imp.Path.Value == `"regexp"` {
				t.Errorf("%s imports regexp", name)
			}
		}
	}
}
