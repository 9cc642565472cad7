package export

import "os"

// SetRename replaces os.Rename in the folder of d.
func (d *DataSet) SetRename(f func(from, to string) error) { d.folder.rename = f }

// Die gives up what a process that dies gives up, and nothing else: its open
// files and its lock.
func (d *DataSet) Die() {
	for _, f := range d.part.files {
		if f.f != nil {
			_ = f.f.Close()
		}
	}
	_ = d.folder.lock.Close()
}

// Fill makes each write to the data set's files fail from now on.
func (d *DataSet) Fill() {
	for _, f := range d.part.files {
		_ = f.f.Close()
		f.f, _ = os.Open(os.DevNull) // which cannot be written
		f.buf.Reset(f.f)
	}
}
