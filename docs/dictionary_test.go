package docs_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/normalize/form"
)

// dictionary is the page of all that a value in the data set can be: the keys of a
// JSON line, the cells of the forms side by side, and the concepts.
func dictionary(tb testing.TB) string {
	tb.Helper()
	set, err := form.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	var b strings.Builder
	b.WriteString(`# Dictionary 数据字典

What the keys of a JSON line are, which cells each form has, and which numbers can be set beside those of other forms.
[output.md](output.md) describes the columns of the flat tables, [forms.md](forms.md) each form by itself.

JSON 行各键的含义、各格式的单元格对照，以及可跨格式比较的指标。

## Keys of a JSON line JSON 行的键

A dot leads into an object, [] into each object of a list. ` + "`nianbao schema`" + ` says the same to programs.

| key | type | meaning 含义 | values |
|---|---|---|---|
`)
	keys(&b, "", rows.Lines.Fields)
	b.WriteString(`
## Cells of the forms 各格式的单元格

One line a row of a table, by its keys in table facts (table_key, row_key), with the label that the newest form that has
it prints and the forms that have it by year. The columns (column_key) stand above. All are counts but for what is marked
as money, which is in the unit that the report prints.

`)
	cells(&b, set)
	conceptTable(&b, set)
	variables(&b, set, tb)
	return strings.TrimSuffix(b.String(), "\n")
}

// variables lists the columns of the panel.
func variables(b *strings.Builder, set *form.Set, tb testing.TB) {
	tb.Helper()
	vars, err := set.Variables()
	if err != nil {
		tb.Fatal(err)
	}
	p, err := rows.NewPanel(vars)
	if err != nil {
		tb.Fatal(err)
	}
	b.WriteString(`
## Variables of the panel 面板变量

The columns of table panel behind those that [output.md](output.md#panel-面板数据) describes: numbers or null, in this order. A cell is
table/row/column; what several forms print in cells of the same keys is one variable. Money is in yuan. Names are at
most 32 letters, digits and _, as Stata wants them, and stay.

| variable | unit | cell |` + formCells(set, nil) + ` comparable | meaning 含义 |
|---|---|---|` + strings.Repeat("---|", len(set.Forms)) + `---|---|
`)
	for _, f := range p.Table.Fields[p.Lead():] {
		have := map[string]bool{}
		for _, id := range f.Forms {
			have[id] = true
		}
		unit := f.Unit
		if unit == "1" {
			unit = "count"
		}
		fmt.Fprintf(b, "| `%s` | %s | `%s` |%s %s | %s<br>%s |\n", f.Name, unit, f.Cell, formCells(set, have), f.Comparable, cell(f.Title), cell(f.TitleZH))
	}
}

// keys lists fields with those within them.
func keys(b *strings.Builder, path string, fields []rows.Field) {
	for i := range fields {
		f := &fields[i]
		name := path + f.Name
		within := name + "."
		if f.Type == rows.Array {
			name += "[]"
			within = name + "."
		}
		fieldRow(b, name, f)
		keys(b, within, f.Fields)
	}
}

// row is a row of a table with the forms that have it.
type row struct {
	key, label string // key as it is printed: as code, with its unit
	columns    string
	forms      map[string]bool
}

// cells lists the rows of all tables, the newest form first.
func cells(b *strings.Builder, set *form.Set) {
	tables, names := map[string][]*row{}, []string{}
	title := map[string]form.Text{}
	for _, f := range slices.Backward(set.Forms) {
		for i := range f.Tables {
			t := &f.Tables[i]
			if !slices.Contains(names, t.Key) {
				names = append(names, t.Key)
				title[t.Key] = t.Name
			}
			for j := range t.Blocks {
				tables[t.Key] = addRows(tables[t.Key], f.ID, &t.Blocks[j])
			}
		}
	}
	for _, name := range names {
		fmt.Fprintf(b, "### `%s` %s %s\n\n", name, title[name].EN, title[name].ZH)
		columns := ""
		for _, r := range tables[name] {
			if r.columns != columns {
				if columns != "" {
					b.WriteString("\n")
				}
				columns = r.columns
				fmt.Fprintf(b, "Columns: %s\n\n| row_key |%s label 标签 |\n|---|%s---|\n", columns, formCells(set, nil), strings.Repeat("---|", len(set.Forms)))
			}
			fmt.Fprintf(b, "| %s |%s %s |\n", r.key, formCells(set, r.forms), cell(r.label))
		}
		b.WriteString("\n")
	}
	statements(b, set)
}

