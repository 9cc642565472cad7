package main
import ("testing";"os";"encoding/json";"github.com/nianbao/nianbao/extract/document";"github.com/nianbao/nianbao/normalize")
func BenchmarkN(b *testing.B){
	var in []blk
	data,_:=os.ReadFile("/tmp/h/x.json"); json.Unmarshal(data,&in)
	bb:=document.NewBuilder("x",document.Limits{})
	for _, x := range in { if x.T=="" {bb.Paragraph("",x.P);continue}
		m := map[string]document.Model{"flow": document.Flow, "grid": document.GridColumns, "loose": document.Loose}[x.T]
		bb.BeginTable(m)
		for _, r := range x.Rows { bb.BeginRow(); for _, c := range r { l := c.([]any); bb.BeginCell(document.CellProps{ColSpan: int(l[1].(float64)), RowSpan: int(l[2].(float64))}); bb.Paragraph("", l[0].(string)) } }
		bb.EndTable() }
	doc,_:=bb.Document()
	b.ReportAllocs()
	for b.Loop(){ normalize.Reports(doc, normalize.Options{}) }
}
