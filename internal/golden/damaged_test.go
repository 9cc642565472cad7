package golden_test

import (
	"bytes"
	"errors"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize"
)

// damagedCopies is how many copies of each printed report the test damages;
// NIANBAO_DAMAGED is another number.
const damagedCopies = 12

// TestDamagedPDF reads copies of printed reports that were damaged at random: none
// gives a value that the report does not have, and each is the same twice.
func TestDamagedPDF(t *testing.T) {
	t.Parallel()
	copies := damagedCopies
	if n, err := strconv.Atoi(os.Getenv("NIANBAO_DAMAGED")); err == nil {
		copies = n
	}
	rng := rand.New(rand.NewPCG(9, 2026))
	refused, read, whole := map[diag.Code]int{}, 0, 0
	var worst time.Duration
	all := printedReports(t)
	for _, dir := range slices.Sorted(maps.Keys(all)) {
		files := all[dir]
		want := normalize.Reports(readBytes(t, "report.docx", files["report.docx"]), normalize.Options{})[0]
		for _, name := range slices.Sorted(maps.Keys(files)) {
			if path.Ext(name) != ".pdf" {
				continue
			}
			for i := range copies {
				bad := damage(rng, files[name])
				start := time.Now()
				doc, err := extract.Read(t.Context(), source.Bytes(name, bad), extract.Options{})
				if err != nil {
					worst = max(worst, time.Since(start))
					e, ok := errors.AsType[*diag.Error](err)
					if !ok || e.Code == "" {
						t.Fatalf("%s%s copy %d: error of no code: %v", dir, name, i, err)
					}
					refused[e.Code]++
					continue
				}
				got := normalize.Reports(doc, normalize.Options{})
				worst = max(worst, time.Since(start))
				read++
				if wrong := wrongValues(want, got); wrong != nil {
					t.Errorf("%s%s copy %d: wrong: %v", dir, name, i, wrong)
				}
				switch {
				case len(got) == 1 && lacking(want, got[0]) == nil:
					whole++
				case !warned(got):
					t.Errorf("%s%s copy %d: values are missing, and nothing is said", dir, name, i)
				}
			}
		}
	}
	t.Logf("refused %v; read %d, of which %d as before; the slowest took %v", refused, read, whole, worst)
}

// damage damages a copy of a file in one of several ways.
func damage(rng *rand.Rand, data []byte) []byte {
	out := bytes.Clone(data)
	at := func(n int) int { return rng.IntN(max(1, n)) }
	switch rng.IntN(6) {
	case 0: // some bits
		for range 1 + at(8) {
			out[at(len(out))] ^= 1 << rng.IntN(8)
		}
	case 1: // some bytes
		for range 1 + at(40) {
			out[at(len(out))] = byte(rng.IntN(256))
		}
	case 2: // digits, which are places and numbers of objects
		for range 3000 {
			if i := at(len(out)); out[i] >= '0' && out[i] <= '9' {
				out[i] = byte('0' + rng.IntN(10))
				if at(3) == 0 {
					break
				}
			}
		}
	case 3: // a stretch is gone
		i := at(len(out))
		out = append(out[:i], out[min(len(out), i+1+at(4096)):]...)
	case 4: // a stretch is zero
		i := at(len(out))
		clear(out[i:min(len(out), i+1+at(2048))])
	default: // cut off
		out = out[:at(len(out))]
	}
	return out
}
