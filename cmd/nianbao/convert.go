package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/export"
	"github.com/nianbao/nianbao/extract/archive"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/internal/pipeline"
	"github.com/nianbao/nianbao/internal/term"
)

const convertLong = `Convert reads reports and writes a data set into the folder OUT:

  OUT/json/part-00000.jsonl         one report a line
  OUT/reports/part-00000.parquet    one row a report, and one for every input that holds none
  OUT/facts/part-00000.parquet      one row a value
  OUT/unmapped/part-00000.parquet   cells that no key of the form took
  OUT/sections/part-00000.parquet   the prose, section by section
  OUT/findings/part-00000.parquet   what a person should know
  OUT/panel/part-00000.parquet      one row a report, one column a variable, money in yuan
  OUT/facts_csv/part-00000.csv      with --format csv: these tables for spreadsheets
  OUT/datapackage.json              what all columns mean
  OUT/croissant.json                the same for what loads data for machine learning
  OUT/manifest.json                 files with rows, bytes and SHA-256
  OUT/failed.jsonl                  inputs that could not be processed, and why
  OUT/_SUCCESS                      there only while the data set is whole

INPUT is a file, a folder (all files below it, in the order of their names) or
- for one document from standard input. --from reads paths from a list as they
come, one a line or as the "path" of a JSON object a line; with --from - -o - the
program is a filter: paths in, JSON lines out, each as soon as its turn comes.
Archives (zip, tar, gzip, WARC) are read in place; all.zip!/a.docx is a file in one.
The format is told by content.

A part of each table (--part-size reports) appears whole or not at all. The same
command again goes on where a crash, a kill or Ctrl-C ended it, and brings a
whole data set up to date: inputs that are unchanged are skipped, rows of inputs
that changed or are gone are taken out. Other forms, options or another version
of the program convert all again, as --force does. --from OUT/failed.jsonl -o OUT
tries again what failed, and --add adds inputs; both keep all else. Files that
are no part of the data set are never touched. _nianbao in OUT holds what that
needs; leave it there.

An input that cannot be read is a row of status failed; the others are
converted all the same. Inputs with the same bytes are converted once.

--corrections FILE applies what people decided in nianbao serve: values are those
that they saw (match: corrected), sums are checked with them, and a decision that
no longer fits is a finding and is not applied. Only inputs whose decisions changed
are converted again.

A limit (--max-…) protects from files that are made to exhaust memory, and is far
above every real report. Sizes are in bytes, or as 512K, 64M, 2G.

把年报转换为数据集。INPUT 为文件、文件夹或 -（标准输入）。读取失败的文件在结果中
占一行，不影响其余文件。` + exitStatus

const convertExample = `  nianbao convert -o out reports/
  nianbao convert -o out a.docx b.html more/
  nianbao convert -o - report.docx | jq '.facts[] | select(.value != null)'
  nianbao convert -o out --format jsonl,csv reports/
  nianbao convert -o out --metadata crawl.csv reports/
  nianbao convert -o out --corrections out/corrections.jsonl reports/
  curl -s URL | nianbao convert -o out -
  find . -name '*.html' | nianbao convert --from - -o -
  nianbao convert -o out --fail-on error reports/ || echo "look at the findings"`

// convertFlags are the flags of convert.
type convertFlags struct {
	out       string
	jobs      int
	failOn    failOn
	timeout   time.Duration
	allChecks bool
	quiet     bool
	json      bool
	inputs    inputFlags
	limits    limitFlags
	verify    bool
	soffice   string
	decided   string
	regions   regionFlags
	set       setFlags
}

