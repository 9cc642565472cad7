package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/internal/review"
	"github.com/nianbao/nianbao/internal/term"
)

const serveLong = `Serve opens a page on this machine on which people check the data set in the
folder OUT against its sources. A list of the reports can be narrowed to a
finding, form, year, agency or status. A report is shown as it was found, with
its text and its tables with their merged cells, beside the values that were
read. Each value is linked to its cell; cells of a sum that fails are marked,
with the sum. A value can be confirmed, corrected, or said to be unreadable.

Decisions are added to a file, a JSON line each, and are on the disk before the
page says so. They change nothing by themselves; this applies them, and can be
repeated with new inputs or a new version of the program:

  nianbao convert -o OUT --corrections OUT/corrections.jsonl INPUT...

Sources are read again from where convert found them; start serve in the same
folder, or name that with --root. Where a source is gone or changed, the page
says so and shows what the data set holds of it.

The page answers on 127.0.0.1 only, and only to who opens the address that serve
tells, with its key. Stop it with Ctrl-C.

在本机打开核对页面：左侧为读到的数值，右侧为原文（含合并单元格），可确认、更正数值或
标为无法辨认；决定逐条追加保存，由 convert --corrections 写入数据集。

EXIT STATUS
  0    stopped with Ctrl-C
  1    could not run
  2    usage`

const serveExample = `  nianbao serve out
  nianbao serve --port 8080 --who wang out
  nianbao serve --corrections decisions.jsonl --root /data out
  nianbao convert -o out --corrections out/corrections.jsonl reports/`

// correctionsName is the name of the file of decisions in the folder of the data set.
const correctionsName = "corrections.jsonl"

// serveFlags are the flags of serve.
type serveFlags struct {
	port                   int
	corrections, who, root string
	limits                 limitFlags
}

func (f *serveFlags) add(fs *pflag.FlagSet) {
	fs.IntVar(&f.port, "port", 0, "answer on port `N` of 127.0.0.1 (default: one that is free)")
	fs.StringVar(&f.corrections, "corrections", "", "add decisions to `FILE` (default OUT/"+correctionsName+")")
	fs.StringVar(&f.who, "who", "", "note `NAME` beside decisions (default: the name of the user)")
	fs.StringVar(&f.root, "root", "", "look for sources below `FOLDER` instead of the current one")
	f.limits.add(fs, false)
}

func (a *app) serve() *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{
		Use:     "serve OUT",
		Short:   "Check a data set against its sources, on a page    打开核对页面",
		Long:    serveLong,
		Example: serveExample,
		Args: func(cmd *cobra.Command, args []string) error {
			if f.port < 0 || f.port > 65535 {
				return errors.New("--port must be a number up to 65535, or 0 for one that is free")
			}
			return oneDataSet(cmd, args)
		},
		RunE: a.do(func(cmd *cobra.Command, args []string) error {
			return a.runServe(cmd.Context(), f, args[0])
		}),
		ValidArgsFunction: completeFolders,
	}
	f.add(cmd.Flags())
	return cmd
}

func (a *app) runServe(ctx context.Context, f serveFlags, dir string) error {
	if f.corrections == "" {
		f.corrections = filepath.Join(dir, correctionsName)
	}
	if f.who == "" {
		f.who = userName()
	}
	s, err := review.New(review.Options{Dir: dir, Corrections: f.corrections, Who: f.who, Open: f.open, Extract: extract.Options{Limits: f.limits.extract}})
	if err != nil {
		return err
	}
	var listen net.ListenConfig
	l, err := listen.Listen(ctx, "tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(f.port)))
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("port %d is taken by another program: name another with --port, or leave it away", f.port)
	}
	if err != nil {
		return err
	}
	a.say("%s in %s; decisions go to %s", plural(s.Reports(), "report"), term.Quote(dir), term.Quote(f.corrections))
	a.say("open %s", s.Address(l))
	a.say("stop with Ctrl-C; then nianbao convert --corrections %s applies the decisions", term.Quote(f.corrections))
	err = s.Serve(ctx, l)
	if ctx.Err() != nil {
		return nil //nolint:nilerr // it was stopped, as it should be
	}
	return err
}

// open finds an input of the data set again.
func (f *serveFlags) open(path string) source.Item {
	if f.root != "" && !filepath.IsAbs(path) {
		path = filepath.ToSlash(filepath.Join(f.root, filepath.FromSlash(path)))
	}
	return reopen(path, f.limits.ofArchives())
}

// userName is the name of who runs the program.
func userName() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	if name := os.Getenv("USER"); name != "" {
		return name
	}
	return "unknown"
}
