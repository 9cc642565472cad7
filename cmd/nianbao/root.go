package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nianbao/nianbao/internal/term"
)

// The exit statuses.
const (
	exitOK          = 0
	exitCannotRun   = 1
	exitUsage       = 2
	exitFailed      = 3
	exitInterrupted = 130
)

// stdio is where a command reads and writes.
type stdio struct {
	in       io.Reader
	out, err io.Writer
}

// say writes a line of talk. Arguments must be clean.
func (s stdio) say(format string, args ...any) {
	_, _ = fmt.Fprintf(s.err, format+"\n", args...) // where would one tell that telling failed?
}

// verdict is an error that has been told already and only sets the exit status.
type verdict int

func (v verdict) Error() string { return fmt.Sprintf("exit status %d", int(v)) }

// app is one call of the program.
type app struct {
	stdio
	running bool // the command line was understood
	json    bool // talk is JSON lines
	goesOn  bool // the same command goes on with what an interrupt left
}

// execute runs the program and gives its exit status.
func execute(ctx context.Context, args []string, io stdio) int {
	a := &app{stdio: io}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(io.in)
	root.SetOut(io.out)
	root.SetErr(io.err)
	cmd, err := root.ExecuteContextC(ctx)
	if err != nil && a.json {
		return a.endJSON(err)
	}
	var v verdict
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &v):
		return int(v)
	case !a.running:
		a.say("nianbao: %s", oneLine(err))
		a.say("Run '%s --help' for usage.", cmd.CommandPath())
		return exitUsage
	case errors.Is(err, context.Canceled):
		if a.goesOn {
			a.say("nianbao: interrupted; the same command goes on behind the last whole part")
		} else {
			a.say("nianbao: interrupted")
		}
		return exitInterrupted
	}
	a.say("nianbao: %s", oneLine(err))
	return exitCannotRun
}

// endJSON tells machines of an error, and gives the exit status.
func (a *app) endJSON(err error) int {
	code, message := exitCannotRun, oneLine(err)
	var v verdict
	switch {
	case errors.As(err, &v):
		code, message = int(v), "an input failed or --fail-on was reached"
	case !a.running:
		code = exitUsage
	case errors.Is(err, context.Canceled):
		code, message = exitInterrupted, "interrupted"
	}
	a.tellExit(code, message)
	return code
}

// oneLine is the text of an error, which may hold names of files and the text
// of several errors, as one clean line. What follows a question answers it.
func oneLine(err error) string {
	var b strings.Builder
	for line := range strings.SplitSeq(err.Error(), "\n") {
		line = strings.TrimSpace(line)
		switch before := b.String(); {
		case line == "":
			continue
		case strings.HasSuffix(before, "?"):
			b.WriteString(" ")
		case before != "":
			b.WriteString("; ")
		}
		b.WriteString(line)
	}
	return term.Clean(b.String())
}

const rootLong = `nianbao reads published annual reports on open government information
(政府信息公开工作年度报告) from Word, PDF, HTML and text files and writes one clean,
checked data set: JSON lines and Parquet.

No value is guessed. Every number is the printed one with the cell it stands
in, or empty with a finding that says why.

把政府信息公开工作年度报告（Word、PDF、网页、文本）转换为一个干净、经过核验的数据集。`

const rootExample = `  nianbao convert -o out reports/       convert a folder          转换整个文件夹
  nianbao report out                    look at the data set      查看数据集概览
  nianbao serve out                     check it by its sources  对照原文核对
  nianbao inspect report.docx           see what is in a file     查看文件内容
  nianbao forms list                    the official forms        官方格式
  nianbao explain N301                  what a finding means      解释核验代码`

// exitStatus ends the help of the commands.
const exitStatus = `

EXIT STATUS
  0    clean
  1    could not run
  2    usage
  3    ran, but an input failed or --fail-on was reached
  130  interrupted`

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "nianbao",
		Short:         "Annual reports on open government information as data",
		Long:          rootLong + exitStatus,
		Example:       rootExample,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fmt.Errorf("unknown command %s", term.Quote(args[0]))
			}
			return errors.New("name a command: convert, commit, check, report, serve, inspect, forms, explain, schema or version")
		},
	}
	root.AddCommand(a.convert(), a.commit(), a.check(), a.report(), a.serve(), a.inspect(), a.forms(), a.explain(), a.schema(), a.version())
	return root
}

// do marks the command line as understood before a command runs.
func (a *app) do(run func(cmd *cobra.Command, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		a.running = true
		return run(cmd, args)
	}
}
