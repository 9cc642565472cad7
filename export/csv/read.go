package csv

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/export/rows"
)

// errNotOurs says that a file is none that [Writer] wrote.
var errNotOurs = errors.New("no CSV file of this program")

// Records gives the records of a file of table t that [Writer] wrote, each with its
// end and its first field, behind that of the names. each must not keep them.
func Records(in io.Reader, t *rows.Table, each func(id string, record []byte) error) error {
	r := bufio.NewReaderSize(in, 1<<20)
	var buf []byte
	for n := 0; ; n++ {
		var err error
		buf, err = record(r, buf[:0])
		switch {
		case errors.Is(err, io.EOF) && len(buf) == 0 && n > 0:
			return nil
		case err != nil:
			return fmt.Errorf("record %d: %w", n, errors.Join(errNotOurs, err))
		}
		body, whole := bytes.CutSuffix(buf, []byte(lineEnd))
		id, _, found := bytes.Cut(body, []byte{','})
		switch {
		case !whole || !found, n == 0 && !bytes.Equal(body, header(t)):
			return fmt.Errorf("record %d: %w", n, errNotOurs)
		case n == 0:
			continue
		}
		if err := each(string(id), buf); err != nil {
			return err
		}
	}
}

// record reads a record, which ends in the first line feed with as many quotes
// opened as closed before it.
func record(r *bufio.Reader, buf []byte) ([]byte, error) {
	quotes := 0
	for {
		piece, err := r.ReadSlice('\n')
		buf = append(buf, piece...)
		quotes += bytes.Count(piece, []byte{'"'})
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil || quotes%2 == 0 {
			return buf, err
		}
	}
}

// Parse reads a record of table t into a row. Numbers are the nearest that
// floating point has.
func Parse[T any](record []byte, t *rows.Table) (row T, err error) {
	cols, err := columns[T](t)
	if err != nil {
		return row, err
	}
	rest := string(bytes.TrimSuffix(record, []byte(lineEnd)))
	v := reflect.ValueOf(&row).Elem()
	for i := range cols {
		text, after, ok := field(rest)
		if more := i < len(cols)-1; !ok || more != strings.HasPrefix(after, ",") {
			return row, errNotOurs
		}
		rest = strings.TrimPrefix(after, ",")
		if err := set(v.FieldByIndex(cols[i].index), text); err != nil {
			return row, fmt.Errorf("%s: %w", cols[i].Name, err)
		}
	}
	if rest != "" {
		return row, errNotOurs
	}
	return row, nil
}

// field takes the first field of a record.
func field(s string) (text, rest string, ok bool) {
	if !strings.HasPrefix(s, `"`) {
		n := strings.IndexByte(s, ',')
		if n < 0 {
			n = len(s)
		}
		return s[:n], s[n:], true
	}
	var b strings.Builder
	for s = s[1:]; ; {
		text, rest, ok = strings.Cut(s, `"`)
		b.WriteString(text)
		if !ok || !strings.HasPrefix(rest, `"`) {
			return b.String(), rest, ok
		}
		b.WriteByte('"')
		s = rest[1:]
	}
}

func set(v reflect.Value, text string) error {
	if v.Kind() == reflect.String {
		v.SetString(strings.TrimPrefix(text, "'"))
		return nil
	}
	if text == "" {
		return nil
	}
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	if v.Kind() == reflect.Float64 {
		x, err := strconv.ParseFloat(text, 64)
		v.SetFloat(x)
		return err
	}
	n, err := strconv.ParseInt(text, 10, v.Type().Bits())
	v.SetInt(n)
	return err
}
