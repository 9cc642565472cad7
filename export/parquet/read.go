package parquet

import (
	"errors"
	"io"
	"os"

	"github.com/parquet-go/parquet-go"
)

// batch is how many rows are read at once.
const batch = 1024

// Read gives the rows of a file that [Writer] wrote, some at a time. each may
// change the rows, and must not keep them.
func Read[T any](f *os.File, each func([]T) error) error {
	r := parquet.NewGenericReader[T](f)
	defer func() { _ = r.Close() }() // it was only read
	list := make([]T, batch)
	for {
		clear(list) // NULL leaves a field as it is
		n, err := r.Read(list)
		if n > 0 {
			if err := each(list[:n]); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
