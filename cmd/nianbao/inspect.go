package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	xterm "golang.org/x/term"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/archive"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/internal/draw"
	"github.com/nianbao/nianbao/internal/term"
)

const inspectLong = `Inspect shows what was read from one file, before anything is made of it: its
headings, paragraphs and tables in order, each with its number. Tables are drawn
as grids with their merged cells; the numbers along the edges are the rows and
columns that a position in the data set refers to. A file in an archive is named
as convert does: all.zip!/a.docx.

显示从文件中读到的标题、段落和表格（含合并单元格），编号与数据集中的位置一致。` + exitStatus

const inspectExample = `  nianbao inspect report.docx
  nianbao inspect report.html | less
  nianbao inspect --json report.docx | jq '.blocks[].table.cells[]?.text'
  nianbao inspect 'all.zip!/2020/report.docx'
  nianbao inspect - < report.txt`

// inspectFlags are the flags of inspect.
type inspectFlags struct {
	json    bool
	width   int
	timeout time.Duration
	limits  limitFlags
}

func (f *inspectFlags) add(fs *pflag.FlagSet) {
	fs.BoolVar(&f.json, "json", false, "write the document as JSON")
	fs.IntVar(&f.width, "width", 0, "draw tables at most `N` columns wide (default: the terminal's width, or 120)")
	addTimeout(fs, &f.timeout, 0, "give up after this `time`; 0 never")
	f.limits.add(fs, false)
}

func (a *app) inspect() *cobra.Command {
	var f inspectFlags
	cmd := &cobra.Command{
		Use:     "inspect FILE",
		Short:   "Show the blocks and tables of a file    查看文件的段落和表格",
		Long:    inspectLong,
		Example: inspectExample,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("name one file, or - for standard input")
			}
			if f.width < 0 {
				return errors.New("--width must be 1 or more")
			}
			return nil
		},
		RunE: a.do(func(cmd *cobra.Command, args []string) error {
			return a.runInspect(cmd.Context(), f, args[0])
		}),
	}
	f.add(cmd.Flags())
	return cmd
}

func (a *app) runInspect(ctx context.Context, f inspectFlags, path string) error {
	within, cancel := ctx, context.CancelFunc(func() {})
	if f.timeout > 0 {
		within, cancel = context.WithTimeout(ctx, f.timeout)
	}
	defer cancel()
	doc, err := a.readOne(within, &f, path)
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.Is(err, context.DeadlineExceeded):
		a.tellError(path, diag.Errorf("X198", nil, "limit", f.timeout.String()))
		return verdict(exitFailed)
	case errors.As(err, new(usable)):
		return err
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("no such file: %s", term.Quote(path))
	case err != nil:
		a.tellError(path, diag.AsError(err))
		return verdict(exitFailed)
	case f.json:
		return writeDocument(a.out, doc)
	}
	return draw.Document(a.out, doc, a.width(f.width))
}

// readOne reads the document that a path names: a file, standard input or a member
// of an archive.
func (a *app) readOne(ctx context.Context, f *inspectFlags, path string) (*document.Document, error) {
	if fi, err := os.Stat(path); err == nil && fi.IsDir() {
		return nil, usable{fmt.Errorf("%s is a folder, and inspect shows one file; convert reads folders: nianbao convert -o OUT %s", term.Quote(path), shellWord(path))}
	}
	asked := ""
	named := func(yield func(source.Item, error) bool) {
		for it, err := range source.Walk([]string{path}, a.in) {
			asked = it.Path + it.Within
			if !yield(it, err) {
				return
			}
		}
	}
	for it, err := range archive.Expand(named, f.limits.ofArchives()) {
		switch inside := strings.HasPrefix(it.Path, asked) && it.Path != asked; {
		case inside: // if it can be read or not
			return nil, usable{fmt.Errorf("%s is an archive, whose files convert reads; to inspect one of them: nianbao inspect %s", term.Quote(asked), shellWord(it.Path))}
		case err != nil:
			return nil, err
		}
		return extract.Read(ctx, it, extract.Options{Limits: f.limits.extract})
	}
	return nil, fs.ErrNotExist
}

// usable is an error that says which command would do.
type usable struct{ error }

// shellWord is a path as one word of a shell's command line.
func shellWord(path string) string {
	return "'" + strings.ReplaceAll(term.Clean(path), "'", `'\''`) + "'"
}

// shellWordIfNeeded is a path as one word of a shell's command line, without quotes
// where it needs none.
func shellWordIfNeeded(path string) string {
	odd := func(r rune) bool {
		return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./", r)
	}
	if path != "" && strings.IndexFunc(path, odd) < 0 {
		return path
	}
	return shellWord(path)
}

// tellError tells why an input could not be read, and what to do.
func (a *app) tellError(path string, e *diag.Error) {
	f := e.Finding()
	a.say("nianbao: %s: %s %s", term.Quote(path), f.Code, term.Clean(f.Message()))
	if entry, ok := diag.Lookup(f.Code); ok {
		a.say("    %s", entry.Explain)
		a.say("    %s", entry.ExplainZH)
	}
}

// width is the width that was asked for, else that of the terminal.
func (a *app) width(asked int) int {
	const usual = 120
	if asked > 0 {
		return asked
	}
	if f, ok := a.out.(*os.File); ok {
		if w, _, err := xterm.GetSize(int(f.Fd())); err == nil && w > 0 {
			return w
		}
	}
	return usual
}

// documentSchema names the JSON of inspect, which has no version: it is for
// looking, not for storing.
const documentSchema = "nianbao.document"

func writeDocument(w io.Writer, doc *document.Document) error {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(struct {
		Schema string `json:"schema"`
		*document.Document
	}{documentSchema, doc})
	if err != nil {
		return err
	}
	_, err = w.Write(term.JSON(out.Bytes()))
	return err
}
