//go:build !permissive

package second_test

import (
	"context"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/extract/docx"
	"github.com/nianbao/nianbao/extract/second"
	"github.com/nianbao/nianbao/fixtures/gen"
)

var (
	docs      = flag.Int("docs", 200, "how many generated documents TestGenerated reads twice")
	wordFiles = flag.String("wordfiles", "", "folder with Word documents, for TestWordFiles")
)

var limits = second.Limits{PartBytes: 64 << 20, Depth: 512, Cols: 1000, Entries: 20_000}

// differences are the findings of a document that is read twice, as text.
func differences(t testing.TB, data []byte) []string {
	t.Helper()
	doc, err := docx.Read(context.Background(), data, docx.Options{})
	if err != nil {
		return []string{"first: " + err.Error()}
	}
	r, err := second.Word(context.Background(), data, limits)
	if err != nil {
		return []string{"second: " + err.Error()}
	}
	var out []string
	for _, f := range second.Compare(doc, r) {
		if f.Code != "X184" {
			out = append(out, f.Pos.String()+": "+string(f.Code)+" "+f.Message())
		}
	}
	return out
}

// TestGenerated reads generated reports of all forms and traits in both ways,
// which must agree on every paragraph and cell.
func TestGenerated(t *testing.T) {
	t.Parallel()
	o := gen.DrawOptions{Formats: []gen.Format{gen.DocxPlain, gen.DocxRaw}}
	for seed := range uint64(*docs) {
		c, err := gen.Draw(seed, o)
		if err != nil {
			t.Fatal(err)
		}
		if got := differences(t, c.Data); len(got) > 0 {
			t.Errorf("seed %d, %s, traits %v:\n%s", seed, c.Format, c.Traits, strings.Join(got, "\n"))
		}
	}
	t.Logf("%d documents were read in two ways", *docs)
}

// TestWordFiles lists where the two readings of the .docx below -wordfiles
// differ. Those documents are of all kinds, so it is for people to judge.
func TestWordFiles(t *testing.T) {
	if *wordFiles == "" {
		t.Skip("no -wordfiles")
	}
	read, differ := 0, 0
	err := filepath.WalkDir(*wordFiles, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.EqualFold(filepath.Ext(path), ".docx") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		got := differences(t, data)
		read++
		if len(got) > 0 && !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, "first: ") }) {
			differ++
			t.Logf("%s: %d\n%s", d.Name(), len(got), strings.Join(got[:min(len(got), 4)], "\n"))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d files, %d with differences", read, differ)
}
