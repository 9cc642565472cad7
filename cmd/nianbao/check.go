package main

import (
	"github.com/spf13/cobra"

	"github.com/nianbao/nianbao/internal/across"
	"github.com/nianbao/nianbao/internal/dataset"
	"github.com/nianbao/nianbao/internal/term"
	"github.com/nianbao/nianbao/normalize/form"
)

const checkLong = `Check compares the reports of the data set in the folder OUT with one another: what
was carried over from the year before, the stock of documents in force, several
versions of one report, missing years, numbers far from the body's own series, and
reports for a whole area against those of bodies in it. It writes

  OUT/checks/part-00000.parquet     one row a thing that does not fit
  OUT/checks/summary.json           how often each rule was compared, and what it told

and changes nothing else. There are good reasons for breaks, so all are warnings or
remarks; docs/checks.md explains the rules, and nianbao explain N501 one of them.
Reports whose body or year is not certain are left out and counted. The same data
set gives the same files; run check again when the data set changed.

跨报告核验：上年结转、现行有效件数、同一报告的多个版本、缺失年度、偏离自身序列的数值、
汇总与本机关报告。结果写入 OUT/checks，不改动其他文件。

EXIT STATUS
  0    compared
  1    could not run: there is no whole data set in OUT, or the rows cannot be written
  2    usage
  3    --fail-on warning, and there is a warning
  130  interrupted`

func (a *app) check() *cobra.Command {
	var quiet bool
	fail := failNever
	cmd := &cobra.Command{
		Use:               "check OUT",
		Short:             "Compare reports over years and bodies    跨年度、跨机构核验",
		Long:              checkLong,
		Example:           "  nianbao check out\n  nianbao check --fail-on warning out",
		Args:              oneDataSet,
		ValidArgsFunction: completeFolders,
		RunE: a.do(func(_ *cobra.Command, args []string) error {
			return a.runCheck(args[0], quiet, fail)
		}),
	}
	cmd.Flags().BoolVarP(&quiet, "quiet", "q", false, "say nothing but errors")
	cmd.Flags().Var(&fail, "fail-on", "exit with status 3 if there is a row of this `severity` or above: warning, error or never")
	return cmd
}

func (a *app) runCheck(dir string, quiet bool, fail failOn) error {
	set, err := dataset.Look(dir)
	if err != nil {
		return err
	}
	forms, err := form.Embedded()
	if err != nil {
		return err
	}
	sum, err := across.Run(set, forms)
	if err != nil {
		return hint(err)
	}
	if !quiet {
		a.tellChecks(dir, sum)
	}
	if fail == failWarning && sum.Warnings > 0 {
		return verdict(exitFailed)
	}
	return nil
}

func (a *app) tellChecks(dir string, sum *across.Summary) {
	a.say("compared  %s of %s bodies", plural(sum.Reports-sum.WithoutAgency-sum.WithoutYear, "report"), number(sum.Agencies))
	if n := sum.WithoutAgency + sum.WithoutYear; n > 0 {
		a.say("left out  %s whose body or year is not certain", plural(n, "report"))
	}
	for _, r := range sum.Rules {
		a.say("%s      %s: %s of %s, %s explained", r.Code, r.Rule, number(r.Told), number(r.Compared), number(r.Explained))
	}
	a.say("wrote     %s: %s, %s", term.Quote(dir+"/"+across.Folder), plural(sum.Warnings, "warning"), plural(sum.Infos, "remark"))
}
