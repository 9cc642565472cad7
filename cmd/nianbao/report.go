package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/internal/dataset"
	"github.com/nianbao/nianbao/internal/overview"
	"github.com/nianbao/nianbao/internal/term"
)

const reportLong = `Report writes one web page about the data set in the folder OUT: which years and
forms it covers, what became of the inputs, which cells were found and missed,
the findings with the documents that have most of them, and how the key figures
are distributed. The page needs no network and no other file, opens in any
browser, on a phone and in print, and is light or dark as the reader has it. It
does not grow with the data set.

The same data set gives the same page. A data set holds no times; --times takes
them from what convert --json said.

为数据集生成一个单文件网页：覆盖年度和格式、处理状态、各表取值与缺失、核验结果、
问题最多的文件、主要指标分布。无需联网。

EXIT STATUS
  0    the page was written
  1    could not run: there is no whole data set in OUT, or the page cannot be written
  2    usage
  130  interrupted`

const reportExample = `  nianbao report out                        write out/report.html
  nianbao report -o overview.html out       write another file
  nianbao report -o - out > overview.html   write to standard output
  nianbao convert --json -o out reports/ 2> run.jsonl; nianbao report --times run.jsonl out`

// reportName is the name of the page in the folder of the data set.
const reportName = "report.html"

// reportFlags are the flags of report.
type reportFlags struct {
	out, title, times string
	quiet             bool
}

func (f *reportFlags) add(fs *pflag.FlagSet) {
	fs.StringVarP(&f.out, "output", "o", "", "write the page into `FILE`; - is standard output (default OUT/"+reportName+")")
	fs.StringVar(&f.title, "title", "Annual reports on open government information 政府信息公开工作年度报告", "give the page this `TITLE`")
	fs.StringVar(&f.times, "times", "", "take the time taken from `FILE`, which holds what convert --json said")
	fs.BoolVarP(&f.quiet, "quiet", "q", false, "say nothing but errors")
}

func (a *app) report() *cobra.Command {
	var f reportFlags
	cmd := &cobra.Command{
		Use:     "report OUT",
		Short:   "Write a web page about a data set    生成数据集概览网页",
		Long:    reportLong,
		Example: reportExample,
		Args:    oneDataSet,
		RunE: a.do(func(_ *cobra.Command, args []string) error {
			return a.runReport(f, args[0])
		}),
		ValidArgsFunction: completeFolders,
	}
	f.add(cmd.Flags())
	return cmd
}

// oneDataSet demands the folder of a data set as the only argument.
func oneDataSet(_ *cobra.Command, args []string) error {
	if len(args) != 1 {
		return errors.New("name the folder of one data set: the one that convert -o wrote")
	}
	return nil
}

func completeFolders(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

func (a *app) runReport(f reportFlags, dir string) error {
	set, err := dataset.Look(dir)
	if err != nil {
		return err
	}
	times, err := readTimes(f.times)
	if err != nil {
		return err
	}
	o, err := overview.Of(set)
	if err != nil {
		return err
	}
	var page bytes.Buffer // whole or not at all
	if err := o.Write(&page, f.title, times); err != nil {
		return err
	}
	if f.out == "-" {
		_, err := a.out.Write(page.Bytes())
		return err
	}
	path := f.out
	if path == "" {
		path = filepath.Join(dir, reportName)
	}
	if err := os.WriteFile(path, page.Bytes(), 0o666); err != nil {
		return hint(err)
	}
	if !f.quiet {
		a.say("%s counted, %s; open %s in a browser", plural(set.Reports, "report"), size(int64(page.Len())), term.Quote(path))
	}
	return nil
}

func readTimes(path string) (*overview.Times, error) {
	if path == "" {
		return nil, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the times: %w", err)
	}
	defer func() { _ = file.Close() }() // it was only read
	return overview.ReadTimes(file)
}
