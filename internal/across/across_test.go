package across_test

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/export"
	"github.com/nianbao/nianbao/export/parquet"
	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/internal/across"
	"github.com/nianbao/nianbao/internal/dataset"
	"github.com/nianbao/nianbao/normalize/form"
	"github.com/nianbao/nianbao/normalize/schema"
)

// applicants are the columns of the table of requests.
var applicants = []string{"natural_person", "org_business", "org_research", "org_public_interest", "org_legal_service", "org_other", "total"}

// body is the n-th invented body, with reports that fit together over the years.
func body(n, first, last int) (list []*schema.Report) {
	pending, stock, items := map[string]int{}, 40+n, 100+n
	for y := first; y <= last; y++ {
		r := &schema.Report{ReportID: fmt.Sprintf("%08x%08x", n, y), Status: schema.OK, Form: "cn_goi_2021", Year: y,
			Source: schema.Source{Path: fmt.Sprintf("in/%d/%d.html", n, y), Format: "html"}, Published: fmt.Sprintf("%d-01-20", y+1),
			Agency: schema.Agency{Name: fmt.Sprint("body ", n), ID: fmt.Sprintf("%016x", uint64(n)*0x9e3779b97f4a7c15), Type: schema.Bureau, Canonical: fmt.Sprint("body ", n)}}
		next := map[string]int{}
		for i, c := range applicants {
			next[c] = (n + y + i) % 4
			set(r, "requests", "received", c, 30+n%5+i)
			set(r, "requests", "pending_start", c, pending[c])
			set(r, "requests", "processed_total", c, 30+n%5+i+pending[c]-next[c])
			set(r, "requests", "pending_end", c, next[c])
		}
		if y < 2021 {
			r.Form = "cn_goi_2019"
			set(r, "proactive", "licensing", "items_prev_year", items)
			set(r, "proactive", "licensing", "items_change", y%3-1)
			items += y%3 - 1
		} else {
			issued, repealed := 3+y%2, 1+n%2
			stock += issued - repealed
			set(r, "proactive", "normative_documents", "issued", issued)
			set(r, "proactive", "normative_documents", "repealed", repealed)
			set(r, "proactive", "normative_documents", "in_force", stock)
		}
		pending = next
		list = append(list, r)
	}
	return list
}

// set gives a cell its number.
func set(r *schema.Report, table, row, column string, v int) {
	f := schema.Fact{TableKey: table, RowKey: row, ColumnKey: column, Value: decimal.FromInt(int64(v)), Status: schema.Number,
		Unit: schema.Count, Raw: fmt.Sprint(v), Match: schema.Exact}
	for i := range r.Facts {
		if r.Facts[i].TableKey == table && r.Facts[i].RowKey == row && r.Facts[i].ColumnKey == column {
			r.Facts[i] = f
			return
		}
	}
	r.Facts = append(r.Facts, f)
}

// told is a row as the tests name it.
type told struct {
	Code, ID, Cell, Other, By string
	Found, Expected           float64
}

// check writes a data set of reports, compares them, and gives the rows and the
// files.
func check(t *testing.T, partSize int, reports ...*schema.Report) ([]told, *across.Summary, []byte) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	write(t, dir, partSize, reports)
	set, err := dataset.Look(dir)
	must(t, err)
	forms, err := form.Embedded()
	must(t, err)
	sum, err := across.Run(set, forms)
	must(t, err)
	var out []told
	f, err := os.Open(filepath.Join(dir, "checks", "part-00000.parquet"))
	must(t, err)
	defer func() { must(t, f.Close()) }()
	must(t, parquet.Read(f, func(list []rows.CheckRow) error {
		for _, r := range list {
			x := told{Code: r.Code, ID: r.ReportID, Other: r.OtherReportID, By: r.ExplainedBy}
			if r.RowKey != "" {
				x.Cell = r.TableKey + "/" + r.RowKey
				if r.ColumnKey != "" {
					x.Cell += "/" + r.ColumnKey
				}
			}
			if r.Found != nil {
				x.Found, x.Expected = *r.Found, *r.Expected
			}
			if r.Severity == "error" || r.Message == "" || r.Rule == "" || r.AgencyID == "" {
				t.Errorf("%+v", r)
			}
			out = append(out, x)
		}
		return nil
	}))
	slices.SortFunc(out, func(a, b told) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Cell, b.Cell), cmp.Compare(a.Other, b.Other))
	})
	data, err := os.ReadFile(f.Name())
	must(t, err)
	left, err := filepath.Glob(filepath.Join(dir, "_nianbao", "check-*"))
	must(t, err)
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	return out, sum, data
}

