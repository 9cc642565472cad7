package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/normalize/correction"
	"github.com/nianbao/nianbao/normalize/schema"
)

// decide appends a decision about a cell to a file, as a person would who looked at
// a data set: decide OUT FILE PATH table/row/column VALUE.
func decide(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 5 {
		ts.Fatalf("usage: decide OUT FILE PATH table/row/column VALUE")
	}
	lines, err := os.ReadFile(ts.MkAbs(filepath.Join(args[0], "json", "part-00000.jsonl")))
	ts.Check(err)
	for line := range bytes.Lines(lines) {
		var r schema.Report
		ts.Check(json.Unmarshal(line, &r))
		if !strings.HasSuffix(r.Source.Path, args[2]) {
			continue
		}
		for i := range r.Facts {
			f := &r.Facts[i]
			if correction.CellOf(f).String() != args[3] {
				continue
			}
			value, err := decimal.Parse(args[4])
			ts.Check(err)
			d := correction.Decision{ReportID: r.ReportID, SHA256: r.Source.SHA256, Cell: correction.CellOf(f), Action: correction.Correct,
				Raw: f.Raw, Old: correction.StateOf(f), New: correction.State{Value: &value, Status: schema.Number},
				Who: "wang", When: "2026-01-02T03:04:05Z"}
			ts.Check(d.Check())
			text, err := d.Line()
			ts.Check(err)
			out, err := os.OpenFile(ts.MkAbs(args[1]), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o666)
			ts.Check(err)
			_, err = out.Write(text)
			ts.Check(err)
			ts.Check(out.Close())
			return
		}
	}
	ts.Fatalf("%s has no cell %s of %s", args[0], args[3], args[2])
}
