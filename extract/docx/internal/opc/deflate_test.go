package opc

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

func never() error { return nil }

// samples are texts that need every kind of block, code and match.
func samples() map[string][]byte {
	rng := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 70_000)
	words := make([]byte, 0, 300_000)
	for i := range noise {
		noise[i] = byte(rng.Uint32())
	}
	for len(words) < 290_000 {
		// Frequencies far apart make long codes, repeats near and far all distances.
		switch n := rng.IntN(20); {
		case n < 8:
			words = append(words, byte('a'+rng.IntN(1+rng.IntN(26))))
		case n < 10:
			words = append(words, byte(rng.Uint32()))
		default:
			from := rng.IntN(len(words) + 1)
			words = append(words, words[from:min(len(words), from+rng.IntN(400))]...)
		}
	}
	return map[string][]byte{
		"empty": nil, "one": []byte("x"), "run": bytes.Repeat([]byte("a"), 100_000), "noise": noise, "words": words,
		"pairs": bytes.Repeat([]byte("ab"), 5000), "markup": []byte(strings.Repeat(`<w:r><w:t>一、总体情况</w:t></w:r>`, 3000)),
	}
}

func compress(t testing.TB, data []byte, level int) []byte {
	t.Helper()
	var buf bytes.Buffer
	w, err := flate.NewWriter(&buf, level)
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestInflate(t *testing.T) {
	f := new(inflater)
	for name, want := range samples() {
		for _, level := range []int{flate.HuffmanOnly, flate.NoCompression, 1, 6, 9} {
			raw := compress(t, want, level)
			for _, expected := range []int{0, len(want) / 2, len(want), len(want) + 1000} {
				got, err := f.inflate(raw, nil, expected, len(want), never)
				if err != nil || !bytes.Equal(got, want) {
					t.Errorf("%s, level %d, %d expected: %d bytes, want %d, %v", name, level, expected, len(got), len(want), err)
				}
			}
			if len(want) == 0 {
				continue
			}
			if _, err := f.inflate(raw, nil, 10, len(want)-1, never); !errors.Is(err, errLimit) {
				t.Errorf("%s, level %d: limit: %v", name, level, err)
			}
			if got, err := f.inflate(raw[:len(raw)-1], nil, 0, len(want), never); err == nil {
				t.Errorf("%s, level %d: cut: %d bytes and no error", name, level, len(got))
			}
			if _, err := f.inflate(raw, nil, 0, len(want), func() error { return io.ErrClosedPipe }); !errors.Is(err, io.ErrClosedPipe) {
				t.Errorf("%s, level %d: stopped: %v", name, level, err)
			}
		}
	}
}

// FuzzInflate holds the inflater to the standard library's: what one takes, the
// other takes, with the same result. Giving up is allowed for what is damaged only.
func FuzzInflate(f *testing.F) {
	for _, data := range samples() {
		for _, level := range []int{flate.HuffmanOnly, flate.NoCompression, 1, 9} {
			raw := compress(f, data, level)
			if len(raw) > 4000 {
				raw = raw[:4000]
			}
			f.Add(raw)
		}
	}
	f.Add([]byte("\x05\xc0\x81\x08\x00\x00\x00\x00\x20\x7f\xeb\x0b\x00\x00"))
	const limit = 1 << 20
	q := new(inflater)
	f.Fuzz(func(t *testing.T, raw []byte) {
		want, wantErr := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(raw)), limit+1))
		got, err := q.inflate(raw, nil, 100, limit, never)
		switch {
		case len(want) > limit:
			if !errors.Is(err, errLimit) {
				t.Errorf("more than the limit: %v", err)
			}
		case (err == nil) != (wantErr == nil):
			t.Errorf("%v, the library says %v", err, wantErr)
		case err == nil && !bytes.Equal(got, want):
			t.Errorf("%d bytes, want %d", len(got), len(want))
		}
	})
}
