package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/export/part"
	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/extract/archive"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/internal/dataset"
	"github.com/nianbao/nianbao/internal/journal"
	"github.com/nianbao/nianbao/internal/pipeline"
	"github.com/nianbao/nianbao/internal/term"
	"github.com/nianbao/nianbao/normalize/form"
)

// setFlags say how a data set is laid out and brought up to date.
type setFlags struct {
	partSize  int
	partition string
	formats   string
	shard     string
	force     bool
	adding    bool
}

func (f *setFlags) add(fs *pflag.FlagSet) {
	fs.IntVar(&f.partSize, "part-size", dataset.DefaultPartSize, "begin a new part of each table after `N` reports")
	fs.StringVar(&f.partition, "partition", "", "lay parts out by `year`, as facts/year=2020/part-00000.parquet")
	fs.StringVar(&f.formats, "format", part.DefaultFormats, "write these `FORMATS`, of jsonl, parquet and csv")
	fs.StringVar(&f.shard, "shard", "", "convert share `I/N` of the inputs, I from 0; auto/N and auto ask the scheduler; then run commit")
	fs.BoolVar(&f.force, "force", false, "start anew: convert all inputs again")
	fs.BoolVar(&f.adding, "add", false, "keep inputs that the data set holds and that are not named")
}

// check checks the flags for output out.
func (f *setFlags) check(out string) error {
	if f.partSize < 1 {
		return errors.New("--part-size must be 1 or more")
	}
	if f.partition != "" && f.partition != string(part.ByYear) {
		return errors.New("--partition must be year")
	}
	formats, err := part.ParseFormats(f.formats)
	if err != nil {
		return fmt.Errorf("--format: %w", err)
	}
	if out == "-" && formats != "" && formats != "jsonl" {
		return errors.New("-o - writes JSON lines: --format csv and parquet need a folder, -o OUT")
	}
	if out == "-" && (f.shard != "" || f.force || f.adding || f.partition != "") {
		return errors.New("--shard, --force, --add and --partition need a folder: -o OUT")
	}
	if f.force && f.adding {
		return errors.New("--force starts anew and --add keeps what is there: name one of them")
	}
	if f.adding && f.shard != "" {
		return errors.New("--add and --shard do not go together")
	}
	_, err = f.share()
	return err
}

// tables are the folders of what is written.
func (f *setFlags) tables() []string {
	formats, err := part.ParseFormats(f.formats)
	if err != nil {
		return nil // check has refused it
	}
	p, err := panel()
	if err != nil {
		return nil // write has failed before
	}
	var names []string
	for _, o := range formats.Outputs(p) {
		names = append(names, o.Name)
	}
	return names
}

// share is the shard that is asked for.
func (f *setFlags) share() (journal.Shard, error) {
	if f.shard == "" {
		return journal.Shard{}, nil
	}
	return parseShard(f.shard, os.Getenv)
}

// options are those of the data set.
func (f *setFlags) options(depends string) (dataset.Options, error) {
	shard, err := f.share()
	if err != nil {
		return dataset.Options{}, err
	}
	formats, err := part.ParseFormats(f.formats)
	if err != nil {
		return dataset.Options{}, err
	}
	p, err := panel()
	if err != nil {
		return dataset.Options{}, err
	}
	prog, err := program()
	return dataset.Options{Program: prog, Depends: depends, PartSize: f.partSize, Partition: part.Partition(f.partition),
		Formats: formats, Panel: p, Shard: shard, Force: f.force, Adding: f.adding}, err
}

// panel is the panel of the variables that the forms have. It is made once.
var panel = sync.OnceValues(func() (*rows.Panel, error) {
	set, err := form.Embedded()
	if err != nil {
		return nil, err
	}
	vars, err := set.Variables()
	if err != nil {
		return nil, err
	}
	return rows.NewPanel(vars)
})

const shardUsage = "--shard must be I/N with I from 0 to N-1, auto/N or auto"

// parseShard reads I/N, auto/N or auto.
func parseShard(s string, env func(string) string) (journal.Shard, error) {
	index, count, both := strings.Cut(s, "/")
	var sh journal.Shard
	var err error
	switch {
	case both:
		if sh.Count, err = strconv.Atoi(count); err != nil {
			return sh, errors.New(shardUsage)
		}
	case index != "auto":
		return sh, errors.New(shardUsage)
	}
	if index == "auto" {
		if sh, err = schedulerShard(sh.Count, env); err != nil {
			return sh, err
		}
	} else if sh.Index, err = strconv.Atoi(index); err != nil {
		return sh, errors.New(shardUsage)
	}
	if sh.Count < 1 || sh.Count > journal.MaxShards || sh.Index < 0 || sh.Index >= sh.Count {
		return sh, fmt.Errorf("%s; got %d/%d", shardUsage, sh.Index, sh.Count)
	}
	return sh, nil
}

