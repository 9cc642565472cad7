//go:build oracle

package docx_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/nianbao/nianbao/extract/docx"
)

var wordFiles = flag.String("wordfiles", "", "folder with Word documents of all kinds, for TestPandoc")

// TestPandoc reads every .docx below -wordfiles, and compares with pandoc where
// that can read it, too: no word of pandoc's text is missing from ours, except
// those that ORACLE.md explains. It needs pandoc and the folder, and fails
// without: the build tag says that they are there.
func TestPandoc(t *testing.T) {
	excused := exceptions(t)
	read := 0
	err := filepath.WalkDir(*wordFiles, func(path string, d os.DirEntry, err error) error {
		if err != nil || !strings.EqualFold(filepath.Ext(path), ".docx") {
			return err
		}
		read++
		t.Run(d.Name(), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			doc, readErr := docx.Read(context.Background(), data, docx.Options{Embedded: embedded})
			theirs, err := exec.Command("pandoc", "-f", "docx", "-t", "plain", "--track-changes=accept", "--wrap=none", path).Output()
			if err != nil {
				return // pandoc cannot read it either
			}
			if readErr != nil {
				t.Fatal(readErr)
			}
			var ours strings.Builder
			for _, blk := range doc.Blocks {
				ours.WriteString(blk.Text + "\n")
				if blk.Table != nil {
					for _, c := range blk.Table.Cells {
						ours.WriteString(c.Text + "\n")
					}
				}
			}
			for _, a := range doc.Asides {
				ours.WriteString(a.Text + "\n")
			}
			if missing := missingWords(string(theirs), ours.String()); missing != excused[d.Name()] {
				t.Errorf("missing: %s\nexcused: %s", missing, excused[d.Name()])
			}
		})
		return nil
	})
	if err != nil || read == 0 {
		t.Fatalf("no documents below %q (-wordfiles): %v", *wordFiles, err)
	}
}

var word = regexp.MustCompile(`[\p{L}\p{N}]+`)

// missingWords lists the words that stand more often in theirs than in ours. Ours
// counts without white space and signs: where a word ends is not at stake.
func missingWords(theirs, ours string) string {
	flat := strings.Join(word.FindAllString(norm.NFKC.String(ours), -1), "")
	count := make(map[string]int)
	var order []string
	for _, w := range word.FindAllString(norm.NFKC.String(theirs), -1) {
		if count[w]++; count[w] == 1 {
			order = append(order, w)
		}
	}
	var out []string
	for _, w := range order {
		if strings.Count(flat, w) < count[w] {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

// exceptions reads the table of ORACLE.md: file, words, reason.
func exceptions(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile("ORACLE.md")
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string]string)
	for line := range bytes.Lines(data) {
		cells := strings.Split(string(line), "|")
		if len(cells) == 5 && strings.HasSuffix(strings.TrimSpace(cells[1]), ".docx") {
			out[strings.TrimSpace(cells[1])] = strings.TrimSpace(cells[2])
		}
	}
	return out
}