func (f *convertFlags) add(fs *pflag.FlagSet) {
	fs.StringVarP(&f.out, "output", "o", "", "write into folder `OUT`; - writes JSON lines to standard output")
	fs.IntVarP(&f.jobs, "jobs", "j", 0, "convert `N` inputs at once (default: the number of CPUs)")
	f.failOn = failNever
	fs.Var(&f.failOn, "fail-on", "exit with status 3 if there is a finding of this `severity` or above: warning, error or never")
	addTimeout(fs, &f.timeout, 30*time.Second, "give up an input after this `time`; 0 never")
	fs.BoolVar(&f.allChecks, "all-checks", false, "record checks that could not be evaluated, too")
	fs.BoolVar(&f.verify, "verify", false, "read .docx files and pages a second time, in another way; report differences")
	f.regions.add(fs)
	fs.StringVar(&f.soffice, "soffice", "", "have LibreOffice at `PATH` convert damaged .doc files and those of Word 95 and older")
	fs.StringVar(&f.decided, "corrections", "", "apply what people decided about values, from `FILE` that serve wrote")
	fs.BoolVarP(&f.quiet, "quiet", "q", false, "say nothing but errors")
	fs.BoolVar(&f.json, "json", false, "talk in JSON lines: each has a type, status, finding, summary or exit_error")
	f.inputs.add(fs)
	f.limits.add(fs, true)
	f.set.add(fs)
}

func (f *convertFlags) check(args []string) error {
	switch {
	case f.out == "":
		return errors.New("name the output folder with -o OUT, or -o - for standard output")
	case f.jobs < 0:
		return errors.New("--jobs must be 1 or more")
	}
	if err := f.set.check(f.out); err != nil {
		return err
	}
	if _, err := f.regions.hints(); err != nil {
		return err
	}
	return f.inputs.check(args)
}

// checkOut refuses a file where a folder should be named, and a new folder with the
// suffix of a file: who names it wants a file.
func (f *convertFlags) checkOut() error {
	fi, err := os.Stat(f.out)
	switch {
	case err == nil && fi.IsDir(), f.out == "-":
		return nil
	case err != nil && !slices.Contains([]string{".json", ".jsonl", ".ndjson", ".csv", ".parquet"}, strings.ToLower(filepath.Ext(f.out))):
		return nil
	}
	return fmt.Errorf("-o names a folder, and %s is a file; name a folder, or write JSON lines into one file with -o - > FILE", term.Quote(f.out))
}

// findOffice finds the program of --soffice. Converting takes it some seconds, so
// one that is missing is told at once.
func (f *convertFlags) findOffice() error {
	if f.soffice == "" {
		return nil
	}
	path, err := exec.LookPath(f.soffice)
	if err == nil {
		path, err = filepath.Abs(path)
	}
	if err != nil {
		return fmt.Errorf("find LibreOffice: %w", err)
	}
	f.soffice = path
	return nil
}

func (a *app) convert() *cobra.Command {
	var f convertFlags
	cmd := &cobra.Command{
		Use:     "convert -o OUT [--from LIST] INPUT...",
		Short:   "Convert reports into a data set    把年报转换为数据集",
		Long:    convertLong,
		Example: convertExample,
		Args:    func(_ *cobra.Command, args []string) error { a.json = f.json; return f.check(args) },
		RunE: a.do(func(cmd *cobra.Command, args []string) error {
			return a.runConvert(cmd.Context(), f, args)
		}),
	}
	f.add(cmd.Flags())
	return cmd
}

