package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/nianbao/nianbao/internal/pipeline"
	"github.com/nianbao/nianbao/internal/term"
	"github.com/nianbao/nianbao/normalize/correction"
)

// readCorrections reads the file of --corrections; "" is none.
func readCorrections(path string) (*correction.Set, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the corrections: %w", err)
	}
	defer func() { _ = f.Close() }() // it was only read
	set, err := correction.Read(f)
	if err != nil {
		return nil, fmt.Errorf("read the corrections: %s: %w", term.Quote(path), err)
	}
	return set, nil
}

// tellCorrections tells which decisions of people found no input, and what was
// converted without decisions that it had before.
func (a *app) tellCorrections(f *convertFlags, set *correction.Set, sum *pipeline.Summary) {
	if a.json && !f.quiet && set.Len() > 0 {
		a.tellJSON("corrections", map[string]any{"decisions": set.Len(), "files": len(set.Hashes()), "strangers": sum.Strangers})
	}
	if n := len(sum.Strangers); n > 0 {
		decisions := 0
		for _, s := range sum.Strangers {
			decisions += len(set.Of(s))
		}
		a.note(fmt.Sprintf("%s in %s: not applied, since %s with these bytes is among the inputs, such as one of SHA-256 %s",
			plural(decisions, "decision"), term.Quote(f.decided), noFile(n), term.Clean(sum.Strangers[0])))
	}
	forgotten := filepath.Join(f.out, correctionsName)
	switch fi, err := os.Stat(forgotten); {
	case sum.Undone > 0 || f.decided != "" || f.out == "-":
	case err == nil && fi.Size() > 0:
		a.note(fmt.Sprintf("%s holds decisions of people, which were not applied: name it with --corrections", term.Quote(forgotten)))
	}
	if sum.Undone > 0 {
		a.note(fmt.Sprintf("%s had decisions of people and now %s: name their file with --corrections to have them again",
			plural(sum.Undone, "input"), without(sum.Undone)))
	}
}

func noFile(n int) string {
	if n == 1 {
		return "no file"
	}
	return "none of " + number(n) + " files"
}

func without(n int) string {
	if n == 1 {
		return "has none"
	}
	return "have none"
}
