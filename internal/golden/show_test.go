package golden_test

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/normalize/schema"
)

// show renders reports for people, compactly: numbers that were read exactly
// are only counted.
func show(reports []*schema.Report) string {
	var b strings.Builder
	for i, r := range reports {
		if i > 0 {
			b.WriteString("\n")
		}
		showReport(&b, r)
	}
	return b.String()
}

func showError(err error) string {
	e := diag.AsError(err)
	return fmt.Sprintf("error %s: %s\n", e.Code, e.Finding().Message())
}

func showReport(b *strings.Builder, r *schema.Report) {
	fmt.Fprintf(b, "%s %s\n", r.Status, orNone(r.Form))
	fmt.Fprintf(b, "title     %s\n", orNone(r.Title))
	agency := orNone(r.Agency.Name)
	if r.Agency.Type != "" {
		agency += " (" + string(r.Agency.Type) + ")"
	}
	if r.Agency.ScopeEvidence != "" {
		agency += fmt.Sprintf(", %s: %s", r.Agency.Scope, r.Agency.ScopeEvidence)
	}
	fmt.Fprintf(b, "agency    %s\n", agency)
	if g := r.Region; g.Code != "" || len(g.Candidates) > 0 {
		fmt.Fprintf(b, "region    %s %s%s%s%s (%s, %s) %s\n", orNone(g.Code), g.Province, g.City, g.County, g.Town, orNone(g.Method), orNone(g.Confidence), strings.Join(g.Candidates, " "))
	}
	fmt.Fprintf(b, "year      %d, %s to %s, published %s\n", r.Year, orNone(r.Period.Start), orNone(r.Period.End), orNone(r.Published))
	for _, s := range r.Sections {
		fmt.Fprintf(b, "section   %d %s “%s” %s\n", s.Number, s.Key, s.Heading, firstOf(s.Text, 40))
	}
	showFacts(b, r.Facts)
	showUnmapped(b, r.Unmapped)
	showFindings(b, r.Findings)
}

// showFacts counts the numbers of each table that were read exactly, and lists
// all else, the facts of a row that were matched alike on one line.
func showFacts(b *strings.Builder, facts []schema.Fact) {
	var order []string
	plain := map[string]int{}
	for i := range facts {
		f := &facts[i]
		if _, ok := plain[f.TableKey]; !ok {
			order = append(order, f.TableKey)
			plain[f.TableKey] = 0
		}
		if isPlain(f) {
			plain[f.TableKey]++
		}
	}
	for _, t := range order {
		if plain[t] > 0 {
			fmt.Fprintf(b, "facts     %s: %d exact numbers\n", t, plain[t])
		}
		var last *schema.Fact
		for i := range facts {
			f := &facts[i]
			if f.TableKey != t || isPlain(f) {
				continue
			}
			if last == nil || !sameRow(last, f) {
				if last != nil {
					b.WriteByte('\n')
				}
				fmt.Fprintf(b, "fact      %s/%s %s", t, f.RowKey, f.Match)
				if f.Match != schema.Exact {
					fmt.Fprintf(b, " “%s”", f.RowLabel)
				}
				fmt.Fprintf(b, " (%s):", rowOf(f))
			}
			showFact(b, f)
			last = f
		}
		if last != nil {
			b.WriteByte('\n')
		}
	}
}

func sameRow(f, g *schema.Fact) bool {
	return f.RowKey == g.RowKey && f.Match == g.Match && f.RowLabel == g.RowLabel && rowOf(f) == rowOf(g)
}

// rowOf is the place of a fact without its column.
func rowOf(f *schema.Fact) string {
	s, _, _ := strings.Cut(f.Pos.String(), " col")
	return s
}

// isPlain tells whether a fact is nothing but the number printed in its cell.
func isPlain(f *schema.Fact) bool {
	return f.Status == schema.Number && f.Match == schema.Exact && f.Unit == schema.Count && f.Note == "" && f.Context == "" &&
		f.Raw == f.Value.String()
}

// showFact is a fact behind its row: the column's key, and the label if it was
// not matched exactly, value or status, unit, text and remark as printed.
func showFact(b *strings.Builder, f *schema.Fact) {
	fmt.Fprintf(b, " %s", f.ColumnKey)
	if f.Match != schema.Exact {
		fmt.Fprintf(b, "“%s”", f.ColumnLabel)
	}
	value := string(f.Status)
	switch f.Status {
	case schema.Number:
		value = f.Value.String()
	case schema.Approximate:
		value = "about " + f.Value.String()
	}
	b.WriteString("=" + value)
	if f.Unit != schema.Count {
		b.WriteString(" " + string(f.Unit))
	}
	if f.Raw != "" && f.Raw != f.Value.String() {
		fmt.Fprintf(b, " %q", f.Raw)
	}
	if f.Note != "" {
		fmt.Fprintf(b, " note %q", f.Note)
	}
	if f.Context != "" {
		fmt.Fprintf(b, " in “%s”", f.Context)
	}
	b.WriteByte(';')
}

// showUnmapped lists cells that no key took, those of a row on one line.
func showUnmapped(b *strings.Builder, list []schema.Unmapped) {
	for i := 0; i < len(list); {
		first := list[i]
		fmt.Fprintf(b, "unmapped  %s “%s” (%s):", first.TableKey, first.RowLabel, first.Pos)
		for ; i < len(list) && list[i].Pos.Block() == first.Pos.Block() && list[i].Pos.Row() == first.Pos.Row(); i++ {
			fmt.Fprintf(b, " “%s”=%q", list[i].ColumnLabel, list[i].Raw)
		}
		b.WriteByte('\n')
	}
}

// showFindings lists findings. Of parts that are missing at one place the first
// is shown, and the others are named.
func showFindings(b *strings.Builder, list []diag.Finding) {
	for i := 0; i < len(list); {
		f := list[i]
		status := ""
		if f.Status != "" {
			status = " " + string(f.Status)
		}
		fmt.Fprintf(b, "%s %-7s%s %s", f.Code, f.Severity, status, f.Message())
		if f.Rule != "" {
			fmt.Fprintf(b, " [%s]", f.Rule)
		}
		if !f.Pos.IsZero() {
			fmt.Fprintf(b, " (%s)", f.Pos)
		}
		for i++; i < len(list) && missingPart[f.Code] && alike(f, list[i]); i++ {
			fmt.Fprintf(b, " +%s", list[i].Args[0].Value)
		}
		b.WriteByte('\n')
	}
}

// missingPart are the codes of findings whose first argument names what is
// missing.
var missingPart = map[diag.Code]bool{"N104": true, "N105": true, "N207": true, "N208": true}

func alike(f, g diag.Finding) bool {
	return f.Code == g.Code && f.Severity == g.Severity && f.Pos == g.Pos
}

func orNone(s string) string { return cmp.Or(s, "none") }

// firstOf is the beginning of a text on one line.
func firstOf(s string, n int) string {
	r := []rune(strings.ReplaceAll(s, "\n", "⏎"))
	if len(r) > n {
		return string(r[:n]) + "…"
	}
	return string(r)
}