func (a *app) runConvert(ctx context.Context, f convertFlags, args []string) error {
	start := time.Now()
	if err := f.findOffice(); err != nil {
		return err
	}
	if err := f.checkOut(); err != nil {
		return err
	}
	softMemory(ctx, f.jobs)
	items, closeList, err := a.inputs(f.inputs, args)
	if err != nil {
		return err
	}
	defer closeList()
	p := a.progress(f.quiet)
	items = p.count(&p.begun, nil, outside(items, f.out))
	items, table, err := a.known(&f, archive.Expand(items, f.limits.ofArchives()))
	if err != nil {
		return err
	}
	if table != nil {
		defer func() { _ = table.Close() }() // it was only read
	}
	opts := pipeline.RunOptions{Jobs: f.jobs}
	if opts.Regions, err = f.regions.hints(); err != nil {
		return err
	}
	opts.Timeout = f.timeout
	opts.Normalize.AllChecks = f.allChecks
	if opts.Corrections, err = readCorrections(f.decided); err != nil {
		return err
	}
	opts.Extract.Verify = f.verify
	opts.Extract.Soffice = f.soffice
	opts.Extract.Limits = f.limits.extract
	opts.Panic = a.tellPanic()
	opts.Done = p.done
	if f.set.shard == "" { // else nobody knows how many of them are this shard's
		items = p.count(&p.listed, &p.whole, items)
		defer a.lookAhead(ctx, p, f, args)()
	}
	sum, err := a.write(ctx, f, items, opts)
	p.end()
	a.goesOn = f.out != "-"
	if errors.Is(err, pipeline.ErrNoInput) || (err == nil && sum.Inputs+sum.Skipped == 0 && f.set.shard == "") {
		err = f.noInput(args)
	}
	if err != nil {
		return err
	}
	a.tellUnused(&f, table)
	a.tellCorrections(&f, opts.Corrections, sum)
	switch {
	case f.json && f.quiet:
	case f.json:
		p.summary(sum)
	case f.quiet:
		a.tellFailures(sum, "nianbao: ")
	default:
		a.tellSummary(sum, f.out, f.set.tables(), time.Since(start))
	}
	return f.failOn.verdict(sum)
}

// lookAhead counts the inputs for those who watch, unless they come from
// standard input. The function ends it.
func (a *app) lookAhead(ctx context.Context, p *progress, f convertFlags, args []string) func() {
	if p.bar == nil && !p.a.json || f.inputs.from == source.StdinPath || slices.Contains(args, source.StdinPath) {
		return func() {}
	}
	items, closeList, err := a.inputs(f.inputs, args)
	if err != nil {
		return func() {} // the first listing has told, or will
	}
	ctx, cancel := context.WithCancel(ctx)
	p.look(ctx, outside(items, f.out))
	return func() { cancel(); closeList() }
}

// write converts items into what -o names.
func (a *app) write(ctx context.Context, f convertFlags, items iter.Seq2[source.Item, error], opts pipeline.RunOptions) (*pipeline.Summary, error) {
	if f.out != "-" {
		return a.update(ctx, f, items, opts, retries(f.inputs.from, f.out))
	}
	w := export.Lines(a.out)
	sum, err := pipeline.Run(ctx, items, w, opts)
	if err != nil {
		return sum, errors.Join(err, w.Abort())
	}
	return sum, w.Close()
}

// outside passes over files of the output folder, which may lie in an input
// folder.
func outside(items iter.Seq2[source.Item, error], out string) iter.Seq2[source.Item, error] {
	here, err := filepath.Abs(".") // once, and not for each item
	if out == "-" || err != nil {
		return items
	}
	abs := func(path string) string {
		if filepath.IsAbs(path) {
			return filepath.Clean(path)
		}
		return filepath.Join(here, path)
	}
	root := abs(out) + string(filepath.Separator)
	return func(yield func(source.Item, error) bool) {
		for item, err := range items {
			if item.Path != source.StdinPath && strings.HasPrefix(abs(filepath.FromSlash(item.Path)), root) {
				continue
			}
			if !yield(item, err) {
				return
			}
		}
	}
}

// tellPanic tells of a panic, with the stack: it is a bug to be reported.
func (a *app) tellPanic() func(string, any, []byte) {
	var mu sync.Mutex
	return func(path string, value any, stack []byte) {
		mu.Lock()
		defer mu.Unlock()
		if a.json {
			a.tellJSON("internal_error", map[string]any{"path": path, "message": fmt.Sprint(value), "stack": string(stack)})
			return
		}
		a.say("nianbao: internal error in %s: %s", term.Quote(path), term.Clean(fmt.Sprint(value)))
		for line := range strings.SplitSeq(strings.TrimSpace(string(stack)), "\n") {
			a.say("    %s", term.Clean(strings.TrimPrefix(line, "\t")))
		}
	}
}
