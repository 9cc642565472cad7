package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nianbao/nianbao/internal/term"
	"github.com/nianbao/nianbao/normalize/form"
)

const formsLong = `Forms are the official forms that reports follow, as nianbao knows them: their
sections, the tables with the keys and labels of their rows and columns, and
the sums that must hold.

官方报告格式：各部分、表格行列的键名与标签、勾稽关系。`

func (a *app) forms() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "forms",
		Short:   "List, show and check the forms    官方报告格式",
		Long:    formsLong,
		Example: "  nianbao forms list\n  nianbao forms show cn_goi_2021\n  nianbao forms lint my_form.json",
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return errors.New("name a command: list, show or lint") },
	}
	cmd.AddCommand(a.formsList(), a.formsShow(), a.formsLint())
	return cmd
}

func (a *app) formsList() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the forms",
		Args:  cobra.NoArgs,
		RunE: a.do(func(*cobra.Command, []string) error {
			set, err := form.Embedded()
			if err != nil {
				return err
			}
			for _, f := range set.Forms {
				if _, err := fmt.Fprintf(a.out, "%s  %s  %s  %s  %s\n", term.Pad(f.ID, 12), term.Pad(f.Years.String(), 9),
					term.PadLeft(plural(cells(f), "cell"), 9), f.Title.EN, f.Title.ZH); err != nil {
					return err
				}
			}
			return nil
		}),
	}
}

// cells is the number of facts that a full report of the form has in its tables.
func cells(f *form.Form) int {
	n := 0
	for _, t := range f.Tables {
		for _, b := range t.Blocks {
			n += leaves(b.Rows) * leaves(b.Columns)
		}
	}
	return n
}

// leaves counts the labels that hold values in a full report.
func leaves(nodes []form.Node) int {
	n := 0
	for _, l := range form.Leaves(nodes) {
		if !l.Alone {
			n++
		}
	}
	return n
}

func (a *app) formsShow() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "show FORM",
		Short:   "Show a form: sections, tables, keys, labels and sums",
		Example: "  nianbao forms show cn_goi_2021\n  nianbao forms show --json cn_goi_2021",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("name one form; `nianbao forms list` lists them")
			}
			_, err := findForm(args[0])
			return err
		},
		ValidArgsFunction: completeForms,
		RunE: a.do(func(_ *cobra.Command, args []string) error {
			f, err := findForm(args[0])
			if err != nil {
				return err
			}
			if asJSON {
				return writeForm(a.out, f)
			}
			_, err = io.WriteString(a.out, describeForm(f))
			return err
		}),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write the form as JSON, as nianbao reads it")
	return cmd
}

func findForm(id string) (*form.Form, error) {
	set, err := form.Embedded()
	if err != nil {
		return nil, err
	}
	f := set.Find(id)
	if f == nil {
		return nil, fmt.Errorf("there is no form %s; `nianbao forms list` lists them", term.Quote(id))
	}
	return f, nil
}

func completeForms(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	set, err := form.Embedded()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var out []string
	for _, f := range set.Forms {
		out = append(out, f.ID+"\t"+f.Title.EN)
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

func writeForm(w io.Writer, f *form.Form) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(f)
}

// describeForm is a form as readable text.
func describeForm(f *form.Form) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s  %s", f.ID, f.Title.EN)
	line("%s", f.Title.ZH)
	line("reporting years %s", f.Years)
	line("%s %s %s", f.Source.Document, f.Source.Number, f.Source.Date)
	line("")
	line("sections")
	for i, s := range f.Sections {
		line("  %d %s %s%s", i+1, term.Pad(s.Key, 12), s.Label, optional(s.Optional))
	}
	for i := range f.Tables {
		t := &f.Tables[i]
		line("")
		line("table %s  %s  %s%s", t.Key, t.Name.EN, t.Name.ZH, optional(t.Optional))
		for j := range t.Blocks {
			describeBlock(line, &t.Blocks[j])
		}
		describeIdentities(line, t.Identities)
	}
	if len(f.Statements) > 0 {
		line("")
		line("numbers in prose, as facts of the table narrative")
		for _, s := range f.Statements {
			line("  %s", s.Key)
		}
	}
	return b.String()
}

