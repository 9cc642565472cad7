package csv_test

import (
	"bytes"
	stdcsv "encoding/csv"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/export/csv"
	"github.com/nianbao/nianbao/export/internal/sample"
	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/normalize/schema"
)

// write spells the facts of a report.
func write(t *testing.T, r *schema.Report) []byte {
	t.Helper()
	var set rows.Set
	set.Flatten(r)
	var buf bytes.Buffer
	w, err := csv.New[rows.FactRow](&buf, rows.Facts)
	if err != nil {
		t.Fatal(err)
	}
	err = w.Write(set.Facts, func(i int, _ string) *decimal.Decimal {
		if !r.Facts[i].Status.HasValue() {
			return nil
		}
		return &r.Facts[i].Value
	})
	if err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// TestText pins the bytes of a file.
func TestText(t *testing.T) {
	t.Parallel()
	r := sample.Report(0)
	r.Facts = append(r.Facts[:3:3], r.Facts[4])
	r.Facts[3].Raw = "=1+1,\"甲\"\n乙"
	want := "\ufeffreport_id,year,form,table_key,row_key,column_key,row_label,column_label,value,status,unit,raw,note,context,match,pos_block,pos_row,pos_col,pos_page,pos_left,pos_top,pos_right,pos_bottom\r\n" +
		"0000000000000001,2020,cn_goi_2019,requests,granted,natural_person,（一）予以公开,自然人,22,number,count,22,,,exact,4,5,3,,,,,\r\n" +
		"0000000000000001,2020,cn_goi_2019,requests,granted,org_business,（一）予以公开,商业企业,0,number,count,0,,,alias,4,5,4,,,,,\r\n" +
		"0000000000000001,2020,cn_goi_2019,requests,granted,org_research,（一）予以公开,,,blank,count,\"\",,,exact,4,5,5,,,,,\r\n" +
		"0000000000000001,2020,cn_goi_2019,proactive,admin_fee,amount,行政事业性收费,本年收费金额,96171.25,number,wan_yuan,\"'=1+1,\"\"甲\"\"\n乙\",含罚没,,fuzzy,2,14,1,3,72,100.4,170.5,118\r\n"
	if diff := cmp.Diff(want, string(write(t, r))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestFormulas names what a spreadsheet might run, and what it does not.
func TestFormulas(t *testing.T) {
	t.Parallel()
	tests := map[string]bool{
		"=1+1": true, "+1": true, "-2-3": true, "@SUM(A1)": true, "\t=1": true, " =1": true, "\u00a0=1": true, "\r\n=1": true, "\ufeff=1": true,
		"＝1+1": true, "＋1": true, "－1": true, "＠a": true, "'": true, "'=1": true,
		"": false, "-": false, "+": false, "－": false, "—": false, "1-2": false, "甲=乙": false, "22（其中…）": false,
	}
	for text, want := range tests {
		r := sample.Report(0)
		r.Facts = r.Facts[:1]
		r.Facts[0].Note = text
		records, err := stdcsv.NewReader(bytes.NewReader(write(t, r))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		// encoding/csv reads CR LF within a text as LF.
		plain := strings.ReplaceAll(text, "\r\n", "\n")
		if got := records[1][12]; (got == "'"+plain) != want || (got == plain) == want {
			t.Errorf("%q stands as %q, kept from running %t", text, got, want)
		}
	}
}

func TestNegativeNumbersStay(t *testing.T) {
	t.Parallel()
	r := sample.Report(0)
	r.Facts = r.Facts[:1]
	r.Facts[0].Value = decimal.FromInt(-5)
	if got := string(write(t, r)); !strings.Contains(got, ",-5,number") {
		t.Errorf("%s", got)
	}
}

// FuzzRoundTrip reads rows back, with this reader and that of the standard
// library.
func FuzzRoundTrip(f *testing.F) {
	for _, s := range []string{"", "a", "=1", "'", "\"", "\"\"", "a,b", "a\r\nb", "\n", "\r", " a ", "'\"=", "公开\u2028"} {
		f.Add(s, s, "x")
	}
	f.Fuzz(func(t *testing.T, raw, note, label string) {
		r := sample.Report(1)
		r.Facts[0].Raw, r.Facts[1].Note, r.Facts[4].RowLabel = raw, note, label
		var set rows.Set
		set.Flatten(r)
		text := write(t, r)
		var got []rows.FactRow
		var again bytes.Buffer
		w, err := csv.New[rows.FactRow](&again, rows.Facts)
		if err != nil {
			t.Fatal(err)
		}
		err = csv.Records(bytes.NewReader(text), rows.Facts, func(id string, record []byte) error {
			row, err := csv.Parse[rows.FactRow](record, rows.Facts)
			if id != r.ReportID {
				t.Errorf("id %q", id)
			}
			got = append(got, row)
			if err != nil {
				return err
			}
			return w.WriteRecord(record)
		})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, set.Facts) {
			t.Errorf("(-written +read):\n%s", cmp.Diff(set.Facts, got))
		}
		if !bytes.Equal(again.Bytes(), text) {
			t.Errorf("copied as\n%s\nwant\n%s", again.Bytes(), text)
		}
		records, err := stdcsv.NewReader(bytes.NewReader(text)).ReadAll()
		if err != nil || len(records) != len(set.Facts)+1 {
			t.Errorf("encoding/csv reads %d records of %d: %v", len(records), len(set.Facts)+1, err)
		}
	})
}

func TestRecordsRefuse(t *testing.T) {
	t.Parallel()
	whole := string(write(t, sample.Report(0)))
	for name, text := range map[string]string{
		"nothing":         "",
		"another table":   strings.Replace(whole, "report_id", "id", 1),
		"cut":             whole[:len(whole)-5],
		"cut in a text":   whole + "0,\"a",
		"another ending":  strings.ReplaceAll(whole, "\r\n", "\n"),
		"a field too few": whole + "0,1\r\n",
	} {
		err := csv.Records(strings.NewReader(text), rows.Facts, func(_ string, record []byte) error {
			_, err := csv.Parse[rows.FactRow](record, rows.Facts)
			return err
		})
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestValues writes rows of the panel: 0 and null apart, amounts exact.
func TestValues(t *testing.T) {
	t.Parallel()
	p, err := rows.NewPanel(sample.Variables())
	if err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	if err := csv.WriteHeader(&buf, p.Table); err != nil {
		t.Fatal(err)
	}
	set := rows.NewSet(p)
	for n := range 3 {
		r := sample.Report(n)
		r.Agency.Name = []string{"青石镇人民政府", "=1+1", "甲,\"乙\""}[n]
		set.Flatten(r)
		if err := csv.WriteValues(&buf, p.Table, set.Panel); err != nil {
			t.Fatal(err)
		}
	}
	records, err := stdcsv.NewReader(bytes.NewReader(buf.Bytes())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := records[0][0]; got != "\ufeffreport_id" {
		t.Errorf("the file begins with %q", got)
	}
	for n, agency := range []string{"青石镇人民政府", "'=1+1", "甲,\"乙\""} {
		row := records[n+1]
		if want := []string{"", fmt.Sprint(22 + n), "0", "", "", fmt.Sprint(961712500 + 10_000*n), ""}; row[2] != agency || !slices.Equal(row[p.Lead():], want) {
			t.Errorf("%q, want %q and %q", row, agency, want)
		}
	}
	n := 0
	if err := csv.Records(&buf, p.Table, func(id string, _ []byte) error {
		if want := sample.Report(n).ReportID; id != want {
			t.Errorf("record of %s, want %s", id, want)
		}
		n++
		return nil
	}); err != nil || n != 3 {
		t.Errorf("%d records read: %v", n, err)
	}
}
