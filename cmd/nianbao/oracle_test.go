//go:build oracle

package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestDuckDB has DuckDB read a data set of all samples, an unreadable file, a
// copy and an unfilled form, and compare every value with the JSON lines, the
// descriptor and its constraints. It needs python3 with the package duckdb, and
// fails without: the build tag says that they are there.
func TestDuckDB(t *testing.T) {
	t.Parallel()
	in, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	for name, text := range map[string]string{
		"bad.docx": "PK\x03\x04torn", "same.docx": "PK\x03\x04torn", "dashes.html": dashes, "list.txt": "No report at all.",
	} {
		if err := os.WriteFile(filepath.Join(in, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	samples := filepath.Join("..", "..", "fixtures", "samples")
	status := execute(t.Context(), []string{"convert", "--quiet", "--all-checks", "-o", out, in, samples, "missing.docx"},
		stdio{strings.NewReader(""), io.Discard, io.Discard})
	if status != exitFailed {
		t.Fatalf("exit status %d, want %d", status, exitFailed)
	}
	got, err := exec.Command("python3", filepath.Join("testdata", "oracle.py"), out).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, got)
	}
	// Something of every kind was there to be compared.
	for _, want := range []string{`reports \d\d`, `facts \d{4}`, `unmapped [1-9]`, `sections \d\d`, `findings \d\d`, `zeros [1-9]`, `nulls [1-9]`} {
		if !regexp.MustCompile(want).Match(got) {
			t.Errorf("compared %s, which lacks %s", got, want)
		}
	}
	t.Logf("%s", got)
}

// TestQueries has DuckDB answer the questions of queries/ from a data set of all
// samples and two reports of successive years, and compares the answers with
// queries/expected; -update rewrites those.
func TestQueries(t *testing.T) {
	t.Parallel()
	dir := samplesSet(t)
	list, err := filepath.Glob(filepath.Join("..", "..", "queries", "*.sql"))
	if err != nil || len(list) < 10 {
		t.Fatalf("%d queries, %v", len(list), err)
	}
	for _, path := range list {
		got := python(t, dir, "queries.py", path)
		golden := filepath.Join(filepath.Dir(path), "expected", strings.TrimSuffix(filepath.Base(path), ".sql")+".csv")
		if *update {
			if err := os.WriteFile(golden, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("%s answers\n%s\nwant\n%s", path, got, want)
		}
	}
}

// TestRecipes runs what README.md says on opening a data set: with DuckDB, and with
// pandas, R, Spark and mlcroissant where they are.
func TestRecipes(t *testing.T) {
	t.Parallel()
	t.Logf("%s", python(t, samplesSet(t), "recipes.py", filepath.Join("..", "..", "README.md")))
}

// samplesSet makes a data set out in a new folder.
func samplesSet(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	samples := filepath.Join("..", "..", "fixtures", "samples")
	status := execute(t.Context(), []string{"convert", "--quiet", "--format", "jsonl,parquet,csv", "-o", filepath.Join(dir, "out"), samples, filepath.Join("testdata", "queries")},
		stdio{strings.NewReader(""), io.Discard, io.Discard})
	if status != exitOK {
		t.Fatalf("exit status %d", status)
	}
	return dir
}

// python runs a script of testdata with a file in a folder, and gives what it prints.
func python(t *testing.T, dir, script, file string) []byte {
	t.Helper()
	var paths []string
	for _, p := range []string{filepath.Join("testdata", script), file} {
		abs, err := filepath.Abs(p)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, abs)
	}
	cmd := exec.Command("python3", paths...)
	cmd.Dir = dir
	var said strings.Builder
	cmd.Stderr = &said
	got, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", script, file, err, said.String())
	}
	return got
}

// dashes is a report with values that are none, a decimal, and a row that no
// form has.
const dashes = `<html><meta charset="utf-8"><body>
<h1>青石镇人民政府2021年政府信息公开工作年度报告</h1>
<p>二、主动公开政府信息情况</p>
<table>
<tr><td colspan="4">第二十条第（一）项</td></tr>
<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td>规章</td><td>—</td><td></td><td>0</td></tr>
<tr><td>行政规范性文件</td><td>3</td><td>见附件</td><td>12</td></tr>
<tr><td colspan="4">第二十条第（八）项</td></tr>
<tr><td>信息内容</td><td colspan="3">本年收费金额（单位：万元）</td></tr>
<tr><td>行政事业性收费</td><td colspan="3">96171.65</td></tr>
<tr><td>某种新的事项</td><td colspan="3">77</td></tr>
</table>
</body></html>`
