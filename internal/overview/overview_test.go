package overview_test

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/export"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/internal/dataset"
	"github.com/nianbao/nianbao/internal/overview"
	"github.com/nianbao/nianbao/normalize/form"
	"github.com/nianbao/nianbao/normalize/schema"
)

// nasty is a name that a page must never run.
const nasty = `</title><script>alert(1)</script>"' onload=x`

// report is the n-th invented report, of the newest form, with every cell of its
// tables.
func report(n int) *schema.Report {
	set, _ := form.Embedded()
	f := set.Forms[len(set.Forms)-1]
	r := &schema.Report{ReportID: fmt.Sprintf("%016x", n), Status: schema.OK, Form: f.ID, Year: 2021 + n%3,
		Source: schema.Source{Path: fmt.Sprintf("in/%d.html", n), Format: "html"}, Agency: schema.Agency{Name: fmt.Sprint("agency ", n%7)}}
	for i := range f.Tables {
		for _, b := range f.Tables[i].Blocks {
			for _, row := range form.Leaves(b.Rows) {
				for _, col := range form.Leaves(b.Columns) {
					r.Facts = append(r.Facts, schema.Fact{TableKey: f.Tables[i].Key, RowKey: row.Key, ColumnKey: col.Key,
						Value: decimal.FromInt(int64(n)), Status: schema.Number, Unit: schema.Count, Match: schema.Exact})
				}
			}
		}
	}
	return r
}

// write makes a data set of reports and gives its page.
func write(t *testing.T, reports ...*schema.Report) string {
	t.Helper()
	dir := t.TempDir()
	d, err := export.Create(dir, export.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range reports {
		if err := d.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return pageOf(t, dir)
}

func pageOf(t *testing.T, dir string) string {
	t.Helper()
	set, err := dataset.Look(dir)
	if err != nil {
		t.Fatal(err)
	}
	o, err := overview.Of(set)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := o.Write(&out, "Title of "+nasty, nil); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// text is a page without its marks, blanks as one.
func text(page string) string {
	page = regexp.MustCompile(`(?s)<style>.*?</style>|<[^>]*>`).ReplaceAllString(page, " ")
	return strings.Join(strings.Fields(page), " ")
}

func TestCounts(t *testing.T) {
	t.Parallel()
	var all []*schema.Report
	for n := range 30 {
		all = append(all, report(n))
	}
	all[4].Facts = all[4].Facts[:len(all[4].Facts)-1] // a cell is missed
	all[5].Status, all[5].Facts, all[5].Form, all[5].Year = schema.Failed, nil, "", 0
	all[6].Findings = []diag.Finding{diag.New("N404", source.Pos{}), diag.New("N404", source.Pos{})}
	page := text(write(t, all...))
	for _, want := range []string{
		"Inputs 输入文件 30 Reports 年报 29 Agencies 机构 7 ",
		"html 30 29 · · · · 1", // by status
		"2021 10 10", "2022 10 10", "2023 9 9",
		"29 434 0 0 1 0.2% ·", // the table with a missed cell
		"N404 warning", "agency 6 2021 in/6.html × 2",
		"Not known. A data set holds no times",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q:\n%s", want, page)
		}
	}
}

func TestNothingOfAFileRuns(t *testing.T) {
	t.Parallel()
	r := report(1)
	r.Source.Path, r.Agency.Name, r.Title, r.Source.Format = nasty, nasty, nasty, nasty
	r.Findings = []diag.Finding{diag.New("N404", source.Pos{})}
	r.Findings[0].Rule = nasty
	page := write(t, r)
	if strings.Contains(strings.ToLower(page), "<script") || strings.Contains(page, nasty) {
		t.Errorf("what stands in a file is not escaped")
	}
	for _, tag := range regexp.MustCompile(`(?i)\b(src|href|url)\s*[=(]\s*["']?([^"'\s>)]*)`).FindAllStringSubmatch(page, -1) {
		if !strings.HasPrefix(tag[2], "#") {
			t.Errorf("the page asks for %q", tag[0])
		}
	}
}

func TestSamePage(t *testing.T) {
	t.Parallel()
	var all []*schema.Report
	for n := range 50 {
		r := report(n)
		r.Findings = []diag.Finding{diag.New("N404", source.Pos{})}
		all = append(all, r)
	}
	if diff := cmp.Diff(write(t, all...), write(t, all...)); diff != "" {
		t.Errorf("two pages of equal data sets differ:\n%s", diff)
	}
}

// TestSizeDoesNotGrow compares the page of many reports with that of few.
func TestSizeDoesNotGrow(t *testing.T) {
	t.Parallel()
	of := func(n int) int {
		var all []*schema.Report
		for i := range n {
			r := report(i)
			r.Facts = r.Facts[:3]
			r.Findings = []diag.Finding{diag.New("N404", source.Pos{})}
			all = append(all, r)
		}
		return len(write(t, all...))
	}
	if few, many := of(60), of(600); many > few+few/20 {
		t.Errorf("the page of 60 reports has %d bytes, that of 600 %d", few, many)
	}
}

func TestNoDataSet(t *testing.T) {
	t.Parallel()
	if _, err := dataset.Look(t.TempDir()); !errors.Is(err, dataset.ErrNotWhole) {
		t.Errorf("an empty folder: %v", err)
	}
	if _, err := dataset.Look("missing"); err == nil {
		t.Errorf("a folder that is not there was found")
	}
	if page := text(write(t)); !strings.Contains(page, "No report was found.") {
		t.Errorf("the page of nothing says %s", page)
	}
}

func TestTimes(t *testing.T) {
	t.Parallel()
	lines := `{"type":"status","seconds":1}
some talk of a shell
{"type":"summary","seconds":2.5,"inputs":10,"stage_seconds":{"read":1,"extract":2}}
`
	got, err := overview.ReadTimes(strings.NewReader(lines))
	want := &overview.Times{Seconds: 2.5, Inputs: 10, Stages: map[string]float64{"read": 1, "extract": 2}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if _, err := overview.ReadTimes(strings.NewReader("{}\n")); err == nil {
		t.Error("times were found where none are")
	}
}
