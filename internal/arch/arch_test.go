package arch_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/nianbao/nianbao"

// file is a Go file of the module.
type file struct {
	name    string // in the module, with forward slashes
	pkg     string // its folder
	test    bool
	imports []string
	exits   bool // calls os.Exit
}

// TestDirections reads the files themselves: `go list` in a test may be
// answered from a cache that does not know of a new import.
func TestDirections(t *testing.T) {
	t.Parallel()
	files := read(t)
	if len(files) < 20 {
		t.Fatalf("found only %d Go files: is the root of the module wrong?", len(files))
	}
	for _, f := range files {
		r, room := find(f.pkg)
		if room == "" {
			t.Errorf("%s: package %s is not in the table of internal/arch", f.name, f.pkg)
			continue
		}
		for _, imp := range f.imports {
			if why := refuse(f, r, room, imp); why != "" {
				t.Errorf("%s imports %q: %s", f.name, imp, why)
			}
		}
	}
}

// TestOnlyMainExits holds libraries and subcommands to returning errors.
func TestOnlyMainExits(t *testing.T) {
	t.Parallel()
	for _, f := range read(t) {
		if f.exits && path.Base(f.name) != "main.go" && !f.test {
			t.Errorf("%s calls os.Exit; only main.go of a command may", f.name)
		}
	}
}

// refuse says why f, which lies in a room with rule r, may not import imp, or "".
func refuse(f file, r rule, room, imp string) string {
	of, ours := strings.CutPrefix(imp, module+"/")
	if !ours {
		return refuseOutside(f, imp)
	}
	switch {
	case strings.HasPrefix(of, "cmd/"):
		return "nothing imports a command"
	case of == "decimal", under(of, room), anyCovers(r.may, of):
		return ""
	case f.test && (anyCovers(testsMayImport, of) || anyCovers(testsOf[f.pkg], of)):
		return ""
	case path.Base(f.name) == "example_test.go" && !strings.HasPrefix(of, "internal/"):
		return "" // an example shows a user's program, which imports what it likes
	}
	return "the table of internal/arch does not let " + f.pkg + " (" + r.why + ")"
}

func refuseOutside(f file, imp string) string {
	for _, r := range outside {
		if under(imp, r.pkg) {
			if !f.test && !anyCovers(r.may, f.pkg) {
				return r.why
			}
		}
	}
	return ""
}

func anyCovers(patterns []string, pkg string) bool {
	for _, p := range patterns {
		if p == "..." || p == pkg {
			return true
		}
		if root, ok := strings.CutSuffix(p, "/..."); ok && (pkg == root || under(pkg, root)) {
			return true
		}
	}
	return false
}

// under tells whether pkg is dir or lies below it.
func under(pkg, dir string) bool { return pkg == dir || strings.HasPrefix(pkg, dir+"/") }

// find is the rule of a package, and the folder that it is the rule of: the
// package's own, or the nearest above it.
func find(pkg string) (r rule, room string) {
	for p := pkg; p != "."; p = path.Dir(p) {
		for _, name := range []string{p, path.Dir(p) + "/*"} {
			i := slices.IndexFunc(directions, func(r rule) bool { return r.pkg == name })
			if i >= 0 {
				return directions[i], p
			}
		}
	}
	return rule{}, ""
}

func read(t *testing.T) []file {
	t.Helper()
	root := filepath.Join("..", "..")
	if _, err := os.Stat(filepath.Join(root, "go.mod")); err != nil {
		t.Fatal(err)
	}
	var files []file
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return skipDir(root, p, d.Name())
		}
		if filepath.Ext(p) != ".go" {
			return nil
		}
		f, err := parse(root, p)
		files = append(files, f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// skipDir passes over folders that Go passes over, and nested modules.
func skipDir(root, p, name string) error {
	if p == root {
		return nil
	}
	if name == "testdata" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") {
		return fs.SkipDir
	}
	if _, err := os.Stat(filepath.Join(p, "go.mod")); err == nil {
		return fs.SkipDir
	}
	return nil
}

func parse(root, p string) (file, error) {
	rel, err := filepath.Rel(root, p)
	if err != nil {
		return file{}, err
	}
	f := file{name: filepath.ToSlash(rel), test: strings.HasSuffix(p, "_test.go")}
	f.pkg = path.Dir(f.name)
	tree, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.SkipObjectResolution)
	if err != nil {
		return file{}, err
	}
	for _, imp := range tree.Imports {
		name, err := strconv.Unquote(imp.Path.Value)
		if err != nil {
			return file{}, err
		}
		f.imports = append(f.imports, name)
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel.Name == "Exit" {
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == "os" {
				f.exits = true
			}
		}
		return true
	})
	return f, nil
}

// TestTable tries the table itself on imports whose answer is known.
func TestTable(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, from, imp string
		test, want      bool
	}{
		{"a reader imports a leaf", "extract/docx", module + "/extract/document", false, true},
		{"a reader imports another", "extract/docx", module + "/extract/html", false, false},
		{"a reader imports extract", "extract/docx", module + "/extract", false, false},
		{"a reader imports its own part", "extract/docx", module + "/extract/docx/internal/xmltok", false, true},
		{"a reader's part imports a part beside it", "extract/docx/internal/opc", module + "/extract/docx/internal/xmltok", false, true},
		{"a reader's part imports another reader", "extract/docx/internal/xmltok", module + "/extract/html", false, false},
		{"extract imports a reader", "extract", module + "/extract/docx", false, true},
		{"normalize imports extract", "normalize", module + "/extract", false, false},
		{"a test of normalize imports extract", "normalize", module + "/extract", true, false},
		{"a test imports fixtures", "normalize", module + "/fixtures", true, true},
		{"the package itself imports fixtures", "normalize", module + "/fixtures", false, false},
		{"export imports document", "export", module + "/extract/document", false, false},
		{"a format imports another", "export/parquet", module + "/export/jsonl", false, false},
		{"anyone imports decimal", "extract/source", module + "/decimal", false, true},
		{"pipeline imports a command", "internal/pipeline", module + "/cmd/nianbao", false, false},
		{"a library imports cobra", "export", "github.com/spf13/cobra", false, false},
		{"a command imports cobra", "cmd/nianbao", "github.com/spf13/cobra", false, true},
		{"a library imports a part of parquet-go", "export", "github.com/parquet-go/parquet-go/compress", false, false},
		{"a library logs", "extract", "log", false, false},
		{"a library imports go-docx", "extract/docx", "github.com/fumiama/go-docx", false, false},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			r, room := find(tc.from)
			if room == "" {
				t.Fatalf("no rule for %s", tc.from)
			}
			why := refuse(file{pkg: tc.from, test: tc.test}, r, room, tc.imp)
			if got := why == ""; got != tc.want {
				t.Errorf("allowed %v (%s), want %v", got, why, tc.want)
			}
		})
	}
}
