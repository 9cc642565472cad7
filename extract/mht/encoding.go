package mht

import (
	"bytes"
	"encoding/base64"
)

// unquote decodes quoted-printable (RFC 2045 §6.7). What it cannot decode stays as
// it is, and is counted.
func unquote(data []byte) (out []byte, bad int) {
	out = make([]byte, 0, len(data))
	for len(data) > 0 {
		n := bytes.IndexByte(data, '\n')
		line, end := data, false
		if n >= 0 {
			line, end = data[:n], true
			data = data[n+1:]
		} else {
			data = nil
		}
		carriage := bytes.HasSuffix(line, []byte("\r"))
		line = bytes.TrimRight(line, " \t\r")
		soft := bytes.HasSuffix(line, []byte("="))
		if soft {
			line = line[:len(line)-1]
		}
		var wrong int
		out, wrong = unquoteLine(out, line)
		bad += wrong
		if end && !soft {
			if carriage {
				out = append(out, '\r')
			}
			out = append(out, '\n')
		}
	}
	return out, bad
}

func unquoteLine(out, line []byte) ([]byte, int) {
	bad := 0
	for i := 0; i < len(line); i++ {
		if line[i] != '=' {
			out = append(out, line[i])
			continue
		}
		if i+2 < len(line) {
			high, low := hexDigit(line[i+1]), hexDigit(line[i+2])
			if high >= 0 && low >= 0 {
				out = append(out, byte(high<<4|low))
				i += 2
				continue
			}
		}
		out = append(out, '=')
		bad++
	}
	return out, bad
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

// unbase64 decodes base64 with white space anywhere and any padding. Other
// characters in it are damage.
func unbase64(data []byte) ([]byte, bool) {
	packed := make([]byte, 0, len(data))
	for _, c := range data {
		if c > ' ' && c != '=' {
			packed = append(packed, c)
		}
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(packed)))
	n, err := base64.RawStdEncoding.Decode(out, packed)
	return out[:n], err == nil
}
