package journal

import (
	"bufio"
	"bytes"
	"os"
)

func init() { fsync = func(*os.File) error { return nil } }

// ReadBytes is Read of a file with these bytes. counts is how many of them count.
func ReadBytes(data []byte, each func(in Input, part int, ref int64) error) (c *Contents, counts int, err error) {
	c, err = readFrom(bufio.NewReader(bytes.NewReader(data)), each)
	if err != nil {
		return nil, 0, err
	}
	return c, int(c.size), nil
}
