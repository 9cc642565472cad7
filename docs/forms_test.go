package docs_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/normalize/form"
)

// forms is the page of all keys of the official forms.
func forms(tb testing.TB) string {
	tb.Helper()
	set, err := form.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	var b strings.Builder
	b.WriteString(`# Forms 官方格式

The official forms that reports follow, and the keys of their tables in the data set.
` + "`nianbao forms show FORM`" + ` also prints the rules that the numbers must satisfy;
` + "`nianbao forms show --json FORM`" + ` prints the form as the program reads it.

`)
	for _, f := range set.Forms {
		describe(&b, f)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func describe(b *strings.Builder, f *form.Form) {
	fmt.Fprintf(b, "## %s %s\n\n%s, reporting years %s.\n", f.ID, f.Title.ZH, f.Title.EN, f.Years)
	fmt.Fprintf(b, "%s %s %s\n\n", f.Source.Document, f.Source.Number, f.Source.Date)
	b.WriteString("| section | label |\n|---|---|\n")
	for _, s := range f.Sections {
		fmt.Fprintf(b, "| `%s` | %s |\n", s.Key, cell(s.Label))
	}
	b.WriteString("\n")
	for i := range f.Tables {
		t := &f.Tables[i]
		fmt.Fprintf(b, "### %s `%s`: %s\n\n", f.ID, t.Key, t.Name.ZH)
		for j := range t.Blocks {
			block(b, &t.Blocks[j])
		}
	}
	concepts(b, f)
	if len(f.Statements) == 0 {
		return
	}
	fmt.Fprintf(b, "### %s `narrative`: 正文中的数字\n\nNumbers that the prose states:", f.ID)
	for _, s := range f.Statements {
		b.WriteString(" " + code(s.Key))
	}
	b.WriteString("\n\n")
}

// concepts lists what can be set beside the numbers of other forms.
func concepts(b *strings.Builder, f *form.Form) {
	if len(f.Concepts) == 0 {
		return
	}
	fmt.Fprintf(b, "### %s concepts: 跨格式可比指标\n\n| concept | comparable across forms | cells |\n|---|---|---|\n", f.ID)
	for _, c := range f.Concepts {
		fmt.Fprintf(b, "| `%s` | %s | `%s` |\n", c.Key, c.Comparable, c)
	}
	b.WriteString("\n")
}

func block(b *strings.Builder, bl *form.Block) {
	if bl.Band != nil {
		fmt.Fprintf(b, "%s\n\n", cell(bl.Band.Label))
	}
	axis(b, "row_key", bl.Rows)
	axis(b, "column_key", bl.Columns)
}

func axis(b *strings.Builder, name string, nodes []form.Node) {
	fmt.Fprintf(b, "| %s | label |\n|---|---|\n", name)
	for _, leaf := range form.Leaves(nodes) {
		fmt.Fprintf(b, "| `%s` | %s |\n", leaf.Key, cell(labelOf(leaf)))
	}
	b.WriteString("\n")
}

// labelOf is a label with those over it, in one line.
func labelOf(leaf form.Leaf) string {
	label := leaf.Node.Label.Label
	for _, over := range slices.Backward(leaf.Over) {
		label = over.Label.Label + " / " + label
	}
	return strings.ReplaceAll(label, "\n", "")
}