func optional(is bool) string {
	if is {
		return " (optional)"
	}
	return ""
}

func describeBlock(line func(string, ...any), b *form.Block) {
	if b.Band != nil {
		line("  %s", b.Band.Label)
	}
	describeAxis(line, "rows", b.Rows)
	describeAxis(line, "columns", b.Columns)
}

func describeAxis(line func(string, ...any), name string, nodes []form.Node) {
	line("  %s", name)
	for _, leaf := range form.Leaves(nodes) {
		label := leaf.Label.Label
		for _, over := range slices.Backward(leaf.Over) {
			label = over.Label.Label + " / " + label
		}
		line("    %s %s%s", term.Pad(leaf.Key, 32), strings.ReplaceAll(label, "\n", ""), optional(leaf.Optional))
	}
}

// describeIdentities prints rules as equations of keys.
func describeIdentities(line func(string, ...any), ids []form.Identity) {
	if len(ids) > 0 {
		line("  rules")
	}
	for _, id := range ids {
		over := "each column"
		if id.Along == "rows" {
			over = "each row"
		}
		line("    %s (%s, %s, %s)", id.ID, id.Code, id.Severity, over)
		line("      %s %s %s", times(id.Times[0], side(id.Left)), relation(id.Relation), times(id.Times[1], rightSide(id)))
	}
}

func side(terms []form.Term) string {
	var parts []string
	for _, t := range terms {
		if t.Either == nil {
			parts = append(parts, t.Key)
			continue
		}
		var ways []string
		for _, keys := range t.Either {
			ways = append(ways, strings.Join(keys, " + "))
		}
		parts = append(parts, "("+strings.Join(ways, " or ")+")")
	}
	if len(parts) == 0 {
		return "0"
	}
	return strings.Join(parts, " + ")
}

// rightSide is the right side of a rule, or the limit in its place.
func rightSide(id form.Identity) string {
	if id.Limit != nil {
		return strconv.Itoa(*id.Limit)
	}
	return side(id.Right)
}

func times(n int, side string) string {
	if n < 2 {
		return side
	}
	return fmt.Sprintf("%d × (%s)", n, side)
}

func relation(r form.Relation) string {
	switch r {
	case form.BothZero:
		return "is 0 where 0 is"
	case form.AtMost:
		return "≤"
	case form.AtLeast:
		return "≥"
	}
	return "="
}

const formsLintLong = `Check a form that you write: unknown keys, labels that could be taken for one
another, rules that name rows or columns that are not there, a missing source.
What is wrong goes to stdout, one line each.

检查自编的格式文件：未知字段、易混标签、引用不存在的行列的规则、缺少来源等。

EXIT STATUS
  0  the form is sound
  3  something is wrong with it`

func (a *app) formsLint() *cobra.Command {
	return &cobra.Command{
		Use:     "lint FILE...",
		Short:   "Check forms that you write    检查格式文件",
		Long:    formsLintLong,
		Example: "  nianbao forms show --json cn_goi_2021 > my_form.json\n  nianbao forms lint my_form.json",
		Args:    cobra.MinimumNArgs(1),
		RunE: a.do(func(_ *cobra.Command, args []string) error {
			bad := false
			for _, name := range args {
				problems, err := lintFile(name)
				if err != nil {
					return err
				}
				for _, p := range problems {
					bad = true
					if _, err := fmt.Fprintf(a.out, "%s: %s\n", term.Quote(name), term.Clean(p)); err != nil {
						return err
					}
				}
			}
			if bad {
				return verdict(exitFailed)
			}
			return nil
		}),
	}
}

// lintFile lists what is wrong with the form in a file.
func lintFile(name string) ([]string, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	f, err := form.Load(bytes.NewReader(data))
	if err != nil {
		return strings.Split(err.Error(), "\n"), nil
	}
	set, err := form.Embedded()
	if err != nil {
		return nil, err
	}
	var problems []string
	for _, err := range f.LintIn(set) {
		problems = append(problems, err.Error())
	}
	return problems, nil
}
