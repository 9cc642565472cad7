package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/internal/pipeline"
	"github.com/nianbao/nianbao/internal/term"
	"github.com/nianbao/nianbao/normalize/schema"
)

const (
	maxCodes    = 15 // kinds of findings that the summary lists
	maxFailures = 10 // failed inputs that it lists
)

// tellSummary tells a person what a run did that wrote these tables into out.
func (a *app) tellSummary(sum *pipeline.Summary, out string, tables []string, took time.Duration) {
	a.say("%s read (%s) in %s", plural(sum.Inputs, "input"), size(sum.Bytes), duration(took))
	if sum.Skipped > 0 {
		a.say("%s skipped: the data set holds them, and they are unchanged%s", plural(sum.Skipped, "input"), heldFailures(sum.Held.Failed))
	}
	a.say("")
	a.say("reports   %s", statuses(sum.Reports))
	a.say("facts     %s, %s with a value", number(sum.Facts), number(sum.Values))
	a.say("findings  %s", severities(sum.Severities))
	a.tellCodes(sum.Codes)
	if sum.Reports[schema.Failed] > 0 {
		a.say("")
		a.say("failed")
		a.tellFailures(sum, "  ")
	}
	if out != "-" {
		a.say("")
		a.say("data set  %s", term.Quote(out))
		a.say("          %s; datapackage.json says what they hold", strings.Join(tables, ", "))
		a.say("look      nianbao report %s (a page about it), nianbao serve %s (check values by their sources)", shellWordIfNeeded(out), shellWordIfNeeded(out))
	}
}

// heldFailures says how many inputs that were skipped had failed before.
func heldFailures(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" (%s failed; try these again with --from OUT/failed.jsonl)", number(n))
}

func statuses(reports map[schema.Status]int) string {
	var parts []string
	for _, s := range []schema.Status{schema.OK, schema.Partial, schema.Empty, schema.NotReport, schema.Failed, schema.Duplicate} {
		if n := reports[s]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %s", number(n), s))
		}
	}
	if len(parts) == 0 {
		return "none"
	}
	return strings.Join(parts, " · ")
}

func severities(found map[diag.Severity]int) string {
	var parts []string
	for _, s := range []diag.Severity{diag.Severe, diag.Warning, diag.Info} {
		if n := found[s]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %s", number(n), s))
		}
	}
	if len(parts) == 0 {
		return "none"
	}
	return strings.Join(parts, " · ")
}

// tellCodes lists the kinds of findings, the most frequent first.
func (a *app) tellCodes(codes map[pipeline.CodeCount]int) {
	if len(codes) == 0 {
		return
	}
	var kinds []pipeline.CodeCount
	width := len("count")
	for k, n := range codes {
		kinds = append(kinds, k)
		width = max(width, len(number(n)))
	}
	slices.SortFunc(kinds, func(x, y pipeline.CodeCount) int {
		return cmp.Or(cmp.Compare(codes[y], codes[x]), cmp.Compare(x.Code, y.Code), cmp.Compare(y.Severity, x.Severity))
	})
	a.say("")
	a.say("  %s  code  severity  meaning", term.PadLeft("count", width))
	for i, k := range kinds {
		if i == maxCodes {
			a.say("  %s  more kinds: see the table findings", term.PadLeft(strconv.Itoa(len(kinds)-i), width))
			break
		}
		a.say("  %s  %s  %-8s  %s", term.PadLeft(number(codes[k]), width), k.Code, k.Severity, meaning(k.Code))
	}
	a.say("  `nianbao explain CODE` says more 查看代码说明")
}

// meaning is the message of a code with names for its values: "row <row> is
// missing".
func meaning(code diag.Code) string {
	e, ok := diag.Lookup(code)
	if !ok {
		return ""
	}
	return strings.NewReplacer("{detail}", "", "{", "<", "}", ">").Replace(e.Message)
}

// tellFailures lists inputs that failed, why, and what to do.
func (a *app) tellFailures(sum *pipeline.Summary, indent string) {
	told := map[diag.Code]bool{}
	for i, f := range sum.Failures {
		if i == maxFailures {
			a.say("%s… and %s more: see the table findings", indent, number(sum.Reports[schema.Failed]-i))
			return
		}
		a.say("%s%s", indent, term.Quote(f.Path))
		a.say("%s    %s %s", indent, f.Finding.Code, term.Clean(f.Finding.Message()))
		if e, ok := diag.Lookup(f.Finding.Code); ok && !told[e.Code] {
			told[e.Code] = true
			a.say("%s    %s", indent, e.Explain)
		}
	}
}

// plural is a number with the thing counted.
func plural(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return number(n) + " " + thing
}

// number is n with a comma between thousands.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// size is a number of bytes in the unit that suits it.
func size(n int64) string {
	const kb = 1000
	switch {
	case n < kb:
		return fmt.Sprintf("%d bytes", n)
	case n < kb*kb:
		return fmt.Sprintf("%.1f kB", float64(n)/kb)
	case n < kb*kb*kb:
		return fmt.Sprintf("%.1f MB", float64(n)/(kb*kb))
	}
	return fmt.Sprintf("%.1f GB", float64(n)/(kb*kb*kb))
}

// duration is a time to about three digits.
func duration(d time.Duration) string {
	switch {
	case d < 10*time.Second:
		return fmt.Sprintf("%.2f s", d.Seconds())
	case d < time.Minute:
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	return d.Round(time.Second).String()
}