// statements lists the numbers that prose states.
func statements(b *strings.Builder, set *form.Set) {
	var list []*row
	for _, f := range slices.Backward(set.Forms) {
		for _, s := range f.Statements {
			key := keyOf(s.Key, s.Unit)
			i := slices.IndexFunc(list, func(r *row) bool { return r.key == key })
			if i < 0 {
				list, i = append(list, &row{key: key, forms: map[string]bool{}}), len(list)
			}
			list[i].forms[f.ID] = true
		}
	}
	fmt.Fprintf(b, "### `narrative` Numbers that the prose states 正文中的数字\n\n| row_key |%s\n|---|%s\n", formCells(set, nil), strings.Repeat("---|", len(set.Forms)))
	for _, r := range list {
		fmt.Fprintf(b, "| %s |%s\n", r.key, formCells(set, r.forms))
	}
	b.WriteString("\n")
}

// keyOf is a key with the unit of its values, unless they are counts.
func keyOf(key, unit string) string {
	if unit == form.Money {
		return code(key) + " (money)"
	}
	return code(key)
}

// addRows adds the rows of a block that are not there yet.
func addRows(list []*row, id string, bl *form.Block) []*row {
	var columns []string
	for _, leaf := range form.Leaves(bl.Columns) {
		columns = append(columns, keyOf(leaf.Key, leaf.Unit))
	}
	cols := strings.Join(columns, " ")
	for _, leaf := range form.Leaves(bl.Rows) {
		key := keyOf(leaf.Key, leaf.Unit)
		i := slices.IndexFunc(list, func(r *row) bool { return r.key == key && r.columns == cols })
		if i < 0 {
			list, i = append(list, &row{key: key, label: labelOf(leaf), columns: cols, forms: map[string]bool{}}), len(list)
		}
		list[i].forms[id] = true
	}
	return list
}

// formCells are the cells of all forms in a line: their names, or which are had.
func formCells(set *form.Set, have map[string]bool) string {
	var b strings.Builder
	for _, f := range set.Forms {
		switch {
		case have == nil:
			fmt.Fprintf(&b, " %s |", strings.TrimPrefix(f.ID, "cn_goi_"))
		case have[f.ID]:
			b.WriteString(" ✓ |")
		default:
			b.WriteString(" |")
		}
	}
	return b.String()
}

// conceptTable sets the concepts of all forms side by side.
func conceptTable(b *strings.Builder, set *form.Set) {
	b.WriteString(`## Concepts 可跨格式比较的指标

Each with the cells of each form that make it (table/row/column) and how far it can be compared: yes; approx: counted a
little differently, or with other limits; no: related, and another quantity.

`)
	fmt.Fprintf(b, "| concept |%s\n|---|%s\n", formCells(set, nil), strings.Repeat("---|", len(set.Forms)))
	var names []string
	for _, f := range slices.Backward(set.Forms) {
		for _, c := range f.Concepts {
			if !slices.Contains(names, c.Key) {
				names = append(names, c.Key)
			}
		}
	}
	for _, name := range names {
		fmt.Fprintf(b, "| `%s` |", name)
		for _, f := range set.Forms {
			i := slices.IndexFunc(f.Concepts, func(c form.Concept) bool { return c.Key == name })
			if i >= 0 {
				fmt.Fprintf(b, " %s: `%s`", f.Concepts[i].Comparable, f.Concepts[i])
			}
			b.WriteString(" |")
		}
		b.WriteString("\n")
	}
}
