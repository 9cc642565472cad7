package main_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// nasty commands a terminal: it sets colours and the title, clears the screen,
// turns text around and hides some; \u009b is CSI in one character.
const nasty = "\x1b[31m\x1b]0;owned\x07\u009b2J\u202e\u2066\u200b\x7f\x08\r"

// TestSafeOutput shows a terminal files that try to command it, from all places of
// a document and from their names. Nothing of it may pass, names stand in quotes,
// and JSON is valid UTF-8 in which it is escaped.
func TestSafeOutput(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("such names cannot be")
	}
	exe, err := exec.LookPath("nianbao") // testscript puts it into the path
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	html := "<html><meta charset=utf-8><title>柳泉县" + nasty + "司法局2022年政府信息公开工作年度报告</title><meta name='" + nasty + "' content='" + nasty + "'><body>" +
		"<h1>柳泉县" + nasty + "司法局2022年政府信息公开工作年度报告</h1><p>三、收到和处理政府信息公开申请情况" + nasty + "<p>附件：<a href='a" + nasty + ".docx'>" + nasty + "表</a>" +
		"<table><tr><td>本列数据的勾稽关系<td>自然人<td>" + nasty + "<td>总计<tr><td>一、本年新收政府信息公开申请数量" + nasty + "<td>1" + nasty + "<td>2<td>9" +
		"<tr><td>二、" + nasty + "未知<td>x" + nasty + "<td>2<td>3</table>"
	names := []string{"a" + nasty + "\n.html", "b" + nasty + "\xff\xfe.txt", "c" + nasty + ".pdf", "d" + nasty + ".docx", "e" + nasty + ".png"}
	for i, data := range []string{html, "list of things " + nasty + "\xff\n" + strings.Repeat("words "+nasty+"\n", 9), "%PDF-" + nasty, "PK\x03\x04" + nasty, "\x89PNG\r\n\x1a\n" + nasty} {
		if err := os.WriteFile(filepath.Join(dir, names[i]), []byte(data), 0o600); err != nil {
			t.Skip("such names cannot be: ", err)
		}
	}
	run := func(args ...string) (stdout, stderr []byte) {
		cmd := exec.Command(exe, args...)
		var out, errs bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errs
		_ = cmd.Run() // what is said counts
		return out.Bytes(), errs.Bytes()
	}
	set := t.TempDir()
	_, talk := run("convert", "-o", filepath.Join(set, nasty), "--verify", dir, filepath.Join(dir, "gone"+nasty))
	plain(t, "convert", talk)
	if !bytes.Contains(talk, []byte(`\x1b[31m`)) {
		t.Errorf("the names are not shown:\n%s", talk)
	}
	data, talk := run("convert", "-o", "-", "--json", "--verify", dir)
	lines(t, "reports", data)
	lines(t, "talk in JSON", talk)
	for _, name := range names {
		for _, flag := range []string{"--width=80", "--json"} {
			data, talk := run("inspect", flag, filepath.Join(dir, name))
			plain(t, "inspect's errors", talk)
			if flag == "--json" {
				if len(data) > 0 && !json.Valid(data) {
					t.Errorf("inspect --json: no JSON")
				}
			}
			plain(t, "inspect "+flag, data)
		}
	}
	for _, args := range [][]string{{nasty}, {"convert", "--" + nasty}, {"convert", "-o", "x", "--fail-on", nasty, "y"}, {"explain", nasty},
		{"forms", "show", nasty}, {"forms", "lint", filepath.Join(dir, names[0])}, {"commit", dir + nasty}, {"convert", "-o", set, "--metadata", nasty, dir}} {
		data, talk := run(args...)
		plain(t, strings.Join(args, " "), append(data, talk...))
	}
}

// plain wants text that commands no terminal.
func plain(t *testing.T, what string, text []byte) {
	t.Helper()
	if !utf8.Valid(text) {
		t.Errorf("%q: not UTF-8", what)
	}
	for i, r := range string(text) {
		if r != '\n' && (unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp) || r == '\u200b') {
			t.Errorf("%q: %q passed: %q", what, r, text[max(0, i-40):min(len(text), i+20)])
			return
		}
	}
}

// lines wants JSON, a value a line, that commands no terminal either.
func lines(t *testing.T, what string, text []byte) {
	t.Helper()
	plain(t, what, text)
	n := 0
	for line := range bytes.Lines(text) {
		n++
		if !json.Valid(line) {
			t.Errorf("%s: no JSON: %q", what, line)
		}
	}
	if n == 0 {
		t.Errorf("%s: nothing", what)
	}
}
