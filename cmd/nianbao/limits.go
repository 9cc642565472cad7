package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/archive"
)

// limitFlags are the limits of what a stranger's file can cost, for all commands
// that read files. The message of the finding that a limit causes names its
// flag.
type limitFlags struct {
	extract extract.Limits
	archive archive.Limits
}

// add adds the flags of reading a file, and those of archives where inputs may
// be archives.
func (f *limitFlags) add(fs *pflag.FlagSet, archives bool) {
	f.extract, f.archive = extract.DefaultLimits(), archive.DefaultLimits()
	e, d := &f.extract, &f.extract.Document
	addSize(fs, &e.FileBytes, "max-file", "refuse files larger than this")
	addSize(fs, &e.PartBytes, "max-part", "refuse Word files with a part that inflates to more than this")
	addSize(fs, &e.PackageBytes, "max-inflated", "refuse Word files whose parts together inflate to more than this")
	addCount(fs, &e.PackageEntries, "max-entries", "refuse Word files of more than `N` zip entries")
	addCount(fs, &e.Depth, "max-depth", "refuse XML of more than `N` open elements")
	addSize(fs, &e.PageBytes, "max-page", "refuse pages larger than this without scripts and styles")
	addCount(fs, &d.Blocks, "max-blocks", "refuse documents of more than `N` paragraphs and tables")
	addCount(fs, &d.Cells, "max-cells", "refuse documents of more than `N` table cells")
	addCount(fs, &d.Rows, "max-rows", "refuse tables of more than `N` rows")
	addCount(fs, &d.Cols, "max-columns", "put what stands past column `N` of a table into the last one")
	addCount(fs, &d.Span, "max-span", "cut cells that span more than `N` rows or columns")
	addCount(fs, &d.Places, "max-places", "refuse documents of tables with more than `N` places, rows times columns")
	addCount(fs, &d.Depth, "max-nesting", "refuse more than `N` tables in one another")
	addCount(fs, &d.Text, "max-text", "refuse documents of more than `N` bytes of text")
	if archives {
		addSize(fs, &f.archive.TotalBytes, "max-archive", "read at most this much of what lies in an archive")
		addCount(fs, &f.archive.Entries, "max-archive-entries", "read at most `N` entries of an archive")
		addCount(fs, &f.archive.Depth, "max-archive-depth", "follow at most `N` archives in one another")
	}
}

// ofArchives are the limits of archives, whose members are files.
func (f *limitFlags) ofArchives() archive.Limits {
	l := f.archive
	l.MemberBytes = f.extract.FileBytes
	return l
}

// String tells two sets of limits apart.
func (f *limitFlags) String() string { return fmt.Sprintf("%+v %+v", f.extract, f.archive) }

// isDefault tells whether no limit was changed.
func (f *limitFlags) isDefault() bool {
	return f.extract == extract.DefaultLimits() && f.archive == archive.DefaultLimits()
}

func addSize(fs *pflag.FlagSet, v *int64, name, usage string) {
	fs.Var((*byteSize)(v), name, usage)
}

func addCount(fs *pflag.FlagSet, v *int, name, usage string) { fs.Var((*count)(v), name, usage) }

// count is the value of a flag that is a number of 1 or more.
type count int

// String implements pflag.Value.
func (c *count) String() string { return strconv.Itoa(int(*c)) }

// Type implements pflag.Value.
func (c *count) Type() string { return "N" }

// Set implements pflag.Value. Numbers are kept below what the arithmetic of
// tables, which multiplies two of them, has room for.
func (c *count) Set(s string) error {
	n, err := strconv.ParseInt(s, 10, 32)
	if err != nil || n < 1 || n == math.MaxInt32 {
		return errors.New("must be a number from 1 to 2147483646")
	}
	*c = count(n)
	return nil
}

// byteSize is the value of a flag that is a number of bytes.
type byteSize int64

// sizeUnits are the powers of 1024 that a size may be given in.
const sizeUnits = "KMGT"

// String implements pflag.Value: in the largest unit that divides the size.
func (z *byteSize) String() string {
	n, unit := int64(*z), ""
	for i := 0; i < len(sizeUnits) && n > 0 && n%1024 == 0; i++ {
		n, unit = n/1024, sizeUnits[i:i+1]
	}
	return strconv.FormatInt(n, 10) + unit
}

// Type implements pflag.Value.
func (z *byteSize) Type() string { return "size" }

// Set implements pflag.Value. It reads "64M", "64MB" and "64MiB" alike.
func (z *byteSize) Set(s string) error {
	const usage = "must be a number of bytes, or one with K, M, G or T (times 1024) behind it"
	number := strings.TrimRight(s, "KMGTiBkmgtb")
	unit := strings.TrimSuffix(strings.TrimSuffix(strings.ToUpper(s[len(number):]), "B"), "I")
	n, err := strconv.ParseInt(number, 10, 64)
	times := strings.Index(sizeUnits, unit) + 1
	if err != nil || n < 1 || len(unit) > 1 || times == 0 {
		return errors.New(usage)
	}
	if unit == "" {
		times = 0
	}
	for range times {
		if n > math.MaxInt64/1024/2 {
			return errors.New(usage)
		}
		n *= 1024
	}
	*z = byteSize(n)
	return nil
}
