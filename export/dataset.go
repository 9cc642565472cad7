package export

import (
	"errors"
	"fmt"

	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/internal/dataset"
	"github.com/nianbao/nianbao/internal/journal"
	"github.com/nianbao/nianbao/normalize/schema"
)

var (
	// ErrForeign says that a folder holds something else than a data set.
	ErrForeign = dataset.ErrForeign
	// ErrBusy says that another run writes into the folder.
	ErrBusy = dataset.ErrBusy
)

// DataSet is a [Writer] of the folder that the output contract describes:
//
//	json/part-00000.jsonl          one report a line
//	reports/part-00000.parquet     and so on for facts, unmapped, sections, findings, panel
//	manifest.json                  files with rows, bytes and hashes
//	datapackage.json               descriptor of the above (Data Package v2)
//	croissant.json                 the same for loaders of Croissant (1.1)
//	_SUCCESS                       there while the data set is whole
//
// Parts of 2000 reports appear one by one, each whole: they are written under
// temporary names, brought to the disk, and renamed. A data set that the folder
// held before goes when the first of them comes; files that are no part of it
// are never touched.
//
// While a DataSet is open it holds a lock in the folder. If the process dies,
// the next [Create] cleans up after it.
type DataSet struct {
	set  *dataset.Set
	n    int
	done bool
}

var _ Writer = (*DataSet)(nil)

// Options say what a data set has. The zero value is ready to use.
type Options struct {
	// Panel are the variables that the table panel has columns for, such as those of
	// form.Set.Variables; without any there is no panel.
	Panel []schema.Variable
}

// Create starts a data set in dir, which may be missing, empty, or hold a data
// set. The errors of [ErrForeign] and [ErrBusy] say what to do about them; after
// any error dir is as it was.
func Create(dir string, o Options) (*DataSet, error) {
	opts := dataset.Options{Force: true}
	if len(o.Panel) > 0 {
		var err error
		if opts.Panel, err = rows.NewPanel(o.Panel); err != nil {
			return nil, err
		}
	}
	s, err := dataset.Open(dir, opts)
	if err != nil {
		return nil, fmt.Errorf("create data set: %w", err)
	}
	return &DataSet{set: s}, nil
}

// Write implements [Writer].
func (d *DataSet) Write(r *schema.Report) error {
	_, err := d.set.Put(journal.Input{Pos: d.n, Path: r.Source.Path, Sum: r.Source.SHA256,
		Status: string(r.Status), IDs: []string{r.ReportID}, Of: r.Source.DuplicateOf}, []*schema.Report{r})
	d.n++
	return err
}

// Close implements [Writer].
func (d *DataSet) Close() error {
	if d.done {
		return nil
	}
	d.done = true
	err := d.set.Finish(journal.End{Inputs: d.n}, nil)
	if err != nil {
		err = fmt.Errorf("finish data set: %w", err)
	}
	return errors.Join(err, d.set.Close())
}

// Abort implements [Writer]. Parts that were committed stay, and no _SUCCESS.
func (d *DataSet) Abort() error {
	if d.done {
		return nil
	}
	d.done = true
	return d.set.Close()
}
