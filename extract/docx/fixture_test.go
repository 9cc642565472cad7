package docx_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/docx"
	"github.com/nianbao/nianbao/extract/internal/doctest"
	"github.com/nianbao/nianbao/fixtures/parts"
)

var (
	update   = flag.Bool("update", false, "rewrite the expected output in testdata")
	packages = flag.String("packages", "", "write the packages of the fixtures into this folder, to open them with Word or LibreOffice")
)

// TestFixtures reads testdata/*.txtar. The files of an archive are the parts of
// a package, out/document.txt is what the reader makes of it. To keep them short
// enough to read, what every package has is added where it is missing; see
// expand.
func TestFixtures(t *testing.T) {
	doctest.Golden(t, "out/document.txt", *update, func(t *testing.T, ar *txtar.Archive) string {
		data := packed(t, ar.Files)
		if *packages != "" {
			if err := os.WriteFile(filepath.Join(*packages, filepath.Base(t.Name())+".docx"), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		return show(docx.Read(context.Background(), data, docx.Options{Embedded: embedded}))
	})
}

var show = doctest.Show

// embedded stands in for the readers of other formats.
func embedded(data []byte, b *document.Builder) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("<html>")):
		b.Paragraph("", "HTML of "+fmt.Sprint(len(data))+" bytes")
		return "html", nil
	case bytes.HasPrefix(data, []byte("broken")):
		return "", diag.Errorf("X150", nil)
	}
	return "", nil
}

// packed zips the parts in files; see package parts.
func packed(t testing.TB, files []txtar.File) []byte {
	t.Helper()
	data, err := parts.Pack(files)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
