package docs_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/export/rows"
)

// output is the page of the tables of a data set and their columns.
func output(tb testing.TB) string {
	tb.Helper()
	var b strings.Builder
	b.WriteString(`# The data set 数据集

` + "`nianbao convert -o OUT INPUT...`" + ` writes these tables. OUT/datapackage.json says the same to programs
(Data Package v2). The columns have the same names in JSON and Parquet. A JSON line has all its keys, always;
what is unknown is null, and null is never 0. ` + "`nianbao schema`" + ` prints the JSON Schema (draft 2020-12) of a line, with all
keys of its objects.

各表如下，OUT/datapackage.json 以机器可读的形式给出同样的说明。空值（null）不等于零。

A table is written in parts of ` + "`--part-size`" + ` reports: part-00000, part-00001, …; a shard's parts are
part-s0003-00000 and so on, and with ` + "`--partition year`" + ` they lie in year=2020 and the like below the table's folder. A
part appears whole or not at all. Where inputs changed, a part is written anew under a higher number, so numbers may
be missing.

` + "`--format`" + ` chooses what is written, of ` + "`jsonl`, `parquet` and `csv`" + `; the default is jsonl,parquet. CSV files hold the
columns of the Parquet files and lie in folders of their own: facts_csv/part-00000.csv and so on. They are UTF-8 with a
byte-order mark (Excel needs it; DuckDB, pandas and readr pass over it), RFC 4180: commas, CR LF behind every record,
texts in double quotes where they need them, the names of the columns first. Null is an empty field, an empty text that
is not null is ` + "`\"\"`" + `, 0 is 0, and decimals are as printed. A spreadsheet would run a text that begins with =, +, - or @
(full-width ones and those behind white space too) as a formula; such a text, and one that begins with an apostrophe, has
an apostrophe before it: take one away to have the text as printed. Numbers and a lone sign are left alone. Texts of
sections hold line feeds and may be longer than the 32 767 characters that Excel shows of a cell; Stata reads them with
` + "`bindquote(strict)`" + `.

` + "`--format`" + ` 选择输出格式；CSV 为带 BOM 的 UTF-8，可直接用 Excel 打开。会被当作公式执行的文字前加一个撇号。

Other formats than those of the data set that is there convert all again. Beside the tables stand:

| file | what it is |
|---|---|
| ` + "`croissant.json`" + ` | all files with SHA-256, and the flat tables with all columns, as JSON-LD (Croissant 1.1); add license, creator, url and datePublished when you publish |
| ` + "`manifest.json`" + ` | every file with rows, bytes and SHA-256, part by part |
| ` + "`failed.jsonl`" + ` | one line an input that could not be processed: path, code, stage, message; ` + "`--from`" + ` takes it as a list |
| ` + "`_SUCCESS`" + ` | empty; there only while the data set is whole, so not while a run changes it |
| ` + "`_nianbao/`" + ` | the journal by which the next run knows what is done, and files that are being written |

`)
	table(&b, rows.Lines, "json/part-00000.jsonl")
	for _, t := range rows.Tables() {
		table(&b, t, t.Name+"/part-00000.parquet")
	}
	p, err := rows.NewPanel(nil)
	if err != nil {
		tb.Fatal(err)
	}
	table(&b, p.Table, "panel/part-00000.parquet")
	b.WriteString(`Then the variables, all of them numbers or null: [dictionary.md](dictionary.md#variables-of-the-panel-面板变量) lists them. Names
and meanings stay; a new form may add variables, behind those of its kind. What several forms print in cells of the same
keys is one variable; names of concepts begin with c_, of numbers of the prose with txt_, and those of money end in _yuan.

| a value is | in the panel |
|---|---|
| a number as printed, 0 too | that number; money in yuan |
| blank, dash, 无, unreadable, not in the report or not in its form | null; table facts says which |
| about a number (约30) | null, counted in approximate_count |
| money without a unit | null, counted in unit_unstated_count |
| found by likeness, place or sums | that number, counted in doubtful_count |

Reports of one agency and year in several files are several rows, unless the files have the same bytes.
`)
	b.WriteString("`nianbao check OUT` writes one table more into the data set; [checks.md](checks.md) explains its rules.\n\n")
	table(&b, rows.Checks, "checks/part-00000.parquet")
	return strings.TrimSuffix(b.String(), "\n")
}

func table(b *strings.Builder, t *rows.Table, path string) {
	fmt.Fprintf(b, "## %s %s\n\n`OUT/%s`. %s\n%s\n\n", t.Title, t.TitleZH, path, t.Meaning, t.MeaningZH)
	if len(t.PrimaryKey) > 0 {
		fmt.Fprintf(b, "Primary key: %s.\n\n", code(t.PrimaryKey...))
	}
	b.WriteString("| column | type | meaning 含义 | values |\n|---|---|---|---|\n")
	for i := range t.Fields {
		fieldRow(b, t.Fields[i].Name, &t.Fields[i])
	}
	b.WriteString("\n")
}

// fieldRow is the line of a column under a name.
func fieldRow(b *strings.Builder, name string, f *rows.Field) {
	kind := string(f.Type)
	if f.Nullable {
		kind += " or null"
	}
	if f.Unit != "" && f.Unit != "1" {
		kind += ", " + f.Unit
	}
	fmt.Fprintf(b, "| `%s` | %s | %s<br>%s | %s |\n", name, cell(kind), cell(f.Meaning), cell(f.MeaningZH), code(f.Enum...))
}
