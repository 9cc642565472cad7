package export

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/nianbao/nianbao/normalize/schema"
)

// DataSet is a [Writer] of the folder that the output contract describes:
//
//	json/part-00000.jsonl          one report a line
//	reports/part-00000.parquet     and so on for facts, unmapped, sections, findings
//	datapackage.json               descriptor of the above (Data Package v2)
//
// All files are written under temporary names (.open), brought to the disk, and
// renamed by Close; datapackage.json comes last, so that a folder with it is
// whole. A data set that the folder held before is replaced as a whole, or, if
// anything fails, stays as it was; files that are no part of it are never
// touched.
//
// While a DataSet is open it holds a lock in the folder. If the process dies,
// the next [Create] cleans up after it.
type DataSet struct {
	folder *folder
	part   *part
	done   bool
}

var _ Writer = (*DataSet)(nil)

// Create starts a data set in dir, which may be missing, empty, or hold a data
// set. The errors of [ErrForeign] and [ErrBusy] say what to do about them; after
// any error dir is as it was.
func Create(dir string) (*DataSet, error) {
	f, err := openFolder(dir)
	if err != nil {
		return nil, err
	}
	if err := f.checkRoom(newNames()); err != nil {
		return nil, errors.Join(err, f.release())
	}
	p, err := openPart(dir, 0)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("create data set: %w", err), f.release())
	}
	return &DataSet{folder: f, part: p}, nil
}

// newNames are the names of the files that a run writes, the descriptor last.
func newNames() []string {
	var names []string
	for i := range outputs {
		names = append(names, partName(&outputs[i], 0))
	}
	return append(names, descriptorName)
}

// Write implements [Writer].
func (d *DataSet) Write(r *schema.Report) error { return d.part.write(r) }

// Close implements [Writer].
func (d *DataSet) Close() error {
	if d.done {
		return nil
	}
	if err := d.close(); err != nil {
		return errors.Join(fmt.Errorf("finish data set: %w", err), d.Abort())
	}
	d.done = true
	return d.folder.release()
}

func (d *DataSet) close() error {
	files, err := d.part.finish()
	if err != nil {
		return err
	}
	desc, err := describe(files)
	if err != nil {
		return err
	}
	path := filepath.Join(d.folder.dir, descriptorName) + openSuffix
	if err := writeSynced(path, desc); err != nil {
		return err
	}
	return d.folder.replace(newNames())
}

// Abort implements [Writer].
func (d *DataSet) Abort() error {
	if d.done {
		return nil
	}
	d.done = true
	err := d.part.discard()
	if e := os.Remove(filepath.Join(d.folder.dir, descriptorName) + openSuffix); !errors.Is(e, os.ErrNotExist) {
		err = errors.Join(err, e)
	}
	return errors.Join(err, d.folder.release())
}

// writeSynced writes a file and brings it to the disk.
func writeSynced(path string, data []byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// tableFolders are the names of the folders that hold parts.
func tableFolders() []string {
	var names []string
	for i := range outputs {
		if name := outputs[i].table.Name; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}
