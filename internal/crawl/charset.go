package crawl

import (
	"errors"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

const (
	markUTF8    = "\xef\xbb\xbf"
	markGB18030 = "\x84\x31\x95\x33"
)

// charset reads the whole file once to find in which character set it is. It
// holds a block of it at a time.
func (t *Table) charset() error {
	head := make([]byte, 4)
	n, err := t.file.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	switch mark := string(head[:n]); {
	case strings.HasPrefix(mark, markUTF8):
		t.start = int64(len(markUTF8))
		return nil
	case mark == markGB18030:
		t.start, t.gb = int64(len(markGB18030)), true
		return nil
	case strings.HasPrefix(mark, "\xff\xfe"), strings.HasPrefix(mark, "\xfe\xff"):
		return errors.New("it is UTF-16; save it as CSV in UTF-8")
	}
	valid, err := validUTF8(t.file)
	t.gb = !valid
	return err
}

// validUTF8 tells whether all of a stream is valid UTF-8.
func validUTF8(r io.Reader) (bool, error) {
	buf := make([]byte, 64<<10)
	for kept := 0; ; {
		n, err := r.Read(buf[kept:])
		n += kept
		whole := n - cutRune(buf[:n])
		if !utf8.Valid(buf[:whole]) {
			return false, nil
		}
		kept = copy(buf, buf[whole:n])
		switch {
		case errors.Is(err, io.EOF):
			return kept == 0, nil
		case err != nil:
			return false, err
		}
	}
}

// cutRune is how many bytes at the end of b begin a rune that goes on behind it.
func cutRune(b []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if c := b[len(b)-n]; utf8.RuneStart(c) {
			if utf8.FullRune(b[len(b)-n:]) {
				return 0
			}
			return n
		}
	}
	return 0
}

// decode makes text of the fields of a row. A field that the character set of the
// file does not have is an error: with another one, neighbours would be misread.
func (t *Table) decode(rec []string) error {
	for i, s := range rec {
		switch {
		case !t.gb && utf8.ValidString(s):
			continue
		case !t.gb:
			return errors.New("it is not valid UTF-8, as the byte-order mark of the file says")
		}
		if hasHanInUTF8(s) {
			return errors.New("it is in UTF-8, but other rows are not; save the whole list as CSV in UTF-8")
		}
		text, err := simplifiedchinese.GB18030.NewDecoder().String(s)
		if err != nil || strings.ContainsRune(text, utf8.RuneError) {
			return errors.New("the file is neither UTF-8 nor GB 18030 (GBK); save it as CSV in UTF-8")
		}
		rec[i] = text
	}
	return nil
}

// hasHanInUTF8 tells whether a field of a file that is not UTF-8 has Chinese
// characters if read as UTF-8 all the same. Accidents of GBK give Latin letters; of
// two programs that wrote one list GB 18030 would misread one without a fault.
func hasHanInUTF8(s string) bool {
	return utf8.ValidString(s) && strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
