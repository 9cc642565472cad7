package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/normalize"
)

type blk struct {
	P    string  `json:"p"`
	T    string  `json:"t"`
	Rows [][]any `json:"rows"`
}

func main() {
	var in []blk
	data, _ := os.ReadFile(os.Args[1])
	if err := json.Unmarshal(data, &in); err != nil {
		panic(err)
	}
	b := document.NewBuilder("x", document.Limits{})
	for _, x := range in {
		if x.T == "" {
			b.Paragraph("", x.P)
			continue
		}
		m := map[string]document.Model{"flow": document.Flow, "grid": document.GridColumns, "loose": document.Loose}[x.T]
		b.BeginTable(m)
		for _, r := range x.Rows {
			b.BeginRow()
			for _, c := range r {
				l := c.([]any)
				b.BeginCell(document.CellProps{ColSpan: int(l[1].(float64)), RowSpan: int(l[2].(float64))})
				b.Paragraph("", l[0].(string))
			}
		}
		b.EndTable()
	}
	doc, err := b.Document()
	if err != nil {
		panic(err)
	}
	for _, r := range normalize.Reports(doc, normalize.Options{}) {
		out, _ := json.Marshal(r)
		fmt.Println(string(out))
	}
}
