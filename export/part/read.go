package part

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/normalize/schema"
)

// Reader takes rows of a data set. It must not keep a row, but may keep its texts. A
// function that is nil asks for no row of its table.
type Reader struct {
	// Begin and End, if set, are called before and after the rows of a part.
	Begin, End func()

	Report  func(*rows.ReportRow) error
	Fact    func(*rows.FactRow) error
	Finding func(*rows.FindingRow) error
}

// Read gives the rows of a part: those of a report stand together in each table, and
// its row of reports comes first. Which table comes next depends on the format: of
// those that the part has, the one that is quickest to read is taken. names are the
// files of the part in the data set dir.
func Read(dir string, names []string, to Reader) error {
	if to.Begin != nil {
		to.Begin()
	}
	if err := read(dir, names, to); err != nil {
		return err
	}
	if to.End != nil {
		to.End()
	}
	return nil
}

func read(dir string, names []string, to Reader) error {
	has := func(suffix string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return OurName(n) && strings.HasSuffix(n, suffix) })
	}
	switch {
	case has(".parquet"):
		return readTables(dir, names, formatParquet, to)
	case has(linesSuffix):
		return readLines(dir, names, to)
	}
	return readTables(dir, names, formatCSV, to)
}

func readTables(dir string, names []string, format string, to Reader) error {
	all := func(string) bool { return true }
	tables := []struct {
		name string
		read func(*os.File) error
	}{
		{rows.Reports.Name, func(in *os.File) error { return reports.read(in, format, all, to.Report) }},
		{rows.Facts.Name, func(in *os.File) error { return facts.read(in, format, all, to.Fact) }},
		{rows.Findings.Name, func(in *os.File) error { return findings.read(in, format, all, to.Finding) }},
	}
	wanted := []bool{to.Report != nil, to.Fact != nil, to.Finding != nil}
	for i, t := range tables {
		if !wanted[i] {
			continue
		}
		for _, name := range names {
			o := outputOf(name)
			if o == nil || o.Table.Name != t.name || o.Format != format {
				continue
			}
			if err := withFile(dir, name, t.read); err != nil {
				return fmt.Errorf("read %s: %w", name, err)
			}
		}
	}
	return nil
}

func readLines(dir string, names []string, to Reader) error {
	var set rows.Set
	return eachReport(dir, names, func(string) bool { return true }, func(r *schema.Report) error {
		set.Flatten(r)
		if err := give(set.Report[:], to.Report); err != nil {
			return err
		}
		if err := give(set.Facts, to.Fact); err != nil {
			return err
		}
		return give(set.Findings, to.Finding)
	})
}

func give[T any](list []T, to func(*T) error) error {
	if to == nil {
		return nil
	}
	for i := range list {
		if err := to(&list[i]); err != nil {
			return err
		}
	}
	return nil
}

// Place is where a JSON line stands in a file of a data set.
type Place struct {
	File string // its name in the data set
	Offset,
	Size int64
}

// Places gives the place of each JSON line of a part with the id of its report, and
// reads no further than that.
func Places(dir string, names []string, each func(id string, p Place)) error {
	for _, name := range names {
		if !OurName(name) || !strings.HasSuffix(name, linesSuffix) {
			continue
		}
		err := withFile(dir, name, func(in *os.File) error {
			at := int64(0)
			_, err := eachLine(in, func(string) bool { return true }, func(line []byte) error {
				id, err := idOf(line)
				if err != nil {
					return err
				}
				each(id, Place{name, at, int64(len(line))})
				at += int64(len(line))
				return nil
			})
			return err
		})
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
	}
	return nil
}

// Report reads the JSON line at a place.
func (p Place) Report(dir string) (*schema.Report, error) {
	var r schema.Report
	err := withFile(dir, p.File, func(in *os.File) error {
		line := make([]byte, p.Size)
		if _, err := in.ReadAt(line, p.Offset); err != nil {
			return err
		}
		return json.Unmarshal(line, &r)
	})
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", p.File, err)
	}
	return &r, nil
}