func write(t *testing.T, dir string, partSize int, reports []*schema.Report) {
	t.Helper()
	if partSize > 0 {
		writeParts(t, dir, partSize, reports)
		return
	}
	d, err := export.Create(dir, export.Options{})
	must(t, err)
	for _, r := range reports {
		must(t, d.Write(r))
	}
	must(t, d.Close())
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// bodies are reports of bodies that all fit together.
func bodies(n int) (list []*schema.Report) {
	for i := range n {
		list = append(list, body(i+1, 2019, 2024)...)
	}
	return list
}

func id(n, y int) string { return fmt.Sprintf("%08x%08x", n, y) }

// report finds the report of a body and year.
func report(list []*schema.Report, n, y int) *schema.Report {
	i := slices.IndexFunc(list, func(r *schema.Report) bool { return r.ReportID == id(n, y) })
	return list[i]
}

// again is another version of a report.
func again(r *schema.Report, name string) *schema.Report {
	c := *r
	c.ReportID, c.Source.Path = name, "in/again.docx"
	c.Facts = slices.Clone(r.Facts)
	return &c
}

func TestSoundSeriesSayNothing(t *testing.T) {
	t.Parallel()
	got, sum, _ := check(t, 0, bodies(30)...)
	if len(got) > 0 || sum.Reports != 180 || sum.Agencies != 30 || sum.Warnings+sum.Infos > 0 {
		t.Errorf("%+v\n%+v", got, sum)
	}
	compared := map[string]int{}
	for _, r := range sum.Rules {
		compared[r.Rule] = r.Compared
	}
	want := map[string]int{"cn_goi_2019/requests/carry_over": 30 * 7, "cn_goi_2021/requests/carry_over": 30 * 4 * 7,
		"cn_goi_2021/proactive/stock_of_documents": 30 * 3, "cn_goi_2019/proactive/items_carried": 30,
		"series/same_as_last_year": 30 * 5, "series/missing_year": 30 * 5, "series/outlier": compared["series/outlier"]}
	if diff := gocmp.Diff(want, compared); diff != "" {
		t.Errorf("compared (-want +got)\n%s", diff)
	}
}

// Every break that was planted is found, and no other is told.
func TestPlantedBreaks(t *testing.T) {
	t.Parallel()
	list := bodies(40)
	want := []told{}
	plant := func(x ...told) { want = append(want, x...) }

	// 1: what was carried over.
	set(report(list, 1, 2022), "requests", "pending_start", "natural_person", 9)
	plant(told{Code: "N501", ID: id(1, 2022), Cell: "requests/pending_start/natural_person", Other: id(1, 2021), Found: 9, Expected: float64((1 + 2021) % 4)})
	// 2: between the two forms, in two columns.
	set(report(list, 2, 2021), "requests", "pending_start", "total", 11)
	set(report(list, 2, 2021), "requests", "pending_start", "org_other", 12)
	plant(told{Code: "N501", ID: id(2, 2021), Cell: "requests/pending_start/org_other", Other: id(2, 2020), Found: 12, Expected: float64((2 + 2020 + 5) % 4)},
		told{Code: "N501", ID: id(2, 2021), Cell: "requests/pending_start/total", Other: id(2, 2020), Found: 11, Expected: float64((2 + 2020 + 6) % 4)})
	// 3: a stock that does not follow, and so neither from this year to the next.
	in := report(list, 3, 2023)
	stock := valueOf(in, "proactive", "normative_documents", "in_force")
	set(in, "proactive", "normative_documents", "in_force", stock+5)
	before := valueOf(report(list, 3, 2022), "proactive", "normative_documents", "in_force")
	plant(told{Code: "N502", ID: id(3, 2023), Cell: "proactive/normative_documents/in_force", Other: id(3, 2022), Found: float64(before + 5), Expected: float64(before)},
		told{Code: "N502", ID: id(3, 2024), Cell: "proactive/normative_documents/in_force", Other: id(3, 2023), Found: float64(stock), Expected: float64(stock + 5)})
	// 4: items of powers.
	items := valueOf(report(list, 4, 2020), "proactive", "licensing", "items_prev_year")
	set(report(list, 4, 2020), "proactive", "licensing", "items_prev_year", items+2)
	plant(told{Code: "N502", ID: id(4, 2020), Cell: "proactive/licensing/items_prev_year", Other: id(4, 2019), Found: float64(items + 2), Expected: float64(items)})
	// 5: a year is missing.
	list = slices.DeleteFunc(list, func(r *schema.Report) bool { return r.ReportID == id(5, 2022) })
	plant(told{Code: "N504", ID: id(5, 2023)})
	// 6: a copy, and 7: a revised version.
	list = append(list, again(report(list, 6, 2022), "c0c0c0c0c0c0c0c0"))
	plant(told{Code: "N506", ID: id(6, 2022), Other: "c0c0c0c0c0c0c0c0"})
	revised := again(report(list, 7, 2024), "c1c1c1c1c1c1c1c1")
	revised.Published = "2025-06-01"
	set(revised, "requests", "processed_total", "total", 31)
	list = append(list, revised)
	plant(told{Code: "N507", ID: "c1c1c1c1c1c1c1c1", Other: id(7, 2024), By: "published"})
	// 8: last year's numbers.
	same := report(list, 8, 2024)
	same.Facts = slices.Clone(report(list, 8, 2023).Facts)
	plant(told{Code: "N503", ID: id(8, 2024), Other: id(8, 2023)})
	plant(breaks(report(list, 8, 2023), same)...)
	// 9: an outlier.
	set(report(list, 9, 2022), "requests", "received", "total", 3900)
	plant(told{Code: "N505", ID: id(9, 2022), Cell: "concept/requests_received", Found: 3900, Expected: float64(30 + 9%5 + 6)})
	// 10: a report for the area after one for the body.
	for y := 2019; y <= 2024; y++ {
		report(list, 10, y).Agency.Scope = schema.Own
	}
	report(list, 10, 2023).Agency.Scope = schema.Consolidated
	set(report(list, 10, 2023), "requests", "pending_start", "total", 50)
	plant(told{Code: "N501", ID: id(10, 2023), Cell: "requests/pending_start/total", Other: id(10, 2022), By: "scope", Found: 50, Expected: float64((10 + 2022 + 6) % 4)})
	// 11: it holds with the version before.
	late := again(report(list, 11, 2022), "c2c2c2c2c2c2c2c2")
	late.Published = "2023-09-01"
	set(late, "requests", "pending_end", "total", 17)
	list = append(list, late)
	plant(told{Code: "N507", ID: "c2c2c2c2c2c2c2c2", Other: id(11, 2022), By: "published"},
		told{Code: "N501", ID: id(11, 2023), Cell: "requests/pending_start/total", Other: "c2c2c2c2c2c2c2c2", By: "revision", Found: float64((11 + 2022 + 6) % 4), Expected: 17})
	// 12: two versions of which no date tells which is newer.
	tie := again(report(list, 12, 2019), "c3c3c3c3c3c3c3c3")
	set(tie, "requests", "processed_total", "org_other", 1)
	list = append(list, tie)
	plant(told{Code: "N507", ID: id(12, 2019), Other: "c3c3c3c3c3c3c3c3"})
	// 13, 14, 15: a county, and two of its bureaus that count more together.
	for n, region := range map[int]string{13: "340603", 14: "340603", 15: "340603100"} {
		r := report(list, n, 2021)
		r.Region.Code, r.Agency.Scope = region, schema.Own
	}
	county := report(list, 13, 2021)
	county.Agency.Scope, county.Agency.Type = schema.Consolidated, schema.Government
	plant(told{Code: "N508", ID: id(13, 2021), Cell: "concept/requests_received", Found: 39, Expected: 40 + 36},
		told{Code: "N508", ID: id(13, 2021), Cell: "concept/requests_processed", Found: processed(list, 13), Expected: processed(list, 14) + processed(list, 15)},
		told{Code: "N508", ID: id(13, 2021), Cell: "concept/normative_documents_issued", Found: 4, Expected: 8},
		told{Code: "N508", ID: id(13, 2021), Cell: "concept/pending_end", Found: float64((13 + 2021 + 6) % 4), Expected: float64((14+2021+6)%4 + (15+2021+6)%4)})

	// A body that is not known, and a blank.
	nobody := again(report(list, 20, 2022), "c4c4c4c4c4c4c4c4")
	nobody.Agency.ID = ""
	list = append(list, nobody)
	blank := report(list, 21, 2022)
	for i := range blank.Facts {
		if blank.Facts[i].RowKey == "pending_start" {
			blank.Facts[i].Status = schema.Blank
		}
	}

	got, sum, _ := check(t, 0, list...)
	slices.SortFunc(want, func(a, b told) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Cell, b.Cell), cmp.Compare(a.Other, b.Other))
	})
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("(-planted +told)\n%s", diff)
	}
	if sum.WithoutAgency != 1 {
		t.Errorf("%+v", sum)
	}
}

