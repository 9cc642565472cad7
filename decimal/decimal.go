// Package decimal holds the exact numbers of a report: an int64 coefficient and
// a power of ten.
//
// Reports print counts and amounts such as 96171.6; sums over them are checked
// for equality, which binary floating point cannot do. The zero value is 0 and
// ready to use. A Decimal is a plain value, safe for concurrent use, and two
// Decimals of the same number are == (trailing zeros are not kept; the printed
// form is the fact's raw text).
package decimal

import (
	"errors"
	"math"
	"strconv"
)

// MaxScale is the largest number of digits after the point that a Decimal holds.
const MaxScale = 9

var (
	// ErrSyntax says that the text is not a plain decimal number.
	ErrSyntax = errors.New("not a decimal number")
	// ErrRange says that a number has more digits than a Decimal holds.
	ErrRange = errors.New("number has too many digits")
)

// Decimal is coef × 10^-scale.
type Decimal struct {
	coef  int64
	scale uint8
}

// FromInt returns the whole number n.
func FromInt(n int64) Decimal { return Decimal{coef: n} }

// New returns coef × 10^-scale. Scales above [MaxScale] are an error.
func New(coef int64, scale int) (Decimal, error) {
	if scale < 0 || scale > MaxScale {
		return Decimal{}, ErrRange
	}
	return Decimal{coef, uint8(scale)}.reduce(), nil
}

// Parse reads an optional sign, ASCII digits and at most one point with digits
// on both sides. It returns [ErrSyntax] or [ErrRange].
func Parse(s string) (Decimal, error) {
	neg := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		neg = s[0] == '-'
		s = s[1:]
	}
	var d Decimal
	digits, point := 0, -1
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '.' && point < 0 && digits > 0:
			point = i
		case c >= '0' && c <= '9':
			if d.coef > (math.MaxInt64-9)/10 {
				return Decimal{}, ErrRange
			}
			d.coef = d.coef*10 + int64(c-'0')
			digits++
			if point >= 0 {
				d.scale++
				if d.scale > MaxScale {
					return Decimal{}, ErrRange
				}
			}
		default:
			return Decimal{}, ErrSyntax
		}
	}
	if digits == 0 || point == len(s)-1 {
		return Decimal{}, ErrSyntax
	}
	if neg {
		d.coef = -d.coef
	}
	return d.reduce(), nil
}

func (d Decimal) reduce() Decimal {
	for d.scale > 0 && d.coef%10 == 0 {
		d.coef /= 10
		d.scale--
	}
	return d
}

// Add returns d+e. It returns [ErrRange] when the sum does not fit.
func (d Decimal) Add(e Decimal) (Decimal, error) {
	if d.scale < e.scale {
		d, e = e, d
	}
	coef := e.coef
	for s := e.scale; s < d.scale; s++ {
		if coef > math.MaxInt64/10 || coef < math.MinInt64/10 {
			return Decimal{}, ErrRange
		}
		coef *= 10
	}
	sum := d.coef + coef
	if (sum > d.coef) != (coef > 0) && coef != 0 {
		return Decimal{}, ErrRange
	}
	return Decimal{sum, d.scale}.reduce(), nil
}

// Neg returns -d.
func (d Decimal) Neg() Decimal { return Decimal{-d.coef, d.scale} }

// Times returns d × n for an n of 2 or more, else d. It returns [ErrRange] when
// the product does not fit.
func (d Decimal) Times(n int) (Decimal, error) {
	if n < 2 {
		return d, nil
	}
	if d.coef > math.MaxInt64/int64(n) || d.coef < math.MinInt64/int64(n) {
		return Decimal{}, ErrRange
	}
	return Decimal{d.coef * int64(n), d.scale}.reduce(), nil
}

// Shift returns d × 10^n, for numbers printed with 万 (n = 4).
// It returns [ErrRange] when the result does not fit.
func (d Decimal) Shift(n int) (Decimal, error) {
	for ; n > 0; n-- {
		if d.scale > 0 {
			d.scale--
			continue
		}
		if d.coef > math.MaxInt64/10 || d.coef < math.MinInt64/10 {
			return Decimal{}, ErrRange
		}
		d.coef *= 10
	}
	return d.reduce(), nil
}

// Cmp is -1, 0 or +1 as d is below, equal to or above e.
func (d Decimal) Cmp(e Decimal) int {
	if ds, es := d.Sign(), e.Sign(); ds != es {
		return cmpFloat(float64(ds), float64(es))
	}
	diff, err := d.Add(e.Neg())
	if err != nil { // so far apart that the difference does not fit
		return cmpFloat(d.Float64(), e.Float64())
	}
	return diff.Sign()
}

func cmpFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Sign is -1, 0 or +1.
func (d Decimal) Sign() int {
	switch {
	case d.coef < 0:
		return -1
	case d.coef > 0:
		return 1
	}
	return 0
}

// IsInt tells whether d is a whole number.
func (d Decimal) IsInt() bool { return d.scale == 0 }

// Float64 is the nearest binary number, for columns of type DOUBLE.
func (d Decimal) Float64() float64 {
	if d.scale == 0 {
		return float64(d.coef)
	}
	// Going through the text gives the correctly rounded value; a division by
	// 10^scale of a coefficient above 2^53 would round twice.
	f, _ := strconv.ParseFloat(d.String(), 64)
	return f
}

// Append appends the shortest plain spelling, as JSON and CSV want it.
func (d Decimal) Append(b []byte) []byte {
	if d.scale == 0 {
		return strconv.AppendInt(b, d.coef, 10)
	}
	u := uint64(d.coef)
	if d.coef < 0 {
		b = append(b, '-')
		u = -u
	}
	var tmp [24]byte
	s := strconv.AppendUint(tmp[:0], u, 10)
	for len(s) <= int(d.scale) {
		s = append(s, 0)
		copy(s[1:], s)
		s[0] = '0'
	}
	b = append(b, s[:len(s)-int(d.scale)]...)
	b = append(b, '.')
	return append(b, s[len(s)-int(d.scale):]...)
}

// String is the shortest plain spelling: "12.5", never "1.25e1".
func (d Decimal) String() string { return string(d.Append(nil)) }

// MarshalJSON writes a JSON number.
func (d Decimal) MarshalJSON() ([]byte, error) { return d.Append(nil), nil }

// UnmarshalJSON reads a JSON number without exponent.
func (d *Decimal) UnmarshalJSON(b []byte) error {
	v, err := Parse(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}
