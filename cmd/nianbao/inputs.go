package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/internal/crawl"
	"github.com/nianbao/nianbao/internal/term"
)

// inputFlags say which inputs there are, beside those that are named.
type inputFlags struct {
	from        string
	followLinks bool
	metadata    string
}

func (f *inputFlags) add(fs *pflag.FlagSet) {
	fs.StringVar(&f.from, "from", "", "read paths from `LIST`, one a line, as they come; - is standard input")
	fs.BoolVar(&f.followLinks, "follow-links", false, "follow symbolic links inside folders wherever they lead")
	fs.StringVar(&f.metadata, "metadata", "", "join `FILE`.csv (columns path, url, fetched_at, agency, region, year) to the inputs")
}

func (f *inputFlags) check(args []string) error {
	if len(args) == 0 && f.from == "" {
		return errors.New("name at least one input: a file, a folder, - for standard input, or --from LIST")
	}
	stdin := 0
	if f.from == source.StdinPath {
		stdin++
	}
	for _, a := range args {
		if a == source.StdinPath {
			stdin++
		}
	}
	if stdin > 1 {
		return errors.New("standard input (-) can be read only once")
	}
	return nil
}

// inputs are the items of the arguments, then those of the list. The function
// closes the list.
func (a *app) inputs(f inputFlags, args []string) (iter.Seq2[source.Item, error], func(), error) {
	if f.from == "" {
		if err := anyThere(args); err != nil {
			return nil, nil, err
		}
	}
	w := source.Walker{Stdin: a.in, FollowLinks: f.followLinks}
	list, done := io.Reader(strings.NewReader("")), func() {}
	switch f.from {
	case "":
	case source.StdinPath:
		list = a.in
	default:
		file, err := os.Open(f.from)
		if err != nil {
			return nil, nil, fmt.Errorf("read the list of inputs: %w", err)
		}
		list, done = file, func() { _ = file.Close() } // it was only read
	}
	return func(yield func(source.Item, error) bool) {
		for item, err := range w.Walk(args) {
			if !yield(item, err) {
				return
			}
		}
		for item, err := range w.List(list) {
			if !yield(item, err) {
				return
			}
		}
	}, done, nil
}

// noInput is the error of a run without any input. A filter that was handed
// nothing has nothing to say: one of a cluster's partitions may be empty.
func (f *convertFlags) noInput(args []string) error {
	switch {
	case f.inputs.from == "":
		return fmt.Errorf("no file found in %s", quoteAll(args))
	case f.out == "-":
		return nil
	}
	return fmt.Errorf("no file found in the list %s", term.Quote(f.inputs.from))
}

// anyThere is an error if none of the inputs exists: nothing could be
// converted, and that is a mistake in the command rather than in the inputs.
func anyThere(args []string) error {
	for _, p := range args {
		if p == source.StdinPath {
			return nil
		}
		if _, err := os.Stat(p); !errors.Is(err, fs.ErrNotExist) || source.Exists(p) {
			return nil
		}
	}
	return fmt.Errorf("no such file or folder: %s", quoteAll(args))
}

func quoteAll(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = term.Quote(n)
	}
	return strings.Join(quoted, ", ")
}

// known joins the list of --metadata to the items; the table is nil without one.
func (a *app) known(f *convertFlags, items iter.Seq2[source.Item, error]) (iter.Seq2[source.Item, error], *crawl.Table, error) {
	if f.inputs.metadata == "" {
		return items, nil, nil
	}
	t, err := crawl.Open(f.inputs.metadata)
	if err != nil {
		return nil, nil, err
	}
	if len(t.Ignored) > 0 && !f.quiet && !f.json {
		a.say("columns of %s that are not known: %s", term.Quote(f.inputs.metadata), quoteAll(t.Ignored))
	}
	return t.Join(items), t, nil
}

// tellUnused tells of rows of the list that no input had.
func (a *app) tellUnused(f *convertFlags, t *crawl.Table) {
	if t == nil || f.quiet {
		return
	}
	n, paths := t.Unused()
	if f.json {
		a.tellJSON("metadata", map[string]any{"rows": t.Rows(), "unused": n, "unused_paths": paths, "ignored_columns": t.Ignored})
	} else if n > 0 {
		a.say("metadata  %s of %s matched no input, such as %s", number(n), plural(t.Rows(), "row"), quoteAll(paths))
	}
}
