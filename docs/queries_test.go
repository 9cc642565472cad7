package docs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/normalize/form"
)

// TestQueries holds the queries to their form: a question in English and one in
// Chinese, an answer beside them, and variables that the panel has. What they answer
// is compared with DuckDB (.ci/oracle).
func TestQueries(t *testing.T) {
	t.Parallel()
	set, err := form.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	vars, err := set.Variables()
	if err != nil {
		t.Fatal(err)
	}
	panel, err := rows.NewPanel(vars)
	if err != nil {
		t.Fatal(err)
	}
	list, err := filepath.Glob("../queries/*.sql")
	if err != nil || len(list) < 10 {
		t.Fatalf("%d queries, %v", len(list), err)
	}
	variable := regexp.MustCompile(`\b(c|req|rem|pro|s14|txt)_[a-z_]*[a-z]\b`)
	for _, path := range list {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.SplitN(string(text), "\n", 3)
		if !strings.HasSuffix(lines[0], "?") && !strings.HasSuffix(lines[0], ".") || !strings.ContainsFunc(lines[1], han) {
			t.Errorf("%s: begins with %q and %q, want the question in English and in Chinese", path, lines[0], lines[1])
		}
		for _, name := range variable.FindAllString(lines[2], -1) {
			if !strings.Contains(name, "req_denied_") && panel.Table.Field(name) == nil {
				t.Errorf("%s: the panel has no %s", path, name)
			}
		}
		if _, err := os.Stat(filepath.Join("../queries/expected", strings.TrimSuffix(filepath.Base(path), ".sql")+".csv")); err != nil {
			t.Errorf("%s has no answer: %v", path, err)
		}
	}
}

func han(r rune) bool { return unicode.Is(unicode.Han, r) }
