package export_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log"
	"os"

	"github.com/nianbao/nianbao/export"
	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize"
	"github.com/nianbao/nianbao/normalize/schema"
)

// page stands for a file.
const page = `<html><meta charset="utf-8"><body>
<h1>青石镇人民政府2020年政府信息公开工作年度报告</h1>
<p>四、政府信息公开行政复议、行政诉讼情况</p>
<table>
<tr><td colspan="5">行政复议</td><td colspan="10">行政诉讼</td></tr>
<tr><td rowspan="2">结果维持</td><td rowspan="2">结果纠正</td><td rowspan="2">其他结果</td><td rowspan="2">尚未审结</td><td rowspan="2">总计</td><td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr>
<tr><td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td><td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td></tr>
<tr><td>1</td><td>2</td><td>3</td><td>4</td><td>11</td><td>5</td><td>6</td><td>7</td><td>8</td><td>26</td><td>9</td><td>11</td><td>12</td><td>0</td><td>32</td></tr>
</table>
</body></html>`

// The whole road in three calls: a file is read, normalized and written. A
// program that converts many files does the same for each, and calls Close
// once, at the end.
func Example() {
	item := source.Bytes("report.html", []byte(page)) // or source.File("report.html")
	doc, err := extract.Read(context.Background(), item, extract.Options{})
	if err != nil {
		log.Fatal(err)
	}

	reports := normalize.Reports(doc, normalize.Options{})
	for i, r := range reports {
		r.ReportID = schema.ReportID(sha256.Sum256([]byte(page)), i+1)
		r.Source = schema.Source{Path: item.Path, Format: doc.Format, Bytes: item.Size}
	}

	dir, err := os.MkdirTemp("", "nianbao")
	if err != nil {
		log.Fatal(err)
	}
	w, err := export.Create(dir, export.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, r := range reports {
		if err := w.Write(r); err != nil {
			log.Fatal(errors.Join(err, w.Abort()))
		}
	}
	if err := w.Close(); err != nil {
		log.Fatal(err)
	}

	r := reports[0]
	fmt.Println(r.Agency.Name, r.Year, r.Form)
	for _, f := range r.Facts[:5] {
		fmt.Println(f.RowKey, f.ColumnKey, f.Value, f.Pos)
	}
	for _, f := range r.Findings {
		if f.Expected != nil {
			fmt.Println(f.Severity, f.Code, f.Message())
		}
	}
	if err := os.RemoveAll(dir); err != nil {
		log.Fatal(err)
	}
	// Output:
	// 青石镇人民政府 2020 cn_goi_2019
	// review upheld 1 block 2 row 3 col 0
	// review corrected 2 block 2 row 3 col 1
	// review other 3 block 2 row 3 col 2
	// review pending 4 block 2 row 3 col 3
	// review total 11 block 2 row 3 col 4
	// error N301 review: total is 11, its parts add up to 10
}

// Lines writes JSON lines to any writer.
func ExampleLines() {
	w := export.Lines(os.Stdout)
	if err := w.Write(&schema.Report{ReportID: "6f0c1d2e3a4b5c6d", Status: schema.NotReport}); err != nil {
		log.Fatal(err)
	}
	if err := w.Close(); err != nil {
		log.Fatal(err)
	}
	// Output:
	// {"schema":"nianbao.report","schema_version":"1.4.0","report_id":"6f0c1d2e3a4b5c6d","status":"not_report","source":{"path":"","format":null,"sha256":null,"bytes":0,"duplicate_of":null,"url":null,"fetched_at":null,"agency":null,"region":null,"year":null,"record_offset":null,"attachment_of":null},"title":null,"year":null,"period":{"start":null,"end":null},"published":null,"agency":{"name":null,"type":null,"scope":null,"scope_evidence":null,"id":null,"canonical":null,"level":null,"parent":null,"parent_id":null},"region":{"code":null,"level":null,"province":null,"city":null,"county":null,"town":null,"code_year":null,"method":null,"confidence":null,"candidates":[]},"form":null,"sections":[],"facts":[],"unmapped":[],"concepts":[],"checks":{"held":0,"failed":0,"held_if_blank_is_zero":0,"not_evaluable":0},"findings":[]}
}