// schedulers are those that tell a task its number in an array: the variables of
// the number, of the least number, and of how many there are.
var schedulers = []struct{ index, least, count string }{
	{"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_COUNT"},
	{"JOB_COMPLETION_INDEX", "", ""}, // Kubernetes Indexed Jobs
	{"AWS_BATCH_JOB_ARRAY_INDEX", "", "AWS_BATCH_JOB_ARRAY_SIZE"},
}

// schedulerShard asks the scheduler. count is 0 if it is to tell that, too.
func schedulerShard(count int, env func(string) string) (journal.Shard, error) {
	num := func(name string) (int, error) {
		if name == "" || env(name) == "" {
			return 0, nil
		}
		n, err := strconv.Atoi(env(name))
		if err != nil {
			return 0, fmt.Errorf("%s is %s, which is no number", name, term.Quote(env(name)))
		}
		return n, nil
	}
	for _, s := range schedulers {
		if env(s.index) == "" {
			continue
		}
		i, err1 := num(s.index)
		least, err2 := num(s.least)
		n, err3 := num(s.count)
		if count > 0 {
			n, err3 = count, nil
		}
		if err := errors.Join(err1, err2, err3); err != nil {
			return journal.Shard{}, err
		}
		if n == 0 {
			return journal.Shard{}, fmt.Errorf("%s says which share, and nothing says of how many: use --shard auto/N", s.index)
		}
		return journal.Shard{Index: i - least, Count: n}, nil
	}
	return journal.Shard{}, errors.New("--shard auto finds none of SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX, AWS_BATCH_JOB_ARRAY_INDEX: use --shard I/N")
}

// update brings the data set in f.out up to date with the items.
func (a *app) update(ctx context.Context, f convertFlags, items iter.Seq2[source.Item, error], opts pipeline.RunOptions, retry bool) (*pipeline.Summary, error) {
	o, err := f.set.options(f.depends())
	if err != nil {
		return nil, err
	}
	o.Adding = o.Adding || retry
	d, err := dataset.Open(f.out, o)
	if err != nil {
		return nil, hint(err)
	}
	for _, line := range d.Damage {
		a.note(term.Clean(line))
	}
	if d.Anew != "" && d.Anew != "--force" {
		a.note("all is converted again: " + d.Anew)
	}
	sum, err := pipeline.Update(ctx, items, d, pipeline.UpdateOptions{RunOptions: opts, Shard: o.Shard, Adding: o.Adding,
		Retry: retry, Reopen: f.reopen})
	return sum, hint(errors.Join(err, d.Close()))
}

// depends are the options on which the rows of an input depend.
func (f *convertFlags) depends() string {
	s := fmt.Sprintf("all_checks=%t verify=%t", f.allChecks, f.verify)
	if f.soffice != "" {
		s += " soffice=true"
	}
	if len(f.regions.list) > 0 {
		s += " regions=" + f.regions.String()
	}
	if !f.limits.isDefault() {
		s += " limits=" + f.limits.String()
	}
	return s
}

// note tells a thing of the data set, in the way that is asked for.
func (a *app) note(text string) {
	if a.json {
		a.tellJSON("note", map[string]any{"message": text})
		return
	}
	a.say("nianbao: %s", text)
}

// reopen is an input of an earlier run.
func (f *convertFlags) reopen(path string) source.Item { return reopen(path, f.limits.ofArchives()) }

// reopen is an input of an earlier run, which is looked for only when its bytes
// are needed.
func reopen(path string, limits archive.Limits) source.Item {
	return source.Item{Path: path, Size: -1, Open: func() (io.ReadCloser, error) {
		line, err := json.Marshal(map[string]string{"path": path})
		if err != nil {
			return nil, err
		}
		w := source.Walker{Stdin: strings.NewReader("")}
		for it, err := range archive.Expand(w.List(bytes.NewReader(line)), limits) {
			if err != nil {
				return nil, err
			}
			return it.Open()
		}
		return nil, fs.ErrNotExist
	}}
}

// retries tells whether a list of inputs is the list of those that failed of
// the data set in out.
func retries(list, out string) bool {
	if list == "" || list == "-" || out == "-" {
		return false
	}
	a, err := os.Stat(list)
	if err != nil {
		return false
	}
	b, err := os.Stat(filepath.Join(out, "failed.jsonl"))
	return err == nil && os.SameFile(a, b)
}

// hint says what to do about an error of the file system.
func hint(err error) error {
	const again = "; then run the same command again: it goes on behind the last whole part"
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("%w: the disk is full: make room"+again, err)
	case errors.Is(err, syscall.EFBIG):
		return fmt.Errorf("%w: the system allows no larger file: use a smaller --part-size or raise the limit"+again, err)
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: the folder cannot be written: change its permissions or name another with -o", err)
	}
	return err
}