func valueOf(r *schema.Report, table, row, column string) int {
	for i := range r.Facts {
		if f := &r.Facts[i]; f.TableKey == table && f.RowKey == row && f.ColumnKey == column {
			return int(f.Value.Float64())
		}
	}
	return 0
}

func processed(list []*schema.Report, n int) float64 {
	return float64(valueOf(report(list, n, 2021), "requests", "processed_total", "total"))
}

// breaks are the cells in which a report that is last year's does not follow from it.
func breaks(last, this *schema.Report) (out []told) {
	for _, c := range applicants {
		if found, expected := valueOf(this, "requests", "pending_start", c), valueOf(last, "requests", "pending_end", c); found != expected {
			out = append(out, told{Code: "N501", ID: this.ReportID, Cell: "requests/pending_start/" + c, Other: last.ReportID, Found: float64(found), Expected: float64(expected)})
		}
	}
	const row = "normative_documents"
	found := valueOf(this, "proactive", row, "in_force") + valueOf(this, "proactive", row, "repealed") - valueOf(this, "proactive", row, "issued")
	if expected := valueOf(last, "proactive", row, "in_force"); found != expected {
		out = append(out, told{Code: "N502", ID: this.ReportID, Cell: "proactive/" + row + "/in_force", Other: last.ReportID, Found: float64(found), Expected: float64(expected)})
	}
	return out
}

// Equal reports give equal bytes, in whatever order and parts they lie.
func TestSameRows(t *testing.T) {
	t.Parallel()
	list := bodies(25)
	set(report(list, 1, 2022), "requests", "pending_start", "natural_person", 9)
	set(report(list, 9, 2022), "requests", "received", "total", 3900)
	_, _, want := check(t, 0, list...)
	slices.Reverse(list)
	for _, size := range []int{0, 7, 40} {
		if _, _, got := check(t, size, list...); !bytes.Equal(got, want) {
			t.Errorf("parts of %d: other bytes", size)
		}
	}
}

// writeParts writes a data set of small parts.
func writeParts(t *testing.T, dir string, size int, reports []*schema.Report) {
	t.Helper()
	s, err := dataset.Open(dir, dataset.Options{PartSize: size})
	must(t, err)
	for i, r := range reports {
		in := journalInput(i, r)
		_, err := s.Put(in, []*schema.Report{r})
		must(t, err)
	}
	must(t, s.Finish(journalEnd(len(reports)), all{}))
	must(t, s.Close())
}
