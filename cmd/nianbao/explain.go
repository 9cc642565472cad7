package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/internal/term"
)

const explainLong = `Explain says what a code of a finding means and what can be done about it, in
English and Chinese. Without a code it lists all.

解释核验结果代码的含义和处理办法；不带代码时列出全部代码。`

func (a *app) explain() *cobra.Command {
	return &cobra.Command{
		Use:     "explain [CODE]",
		Short:   "Say what a finding means    解释核验代码",
		Long:    explainLong,
		Example: "  nianbao explain N301\n  nianbao explain",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return errors.New("name one code")
			}
			if len(args) == 1 {
				_, err := lookup(args[0])
				return err
			}
			return nil
		},
		ValidArgsFunction: completeCodes,
		RunE: a.do(func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listCodes()
			}
			e, err := lookup(args[0])
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(a.out, "%s  %s\n\n%s\n%s\n\n%s\n%s\n",
				e.Code, e.Severity, meaning(e.Code), e.Explain, meaningZH(e), e.ExplainZH)
			return err
		}),
	}
}

func lookup(code string) (diag.Entry, error) {
	e, ok := diag.Lookup(diag.Code(strings.ToUpper(code)))
	if !ok {
		return e, fmt.Errorf("there is no code %s; `nianbao explain` lists all", term.Quote(code))
	}
	return e, nil
}

func meaningZH(e diag.Entry) string {
	return strings.NewReplacer("{detail}", "", "{", "<", "}", ">").Replace(e.MessageZH)
}

func (a *app) listCodes() error {
	for _, e := range diag.Catalog() {
		if _, err := fmt.Fprintf(a.out, "%s  %-7s  %s\n", e.Code, e.Severity, meaning(e.Code)); err != nil {
			return err
		}
	}
	return nil
}

func completeCodes(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var out []string
	for _, e := range diag.Catalog() {
		out = append(out, string(e.Code)+"\t"+meaning(e.Code))
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}
